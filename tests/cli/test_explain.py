from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.projects import LINES, MINIMAL, make


def test_a_clause_that_stands_names_the_answers_behind_it(folder: Path, run: Run) -> None:
    make(folder, MINIMAL + "  state: oh\n  kind: district\n")
    result = run("explain", "states.oh.policy-basis")
    assert result.exit_code == 0
    assert "stands in board-policy" in result.stdout
    assert f"[yes] district.state is oh  (oh, aipolicy.yaml:{LINES + 1})" in result.stdout
    assert "R.C. 3301.24" in result.stdout
    assert "policy_blocks/states/oh/policy-basis.md:" in result.stdout


def test_a_clause_of_another_state_says_no(folder: Path, run: Run) -> None:
    make(folder, MINIMAL + "  state: ca\n")
    result = run("explain", "states.oh.policy-basis")
    assert "does not stand" in result.stdout
    assert f"[no ] district.state is oh  (ca, aipolicy.yaml:{LINES + 1})" in result.stdout


def test_a_clause_that_waits_names_the_question(folder: Path, run: Run) -> None:
    data = json.loads(run("explain", "policy.students-managed", "--format", "json").stdout)
    assert data["state"] == "waits"
    place, other = data["places"]
    assert (place["document"], place["waits_for"]) == ("board-policy", ["stance.students"])
    assert place["one_of"] == "policy.stance-students"
    assert place["condition"]["holds"] is None
    # It stands in the regulation of a district that keeps its present policy.
    assert (other["document"], other["stands"]) == ("administrative-regulation", False)


def test_where_a_clause_stands_waits_for_the_route(folder: Path, run: Run) -> None:
    make(folder, MINIMAL.replace("standalone", "undecided"))
    data = json.loads(run("explain", "policy.students-managed", "--format", "json").stdout)
    assert [place["waits_for"] for place in data["places"]] == [["policy.route", "stance.students"]] * 2
    make(folder, MINIMAL.replace("standalone", "keep"))
    data = json.loads(run("explain", "policy.students-managed", "--format", "json").stdout)
    assert [(place["document"], place["stands"]) for place in data["places"]] == [
        ("board-policy", False),
        ("administrative-regulation", None),
    ]


def test_a_clause_in_one_document(folder: Path, run: Run) -> None:
    data = json.loads(run("explain", "board-policy/policy.purpose", "--format", "json").stdout)
    assert [place["document"] for place in data["places"]] == ["board-policy"]
    assert data["places"][0]["number"]
    assert data["places"][0]["fingerprint"]


def test_a_question(folder: Path, run: Run) -> None:
    data = json.loads(run("explain", "stance.students", "--format", "json").stdout)
    assert data["answer"]["state"] == "unanswered"
    assert "policy.students-managed" in data["clauses_wait"]
    assert "policy.students-managed" in data["clauses_depend"]
    assert "consent.model" in data["questions_depend"]
    data = json.loads(run("explain", "district.name", "--format", "json").stdout)
    assert data["answer"]["where"] == f"aipolicy.yaml:{LINES}"


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("committee-charter", "document"),
        ("district.serves_high_school", "derived answer"),
        ("policy.stance-students", "one of several clauses"),
    ],
)
def test_other_things_are_explained_too(folder: Path, run: Run, id: str, kind: str) -> None:
    assert json.loads(run("explain", id, "--format", "json").stdout)["kind"] == kind
    assert run("explain", id).stdout.startswith(f"{id}: ")


def test_outside_a_project_the_condition_alone(outside: Path, run: Run) -> None:
    result = run("explain", "states.oh.policy-basis")
    assert result.exit_code == 0
    assert "district.state is oh" in result.stdout
    assert "[" not in result.stdout.split("law:")[0]


@pytest.mark.parametrize("id", ["consent.opt-inn", "board-policy/none", "none/policy.purpose", "", "a/b/c"])
def test_unknown_ids(folder: Path, run: Run, id: str) -> None:
    result = run("explain", id)
    assert result.exit_code == 1
    assert "unknown-id" in result.stderr


def test_broken_answers_are_said_and_the_library_is_explained(folder: Path, run: Run) -> None:
    make(folder, MINIMAL + "  kind: castle\n")
    result = run("explain", "policy.purpose")
    assert result.exit_code == 0
    assert "without the answers" in result.stderr
