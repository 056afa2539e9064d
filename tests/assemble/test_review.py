"""Counsel's review is bound to the words: any changed word brings DRAFT back, a changed number does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aipolicy.assemble.fingerprints import clause_fingerprint, said
from aipolicy.document import (
    Blank,
    Cell,
    Clause,
    Content,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Reference,
    Row,
    Sentence,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)
from tests.assemble.conftest import Build
from tests.tiny import TINY, clause, tiny_library


def reviewed(made: Build, changes: dict[str, Any] | None = None, scope: tuple[str, ...] = (), **other: Any) -> bool:
    """Whether a review recorded on the tiny district still holds after the changes."""
    review = {"by": "A. Counsel", "on": "2027-01-05", "scope": list(scope), "fingerprint": "0" * 16}
    mark = made({"reviewed": review}).review.fingerprint
    review["fingerprint"] = mark
    assert made({"reviewed": review}).review.valid
    built = made({"reviewed": review, **(changes or {})}, **other)
    lines = {document.id: document.draft for document in built.documents}
    for id, line in lines.items():
        covered = built.review.valid and (not scope or id in scope)
        expected = "Working draft. Text reviewed by A. Counsel on January 5, 2027."
        assert line == (expected if covered else "DRAFT. Not reviewed by counsel. Not legal advice.")
    return built.review.valid


@pytest.mark.parametrize(
    "changes",
    [
        {"district.name": "Elm Town School"},
        {"district.coordinator": "director of Technology"},
        {"district.stance": "free"},
        {"district.state": "tx"},
        {"district.review": "2027-01-13"},
        {"district.limits": ["grades"]},
        {"district.signs": {"class": "chief", "office": "chief"}},
        {"district.tools": [{"id": "reader", "name": "Reader", "status": "approved", "note": "for grade 4"}]},
        {"district.limits": "undecided"},
        {"manual.profile": "bare"},
        {"manual.cross_references": [{"id": "a", "topic": "complaints", "code": "1", "title": "T"}]},
    ],
)
def test_any_changed_word_brings_draft_back(made: Build, changes: dict[str, Any]) -> None:
    assert not reviewed(made, changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"manual.profile": "outline"},
        {"district.fee": "100"},
        {"draft_date": ""},
        {"decisions": {"district.stance": {"decided_by": "Board"}}},
        {"manual.codes": [{"id": "a", "document": "rules", "code": "0441"}]},
    ],
)
def test_numbers_codes_and_records_of_decisions_do_not(made: Build, changes: dict[str, Any]) -> None:
    assert reviewed(made, changes)


def test_a_heading_is_text(made: Build, tmp_path: Path) -> None:
    name = "templates/documents/rules.yaml"
    for number, (old, new) in enumerate((("title: List", "title: Lists"), ("Rules for tools", "Rules for all tools"))):
        library = tiny_library(tmp_path / str(number), {name: TINY[name].replace(old, new)})
        assert not reviewed(made, library=library)


def test_a_clause_that_only_moves_its_number_keeps_its_fingerprint(made: Build, tmp_path: Path) -> None:
    files = {
        "policy_blocks/rules/first.md": clause("rules.first", "New words."),
        "templates/documents/rules.yaml": TINY["templates/documents/rules.yaml"].replace(
            "      - rules.purpose\n", "      - rules.first\n      - rules.purpose\n"
        ),
    }
    before, after = made().clause_fingerprints, made(library=tiny_library(tmp_path, files)).clause_fingerprints
    assert {id for id in after if after[id] != before.get(id)} == {"rules/rules.first"}


def test_the_scope_of_a_review(made: Build) -> None:
    assert reviewed(made, {"district.review": "2027-01-13"}, scope=("rules",))
    assert not reviewed(made, {"district.review": "2027-01-13"}, scope=("letter",))


def one(*inlines: Inline) -> tuple[Content, ...]:
    return (Paragraph((Sentence(inlines),)),)


A, B = Sentence((Text("a"),)), Sentence((Text("b"),))
DIFFERENT: list[tuple[Content, ...]] = [
    one(Text("a")),
    one(Text("A")),
    one(Text("a ")),
    one(Strong((Text("a"),))),
    one(Emphasis((Text("a"),))),
    one(Link("https://a.b", (Text("a"),))),
    one(Link("https://a.c", (Text("a"),))),
    one(Text("<Strong a>")),
    one(Blank("a")),
    one(Text("<blank a>")),
    one(FormField("a")),
    one(FormField("a", "check")),
    one(Reference("a", "", "1")),
    one(Reference("a", "d", "1")),
    (Paragraph((A, B)),),
    (Paragraph((A,)), Paragraph((B,))),
    (List(False, (Item((A, B)),)),),
    (List(False, (Item((A,)), Item((B,)))),),
    (List(True, (Item((A,)), Item((B,)))),),
    (List(False, (Item((A,), List(False, (Item((B,)),))),)),),
    (Table(Row((Cell((Text("a"),)), Cell((Text("b"),)))), ()),),
    (Table(Row((Cell((Text("a"),)),)), (Row((Cell((Text("b"),)),)),)),),
    (Note("note", (Paragraph((A,)),)),),
    (Note("draft", (Paragraph((A,)),)),),
    (Signature(("a", "b")),),
    (Signature(("a|b",)),),
]


def test_fingerprints_tell_words_and_structure_apart() -> None:
    marks = [clause_fingerprint(Clause("c", "T", "1", content)) for content in DIFFERENT]
    repeated = [(DIFFERENT[i], DIFFERENT[j]) for i in range(len(marks)) for j in range(i) if marks[i] == marks[j]]
    assert not repeated


def test_fingerprints_do_not_see_where_words_came_from() -> None:
    plain = said(Sentence((Text("an AI tool of Elm"),)))
    assert plain == said(Sentence((Text("an "), Term("ai-tool", "AI tool"), Text(" of "), Filled("q", "", "", "Elm"))))
    assert said(Reference("a", "", "section 1")) == said(Reference("a", "", "section 2"))
    assert clause_fingerprint(Clause("c", "T", "1", ())) == clause_fingerprint(Clause("d", "T", "2", ()))
