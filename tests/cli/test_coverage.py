from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.districts import EXAMPLES


@pytest.fixture
def lakeshore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "lakeshore"
    folder.mkdir()
    for file in (EXAMPLES / "lakeshore").iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)
    monkeypatch.chdir(folder)
    return folder


def test_every_element_is_counted_once(lakeshore: Path, run: Run) -> None:
    result = run("coverage", "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert sum(data["counts"].values()) == len(data["elements"]) >= 140
    assert data["counts"]["missing"] == 0
    assert "a clause of the set carries it out" in result.stderr


def test_only_some_statuses(lakeshore: Path, run: Run) -> None:
    everything = json.loads(run("coverage", "--format", "json").stdout)["elements"]
    some = json.loads(run("coverage", "--format", "json", "--status", "covered, not_applicable").stdout)["elements"]
    assert {one["status"] for one in some} == {"covered", "not_applicable"}
    assert len(some) <= len(everything)
    result = run("coverage", "--status", "lost")
    assert result.exit_code == 2
    assert "'lost' is none of covered" in " ".join(result.stderr.split()).replace("│ ", "")


def test_a_table_for_people_and_markdown(lakeshore: Path, run: Run) -> None:
    text = run("coverage").stdout
    assert "G1" in text
    assert "covered" in text
    markdown = run("coverage", "--format", "md").stdout
    assert markdown.startswith("| ")
    assert "| covered |" in markdown


def test_a_young_project_names_documents_and_questions(folder: Path, run: Run) -> None:
    data = json.loads(run("coverage", "--format", "json").stdout)
    waiting = {one["status"] for one in data["elements"]}
    assert {"undecided", "not_asked"} <= waiting
    assert data["counts"]["missing"] == 0
