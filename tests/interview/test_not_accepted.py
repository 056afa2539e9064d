"""What is said of an answer that does not fit: words for somebody who never saw an id; and why nothing is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aipolicy.answers import Other
from aipolicy.interview.agenda import Mode, Scope
from aipolicy.interview.conversation.not_asked import not_asked
from aipolicy.interview.conversation.shown import contradiction, said
from aipolicy.interview.session import Session
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent, Problem, Span
from tests.interview.desks import asked, desk, session
from tests.tiny import tiny_library

LIMITS = """\
section: limits
title: Limits
order: 16
questions:
  - {id: limits.word, ask: Which word?, type: text, min: 3, max: 5, why: So., who_knows: office}
  - {id: limits.mark, ask: Which mark?, type: text, max: 1, why: So., who_knows: office}
  - {id: limits.count, ask: How many?, type: number, min: 2, max: 9, why: So., who_knows: office}
  - {id: limits.sum, ask: How much?, type: money, why: So., who_knows: office}
  - {id: limits.day, ask: Which day?, type: date, why: So., who_knows: office}
  - id: limits.grades
    ask: Which grades?
    type: choices
    min: 2
    other: true
    why: So.
    who_knows: office
    choices:
      - {id: low, label: Grades 1 to 5, not_with: [mid]}
      - {id: mid, label: Grades 5 to 8, not_with: [low]}
      - {id: high, label: Grades 9 to 12}
  - id: limits.parts
    ask: Which parts?
    type: rows
    min: 2
    why: So.
    who_knows: office
    fields: [{id: name, label: Name, type: text}]
"""
HIDDEN = """\
section: hidden
title: Hidden things
order: 17
questions:
  - {id: hidden.first, ask: First?, type: text, why: So., who_knows: office, when: {limits.grades: {includes: high}}}
  - {id: hidden.next, ask: Next?, type: text, why: So., who_knows: office, when: {limits.grades: {includes: high}}}
  - id: hidden.both
    ask: Both?
    type: text
    why: So.
    who_knows: office
    when: {all: [{limits.grades: {includes: high}}, {district.open: true}]}
  - {id: hidden.behind, ask: Behind?, type: yes_no, why: So., who_knows: office, when: {district.open: true}}
  - {id: hidden.far, ask: Far?, type: text, why: So., who_knows: office, when: {hidden.behind: true}}
  - {id: hidden.small, ask: Small?, type: text, why: So., who_knows: office, when: {district.small: true}}
