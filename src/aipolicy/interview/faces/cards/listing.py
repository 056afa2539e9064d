"""Moving in a numbered list: arrows, typed numbers, and "/" to find a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aipolicy.interview.faces.cards.editing import printable

LONG = 10
"""A list of more rows than this has "/" to find."""
_PAGE = 10


@dataclass(slots=True)
class Listing:
    """Where a person stands in the rows with these labels. `at` is None while nothing stands out; `wrong` is what
    the last typed number lacked."""

    labels: Sequence[str]
    at: int | None = None
    number: str = ""
    sought: str | None = None
    said: str = ""
    wrong: str = ""
    _before: int | None = None

    def move(self, key: str) -> bool:
        """Moves as an arrow key says; False where `key` moves nothing."""
        last = len(self.labels) - 1
        if last < 0 or key not in ("up", "down", "home", "end", "pageup", "pagedown"):
            return False
        self.number = ""
        if key in ("home", "end"):
            self.at = 0 if key == "home" else last
        elif self.at is None:
            self.at = last if key == "up" else 0
        elif key in ("up", "down"):
            self.at = (self.at + (1 if key == "down" else -1)) % (last + 1)
        else:
            self.at = max(0, min(self.at + (_PAGE if key == "pagedown" else -_PAGE), last))
        return True

    def digit(self, key: str) -> bool:
        """Takes one more digit of a number and goes there; `said` tells where there is no such row."""
        if not (len(key) == 1 and key in "0123456789"):
            return False
        if not self.number:
            self._before = self.at
        number = (self.number + key).lstrip("0")
        if int(number or 0) > len(self.labels) and int(key):
            number = key if len(number) > len(str(len(self.labels))) else number
        if 0 < int(number or 0) <= len(self.labels):
            self.number, self.at = number, int(number) - 1
        else:
            self.said = f"There is no {number or key}. The numbers go from 1 to {len(self.labels)}."
            # Enter typed along with a wrong number must not take what its first digit went to.
            self.wrong, self.number, self.at = self.said, "", self._before
        return True

    def rub(self, key: str) -> bool:
        """Takes back the last digit."""
        if key not in ("c-h", "delete") or not self.number:
            return False
        self.number = self.number[:-1]
        if self.number:
            self.at = int(self.number) - 1
        return True

    def seek(self, key: str) -> bool:
        """Keys while a label is sought, and "/" that begins it; False where the key is for somebody else."""
        if self.sought is None:
            if key == "/" and len(self.labels) > LONG:
                self.sought, self.number = "", ""
                return True
            return False
        if key in ("up", "down"):
            self._next(1 if key == "down" else -1)
        elif key == "c-h" and self.sought:
            self.sought = self.sought[:-1]
            self._first()
        elif key in ("c-h", "escape"):
            self.sought = None
        elif printable(key):
            self.sought += key
            self._first()
        else:
            return False
        return True

    def begin(self, key: str) -> bool:
        """Begins to seek with a letter that means nothing else here; False where the list is short."""
        if len(self.labels) <= LONG or not (len(key) == 1 and key.isalpha()):
            return False
        self.sought, self.number = key, ""
        self._first()
        return True

    def _matches(self) -> list[int]:
        """The rows with the sought letters: those that begin so, then those with such a word, then the others."""
        letters = (self.sought or "").lower()
        if not letters:
            return []
        ranked = []
        for index, label in enumerate(self.labels):
            text = label.lower()
            if letters in text:
                ranked.append((0 if text.startswith(letters) else 1 if f" {letters}" in text else 2, index))
        return [index for _, index in sorted(ranked)]

    def _first(self) -> None:
        matches = self._matches()
        if matches:
            self.at = matches[0]
        elif self.sought:
            self.said = f"No label with '{self.sought}'."

    def _next(self, by: int) -> None:
        matches = self._matches()
        if not matches:
            return
        place = matches.index(self.at) if self.at in matches else -1 if by > 0 else 0
        self.at = matches[(place + by) % len(matches)]

    def cue(self, first: str) -> str:
        """The first cue at the foot: what is being typed, or `first`."""
        if self.sought is not None:
            return f"Find: {self.sought}_ (Enter takes it, Down the next, Esc ends)"
        return first
