"""What conditions can and cannot do, exactly, over every combination of decided answers.

Nothing is sampled and nothing is guessed: what would cost too much raises `TooLarge`.

Decided answers suffice. With undecided ones a predicate that is true stays true however the rest is
decided (`not`, `any`, `all` and the comparisons only ever settle an unknown), so if two clauses of a
group could stand together in a half-decided file, they could in a decided one; and a reference that
holds in every decided file is never broken by deciding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aipolicy.conditions.diagram import FALSE, MOST_NODES, Node, TooLarge
from aipolicy.conditions.predicate import ALWAYS, Predicate
from aipolicy.conditions.space import Space
from aipolicy.conditions.vocabulary import Vocabulary

__all__ = [
    "Analysis",
    "Miscount",
    "TooLarge",
    "Witness",
    "exactly_one",
    "implies",
    "influences",
    "satisfiable",
    "unreachable",
]


@dataclass(frozen=True, slots=True)
class Witness:
    """Answers that show it, as (question or cell, answer); questions not named may be answered in any way."""

    answers: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return ", ".join(f"{name}: {answer}" for name, answer in self.answers) or "any answers"


@dataclass(frozen=True, slots=True)
class Miscount:
    """Answers under which none, or several, of some predicates hold; `which` are the places of two that do."""

    kind: Literal["none", "several"]
    witness: Witness
    which: tuple[int, ...] = ()


class Analysis:
    """Questions about one vocabulary. What is learned for one predicate is kept for the next."""

    def __init__(self, vocabulary: Vocabulary, cap: int = MOST_NODES) -> None:
        self.space = Space(vocabulary, cap)

    def satisfiable(self, predicate: Predicate) -> Witness | None:
        """Answers that make the predicate true, or None where there are none. Raises TooLarge."""
        return self._witness(self.space.truth(predicate).yes)

    def implies(self, a: Predicate, b: Predicate) -> Witness | None:
        """Answers under which `a` is true and `b` is not, or None where there are none. Raises TooLarge."""
        d = self.space.diagrams
        return self._witness(d.both(self.space.truth(a).yes, d.negate(self.space.truth(b).yes)))

    def exactly_one(self, predicates: Sequence[Predicate], under: Predicate = ALWAYS) -> tuple[Miscount, ...]:
        """How the predicates fail to be true one at a time where `under` is true. Raises TooLarge.

        At most one "none", and a "several" for each pair that can be true together.
        """
        d, found = self.space.diagrams, []
        scope = self.space.truth(under).yes
        nodes = [d.both(scope, self.space.truth(predicate).yes) for predicate in predicates]
        none = scope
        for node in nodes:
            none = d.both(none, d.negate(node))
        witness = self._witness(none)
        if witness is not None:
            found.append(Miscount("none", witness))
        for second, node in enumerate(nodes):
            for first in range(second):
                witness = self._witness(d.both(nodes[first], node))
                if witness is not None:
                    found.append(Miscount("several", witness, (first, second)))
        return tuple(found)

    def mentioned(self, predicate: Predicate) -> frozenset[str]:
        """The questions (derived answers and visibility followed) that a predicate could depend on."""
        levels = self.space.diagrams.levels(self.space.truth(predicate).yes)
        return frozenset(self.space.levels[level].question for level in levels)

    def matters(self, question: str, predicate: Predicate) -> bool:
        """Whether changing only this answer can make the predicate true, or no longer true. Raises TooLarge."""
        d = self.space.diagrams
        yes = self.space.truth(predicate).yes
        levels = frozenset(level for level in d.levels(yes) if self.space.levels[level].question == question)
        if not levels:
            return False
        legal = self.space.legal(yes)
        own = frozenset(n for n, level in enumerate(self.space.levels) if level.question == question)
        true, other = d.both(yes, legal), d.both(d.negate(yes), legal)
        return d.both(d.without(true, own), d.without(other, own)) != FALSE

    def _witness(self, node: Node) -> Witness | None:
        node = self.space.diagrams.both(node, self.space.legal(node))
        if node == FALSE:
            return None
        said: dict[str, str] = {}
        chosen: dict[str, list[str]] = {}
        for number, value in self.space.diagrams.path(node):
            level = self.space.levels[number]
            answer = level.values[value]
            kind = self.space.vocabulary[level.question].kind
            if kind == "choices" and level.key:
                chosen.setdefault(level.question, []).extend([answer] if answer else [])
            elif kind == "rows" and level.key:
                chosen.setdefault(level.question, []).append(answer)
            elif kind == "grid" and level.key:
                said[f"{level.question}.{level.key}"] = answer
            else:
                said[level.question] = answer
        for question, options in chosen.items():
            if said.get(question) != "left out":
                said[question] = "; ".join(options) or "none of these"
        return Witness(tuple(sorted(said.items())))


def satisfiable(predicate: Predicate, vocabulary: Vocabulary) -> Witness | None:
    """See `Analysis.satisfiable`."""
    return Analysis(vocabulary).satisfiable(predicate)


def implies(a: Predicate, b: Predicate, vocabulary: Vocabulary) -> Witness | None:
    """See `Analysis.implies`."""
    return Analysis(vocabulary).implies(a, b)


def exactly_one(
    predicates: Sequence[Predicate], vocabulary: Vocabulary, under: Predicate = ALWAYS
) -> tuple[Miscount, ...]:
    """See `Analysis.exactly_one`."""
    return Analysis(vocabulary).exactly_one(predicates, under)


def influences(vocabulary: Vocabulary, predicates: Mapping[str, Predicate]) -> Mapping[str, frozenset[str]]:
    """For each question the keys of the predicates that it alone can change: see `Analysis.matters`."""
    analysis = Analysis(vocabulary)
    found: dict[str, set[str]] = {id: set() for id, variable in vocabulary.items() if variable.kind != "derived"}
    for key, predicate in predicates.items():
        for question in analysis.mentioned(predicate):
            if analysis.matters(question, predicate):
                found[question].add(key)
    return {question: frozenset(keys) for question, keys in found.items()}


def unreachable(predicates: Mapping[str, Predicate], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The keys of the predicates that no answers make true. Raises TooLarge."""
    analysis = Analysis(vocabulary)
    return tuple(key for key, predicate in predicates.items() if analysis.satisfiable(predicate) is None)
