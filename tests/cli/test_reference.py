from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aipolicy.explain.reference import MARK
from tests.cli.conftest import Run
from tests.console_sessions import ROOT
from tests.projects import contents

OVERLAY = ROOT / "docs" / "example-overlay"


@pytest.fixture
def written(outside: Path, run: Run) -> Path:
    assert run("library", "reference", "--out", "pages").exit_code == 0
    return outside / "pages"


def test_pages_are_written_once(written: Path, run: Run) -> None:
    before = contents(written)
    assert {"documents.md", "clauses.md", "clauses/consent.md", "questions.md", "framework.md"} <= set(before)
    states = {line.split("\t")[0] for line in run("library", "reference", "--out", "pages").stdout.splitlines()}
    assert states == {"unchanged"}
    assert contents(written) == before
    assert run("library", "reference", "--out", "pages", "--check").exit_code == 0


def test_check_names_what_is_out_of_date_and_writes_nothing(written: Path, run: Run) -> None:
    page = written / "questions.md"
    page.write_text(f"{MARK}\nold\n")
    result = run("library", "reference", "--out", "pages", "--check")
    assert result.exit_code == 1
    assert "out of date\tpages/questions.md" in result.stdout
    assert page.read_text() == f"{MARK}\nold\n"


def test_a_page_that_is_no_longer_one_goes_and_other_files_stay(written: Path, run: Run) -> None:
    (written / "clauses" / "gone.md").write_text(f"{MARK}\n")
    (written / "clauses" / "notes.md").write_text("ours\n")
    result = run("library", "reference", "--out", "pages")
    assert "removed\tpages/clauses/gone.md" in result.stdout
    assert not (written / "clauses" / "gone.md").exists()
    assert (written / "clauses" / "notes.md").read_text() == "ours\n"


def test_a_file_of_somebody_else_is_never_written_over(outside: Path, run: Run) -> None:
    (outside / "pages").mkdir()
    (outside / "pages" / "questions.md").write_text("ours\n")
    result = run("library", "reference", "--out", "pages")
    assert result.exit_code == 1
    assert "not-ours" in result.stderr
    assert list(contents(outside)) == ["pages/questions.md"]


def test_an_overlay_is_part_of_its_reference(outside: Path, run: Run) -> None:
    shutil.copytree(OVERLAY, outside / "ours")
    assert run("library", "reference", "ours", "--out", "pages").exit_code == 0
    pages = {name: data.decode() for name, data in contents(outside / "pages").items()}
    assert "## " + '<a id="region.list-checked"></a>region.list-checked' in pages["clauses/region.md"]
    assert '<a id="region.list"></a>' in pages["questions.md"]
    assert '<a id="region-report"></a>' in pages["documents.md"]
    assert "[`region.list-checked`](clauses/region.md#region.list-checked)" in pages["documents.md"]
    assert "Cannot stand with [`consent.open_tools`]" in pages["questions.md"]


def test_an_overlay_that_cannot_be_read(outside: Path, run: Run) -> None:
    assert run("library", "reference", "nowhere", "--out", "pages").exit_code == 2
    assert list(contents(outside)) == []
