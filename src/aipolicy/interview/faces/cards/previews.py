"""Draft wording worked out beside the drawing, so that moving never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from aipolicy.interview.screens import Preview

K = TypeVar("K", bound=Hashable)

# "No preview" can mean "not yet", while the clauses are still being read: it is asked again for some ten seconds.
TRIES = 50
PAUSE = 0.2
STILL = 0.03
"""Seconds that a choice is highlighted before its wording is worked out: moving on or answering then meets no work."""


class Previews(Generic[K]):
    """The previews of one screen, each computed once, in a thread that is never waited for.

    Only the newest wish is worked on next: what was passed over in moving is not computed. A preview that fails is
    no preview: an interview does not end over a sentence that is only shown.
    """

    def __init__(self, compute: Callable[[K], Preview | None] | None) -> None:
        self.ready: Callable[[], None] = lambda: None
        self._compute = compute
        self._lock = threading.Lock()
        self._known: dict[K, Preview | None] = {}
        self._wish: list[K] = []
        self._works = False
        self._closed = False
        self._wake = threading.Condition(self._lock)
        self._asked: dict[K, int] = {}

    def get(self, key: K) -> Preview | None:
        """The preview for `key`; None while it is not there yet, and where there is none. `ready` is called later."""
        if self._compute is None:
            return None
        with self._lock:
            if key in self._known or self._closed:
                return self._known.get(key)
            self._wish = [key]
            if self._works:
                self._wake.notify()
                return None
            self._works = True
        try:
            threading.Thread(target=self._work, args=(self._compute,), name="wording", daemon=True).start()
        except RuntimeError:
            # The system gives no thread now: it is tried again with the next drawing.
            with self._lock:
                self._works = False
        return None

    def close(self) -> None:
        """Nothing more is computed for this screen."""
        with self._lock:
            self._wish = []
            self._closed = True
            self.ready = lambda: None
            self._wake.notify()

    def _work(self, compute: Callable[[K], Preview | None]) -> None:
        while wished := self._next():
            key = wished[0]
            try:
                preview = compute(key)
            except Exception:
                preview = None
            self._keep(key, preview)

    def _next(self) -> list[K]:
        """The choice that has stood for STILL seconds; empty once there is nothing left to work on.

        What is wished can change without a wait being cut short: in the moment in which its time has passed. So the
        wish is looked at again after each wait, however that ended.
        """
        with self._lock:
            while stands := self._wish:
                woken = self._wake.wait(STILL)
                if not woken and self._wish == stands:
                    self._wish = []
                    if stands[0] not in self._known:
                        return stands
            self._works = False
            return []

    def _keep(self, key: K, preview: Preview | None) -> None:
        """Remember what was found, or wish for it again in a while."""
        with self._lock:
            if preview is not None or self._asked.get(key, 0) >= TRIES:
                self._known[key] = preview
            else:
                self._asked[key] = self._asked.get(key, 0) + 1
                if not self._wish and not self._closed:
                    self._wish = [key]
                    self._wake.wait(PAUSE)
            ready = self.ready
        if preview is not None:
            ready()
