"""The face itself: shows a screen, reads lines, and says what fits until one is an answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TextIO

from aipolicy.interview.faces.layout import ascii_only, cells, paragraphs, tame, wrapped
from aipolicy.interview.faces.plain.dialogs import PROMPT, Again, Choosing, Dialog, Telling, Writing
from aipolicy.interview.faces.plain.drawing import lines_of, spelled
from aipolicy.interview.faces.plain.sources import source_of
from aipolicy.interview.faces.plain.ticking import Ticking
from aipolicy.interview.faces.plain.typed import Typed
from aipolicy.interview.screens import Choose, Closed, Command, Did, Reply, Screen, Tell, Tick, Write

USUAL = 80
WIDEST = 100
"""Longer lines are hard to read."""
NARROWEST = 20
SEVERAL = "Several lines came at once. Only the first one counts here; the others are dropped."
EMPTY_FIRST = "Several lines came at once, and the first one was empty. Nothing was taken; type one line."


class PlainFace:
    """Lines on `writer`, replies from `reader`. `width` is how many columns there are; None measures the terminal."""

    def __init__(self, reader: TextIO, writer: TextIO, width: int | Callable[[], int] | None = None) -> None:
        self._source = source_of(reader)
        self._writer = writer
        self._given_width = width
        self._before: Screen | None = None
        self._held: Ticking | None = None
        self._worded = False
        self._said = ""

    def ask(self, screen: Screen) -> Reply:
        """Show the screen and read lines until one is a reply to it.

        Raises Closed at the end of the input or where the output is gone, KeyboardInterrupt on Ctrl-C.
        """
        dialog = self._dialog(screen)
        self._acknowledge(screen)
        self._show(screen, dialog)
        self._before = screen
        while True:
            typed = self._line(dialog)
            text = self._text(typed, dialog)
            if text is None:
                continue
            answer = dialog.read(text)
            if isinstance(answer, Again):
                self.tell(*answer.lines)
                continue
            self._said = answer.said
            if isinstance(dialog, Ticking):
                self._held = dialog
                self._worded = isinstance(answer.reply, Did) and answer.reply.command is Command.WORDING
            return answer.reply

    def tell(self, *lines: str) -> None:
        """Say each of `lines` as a paragraph; spaces before it indent it. Raises Closed where the output is gone."""
        self._acknowledge(None)
        self._say(paragraphs([self._spell(line) for line in lines], self._width()))

    def _acknowledge(self, screen: Screen | None) -> None:
        """Say what was taken: only now is it saved. Where the same question comes again with a note, it was not."""
        said, self._said = self._said, ""
        if said and not self._is_again(screen):
            self._say(paragraphs([self._spell(said)], self._width()))

    def _is_again(self, screen: Screen | None) -> bool:
        """Whether the question before comes again, with a note that says why."""
        if screen is None or isinstance(screen, Tell):
            return False
        return bool(screen.note) and _question(self._before) == _question(screen)

    def _dialog(self, screen: Screen) -> Dialog:
        if isinstance(screen, Tell):
            return Telling(screen)
        held, self._held = self._held, None
        match screen:
            case Choose():
                return Choosing(screen)
            case Write():
                return Writing(screen)
            case Tick():
                # What was ticked stays when the wording was only looked at, or a note sends the person back.
                same = held is not None and _question(held.screen) == _question(screen)
                return held if held and same and (self._worded or screen.note) else Ticking(screen)

    def _show(self, screen: Screen, dialog: Dialog) -> None:
        ticking = dialog if isinstance(dialog, Ticking) else None
        if not isinstance(screen, Tell) and self._is_again(screen):
            self.tell(screen.note, *([ticking.now()] if ticking else []))
            return
        self._say(lines_of(spelled(screen, self._spell), self._width(), ticking))

    def _line(self, dialog: Dialog) -> Typed:
        """Prompt, and take one line. The cursor stands at the beginning of a line afterwards."""
        width = self._width()
        before, prompt = [], self._spell(tame(dialog.prompt)) + " "
        if cells(prompt) > width - NARROWEST // 2:
            before, prompt = wrapped(prompt.removesuffix(PROMPT), width), PROMPT
        self._say(before)
        self._source.ready()
        self._write(prompt)
        try:
            typed = self._source.line()
        except (Closed, KeyboardInterrupt):
            with suppress(Closed):
                self._write("\n")
            raise
        if not self._source.shows:
            first, *rest = wrapped(self._spell(f"{prompt}{typed.text}"), width)
            self._write("\n".join([first.removeprefix(prompt.rstrip()).lstrip(), *rest]) + "\n")
        elif typed.unended:
            self._write("\n")
        return typed

    def _text(self, typed: Typed, dialog: Dialog) -> str | None:
        """The line that counts; None where nothing does, which has been said."""
        if typed.trouble:
            self.tell(typed.trouble)
            return None
        if not dialog.joins:
            if typed.more:
                self.tell(SEVERAL if typed.text else EMPTY_FIRST)
            return None if typed.more and not typed.text else typed.text
        text = " ".join(filter(None, (typed.text, *typed.more)))
        if typed.more or (typed.mended and text):
            self.tell(f"Read as: {text}")
        return text

    def _width(self) -> int:
        if self._given_width is None:
            return _measured(self._writer)
        width = self._given_width() if callable(self._given_width) else self._given_width
        return max(width, NARROWEST)

    def _spell(self, text: str) -> str:
        """`text` as the output can take it."""
        try:
            text.encode(getattr(self._writer, "encoding", None) or "utf-8")
        except (UnicodeEncodeError, LookupError):
            return ascii_only(text)
        return text

    def _say(self, lines: list[str]) -> None:
        if lines:
            self._write("\n".join(lines) + "\n")

    def _write(self, text: str) -> None:
        try:
            self._writer.write(text)
            self._writer.flush()
        except (OSError, ValueError):
            raise Closed from None


def _question(screen: Screen | None) -> Screen | None:
    """The screen without what changes when the same question comes again."""
    if screen is None or isinstance(screen, Tell):
        return screen
    if isinstance(screen, Write):
        screen = replace(screen, typed="")
    return replace(screen, note="", head=None, preview=None)


def _measured(writer: TextIO) -> int:
    """The terminal's columns but the last (a full line makes some terminals add an empty one); 80 elsewhere."""
    try:
        columns = os.get_terminal_size(writer.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return USUAL
    return max(min(columns, WIDEST + 1) - 1, NARROWEST) if columns > 0 else USUAL - 1
