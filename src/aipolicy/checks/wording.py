"""wording: a word that weakens or blurs a duty, in a clause, a definition or a title.

"should", "shall", "and/or", "as appropriate", "best practices", "where feasible", "leverage", "may not" and
"consider" leave open whether something is required, or by whom. Write who must do what, and when; for a
prohibition write "must not". A manual profile that says "shall" replaces "must" by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.library import Library
from aipolicy.problems import Problem, Span

INSTEAD = {
    "should": "write 'must', or leave the sentence out",
    "shall": "write 'must'; a manual profile may replace it by 'shall'",
    "and/or": "write 'and' or 'or', or 'a, b, or both'",
    "as appropriate": "say who decides, and by which rule",
    "best practice": "name the practice",
    "where feasible": "say who decides, and on what grounds",
    "leverage": "write 'use'",
    "may not": "write 'must not' (or 'might not' where nothing is forbidden)",
    "consider": "say what must be done or decided",
}
SOFT = re.compile(r"(?<![\w/])(" + "|".join(word.replace(" ", r"\s+") for word in INSTEAD) + r")(?=s?(?![\w/]))", re.I)
NOT_WORDS = re.compile(r"\{[{%].*?[%}]\}|\]\([^)]*\)")


def check(library: Library) -> Iterator[Problem]:
    for block in library.blocks.values():
        for number, line in enumerate(block.body.split("\n")):
            for word, column in soft_words(line):
                yield _problem(Span(block.path, block.body_line + number, column), word)
        for text in (block.title, block.none):
            yield from (_problem(text.span, word) for word, _ in soft_words(text))
    for term in library.terms.values():
        yield from (_problem(term.definition.span, word) for word, _ in soft_words(term.definition))
    for outline in library.outlines.values():
        for text in (outline.title, *(section.title for section in outline.sections)):
            yield from (_problem(text.span, word) for word, _ in soft_words(text))


def soft_words(text: str) -> Iterator[tuple[str, int]]:
    """Each soft word of `text` with its column, counted from 1; insertions and addresses are no words."""
    shown = NOT_WORDS.sub(lambda match: " " * len(match[0]), text)
    for match in SOFT.finditer(shown):
        yield " ".join(match[1].lower().split()), match.start() + 1


def _problem(span: Span, word: str) -> Problem:
    return Problem(span, "soft-word", f"'{word}' leaves open what is required", INSTEAD[word])
