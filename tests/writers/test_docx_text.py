"""The text law: the text of the Word file is the text of the Document, and the file has no fault."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator

from aipolicy.document import Document
from aipolicy.writers import text
from aipolicy.writers.docx import write
from tests.oracles.docx_audit import audit
from tests.oracles.docx_text import lines
from tests.strategies import documents
from tests.writers.sample_policy import form, policy

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def schema_faults(data: bytes) -> list[str]:
    """What openxml-audit finds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.docx")
        path.write_bytes(data)
        return [str(error) for error in OpenXmlValidator().validate(path).errors]


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


@settings(SLOW, max_examples=12)
@given(documents(tracked=True))
def test_nothing_makes_an_invalid_file(document: Document) -> None:
    assert schema_faults(write(document)) == []
