"""The terminal under the cards: keys in, drawings out, and everything put back as it was."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TextIO

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.output.vt100 import Vt100_Output

QUIET = 0.05
LONGEST_DRAIN = 3.0
ENTER = (Keys.ControlM, Keys.ControlJ)


@dataclass(slots=True)
class Terminal:
    """Where cards are drawn. `keys` gives a fresh input for each card, so that none inherits half a key."""

    keys: Callable[[], Input]
    output: Output
    plain: bool = False
    ascii: bool = False
    descriptor: int | None = None

    @classmethod
    def on(cls, stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> Terminal:
        """The terminal of two streams."""
        plain = bool(environ.get("NO_COLOR"))
        encoding = (getattr(stdout, "encoding", None) or "utf-8").lower()
        in_ascii = not encoding.replace("-", "").startswith(("utf", "cp65001"))
        if sys.platform != "win32":
            output = _Drawn(
                stdout,
                lambda: _size(stdout),
                term=environ.get("TERM"),
                default_color_depth=ColorDepth.DEPTH_1_BIT,
                enable_bell=False,
                enable_cpr=False,
            )
            return cls(lambda: _Typed(stdin), output, plain, in_ascii, stdin.fileno())
        from prompt_toolkit.input import create_input
        from prompt_toolkit.output import create_output

        return cls(lambda: create_input(stdin), create_output(stdout), plain, in_ascii)

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        size = self.output.get_size()
        return size.columns, size.rows

    def drop_typed(self) -> None:
        """Throws away what was typed so far; of a block that is still coming in, all of it."""
        if self.descriptor is not None and sys.platform != "win32":
            _drain(self.descriptor)
        elif sys.platform == "win32":
            import msvcrt

            while msvcrt.kbhit():
                msvcrt.getwch()

    def drop_before_drawing(self) -> None:
        """What is typed until the next drawing is shown is thrown away too."""
        if isinstance(self.output, _Drawn) and self.descriptor is not None:
            self.output.descriptor = self.descriptor

    def forget(self) -> None:
        """Throws away what was to be shown and was not sent yet."""
        if isinstance(self.output, Vt100_Output):
            self.output._buffer = []

    @contextmanager
    def restored(self) -> Iterator[None]:
        """Puts the terminal back as it was found, whatever happens within."""
        found: list[Any] | None = None
        if sys.platform != "win32" and self.descriptor is not None:
            found = _attributes(self.descriptor)
        done = False
        try:
            yield
            done = True
        finally:
            if sys.platform != "win32" and found is not None and self.descriptor is not None:
                _restore(self.descriptor, found)
            if not done:
                with suppress(OSError, ValueError):
                    self.output.reset_attributes()
                    self.output.enable_autowrap()
                    self.output.disable_bracketed_paste()
                    self.output.show_cursor()
                    self.output.flush()


class _Drawn(Vt100_Output):
    """An output that throws away waiting keys just before it shows something, once, when told to."""

    descriptor: int | None = None

    def flush(self) -> None:
        if sys.platform != "win32" and self.descriptor is not None and self._buffer:
            descriptor, self.descriptor = self.descriptor, None
            _flush(descriptor)
        super().flush()


def _size(stdout: TextIO) -> Size:
    try:
        size = os.get_terminal_size(stdout.fileno())
    except (OSError, ValueError):
        return Size(rows=24, columns=80)
    return Size(rows=size.lines or 24, columns=size.columns or 80)


if sys.platform != "win32":
    import termios

    from prompt_toolkit.input.posix_utils import PosixStdinReader
    from prompt_toolkit.input.vt100 import Vt100Input, raw_mode

    class _Typed(Vt100Input):
        """Keys of a terminal; a block that arrives at once without being marked as pasted is marked here."""

        def __init__(self, stdin: TextIO) -> None:
            super().__init__(stdin)
            # Terminals send UTF-8 whatever the locale says.
            self.stdin_reader = PosixStdinReader(stdin.fileno(), encoding="utf-8")

        def read_keys(self) -> list[KeyPress]:
            keys = super().read_keys()
            if not keys and _hung_up(self.fileno()):
                # A closed terminal reads as an error for ever, which would be tried again for ever.
                self.stdin_reader.closed = True
            return _marked(keys)

    def _hung_up(descriptor: int) -> bool:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))

    def _drain(descriptor: int) -> None:
        if not select.select([descriptor], [], [], 0)[0]:
            _flush(descriptor)
            return
        end = time.monotonic() + LONGEST_DRAIN
        with raw_mode(descriptor):
            while time.monotonic() < end and select.select([descriptor], [], [], QUIET)[0]:
                try:
                    if not os.read(descriptor, 65536):
                        return
                except OSError:
                    return

    def _flush(descriptor: int) -> None:
        with suppress(termios.error, OSError):
            termios.tcflush(descriptor, termios.TCIFLUSH)

    def _attributes(descriptor: int) -> list[Any] | None:
        try:
            return termios.tcgetattr(descriptor)
        except (termios.error, OSError):
            return None

    def _restore(descriptor: int, attributes: list[Any]) -> None:
        with suppress(termios.error, OSError):
            termios.tcsetattr(descriptor, termios.TCSANOW, attributes)


def _marked(keys: list[KeyPress]) -> list[KeyPress]:
    """Keys read at once, with a line end in the middle of them, were pasted: no hand types so fast."""
    ends = [n for n, key in enumerate(keys) if key.key in ENTER]
    if not ends or all(key.key in ENTER for key in keys[ends[0] :]):
        return keys
    text = "".join(key.data for key in keys if key.key in ENTER or len(key.key) == 1)
    return [KeyPress(Keys.BracketedPaste, text)]
