"""docs/interview.md shows what the interview shows: its recorded session and its screens are held anew and compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.interview_session import CARDS, PAGE, RECORD, asked, card, part, recorded, shown_in
from tests.maple_valley import Held
from tests.pty.moves import interview
from tests.sittings import SOURCE, flat

AGAIN = "python -m tests.interview_session"
"""The command that brings all of it up to date."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return Held(tmp_path_factory.mktemp("session"))


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_recorded_session_is_what_the_interview_shows(held: Held) -> None:
    shown = recorded(held.sittings)
    assert shown == RECORD.read_text(encoding="utf-8"), AGAIN


def test_every_question_of_the_session_was_expected(held: Held) -> None:
    assert [sitting.unasked for sitting in held.sittings] == [[]] * len(held.sittings)
    assert [sitting.code for sitting in held.sittings] == [0] * len(held.sittings)


def test_a_small_district_has_its_first_drafts_in_fewer_than_forty_answers(held: Held) -> None:
    """Answers are counted, not lines: what was asked only to see why, gone back from, or reviewed is not one."""
    screens = [flat(screen) for sitting in held.sittings[:2] for screen in sitting.screens]
    questions = [str(question.ask) for question in interview().questions.values() if not question.optional]
    given = {ask for ask in questions for screen in screens if ask in screen and "Review | " not in screen}
    assert 15 < len(given) < 40


def test_the_session_holds_nothing_of_the_machine(held: Held, tmp_path: Path) -> None:
    shown = RECORD.read_text(encoding="utf-8")
    assert shown.isascii()
    assert not re.search(r"/tmp|/home|\\\\|Traceback|pytest", shown)
    assert (
        max(len(line) for line in shown.splitlines() if not line.startswith(("$ ", "When the form", "2 answers"))) <= 82
    )


def test_the_page_shows_the_session(held: Held, page: str) -> None:
    wanted = [what for what in asked(page) if what.startswith("session ")]
    assert len(wanted) >= 10
    for what in wanted:
        assert shown_in(page, what) == part(held.sittings, what), f"{what}: {AGAIN}"


@pytest.mark.parametrize("name", CARDS)
def test_the_page_shows_the_cards(name: str, held: Held, page: str, tmp_path: Path) -> None:
    for module in ("pexpect", "pyte", "termios"):
        pytest.importorskip(module, reason="card screens need a pseudo-terminal")
    found = card(name, held.answers[CARDS[name][0]], tmp_path / name)
    assert found == shown_in(page, f"card {name}"), AGAIN
    lines = found.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_the_page_names_every_section_in_order(page: str) -> None:
    titles = [str(section.title) for section in interview().sections]
    table = page[page.index("| | section | asked |") : page.index("Five documents are always written")]
    assert re.findall(r"^\| [a-z]* *\| (.+?) \|", table, re.MULTILINE)[1:] == titles


def test_the_page_is_ascii_and_names_the_roles(page: str) -> None:
    from aipolicy.library.questions import WHO_KNOWS

    assert page.isascii()
    assert f"The roles are {', '.join(WHO_KNOWS)}." in flat(page)


def test_the_page_counts_the_list_of_agencies_right(page: str) -> None:
    notice = (PAGE.parent.parent / "NOTICE").read_text(encoding="utf-8")
    found = re.search(r"([\d,]+) local education agencies in the school year (\S+?)\.?\s", notice)
    assert found
    assert f"{found[1]} public school agencies in the school year {found[2]}" in flat(page)


@pytest.mark.parametrize(
    ("message", "module"),
    [
        ("another aipolicy is working on this file", "answers/store.py"),
        ("the folder cannot be written in", "answers/store.py"),
        ("was changed by someone else", "answers/store.py"),
        ("since it was read", "answers/store.py"),
        ("the file cannot be written", "source/files.py"),
        ("These answers contradict each other", "interview/conversation/shown.py"),
        ("The drafts were not written", "interview/conversation/finishing.py"),
        ("There is no terminal to ask on", "cli/init_terminal.py"),
        ("this is a mistake in aipolicy, not in your files", "cli/run.py"),
    ],
)
def test_the_page_quotes_messages_that_there_are(message: str, module: str, page: str) -> None:
    assert message in page
    assert message in (SOURCE / "aipolicy" / module).read_text(encoding="utf-8")
