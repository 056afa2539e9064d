"""What a card gives to read, a page at a time: no row of a table is split, and its headings stand on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aipolicy.interview.faces.layout import ended

_LEAST_TO_LOOK_BACK = 5
_LEAST_BELOW_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """Where rows stand among the lines: the first line of their heading, then that of each row, then their end."""

    heading: int
    rows: Sequence[int]
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, and the number of the first line that comes after it."""

    lines: list[str]
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Lines that are read in `room` lines, `width` wide; `turns` names the keys that go back and on."""

    lines: Sequence[str]
    tables: Sequence[Rows]
    turns: tuple[str, str]
    room: int
    width: int

    def page(self, start: int) -> Page:
        """The page that begins with this line, with marks that say what is above and below."""
        while start and not self.lines[start] and start < len(self.lines) - 1:
            start += 1
        above = [f"... more above: {self.turns[0]}"] if start and self.room > _LEAST_TO_LOOK_BACK else []
        above += self._headings(start, self.room - len(above))
        end = start + self.room - len(above)
        if end >= len(self.lines):
            return Page(_filled([*above, *self.lines[start:]], self.room), len(self.lines))
        if self.room == 1:
            return Page([ended(self.lines[start], f" ... {self.turns[1]}", self.width)], end)
        end = self._whole(start, end - 1)
        shown = _filled([*above, *self.lines[start:end]], self.room - 1)
        return Page([*shown, f"... more below: {self.turns[1]}"], end)

    def last(self) -> int:
        """Where the last page begins: as early as it can, so that it is full."""
        return self._first(max(len(self.lines) - self.room, 0), len(self.lines))

    def before(self, start: int) -> int:
        """Where the page begins that comes before the one with this beginning."""
        return self._first(max(start - self.room, 0), start)

    def _first(self, low: int, high: int) -> int:
        reaching = [line for line in range(low, high) if self.page(line).end >= high]
        whole = [line for line in reaching if self._whole(-1, line) == line]
        return next(iter((*whole, *reaching)), max(high - 1, 0))

    def _whole(self, start: int, end: int) -> int:
        """`end`, or the line before it that splits neither a row nor a heading from its row, where one is after
        `start`."""
        for table in self.tables:
            if table.heading < end < table.end:
                # The first row goes with its heading.
                bounds = [table.heading, *table.rows[1:]]
                return next((line for line in reversed(bounds) if start < line <= end), end)
        return end

    def _headings(self, start: int, room: int) -> list[str]:
        for table in self.tables:
            if table.rows and table.rows[0] <= start < table.end:
                found = [line for line in self.lines[table.heading : table.rows[0]] if line]
                return found if room - len(found) >= _LEAST_BELOW_HEADINGS else []
        return []


def _filled(lines: list[str], room: int) -> list[str]:
    """As many lines on each page, so that what stands below it does not move."""
    return [*lines, *[""] * (room - len(lines))]
