"""Through the questions: forward, back, past a branch, skipped ones once more at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aipolicy.interview.agenda import Mode, Scope
from aipolicy.interview.conversation.turn import Quit
from aipolicy.interview.conversation.walk import SKIPPED, walk
from aipolicy.interview.session import Session
from aipolicy.library.questions import Interview
from tests.interview.desks import desk, session, titles
from tests.interview.scripted import Answer, Scripted

HEAD = "aipolicy: {format: 1}\n"
MOST = """\
aipolicy: {format: 1}
district: {name: Elm, state: oh, schools: 3, coordinator: Jo, limits: [hiring], tools: [], fee: 3}
more: {law: never, areas: [bus], uses: {bus: {status: banned}}, advice: undecided, parts: []}
manual: {profile: plain, codes: [], cross_references: [], adopted: 2027-01-12, rescinds: Ours}
"""
SEATS: list[tuple[str, Answer]] = [("Who sits", ""), ("Who sits", "")]


def walked(
    made: Session,
    *steps: tuple[str, Answer],
    scope: Scope = Scope(),  # noqa: B008  # frozen
    review: Callable[[], None] | None = None,
) -> tuple[bool | None, Scripted]:
    """The way through the scope with these steps; None for its end where the person quit."""
    at, face = desk(made, steps)
    try:
        end = walk(at, scope, review)
    except Quit:
        end = None
    assert face.steps == []
    return end, face


def test_forward_to_the_end_with_a_branch(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, MOST) as made:
        steps = [("What may students", "=A pilot"), ("Is the list", "=Yes"), ("Lessons", "=The author")]
        steps += [("Office work", "=The head"), ("Union matters", "=The head"), ("Who signs off", "")]
        end, face = walked(
            made, *steps, ("When is", ">2027-01-12"), ("Which further", "+A plan"), ("How many pages", ""), *SEATS
        )
        assert end is True
        assert face.told == ["", "More questions.", "What only some towns are asked."]


def test_back_keeps_answers_and_forward_goes_on_where_one_was(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD) as made:
        end, face = walked(
            made,
            ("What is your", ">Elm"),
            ("In which state", "=Ohio"),
            ("How many schools", "<"),
            ("In which state", "<"),
            ("What is your", ""),
            ("How many schools", ">3"),
            ("What may students", "<"),
            ("How many schools", "<"),
            ("What is your", "<"),
        )
        assert end is False
        assert made.state.answers.value("district.state") == "oh"
        assert face.screens[4].current == "Elm"  # type: ignore[union-attr]


def test_back_passes_what_an_answer_has_hidden(tmp_path: Path, small: Interview) -> None:
    text = MOST.replace("fee: 3", "stance: pilot, open: false, signs: {class: author, office: chief}, fee: 3")
    with session(tmp_path, small, text) as made:
        opened = Scope(Mode.ALL, questions=("district.stance", "district.review", "more.law"))
        steps = [("What may", "=A pilot"), ("When is", ">2027-01-12"), ("May a parent", "<"), ("When is", "<")]
        steps += [("What may", "=Nothing"), ("May a parent", "<"), ("What may", "=Nothing"), ("May a parent", "=Never")]
        assert walked(made, *steps, scope=opened)[0] is True
        assert made.state.answers.value("district.review") == "2027-01-12"


def test_a_branch_opened_behind_comes_at_the_end(tmp_path: Path, small: Interview) -> None:
    text = MOST.replace("fee: 3", "stance: none, open: false, signs: {class: author, office: chief}, fee: 3")
    with session(tmp_path, small, text) as made:

        def change() -> None:
            made.give("district.stance", "free")

        end, face = walked(
            made, ("Who sits", "r"), ("Who sits", ""), ("Who sits", ""), ("When is", ">2027-01-12"), review=change
        )
        assert end is True
        assert titles(face)[-1] == "When is the review due?"


def test_what_was_skipped_comes_once_more_at_the_end(tmp_path: Path, small: Interview) -> None:
    text = MOST.replace("schools: 3, ", "").replace("fee: 3", "stance: none, signs: {class: author, office: chief}")
    with session(tmp_path, small, text) as made:
        end, face = walked(
            made,
            ("How many schools", "s"),
            ("Is the list", "s"),
            ("Who sits", ""),
            ("Who sits", ""),
            ("How many schools", ">3"),
            ("Is the list", "s"),
        )
        assert end is True
        assert [screen.note for screen in face.screens] == ["", "", "", "", SKIPPED, SKIPPED]  # type: ignore[union-attr]


def test_skipping_leaves_what_is_undecided_for_another_day(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, MOST) as made:
        assert walked(made, ("Which limits", "s"), scope=Scope(Mode.UNDECIDED))[0] is True
        part = Scope(Mode.GO_ON, section="more")
        assert walked(made, ("Who sits", "s"), scope=part)[0] is True


def test_a_skipped_question_answered_on_the_way_back_does_not_come_again(tmp_path: Path, small: Interview) -> None:
    part = Scope(Mode.GO_ON, questions=())
    with session(tmp_path, small, MOST.replace("schools: 3, ", "")) as made:
        steps = [("How many", "s"), ("What may", "<"), ("How many", ">4"), ("What may", "q")]
        assert walked(made, *steps, scope=part)[0] is None
        assert made.state.answers.value("district.schools") == 4


def test_the_review_on_the_way_comes_back_to_the_question(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD) as made:
        seen: list[int] = []
        end, _ = walked(made, ("What is your", "r"), ("What is your", "q"), review=lambda: seen.append(1))
        assert end is None
        assert seen == [1]


def test_the_review_on_the_way_may_hide_the_question(tmp_path: Path, small: Interview) -> None:
    text = MOST.replace("fee: 3", "stance: pilot, open: false, signs: {class: author, office: chief}, fee: 3")
    with session(tmp_path, small, text) as made:
        steps = [("When is the review", "r"), ("Who sits", "q")]
        end, _ = walked(made, *steps, review=lambda: made.give("district.stance", "none"))
        assert end is None


def test_optional_questions_are_asked_once_on_the_way(tmp_path: Path, small: Interview) -> None:
    text = MOST.replace("limits: [hiring], tools: [], fee: 3", "stance: none, open: false, signs: undecided")
    with session(tmp_path, small, text) as made:
        steps = [
            ("Which decisions", "s"),
            ("Which tools", "s"),
            ("What does it cost", ""),
            ("Who sits", ""),
            ("Who sits", ""),
        ]
        again = (("Which decisions", "s"), ("Which tools", "s"))
        assert walked(made, *steps, *again, scope=Scope(Mode.THOROUGH))[0] is True


@pytest.mark.parametrize("mode", [Mode.GO_ON, Mode.THOROUGH])
def test_nothing_open_is_the_end_at_once(tmp_path: Path, small: Interview, mode: Mode) -> None:
    with session(tmp_path, small, MOST) as made:
        assert walked(made, scope=Scope(mode, section="manual"))[0] is True
