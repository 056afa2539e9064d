"""`aipolicy explain QUESTION`: what an answer is made of, and an example that the reader of the answer file takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aipolicy.answers import facts_of, load_answers, parse_answer_file
from aipolicy.answers.edit import set_value
from aipolicy.answers.record import record
from aipolicy.explain.taken import Taken, taken
from aipolicy.library import Question, built_in
from tests.cli.conftest import Run
from tests.projects import MINIMAL, make, read_once

HEAD = "aipolicy: {format: 1}\n"
ELEMENTARY = MINIMAL + "  kind: district\n  state: ok\n  grade_bands: [k2, g3_5]\nstance:\n  students: managed\n"
"""Oklahoma takes two choices of consent.model out."""
INTERVIEW = read_once((built_in(),))[0].interview
MANY = [id for id, question in INTERVIEW.questions.items() if question.type in ("rows", "grid")]


def holds(question: Question, found: Taken) -> object:
    """What the reader makes of the example, which is also what the one line says."""
    file = parse_answer_file(HEAD + "\n".join(found.example) + "\n", Path())
    value = load_answers(file, INTERVIEW).value(str(question.id))
    recorded = record(str(question.id), found.flow, INTERVIEW, file)
    assert not recorded.differs(file.node)
    return value


@pytest.mark.parametrize("id", MANY)
def test_the_example_is_a_whole_answer(id: str) -> None:
    question = INTERVIEW.questions[id]
    found = taken(question, INTERVIEW)
    value = holds(question, found)
    if question.type == "rows":
        assert isinstance(value, tuple)
        assert list(value[0].fields) == [str(field.id) for field in question.fields]
    else:
        assert isinstance(value, dict)
        assert set(value) <= {row.id for row in found.rows}
        assert set(next(iter(value.values()))) <= {str(column.id) for column in question.columns}


@pytest.mark.parametrize("id", MANY)
def test_the_example_fits_the_answers_that_stand(id: str) -> None:
    file = parse_answer_file(ELEMENTARY, Path())
    answers = load_answers(file, INTERVIEW)
    found = taken(INTERVIEW.questions[id], INTERVIEW, answers, facts_of(answers, INTERVIEW))
    recorded = record(id, found.flow, INTERVIEW, file)
    text = set_value(ELEMENTARY, recorded.path, recorded.value, list(INTERVIEW.questions))
    value = load_answers(parse_answer_file(text, Path()), INTERVIEW).value(id)
    assert value
    assert {row.id for row in found.rows if row.asked is False}.isdisjoint(value if isinstance(value, dict) else ())


def test_every_other_question_has_an_example_that_can_stand() -> None:
    for id, question in INTERVIEW.questions.items():
        assert id in MANY or holds(question, taken(question, INTERVIEW)) not in (None, "undecided"), id


def test_rows_show_their_fields(outside: Path, run: Run) -> None:
    text = run("explain", "policy.goals").stdout
    assert "    id: a short name of its own, of letters, digits, '-' and '_'\n" in text
    assert "    owner: Title of the person answerable (text)\n" in text
    assert "    by: By when (date)\n" in text
    assert "    policy:\n      goals:\n        - id: example-1\n          goal: your own words\n" in text
    text = run("explain", "tools.register").stdout
    assert "    expires: Day the approval ends (date, may be left out)\n" in text
    assert "      retired: retired. No longer used. It is not printed.\n" in text
    assert "      register: {file: tools.csv}\n" in text


def test_a_grid_shows_its_rows_and_which_the_answers_give(folder: Path, run: Run) -> None:
    make(folder, ELEMENTARY)
    text = run("explain", "consent.model").stdout
    assert "  rows, one for each answer to district.grade_bands ([yes]: asked of your district):\n" in text
    assert "    [yes] g3_5: Grades 3 to 5\n" in text
    assert "    [no ] g9_12: Grades 9 to 12\n" in text
    assert "Not offered: your other answers exclude it." in text
    assert "        k2: opt_out\n        g3_5: opt_in\n" in text
    data = json.loads(run("explain", "committee.seats", "--format", "json").stdout)
    asked = {row["id"]: row["asked"] for row in data["rows"]}
    assert (asked["teachers_k2"], asked["teachers_g9_12"], asked["union"]) == (True, False, None)
    assert "district.grade_bands includes k2" in str(data["rows"])


def test_outside_a_project_a_grid_shows_all_its_rows(outside: Path, run: Run) -> None:
    text = run("explain", "consent.model").stdout
    assert "  rows, one for each answer to district.grade_bands:\n    prek: Prekindergarten\n" in text
    text = run("explain", "committee.seats").stdout
    assert "    union: " in text
    assert "      asked when district.unions is yes\n" in text


def test_columns_show_where_they_are_asked(outside: Path, run: Run) -> None:
    text = run("explain", "uses.technology").stdout
    assert "  column tool: Kind of tool (asked where status is allowed or pilot)\n" in text
    data = json.loads(run("explain", "uses.technology", "--format", "json").stdout)
    assert [column["id"] for column in data["columns"]] == ["status", "tool", "data", "gate"]


@pytest.mark.parametrize("id", ["consent.model.k2", "uses.technology.it_1.status"])
def test_a_cell_is_explained_by_its_grid(outside: Path, run: Run, id: str) -> None:
    result = run("explain", id)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{'.'.join(id.split('.')[:2])}: ")


def test_limits_are_told(outside: Path, run: Run) -> None:
    text = run("explain", "district.name").stdout
    assert "  type: text, at least 2 characters, at most 120 characters; who knows: " in text
    assert 'choices, at least 1, your own words too: {other: "..."};' in run("explain", "use.red").stdout
    assert "choices, may be left out;" in run("explain", "documents.more").stdout
