from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.projects import MINIMAL, contents, make

LATER = "2090-01-01"
LIBRARY = Path(__file__).resolve().parents[2] / "policy_blocks"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIPOLICY_TODAY", "2026-11-22")


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


CHARTER = """\
aipolicy: {format: 1}
district: {kind: charter, state: tx, grade_bands: [k2, g3_5]}
policy: {route: standalone}
stance: {students: managed}
consent: {model: undecided, lasts: undecided}
"""


def test_what_is_undecided_and_holds_up_no_draft_is_told_apart(folder: Path, run: Run) -> None:
    """The interview counts both as not decided: the numbers of `check` add up to its number."""
    make(folder, CHARTER)
    run("build")
    result = run("check")
    assert "undecided, and no draft waits for it yet: consent.lasts: " in result.stdout
    assert "open: consent.model: " in result.stdout
    assert " open and 1 more undecided that no draft waits for, " in result.stderr
    assert json.loads(run("check", "--format", "json").stdout)["undecided_besides"] == ["consent.lasts"]
    assert "consent.lasts" not in run("check", "--final").stdout


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


OHIO = MINIMAL + "  state: oh\n  kind: district\n"


def warned(run: Run, *arguments: str) -> list[dict[str, str]]:
    result = run("check", *arguments, "--format", "json")
    assert result.exit_code == 0
    found: list[dict[str, str]] = json.loads(result.stdout)["problems"]
    assert {problem["severity"] for problem in found} <= {"warning"}
    return found


def test_law_that_nobody_has_checked_for_long(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert warned(run) == []
    found = warned(run, "--today", LATER)
    assert {problem["code"] for problem in found} == {"law-not-checked", "law-begun"}
    old = [problem for problem in found if problem["code"] == "law-not-checked"]
    assert len({f"{problem['path']}:{problem['line']}" for problem in old}) == len(old) > 20
    assert all(problem["path"] == "policy_blocks/citations/us.yaml" for problem in old)
    assert all("days ago, on " in problem["message"] and "https://" in problem["message"] for problem in old)
    assert any("stands behind board-policy (policy." in problem["message"] for problem in old)
    left = warned(run, "--today", LATER, "--law-checked-within", "99999")
    assert {problem["code"] for problem in left} == {"law-begun"}
    monkeypatch.setenv("AIPOLICY_TODAY", LATER)
    assert warned(run) == found
    monkeypatch.setenv("AIPOLICY_LAW_CHECKED_WITHIN", "99999")
    assert warned(run) == left


def test_unchecked_law_is_one_line_each_after_the_rest(folder: Path, run: Run) -> None:
    (folder / "policies/board-policy.md").write_text("Edited.\n")
    result = run("check", "--today", LATER)
    lines = result.stdout.splitlines()
    old = [number for number, line in enumerate(lines) if "warning[law-not-checked]" in line]
    assert old == list(range(old[0], old[0] + len(old)))
    assert any("error[output-edited]" in line for line in lines[: old[0]])
    assert any("warning[law-begun]" in line for line in lines[: old[0]])
    assert lines[old[-1] + 1].startswith("    hint: open the official text")
    assert re.search(r", 1 problem, \d+ warnings, ", result.stderr)
    marks = run("check", "--today", LATER, "--format", "github").stdout.splitlines()
    assert marks[0].startswith("::error ")
    assert all("title=law-not-checked" in line for line in marks[-len(old) :])
    log = json.loads(run("check", "--today", LATER, "--format", "sarif").stdout)
    assert {result["level"] for result in log["runs"][0]["results"]} == {"error", "warning"}


@pytest.mark.parametrize(
    "arguments", [("--today", "soon"), ("--law-checked-within", "-1"), ("--law-checked-within", "abc")]
)
def test_a_day_that_is_none(folder: Path, run: Run, arguments: tuple[str, str]) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert arguments[0] in result.stderr


def test_a_deadline_that_the_answers_miss(folder: Path, run: Run) -> None:
    make(folder, OHIO + "manual:\n  adopted: 2027-02-09\n")
    built = run("build", "--format", "md")
    assert built.exit_code == 0
    line = OHIO.count("\n") + 2
    assert f"aipolicy.yaml:{line}:12: warning[misses-deadline]: the adoption on February 9, 2027 misses" in built.stderr
    assert "R.C. 3301.24 on July 1, 2026" in built.stderr
    (problem,) = warned(run)
    assert (problem["code"], int(problem["line"])) == ("misses-deadline", line)


def test_a_deadline_without_a_date_for_adoption(folder: Path, run: Run) -> None:
    make(folder, OHIO)
    assert "warning" not in run("build", "--format", "md").stderr
    (problem,) = warned(run)
    assert (problem["code"], problem["path"]) == ("deadline", "aipolicy.yaml")
    assert "was on July 1, 2026, 144 days ago" in problem["message"]
    assert "in 11 days" in warned(run, "--today", "2026-06-20")[0]["message"]
    assert warned(run, "--today", "2026-04-01") == []


def test_law_repealed_by_an_override(folder: Path, run: Run) -> None:
    text = (LIBRARY / "citations/us.yaml").read_text()
    entry = next(part for part in text.split("\n- ") if part.startswith("id: section-504\n"))
    (folder / "overrides").mkdir()
    changed = entry.replace("status: in_force", "status: repealed").replace("\n#", "\n  #")
    (folder / "overrides/citations.yaml").write_text(f"- {changed}\n")
    assert run("build", "--format", "md").exit_code == 0
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    (problem,) = [p for p in json.loads(result.stdout)["problems"] if p["code"] == "dead-law"]
    assert problem["path"] == "overrides/citations.yaml"
    assert (
        "is repealed, and no text may rest on it; it stands behind board-policy (policy.assistive" in problem["message"]
    )
    assert len(problem["related"]) > 3
    refused = run("build", "--final")
    assert refused.exit_code == 3
    assert "error[dead-law]: 29 U.S.C. 794 (section-504) is repealed" in refused.stderr


def test_build_is_the_same_on_any_day(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, OHIO)
    run("build", "--format", "md")
    before = contents(folder)
    monkeypatch.setenv("AIPOLICY_TODAY", "2031-01-01")
    result = run("build", "--format", "md")
    assert result.exit_code == 0
    assert contents(folder) == before
    assert "written" not in result.stdout
