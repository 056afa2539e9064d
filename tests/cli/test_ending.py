"""How a command ends that somebody interrupts: an exit code and a sentence, whatever was going on."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import aipolicy.cli
import aipolicy.cli.app
from tests.signals import none_ignored

ROOT = Path(__file__).resolve().parents[2]
TWICE = """
    import os, signal, sys
    from aipolicy.cli.signals import Stopped, stopping

    order = []
    try:
        with stopping():
            try:
                os.kill(os.getpid(), signal.SIGTERM)
                order.append("not reached")
            finally:
                for number in (signal.SIGHUP, signal.SIGTERM):
                    os.kill(os.getpid(), number)
                order.append("put in order")
    except Stopped:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(os.getpid(), number)
        order.append("said")
    print(*order, sep=", ")
"""
LOST = """
    import os, signal
    from aipolicy.cli.signals import Stopped, stopping

    lost = 0
    with stopping():
        for _ in range(6):
            try:
                os.kill(os.getpid(), signal.SIGTERM)
            except Stopped:
                lost += 1
    print(lost)
"""
FOLDER = """
    import os, signal
    import aipolicy.interview.given_start as given_start
    from aipolicy.cli import main

    def stopped(path, data, shown):
        os.kill(os.getpid(), signal.SIGTERM)

    given_start.write_atomically = stopped
    main()
"""


def run(code: str, folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        input=typed,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        preexec_fn=none_ignored,
        check=False,
        timeout=50,
    )


def test_an_interruption_before_a_command_begins(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(aipolicy.cli.app, "leave_only", lambda _: None)
    monkeypatch.setattr(aipolicy.cli.app, "app", interrupted)
    with pytest.raises(SystemExit) as end:
        aipolicy.cli.main()
    assert end.value.code == 130
    assert capsys.readouterr() == ("", "")


def test_a_second_signal_does_not_cut_short_what_the_first_one_ends(tmp_path: Path) -> None:
    done = run(TWICE, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "put in order, said\n", "")


def test_a_program_that_lost_a_signal_can_still_be_ended(tmp_path: Path) -> None:
    done = run(LOST, tmp_path)
    assert done.returncode == 0
    assert int(done.stdout) == 3


def test_a_signal_after_the_interview_is_no_sudden_end(tmp_path: Path) -> None:
    done = run(FOLDER, tmp_path, "init", "town", "--plain", typed="1\n1\nq\n")
    assert done.returncode == 130, done.stderr
    assert "Interrupted. No file was left half written." in done.stderr
    assert {path.name for path in (tmp_path / "town").iterdir()} == {"aipolicy.yaml"}
