"""The text law: the text of the Word file is the text of the Document, and the file has no fault."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openxml_audit import OpenXmlValidator

from aipolicy.document import Clause, Deleted, Document, Inserted, Paragraph, Section, Sentence, Text
from aipolicy.writers import text
from aipolicy.writers.docx import write
from tests.oracles.docx_audit import audit
from tests.oracles.docx_text import lines
from tests.strategies import documents
from tests.writers.letterheads import part
from tests.writers.sample_policy import form, policy

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
# Shrinking would take minutes at the pace of the validator; the failing document is printed as found.
SLOWEST = settings(SLOW, phases=[Phase.explicit, Phase.generate], max_examples=20)
VALIDATOR = OpenXmlValidator()


def schema_faults(data: bytes) -> list[str]:
    """What openxml-audit finds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.docx")
        path.write_bytes(data)
        return [str(error) for error in VALIDATOR.validate(path).errors]


@pytest.mark.parametrize("document", [policy(), policy(draft=""), form()])
def test_a_policy_has_its_text_and_no_fault(document: Document) -> None:
    data = write(document)
    assert lines(data) == text.lines(document)
    assert audit(data) == []
    assert schema_faults(data) == []


@settings(SLOW, max_examples=60)
@given(documents())
def test_text_is_kept_whatever_the_words(document: Document) -> None:
    data = write(document)
    assert lines(data) == text.lines(document)
    assert audit(data) == []


@settings(SLOW, max_examples=40)
@given(documents(tracked=True))
def test_insertions_are_text_and_deletions_are_not(document: Document) -> None:
    data = write(document)
    assert lines(data) == text.lines(document)
    assert audit(data) == []


@SLOWEST
@given(documents(tracked=True))
def test_nothing_makes_an_invalid_file(document: Document) -> None:
    assert schema_faults(write(document)) == []


def test_what_only_describes_is_cut_to_what_the_schema_allows() -> None:
    long = "\U0001f600 name " * 100
    inlines = (Inserted((Text("new"),), long, ""), Deleted((Text("old"),), long, ""))
    sections = (Section("a", "A", "", (Clause("b", "B", "", (Paragraph((Sentence(inlines),)),)),)),)
    document = replace(form(), title=long, label=long, district=long, sections=sections)
    data = write(document)
    assert lines(data) == text.lines(document)
    assert schema_faults(data) == []
    authors = re.findall(r'w:author="([^"]*)"', part(data, "word/document.xml").decode())
    assert authors
    assert all(author.startswith("\U0001f600 name") for author in authors)
    assert all(len(author.encode("utf-16-le")) <= 2 * 255 for author in authors)
