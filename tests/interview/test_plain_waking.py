"""Waiting for a line: a signal ends it even where the system does not interrupt the wait."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("a console of Windows waits in another way", allow_module_level=True)

from aipolicy.interview.faces.plain import waking

PATIENCE = 10


def test_a_signal_that_interrupts_no_wait_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signal goes to another thread, as if it had come in the moment before the system began to wait."""
    ours, its = os.pipe()
    waits, done, late = threading.Event(), threading.Event(), threading.Event()
    real = select.select

    def noticed(*descriptors: Any) -> Any:
        waits.set()
        return real(*descriptors)

    def press() -> None:
        waits.wait(PATIENCE)
        os.kill(os.getpid(), signal.SIGINT)
        if not done.wait(PATIENCE):
            late.set()
            os.write(its, b"too late\n")

    monkeypatch.setattr(select, "select", noticed)
    thread = threading.Thread(target=press, daemon=True)
    thread.start()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with pytest.raises(KeyboardInterrupt):
            waking.wait_for(ours)
    finally:
        done.set()
        thread.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(ours)
        os.close(its)
    assert not late.is_set()


def test_what_can_be_read_ends_it_in_any_thread() -> None:
    ours, its = os.pipe()
    os.write(its, b"yes\n")
    waking.wait_for(ours)
    thread = threading.Thread(target=waking.wait_for, args=(ours,))
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    os.close(ours)
    os.close(its)