"""
HEAD = "aipolicy: {format: 1}\n"


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    files = {"templates/interview/limits.yaml": LIMITS}
    return tiny_library(tmp_path_factory.mktemp("limits"), files).interview


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    files = {"templates/interview/limits.yaml": LIMITS, "templates/interview/hidden.yaml": HIDDEN}
    return tiny_library(tmp_path_factory.mktemp("hidden"), files).interview


OR_LATER = "- if it is not decided yet."


@pytest.mark.parametrize(
    ("id", "value", "words"),
    [
        ("word", "x", f"This has 1 character; at least 3 are needed. Write it out, or {OR_LATER}"),
        ("word", "abcdefg", "This has 7 characters; at most 5 are possible. Shorten it."),
        ("mark", "ab", "This has 2 characters; at most 1 is possible. Shorten it."),
        ("word", " ", f"This is empty. Write the text, or {OR_LATER}"),
        ("count", 12, "This is 12; it must be from 2 to 9. Check the number."),
        ("grades", ("high",), f"This has 1 choice; it needs at least 2. Change the list, or write {OR_LATER}"),
        (
            "grades",
            ("high", Other("long " * 101)),
            "What you write yourself is one text of at most 500 characters. Shorten it.",
        ),
        (
            "grades",
            ("low", "mid"),
            '"Grades 1 to 5" and "Grades 5 to 8" do not go together. Keep one of them.',
        ),
        (
            "parts",
            [{"id": "a", "name": "A"}],
            f"This has 1 row; it needs at least 2. Change the list, or write {OR_LATER}",
        ),
    ],
)
def test_every_problem_of_an_answer_in_words(
    tmp_path: Path, limited: Interview, id: str, value: object, words: str
) -> None:
    with session(tmp_path, limited) as made:
        with pytest.raises(InvalidContent) as refused:
            made.give(f"limits.{id}", value)
        assert said(refused.value, limited.questions[f"limits.{id}"]) == words


@pytest.mark.parametrize(
    ("id", "typed"),
    [
        ("word", "x"),
        ("word", "abcdefg"),
        ("count", "1"),
        ("count", "many"),
        ("count", "2.5"),
        ("sum", "-3"),
        ("sum", "a lot"),
        ("sum", "1.234"),
        ("day", "soon"),
        ("day", "1/12/1875"),
    ],
)
def test_no_id_is_shown_to_whoever_types(tmp_path: Path, limited: Interview, id: str, typed: str) -> None:
    with session(tmp_path, limited) as made:
        _, face = asked(made, f"limits.{id}", ("", f">{typed}"), ("", "q"))
        note = face.screens[1].note  # type: ignore[union-attr]
        assert note.endswith(".")
        assert not re.search(r"limits|'undecided'|\b1 characters|\.\.", note), note


@pytest.mark.parametrize(
    ("message", "hint", "words"),
    [
        (
            "'../ci/ok.yaml' leads out of the district's folder",
            "copy it here",
            "'../ci/ok.yaml' leads out of the district's folder. Copy it here.",
        ),
        ("the word 'a...b' is unknown", "did you mean 'ab'?", "The word 'a...b' is unknown. Did you mean 'ab'?"),
        ("it is over.", "", "It is over."),
        ("tools.csv, line 2: it is empty", "", "tools.csv, line 2: it is empty."),
    ],
)
def test_what_is_quoted_stays_as_it_was_typed(message: str, hint: str, words: str) -> None:
    assert said(InvalidContent([Problem(Span("x"), "x", message, hint)])) == words


def test_a_contradiction_names_the_questions(limited: Interview) -> None:
    message = "the answers to limits.word and limits.count contradict each other: the word is too short for it"
    problem = Problem(Span("x"), "contradictory-answers", message, "set limits.word")
    assert contradiction(problem, limited) == (
        'These answers contradict each other: "Which word?" and "How many?" The word is too short for it. '
        "Change one of them."
    )


@pytest.fixture
def town(tmp_path: Path, hiding: Interview) -> Iterator[Session]:
    text = f"{HEAD}district: {{schools: 9, open: false}}\nlimits: {{grades: [low, high]}}\n"
    with session(tmp_path, hiding, text.replace("low, high", "low, {other: More}")) as made:
        yield made


TURNS = "is not asked with the present answers. That turns on the answer to"
CHANGE = "You can change it in the review."


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("first", f'"First?" {TURNS} "Which grades?" {CHANGE}'),
        ("both", f'"Both?" {TURNS} "Which grades?" {CHANGE}'),
        ("far", f'"Far?" {TURNS} "Is the list of tools public?" {CHANGE}'),
        ("small", f'"Small?" {TURNS} "How many schools are there?" {CHANGE}'),
    ],
)
def test_a_question_that_is_not_asked_says_what_it_turns_on(town: Session, id: str, words: str) -> None:
    at, _ = desk(town)
    assert not_asked(at, Scope(Mode.ALL, questions=(f"hidden.{id}", "limits.word"))) == [words]


def test_a_question_that_waits_says_for_what(tmp_path: Path, hiding: Interview) -> None:
    with session(tmp_path, hiding, f"{HEAD}district: {{open: undecided}}\n") as made:
        found = not_asked(desk(made)[0], Scope(Mode.ALL, questions=("hidden.far",)))
        assert found == [f'"Far?" {TURNS} "Is the list of tools public?" {CHANGE}']


def test_a_section_that_is_not_asked_says_what_it_turns_on(town: Session, tmp_path: Path) -> None:
    at, _ = desk(town)
    # What hides all of its questions is named; here nothing does, so what hides the first.
    words = f'The section "Hidden things" {TURNS} "Which grades?" {CHANGE}'
    assert not_asked(at, Scope(Mode.ALL, section="hidden")) == [words]
    assert not_asked(at, Scope(Mode.ALL, section="limits")) == []
    assert not_asked(at, Scope(Mode.UNDECIDED)) == []
    town.give("district.open", True)
    assert not_asked(at, Scope(Mode.ALL, section="hidden")) == []
