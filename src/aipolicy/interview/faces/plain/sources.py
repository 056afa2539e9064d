"""Where typed lines come from: a pipe, a file, a console of Windows; the terminals of other systems stand apart."""

from __future__ import annotations

import importlib
import time
from typing import TYPE_CHECKING, Any, TextIO

from aipolicy.interview.faces.plain.typed import MOST, TOO_LONG, Source, Typed, decoded, typed
from aipolicy.interview.screens import Closed

if TYPE_CHECKING:
    from types import ModuleType

PAUSE = 0.02
"""Lines that come within this many seconds of one another were pasted: nobody types that fast."""
LONGEST = 4 * MOST + 2
"""How much of a line is read: a character takes four bytes at most."""


def source_of(reader: TextIO) -> Source:
    """The source that fits the stream and the system."""
    if not _is_terminal(reader):
        return Pipe(reader)
    try:
        from aipolicy.interview.faces.plain.terminal import Terminal
    except ImportError:
        pass
    else:
        return Terminal(reader.fileno(), reader.encoding)
    try:
        return Console(reader, importlib.import_module("msvcrt"))
    except ImportError:
        return Pipe(reader, shows=True)


def _is_terminal(reader: TextIO) -> bool:
    try:
        return reader.isatty() and reader.fileno() >= 0
    except (OSError, ValueError):
        return False


class Pipe:
    """Every line is one reply, and none is dropped."""

    def __init__(self, reader: TextIO, shows: bool = False) -> None:
        self.shows = shows
        self._encoding = getattr(reader, "encoding", None)
        # The bytes are decoded here, where nothing can raise. A text stream that nobody holds closes its bytes.
        self._held = reader
        self._reader: Any = getattr(reader, "buffer", reader)

    def ready(self) -> None:
        """Nothing is dropped."""

    def line(self) -> Typed:
        """The next line, the last one also where no line end follows. Raises Closed at the end."""
        try:
            data = self._reader.readline(LONGEST)
            long = len(data) == LONGEST and not self._ends(data)
            rest = data
            while long and rest and not self._ends(rest):
                rest = self._reader.readline(LONGEST)
        except (OSError, ValueError):
            raise Closed from None
        if not data:
            raise Closed
        text = decoded(data, self._encoding) if isinstance(data, bytes) else str(data)
        return typed(text.rstrip("\r\n").replace("\r", " "), TOO_LONG if long else "")

    @staticmethod
    def _ends(data: bytes | str) -> bool:
        return data[-1:] in ("\n", b"\n")


class Console:
    """The console of Windows: what was typed too early, and what was pasted, waits in its keyboard buffer."""

    shows = True

    def __init__(self, reader: TextIO, msvcrt: ModuleType) -> None:
        self._reader = reader
        self._keys: Any = msvcrt

    def ready(self) -> None:
        """Drop the keys that were pressed before the prompt."""
        self._waiting()

    def line(self) -> Typed:
        """The next line, with what was pasted behind it. Raises Closed at the end."""
        try:
            text = self._reader.readline()
        except UnicodeError:
            text = "\ufffd\n"
        except (OSError, ValueError):
            raise Closed from None
        if not text:
            raise Closed
        time.sleep(PAUSE)
        return typed(text.removesuffix("\n") + "\n" + self._waiting())

    def _waiting(self) -> str:
        keys = ""
        while self._keys.kbhit():
            keys += self._keys.getwch()
        return keys
