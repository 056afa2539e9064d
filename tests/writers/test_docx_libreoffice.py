"""The Word file as a real program shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aipolicy.document import Block, Clause, Document, Reference, Section, walk
from aipolicy.writers import text
from aipolicy.writers.docx import write
from tests.libreoffice import LibreOffice, libreoffice_fixture  # noqa: F401
from tests.oracles.check_redline import lo_run
from tests.strategies import outlined
from tests.writers.letterheads import letterhead
from tests.writers.sample_policy import form, policy

pytestmark = pytest.mark.libreoffice


@pytest.mark.parametrize("document", [policy(), outlined(policy()), form()])
def test_headings_show_the_numbers_of_the_document(
    document: Document, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(write(document))
    shown = [
        (label, words)
        for _, style, label, words in lo_run([{"path": str(path), "op": "none"}])[0]["paras"]
        if style.startswith("Heading ")
    ]
    wanted = [
        (node.number, node.title)
        for node in walk(document)
        if isinstance(node, Section | Clause | Block) and node.title
    ]
    assert shown == wanted


def test_shown_words_are_those_of_the_document(libreoffice: LibreOffice) -> None:
    shown = " ".join(re.sub(r"[\[\]]", "", libreoffice.text(write(policy()))).split())
    at = 0
    for line in text.lines(policy()):
        for word in line.split():
            at = shown.find(word, at)
            assert at >= 0, f"{word!r} of {line!r} is not shown in its place"
            at += len(word)
    for node in walk(policy()):
        if isinstance(node, Reference):
            assert node.text in shown


def test_every_page_says_draft_and_its_number(libreoffice: LibreOffice) -> None:
    for source in (None, letterhead(), letterhead(first_page=True)):
        pages = libreoffice.printed(write(policy(), letterhead=source))
        assert len(pages) > 1
        for number, page in enumerate(pages, 1):
            assert "DRAFT of January 12, 2027" in page
            assert re.search(rf"Page {number} of {len(pages)}", page)
            assert "Error" not in page


def test_an_adoption_copy_says_nothing_of_a_draft(libreoffice: LibreOffice) -> None:
    assert "DRAFT" not in "".join(libreoffice.printed(write(policy(draft=""))))
