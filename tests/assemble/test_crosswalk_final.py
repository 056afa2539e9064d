"""Papers for counsel never stand among what a board adopts; text instead of a required clause is flagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.build import Place
from aipolicy.build.inspection import inspect
from aipolicy.document import Block
from aipolicy.problems import InvalidContent
from aipolicy.project import open_project
from tests.districts import named, words
from tests.projects import MINIMAL, built, make, planned, read_once

PAPERS = ("legal-crosswalk.md", "legal-memo.md")


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "district", MINIMAL.replace("[committee_charter", "[legal_crosswalk, duties_register"))


@pytest.fixture
def adoptable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.build.planning.reasons", lambda *_: ())


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "policies").iterdir()}


@pytest.mark.usefixtures("adoptable")
def test_adoption_copies_stand_without_them(folder: Path) -> None:
    built(folder)
    assert names(folder) >= set(PAPERS)
    plan = built(folder, final=True)
    assert set(plan.remove) == set(PAPERS)
    assert names(folder).isdisjoint(PAPERS)
    assert [p.span.path for p in plan.notes if p.code == "privileged"] == [
        "policies/legal-crosswalk",
        "policies/legal-memo",
    ]
    project = open_project(folder)
    assert not [f.name for f in inspect(project, Place.of(project)).files if f.state != "fresh"]


@pytest.mark.usefixtures("adoptable")
def test_a_paper_that_counsel_has_marked_is_not_taken_away_unasked(folder: Path) -> None:
    built(folder)
    paper = folder / "policies" / PAPERS[0]
    paper.write_text(paper.read_text() + "Read by J. Roe.\n")
    with pytest.raises(InvalidContent) as error:
        planned(folder, final=True)
    assert [p.span.path for p in error.value.problems] == [f"policies/{PAPERS[0]}"]
    assert paper.exists()


@pytest.mark.usefixtures("adoptable")
def test_one_is_printed_where_it_is_asked_for_by_name(folder: Path) -> None:
    built(folder, final=True, documents=("legal-crosswalk",))
    text = (folder / "policies" / PAPERS[0]).read_text()
    assert "Privileged and confidential" in text
    assert "two sources agree" in text
    assert "Checked November" in text


def test_they_keep_nothing_from_being_adopted(folder: Path) -> None:
    project = open_project(folder)
    found = inspect(project, Place.of(project))
    assert not [p for p in found.reasons if "legal-" in p.message]
    assert found.assembled.privileged == {"legal-crosswalk", "legal-memo"}


def test_text_instead_of_a_required_clause_is_for_counsel_to_approve(folder: Path) -> None:
    project = open_project(folder)
    original = project.library.blocks["regulation.sexual-images"]
    assert original.lock == "required"
    source = Path(original.path)
    text = source.read_text() if source.exists() else (Path(__file__).parents[2] / original.path).read_text()
    own = text.replace("lock: required", f"lock: free\nreplaces: {original.fingerprint}").replace(
        "report at once", "report"
    )
    (folder / "overrides/regulation").mkdir(parents=True)
    (folder / "overrides/regulation/sexual-images.md").write_text(own)
    project = open_project(folder)
    assert project.library.blocks["regulation.sexual-images"].instead_of_required
    paper = named(planned(folder).assembled.documents, "legal-crosswalk")
    part = next(c for s in paper.sections for c in s.children if c.id == "crosswalk.administrative-regulation")
    assert isinstance(part, Block)
    assert "replaces a required clause; approve or restore it." in words(part)
