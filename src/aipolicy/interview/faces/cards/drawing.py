"""A card fitted to a terminal: which lines of each of its parts are shown where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aipolicy.interview.faces.cards.reading import Reading, Rows
from aipolicy.interview.faces.layout import ended

Style = Literal["", "bold", "reverse"]

# Who gets lines first when there are too few: the part, and how many lines it may have by then.
_TURNS = (
    ("cues", 1),
    ("items", 1),
    ("title", 1),
    ("note", 2),
    ("head", 1),
    ("title", 3),
    ("cues", 9),
    ("reading", 1),
    ("items", 3),
    ("reading", 4),
    ("note", 9),
    ("head", 9),
    ("items", 6),
    ("status", 1),
    ("reading", 12),
    ("items", 10),
    ("title", 9),
    ("status", 9),
    ("gaps", 9),
    ("reading", 999),
    ("items", 999),
    ("wording", 999),
)
# While somebody reads why, that comes before what the options mean.
_TURNS_READING = (
    ("cues", 1),
    ("items", 1),
    ("title", 1),
    ("head", 1),
    ("reading", 4),
    ("cues", 9),
    ("note", 2),
    ("title", 3),
    ("reading", 12),
    *_TURNS,
)
# Tables are hard to read in pieces: empty lines, but for one above the cues, come after them.
_TURNS_TABLE = (*((part, 1 if part == "gaps" else limit) for part, limit in _TURNS), ("gaps", 9))
_PARTS = ("head", "title", "note", "reading", "items", "status", "wording", "cues")
_GAPS = ("cues", "items", "wording", "reading")
_ROOMY = 20
_LEAST_WITH_MARKS = 4
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a card could show at one width.

    `items` are shown around `current`; `cursor` is its letter and its line within that item; `highlight` says whether
    the item's first line stands out. `reads` says that `reading` goes before the items, `turns` which keys turn it,
    `tables` where in it rows stand.
    """

    head: Sequence[str] = ()
    title: Sequence[str] = ()
    note: Sequence[str] = ()
    reading: Sequence[str] = ()
    tables: Sequence[Rows] = ()
    reads: bool = False
    turns: tuple[str, str] = ("Left arrow", "Right arrow")
    items: Sequence[Sequence[str]] = ()
    current: int | None = None
    cursor: tuple[int, int] = (0, 0)
    highlight: bool = True
    status: Sequence[str] = ()
    wording: Sequence[str] = ()
    more_wording: str = "| ..."
    cues: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the terminal."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines from the top of the card, and where the cursor stands: the letter in its line, the row."""

    lines: tuple[Line, ...]
    cursor: tuple[int, int]


@dataclass(slots=True)
class Fitter:
    """Draws the sheets of one card. It remembers where lists stand, so that moving one row moves one row.

    `offset` is the first line shown of what there is to read, `shown` how many lines it has; `more` says that some
    are below.
    """

    offset: int = 0
    shown: int = 0
    more: bool = False
    _top: int = 0
    _tallest: int = 0
    _size: tuple[int, int] = (0, 0)
    _turned: tuple[int, int] = (0, 0)

    def scroll(self, by: int) -> None:
        """Goes to the next page of what there is to read, or with -1 to the one before."""
        self.offset = self._turned[by > 0]

    def draw(self, sheet: Sheet, columns: int, rows: int) -> Drawing:
        """The sheet in at most `rows` lines."""
        if self._size != (columns, rows):
            self._size, self._tallest = (columns, rows), 0
        granted, gaps = _granted(sheet, rows)
        width = columns - 1
        drawn: dict[str, list[str]] = {
            part: _cut(getattr(sheet, part), granted[part], width) for part in ("head", "title", "note", "status")
        }
        drawn["reading"] = self._read(sheet, granted["reading"], width)
        drawn["wording"], drawn["cues"] = [], list(sheet.cues[: granted["cues"]])
        if granted["wording"] == len(sheet.wording):
            drawn["wording"] = list(sheet.wording)
        elif granted["wording"] > 1:
            drawn["wording"] = [*sheet.wording[: granted["wording"] - 1], sheet.more_wording]
        drawn["items"], cursor_row, highlighted = self._window(sheet, granted["items"], width)
        lines: list[Line] = []
        cursor = (0, 0)
        for part in _PARTS:
            if part == "cues":
                used = len(lines) + len(drawn["cues"]) + ("cues" in gaps)
                self._tallest = min(max(self._tallest, used), rows)
                lines += [Line("")] * (self._tallest - used)
            if drawn[part] and part in gaps:
                lines.append(Line(""))
            if part == "items" and drawn["items"]:
                cursor = (sheet.cursor[0], len(lines) + cursor_row)
            for number, text in enumerate(drawn[part]):
                style: Style = "bold" if part == "title" else ""
                if part == "items" and number == highlighted:
                    style = "reverse"
                lines.append(Line(text, style))
        return Drawing(tuple(lines[:rows]), (cursor[0], min(cursor[1], rows - 1)))

    def _read(self, sheet: Sheet, room: int, width: int) -> list[str]:
        self.shown = room
        if room >= len(sheet.reading) or not room:
            self.offset, self.more, self._turned = (0 if room else self.offset), False, (0, 0)
            return list(sheet.reading[:room])
        reading = Reading(sheet.reading, sheet.tables, sheet.turns, room, width)
        last = reading.last()
        self.offset = min(self.offset, last)
        page = reading.page(self.offset)
        self.more = page.end < len(sheet.reading)
        self._turned = reading.before(self.offset) if self.offset else 0, min(page.end, last)
        return page.lines

    def _window(self, sheet: Sheet, room: int, width: int) -> tuple[list[str], int, int | None]:
        """The lines of the items, the row of the cursor among them, and the row that stands out."""
        if not sheet.items or not room:
            return [], 0, None
        at = sheet.current if sheet.current is not None else 0
        items = _Items(sheet.items, room)
        self._top = items.top(at, self._top)
        above, space = items.room(self._top)
        first = items.starts[self._top] + (max(sheet.cursor[1] - space + 1, 0) if self._top == at else 0)
        row = above + items.starts[at] - first
        stands_out = row if sheet.highlight and sheet.current is not None and row >= above else None
        return items.shown(self._top, first, width), min(max(row + sheet.cursor[1], 0), room - 1), stands_out


