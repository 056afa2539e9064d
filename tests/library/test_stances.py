"""Stances: whole sets of answers, held against the questions, and what they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.library import (
    Interview,
    Library,
    Stance,
    layers_for,
    read,
    read_interview,
    read_stances,
    stance_values,
    suggested_value,
)
from aipolicy.library.layers import Layer, overlay
from aipolicy.problems import Problem
from tests.tiny import TINY, tiny_library, write_library

FILE = "templates/stances.yaml"
SECTION = """\
section: grids
title: Grids
order: 30
questions:
  - id: grids.levels
    ask: Which level?
    type: grid
    why: So.
    who_knows: board
    rows: [{id: one, label: One}, {id: two, label: Two}]
    columns:
      - id: status
        label: Status
        suggest: {one: allowed, two: off}
        choices: [{id: allowed, label: Allowed}, {id: off, label: Off}]
      - id: tool
        label: Tool
        suggest: closed
        when: {status: [allowed]}
        choices: [{id: open, label: Open}, {id: closed, label: Closed}]
  - id: grids.law
    ask: Which law?
    type: choice
    why: So.
    who_knows: [counsel, board]
    suggest: a
    choices: [{id: a, label: A}, {id: b, label: B}]
  - id: grids.kind
    ask: Which kind?
    type: choice
    why: So.
    who_knows: office
    fact: true
    choices: [{id: a, label: A}, {id: b, label: B}]
  - id: grids.pair
    ask: Which ones?
    type: choices
    why: So.
    who_knows: board
    max: 2
    choices: [{id: a, label: A, not_with: [b]}, {id: b, label: B}, {id: c, label: C}, {id: d, label: D}]
  - id: grids.bands
    ask: Which rule?
    type: grid
    why: So.
    who_knows: board
    rows_from: grids.pair
    suggest: yes_here
    choices: [{id: yes_here, label: "Yes"}, {id: no_here, label: "No"}]
"""
HEAD = "- id: careful\n  name: Careful start\n  about: A.\n  fits: F.\n  shows: [district.stance, district.open]\n"
CAREFUL = f"""\
{HEAD}  answers:
    district.stance: pilot
    district.open: false
    district.limits: [hiring, grades]
    district.signs: {{office: chief}}
    grids.levels: {{one: {{tool: open}}}}
    grids.bands: no_here
