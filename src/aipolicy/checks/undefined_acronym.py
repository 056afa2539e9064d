"""undefined-acronym: letters that a document neither defines nor spells out.

An acronym in a clause must be a defined term (`terms.yaml`) or stand in brackets behind its full words in a clause of
the same document: "Web Content Accessibility Guidelines (WCAG)"; or be introduced as a name, "a law called COPPA".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.checks.sentences import Line, lines
from aipolicy.library import Library
from aipolicy.problems import Problem

ACRONYM = re.compile(r"(?<![\w@#.-])[A-Z]{2,}(?=s?(?![\w-]))")
SPELT = re.compile(r"\(([A-Z]{2,})\)|\b(?:called|law,) ([A-Z]{2,})\b")
PLAIN = frozenset({"ID", "OK", "PDF", "TV", "US", "II", "III", "IV", "VI", "IX"})
"""Words that are spoken as letters and that everybody knows, and Roman numbers."""


def check(library: Library) -> Iterator[Problem]:
    defined = {word for term in library.terms.values() for text in (term.term, *term.also) for word in _letters(text)}
    by_clause: dict[str, list[Line]] = {}
    for line in lines(library):
        by_clause.setdefault(str(line.block.id), []).append(line)
    reported: set[tuple[str, str]] = set()
    for outline in library.outlines.values():
        inside = [line for _, id, _ in outline.clauses() for line in by_clause.get(str(id), ())]
        spelt = {word for line in inside for match in SPELT.findall(line.text) for word in match}
        for line in inside:
            for found in ACRONYM.finditer(line.text):
                key = (str(line.block.id), found[0])
                if found[0] not in {*defined, *spelt, *PLAIN} and key not in reported:
                    reported.add(key)
                    message = f"{outline.id} neither defines nor spells out '{found[0]}'"
                    hint = "write the words, define the term in terms.yaml, or spell it out once: Full Words (FW)"
                    yield Problem(line.span(found.start()), "undefined-acronym", message, hint)


def _letters(text: str) -> Iterator[str]:
    yield from re.findall(r"\b[A-Z]{2,}\b", text)
