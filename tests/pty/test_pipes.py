"""Without a terminal: replies in a pipe, and nothing at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from aipolicy.interview.screens import Picked, Ticked, Wrote
from tests.pty.moves import TODAY, Rehearsal, rehearse
from tests.pty.scripts import FACTS
from tests.pty.spawning import ROOT


def program(folder: Path, *arguments: str, given: bytes | None) -> subprocess.CompletedProcess[bytes]:
    """`aipolicy init` in the folder, with these bytes in a pipe; None: with nothing behind its input."""
    folder.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "aipolicy", "init", "--today", TODAY, *arguments],
        cwd=folder,
        capture_output=True,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        env={"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT / "src")},
        check=False,
        timeout=60,
    )


def lines_of(script: Rehearsal) -> list[str]:
    """What would be typed for each reply."""
    lines = []
    for each in script.exchanges:
        match each.reply:
            case Picked(index=index, deliberate=True):
                lines.append(str(index + 1))
            case Wrote(text=text, deliberate=True):
                lines.append(text)
            case Ticked(deliberate=True):
                raise AssertionError("the script of the pipe ticks nothing")
            case _:
                lines.append("")
    return lines


def test_replies_in_a_pipe(tmp_path: Path) -> None:
    script = rehearse(tmp_path / "rehearsal", FACTS)
    lines = [*lines_of(script), "q"]
    result = program(tmp_path / "pipe", "--plain", given="".join(f"{line}\n" for line in lines).encode())
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "pipe/aipolicy.yaml").read_text() == script.texts[-1]
    assert b"Everything is saved. Go on with: aipolicy init" in result.stderr
    assert b"\x1b" not in result.stdout + result.stderr
    # A pipe that ends early is a stop like any other, and needs no --plain.
    result = program(tmp_path / "short", given="".join(f"{line}\n" for line in lines[:8]).encode())
    assert result.returncode == 130
    assert b"Stopped. Everything that was acknowledged is saved." in result.stderr
    assert (tmp_path / "short/aipolicy.yaml").read_text() == script.texts[script.exchanges[8].saved]


def test_no_terminal_and_no_answers(tmp_path: Path) -> None:
    result = program(tmp_path / "nothing", given=None)
    assert result.returncode == 2
    said = result.stderr.decode()
    assert len(said.strip().splitlines()) == 1
    assert all(flag in said for flag in ("--answers", "--set", "--defaults", "--plain"))
    assert result.stdout == b""
    assert not list((tmp_path / "nothing").iterdir())
    # The same from a pipe that is empty.
    assert program(tmp_path / "empty", given=b"").returncode == 2
