"""One line of text under the keys, however many lines of the terminal it takes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from aipolicy.interview.faces.layout import cells

ENTER = ("c-m", "c-j")
MOST = 20_000
"""No answer is longer than so many characters."""
_BEGIN, _END = ("home", "c-a"), ("end", "c-e")


def printable(key: str) -> bool:
    """Whether a key is a character to type, not the name of a key."""
    return len(key) == 1 and unicodedata.category(key)[0] != "C"


def one_line(text: str) -> str:
    """Pasted text as a person would have typed it: each line end and other control character a space."""
    text = text.replace("\r\n", "\n").rstrip("\r\n")
    return "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)


@dataclass(slots=True)
class Edited:
    """The text and the place of the cursor in it."""

    text: str = ""
    at: int = 0
    _rows: list[tuple[int, int]] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Types `text` at the cursor, as far as it fits."""
        text = text[: max(MOST - len(self.text), 0)]
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)

    def press(self, key: str) -> bool:
        """Does what an editing key does; False where `key` is none."""
        if printable(key):
            self.put(key)
        elif key in ("left", "right"):
            self.at = max(0, min(self.at + (1 if key == "right" else -1), len(self.text)))
        elif key in ("up", "down"):
            self._vertical(1 if key == "down" else -1)
        elif key in ("c-left", "c-right"):
            self.at = self._word(1 if key == "c-right" else -1)
        elif key in _BEGIN:
            self.at = 0
        elif key in _END:
            self.at = len(self.text)
        elif key in ("c-h", "c-w", "c-u"):
            start = {"c-h": max(self.at - 1, 0), "c-w": self._word(-1), "c-u": 0}[key]
            self.text, self.at = self.text[:start] + self.text[self.at :], start
        elif key in ("delete", "c-d"):
            self.text = self.text[: self.at] + self.text[self.at + 1 :]
        elif key == "c-k":
            self.text = self.text[: self.at]
        else:
            return False
        return True

    def lines(self, width: int, first: str, later: str) -> tuple[list[str], tuple[int, int]]:
        """The lines after their prefixes, broken between words, and the cursor's letter and line."""
        self._rows, start = [], 0
        drawn: list[str] = []
        while True:
            prefix = later if drawn else first
            room = max(width - cells(prefix) - 1, 8)
            end = self._break(start, room)
            self._rows.append((start, end))
            # Spaces at a line's end may reach beyond it; only there is a line longer than its room.
            text = self.text[start:end]
            drawn.append(prefix + (text if cells(text) <= room else text.rstrip()))
            if end >= len(self.text):
                break
            start = end
        row = self._row()
        column = len(later if row else first) + self.at - self._rows[row][0]
        return drawn, (min(column, width - 1), row)

    def _break(self, start: int, room: int) -> int:
        taken, space = 0, -1
        for n in range(start, len(self.text)):
            taken += cells(self.text[n])
            if taken > room and self.text[n] != " ":
                return space + 1 if space >= start else max(n, start + 1)
            if self.text[n] == " ":
                space = n
        return len(self.text)

    def _row(self) -> int:
        return next((n for n, (a, b) in enumerate(self._rows) if a <= self.at < b), len(self._rows) - 1)

    def _vertical(self, by: int) -> None:
        if not self._rows:
            return
        row = self._row()
        if 0 <= row + by < len(self._rows):
            start, end = self._rows[row + by]
            last = end if row + by == len(self._rows) - 1 else end - 1
            self.at = min(start + self.at - self._rows[row][0], last, len(self.text))

    def _word(self, by: int) -> int:
        at = self.at
        if by < 0:
            while at and self.text[at - 1] == " ":
                at -= 1
            while at and self.text[at - 1] != " ":
                at -= 1
        else:
            while at < len(self.text) and self.text[at] == " ":
                at += 1
            while at < len(self.text) and self.text[at] != " ":
                at += 1
        return at
