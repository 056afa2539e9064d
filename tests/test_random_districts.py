"""Laws of every district's drafts, held against fifty random ones (tests/long: five hundred)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aipolicy.answers import facts_of
from aipolicy.assemble import Assembled
from aipolicy.assemble.select import Chosen
from aipolicy.conditions import Facts, evaluate
from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Clause,
    Document,
    Emphasis,
    FormField,
    Inline,
    Link,
    Paragraph,
    Reference,
    Sentence,
    Strong,
    walk,
)
from aipolicy.library import Library
from aipolicy.library.model import OneOf
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers import docx, markdown, text
from tests.districts import answers_of, build
from tests.oracles.docx_audit import audit
from tests.oracles.docx_text import lines
from tests.random_districts import random_answers

DISTRICTS = range(30)
FOR_CLAUSES = range(100)
STARTER = {"administrative-regulation", "caregiver-notice", "staff-rules", "decision-register"}
"""What every district gets; the board policy too, unless its present one stays."""
WITH_WORD_FILES = 10
"""Every so many districts' documents are also written as Word files here; the long tests write all."""

# Only these may be left blank when every question asked was answered: facts that a district may leave out.
MAY_BE_BLANK = re.compile(
    r"amounts?: |What is the district's own nondiscrimination statement|"
    r"(code and title of the )?policy on |code in the policy manual|.*\bdate\b|.*adopt",
    re.I,
)
NAMED = re.compile(r" \([a-z]+\.[a-z_]+\)")
MISTAKES = {
    "a word twice": re.compile(r"\b([a-z]+) \1\b", re.I),
    "two articles": re.compile(r"\b(a|an|the) (a|an|the|its|their)\b", re.I),
    "a before a vowel": re.compile(r"\ba (?!use|uni|one|eu)[aeiou]", re.I),
    "an before a consonant": re.compile(r"\ban (?!hour|hon|[A-Z]{2})[bcdfghjklmnpqrstvwxyz]", re.I),
    "two spaces": re.compile(r"  |^ | $"),
    "a space before a sign": re.compile(r" [,.;:?!)](?=\s|$)|\( "),
    # Initials keep their stop before a comma: "School District v. B.L., 594 U.S. 180".
    "two signs": re.compile(r"(?<!\.[A-Z])[.,;:] ?[.,;:](?=\s|$)"),
    "a leftover of a template": re.compile(
        r"\{\{|\}\}|\{%|%\}|\b(undefined|True|False(?! (AI|[a-z]+)\b)|nan|Decimal)\b|\ue000"
    ),
    # Alone in a cell, or with the rows that have it in brackets, it is the label of a choice.
    "a value that is missing": re.compile(r"(?<!^)\bNone\b(?!$| \()"),
    "a leftover of an id": re.compile(r"\b(opt_in|g\d_\d+|[a-z]+\.[a-z]+_[a-z]+|undecided)\b"),
    "nothing in brackets": re.compile(r"\(\s*\)|\"\""),
    "two possessives": re.compile(r"s's\b|'s's"),
}


_built: dict[int, Assembled] = {}


def district(seed: int, library: Library) -> Assembled:
    """The drafts of a district, assembled once."""
    if seed not in _built:
        _built[seed] = build(random_answers(seed, library), library)
    return _built[seed]


def shown(inlines: tuple[Inline, ...]) -> str:
    """The words with references, and with a mark where a person writes."""
    return "".join(
        shown(inline.children)
        if isinstance(inline, Strong | Emphasis | Link)
        else f"[{inline.label}]"
        if isinstance(inline, Blank | FormField)
        else getattr(inline, "text", "")
        for inline in inlines
    )


def assert_laws(built: Assembled, values: Mapping[str, Any], library: Library) -> None:
    """What holds of the documents of every complete district, the one with these answers."""
    facts = facts_of(answers_of(values, library), library.interview)
    assert built.problems == ()
    assert all(found.question.optional for found in built.open)
    assert built.waiting == {}
    found = {document.id for document in built.documents}
    assert found >= STARTER
    assert ("board-policy" in found) == (values["policy.route"] != "keep")
    standing = {f"{document.id}#{id}" for document in built.documents for id in _ids(document)}
    for document in built.documents:
        for node in walk(document):
            if isinstance(node, Reference):
                assert f"{node.document or document.id}#{node.target}" in standing
                assert node.text.strip()
            if isinstance(node, Blank):
                assert MAY_BE_BLANK.match(node.label), (document.id, node.label)
        assert_one_of_each_group(built, document, facts)
        # Counsel's papers quote notes on the law, with their abbreviations.
        if document.id not in built.privileged:
            assert_reads_well(document)
        assert_markdown(document)


