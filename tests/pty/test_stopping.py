"""Stopping with Ctrl-C, Ctrl-D and q, and going on afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.pty.moves import Rehearsal
from tests.pty.terminal import FACES, Terminal

STOPPED = "Stopped. Everything that was acknowledged is saved. Go on with: aipolicy init"


def stopped(terminal: Terminal, code: int, words: str) -> None:
    """The program ends so, with these words, and gives the terminal back."""
    assert terminal.end() == code
    assert words in terminal.lines
    assert "Traceback" not in terminal.lines
    assert terminal.flags() == terminal.found
    assert terminal.row == ""
    assert terminal.drawn()


def goes_on(terminal: Terminal, title: str) -> None:
    """Welcomed back, a person comes with Enter alone to the question that was open."""
    terminal.asks("Welcome back.")
    terminal.says("Go on: Your district and where it stands (section 1 of ")
    terminal.send("\r")
    terminal.asks(title)


@pytest.mark.parametrize("face", FACES)
def test_stop_and_go_on(start: Start, facts: Rehearsal, tmp_path: Path, face: str) -> None:
    file = tmp_path / "aipolicy.yaml"
    schools = facts.index("district.schools")
    saved = facts.texts[facts.exchanges[schools].saved]
    title = facts.exchanges[schools].screen.title

    # Ctrl-C at a question.
    terminal = start(tmp_path, face)
    terminal.play(facts.exchanges[:schools], hurried=True)
    terminal.shows(facts.exchanges[schools].screen)
    terminal.send("\x03")
    stopped(terminal, 130, STOPPED)
    assert file.read_text() == saved

    # Ctrl-C in the middle of typing.
    terminal = start(tmp_path, face)
    goes_on(terminal, title)
    terminal.type("127")
    terminal.says("> 127")
    terminal.send("\x03")
    stopped(terminal, 130, STOPPED)
    assert file.read_text() == saved

    # Ctrl-D in the middle of typing loses no letter; at a question it ends.
    terminal = start(tmp_path, face)
    goes_on(terminal, title)
    terminal.type("4")
    terminal.says("> 4")
    terminal.send("\x04\x04" if face == "plain" else "\x04\r")
    terminal.shows(facts.exchanges[schools + 1].screen)
    terminal.send("\x04")
    stopped(terminal, 130, STOPPED)
    saved = facts.texts[facts.exchanges[schools + 1].saved]
    assert file.read_text() == saved

    # q, and nothing was lost on the way.
    terminal = start(tmp_path, face)
    goes_on(terminal, facts.exchanges[schools + 1].screen.title)
    terminal.quit(facts.exchanges[schools + 1].screen)
    stopped(terminal, 0, "Everything is saved. Go on with: aipolicy init")
    assert file.read_text() == saved
