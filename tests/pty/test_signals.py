"""Twenty runs that are ended at random moments, ten with each face; tests/long does a hundred."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.pty.moves import Rehearsal, rehearse
from tests.pty.scripts import BEGUN
from tests.pty.strikes import strike
from tests.pty.terminal import FACES


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return rehearse(tmp_path_factory.mktemp("begun"), BEGUN)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("seed", range(10))
def test_a_signal_at_any_moment(begun: Rehearsal, tmp_path: Path, face: str, seed: int) -> None:
    strike(tmp_path / "district", face, begun, seed if face == "plain" else 1000 + seed)


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
    assert terminal.quit(facts.exchanges[place].screen) == 0
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
