"""The card of a `Choose`: one of several options."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.interview.faces.cards.card import WIDEST, Card
from aipolicy.interview.faces.cards.drawing import Sheet
from aipolicy.interview.faces.cards.editing import ENTER
from aipolicy.interview.faces.cards.listing import LONG, Listing
from aipolicy.interview.faces.cards.previews import Previews
from aipolicy.interview.faces.layout import cells, marked, option_lines, tame, wrapped
from aipolicy.interview.screens import Choose, Command, Did, Picked, Reply

_LEAST_BESIDE = 12


class ChooseCard(Card):
    """Arrows, a number or "/" move; Enter takes what stands out."""

    def __init__(self, screen: Choose) -> None:
        super().__init__(
            screen.title,
            screen.head,
            screen.commands,
            screen.note,
            screen.body,
            screen.table,
            screen.why,
            Previews(screen.preview),
        )
        self.screen = screen
        self.list = Listing([option.label for option in screen.options], screen.start)
        self._moved = False

    def take_over(self, other: Card) -> None:
        super().take_over(other)
        # A note means that what was chosen cannot stand: then the person begins anew.
        if isinstance(other, ChooseCard) and not self.screen.note:
            self.list.at, self._moved = other.list.at, other._moved

    def press(self, key: str) -> Reply | None:
        self.said = self.list.said = ""
        self.ends(key)
        if key in ENTER:
            return self._take()
        self.list.wrong = ""
        before = self.list.at, self.list.number, self.list.sought
        reply = self._pressed(key)
        # Opening and closing the search is not yet a move.
        if (self.list.at, self.list.number) != before[:2] or (self.list.sought or "") != (before[2] or ""):
            self._moved = True
        self.said = self.said or self.list.said
        return reply

    def _pressed(self, key: str) -> Reply | None:
        listing = self.list
        if listing.seek(key):
            return None
        if key in ("up", "down", "home", "end") and listing.move(key):
            self._moved = True
            return None
        if self.fitter.shown and self._has_more() and self.scrolled(key):
            return None
        if listing.digit(key) or listing.rub(key):
            return None
        if listing.move(key):
            return None
        if key == "s-tab" or self.offers(key):
            return self.command(key, listing.at)
        if not listing.begin(key):
            self.unknown(key)
        return None

    def _has_more(self) -> bool:
        return self.fitter.more or self.fitter.offset > 0

    def _take(self) -> Reply | None:
        at = self.list.at
        if self.list.wrong:
            self.said, self.list.wrong = self.list.wrong, ""
            return None
        if at is None:
            self.said = "Choose one first: arrows or a number."
            return None
        if self.list.sought and self.list.sought.lower() not in self.list.labels[at].lower():
            self.said = f"No label with '{self.list.sought}'."
            return None
        return Picked(at, deliberate=self._moved or at != self.screen.start)

    def paste(self, text: str) -> None:
        self.said = "What was pasted is ignored here. Choose with the arrows or a number."

    def trace(self, reply: Reply) -> str:
        return traced(self, reply, self.screen.options[reply.index].label if isinstance(reply, Picked) else "")

    def sheet(self, width: int) -> Sheet:
        at = self.list.at
        narrow = min(width, WIDEST)
        preview = self.previews.get(at) if at is not None else None
        wording, more = self.wording(preview, width)
        effect = preview.effect if preview else ""
        top, reading, foot = self.top(width), self.read(width), self._foot(width)
        items = self._items(narrow, all_means=False, effect=effect)
        if self.screen.preview is None:
            spacious = self._items(narrow, all_means=True)
            fixed = len(top.head) + len(top.title) + len(top.note) + len(reading) + len(foot) + 3
            if fixed + sum(map(len, spacious)) <= self.rows:
                items = spacious
            elif Command.UNDECIDED not in self.commands:
                items = self._beside(narrow)
        return replace(
            top,
            reading=reading,
            reads=self.why_open,
            items=items,
            current=at,
            wording=wording,
            more_wording=more,
            cues=foot,
        )

    def _items(self, width: int, all_means: bool, effect: str = "") -> list[list[str]]:
        digits = len(str(len(self.screen.options)))
        items = []
        for index, option in enumerate(self.screen.options):
            here = index == self.list.at
            mark = ("> " if here else "  ") + " " * (digits - len(str(index + 1)))
            lines = option_lines(index + 1, option, width, mark, full=here or all_means)
            if here and effect:
                indent = " " * (digits + 4)
                lines = [*lines, *wrapped(effect, width, indent, indent)]
            items.append(lines)
        return items

    def _beside(self, width: int) -> list[list[str]]:
        """Menus and reviews that are too long: what each option means on its own line, cut where it must be."""
        items = self._items(width, all_means=False)
        firsts = [
            f"{'> ' if index == self.list.at else '  '}{index + 1:>{len(str(len(items)))}}. {marked(option)}"
            for index, option in enumerate(self.screen.options)
        ]
        column = min(max(map(cells, firsts), default=0), width * 5 // 8) + 2
        for index, (first, option) in enumerate(zip(firsts, self.screen.options, strict=True)):
            start = first + " " * max(column - cells(first), 2)
            room, means = width - cells(start), tame(option.means)
            if cells(means) <= room:
                items[index] = [start + means if means else first]
            elif room > _LEAST_BESIDE and index != self.list.at:
                items[index] = [start + means[: room - 3].rstrip() + "..."]
        return items

    def _foot(self, width: int) -> list[str]:
        number = self.list.number
        find = ", / finds" if len(self.list.labels) > LONG else ""
        first = f"Number {number}: Enter takes it" if number else f"Arrows or number{find}, Enter"
        return self.foot(self.list.cue(first), width, commands=self.list.sought is None)


def traced(card: Card, reply: Reply, words: str) -> str:
    """What stays of a question: its title and what was said to it. Menus leave nothing."""
    if isinstance(reply, Did):
        words = {Command.UNDECIDED: "Not decided yet", Command.SKIP: "Skipped"}.get(reply.command, "")
    asks = Command.UNDECIDED in card.commands or Command.SKIP in card.commands
    return f"{card.title}\n{words}" if words and asks else ""
