"""The appendix: a document like the others, with a table for every list."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from aipolicy.coverage import STATUSES, coverage
from aipolicy.coverage.appendix import COLUMNS, MARK, appendix
from aipolicy.coverage.words import STATUS
from aipolicy.document import Document
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers import markdown
from aipolicy.writers.docx import bookmark_name, write
from tests.coverage.small import small_library, values_of
from tests.districts import answers_of, build
from tests.libreoffice import LibreOffice, libreoffice_fixture  # noqa: F401
from tests.writers.letterheads import letterhead


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("small"))


def made(library: Library, only: tuple[str, ...] = STATUSES) -> Document:
    values = values_of({"documents.more": [], "district.limits": "undecided"})
    answers = answers_of(values, library)
    return appendix(coverage(library, answers, build(values, library)), answers, only)  # type: ignore[arg-type]


def tables(data: bytes) -> list[list[list[str]]]:
    file = docx.Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]


def test_tables_read_back(library: Library) -> None:
    found = tables(write(made(library)))
    assert [table[0] for table in found] == [list(COLUMNS)] * 4
    framework, first, second, ohio = found
    assert framework[1][:2] == ["A1: A duty.", "in part"]
    assert framework[3] == [
        "A3: A letter.",
        "not asked for",
        'Stands in a document that the district has not asked for: "Letter home".',
    ]
    assert first[1] == ["Both stand.", "covered", "Board Policy (Rules for tools): 1.1, 1.2"]
    assert first[2][2].startswith(
        "Board Policy (Rules for tools): 1.1. 1 of 2 parts stands. The rest waits for a decision"
    )
    assert first[2][2].endswith("How this item is known: one source.")
    assert second[-1] == ["Nobody.", "does not apply", "No draft sets a salary."]
    assert ohio[1:] == [["The law.", "covered", "Board Policy (Rules for tools): 1.5"]]


def test_what_it_says_of_each_list(library: Library) -> None:
    text = markdown.write(made(library))
    for words in (
        "**Elm Town Schools**",
        "*DRAFT. Not reviewed by counsel. Not legal advice.*",
        "## A checklist",
        "By: The makers.\nA yardstick: nobody must meet it.\nChecked on November 22, 2026: two sources agree.",
        "Read in part.",
        "Read at: [https://example.org/list](https://example.org/list)",
        "9 items: ",
        "### First",
        "The law asks this of the district's policy: R.C. 1.1.",
        "Checked on November 22, 2026: read in the official text.",
    ):
        assert words in text, words


def test_only_some_statuses(library: Library) -> None:
    document = made(library, ("undecided", "not_asked"))
    rows = [row for table in tables(write(document)) for row in table[1:]]
    assert {row[1] for row in rows} == {STATUS["not_asked"]}
    assert "Listed here: undecided, not asked for." in markdown.write(document)
    assert "9 items: " in markdown.write(document)


def test_it_reads_back_as_markdown(library: Library) -> None:
    document = made(library)
    assert read_document(markdown.write(document), "coverage.md") == (normalize(document), [])


def test_same_bytes_and_the_letterhead(library: Library, tmp_path: Path) -> None:
    head = letterhead()
    assert write(made(library)) == write(made(small_library(tmp_path)))
    data = write(made(library), letterhead=head)
    assert data == write(made(library), letterhead=head)
    file = docx.Document(io.BytesIO(data))
    assert any("Maple Grove City School District" in p.text for p in file.sections[0].header.paragraphs)
    assert bookmark_name(MARK, "block").encode() in write(made(library), letterhead=head)


@pytest.mark.libreoffice
def test_it_opens_in_libreoffice(library: Library, libreoffice: LibreOffice) -> None:
    data = write(made(library))
    saved = tables(libreoffice.convert(data, "docx"))
    assert saved == tables(data)
    pages = libreoffice.printed(data)
    assert "What the Drafts Carry Out" in pages[0]
    assert f"Page 1 of {len(pages)}" in pages[0]
