"""clause-markdown: a clause body is the closed part of Markdown that documents can hold.

Paragraphs with one sentence a line, lists, pipe tables, notes, lines to fill in, boxes to tick and signature
lines. Headings, HTML, images and code are refused: the outline makes headings, and Word has nothing to show for
the others. Every clause is read here, also those that no district has selected yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.document import Filled
from aipolicy.library import Library
from aipolicy.problems import Problem, Span
from aipolicy.readers.markdown import read_body

TAG = re.compile(r"^[ \t]*\{%.*?%\}[ \t]*$", re.M)
INSERT = re.compile(r"\{\{.*?\}\}")
KEPT = "\ue000{}\ue001"


def check(library: Library) -> Iterator[Problem]:
    """Every problem of this kind in clauses and definitions."""
    for block in library.blocks.values():
        yield from problems_of(block.body, Span(block.path, block.body_line))
        if block.none:
            yield from problems_of(str(block.none), block.none.span)
    for term in library.terms.values():
        yield from problems_of(str(term.definition), term.definition.span)


def problems_of(body: str, place: Span) -> list[Problem]:
    """What the reader says of `body` with every insertion a marker and every loop read once."""
    lines, kept = [], []
    for number, line in enumerate(body.split("\n")):
        if not TAG.fullmatch(line):
            lines.append(place.line + number)
            kept.append(line)
    counter = iter(range(100_000))
    text = INSERT.sub(lambda _: KEPT.format(next(counter)), "\n".join(kept))
    _, problems = read_body(text, lambda _: Filled("", "", "", "x"), place, lines)
    return problems
