"""Two at once, folders that refuse, a disk that is full: told in words, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.pty.moves import Rehearsal
from tests.pty.terminal import FACES, Terminal


def refused(terminal: Terminal, code: int, *words: str) -> None:
    """The run ends with these words, no traceback, and the terminal as it was."""
    assert terminal.end() == code, terminal.text
    said = " ".join(terminal.lines.split())
    for each in words:
        assert each in said, said[-1500:]
    assert "Traceback" not in said
    assert "mistake in aipolicy" not in said
    assert terminal.flags() == terminal.found
    assert terminal.drawn()


@pytest.mark.parametrize("face", FACES)
def test_two_at_once(start: Start, facts: Rehearsal, tmp_path: Path, face: str) -> None:
    place = facts.index("district.kind")
    first = start(tmp_path, face)
    first.play(facts.exchanges[:place], hurried=True)
    first.shows(facts.exchanges[place].screen)
    second = start(tmp_path, face)
    holder = f"process {first.child.pid}"
    refused(second, 1, "aipolicy.yaml", "another aipolicy is working on this file", holder, "finish there first")
    # The first one knows nothing of it.
    first.play(facts.exchanges[place : place + 2])
    first.shows(facts.exchanges[place + 2].screen)
    assert first.quit(facts.exchanges[place + 2].screen) == 0
    assert (tmp_path / "aipolicy.yaml").read_text() == facts.texts[facts.exchanges[place + 2].saved]
    third = start(tmp_path, face)
    third.asks("Welcome back.")


def locked(tmp_path: Path) -> Path:
    """A folder in which nobody can write, whoever runs the tests."""
    if os.geteuid():
        folder = tmp_path / "locked"
        folder.mkdir(mode=0o555)
        return folder
    return Path("/sys/kernel")


def test_a_folder_that_cannot_be_written_in(start: Start, tmp_path: Path) -> None:
    folder = locked(tmp_path)
    if not folder.is_dir():
        pytest.skip("no folder here refuses")
    terminal = start(tmp_path / "here", "cards", str(folder))
    refused(terminal, 2, "aipolicy.yaml", "the folder cannot be written in", "check the folder and its permissions")


def test_a_file_in_place_of_the_folder(start: Start, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file\n")
    terminal = start(tmp_path / "here", "plain", str(tmp_path / "taken"))
    refused(terminal, 2, "taken", "this is a file, not a folder", "nothing was changed")
    assert (tmp_path / "taken").read_text() == "a file\n"


@pytest.mark.parametrize("face", FACES)
def test_a_disk_that_is_full(start: Start, facts: Rehearsal, tmp_path: Path, face: str) -> None:
    # No file may grow beyond what some later answer needs: what a full disk does, for everybody and for root.
    sizes = [len(text.encode()) for text in facts.texts]
    room = sizes[len(sizes) // 2]
    last = next(n for n, size in enumerate(sizes) if size > room) - 1

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    terminal = start(tmp_path, face, before=narrow, environment={"PYTHONDONTWRITEBYTECODE": "1"})
    played = [each for each in facts.exchanges if each.saved <= last]
    terminal.play(played)
    refused(terminal, 2, "aipolicy.yaml", "the file cannot be written", "nothing was changed; check free space")
    assert (tmp_path / "aipolicy.yaml").read_text() == facts.texts[last]
    assert (tmp_path / "aipolicy.yaml.bak").read_text() == facts.texts[last - 1]
    assert not list(tmp_path.glob(".aipolicy.yaml*"))
    # With room again it goes on where it was.
    terminal = start(tmp_path, face)
    terminal.asks("Welcome back.")
    terminal.send("\r")
    terminal.shows(played[-1].screen)
