from __future__ import annotations

import json
from pathlib import Path

import pytest

from aipolicy.cli.listings import COLUMNS
from tests.cli.conftest import Run
from tests.projects import LINES, MINIMAL, make


@pytest.mark.parametrize("what", COLUMNS)
def test_every_list_as_text_and_json(outside: Path, run: Run, what: str) -> None:
    rows = json.loads(run("list", what, "--format", "json").stdout)
    head, *lines = run("list", what).stdout.splitlines()
    assert len(lines) == len(rows) > 0
    names = head.split("\t")
    assert set(names) <= set(rows[0])
    assert all(len(line.split("\t")) == len(names) for line in lines)


def test_in_a_project_questions_have_answers(folder: Path, run: Run) -> None:
    text = MINIMAL + "  unions: undecided\n  kind: charter\ndecisions:\n  district.kind: {basis: suggested}\n"
    text += "  district.name: {basis: reworded}\n"
    make(folder, text)
    rows = {row["id"]: row for row in json.loads(run("list", "questions", "--format", "json").stdout)}
    assert rows["district.name"]["state"] == "reworded"
    assert rows["district.name"]["where"] == f"aipolicy.yaml:{LINES}"
    assert rows["district.unions"]["state"] == "undecided"
    assert rows["district.kind"]["state"] == "suggested"
    assert rows["district.state"]["state"] == "unanswered"
    shown = run("list", "questions", "--open").stdout
    assert "district.unions" in shown
    assert "district.name" in shown


def test_in_a_project_documents_and_clauses_have_states(folder: Path, run: Run) -> None:
    states = {row["id"]: row["state"] for row in json.loads(run("list", "documents", "--format", "json").stdout)}
    assert states["board-policy"] == "built"
    assert states["committee-charter"] == "waits"
    states = {row["id"]: row["state"] for row in json.loads(run("list", "clauses", "--format", "json").stdout)}
    assert {"stands", "waits"} <= set(states.values())


@pytest.mark.parametrize(("route", "state"), [("undecided", "waits"), ("keep", "left out"), ("replace", "built")])
def test_the_route_decides_on_the_board_policy(folder: Path, run: Run, route: str, state: str) -> None:
    make(folder, MINIMAL.replace("standalone", route))
    states = {row["id"]: row["state"] for row in json.loads(run("list", "documents", "--format", "json").stdout)}
    assert states["board-policy"] == state
    assert states["administrative-regulation"] == "built"


def test_open_needs_a_project(outside: Path, run: Run) -> None:
    assert run("list", "questions", "--open").exit_code == 2


def test_what_cannot_be_listed(outside: Path, run: Run) -> None:
    result = run("list", "wishes")
    assert result.exit_code == 2
    assert "questions" in result.stderr


def test_a_project_that_is_none(outside: Path, run: Run) -> None:
    assert run("list", "terms", "--project", "nowhere").exit_code == 2


def test_states_as_the_library_knows_them(outside: Path, run: Run) -> None:
    rows = {row["state"]: row for row in json.loads(run("list", "states", "--format", "json").stdout)}
    assert len(rows) == 51
    assert rows["oh"]["name"] == "Ohio"
    assert "oh-ai-policy" in rows["oh"]["citations"]
    assert "states.oh.policy-basis" in rows["oh"]["clauses"]
    assert rows["oh"]["holds"]
    assert rows["mn"]["holds"] == ""
    assert rows["mn"]["lacks"]
    head, *lines = run("list", "states").stdout.splitlines()
    (ohio,) = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines if line.startswith("oh\t")]
    assert ohio["citations"] == str(len(rows["oh"]["citations"]))


def cited(run: Run, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("list", "citations", *arguments, "--format", "json").stdout)
    return found


def test_a_project_shows_the_law_of_its_own_state(folder: Path, run: Run) -> None:
    every = {row["jurisdiction"] for row in cited(run)}
    assert {"us", "oh", "ca"} <= every
    make(folder, MINIMAL + "  state: oh\n")
    assert {row["jurisdiction"] for row in cited(run)} == {"us", "oh"}
    assert {row["jurisdiction"] for row in cited(run, "--every-state")} == every


def test_stale_citations(outside: Path, run: Run) -> None:
    assert cited(run, "--stale", "--today", "2026-11-22") == []
    rows = cited(run, "--stale", "--today", "2090-01-01")
    assert len(rows) == len(cited(run))
    ages = [int(str(row["days_ago"])) for row in rows]
    assert ages == sorted(ages, reverse=True)
    oldest = cited(run, "--stale", "--today", "2090-01-01", "--law-checked-within", str(ages[0] - 1))
    assert oldest == [row for row in rows if row["days_ago"] == ages[0]]
    head = run("list", "citations", "--stale", "--today", "2090-01-01").stdout.splitlines()[0]
    assert head == "id\tcitation\tchecked\tdays_ago\turl"


@pytest.mark.parametrize("flag", ["--stale", "--every-state"])
def test_only_citations_are_stale(outside: Path, run: Run, flag: str) -> None:
    result = run("list", "clauses", flag)
    assert result.exit_code == 2
    assert "aipolicy list citations" in result.stderr
