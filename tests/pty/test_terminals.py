"""What terminals and people do to a screen: paste, resize, small windows, old terminals and locales."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aipolicy.interview.screens import Choose
from tests.pty.conftest import Start
from tests.pty.moves import Rehearsal, at, choose, rehearse, until, usual, write
from tests.pty.terminal import BRACKETED, BRACKETED_END, DOWN, FACES, Terminal

FIRST = "How do you want to begin?"


def following(terminal: Terminal, script: Rehearsal) -> None:
    """Wait for the screen that comes after the script."""
    assert script.following is not None
    terminal.shows(script.following)


def played_to(terminal: Terminal, facts: Rehearsal, question: str) -> str:
    """Answer up to this question; what the file holds then."""
    place = facts.index(question)
    terminal.play(facts.exchanges[:place], hurried=True)
    terminal.shows(facts.exchanges[place].screen)
    return facts.texts[facts.exchanges[place].saved]


def after(facts: Rehearsal, question: str) -> str:
    """What the file holds once the question is answered."""
    return facts.texts[facts.exchanges[facts.index(question) + 1].saved]


def test_a_paste_into_lines_answers_one_question(start: Start, facts: Rehearsal, tmp_path: Path) -> None:
    file = tmp_path / "aipolicy.yaml"
    terminal = start(tmp_path, "plain")
    played_to(terminal, facts, "district.kind")
    terminal.send("1\r2\r1\r1\r-\rq\r")
    terminal.shows(facts.exchanges[facts.index("district.kind") + 1].screen)
    assert "Several lines came at once. Only the first one counts here" in terminal.fresh.replace("\n", " ")
    assert file.read_text() == after(facts, "district.kind")
    # A paste that begins with an empty line takes nothing.
    terminal.send("\r2\r1\r")
    terminal.says("Nothing was taken; type one line.")
    terminal.until(terminal.prompted, "the prompt")
    assert file.read_text() == after(facts, "district.kind")
    assert terminal.quit() == 0


def test_a_paste_into_a_card_answers_nothing(start: Start, facts: Rehearsal, tmp_path: Path) -> None:
    file = tmp_path / "aipolicy.yaml"
    terminal = start(tmp_path, "cards")
    saved = played_to(terminal, facts, "district.kind")
    for block in (f"{BRACKETED}2\r1\rq\r{BRACKETED_END}", "2\r1\rq\r1\r"):
        terminal.type(block)
        terminal.says("What was pasted is ignored here.")
        assert file.read_text() == saved
        terminal.type(DOWN)
        terminal.until(lambda: "pasted" not in terminal.text and terminal.drawn(), "the notice gone")
    terminal.send("1\r")
    terminal.shows(facts.exchanges[facts.index("district.kind") + 1].screen)
    terminal.play(facts.exchanges[facts.index("district.kind") + 1 : facts.index("roles.coordinator")], hurried=True)
    terminal.shows(facts.exchanges[facts.index("roles.coordinator")].screen)
    # In a line of text a block is text, its line ends spaces, and it waits for Enter.
    terminal.type(f"{BRACKETED}Director\r\nof\rTechnology\r{BRACKETED_END}")
    terminal.until(lambda: terminal.row.endswith("> Director of Technology"), "the text on one line")
    terminal.send("\r")
    following(terminal, facts)
    assert terminal.quit(facts.following) == 0
    assert "coordinator: Director of Technology" in file.read_text()


def test_a_window_made_smaller_and_larger(start: Start, facts: Rehearsal, tmp_path: Path) -> None:
    terminal = start(tmp_path, "cards")
    played_to(terminal, facts, "district.state")
    screen = facts.exchanges[facts.index("district.state")].screen
    assert isinstance(screen, Choose)
    terminal.type("31")
    terminal.at_row(31)
    for columns, rows in ((40, 12), (80, 24), (40, 12), (100, 40)):
        terminal.resize(columns, rows)
        terminal.asks("Which state is the")
        terminal.at_row(31)
        assert screen.options[30].label in terminal.row
        assert terminal.text.count(" 31. ") == 1
        assert "q save and quit" in terminal.text.replace("\n", " ")
        assert max(map(len, terminal.text.splitlines())) < columns
    terminal.send(DOWN)
    terminal.at_row(32)
    assert terminal.quit() == 0


@pytest.mark.parametrize("face", FACES)
def test_a_whole_section_in_a_small_window(start: Start, facts: Rehearsal, tmp_path: Path, face: str) -> None:
    terminal = start(tmp_path, face, size=(40, 12))
    for each in facts.exchanges:
        terminal.shows(each.screen)
        if face == "cards" and isinstance(each.screen, Choose) and each.screen.start is not None:
            terminal.at_row(each.screen.start + 1)
            assert terminal.row.startswith(">")
        terminal.answer(each.screen, each.reply)
    following(terminal, facts)
    shown = terminal.lines
    assert terminal.quit(facts.following) == 0
    assert (tmp_path / "aipolicy.yaml").read_text() == facts.texts[-1]
    if face == "plain":
        assert [line for line in shown.splitlines() if len(line) > 39 and "> " not in line] == []


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"TERM": "dumb"}, True),
        ({"TERM": ""}, True),
        ({"ACCESSIBLE": "1"}, True),
        ({"AIPOLICY_PLAIN": "1"}, True),
        ({"ACCESSIBLE": "0"}, False),
        ({"ACCESSIBLE": "false"}, False),
        ({"TERM": "vt100"}, False),
    ],
    ids=str,
)
def test_which_face_it_is(start: Start, tmp_path: Path, environment: dict[str, str], plain: bool) -> None:
    terminal = start(tmp_path, "plain" if plain else "cards", environment=environment, by_flag=False)
    terminal.asks(FIRST)
    assert terminal.quit() == 0
    assert (b"\x1b" in terminal.raw) is not plain


@pytest.mark.parametrize("value", ["1", ""], ids=["NO_COLOR", "color"])
def test_no_color(start: Start, tmp_path: Path, value: str) -> None:
    terminal = start(tmp_path, "cards", environment={"NO_COLOR": value})
    terminal.asks(FIRST)
    terminal.type(DOWN)
    terminal.at_row(2)
    assert terminal.quit() == 0
    used = set(b";".join(re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw)).split(b";"))
    assert used <= ({b"", b"0"} if value else {b"", b"0", b"1", b"7"})


NAME = "Cañon-Nüñez Łódź Unified"
NAMED = (
    until("policy.route", usual),
    at("policy.route", usual),
    at("district.state", choose("California")),
    until("district.name", usual),
    at("district.name", write(NAME)),
)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
    ids=["C", "nothing but ASCII"],
)
def test_an_ascii_locale(start: Start, tmp_path: Path, face: str, locale: dict[str, str]) -> None:
    script = rehearse(tmp_path / "rehearsal", NAMED)
    terminal = start(tmp_path / "run", face, environment=locale)
    terminal.play(script.exchanges)
    following(terminal, script)
    terminal.send("\x03")
    assert terminal.end() == 130
    text = (terminal.folder / "aipolicy.yaml").read_text("utf-8")
    assert text == script.texts[-1]
    assert NAME in text
    assert "Traceback" not in terminal.lines
