"""The sentences of clauses as the rules about words see them: insertions replaced, places kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aipolicy.library import Library, PolicyBlock
from aipolicy.problems import Span

INSERTION = re.compile(r"\{\{(.*?)\}\}")
TAG = re.compile(r"\{%.*?%\}")
ADDRESS = re.compile(r"\]\([^)]*\)")
OFFICE, ANSWER = "@", "#"
"""What stands for an inserted office, and for any other insertion, filled up to the same length."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a clause body: the text with insertions masked, as long as the original."""

    block: PolicyBlock
    number: int
    text: str

    def span(self, column: int = 0) -> Span:
        return Span(self.block.path, self.block.body_line + self.number, column + 1)


def lines(library: Library) -> Iterator[Line]:
    """Every line of words of every clause, in the clauses' order."""
    for block in library.blocks.values():
        for number, line in enumerate(block.body.split("\n")):
            if line.strip():
                yield Line(block, number, masked(line))


def masked(line: str) -> str:
    """The line with insertions masked: '@' begins an office, '#' anything else."""
    shown = INSERTION.sub(_mask, TAG.sub(lambda m: " " * len(m[0]), line))
    return ADDRESS.sub(lambda match: "]" + " " * (len(match[0]) - 1), shown)


def _mask(match: re.Match[str]) -> str:
    sign = OFFICE if match[1].strip().startswith("the.") else ANSWER
    return sign.ljust(len(match[0]), "_")