def _ids(document: Document) -> Iterator[str]:
    yield document.id
    for section in document.sections:
        yield from (section.id, f"{document.id}/{section.id}")
        yield from (child.id for child in section.children)


def assert_one_of_each_group(built: Assembled, document: Document, facts: Facts) -> None:
    """Each group of the sections that stand stands once: exactly one of its clauses."""
    selected = next(s for s in built.selected if s.outline.id == document.id)
    chosen = [e for part in selected.sections for e in part.entries if isinstance(e, Chosen) and e.group]
    clauses = [child.id for section in document.sections for child in section.children if isinstance(child, Clause)]
    sections = [section for section in selected.outline.sections if evaluate(section.when, facts)]
    groups = [entry for section in sections for entry in section.entries if isinstance(entry, OneOf)]
    found = Counter(entry.group for entry in chosen)
    assert found == Counter(str(group.id) for group in groups)
    for group in groups:
        assert sum(str(id) in clauses for id in group.of) == 1, (document.id, group.id)
    assert len(clauses) == len(set(clauses))


def assert_reads_well(document: Document) -> None:
    """No draft shows the seams: doubled words, stray signs, leftovers of templates."""
    for child in (child for section in document.sections for child in section.children):
        ends = [s for p in walk(child) if isinstance(p, Paragraph) for s in p.sentences]
        for node in walk(child):
            if isinstance(node, Sentence | Cell):
                words = shown(node.inlines)
                # A register names a question by its id, in brackets after its words.
                said = NAMED.sub("", words) if isinstance(child, Block) else words
                for mistake, pattern in MISTAKES.items():
                    match = pattern.search(said)
                    assert not match, (document.id, child.id, mistake, match[0], words)
        if isinstance(child, Block):
            continue
        for sentence in ends:
            words = shown(sentence.inlines)
            # The subject line of a message has no stop.
            assert re.search(r"[.:?!\]]\"?$|^Subject: ", words), (document.id, child.id, words)
            # A sentence may begin with what a district calls a document in its manual.
            named = isinstance(sentence.inlines[0], Reference)
            assert named or not re.match(r"[a-zà-ÿ]", words), (document.id, child.id, words)


def assert_markdown(document: Document) -> None:
    read, problems = read_document(markdown.write(document), f"{document.id}.md")
    assert problems == []
    assert read == normalize(document)
    assert text.plain(read) == text.plain(document)


def assert_word_file(document: Document) -> None:
    data = docx.write(document)
    assert lines(data) == text.lines(document)
    assert audit(data) == []


@pytest.mark.parametrize("first", range(0, len(DISTRICTS), 10))
def test_a_random_district_has_sound_drafts(first: int, real_library: Library) -> None:
    for seed in DISTRICTS[first : first + 10]:
        built = district(seed, real_library)
        assert_laws(built, random_answers(seed, real_library), real_library)
        if seed % WITH_WORD_FILES == 0:
            for document in built.documents:
                assert_word_file(document)


def test_random_districts_differ_and_return(real_library: Library) -> None:
    assert random_answers(1, real_library) == random_answers(1, real_library)
    first, second = district(1, real_library), district(2, real_library)
    assert [text.plain(d) for d in first.documents] != [text.plain(d) for d in second.documents]


def test_random_districts_reach_nearly_every_clause(real_library: Library) -> None:
    """What no district of the sample has is law of one state, or rests on a rare joint of answers."""
    found: set[str] = set()
    for seed in FOR_CLAUSES:
        built = district(seed, real_library)
        found |= {node.id for document in built.documents for node in walk(document) if isinstance(node, Clause)}
    missing = {id for id in real_library.blocks if id not in found and not id.startswith("states.")}
    assert len(missing) < 10, sorted(missing)
