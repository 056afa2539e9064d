"""Three-valued evaluation (Kleene): None is unknown and passes through not, any and all.

Undecided or unanswered is unknown. A question hidden by its own condition is false, and so is an
optional question that was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from aipolicy.conditions.predicate import All, Always, Answered, AnyOf, Includes, Is, Not, Predicate, Some
from aipolicy.conditions.vocabulary import Variable, Vocabulary

Tri: TypeAlias = bool | None
Fact: TypeAlias = "str | Decimal | frozenset[str] | tuple[Mapping[str, object], ...] | Mapping[str, object]"
"""One answer as conditions see it, by kind: choice, yes_no ("true"/"false"), text and date: str;
number and money: Decimal; choices: frozenset; rows: a tuple of mappings field -> str or frozenset;
grid: a mapping row -> choice, or row -> {column: choice}. What is missing is undecided."""


class Facts:
    """Answers to evaluate against: `known` maps question ids to facts; what is missing is undecided.

    An optional question that is missing was left out, and so is false, unless `undecided` names it.
    Visibility and derived answers are computed once and kept.
    """

    def __init__(
        self, vocabulary: Vocabulary, known: Mapping[str, Fact], undecided: frozenset[str] = frozenset()
    ) -> None:
        self.vocabulary = vocabulary
        self.known = known
        self.undecided = undecided
        self._visible: dict[str, Tri] = {}
        self._derived: dict[str, str | None] = {}

    def visible(self, question: str) -> Tri:
        """Whether the question is asked at all."""
        if question not in self._visible:
            self._visible[question] = evaluate(self.vocabulary[question].when, self)
        return self._visible[question]

    def derived(self, name: str) -> str | None:
        """The value of a derived answer, None while unknown."""
        if name not in self._derived:
            self._derived[name] = self._derive(self.vocabulary[name])
        return self._derived[name]

    def _derive(self, variable: Variable) -> str | None:
        derivation = variable.derivation
        assert derivation is not None, variable.id
        if derivation.bands:
            fact = self.known.get(derivation.inputs[0])
            if fact is None or self.visible(derivation.inputs[0]) is not True:
                absent = self._absent(self.vocabulary[derivation.inputs[0]])
                return (derivation.otherwise or None) if absent else None
            for band in derivation.bands:
                above = band.lowest is None or band.lowest <= fact  # type: ignore[operator]  # same type by loading
                if above and (band.below is None or fact < band.below):  # type: ignore[operator]
                    return band.value
            return derivation.otherwise or None
        for case in derivation.cases:
            truth = evaluate(case.when, self)
            if truth is None:
                return None
            if truth:
                return case.value
        return derivation.otherwise or None

    def _absent(self, variable: Variable) -> bool:
        """Known not to be answered: hidden, or optional and left out."""
        hidden = self.visible(variable.id) is False
        return hidden or (self._left_out(variable) and self.visible(variable.id) is True)

    def _left_out(self, variable: Variable) -> bool:
        return variable.optional and variable.id not in self.known and variable.id not in self.undecided

    def fact(self, question: str) -> tuple[Fact | None, Tri]:
        """The fact and what a comparison with it is when there is none: False where absent, None where unknown."""
        variable = self.vocabulary[question]
        if variable.kind == "derived":
            return self.derived(question), None
        visible = self.visible(question)
        if visible is False:
            return None, False
        found = self.known.get(question)
        if found is None:
            return None, False if self._left_out(variable) and visible else None
        return (found, None) if visible else (None, None)

    def grid_rows(self, variable: Variable) -> tuple[tuple[str, Tri], ...]:
        """The rows of a grid and whether each is asked."""
        if not variable.rows_from:
            return tuple((row, evaluate(when, self)) for row, when in variable.rows)
        chosen, missing = self.fact(variable.rows_from)
        source = self.vocabulary[variable.rows_from]
        if chosen is None:
            return tuple((row, missing) for row in source.values)
        assert isinstance(chosen, frozenset)
        return tuple((row, row in chosen) for row in source.values)


def evaluate(predicate: Predicate, facts: Facts) -> Tri:
    """True, False, or None where what is known does not settle it."""
    match predicate:
        case Always():
            return True
        case Not(part):
            truth = evaluate(part, facts)
            return None if truth is None else not truth
        case All(parts):
            return all_of(evaluate(part, facts) for part in parts)
        case AnyOf(parts):
            return any_of(evaluate(part, facts) for part in parts)
        case Answered(question):
            fact, missing = facts.fact(question)
            return missing if fact is None else True
        case Includes(question, values):
            fact, missing = facts.fact(question)
            return missing if fact is None else not frozenset(values).isdisjoint(fact)  # type: ignore[arg-type]
        case Is(question, values, row, column):
            if row:
                return _cell(facts, facts.vocabulary[question], row, column, values)
            fact, missing = facts.fact(question)
            return missing if fact is None else fact in values
        case Some(question, test):
            return _some(facts, facts.vocabulary[question], test)


def all_of(truths: Iterable[Tri]) -> Tri:
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def any_of(truths: Iterable[Tri]) -> Tri:
    unknown = False
    for truth in truths:
        if truth:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def _some(facts: Facts, variable: Variable, test: tuple[tuple[str, tuple[str, ...]], ...]) -> Tri:
    if variable.kind == "grid":
        if _absent(facts, variable):
            return False
        visible = facts.visible(variable.id)
        found = any_of(
            all_of((shown, *(_cell(facts, variable, row, column, values) for column, values in test)))
            for row, shown in facts.grid_rows(variable)
            if shown is not False
        )
        return all_of((visible, found))
    fact, missing = facts.fact(variable.id)
    if fact is None:
        return missing
    assert isinstance(fact, tuple)
    return any_of(all_of(_field(row.get(name), values) for name, values in test) for row in fact)


def _field(fact: object, values: tuple[str, ...]) -> Tri:
    """A row's field against values; a field left out is false, one marked undecided (None held) is unknown."""
    if fact is None:
        return False
    if fact == "undecided":
        return None
    if isinstance(fact, frozenset):
        return not fact.isdisjoint(values)
    return fact in values


def _absent(facts: Facts, variable: Variable) -> bool:
    """Whether a grid is hidden or left out, so that no cell of it is answered."""
    fact, missing = facts.fact(variable.id)
    return fact is None and missing is False


def _cell(facts: Facts, variable: Variable, row: str, column: str, values: tuple[str, ...]) -> Tri:
    shown = next((shown for name, shown in facts.grid_rows(variable) if name == row), False)
    visible = all_of((facts.visible(variable.id), shown))
    if visible is False or _absent(facts, variable):
        return False
    fact = facts.known.get(variable.id)
    cell = fact.get(row) if isinstance(fact, Mapping) else None
    if isinstance(cell, Mapping):
        cell = cell.get(column)
    if cell is None or visible is None:
        return None
    return cell in values
