"""The card of a `Choose`: one of several options."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.interview.faces.cards.card import WIDEST, Card
from aipolicy.interview.faces.cards.drawing import Sheet
from aipolicy.interview.faces.cards.editing import ENTER
from aipolicy.interview.faces.cards.listing import LONG, Listing
from aipolicy.interview.faces.cards.previews import Previews
from aipolicy.interview.faces.layout import cells, ended, marked, option_lines, tame, wrapped
from aipolicy.interview.screens import Choose, Command, Did, Picked, Reply

_LEAST_BESIDE = 60
"""In a narrower list a row that is too long for a line takes two."""


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
        self._before_search: tuple[int | None, bool] = (None, False)

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
        if self.list.sought is None:
            self._before_search = self.list.at, self._moved
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
        sought = self.list.sought
        if sought and (at is None or sought.lower() not in self.list.labels[at].lower()):
            self.said, self.list.sought = f"No label with '{sought}', so nothing is taken.", None
            self.list.at, self._moved = self._before_search
            return None
        if at is None:
            self.said = "Choose one first: arrows or a number."
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
            fixed = len(top.head) + len(top.title) + len(top.note) + len(reading) + len(foot)
            room = self.rows - fixed - (4 if reading else 3)
            if sum(map(len, spacious)) <= room:
                items = spacious
            elif Command.UNDECIDED not in self.commands:
                items = self._compact(narrow, room, spacious)
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
        items = []
        for index, option in enumerate(self.screen.options):
            here = index == self.list.at
            lines = option_lines(index + 1, option, width, self._mark(index), full=here or all_means)
            if here and effect:
                indent = " " * (len(str(len(self.screen.options))) + 4)
                lines = [*lines, *wrapped(effect, width, indent, indent)]
            items.append(lines)
        return items

    def _mark(self, index: int) -> str:
        """What stands before an option's number."""
        digits = len(str(len(self.screen.options)))
        return ("> " if index == self.list.at else "  ") + " " * (digits - len(str(index + 1)))

    def _compact(self, width: int, room: int, spacious: list[list[str]]) -> list[list[str]]:
        """Menus and reviews that are too long for `room`: two lines a row where these fit, else one; then those that
        say too little have more while room lasts, and the row of the cursor says all."""
        rows = two = [self._in_two(index, width) for index in range(len(spacious))]
        cut: set[int] = set()
        if sum(map(len, two)) > room:
            rows, cut = self._beside(two, width)
        spare = room - sum(map(len, rows))
        # First the labels that were cut, then all of what an option means.
        for fuller, wanting in ((two, cut), (spacious, range(len(rows)))):
            for index in wanting:
                more = len(fuller[index]) - len(rows[index])
                if more <= spare and not self._says_all(index, rows[index]):
                    rows = [*rows[:index], fuller[index], *rows[index + 1 :]]
                    spare -= more
        at = self.list.at
        return [
            full if index == at and not self._says_all(index, row) else row
            for index, (row, full) in enumerate(zip(rows, spacious, strict=True))
        ]

    def _says_all(self, index: int, lines: list[str]) -> bool:
        option = self.screen.options[index]
        return tame(" ".join(lines)).endswith(tame(f"{marked(option)} {option.means}"))

    def _in_two(self, index: int, width: int) -> list[str]:
        """The label, and one line of what it means."""
        option, mark = self.screen.options[index], self._mark(index)
        label = option_lines(index + 1, option, width, mark, full=False)
        first, *more = option_lines(index + 1, option, width, mark)[len(label) :] or [""]
        return [*label, ended(first, "...", width) if more else first] if first else label

    def _beside(self, two: list[list[str]], width: int) -> tuple[list[list[str]], set[int]]:
        """What each option means beside its label, and which labels were cut for that. What is too long for a narrow
        line stays in two."""
        options = self.screen.options
        marks = [f"{self._mark(index)}{index + 1}. " for index in range(len(options))]
        sizes = [
            (cells(mark + tame(marked(o))) + 2, cells(tame(o.means))) for mark, o in zip(marks, options, strict=True)
        ]
        sizes = [(start, means) for start, means in sizes if means]

        def stand(column: int) -> tuple[int, int]:
            return sum(start <= column <= width - means for start, means in sizes), column

        # The column in which most of them can stand.
        column = max((start for start, _ in sizes), key=stand, default=0)
        rows, cut = [], set()
        for index, (mark, option) in enumerate(zip(marks, options, strict=True)):
            first, means = mark + tame(marked(option)), tame(option.means)
            if not means or (width < _LEAST_BESIDE and cells(first) + 2 + cells(means) > width):
                rows.append(two[index])
                continue
            wide = max(width // 2, width - 2 - cells(means))
            if cells(first) > wide:
                cut.add(index)
                signs = f"... ({', '.join(option.marks)})" if option.marks else "..."
                first = ended(mark + tame(option.label).rstrip("?."), signs, wide)
            start = first + " " * max(2, min(column, width - cells(means)) - cells(first))
            room = width - cells(start)
            rows.append([start + (means if cells(means) <= room else ended(means, "...", room))])
        return rows, cut

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
