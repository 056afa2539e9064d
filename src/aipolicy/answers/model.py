"""Answers as validated: one typed value a question, with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final, Literal, TypeAlias

from aipolicy.problems import Span

NO_PLACE = Span("aipolicy.yaml")


class _Undecided(Enum):
    UNDECIDED = "undecided"


UNDECIDED: Final = _Undecided.UNDECIDED
"""The answer of a district that has looked at a question and not decided yet."""


@dataclass(frozen=True, slots=True)
class Other:
    """A person's own words among `choices`."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a `rows` answer; a field left out is not in `fields`."""

    id: str
    fields: Mapping[str, FieldValue]
    span: Span


Single: TypeAlias = "str | Decimal | bool | tuple[str | Other, ...]"
FieldValue: TypeAlias = "Single | Literal[_Undecided.UNDECIDED]"
Cells: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""A grid: row -> column ("" where the grid has none) -> choice id; undecided cells are missing."""
Value: TypeAlias = "Single | tuple[Row, ...] | Cells | Literal[_Undecided.UNDECIDED]"
"""text, date (ISO), choice: str; number, money: Decimal; yes_no: bool; choices: tuple of ids and Other."""


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    value: Value
    span: Span


BEGUN = "begun"
BASES = ("suggested", "confirmed", "reworded", BEGUN)
UNCONFIRMED = ("suggested", "reworded")
"""What a decision's `basis` may say, and what of it keeps an adoption copy from being printed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides or decided a question.

    `basis` is one of BASES or "": "suggested" for a suggestion that nobody has confirmed, "reworded" for an answer
    given to earlier words of its question, "confirmed" where a person has looked, "begun" for a list whose last row is
    not finished: what was not asked of that row yet stands as undecided.
    """

    decides: str = ""
    by: str = ""
    decided_by: str = ""
    decided_on: str = ""
    public_reason: str = ""
    private_note: str = ""
    basis: str = ""
    span: Span = NO_PLACE


@dataclass(frozen=True, slots=True)
class Review:
    """Counsel's recorded review, bound to a text by its fingerprint."""

    by: str
    on: str
    scope: tuple[str, ...]
    fingerprint: str
    span: Span


@dataclass(frozen=True, slots=True)
class Answers:
    """The answer file, valid: every value fits its question.

    `values` holds what is in the file, `UNDECIDED` included; a question not asked yet is missing.
    `files` are the other files that the answers name (tools, letterhead, overlays), with their fingerprints.
    """

    path: str
    values: Mapping[str, Answer]
    decisions: Mapping[str, Decision]
    asked_with: str
    draft_date: str
    overlays: tuple[str, ...]
    letterhead: str
    reviewed: Review | None
    fingerprint: str

    def value(self, question: str) -> Value | None:
        """The value, UNDECIDED, or None where the file has none."""
        answer = self.values.get(question)
        return answer.value if answer else None

    def decided(self, question: str) -> bool:
        """Whether there is a value, and it is not UNDECIDED."""
        return self.value(question) not in (None, UNDECIDED)
