from __future__ import annotations

import json
from pathlib import Path

import pytest

from aipolicy.assemble.words import MONTHS
from tests.cli.conftest import Run
from tests.projects import MINIMAL, make

TITLES = MINIMAL + "roles:\n  coordinator: Principal\n  privacy: Principal\n"


@pytest.fixture
def district(folder: Path) -> Path:
    return make(folder, TITLES)


def test_by_office(district: Path, run: Run) -> None:
    result = run("duties")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    heads = [line for line in lines if line.endswith(("duty)", "duties)"))]
    assert heads == sorted(heads, key=str.casefold)
    assert any(line.startswith("Principal (") for line in heads)
    assert any("; record: " in line for line in lines)
    assert any("register.keeper in decision-register 1.2" in line for line in lines)
    assert "What to look at" in lines
    assert any("Principal: one title has the duties of" in line for line in lines)
    assert any("Nobody has answered who this is (roles.technology)." in line for line in lines)


def test_by_month(district: Path, run: Run) -> None:
    result = run("duties", "--by", "month")
    heads = [line.split(" (")[0] for line in result.stdout.splitlines() if line.endswith(("duty)", "duties)"))]
    order = ["Each month", *MONTHS[6:], *MONTHS[:6], "As they arise, or not dated yet"]
    assert heads == [name for name in order if name in heads]
    assert heads[-1] == order[-1]


@pytest.mark.parametrize("office", ["Principal", "the principal", "PRINCIPAL"])
def test_one_title(district: Path, run: Run, office: str) -> None:
    data = json.loads(run("duties", "--office", office, "--format", "json").stdout)
    assert {duty["title"] for duty in data["duties"]} == {"Principal"}
    assert {duty["office"] for duty in data["duties"]} >= {"coordinator", "privacy"}
    assert [flag["title"] for flag in data["flags"]["several_offices"]] == ["Principal"]


def test_one_office(district: Path, run: Run) -> None:
    data = json.loads(run("duties", "--office", "privacy", "--format", "json").stdout)
    assert {duty["office"] for duty in data["duties"]} == {"privacy"}


def test_nobody_of_that_name(district: Path, run: Run) -> None:
    result = run("duties", "--office", "Princpal")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "did you mean 'Principal'?" in result.stderr


def test_json_holds_everything(district: Path, run: Run) -> None:
    data = json.loads(run("duties", "--format", "json").stdout)
    keeper = next(d for d in data["duties"] if any(p["clause"] == "register.keeper" for p in d["places"]))
    assert keeper["title"] == "Principal"
    assert keeper["required_by"] == []
    assert keeper["time"] == "as it arises"
    assert keeper["places"][0]["section"] == "1.2"
    assert set(data["flags"]) == {"vacant", "too_many", "several_offices"}


def test_markdown(district: Path, run: Run) -> None:
    from aipolicy.readers.markdown import read_document

    result = run("duties", "--format", "md")
    document, problems = read_document(result.stdout, "duties.md")
    assert not problems
    titles = [child.title for section in document.sections for child in section.children]
    assert titles[0] == "Calendar"
    assert "Principal" in titles
    assert titles[-1] == "What to look at"


def test_it_is_the_same_each_time_and_from_anywhere(district: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    here = run("duties").stdout
    assert run("duties").stdout == here
    monkeypatch.chdir(district.parent)
    assert run("duties", str(district)).stdout == here
    assert run("duties", "-C", str(district)).stdout == here


def test_outside_a_project(outside: Path, run: Run) -> None:
    result = run("duties")
    assert result.exit_code == 2
    assert "no answer file" in result.stderr


def test_a_folder_of_another_kind_of_list(district: Path, run: Run) -> None:
    assert run("duties", "--by", "week").exit_code == 2
