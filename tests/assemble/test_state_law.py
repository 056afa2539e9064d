"""What counsel is told of a state's law that the library does not hold, and in which documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.assemble import assemble
from aipolicy.document import Document, Note, Sentence, walk
from aipolicy.library import Library
from tests.districts import all_of, answers_of, words
from tests.tiny import DISTRICT, TINY, tiny_library

RULES, STATES = "templates/documents/rules.yaml", "policy_blocks/jurisdictions.yaml"
ENTRIES = """\
- {id: oh, name: Ohio, holds: One act., lacks: Open meetings were not researched., checked: "2026-11-21"}
- {id: tx, name: Texas, lacks: State law was not researched.}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The tiny library with a register of decisions in the rules, and none in the letter."""
    rules = TINY[RULES].replace(
        "      - block: definitions\n", "      - block: definitions\n      - block: decision-register\n"
    )
    return tiny_library(tmp_path, {RULES: rules, STATES: ENTRIES})


def notes(documents: tuple[Document, ...]) -> dict[str, list[str]]:
    return {
        d.id: [" ".join(map(words, all_of(n, Sentence))) for n in walk(d) if isinstance(n, Note) and n.kind == "draft"]
        for d in documents
    }


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("oh", "The library does not hold the whole law of Ohio. Open meetings were not researched."),
        (
            "tx",
            "The library holds no law of Texas, and the drafts rest on federal law alone. "
            "Counsel must say which law of the state applies.",
        ),
    ],
)
def test_counsel_is_told_once(library: Library, state: str, said: str) -> None:
    answers = answers_of({**DISTRICT, "district.state": state}, library)
    found = notes(assemble(library, answers).documents)
    assert found["rules"] == [said]
    assert found["letter"] == []
    assert notes(assemble(library, answers, final=True).documents) == {"rules": [], "letter": []}


@pytest.mark.parametrize("state", ["ca", "undecided"])
def test_nothing_is_known_of_the_state(library: Library, state: str) -> None:
    answers = answers_of({**DISTRICT, "district.state": state}, library)
    assert notes(assemble(library, answers).documents)["rules"] == []


def test_the_note_undoes_no_review(tmp_path: Path, library: Library) -> None:
    answers = answers_of(DISTRICT, library)
    other = tiny_library(tmp_path, {RULES: (tmp_path / RULES).read_text(), STATES: ENTRIES.replace("Open", "No")})
    marks = {assemble(each, answers).review.fingerprint for each in (library, other)}
    assert len(marks) == 1
