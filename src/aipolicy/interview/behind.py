"""The clauses read while a person reads the first question, so that nobody waits for them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aipolicy.problems import InvalidContent, UnreadableFile

if TYPE_CHECKING:
    from aipolicy.interview.effects import Effects
    from aipolicy.library import Library

AFTER = 0.1
"""Seconds until the thread begins: by then the screen is drawn that asked first."""
TURN = 0.00005
"""Seconds after which the thread makes room for whoever answers; Python waits 100 times as long."""


class Behind:
    """Reads a library in a thread of its own, from the first time that it is asked for."""

    def __init__(self, read: Callable[[], Library]) -> None:
        self._read = read
        self._thread: threading.Thread | None = None
        self._awaited = threading.Event()
        self._imported = threading.Event()
        self._effects: Effects | None = None
        self._refused: InvalidContent | None = None

    def now(self) -> Effects | None:
        """What is ready, None while it is not (or where the library cannot be used)."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="library", daemon=True)
            self._thread.start()
        return self._effects

    def wait(self) -> Effects:
        """The same, waited for. Raises InvalidContent where the library cannot be used."""
        self._awaited.set()
        self.now()
        assert self._thread is not None
        self._thread.join()
        if self._effects is None:
            raise self._refused or InvalidContent([])
        return self._effects

    def settle(self) -> None:
        """Wait until the thread, if it runs, imports nothing any more.

        Two threads that import packages with circles between their modules can meet one half imported; whoever is
        about to import what the first screen did not need calls this before.
        """
        if self._thread is not None:
            self._awaited.set()
            self._imported.wait()

    def _work(self) -> None:
        self._awaited.wait(AFTER)
        try:
            with _short_turns():
                try:
                    from aipolicy.interview.effects import Effects
                finally:
                    self._imported.set()
                self._effects = Effects(self._read())
        except InvalidContent as error:
            self._refused = error
        except UnreadableFile as error:
            self._refused = InvalidContent(error.problems)


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
