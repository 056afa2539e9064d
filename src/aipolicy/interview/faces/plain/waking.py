"""Waiting that a signal always ends.

Python notices a signal between two steps of a program. One that comes after the last such moment and before the system
begins to wait would be noticed only when the waiting ends: a Ctrl-C that does nothing until Enter is pressed.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def wait_for(descriptor: int) -> None:
    """Return when there is something to read. A signal's handler runs at once, whenever the signal came."""
    with _waking() as woken:
        while descriptor not in select.select([descriptor, *woken], [], [])[0]:
            for each in woken:
                with suppress(BlockingIOError):
                    os.read(each, 4096)


@contextmanager
def _waking() -> Iterator[tuple[int, ...]]:
    """A descriptor that each signal makes readable; none outside the main thread, where no signal is handled."""
    ours, its = os.pipe()
    os.set_blocking(ours, False)
    os.set_blocking(its, False)
    try:
        before = signal.set_wakeup_fd(its, warn_on_full_buffer=False)
    except ValueError:
        os.close(ours)
        os.close(its)
        yield ()
        return
    try:
        yield (ours,)
    finally:
        signal.set_wakeup_fd(before)
        os.close(ours)
        os.close(its)
