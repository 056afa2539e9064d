"""A card fitted to a terminal: which lines of each of its parts are shown where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

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
    ("items", 3),
    ("reading", 4),
    ("note", 9),
    ("head", 9),
    ("items", 6),
    ("status", 1),
    ("reading", 12),
    ("items", 10),
    ("title", 9),
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
_PARTS = ("head", "title", "note", "reading", "items", "status", "wording", "cues")
_GAPS = ("cues", "items", "wording", "reading")
_ROOMY = 20
_LEAST_WITH_MARKS = 4
_LEAST_TO_LOOK_BACK = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a card could show at one width.

    `items` are shown around `current`; `cursor` is its letter and its line within that item; `highlight` says whether
    the item's first line stands out. `reads` says that `reading` goes before the items, `turns` which keys turn it.
    """

    head: Sequence[str] = ()
    title: Sequence[str] = ()
    note: Sequence[str] = ()
    reading: Sequence[str] = ()
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
    """Draws the sheets of one card. It remembers where lists stand, so that moving one row moves one row."""

    offset: int = 0
    shown: int = 0
    more: bool = False
    _top: int = 0
    _tallest: int = 0
    _size: tuple[int, int] = (0, 0)
    _reading: int = field(default=0)

    def scroll(self, by: int) -> None:
        """Moves what there is to read by so many screenfuls."""
        step = max(self.shown - (2 if self.shown > _LEAST_TO_LOOK_BACK else 1), 1)
        self.offset = max(0, min(self.offset + by * step, max(self._reading - self.shown, 0)))

    def draw(self, sheet: Sheet, columns: int, rows: int) -> Drawing:
        """The sheet in at most `rows` lines."""
        if self._size != (columns, rows):
            self._size, self._tallest = (columns, rows), 0
        granted, gaps = _granted(sheet, rows)
        drawn: dict[str, list[str]] = {
            "head": list(sheet.head[: granted["head"]]),
            "title": _cut(sheet.title, granted["title"], " ..."),
            "note": list(sheet.note[: granted["note"]]),
            "reading": self._read(sheet, granted["reading"]),
            "status": list(sheet.status[: granted["status"]]),
            "wording": [],
            "cues": list(sheet.cues[: granted["cues"]]),
        }
        if granted["wording"] == len(sheet.wording):
            drawn["wording"] = list(sheet.wording)
        elif granted["wording"] > 1:
            drawn["wording"] = [*sheet.wording[: granted["wording"] - 1], sheet.more_wording]
        drawn["items"], cursor_row, highlighted = self._window(sheet, granted["items"])
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

    def _read(self, sheet: Sheet, room: int) -> list[str]:
        lines = sheet.reading
        self._reading = len(lines)
        self.shown = room
        if room >= len(lines):
            self.offset, self.more = 0, False
            return list(lines)
        self.offset = max(0, min(self.offset, len(lines) - room))
        self.more = self.offset + room < len(lines)
        if not room:
            return []
        part = list(lines[self.offset : self.offset + room])
        if self.offset and room > _LEAST_TO_LOOK_BACK:
            part[0] = f"... more above: {sheet.turns[0]}"
        if self.more:
            part[-1] = f"... more below: {sheet.turns[1]}"
        return part

    def _window(self, sheet: Sheet, room: int) -> tuple[list[str], int, int | None]:
        """The lines of the items, the row of the cursor among them, and the row that stands out."""
        lines = [line for item in sheet.items for line in item]
        starts = [sum(map(len, sheet.items[:n])) for n in range(len(sheet.items))]
        at = sheet.current if sheet.current is not None else 0
        start = starts[at] if starts else 0
        end = start + (len(sheet.items[at]) if sheet.items else 0)
        self._top = _top(len(lines), room, start, end, self._top)
        part = lines[self._top : self._top + room]
        if room >= _LEAST_WITH_MARKS:
            above = sum(n <= self._top for n in starts)
            below = sum(n >= self._top + room - 1 for n in starts)
            if self._top:
                part[0] = f"  ... {above} more above"
            if self._top + room < len(lines):
                part[-1] = f"  ... {below} more below" if below else "     ..."
        row = min(max(start + sheet.cursor[1] - self._top, 0), max(room - 1, 0))
        stands_out = start - self._top if sheet.highlight and sheet.current is not None else None
        return part, row, stands_out


def _top(count: int, room: int, start: int, end: int, top: int) -> int:
    """The first line shown of `count`, so that those from `start` to `end` are seen and little moves."""
    margin = 1 if room >= _LEAST_WITH_MARKS else 0
    end = min(end, start + max(room - 2 * margin, 1))
    if start < top - 3 or end > top + room + 3:
        # After a leap the new place stands in the middle.
        top = start - room // 2
    top = max(min(top, start - margin), end + margin - room)
    return max(0, min(top, count - room))


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
    for part, limit in _TURNS_READING if sheet.reads else _TURNS:
        target = max(limit, at_least) if part == "items" and limit > 1 else limit
        more = min(min(wanted[part], target) - granted[part], room)
        if more > 0:
            granted[part] += more
            room -= more
    before = set(gaps[: granted["gaps"]])
    if "wording" in before and sheet.status:
        before = before - {"wording"} | {"status"}
    return granted, before


def _cut(lines: Sequence[str], room: int, mark: str) -> list[str]:
    if room >= len(lines):
        return list(lines)
    return [*lines[: room - 1], lines[room - 1] + mark] if room else []
