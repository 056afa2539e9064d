"""clause-markdown: a clause body is the closed part of Markdown that documents can hold.

Paragraphs with one sentence a line, lists, pipe tables, notes, lines to fill in, boxes to tick and signature
lines. Headings, HTML, images and code are refused: the outline makes headings, and Word has nothing to show for
the others. Every clause is read here, also those that no district has selected yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aipolicy.document import Filled
from aipolicy.library import Library
from aipolicy.problems import Problem, Span
from aipolicy.readers.markdown import read_body
from aipolicy.source import Located

TAG = re.compile(r"^[ \t]*\{%.*?%\}[ \t]*$", re.M)
INSERT = re.compile(r"\{\{.*?\}\}")


def check(library: Library) -> Iterator[Problem]:
    """Every problem of this kind in clauses and definitions."""
    for block in library.blocks.values():
        yield from problems_of(block.body, Span(block.path, block.body_line))
        if block.none:
            yield from _in_a_value(block.none)
    for term in library.terms.values():
        yield from _in_a_value(term.definition)


def _in_a_value(text: Located) -> Iterator[Problem]:
    """The problems of a text in YAML, placed where it begins: quotes and folding hide the place inside it."""
    for problem in problems_of(str(text), text.span):
        yield replace(problem, span=text.span)


def problems_of(body: str, place: Span) -> list[Problem]:
    """What the reader says of `body` with every insertion a marker and every loop read once."""
    lines, kept = [], []
    for number, line in enumerate(body.split("\n")):
        if not TAG.fullmatch(line):
            lines.append(place.line + number)
            kept.append(line)
    counter = iter(range(100_000))
    # A marker is as long as the insertion it stands for, so that columns are those of the file.
    text = INSERT.sub(lambda found: f"\ue000{next(counter):0{len(found[0]) - 2}}\ue001", "\n".join(kept))
    _, problems = read_body(text, lambda _: Filled("", "", "", "x"), place, lines)
    return problems
