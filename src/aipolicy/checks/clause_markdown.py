"""clause-markdown: a clause body is the closed part of Markdown that documents can hold.

Paragraphs with one sentence a line, lists, pipe tables, notes, lines to fill in, boxes to tick and signature
lines. Headings, HTML, images and code are refused: the outline makes headings, and Word has nothing to show for
the others. Every clause is read here, also those that no district has selected yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aipolicy.assemble.unfilled import problems_of
from aipolicy.library import Library
from aipolicy.problems import Problem, Span
from aipolicy.source import Located


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