class _Items:
    """The items of a sheet in `room` lines, fewer or as many as they take; what is shown begins with one."""

    def __init__(self, items: Sequence[Sequence[str]], room: int) -> None:
        self._room = room
        self._lines = [line for item in items for line in item]
        self.starts = [sum(map(len, items[:n])) for n in range(len(items))]
        self._ends = [start + len(item) for start, item in zip(self.starts, items, strict=True)]

    def room(self, top: int) -> tuple[int, int]:
        """How many lines are marked above, and how many lines of items are shown, where this one is the first."""
        marks = self._room >= _LEAST_WITH_MARKS
        space = self._room - (marks and top > 0)
        return self._room - space, space - (marks and len(self._lines) - self.starts[top] > space)

    def top(self, at: int, top: int) -> int:
        """The first item shown, so that `at` is seen whole, or as much of it as can be, and little moves."""
        top = min(top, len(self.starts) - 1)
        last = next(n for n in range(len(self.starts)) if self._shows(n, len(self.starts) - 1) or n == at)
        near = max((n for n in range(len(self.starts)) if self._shows(top, n)), default=top)
        if at < top - _NEAR or at > near + _NEAR:
            # After a leap the new place stands in the middle.
            top = next(n for n in range(at + 1) if self.starts[at] - self.starts[n] <= self._room // 2)
        top = min(top, at, last)
        return next((n for n in range(top, at) if self._shows(n, at)), at)

    def _shows(self, top: int, item: int) -> bool:
        return top <= item and self._ends[item] - self.starts[top] <= self.room(top)[1]

    def shown(self, top: int, first: int, width: int) -> list[str]:
        """The lines from `first` on, with marks that say what is above and below."""
        marked, space = self.room(top)
        part = self._lines[first : first + space]
        below = sum(start >= first + space for start in self.starts)
        cut = first + space not in (*self.starts, len(self._lines))
        if self._room >= _LEAST_WITH_MARKS:
            if cut and below:
                part[-1] = ended(part[-1], " ...", width)
            if marked:
                part.insert(0, f"  ... {top} more above")
            if below or cut:
                part.append(f"  ... {below} more below" if below else "     ...")
            return part
        if len(part) == 1 and top and below:
            return [ended(part[0], f"  ... {top} more above, {below} below", width)]
        if top:
            part[0] = ended(part[0], f"  ... {top} more above", width)
        if below or cut:
            part[-1] = ended(part[-1], f"  ... {below} more below" if below else " ...", width)
        return part


def _granted(sheet: Sheet, rows: int) -> tuple[dict[str, int], set[str]]:
    """How many lines each part gets, and before which parts an empty line stands."""
    wanted = {part: len(getattr(sheet, part)) for part in _PARTS if part != "items"}
    wanted["items"] = sum(map(len, sheet.items))
    at_least = len(sheet.items[sheet.current]) + 2 if sheet.current is not None and sheet.items else 0
    gaps = [part for part in _GAPS if wanted[part] or (part == "wording" and wanted["status"])]
    if rows >= _ROOMY:
        gaps.append("head" if wanted["head"] else "title")
    wanted["gaps"] = len(gaps)
    granted = dict.fromkeys(wanted, 0)
    room = rows
    for part, limit in _TURNS_READING if sheet.reads else _TURNS_TABLE if sheet.tables else _TURNS:
        target = max(limit, at_least) if part == "items" and limit > 1 else limit
        more = min(min(wanted[part], target) - granted[part], room)
        if more > 0:
            granted[part] += more
            room -= more
    before = set(gaps[: granted["gaps"]])
    if "wording" in before and sheet.status:
        before = before - {"wording"} | {"status"}
    return granted, before


def _cut(lines: Sequence[str], room: int, width: int) -> list[str]:
    if room >= len(lines):
        return list(lines)
    return [*lines[: room - 1], ended(lines[room - 1], " ...", width)] if room else []