"""


def write(folder: Path, stances: str | None) -> Layer:
    files = {**TINY, "templates/interview/grids.yaml": SECTION}
    return write_library(folder, {**files, FILE: stances} if stances is not None else files)


def stance_in(folder: Path, text: str) -> tuple[Library, list[Problem]]:
    return read([write(folder, text)])


def test_what_is_read(tmp_path: Path) -> None:
    library, problems = stance_in(tmp_path, CAREFUL)
    assert problems == []
    stance = library.stances["careful"]
    assert (stance.name, stance.shows) == ("Careful start", ("district.stance", "district.open"))
    assert stance.answers == {
        "district.stance": "pilot",
        "district.open": False,
        "district.limits": ("hiring", "grades"),
        "district.signs": {"office": "chief"},
        "grids.levels": {"one": {"tool": "open"}},
        "grids.bands": "no_here",
    }
    assert str(stance.places["district.open"]) == f"{FILE}:8:20"


def test_the_answers_it_stands_for(tmp_path: Path) -> None:
    library, _ = stance_in(tmp_path, CAREFUL)
    values = stance_values(library.stances["careful"], library.interview)
    assert list(values) == [id for id in library.interview.questions if id in values]
    assert values == {
        "district.stance": "pilot",
        "district.open": False,
        "district.limits": ("hiring", "grades"),
        "district.signs": {"office": {"": "chief"}},
        "grids.levels": {"one": {"status": "allowed", "tool": "open"}, "two": {"status": "off"}},
        "grids.bands": {row: {"": "no_here"} for row in "abcd"},
    }


def test_the_suggestion_of_a_question_in_the_same_form(tmp_path: Path) -> None:
    interview = stance_in(tmp_path, CAREFUL)[0].interview

    def suggested(id: str) -> object:
        return suggested_value(interview.questions[id], interview)

    assert suggested("district.stance") == "pilot"
    assert suggested("district.open") is None
    assert suggested("grids.law") == "a"
    assert suggested("district.signs") is None
    assert suggested("grids.levels") == {"one": {"status": "allowed", "tool": "closed"}, "two": {"status": "off"}}
    assert suggested("grids.bands") == {row: {"": "yes_here"} for row in "abcd"}


def test_yes_or_no_and_lists_are_suggested_as_an_answer_file_holds_them() -> None:
    interview, _ = read_interview(layers_for())
    found = {id: suggested_value(question, interview) for id, question in interview.questions.items()}
    assert isinstance(found["oversight.reserved"], tuple)
    for id, value in found.items():
        kind = {"yes_no": bool, "choice": str, "choices": tuple, "grid": dict}.get(interview.questions[id].type)
        assert value is None or (kind is not None and isinstance(value, kind)), id


def test_no_file_is_no_stance(tmp_path: Path) -> None:
    assert tiny_library(tmp_path).stances == {}


def test_the_fingerprint_of_the_library_sees_the_stances(tmp_path: Path) -> None:
    marks = [stance_in(tmp_path / str(n), text)[0].fingerprint for n, text in enumerate((CAREFUL, f"# X\n{CAREFUL}"))]
    other = stance_in(tmp_path / "other", CAREFUL.replace("pilot", "free"))[0].fingerprint
    assert marks[0] == marks[1]
    assert other != marks[0]
    assert read([write(tmp_path / "none", None)])[0].fingerprint not in (marks[0], other)


def test_stances_can_be_read_without_clauses(tmp_path: Path) -> None:
    layer = write(tmp_path, CAREFUL)
    whole, _ = read([layer])
    interview, problems = read_interview([layer])
    assert problems == []
    assert interview == whole.interview
    stances, problems = read_stances([layer], interview)
    assert problems == []
    assert stances == whole.stances


def test_an_overlay_replaces_and_adds(tmp_path: Path) -> None:
    base = write(tmp_path / "base", CAREFUL)
    ours = CAREFUL.replace("pilot", "free") + CAREFUL.replace("careful", "ours")
    write_library(tmp_path / "over", {FILE: ours})
    library, problems = read([base, overlay(tmp_path / "over", "over")])
    assert problems == []
    assert list(library.stances) == ["careful", "ours"]
    assert library.stances["careful"].answers["district.stance"] == "free"
    assert library.stances["careful"].span.path == f"over/{FILE}"


BAD = [
    ("district.stanse: pilot", "7:5", "unknown-question"),
    ("district.name: Elm", "7:5", "not-for-a-stance"),
    ("district.fee: 12", "7:5", "not-for-a-stance"),
    ("grids.kind: a", "7:5", "not-for-a-stance"),
    ("grids.law: a", "7:5", "not-for-a-stance"),
    ("district.small: true", "7:5", "unknown-question"),
    ("district.stance: pilott", "7:22", "unknown-choice"),
    ("district.stance: undecided", "7:22", "unknown-choice"),
    ("district.stance: [pilot]", "7:22", "wrong-type"),
    ('district.open: "true"', "7:20", "not-yes-no"),
    ("district.open: yes", "7:20", "not-yes-no"),
    ("district.limits: grades", "7:22", "wrong-type"),
    ("district.limits: [grades, gradez]", "7:31", "unknown-choice"),
    ("district.limits: [grades, grades]", "7:22", "duplicate-choice"),
    ("district.limits: [{other: x}]", "7:23", "wrong-type"),
    ("grids.pair: [a, b]", "7:17", "not-together"),
    ("grids.pair: [b, c, d]", "7:17", "how-many"),
    ("district.signs: authr", "7:21", "unknown-choice"),
    ("district.signs: {clas: author}", "7:22", "unknown-row"),
    ("district.signs: {class: authr}", "7:29", "unknown-choice"),
    ("district.signs: [author]", "7:21", "wrong-type"),
    ("grids.levels: allowed", "7:19", "wrong-type"),
    ("grids.levels: {one: allowed}", "7:25", "wrong-type"),
    ("grids.levels: {one: {state: allowed}}", "7:26", "unknown-column"),
    ("grids.levels: {one: {status: open}}", "7:34", "unknown-choice"),
    ("grids.bands: {z: no_here}", "7:19", "unknown-row"),
]


@pytest.mark.parametrize(("answer", "place", "code"), BAD)
def test_an_answer_that_no_stance_can_give(tmp_path: Path, answer: str, place: str, code: str) -> None:
    library, problems = stance_in(tmp_path, f"{HEAD}  answers:\n    {answer}\n")
    (problem,) = problems
    assert (str(problem.span), problem.code) == (f"{FILE}:{place}", code)
    assert problem.hint
    assert stance_values(library.stances["careful"], library.interview) is not None


SHAPES = [
    ("a: b\n", "1:1", "wrong-type"),
    ("", "1:1", "empty-file"),
    ("- careful\n", "1:3", "wrong-type"),
    (CAREFUL.replace("  fits: F.\n", ""), "1:3", "missing-key"),
    (CAREFUL.replace("fits:", "fit:"), "4:3", "unknown-key"),
    (CAREFUL + CAREFUL, "13:7", "duplicate-id"),
    (CAREFUL.replace("Careful start", "A name of twenty-five char"), "2:9", "too-long"),
    (CAREFUL.replace("shows: [district.stance,", "shows: [district.stanse,"), "5:11", "unknown-question"),
    (CAREFUL + CAREFUL.replace("careful", "bold").replace(", district.open]", "]"), "13:3", "other-questions"),
    (CAREFUL.replace("[district.stance, ", "[" + "district.stance, " * 8), "5:147", "how-many"),
    (f"{HEAD}  answers: [a]\n", "6:12", "wrong-type"),
]


@pytest.mark.parametrize(("text", "place", "code"), SHAPES)
def test_a_file_that_is_not_right(tmp_path: Path, text: str, place: str, code: str) -> None:
    _, problems = stance_in(tmp_path, text)
    assert (f"{FILE}:{place}", code) in [(str(problem.span), problem.code) for problem in problems]
    assert all(problem.hint for problem in problems)


def test_the_stances_of_the_real_library_can_be_written() -> None:
    interview, _ = read_interview(layers_for())
    stances, problems = read_stances(layers_for(), interview)
    assert problems == []
    for stance in stances.values():
        _fits(stance, interview)


def _fits(stance: Stance, interview: Interview) -> None:
    for id in stance_values(stance, interview):
        question = interview.questions[id]
        assert not question.fact, id
        assert not question.for_counsel, id
