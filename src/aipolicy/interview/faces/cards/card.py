"""What every card has in common: its head, its commands, what there is to read, its draft wording and its cues."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any

from aipolicy.interview.faces.cards.drawing import Drawing, Fitter, Sheet
from aipolicy.interview.faces.cards.previews import Previews
from aipolicy.interview.faces.cards.reading import Rows
from aipolicy.interview.faces.layout import (
    cells,
    command_lines,
    head_line,
    paragraphs,
    table_lines,
    table_rows,
    wrapped,
)
from aipolicy.interview.screens import Closed, Command, Did, Head, Preview, Reply, Table

WIDEST = 80
WIDEST_TABLE = 110
_OWN = (Command.WHY, Command.ALL)


def set_out(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines of some text. One that fits stays as it is, so that columns stay; the others are wrapped."""
    for line in lines:
        if cells(line) <= width and line.isprintable():
            yield line
        else:
            yield from paragraphs([line], width)


class Card(ABC):
    """One screen under the keys, without any terminal: keys go in by name, drawings and at last a reply come out."""

    def __init__(
        self,
        title: str,
        head: Head | None,
        commands: tuple[Command, ...],
        note: str = "",
        body: tuple[str, ...] = (),
        table: Table | None = None,
        why: tuple[str, ...] = (),
        previews: Previews[Any] | None = None,
    ) -> None:
        self.title = title
        self.head = head
        self.note = note
        self.body = body
        self.table = table
        self.why = why
        self.commands = [c for c in Command if c in commands or (c is Command.WHY and why)]
        if not why and Command.WHY in self.commands:
            self.commands.remove(Command.WHY)
        self.previews: Previews[Any] = previews or Previews(None)
        self.said = ""
        self.why_open = False
        self.fitter = Fitter()
        self.rows = 24
        self._why_opens = False

    @abstractmethod
    def press(self, key: str) -> Reply | None:
        """Does what a key does; the reply where it ends the screen. Raises Closed and KeyboardInterrupt."""

    @abstractmethod
    def paste(self, text: str) -> None:
        """Takes a pasted block."""

    @abstractmethod
    def sheet(self, width: int) -> Sheet:
        """Everything that could be shown, laid out for this width."""

    @abstractmethod
    def trace(self, reply: Reply) -> str:
        """What stays of the screen after the reply; "" where nothing does."""

    def take_over(self, other: Card) -> None:
        """Stands as `other` stood, a card of the same question that was shown before."""
        self.why_open = other.why_open

    def on_ready(self, call: Callable[[], None]) -> None:
        """`call` is called, from another thread, when draft wording is there."""
        self.previews.ready = call

    def closed(self) -> None:
        """The screen is over: nothing more is worked out for it."""
        self.previews.close()

    def draw(self, columns: int, rows: int) -> Drawing:
        """The card on a terminal of this size."""
        self.rows = rows
        return self.fitter.draw(self.sheet(self._width(columns)), columns, rows)

    def ends(self, key: str) -> None:
        """Raises what ends the interview: KeyboardInterrupt for Ctrl-C, Closed for Ctrl-D."""
        if key == "c-c":
            raise KeyboardInterrupt
        if key == "c-d":
            raise Closed

    def command(self, key: str, at: int | None = None) -> Did | None:
        """The command of a key where the screen has it; "?" opens and closes why here, and leaves None."""
        if key == "s-tab":
            key = "<"
        found = next((c for c in self.commands if c.value == key.lower()), None)
        if found is Command.WHY:
            self._turn_why()
        elif found is not None and found not in _OWN:
            return Did(found, at)
        return None

    def offers(self, key: str) -> bool:
        """Whether `key` is a command of this screen."""
        return any(c.value == key.lower() for c in self.commands)

    def unknown(self, key: str) -> None:
        """Says that a key does nothing, where a person may have meant something by it."""
        if len(key) == 1 and key.isprintable() and key != " ":
            self.said = f"{key} does nothing here."

    def scrolled(self, key: str) -> bool:
        """Moves through what there is to read; False where the key does not."""
        if key in ("right", "left", "pagedown", "pageup"):
            self.fitter.scroll(1 if key in ("right", "pagedown") else -1)
            return True
        return False

    def read(self, width: int) -> list[str]:
        """What stands above the options: the body, the table, and why where it is open."""
        lines = list(set_out(self.body, width))
        if self.table is not None:
            lines += [*([""] if lines else []), *table_lines(self.table, width)]
        if self.why_open:
            lines += [""] if lines else []
            if self._why_opens:
                self.fitter.offset, self._why_opens = len(lines), False
            lines += paragraphs([f"  {text}" for text in self.why], width)
        return lines

    def _tables(self, width: int) -> list[Rows]:
        """Where among the lines of `read` the rows of the table stand."""
        if self.table is None:
            return []
        start = len(list(set_out(self.body, width)))
        start += 1 if start else 0
        found = []
        for block in table_rows(self.table, width):
            starts = list(accumulate(map(len, block.rows), initial=start + len(block.heading)))
            found.append(Rows(start, starts[:-1], starts[-1]))
            start = starts[-1]
        return found

    def top(self, width: int) -> Sheet:
        """A sheet with the head of the card, and nothing else yet."""
        tables = self._tables(width)
        width = min(width, WIDEST)
        return Sheet(
            tables=tables,
            head=head_line(self.head, width) if self.head else [],
            title=wrapped(self.title, width),
            note=wrapped(self.note, width) if self.note else [],
        )

    def foot(self, first: str, width: int, commands: bool = True) -> list[str]:
        """The cues, below what was said about the last key."""
        width = min(width, WIDEST)
        said = wrapped(self.said, width) if self.said else []
        return [*said, *command_lines(first, self.commands if commands else (), width)]

    def wording(self, preview: Preview | None, width: int) -> tuple[list[str], str]:
        """The lines of the draft wording, and the line that stands for those that are cut."""
        width = min(width, WIDEST)
        more = "| ... (w shows all)" if Command.WORDING in self.commands else "| ..."
        if preview is None or not preview.lines:
            return [], more
        lines = wrapped(preview.title, width) if preview.title else []
        return [*lines, *(line for text in preview.lines for line in wrapped(text, width, "| ", "| "))], more

    def _width(self, columns: int) -> int:
        # The last column stays empty: a line that fills it can wrap when the window is made smaller.
        return min(columns - 1 if columns <= WIDEST else columns, WIDEST_TABLE if self.table else WIDEST)

    def _turn_why(self) -> None:
        """Opens why; where it is longer than its room, each further "?" shows the next part, and then closes it."""
        if not self.why_open:
            self.why_open = self._why_opens = True
            return
        if self.fitter.more:
            self.fitter.scroll(1)
            return
        self.why_open = False
        self.fitter.offset = 0
