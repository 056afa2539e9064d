"""The card of a `Tell`: something to read."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.interview.faces.cards.card import Card
from aipolicy.interview.faces.cards.drawing import Drawing, Sheet
from aipolicy.interview.faces.cards.editing import ENTER
from aipolicy.interview.screens import Reply, Tell, Went

_ARROWS = {"down": "right", "up": "left", " ": "right"}


class TellCard(Card):
    """Enter goes on, by way of what is below where it does not fit."""

    def __init__(self, screen: Tell) -> None:
        super().__init__(screen.title, screen.head, screen.commands, "", screen.body, screen.table)

    def press(self, key: str) -> Reply | None:
        self.said = ""
        self.ends(key)
        if key in ENTER:
            if self.fitter.more:
                self.fitter.scroll(1)
                return None
            return Went()
        if self.scrolled(_ARROWS.get(key, key)):
            return None
        if key == "s-tab" or self.offers(key):
            return self.command(key)
        self.unknown(key)
        return None

    def paste(self, text: str) -> None:
        self.said = "What was pasted is ignored here."

    def trace(self, reply: Reply) -> str:
        return ""

    def draw(self, columns: int, rows: int) -> Drawing:
        # The cue says whether there is more below, which only a drawing tells.
        super().draw(columns, rows)
        return super().draw(columns, rows)

    def sheet(self, width: int) -> Sheet:
        return replace(self.top(width), reading=self.read(width), turns=("Up", "Enter or Down"), cues=self._foot(width))

    def _foot(self, width: int) -> list[str]:
        return self.foot("Enter shows more" if self.fitter.more else "Enter next", width)
