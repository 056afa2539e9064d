from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.projects import MINIMAL, contents, make


def test_a_fine_project_writes_nothing_and_leaves_with_zero(folder: Path, run: Run) -> None:
    before = contents(folder)
    result = run("check")
    assert result.exit_code == 0
    assert result.stderr.count("\n") == 1
    assert "no problems" in result.stderr
    assert all(line.startswith(("open: ", "waiting: ")) for line in result.stdout.splitlines())
    assert contents(folder) == before


def test_drift(folder: Path, run: Run) -> None:
    (folder / "policies/board-policy.md").write_text("Edited.\n")
    (folder / "policies/vendor-addendum.md").unlink()
    result = run("check")
    assert result.exit_code == 1
    assert "policies/board-policy.md:1:1: error[output-edited]" in result.stdout
    assert "policies/vendor-addendum.md:1:1: error[output-missing]" in result.stdout


def test_stale_and_never_built(folder: Path, run: Run) -> None:
    make(folder, MINIMAL.replace("Cedar", "Maple"))
    assert "output-stale" in run("check").stdout
    for path in (folder / "policies").iterdir():
        path.unlink()
    (folder / "aipolicy.lock").unlink()
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.count("error[") == 1
    assert "not-built" in result.stdout


def test_final_is_about_open_decisions(folder: Path, run: Run) -> None:
    result = run("check", "--final")
    assert result.exit_code == 3
    assert "error[undecided]" in result.stdout
    (folder / "policies/board-policy.md").write_text("Edited.\n")
    assert run("check", "--final").exit_code == 1


def test_json(folder: Path, run: Run) -> None:
    (folder / "policies/board-policy.md").write_text("Edited.\n")
    result = run("check", "--format", "json")
    data = json.loads(result.stdout)
    assert result.stderr == ""
    assert result.exit_code == 1
    assert [p["code"] for p in data["problems"]] == ["output-edited"]
    assert {"name": "board-policy.md", "state": "edited"} in data["files"]
    assert "stance.students" in [o["question"] for o in data["open"]]
    assert data["waiting"]["committee-charter"] == ["committee.form"]
    assert data["review"]["valid"] is False
    assert data["adoption_copy"]["possible"] is False


def test_json_of_a_broken_answer_file(folder: Path, run: Run) -> None:
    make(folder, "aipolicy: {format: 1}\ndistrict: {kind: castle, nam: x}\n")
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert {p["code"] for p in json.loads(result.stdout)["problems"]} == {"unknown-choice", "unknown-key"}
    make(folder, "a: [")
    result = run("check", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"]


def test_sarif(folder: Path, run: Run) -> None:
    (folder / "policies/board-policy.md").write_text("Edited.\n")
    log = json.loads(run("check", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "output-edited"
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == ["output-edited"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "policies/board-policy.md"


def test_github_annotations_have_paths_from_here(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, "aipolicy: {format: 1}\ndistrict: {kind: castle}\n")
    monkeypatch.chdir(folder.parent)
    (line,) = run("check", "district", "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=district/aipolicy.yaml,line=2,col=18,title=unknown-choice::")
    assert "%0A" in line


def test_an_overlay_goes_through_the_rules(folder: Path, run: Run) -> None:
    extra = folder / "ours/policy_blocks/policy"
    extra.mkdir(parents=True)
    (extra / "extra.md").write_text(
        "---\nid: policy.extra\ntitle: A clause of our own\nrationale: We want it.\n---\nStaff must be kind.\n"
    )
    make(folder, MINIMAL + "overlays: [ours]\n")
    result = run("check")
    assert "ours/policy_blocks/policy/extra.md" in result.stdout


def test_overlay_problems_and_answer_problems_in_one_pass(folder: Path, run: Run) -> None:
    extra = folder / "ours/policy_blocks/policy"
    extra.mkdir(parents=True)
    (extra / "extra.md").write_text("---\nid: policy.other\n---\n")
    make(folder, MINIMAL + "  kind: castle\noverlays: [ours]\n")
    result = run("check")
    assert result.exit_code == 1
    assert "ours/policy_blocks/policy/extra.md" in result.stdout
    assert "unknown-choice" in result.stdout
