"""The Flesch-Kincaid grade of a document and of its sections that have a ceiling of their own.

What the district answered is neutralised: an inserted answer or a blank counts as one short word, whatever it says.
Offices count as they print. Measured are the sentences of clauses and definitions, each item of a list as one; not
headings, tables, lines to fill in and what is generated at the end of a document.
Source of the formula: Kincaid and others, Naval Technical Training Command, report 8-75 (1975).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aipolicy.document import (
    Blank,
    Block,
    Citation,
    Clause,
    Deleted,
    Document,
    Filled,
    FormField,
    Inline,
    Inserted,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Reference,
    Section,
    Sentence,
    Strong,
    Term,
    Text,
    walk,
)
from aipolicy.document import Emphasis as Stressed
from aipolicy.library import Outline
from aipolicy.problems import Problem, Span
from aipolicy.readability.syllables import syllables

NEUTRAL = "name"
OFFICE = "the."
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
SHOWN = 3
FEWEST_WORDS = 30
"""A section with fewer words has no grade: one long word would decide it."""


@dataclass(frozen=True, slots=True)
class Worst:
    """A sentence and its own grade; `clause` is where it stands."""

    grade: float
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The grade of one document, or of its section `section`; None where there are too few words to say."""

    document: str
    section: str
    grade: float | None
    ceiling: int | None
    sentences: int
    words: int
    worst: tuple[Worst, ...]

    @property
    def hard(self) -> bool:
        """Whether the grade, rounded to one decimal, is above the ceiling."""
        return self.grade is not None and self.ceiling is not None and round(self.grade, 1) > self.ceiling


@dataclass(frozen=True, slots=True)
class _Said:
    clause: str
    text: str
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        return kincaid(1, self.words, self.syllables)


def kincaid(sentences: int, words: int, spoken: int) -> float:
    """The school grade at which the text is understood, from numbers of sentences, words and syllables above 0."""
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


def measure(document: Document, outline: Outline) -> tuple[Measured, ...]:
    """The document first, then each section that has a ceiling of its own, in order."""
    ceilings = {str(section.id): section.reading for section in outline.sections if section.reading is not None}
    whole = [said for section in document.sections for said in _said(section)]
    found = [_measured(document.id, "", outline.reading, whole)]
    own = (section for section in document.sections if section.id in ceilings)
    return (*found, *(_measured(document.id, s.id, ceilings[s.id], list(_said(s))) for s in own))


def too_hard(measured: Iterable[Measured], place: Span) -> Iterator[Problem]:
    """A warning for each text above its ceiling, with its hardest sentences."""
    for one in measured:
        if one.hard:
            what = f"the section '{one.section}' of {one.document}" if one.section else one.document
            hardest = "; ".join(f'{worst.clause}: "{worst.text}" ({worst.grade:.1f})' for worst in one.worst)
            message = f"{what} reads at grade {one.grade:.1f}; its ceiling is {one.ceiling}"
            yield Problem(place, "reading-level", message, f"the hardest sentences: {hardest}", "warning")


def _measured(document: str, section: str, ceiling: int | None, said: list[_Said]) -> Measured:
    words, spoken = sum(one.words for one in said), sum(one.syllables for one in said)
    grade = kincaid(len(said), words, spoken) if words >= FEWEST_WORDS else None
    hardest = sorted(said, key=lambda one: -one.grade)[:SHOWN]
    worst = tuple(Worst(one.grade, one.clause, one.text) for one in hardest)
    return Measured(document, section, grade, ceiling, len(said), words, worst)


def _said(section: Section) -> Iterator[_Said]:
    for child in section.children:
        if isinstance(child, Clause) or (isinstance(child, Block) and child.kind == "definitions"):
            for sentences in _sentences(child):
                text = " ".join("".join(map(_plain, one.inlines)).strip() for one in sentences).strip()
                found = WORD.findall(text)
                if found:
                    yield _Said(child.id, text, len(found), sum(map(syllables, found)))


def _sentences(child: Clause | Block) -> Iterator[tuple[Sentence, ...]]:
    for content in child.content:
        parts = content.content if isinstance(content, Note) and content.kind == "note" else (content,)
        for part in parts:
            if isinstance(part, Paragraph):
                yield from ((sentence,) for sentence in part.sentences)
            elif isinstance(part, List):
                for node in walk(part):
                    if isinstance(node, Item) and not _form(node):
                        yield from ((sentence,) for sentence in node.sentences)


def _form(item: Item) -> bool:
    """Whether the item is a line or a box to fill in."""
    return any(isinstance(node, FormField) for node in walk(item))


def _plain(node: Inline) -> str:
    if isinstance(node, Text | Term | Reference | Citation):
        return node.text
    if isinstance(node, Filled):
        return node.text if node.question.startswith(OFFICE) else NEUTRAL
    if isinstance(node, Blank | FormField):
        return NEUTRAL
    if isinstance(node, Strong | Stressed | Link | Inserted):
        return "".join(map(_plain, node.children))
    assert isinstance(node, Deleted)
    return ""
