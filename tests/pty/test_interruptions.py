"""Interruptions that come at bad moments: while something is made, or taken apart."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from tests.pty.spawning import ROOT

FINALIZER = """
    class Final:
        def __del__(self):
            os.kill(os.getpid(), number)
            for _ in range(10):
                pass

    def work():
        Final()
        print("not stopped yet", flush=True)
        time.sleep(60)
"""
HALF_MADE = """
    import asyncio, asyncio.selector_events

    def interrupted(self):
        os.kill(os.getpid(), number)
        for _ in range(10):
            pass

    asyncio.selector_events.BaseSelectorEventLoop._make_self_pipe = interrupted

    async def nothing():
        pass

    def work():
        asyncio.run(nothing())
"""
AROUND = """
    import os, sys, time
    from aipolicy.cli.signals import stopping

    number = int(sys.argv[1])
    {}
    try:
        with stopping():
            work()
    except KeyboardInterrupt as stop:
        print(type(stop).__name__)
        sys.exit(130)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
@pytest.mark.parametrize("work", [FINALIZER, HALF_MADE], ids=["in a finalizer", "half made"])
def test_it_ends_in_silence(work: str, number: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(AROUND).format(textwrap.dedent(work)), str(int(number))],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        check=False,
        timeout=50,
    )
    assert done.returncode == 130, done.stderr
    assert done.stdout.splitlines()[-1] == ("KeyboardInterrupt" if number is signal.SIGINT else "Stopped")
    assert done.stderr == ""
