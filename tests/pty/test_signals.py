"""Twenty runs that are ended at random moments, ten with each face; tests/long does a hundred."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.pty.moves import Rehearsal
from tests.pty.strikes import strike
from tests.pty.terminal import FACES


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("seed", range(10))
def test_a_signal_at_any_moment(facts: Rehearsal, tmp_path: Path, face: str, seed: int) -> None:
    strike(tmp_path / "district", face, facts, seed if face == "plain" else 1000 + seed)


@pytest.mark.parametrize("face", FACES)
def test_a_killed_run_blocks_nothing(start: Start, facts: Rehearsal, tmp_path: Path, face: str) -> None:
    place = facts.index("district.kind")
    terminal = start(tmp_path, face)
    terminal.play(facts.exchanges[:place], hurried=True)
    terminal.shows(facts.exchanges[place].screen)
    terminal.kill(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert (tmp_path / ".aipolicy.yaml.lock").exists()
    terminal = start(tmp_path, face)
    terminal.asks("Welcome back.")
    terminal.send("\r")
    terminal.asks(facts.exchanges[place].screen.title)
    terminal.send("q\r" if face == "plain" else "q")
    assert terminal.end() == 0
    assert not (tmp_path / ".aipolicy.yaml.lock").exists()


@pytest.mark.parametrize("face", FACES)
def test_a_window_that_is_closed(start: Start, facts: Rehearsal, tmp_path: Path, face: str) -> None:
    place = facts.index("district.kind")
    terminal = start(tmp_path, face)
    terminal.play(facts.exchanges[:place], hurried=True)
    terminal.shows(facts.exchanges[place].screen)
    assert terminal.hang_up() == 130
    assert (tmp_path / "aipolicy.yaml").read_text() == facts.texts[facts.exchanges[place].saved]
    assert not (tmp_path / ".aipolicy.yaml.lock").exists()
