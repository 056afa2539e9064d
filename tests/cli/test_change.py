from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.projects import MINIMAL, contents, make


def answers(folder: Path) -> str:
    return (folder / "aipolicy.yaml").read_text()


def test_set_and_undo(folder: Path, run: Run) -> None:
    result = run("set", "district.unions", "yes")
    assert result.exit_code == 0
    assert "+   unions: true" in result.stdout
    assert answers(folder) == MINIMAL + "  unions: true\n"
    result = run("undo")
    assert result.exit_code == 0
    assert "-   unions: true" in result.stdout
    assert answers(folder) == MINIMAL
    run("undo")
    assert "unions" in answers(folder)


def test_several_answers_are_saved_together_or_not_at_all(folder: Path, run: Run) -> None:
    assert run("set", "district.unions", "true", "district.kind", "castle").exit_code == 1
    assert answers(folder) == MINIMAL
    assert run("set", "district.unions", "true", "district.kind", "county").exit_code == 0
    assert "kind: county" in answers(folder)


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("district.kind", "distrct", "did you mean 'district'"),
        ("distrct.kind", "district", "did you mean 'district.kind'"),
        ("district.unions", "maybe", "true"),
        ("draft_date", "tomorrow", "2026-11-21"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(folder: Path, run: Run, key: str, value: str, hint: str) -> None:
    before = contents(folder)
    result = run("set", key, value)
    assert result.exit_code == 1
    assert hint in result.stderr
    assert contents(folder) == before


def test_the_whole_file_is_checked(folder: Path, run: Run) -> None:
    make(folder, MINIMAL + "  kind: castle\n")
    result = run("set", "district.unions", "true")
    assert result.exit_code == 1
    assert "Nothing was saved" in result.stderr
    assert run("set", "district.kind", "district").exit_code == 0


def test_nothing_to_change(folder: Path, run: Run) -> None:
    before = contents(folder)
    result = run("set", "district.name", "Cedar Hollow Local School District")
    assert result.exit_code == 0
    assert "Nothing to change" in result.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("basis", ["suggested", "reworded"])
def test_setting_an_unconfirmed_answer_confirms_it(folder: Path, run: Run, basis: str) -> None:
    text = MINIMAL + f"stance:\n  students: managed\ndecisions:\n  stance.students: {{basis: {basis}}}\n"
    make(folder, text)
    assert run("set", "stance.students", "managed").exit_code == 0
    assert "basis: confirmed" in answers(folder)


DECIDED = (
    MINIMAL
    + """\
stance:
  students: managed
consent:
  model: {k2: opt_in, g9_12: notice}
decisions:
  stance.students: {decides: The board, decided_by: J. Roe, decided_on: 2026-12-01, basis: confirmed}
  consent.model: {decided_by: J. Roe, basis: suggested}
  consent.model.k2: {decided_by: J. Roe}
"""
)


def test_who_decided_an_answer_did_not_decide_another_one(folder: Path, run: Run) -> None:
    make(folder, DECIDED)
    assert run("set", "stance.students", "managed").exit_code == 0
    assert answers(folder) == DECIDED
    assert run("set", "stance.students", "prohibited").exit_code == 0
    assert "  stance.students: {decides: The board}\n" in answers(folder)
    make(folder, DECIDED)
    by = ("decisions.stance.students.decided_by", "The board")
    assert run("set", *by, "stance.students", "prohibited").exit_code == 0
    assert "  stance.students: {decides: The board, decided_by: The board}\n" in answers(folder)


def test_a_cell_leaves_the_mark_of_a_suggestion_on_its_grid(folder: Path, run: Run) -> None:
    make(folder, DECIDED)
    assert run("set", "consent.model.k2", "opt_out").exit_code == 0
    assert "  consent.model: {basis: suggested}\n" in answers(folder)
    assert "consent.model.k2: " not in answers(folder)


def test_everything_wrong_is_told_at_once(folder: Path, run: Run) -> None:
    result = run("set", "distrct.kind", "district", "district.unions", "maybe")
    assert result.exit_code == 1
    assert "distrct.kind" in result.stderr
    assert "district.unions" in result.stderr


def test_every_problem_names_its_key(folder: Path, run: Run) -> None:
    result = run("set", "district.schools", "x", "draft_date", "soon", "tools.register", "{file: gone.csv}")
    assert "error[not-a-number]: district.schools: 'x' is not a number" in result.stderr
    assert "error[bad-date]: draft_date: 'soon' is not a date" in result.stderr
    assert "\ngone.csv:1:1: error[file-missing]" in result.stderr


def test_an_answer_that_is_not_asked_is_said_to_be_kept(folder: Path, run: Run) -> None:
    result = run("set", "district.grade_bands", "k2, g3_5", "consent.model.g9_12", "opt_in")
    assert result.exit_code == 0
    assert "consent.model.g9_12 is not asked of your district with its other answers" in result.stderr
    assert "not asked" not in run("set", "district.unions", "false").stderr


def test_the_review_is_bound_to_the_text(folder: Path, run: Run) -> None:
    arguments = ["reviewed.by", "J. Roe", "reviewed.on", "2026-12-01", "reviewed.fingerprint", "current"]
    assert run("set", *arguments).exit_code == 0
    assert "J. Roe" in run("check").stderr
    assert "reviewed by" in run("check").stderr
    run("set", "district.name", "Maple Hollow Schools")
    assert "changed since the review" in run("check").stderr


def test_an_odd_number_of_words_is_explained(folder: Path, run: Run) -> None:
    result = run("set", "district.unions")
    assert result.exit_code == 2
    assert "key and its value" in result.stderr


@pytest.mark.parametrize("command", [["set", "district.unions", "true"], ["undo"]])
def test_no_project(outside: Path, run: Run, command: list[str]) -> None:
    assert run(*command).exit_code == 2
    assert contents(outside) == {}


def test_nothing_to_undo(folder: Path, run: Run) -> None:
    result = run("undo")
    assert result.exit_code == 1
    assert "nothing-to-undo" in result.stderr
