"""What stands where on the page: pages of their own for what is signed, and room around it."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.document import Clause, Paragraph, Section, Sentence, Signature, Text
from aipolicy.writers.docx import write
from tests.oracles.docx_audit import W
from tests.writers.letterheads import letterhead
from tests.writers.sample_policy import form, policy
from tests.writers.test_docx import story

WORDS = Paragraph((Sentence((Text("The parent signs here."),)),))


def test_what_is_signed_has_pages_of_its_own() -> None:
    sections = tuple(
        Section(id, id, "", (Clause(f"{id}.text", "", "", content),))
        for id, content in (("a", (WORDS,)), ("b", (WORDS, Signature(("Name",)))), ("c", (WORDS,)), ("d", (WORDS,)))
    )
    root = story(write(replace(form(), sections=sections)))
    broken = [
        "".join(paragraph.itertext())
        for paragraph in root.iter(W + "p")
        if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert broken == ["b", "c"]


def test_words_after_lines_to_sign_keep_away_from_them() -> None:
    section = Section("a", "A", "", (Clause("a.text", "", "", (WORDS, Signature(("Name",)), WORDS)),))
    paragraphs = list(story(write(replace(form(), sections=(section,)))).iter(W + "p"))
    after = next(at for at, p in enumerate(paragraphs) if "".join(p.itertext()) == "Name") + 1
    spacing = paragraphs[after].find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert int(spacing.get(W + "before", "0")) > 0


def test_a_running_header_keeps_away_from_the_text() -> None:
    for source in (None, letterhead()):
        *_, last = story(write(policy(), letterhead=source), "word/header1.xml").iter(W + "p")
        spacing = last.find(f"{W}pPr/{W}spacing")
        assert spacing is not None
        assert int(spacing.get(W + "after", "0")) > 0
