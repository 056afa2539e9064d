"""The card of a `Write`: one line of text, a number, an amount or a date."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.interview.faces.cards.card import WIDEST, Card
from aipolicy.interview.faces.cards.drawing import Sheet
from aipolicy.interview.faces.cards.editing import ENTER, Edited, one_line
from aipolicy.interview.faces.cards.previews import Previews
from aipolicy.interview.faces.layout import EMPTIED, NAMES, wrapped
from aipolicy.interview.screens import Command, Did, Reply, Write, Wrote

_AT_ONCE = (Command.WHY.value, Command.BACK.value)
"""No answer begins with these, so that they need no Enter. Letters do: "school" begins with s."""


class WriteCard(Card):
    """Typing edits the line. On an empty line "?" and "<" act at once, the other commands with Enter."""

    def __init__(self, screen: Write) -> None:
        super().__init__(
            screen.title,
            screen.head,
            screen.commands,
            screen.note,
            screen.body,
            None,
            screen.why,
            Previews(screen.preview),
        )
        self.screen = screen
        self.line = Edited()
        self.line.put(screen.typed)

    def press(self, key: str) -> Reply | None:
        self.said = ""
        if key == "c-c" or not self.line.text:
            self.ends(key)
        if key in ENTER:
            return self._take()
        if key == "s-tab":
            return self.command(key)
        if key in ("pageup", "pagedown"):
            self.scrolled(key)
        elif not self.line.text and key in _AT_ONCE and self.offers(key):
            return self.command(key)
        elif not self.line.text and key == "up" and self.screen.current:
            self.line.put(self.screen.current)
        else:
            self.line.press(key)
        return None

    def _take(self) -> Reply | None:
        text = self.line.text.strip()
        if len(text) == 1 and self.offers(text):
            self.line = Edited()
            return self.command(text)
        if text in EMPTIED:
            if self.screen.empty:
                return Wrote("")
            self.line = Edited()
            self.said = "This cannot be left empty. Please type an answer."
            return None
        if len(text) == 2 and text[0] == "\\" and self.offers(text[1]):
            return Wrote(text[1])
        if text:
            return Wrote(text)
        if self.screen.current:
            return Wrote(self.screen.current, deliberate=False)
        if self.screen.empty:
            return Wrote("", deliberate=False)
        self.said = "Please type an answer."
        return None

    def paste(self, text: str) -> None:
        self.said = ""
        self.line.put(one_line(text))

    def trace(self, reply: Reply) -> str:
        # A label that asks something itself stands for its title, which stays above with what led here.
        asks, within = self.title, "?" in self.screen.label
        if within:
            asks = self.screen.label.partition("?")[0] + "?"
        words = {Command.UNDECIDED: "Not decided yet", Command.SKIP: "Skipped"}
        if isinstance(reply, Did):
            said = words.get(reply.command, "")
        else:
            left_out = "" if within or Command.UNDECIDED not in self.commands else "Left out"
            said = reply.text or left_out if isinstance(reply, Wrote) else ""
        return f"{asks}\n{said}" if said else ""

    def _asks_title(self) -> bool:
        return not self.screen.label or self.screen.label.rstrip(":? ") == self.title.rstrip(":? ")

    def sheet(self, width: int) -> Sheet:
        narrow = min(width, WIDEST)
        text = self.line.text.strip() or self.screen.current
        preview = self.previews.get(text) if self.screen.preview and text not in EMPTIED else None
        wording, more = self.wording(preview, width)
        items, at, cursor = self._items(narrow)
        status = wrapped(preview.effect, narrow) if preview and preview.effect else []
        return replace(
            self.top(width),
            reading=self.read(width),
            reads=self.why_open,
            turns=("Page Up", "Page Down"),
            items=items,
            current=at,
            cursor=cursor,
            highlight=False,
            status=status,
            wording=wording,
            more_wording=more,
            cues=self._foot(width),
        )

    def _items(self, width: int) -> tuple[list[list[str]], int, tuple[int, int]]:
        """A line for what Enter keeps, one for a long label, then those of the text; and where the cursor stands."""
        above: list[str] = []
        if self.screen.current:
            above += wrapped(f"Now: {self.screen.current}", width, "  ", "       ")
        label = "" if self._asks_title() else self.screen.label
        if self.screen.form:
            label = f"{label} ({self.screen.form})".strip()
        if len(label) > width // 2:
            above += wrapped(label, width, "  ", "  ")
            label = ""
        first = f"{label} > " if label else "> "
        lines, (column, row) = self.line.lines(width, first, "  ")
        return [*([line] for line in above), *([line] for line in lines)], len(above) + row, (column, 0)

    def _foot(self, width: int) -> list[str]:
        text = self.line.text.strip()
        if len(text) == 1 and self.offers(text):
            command = next(c for c in self.commands if c.value == text.lower())
            return self.foot(f"Enter: {NAMES[command]}", width, commands=False)
        if self.line.text:
            return self.foot("Enter takes it | Ctrl-U empties the line", width, commands=False)
        if self.screen.current:
            empties = f' | "" (two quotes): {self.screen.empty}' if self.screen.empty else ""
            return self.foot(f"Enter keeps it, Up edits it{empties}", width)
        if self.screen.empty:
            return self.foot(f"Enter: {self.screen.empty}", width)
        return self.foot("Type it, then Enter", width)
