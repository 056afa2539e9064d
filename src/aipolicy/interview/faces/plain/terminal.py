"""Lines from a terminal, on every system that has termios.

The terminal's own line editing stays in charge (it erases with the keys people know, and nothing is drawn here). Only
for the blink after a line it hands over its keys one by one: that is how the unfinished last line of a paste is seen.
"""

from __future__ import annotations

import os
import select
import sys
import termios
from contextlib import suppress

from aipolicy.interview.faces.plain.sources import PAUSE
from aipolicy.interview.faces.plain.typed import MOST, Typed, decoded, typed
from aipolicy.interview.faces.plain.waking import wait_for
from aipolicy.interview.screens import Closed

# A terminal drops, without a word, what a line holds beyond this many bytes.
LONGEST = 4095 if sys.platform == "linux" else 1023
CUT = (
    f"A terminal passes on {LONGEST} characters of one line at most, so the end of that one is lost and nothing was "
    "taken. Paste it as several shorter lines: they are put together."
)


class Terminal:
    """A terminal by its file descriptor."""

    shows = True

    def __init__(self, descriptor: int, encoding: str | None) -> None:
        self._descriptor = descriptor
        self._encoding = encoding

    def ready(self) -> None:
        """Drop what was typed before the prompt."""
        with suppress(termios.error):
            termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def line(self) -> Typed:
        """The next line with all that was pasted behind it. Raises Closed at its end, or where the terminal is gone."""
        first = b""
        while not first.endswith(b"\n"):
            with suppress(OSError):
                wait_for(self._descriptor)
            part = self._read()
            first += part
            if not part:
                break
        if not first:
            raise Closed
        behind = self._pasted()
        cut = len(first.rstrip(b"\n")) >= LONGEST
        data = first + behind
        return typed(decoded(data, self._encoding), CUT if cut else "", unended=not data.endswith(b"\n"))

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, 65536)
        except OSError:
            return b""

    def _pasted(self) -> bytes:
        """What else came in the same moment, an unfinished line included."""
        try:
            before, keys = termios.tcgetattr(self._descriptor), termios.tcgetattr(self._descriptor)
        except termios.error:
            return b""
        keys[3] &= ~termios.ICANON
        keys[6][termios.VMIN], keys[6][termios.VTIME] = 1, 0
        descriptor, put, now = self._descriptor, termios.tcsetattr, termios.TCSANOW
        data, pause = b"", PAUSE
        try:
            put(descriptor, now, keys)
            while len(data) <= 4 * MOST and select.select([descriptor], [], [], pause)[0]:
                part = self._read()
                if not part:
                    break
                data, pause = data + part, 3 * PAUSE
        except termios.error:
            pass
        finally:
            # A signal is noticed after a call: another one before this would leave the terminal as it is.
            try:  # noqa: SIM105
                put(descriptor, now, before)
            except termios.error:
                pass
        return data
