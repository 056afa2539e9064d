"""Conditions: closed predicates over answers, with three values (true, false, None for unknown).

Who asks what can be true together imports `analysis`; a build does not.
"""

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
    "Answered",
    "AnyOf",
    "Band",
    "Case",
    "Derivation",
    "Facts",
    "Includes",
    "Is",
    "Not",
    "Predicate",
    "Some",
    "Variable",
    "Vocabulary",
    "evaluate",
    "parse",
    "questions_of",
]
