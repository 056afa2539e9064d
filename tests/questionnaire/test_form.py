"""The form itself: sound as a Word file, the same every time, complete, and readable to everybody."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from aipolicy.answers import facts_of
from aipolicy.library import Library
from aipolicy.library.data_files import SOURCES as ELEMENT_SOURCES
from aipolicy.library.questions import WHO_KNOWS
from aipolicy.project import open_project
from aipolicy.questionnaire.asked import select
from aipolicy.questionnaire.form import form
from aipolicy.questionnaire.printed import ROLES, SOURCES, letter, question_code
from tests.oracles.docx_audit import audit
from tests.projects import read_once
from tests.questionnaire.conftest import HEAD, District
from tests.questionnaire.filling import Form, W, cells, rows, words
from tests.writers.test_docx_text import schema_faults

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)


@pytest.mark.usefixtures("_one_library")
@pytest.mark.parametrize("example", ["undecided", "lakeshore"])
def test_the_forms_of_a_district_are_sound(example: str) -> None:
    project = open_project(EXAMPLES / example)
    facts = facts_of(project.answers, project.library.interview)
    for role in WHO_KNOWS:
        selection = select(role, project.library, project.answers, facts, everything=True)
        data = form(selection, project.library, "A district")
        assert data == form(selection, project.library, "A district")
        assert audit(data) == []
        ids = [a.question.id for a in selection.asked]
        assert ids
        made = Form(data)
        assert [id for id in ids if not made.tables(id)] == []
        if role == "counsel":
            assert schema_faults(data) == []


def test_every_role_has_a_name() -> None:
    assert set(ROLES) == set(WHO_KNOWS)


def test_sources_of_questions_are_named_in_full(real_library: Library) -> None:
    assert set(SOURCES) == set(ELEMENT_SOURCES)
    project = open_project(EXAMPLES / "lakeshore")
    facts = facts_of(project.answers, project.library.interview)
    selection = select("counsel", real_library, project.answers, facts, everything=True)
    text = words(Form(form(selection, real_library, "A district")).body)
    assert "Rests on: the ILO Group's framework for AI in K-12 education, elements P1.5, G1." in text
    assert "ILO framework" not in text


def test_everybody_can_read_it(district: District) -> None:
    """Title, language, headings, a header row and a name for each table, and a name for each box."""
    data = district.form()
    file = docx.Document(io.BytesIO(data))
    assert file.core_properties.title == "Questions for counsel"
    assert file.core_properties.language == "en-US"
    made = Form(data)
    for table in made.body.iter(f"{W}tbl"):
        assert rows(table)[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert "" not in [words(cell) for cell in cells(rows(table)[0])]
    controls = list(made.root.iter(f"{W}sdt"))
    assert controls
    for control in controls:
        assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        assert "=" in control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
    assert len({c.find(f"{W}sdtPr/{W}id").get(f"{W}val") for c in controls}) == len(controls)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_a_form_says(district: District) -> None:
    district.text = HEAD + (
        "  kind: charter\n  motto: undecided\n  unions: false\n"
        "decisions:\n  district.kind: {basis: suggested}\n"
        "  district.motto: {decides: The Board, by: 2027-02-01, public_reason: The Board meets in January.}\n"
        "  district.unions: {decided_by: A. Clerk, by: 2026-01-01, private_note: Never print this.}\n"
    )
    said = "\n".join(words(p) for p in Form(district.form()).body.iter(f"{W}p"))
    for line in (
        "Cedar Hollow",
        "Decides: The Board, by February 1, 2027.",
        "Why it is open: The Board meets in January.",
        "B. Charter school (present answer, suggested and not confirmed)",
        "B. No (present answer)",
        "Please return the form before January 1, 2026, the first date set.",
        "Why we ask: Names differ.",
        "Answer now: No (A. Clerk).",
    ):
        assert line in said
    assert "Never print this" not in said
    open_only = "\n".join(words(p) for p in Form(district.form(everything=False)).body.iter(f"{W}p"))
    assert "Unions?" not in open_only
    assert "before February 1, 2027" in open_only
    assert "Motto?" in open_only
    assert "What kind?" in open_only


def test_only_what_is_asked(district: District) -> None:
    district.text = HEAD + "  bands: [g3_5]\n  unions: false\n"
    facts = facts_of(district.answers, district.library.interview)
    selection = select("counsel", district.library, district.answers, facts)
    ids = [str(a.question.id) for a in selection.asked]
    assert "uses.hidden" not in ids
    assert "district.unions" not in ids
    table = next(a for a in selection.asked if a.question.id == "uses.table")
    assert table.rows == (("tutoring", "Tutoring"),)
    kind = next(a for a in selection.asked if a.question.id == "district.kind")
    assert [str(c.id) for c in kind.offered(kind.question.choices)] == ["district", "charter"]
    assert select("board", district.library, district.answers, facts).asked == ()


def test_codes_follow_the_words(district: District) -> None:
    question = district.library.interview.questions["district.kind"]
    code = question_code(question)
    assert question_code(replace(question, ask="What  kind?")) == code  # type: ignore[arg-type]
    assert question_code(replace(question, ask="Which kind?")) != code  # type: ignore[arg-type]
    assert question_code(replace(question, choices=question.choices[:2])) != code


def test_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
