"""One card on one terminal, until there is a reply: prompt_toolkit draws lines, reads keys and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead, get_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth

from aipolicy.interview.faces.cards.card import Card
from aipolicy.interview.faces.cards.drawing import Drawing
from aipolicy.interview.faces.cards.terminal import Terminal
from aipolicy.interview.faces.layout import ascii_only, cells
from aipolicy.interview.screens import Closed, Reply

_IGNORED = (Keys.Ignore, Keys.CPRResponse, Keys.Vt100MouseEvent, Keys.WindowsMouseEvent, Keys.ScrollUp, Keys.ScrollDown)
Outcome = Reply | BaseException


class Stage:
    """One card after another on one terminal. The application is made once: making it takes longer than a card."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._application: _Inline | None = None

    def run(self, card: Card) -> Reply:
        """The reply to a card. Raises KeyboardInterrupt, Closed, and whatever a signal handler raised meanwhile.

        The card is gone from the terminal afterwards, and the terminal is as it was found.
        """
        terminal = self._terminal
        with terminal.restored():
            terminal.drop_typed()
            keys = terminal.keys()
            clear_typeahead(keys)
            application = self._application = self._application or _Inline(card, terminal, keys)
            application.show(card, keys)
            outcome: Outcome
            try:
                outcome = asyncio.run(application.run_async(application.prepare, set_exception_handler=False))
            except BaseException as error:
                # It may have come before there was anything that erases what was drawn.
                with suppress(OSError):
                    application.renderer.erase()
                if isinstance(error, EOFError | OSError):
                    raise Closed from error
                raise
            finally:
                card.closed()
            if get_typeahead(keys):
                # More came in together with the last key: the rest of a block, which may still be arriving.
                terminal.drop_typed()
            if application.failure is not None:
                raise application.failure
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome


class _Inline(Application[Any]):
    """An application that shows one card where the cursor is, and erases it when it is done."""

    def __init__(self, card: Card, terminal: Terminal, keys: Input) -> None:
        self.card = card
        self.terminal = terminal
        self.failure: BaseException | None = None
        self._drawing = Drawing((), (0, 0))
        self._drawn_width = 0
        control = FormattedTextControl(self._text, focusable=True, show_cursor=True, get_cursor_position=self._cursor)
        super().__init__(
            layout=Layout(Window(control, wrap_lines=False, always_hide_cursor=False)),
            key_bindings=self._bindings(),
            include_default_pygments_style=False,
            mouse_support=False,
            full_screen=False,
            erase_when_done=True,
            color_depth=ColorDepth.DEPTH_1_BIT,
            input=keys,
            output=terminal.output,
        )
        # Some seven hundred bindings for editors, none of which a card uses, would be searched at every key.
        self._default_bindings = KeyBindings()
        self.ttimeoutlen = 0.1

    def show(self, card: Card, keys: Input) -> None:
        """The card that is shown next, and where its keys come from."""
        self.card, self.input, self.failure = card, keys, None

    def prepare(self) -> None:
        """What has to stand before the first drawing."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed)
        self.card.on_ready(lambda: self._wake(loop))
        self.output.write_raw("\r")
        self.output.erase_down()
        self.terminal.drop_before_drawing()

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        """Draws again; called from the thread of the previews, at times after the card is gone."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.invalidate)

    def _redraw(self, render_as_done: bool = False) -> None:
        try:
            super()._redraw(render_as_done)
        except BaseException:
            # Half a drawing was not sent: sent later, it would move the cursor away from where it is known to be.
            self.terminal.forget()
            raise

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Errors inside callbacks end the card, so that a signal handler's exception is not lost in a log."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.failure = self.failure or error
            if self.future is not None and not self.future.done():
                self.future.set_result(error)

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            for press in event.key_sequence:
                if press.key not in _IGNORED:
                    self._do(self.card.press, press.key.value if isinstance(press.key, Keys) else press.key)

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self._do(self.card.paste, event.data)

        @bindings.add(Keys.SIGINT)
        def _(event: KeyPressEvent) -> None:
            self._do(self.card.press, "c-c")

        return bindings

    def _do(self, act: Callable[[str], Reply | None], key: str) -> None:
        try:
            outcome: Outcome | None = act(key)
        except (Closed, KeyboardInterrupt) as end:
            outcome = end
        if outcome is not None and not self.is_done:
            self.exit(result=outcome)

    def _text(self) -> StyleAndTextTuples:
        columns, rows = self.terminal.size()
        self._drawing, self._drawn_width = self.card.draw(columns, rows), columns
        parts: StyleAndTextTuples = []
        for number, line in enumerate(self._drawing.lines):
            text = ascii_only(line.text) if self.terminal.ascii else line.text
            if number == self._drawing.cursor[1]:
                # prompt_toolkit puts no cursor behind the last letter of a line.
                text = text.ljust(self._drawing.cursor[0] + 1)
            parts.append(("" if self.terminal.plain else line.style, ("\n" if number else "") + text))
        return parts

    def _cursor(self) -> Point:
        column, row = self._drawing.cursor
        return Point(column, row)

    def _on_resize(self) -> None:
        """Erases what the terminal has made of the card: a narrower one has broken the lines that were too long."""
        columns, _ = self.terminal.size()
        column, row = self._drawing.cursor
        if columns < self._drawn_width:
            above = sum(max(0, -(-cells(line.text) // columns) - 1) for line in self._drawing.lines[:row])
            row += above + column // columns
            column %= columns
            self.renderer._cursor_pos = Point(column, row)
        super()._on_resize()
