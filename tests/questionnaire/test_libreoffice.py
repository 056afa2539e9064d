"""A form through a real program: opened and saved by LibreOffice, as Word file and by way of its own format."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.libreoffice import LibreOffice, libreoffice_fixture  # noqa: F401
from tests.questionnaire.conftest import HEAD, District
from tests.questionnaire.filling import Form, Style

pytestmark = pytest.mark.libreoffice


def filled(district: District, style: Style) -> bytes:
    district.text = HEAD + "  bands: [k2, g9_12]\n"
    form = Form(district.form())
    form.who()
    form.tick("district.kind", "Charter school", style)
    form.tick("district.unions", "Yes", style)
    form.own("district.languages", "Karen\nHmong")
    form.cell("uses.consent", "Grades 9 to 12", "Signed form", style)
    form.cell("uses.table", "Tutoring", "Banned", style, "status")
    form.text("district.motto", "Learn.\nAlways.")
    form.text("district.founded", "November 21, 2026")
    form.entry("more.goals", 2, goal="A goal", kind="b")
    form.entry("uses.tools", 1, name="Tutor", in_use="yes", where="a")
    form.notes("district.motto", "A reason.", "A note.")
    return form.bytes()


def check(district: District, data: bytes) -> None:
    assert [str(p) for p in district.take(data).problems] == []
    answers = district.answers
    assert answers.value("district.kind") == "charter"
    assert answers.value("district.unions") is True
    assert [getattr(i, "text", i) for i in answers.value("district.languages")] == ["Karen", "Hmong"]  # type: ignore
    assert answers.value("uses.consent") == {"g9_12": {"": "opt_in"}}
    assert answers.value("uses.table") == {"tutoring": {"status": "banned"}}
    assert answers.value("district.motto") == "Learn.\nAlways."
    assert answers.value("district.founded") == "2026-11-21"
    assert len(answers.value("more.goals")) == len(answers.value("uses.tools")) == 1  # type: ignore[arg-type]
    decision = answers.decisions["district.motto"]
    assert (decision.public_reason, decision.private_note) == ("A reason.", "A note.")


@pytest.mark.parametrize("style", ["control", "typed", "replaced"])
def test_saved_as_a_word_file(district: District, libreoffice: LibreOffice, style: Style) -> None:
    check(district, libreoffice.convert(filled(district, style), "docx"))


def test_by_way_of_its_own_format(district: District, libreoffice: LibreOffice, tmp_path: Path) -> None:
    source = tmp_path / "form.odt"
    source.write_bytes(libreoffice.convert(filled(district, "control"), "odt"))
    command = [libreoffice.soffice, "--headless", f"-env:UserInstallation=file://{libreoffice.profile}"]
    command += ["--convert-to", "docx", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, capture_output=True, timeout=180, check=False)
    check(district, (tmp_path / "form.docx").read_bytes())


def test_it_prints(district: District, libreoffice: LibreOffice) -> None:
    pages = libreoffice.printed(district.form())
    assert "Questions for counsel" in pages[0]
    assert f"Page 1 of {len(pages)}" in pages[0]
    said = " ".join("".join(pages).split())
    for word in ("Filled in by (name)", "Which grades?", "Grades 9 to 12", "Reason for answer 1 (may be", "\u2610"):
        assert word in said


def test_a_blank_form_stays_blank(district: District, libreoffice: LibreOffice) -> None:
    before = district.text
    assert district.take(libreoffice.convert(district.form(), "docx")).problems == ()
    assert district.text == before
