"""The clauses read while a person reads the first question, so that nobody waits for them."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from aipolicy.problems import InvalidContent, UnreadableFile

if TYPE_CHECKING:
    from aipolicy.interview.effects import Effects
    from aipolicy.library import Library

START = 1.0
"""Seconds until the thread begins where no reply comes before: the first screen and what draws it are there by then."""
AFTER = 0.1
"""Seconds without a reply until the thread goes on: by then what follows the reply is saved and drawn."""

Rest = Callable[[], None]
"""Called between two pieces of the reading; it takes as long as somebody else needs the machine."""


class Behind:
    """Reads a library in a thread of its own, from the first time that it is asked for, and rests after each reply."""

    def __init__(self, read: Callable[[Rest], Library]) -> None:
        self._read = read
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._begun = threading.Event()
        self._awaited = threading.Event()
        self._imported = threading.Event()
        self._replied = time.monotonic()
        self._effects: Effects | None = None
        self._refused: InvalidContent | None = None

    def now(self) -> Effects | None:
        """What is ready, None while it is not (or where the library cannot be used)."""
        with self._starting:
            if self._thread is None:
                thread = threading.Thread(target=self._work, name="library", daemon=True)
                # Where the system gives no thread, whoever waits reads the library.
                with suppress(RuntimeError):
                    thread.start()
                    self._thread = thread
        return self._effects

    def wait(self) -> Effects:
        """The same, waited for. Raises InvalidContent where the library cannot be used.

        Where the thread failed in another way, nothing was shown of it, and the library is read here.
        """
        self._begun.set()
        self._awaited.set()
        self.now()
        if self._thread is not None:
            self._thread.join()
        if self._refused is not None:
            raise self._refused
        if self._effects is None:
            from aipolicy.interview.effects import Effects

            self._effects = Effects(self._read(lambda: None))
        return self._effects

    def make_room(self) -> None:
        """Somebody replied: the thread rests until no reply has come for AFTER seconds.

        If it has begun, it is waited for until it imports no module of aipolicy any more. Two threads that import
        packages with circles between their modules can meet one half imported, and what follows a reply imports what
        the first screen did not need.
        """
        self._replied = time.monotonic()
        if self._thread is not None and not self._imported.is_set():
            self._begun.set()
            self._imported.wait()

    def _rest(self) -> None:
        while (left := self._replied + AFTER - time.monotonic()) > 0 and not self._awaited.wait(left):
            pass

    def _work(self) -> None:
        self._begun.wait(START)
        try:
            with _uncollected():
                try:
                    from aipolicy.interview.effects import Effects

                    # What reads clauses imports too, and must not do so beside whoever answers.
                    import_module("aipolicy.library.loading")
                finally:
                    self._imported.set()
                self._effects = Effects(self._read(self._rest))
        except InvalidContent as error:
            self._refused = error
        except UnreadableFile as error:
            self._refused = InvalidContent(error.problems)
        except Exception:
            # No traceback across a screen: without live wording the interview goes on, and `wait` meets it again.
            self._effects = None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python looks for no circles in what is read here, now or later: all of it lives to the end.

    One look at a whole library stops every thread for a tenth of a second.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
