"""Conditions: closed predicates over answers, with three values (true, false, None for unknown)."""

from aipolicy.conditions.analysis import (
    Analysis,
    Miscount,
    TooLarge,
    Witness,
    exactly_one,
    implies,
    influences,
    satisfiable,
    unreachable,
)
from aipolicy.conditions.evaluate import Facts, evaluate
from aipolicy.conditions.parse import parse
from aipolicy.conditions.predicate import (
    ALWAYS,
    All,
    Always,
    Answered,
    AnyOf,
    Includes,
    Is,
    Not,
    Predicate,
    Some,
    questions_of,
)
from aipolicy.conditions.vocabulary import Band, Case, Derivation, Variable, Vocabulary

__all__ = [
    "ALWAYS",
    "All",
    "Always",
    "Analysis",
    "Answered",
    "AnyOf",
    "Band",
    "Case",
    "Derivation",
    "Facts",
    "Includes",
    "Is",
    "Miscount",
    "Not",
    "Predicate",
    "Some",
    "TooLarge",
    "Variable",
    "Vocabulary",
    "Witness",
    "evaluate",
    "exactly_one",
    "implies",
    "influences",
    "parse",
    "questions_of",
    "satisfiable",
    "unreachable",
]
