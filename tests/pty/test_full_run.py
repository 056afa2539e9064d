"""One script, both faces: a small district from the first screen to its drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aipolicy.interview.screens import Choose, Command, Did
from tests.pty.moves import TODAY, Rehearsal, rehearse
from tests.pty.scripts import OWN, UNDECIDED, WHOLE
from tests.pty.terminal import FACES, Terminal


class Runs:
    """The rehearsal and both runs, with all files that each has left."""

    def __init__(self, folder: Path) -> None:
        self.rehearsal: Rehearsal = rehearse(folder / "rehearsal", WHOLE)
        self.terminals: dict[str, Terminal] = {}
        self.codes: dict[str, int] = {}
        self.astray: dict[str, list[str]] = {}
        for face in FACES:
            terminal = self.terminals[face] = Terminal(folder / face, face)
            self.astray[face] = _played(terminal, self.rehearsal)
            self.codes[face] = terminal.end()
        self.files = {name: _files(folder / name) for name in ("rehearsal", *FACES)}


def _played(terminal: Terminal, rehearsal: Rehearsal) -> list[str]:
    """Play the run; the screens on which the cursor did not stand on what Enter takes."""
    astray = []
    for each in rehearsal.exchanges:
        terminal.shows(each.screen)
        if terminal.face == "cards" and isinstance(each.screen, Choose) and each.screen.start is not None:
            expected = f"{each.screen.start + 1}. {each.screen.options[each.screen.start].label}"[:40]
            if not terminal.row.startswith(">") or expected not in terminal.row:
                astray.append(f"{each.screen.title}: '{terminal.row}' is not '{expected}'")
        terminal.answer(each.screen, each.reply)
    return astray


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    found = Runs(tmp_path_factory.mktemp("whole"))
    yield found
    for terminal in found.terminals.values():
        terminal.close()


def test_the_script_comes_to_its_end(runs: Runs) -> None:
    assert runs.rehearsal.finished
    assert runs.codes == dict.fromkeys(FACES, 0)
    commands = {each.reply.command for each in runs.rehearsal.exchanges if isinstance(each.reply, Did)}
    assert Command.BACK in commands


def test_both_faces_come_to_the_same_files(runs: Runs) -> None:
    plain, cards = (runs.files[face] for face in FACES)
    assert sorted(plain) == sorted(cards)
    assert [name for name in plain if plain[name] != cards[name]] == []
    assert plain["aipolicy.yaml"].decode() == runs.rehearsal.texts[-1]
    assert sum(name.endswith(".docx") for name in plain) >= 5
    assert plain == {**runs.files["rehearsal"], ".gitattributes": plain[".gitattributes"]}


def test_the_file_says_what_was_answered(runs: Runs) -> None:
    text = runs.rehearsal.texts[-1]
    assert all(words in text for words in UNDECIDED)
    assert text.count(OWN) >= 1
    # The branch that was closed again keeps its answer, and the question that was left with back has none.
    assert "prohibition_reason" in text
    assert "revisit_by" not in text
    assert re.search(r"^draft_date: .?" + TODAY, text, re.MULTILINE)
    register = runs.files["plain"]["policies/decision-register.md"].decode()
    assert UNDECIDED[0] in register
    assert UNDECIDED[3] not in register
    policy = runs.files["plain"]["policies/board-policy.md"].decode()
    assert "The board hears families and teachers first." not in policy


def test_the_plain_face_adds_lines_and_nothing_else(runs: Runs) -> None:
    lines = runs.terminals["plain"].lines
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", lines)
    assert lines.isascii()
    # Behind a prompt stands what the terminal itself has shown of what was typed.
    assert [line for line in lines.splitlines() if len(line) > 79 and "> " not in line] == []


def test_the_cards_leave_one_line_a_question(runs: Runs) -> None:
    terminal = runs.terminals["cards"]
    assert runs.astray["cards"] == []
    # No alternate screen, no mouse, no question for the cursor, the cursor and the settings given back.
    for unwanted in (b"\x1b[?1049h", b"\x1b[?1000h", b"\x1b[6n"):
        assert unwanted not in terminal.raw
    assert terminal.drawn()
    assert terminal.flags() == terminal.found
    assert "Drafts written to policies" in terminal.lines
    assert terminal.row == ""


def test_the_finish_says_what_to_do(runs: Runs) -> None:
    for terminal in runs.terminals.values():
        end = terminal.lines[terminal.lines.rindex("Drafts written to") :]
        assert "These are drafts, not legal advice." in end
        assert ("decision-register.docx" in end and "decision needed" in end) or "decisions needed" in end
