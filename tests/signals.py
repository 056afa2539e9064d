"""Signals as a program in a terminal finds them."""

from __future__ import annotations

import signal


def none_ignored() -> None:
    """Let every signal do what it does by itself: where tests run in the background, some are ignored."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
