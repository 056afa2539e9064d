"""The card of a `Tick`: any number of options, and own words."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.interview.faces.cards.card import WIDEST, Card
from aipolicy.interview.faces.cards.choosing import traced
from aipolicy.interview.faces.cards.drawing import Sheet
from aipolicy.interview.faces.cards.editing import ENTER, Edited, one_line
from aipolicy.interview.faces.cards.listing import Listing
from aipolicy.interview.faces.cards.previews import Previews
from aipolicy.interview.faces.layout import EMPTIED, option_lines, wrapped
from aipolicy.interview.screens import Command, Option, Reply, Tick, Ticked

OTHER = "Something else: type it"
_FEW = 9
"""Up to this many rows one digit is a whole number, so that it ticks at once."""


class TickCard(Card):
    """Space ticks what stands out, Enter is done. Own words are rows like the others once they are typed."""

    def __init__(self, screen: Tick) -> None:
        super().__init__(
            screen.title,
            screen.head,
            (*screen.commands, Command.ALL),
            screen.note,
            screen.body,
            None,
            screen.why,
            Previews(screen.preview),
        )
        self.screen = screen
        self.own = list(screen.own)
        self._first_own = len(screen.options) + (1 if screen.other else 0)
        self.ticks = set(screen.ticked) | {self._first_own + n for n in range(len(self.own))}
        self.typing: Edited | None = None
        self.list = Listing(self._labels(), 0 if self._labels() else None)
        self._changed = False

    def take_over(self, other: Card) -> None:
        super().take_over(other)
        if isinstance(other, TickCard):
            self.own, self.ticks, self._changed = list(other.own), set(other.ticks), other._changed
            self.list.labels, self.list.at = self._labels(), other.list.at

    def _is_other(self, row: int | None) -> bool:
        return self.screen.other and row == len(self.screen.options)

    def _labels(self) -> list[str]:
        return [*(o.label for o in self.screen.options), *([OTHER] if self.screen.other else []), *self.own]

    def press(self, key: str) -> Reply | None:
        self.said = self.list.said = ""
        if self.typing is not None:
            self._type(self.typing, key)
            return None
        self.ends(key)
        if key in ENTER:
            return self._done()
        reply = self._pressed(key)
        self.said = self.said or self.list.said
        return reply

    def _pressed(self, key: str) -> Reply | None:
        listing = self.list
        if listing.seek(key):
            return None
        if key == " ":
            listing.number = ""
            self._turn(listing.at)
        elif (key in ("up", "down", "home", "end") and listing.move(key)) or (
            (self.fitter.more or self.fitter.offset) and self.scrolled(key)
        ):
            pass
        elif listing.digit(key):
            if len(listing.labels) <= _FEW and not listing.said:
                listing.number = ""
                self._turn(listing.at)
        elif listing.rub(key) or listing.move(key):
            pass
        elif key.lower() == Command.ALL.value:
            self._tick_all()
        elif key == "s-tab" or self.offers(key):
            return self.command(key, listing.at)
        elif not listing.begin(key):
            self.unknown(key)
        return None

    def _turn(self, row: int | None) -> None:
        if row is None:
            return
        if self._is_other(row):
            if self._full():
                return
            self.typing = Edited()
        elif row in self.ticks:
            self.ticks.remove(row)
            self._changed = True
        elif not self._full():
            self.ticks.add(row)
            self._changed = True

    def _full(self) -> bool:
        most = self.screen.most
        if most is None or len(self.ticks) < most:
            return False
        self.said = f"At most {most} can be chosen. Take one off first."
        return True

    def _tick_all(self) -> None:
        every = {row for row in range(len(self.list.labels)) if not self._is_other(row)}
        if self.screen.most is not None and len(every) > self.screen.most:
            self.said = f"At most {self.screen.most} can be chosen."
            return
        self.ticks, self._changed = every, True

    def _type(self, typing: Edited, key: str) -> None:
        if key == "c-c" or (key == "c-d" and not typing.text):
            self.ends(key)
        elif key in ENTER:
            words = typing.text.strip()
            self.typing = None
            if words and words not in EMPTIED:
                self._add(words)
        elif key in ("escape", "s-tab"):
            self.typing = None
        else:
            typing.press(key)

    def _add(self, words: str) -> None:
        """Ticks own words: a new row, or the one that says the same."""
        rows = [
            n
            for n, label in enumerate(self._labels())
            if label.casefold() == words.casefold() and not self._is_other(n)
        ]
        if not rows:
            rows = [len(self.list.labels)]
            self.own.append(words)
            self.list.labels = self._labels()
        self.ticks.add(rows[0])
        self.list.at, self._changed = rows[0], True

    def _done(self) -> Reply | None:
        count = len(self.ticks)
        sought, at = self.list.sought, self.list.at
        if sought is not None:
            self.list.sought = None
            if sought and (at is None or sought.lower() not in self.list.labels[at].lower()):
                self.said = f"No label with '{sought}'."
            return None
        if count < self.screen.least:
            self.said = f"Choose at least {self.screen.least}: Space ticks the row of the cursor."
            return None
        if self.screen.most is not None and count > self.screen.most:
            self.said = f"At most {self.screen.most} can be chosen: {count} are."
            return None
        options = len(self.screen.options)
        own = tuple(words for n, words in enumerate(self.own, self._first_own) if n in self.ticks)
        return Ticked(tuple(sorted(n for n in self.ticks if n < options)), own, self._changed)

    def paste(self, text: str) -> None:
        if self.typing is not None:
            self.typing.put(one_line(text))
        else:
            self.said = "What was pasted is ignored here. Space or a number ticks."

    def trace(self, reply: Reply) -> str:
        words = ""
        if isinstance(reply, Ticked):
            named = [*(self.screen.options[n].label for n in reply.indexes), *reply.own]
            words = "; ".join(named) or "None of these"
        return traced(self, reply, words)

    def sheet(self, width: int) -> Sheet:
        narrow = min(width, WIDEST)
        preview = self.previews.get(frozenset(n for n in self.ticks if n < len(self.screen.options)))
        wording, more = self.wording(preview, width)
        chosen = f"{len(self.ticks)} chosen."
        status = wrapped(f"{chosen} {preview.effect}".strip() if preview else chosen, narrow)
        top, reading, foot = self.top(width), self.read(width), self._foot(width)
        items, cursor = self._items(narrow, all_means=False)
        if self.screen.preview is None:
            spacious, spacious_cursor = self._items(narrow, all_means=True)
            fixed = len(top.head) + len(top.title) + len(top.note) + len(reading) + len(foot) + len(status) + 4
            if fixed + sum(map(len, spacious)) <= self.rows:
                items, cursor = spacious, spacious_cursor
        return replace(
            top,
            reading=reading,
            reads=self.why_open,
            items=items,
            current=self.list.at,
            cursor=cursor,
            highlight=self.typing is None,
            status=status,
            wording=wording,
            more_wording=more,
            cues=foot,
        )

    def _items(self, width: int, all_means: bool) -> tuple[list[list[str]], tuple[int, int]]:
        labels, options = self.list.labels, self.screen.options
        digits = len(str(len(labels)))
        items, cursor = [], (0, 0)
        for index, label in enumerate(labels):
            here = index == self.list.at
            mark = ("> " if here else "  ") + " " * (digits - len(str(index + 1)))
            box = "[x] " if index in self.ticks else "[ ] "
            if here and self.typing is not None:
                first = f"{mark}{index + 1}. {box}Something else > "
                lines, cursor = self.typing.lines(width, first, " " * 9)
            else:
                option = options[index] if index < len(options) else Option(label)
                lines = option_lines(index + 1, option, width, mark, box, full=here or all_means)
            items.append(lines)
        return items, cursor

    def _foot(self, width: int) -> list[str]:
        if self.typing is not None:
            return self.foot("Type it, then Enter | Esc leaves it out", width, commands=False)
        if self.list.number:
            first = f"Number {self.list.number}: Space ticks it, Enter when done"
        elif self._is_other(self.list.at):
            first = "Space to type it, Enter when done"
        elif len(self.list.labels) <= _FEW:
            first = "Space or number ticks, Enter when done"
        else:
            first = "Space ticks, a number goes there, Enter when done"
        cue = self.list.cue(first).replace("Enter takes it", "Enter goes there")
        return self.foot(cue, width, commands=self.list.sought is None)
