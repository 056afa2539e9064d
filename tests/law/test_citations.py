"""Every law of the library says what counsel needs to look it up, and some text rests on it."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from aipolicy.library import Library
from tests.districts import ROOT

OFFICIAL = re.compile(r"(^|\.)(gov|state\.\w\w\.us)$")
"""Hosts of governments; the others are publishers and agencies that a state has made its own."""
AGENCIES = {
    "www.alabamaachieves.org",
    "www.gadoe.org",
    "georgiainsights.gadoe.org",
    "publications.tnsosfiles.com",
}


def test_each_has_an_official_address(real_library: Library) -> None:
    for id, law in real_library.citations.items():
        host = urlsplit(str(law.url)).hostname or ""
        assert OFFICIAL.search(host) or host in AGENCIES, (id, host)


def test_each_has_a_status_a_date_and_a_sentence(real_library: Library) -> None:
    for id, law in real_library.citations.items():
        assert law.status not in ("introduced", "vacated", "repealed"), id
        assert "2026-11-01" <= law.checked <= "2026-11-22", id
        assert re.search(r"[.]$", law.says), id
        assert law.note or law.confidence in ("primary", "two_sources"), id
        if law.status == "effective_later":
            assert law.effective or law.compliance, id


def test_none_stands_twice(real_library: Library) -> None:
    assert [text for text, times in Counter(map(str, real_citations(real_library))).items() if times > 1] == []


def real_citations(library: Library) -> list[str]:
    return [f"{law.citation}: {law.title}" for law in library.citations.values()]


def test_each_is_needed(real_library: Library) -> None:
    """By a clause, a term, a duty or a list."""
    used = {str(id) for block in real_library.blocks.values() for id in block.citations}
    used |= {str(id) for block in real_library.blocks.values() for duty in block.obliges for id in duty.law}
    used |= {str(id) for term in real_library.terms.values() for id in term.citations}
    used |= {str(found.law) for found in real_library.crosswalks.values()}
    texts = "".join(block.body for block in real_library.blocks.values())
    used |= set(re.findall(r'cite\("([^"]+)"\)', texts))
    assert real_library.citations.keys() - used == set()


def test_each_jurisdiction_has_a_file_of_its_own() -> None:
    for file in (ROOT / "policy_blocks" / "citations").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r'^  jurisdiction: "?(\w+)"?$', text, re.M)) == {file.stem}
