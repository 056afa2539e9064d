"""What a condition may speak of: the questions and derived answers, with their possible values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from aipolicy.conditions.predicate import ALWAYS, Predicate

Kind = Literal["text", "number", "money", "date", "yes_no", "choice", "choices", "rows", "grid", "derived"]


@dataclass(frozen=True, slots=True)
class Case:
    value: str
    when: Predicate


@dataclass(frozen=True, slots=True)
class Band:
    """`value` holds from `lowest` (inclusive, None: no floor) to below `below` (None: no ceiling).

    Bounds are numbers, or ISO dates as text, as the question is.
    """

    value: str
    lowest: Decimal | str | None
    below: Decimal | str | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derived answer follows: the first true case, else `otherwise`; or the band of `inputs[0]`."""

    inputs: tuple[str, ...]
    cases: tuple[Case, ...] = ()
    otherwise: str = ""
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A question or derived answer as conditions see it.

    `values`: choice ids, "true"/"false" for yes_no, the declared values of a derived answer.
    `fields`: for rows, each comparable field's values; for a grid, each column's ("" where it has none).
    `only`: a grid's columns that are asked only where another column of the row has one of some choices.
    `rows`: a grid's fixed row ids, each with its own condition; `rows_from`: the choices question that gives them.
    `exclusive`: pairs of choices that may not stand together.
    `at_most`, `offered`, `limits`, `may_be_empty` only narrow what the analysis takes for possible: how many
    choices, when a choice is open at all, the least and greatest number, and which fields of rows may hold
    nothing (optional ones, and lists of choices).
    """

    id: str
    kind: Kind
    values: tuple[str, ...] = ()
    when: Predicate = ALWAYS
    optional: bool = False
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rows: tuple[tuple[str, Predicate], ...] = ()
    rows_from: str = ""
    exclusive: tuple[tuple[str, str], ...] = ()
    at_least: int = 0
    at_most: int | None = None
    offered: tuple[tuple[str, Predicate], ...] = ()
    limits: tuple[Decimal | None, Decimal | None] = (None, None)
    may_be_empty: frozenset[str] = frozenset()
    derivation: Derivation | None = None


Vocabulary = Mapping[str, Variable]
