"""Answers that contradict each other: every conflict of the library is found, with both questions named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from aipolicy.answers import facts_of
from aipolicy.answers.conflicts import contradictions
from aipolicy.cli.app import app
from aipolicy.conditions import All, Is, Predicate, Some, evaluate
from aipolicy.library import Library, layers_for, load
from aipolicy.library.questions import Conflict
from aipolicy.problems import InvalidContent
from tests.districts import answer_text, answers_of, example
from tests.factors import every_document
from tests.projects import read_once
from tests.random_districts import random_answers

CONFLICTS = load(layers_for()).interview.conflicts


def stated(when: Predicate) -> Iterator[Is | Some]:
    """The comparisons that must all hold."""
    if isinstance(when, All):
        for part in when.parts:
            yield from stated(part)
    elif isinstance(when, Is | Some):
        yield when


def contradicting(conflict: Conflict, library: Library) -> dict[str, Any]:
    """A district whose answers are those of the conflict."""
    careless = replace(library, interview=replace(library.interview, conflicts=()))
    given = example("lakeshore", library)
    fixed: dict[str, Any] = {"documents.more": every_document(library)}
    for atom in stated(conflict.when):
        question = library.interview.questions.get(atom.question)
        if question is None:
            continue
        if isinstance(atom, Is) and atom.row:
            grid = fixed.get(atom.question, given[atom.question])
            cell = {**grid[atom.row], atom.column: atom.values[0]} if atom.column else atom.values[0]
            fixed[atom.question] = {**grid, atom.row: cell}
        elif isinstance(atom, Is):
            fixed[atom.question] = {"true": True, "false": False}.get(atom.values[0], atom.values[0])
        elif question.type == "rows":
            lists = {str(f.id) for f in question.fields if f.type == "choices"}
            tested = {name: [values[0]] if name in lists else values[0] for name, values in atom.test}
            fixed[atom.question] = [{**given[atom.question][0], **tested, "id": "row_x"}]
    for seed in range(300):
        values = random_answers(seed, careless, fixed)
        try:
            answers = answers_of(values, library)
        except InvalidContent:
            # A cell of the example that this district is not asked.
            continue
        if evaluate(conflict.when, facts_of(answers, library.interview)) is True:
            return values
    raise AssertionError(f"no district contradicts itself as '{conflict.id}' says")


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: str(conflict.id))
def test_every_conflict_is_found_when_its_answers_are_given(conflict: Conflict, real_library: Library) -> None:
    answers = answers_of(contradicting(conflict, real_library), real_library)
    found = {problem.message: problem for problem in contradictions(answers, real_library.interview)}
    (problem,) = [p for message, p in found.items() if str(conflict.says) in message]
    assert problem.code == "contradictory-answers"
    assert problem.severity == "error"
    assert len(conflict.between) >= 2
    for id in conflict.between:
        assert str(id) in problem.message
    # Each at its own line of the answer file.
    spans = [problem.span, *(span for span, _ in problem.related)]
    assert len({span.line for span in spans}) == len(conflict.between)
    assert problem.hint == str(conflict.fix)


def test_there_are_conflicts_and_they_read_well() -> None:
    assert len(CONFLICTS) >= 7
    for conflict in CONFLICTS:
        assert not str(conflict.says).endswith(".")
        assert len(str(conflict.fix)) > 10


def test_complete_examples_contradict_nothing(real_library: Library) -> None:
    for name in ("lakeshore", "cedar-hollow"):
        answers = answers_of(example(name, real_library), real_library)
        assert contradictions(answers, real_library.interview) == ()


def test_what_is_undecided_contradicts_nothing(real_library: Library) -> None:
    conflict = CONFLICTS[0]
    values = contradicting(conflict, real_library)
    for id in conflict.between:
        answers = answers_of(values | {str(id): "undecided"}, real_library)
        messages = [p.message for p in contradictions(answers, real_library.interview)]
        assert not [message for message in messages if str(conflict.says) in message]


def test_set_warns_at_once_and_build_refuses(
    real_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)
    monkeypatch.chdir(tmp_path)
    conflict = next(c for c in CONFLICTS if c.id == "staff-mediated-without-staff")
    values: dict[str, Any] = {"district.grade_bands": ["k2", "g3_5"], "stance.students": "managed"}
    values |= {"stance.staff": "managed", "consent.under_13": "staff_mediated"}
    (tmp_path / "aipolicy.yaml").write_text(answer_text(values))

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
        return result.exit_code, " ".join((result.stdout + result.stderr).split())

    code, said = run("set", "stance.staff", "prohibited")
    assert code == 0
    assert "contradict" in said
    for id in conflict.between:
        assert str(id) in said
    assert "prohibited" in (tmp_path / "aipolicy.yaml").read_text()
    code, said = run("build")
    assert code == 1
    assert "consent.under_13 and stance.staff contradict each other" in said
    assert not (tmp_path / "policies").exists()
    code, said = run("set", "stance.staff", "managed")
    assert code == 0
    assert "contradict" not in said
