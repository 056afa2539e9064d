from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.projects import MINIMAL, contents, make


def test_build_prints_a_line_a_file_and_words_on_stderr(folder: Path, run: Run) -> None:
    make(folder, MINIMAL.replace("Cedar", "Maple"))
    result = run("build", "--format", "md")
    assert result.exit_code == 0
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert ["written", "policies/board-policy.md"] in lines
    assert {what for what, _ in lines} <= {"written", "unchanged"}
    assert "decisions open" in result.stderr
    again = run("build", "--format", "md")
    assert {line.split("\t")[0] for line in again.stdout.splitlines()} == {"unchanged"}


def test_a_project_elsewhere_by_argument_or_option(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    for arguments in (["district"], ["--project", "district"], ["-C", "district"], ["district", "-C", "district"]):
        result = run("build", *arguments, "--format", "md")
        assert result.exit_code == 0, result.output
        assert "unchanged\tdistrict/policies/board-policy.md" in result.stdout
    assert run("build", "district", "--project", "other").exit_code == 2


def test_an_edited_draft_is_named_with_the_ways_on(folder: Path, run: Run) -> None:
    path = folder / "policies/board-policy.md"
    path.write_text("Edited.\n")
    before = contents(folder)
    result = run("build", "--format", "md")
    assert result.exit_code == 1
    assert "policies/board-policy.md" in result.stderr
    assert "--discard policies/board-policy.md" in result.stderr
    assert contents(folder) == before
    assert run("build", "--format", "md", "--discard", "policies/board-policy.md").exit_code == 0
    assert path.read_text() != "Edited.\n"


@pytest.mark.parametrize("file", ["nothing.txt", "../board-policy.md", "/etc/passwd", "aipolicy.yaml"])
def test_discard_takes_drafts_only(folder: Path, run: Run, file: str) -> None:
    assert run("build", "--discard", file).exit_code == 2


def test_discard_of_a_file_without_edits_is_said(folder: Path, run: Run) -> None:
    result = run("build", "--format", "md", "--discard", "board-policy.md")
    assert result.exit_code == 0
    assert "nothing-to-discard" in result.stderr


def test_final_is_refused_with_every_reason(folder: Path, run: Run) -> None:
    before = contents(folder)
    result = run("build", "--final", "--out", "adopted")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "stance.students is not decided" in result.stderr
    assert "no review by counsel" in result.stderr
    assert contents(folder) == before


def test_out_is_another_folder(folder: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "copies"
    assert run("build", "--format", "md", "--out", str(out), "--document", "vendor-checklist").exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["aipolicy.lock", "vendor-checklist.md"]
    assert run("build", "--out", ".").exit_code == 2


@pytest.mark.parametrize("formats", ["pdf", "", "md,odt", ","])
def test_unknown_formats_are_a_mistake_of_the_command_line(folder: Path, run: Run, formats: str) -> None:
    result = run("build", "--format", formats)
    assert result.exit_code == 2
    assert "docx" in result.stderr


def test_no_project_is_said(outside: Path, run: Run) -> None:
    result = run("build")
    assert result.exit_code == 2
    assert "--project" in result.stderr
    assert contents(outside) == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [("aipolicy: {format: 1}\ndistrict: {kind: castle}\n", 1), ("a: [\n", 2), ("", 2), ("aipolicy: {format: 2}\n", 1)],
)
def test_problems_of_the_answer_file(folder: Path, run: Run, text: str, code: int) -> None:
    make(folder, text)
    before = contents(folder)
    result = run("build")
    assert result.exit_code == code
    assert result.stderr.startswith("aipolicy.yaml:")
    assert contents(folder) == before


def test_interrupted(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aipolicy.build.planning.assemble", lambda *_, **__: interrupt())
    before = contents(folder)
    result = run("build")
    assert result.exit_code == 130
    assert "Interrupted" in result.stderr
    assert contents(folder) == before


def test_a_mistake_of_ours_is_one_sentence(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("surprise\nwith a second line")

    monkeypatch.setattr("aipolicy.build.planning.assemble", broken)
    result = run("build")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "mistake in aipolicy" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_permission(folder: Path, run: Run) -> None:
    make(folder, MINIMAL.replace("Cedar", "Maple"))
    (folder / "policies").chmod(0o500)
    try:
        result = run("build", "--format", "md")
    finally:
        (folder / "policies").chmod(0o700)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
