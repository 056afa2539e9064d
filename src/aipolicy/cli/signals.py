"""Signals that end an interview, turned into an exception: what was acknowledged is saved by then."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
SOON = 0.05
DEAF = 3
"""Not all: where an interruption was lost on its way, the program can still be ended."""


class Stopped(KeyboardInterrupt):
    """The program was asked to end: a closed terminal, a shutdown. A kind of Ctrl-C, so that nothing swallows it."""


@contextlib.contextmanager
def stopping() -> Iterator[None]:
    """While this lasts, the signals that mean "end" raise Stopped in the main thread.

    One of them is enough: the next DEAF are passed over, so that what the first one ends is put in order.
    """
    came = 0

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal came
        came += 1
        let_go()
        if came == 1 or came > 1 + DEAF:
            raise Stopped(number)

    def complain(found: UnraisableHookArgs) -> None:
        nonlocal came
        # A finalizer that was running just then has swallowed the interruption: it comes once more.
        if issubclass(found.exc_type, KeyboardInterrupt):
            came = 0
            _again(found.exc_value)
        else:
            usual(found)

    usual, sys.unraisablehook = sys.unraisablehook, complain
    kept = {}
    for name in NAMES:
        found = getattr(signal, name, None)
        if found is not None:
            with contextlib.suppress(ValueError, OSError):
                kept[found] = signal.signal(found, stop)
    try:
        yield
    except KeyboardInterrupt:
        usual = _nothing
        warnings.simplefilter("ignore")
        # The program ends now; another signal would only cut short what it says of that.
        for found in (signal.SIGINT, *kept):
            with contextlib.suppress(ValueError, OSError):
                signal.signal(found, signal.SIG_IGN)
        raise
    finally:
        for found, before in kept.items():
            with contextlib.suppress(ValueError, OSError):
                if signal.getsignal(found) is stop:
                    signal.signal(found, before)
        sys.unraisablehook = usual


def _nothing(found: UnraisableHookArgs) -> None:
    """What was interrupted half made, such as an event loop, complains when it is taken apart: nobody is helped."""


def _again(swallowed: BaseException | None) -> None:
    """Send the signal of the swallowed exception to the main thread, from beside it."""
    number = next((each for each in getattr(swallowed, "args", ()) if isinstance(each, int)), signal.SIGINT)

    def send() -> None:
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident or 0, number)
        else:
            signal.raise_signal(number)

    timer = threading.Timer(SOON, send)
    timer.daemon = True
    timer.start()


def let_go() -> None:
    """Where the terminal is closed, what is still said goes nowhere: it would end the program in the wrong way."""
    if not hasattr(select, "poll"):
        return
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            poll = select.poll()
            poll.register(descriptor, 0)
            if any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0)):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, descriptor)
                os.close(nowhere)
