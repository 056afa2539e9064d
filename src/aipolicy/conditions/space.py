"""All decided combinations of answers, and predicates as exact functions over them.

A *combination* gives every question a value, hidden questions too (their value then changes nothing),
so that "changing only this answer" is meaningful. What a combination fixes, question by question:

- choice, yes_no: the choice; text: that it is there; number, money, date: the stretch between band bounds;
- choices: one yes or no an option, as `exclusive`, `at_least`, `at_most` allow;
- grid: the choice of every cell (a grid may be `some`-tested or compared cell by cell, exactly);
- rows: for every `some:` test whether some row fits; only what some set of possible rows can fit together;
- an optional question may also be left out.

Derived answers, visibility and grid rows are computed from these as `evaluate` does, with three values:
a predicate is a pair of diagrams, where it is true and where it is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from aipolicy.conditions.diagram import FALSE, MOST_NODES, TRUE, Diagrams, Node
from aipolicy.conditions.domains import Test, kinds_of_row, stretches
from aipolicy.conditions.predicate import All, Always, Answered, AnyOf, Includes, Is, Not, Predicate, Some
from aipolicy.conditions.vocabulary import Variable, Vocabulary

LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a predicate is true and where it is false; elsewhere it is unknown."""

    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Level:
    """One diagram variable: whose answer it is part of (`key`: option, "row.column" or test), and its values."""

    question: str
    key: str
    values: tuple[str, ...]


class Space:
    """The combinations of a vocabulary. Raises TooLarge where exactness would cost too much."""

    def __init__(self, vocabulary: Vocabulary, cap: int = MOST_NODES) -> None:
        self.vocabulary = vocabulary
        self.diagrams = Diagrams(cap)
        self.levels: list[Level] = []
        self._levels: dict[tuple[str, str], int] = {}
        self._truths: dict[Predicate, Truth] = {}
        self._tests: dict[int, Test] = {}
        self._legal: dict[tuple[str, frozenset[int]], Node] = {}

    def truth(self, predicate: Predicate) -> Truth:
        found = self._truths.get(predicate)
        if found is None:
            found = self._truths[predicate] = self._truth(predicate)
        return found

    def _truth(self, predicate: Predicate) -> Truth:
        match predicate:
            case Always():
                return Truth(TRUE, FALSE)
            case Not(part):
                inner = self.truth(part)
                return Truth(inner.no, inner.yes)
            case All(parts):
                return self._all(map(self.truth, parts))
            case AnyOf(parts):
                return self._any(map(self.truth, parts))
            case Is(question, values, row, column):
                variable = self.vocabulary[question]
                if row:
                    return self._cell(variable, row, self._row_shown(variable, row), column, values)
                if variable.kind == "derived":
                    return self._derived(variable, values)
                return self._root(variable, lambda: self._value(variable, values))
            case Answered(question):
                variable = self.vocabulary[question]
                if variable.kind == "derived":
                    return Truth(self._derived(variable, variable.values).yes, FALSE)
                return self._root(variable, lambda: TRUE)
            case Includes(question, values):
                variable = self.vocabulary[question]
                return self._root(variable, lambda: self._union(self._option(variable, v) for v in values))
            case Some(question, test):
                variable = self.vocabulary[question]
                if variable.kind == "grid":
                    return self._some_cell(variable, test)
                return self._root(variable, lambda: self._row_fits(variable, test))

    def _all(self, parts: Iterable[Truth]) -> Truth:
        found = list(parts)
        return Truth(self._meet(p.yes for p in found), self._union(p.no for p in found))

    def _any(self, parts: Iterable[Truth]) -> Truth:
        found = list(parts)
        return Truth(self._union(p.yes for p in found), self._meet(p.no for p in found))

    def _meet(self, nodes: Iterable[Node]) -> Node:
        return reduce(self.diagrams.both, nodes, TRUE)

    def _union(self, nodes: Iterable[Node]) -> Node:
        return reduce(self.diagrams.either, nodes, FALSE)

    def _level(self, question: str, key: str, values: tuple[str, ...]) -> int:
        found = self._levels.get((question, key))
        if found is None:
            found = self._levels[question, key] = self.diagrams.variable(len(values))
            self.levels.append(Level(question, key, values))
        return found

    def _flag(self, question: str, key: str, values: tuple[str, str]) -> Node:
        return self.diagrams.literal(self._level(question, key, values), frozenset((1,)))

    def _value(self, variable: Variable, wanted: Iterable[str]) -> Node:
        """Where a question with one value has one of `wanted`; being left out is the value LEFT_OUT."""
        values = variable.values or ("answered",)
        if variable.kind in ("number", "money", "date"):
            values = tuple(map(str, stretches(variable.id, self.vocabulary)))
        if variable.optional:
            values = (*values, LEFT_OUT)
        level = self._level(variable.id, "", values)
        return self.diagrams.literal(level, frozenset(values.index(value) for value in wanted if value in values))

    def _present(self, variable: Variable) -> Node:
        if not variable.optional:
            return TRUE
        if variable.kind in ("choices", "rows", "grid"):
            return self._flag(variable.id, "", (LEFT_OUT, "answered"))
        return self.diagrams.negate(self._value(variable, (LEFT_OUT,)))

    def _root(self, variable: Variable, fits: Callable[[], Node]) -> Truth:
        """A comparison with a question: false where it is hidden, left out or does not fit.

        `fits` is called last: a question stands below those that show or hide it, so that a witness
        speaks of it only where it is asked.
        """
        both, visible = self.diagrams.both, self.truth(variable.when)
        right = both(self._present(variable), fits())
        return Truth(
            both(visible.yes, right),
            self.diagrams.either(visible.no, both(visible.yes, self.diagrams.negate(right))),
        )

    def _option(self, variable: Variable, value: str) -> Node:
        for option in variable.values:
            self._level(variable.id, option, ("", option))
        return self._flag(variable.id, value, ("", value))

    def _row_fits(self, variable: Variable, test: Test) -> Node:
        wanted = ", ".join(f"{name} {' or '.join(values)}" for name, values in test) or "anything"
        node = self._flag(variable.id, wanted, (f"no row with {wanted}", f"a row with {wanted}"))
        self._tests[self._levels[variable.id, wanted]] = test
        return node

    def _row_shown(self, variable: Variable, row: str) -> Truth:
        if variable.rows_from:
            return self.truth(Includes(variable.rows_from, (row,)))
        return self.truth(next(when for name, when in variable.rows if name == row))

    def _cell(self, variable: Variable, row: str, shown: Truth, column: str, values: tuple[str, ...]) -> Truth:
        both, negate = self.diagrams.both, self.diagrams.negate
        visible = self._all((self.truth(Answered(variable.id)), shown))
        key, choices = f"{row}.{column}".rstrip("."), variable.fields[column]
        level = self._level(variable.id, key, choices)
        wanted = self.diagrams.literal(level, frozenset(choices.index(v) for v in values))
        return Truth(both(visible.yes, wanted), self.diagrams.either(visible.no, both(visible.yes, negate(wanted))))

    def _some_cell(self, variable: Variable, test: Test) -> Truth:
        source = self.vocabulary[variable.rows_from].values if variable.rows_from else None
        rows = source if source is not None else tuple(row for row, _ in variable.rows)
        found = []
        for row in rows:
            shown = self._row_shown(variable, row)
            found.append(self._all((shown, *(self._cell(variable, row, shown, c, v) for c, v in test))))
        return self._all((self.truth(Answered(variable.id)), self._any(found)))

    def _derived(self, variable: Variable, wanted: tuple[str, ...]) -> Truth:
        """Where the derived answer is, and is not, one of `wanted`; elsewhere it is unknown."""
        yes = no = FALSE
        for value, where in self._outcomes(variable):
            if value in wanted:
                yes = self.diagrams.either(yes, where)
            elif value:
                no = self.diagrams.either(no, where)
        return Truth(yes, no)

    def _outcomes(self, variable: Variable) -> list[tuple[str, Node]]:
        """Each value with where the derived answer has it."""
        derivation, both, either = variable.derivation, self.diagrams.both, self.diagrams.either
        assert derivation is not None, variable.id
        found: list[tuple[str, Node]] = []
        if derivation.bands:
            source = self.vocabulary[derivation.inputs[0]]
            visible = self.truth(source.when)
            left = both(visible.yes, self._value(source, (LEFT_OUT,)))
            found.append((derivation.otherwise, either(visible.no, left)))
            for stretch in stretches(source.id, self.vocabulary):
                value = next((b.value for b in derivation.bands if stretch.within(b)), derivation.otherwise)
                found.append((value, both(visible.yes, self._value(source, (str(stretch),)))))
            return found
        still = TRUE
        for case in derivation.cases:
            truth = self.truth(case.when)
            found.append((case.value, both(still, truth.yes)))
            still = both(still, truth.no)
        return [*found, (derivation.otherwise, still)]

    def legal(self, *functions: Node) -> Node:
        """The combinations of real answers, as far as the questions that these functions depend on."""
        touched: dict[str, frozenset[int]] = {}
        done: dict[str, frozenset[int]] = {}
        rules: list[Node] = []
        waiting = list(functions)
        while waiting:
            for level in sorted(level for node in waiting for level in self.diagrams.levels(node)):
                question = self.levels[level].question
                touched[question] = touched.get(question, frozenset()) | {level}
            waiting = []
            for question, levels in touched.items():
                if done.get(question) != levels:
                    done[question] = levels
                    waiting.append(self._rule(self.vocabulary[question], levels))
            rules += waiting
        return self._meet(rules)

    def _rule(self, variable: Variable, levels: frozenset[int]) -> Node:
        key = (variable.id, levels if variable.kind == "rows" else frozenset[int]())
        found = self._legal.get(key)
        if found is None:
            if variable.kind == "rows":
                found = self._rows_rule(variable, sorted(levels & self._tests.keys()))
            else:
                found = self._choices_rule(variable) if variable.kind == "choices" else TRUE
                found = self.diagrams.both(found, self._offered_rule(variable))
            self._legal[key] = found
        return found

    def _choices_rule(self, variable: Variable) -> Node:
        if not (variable.exclusive or variable.at_least or variable.at_most is not None):
            return TRUE
        negate, both, either = self.diagrams.negate, self.diagrams.both, self.diagrams.either
        options = [self._option(variable, value) for value in variable.values]
        most = len(options) if variable.at_most is None else variable.at_most
        counts = [TRUE if variable.at_least <= n <= most else FALSE for n in range(len(options) + 1)]
        for option in reversed(options):
            counts = [
                either(both(option, more), both(negate(option), fewer))
                for fewer, more in zip(counts, [*counts[1:], FALSE], strict=True)
            ]
        result = counts[0]
        for a, b in variable.exclusive:
            result = both(result, negate(both(self._option(variable, a), self._option(variable, b))))
        return result

    def _offered_rule(self, variable: Variable) -> Node:
        result, both, negate = TRUE, self.diagrams.both, self.diagrams.negate
        for choice, when in variable.offered:
            test = Includes if variable.kind == "choices" else Is
            chosen = self.truth(test(variable.id, (choice,))).yes
            result = both(result, negate(both(chosen, self.truth(when).no)))
        return result

    def _rows_rule(self, variable: Variable, levels: list[int]) -> Node:
        """A test is passed only where some possible row passes it, and no test that is not passed."""
        literals = [self.diagrams.literal(level, frozenset((1,))) for level in levels]
        kinds = kinds_of_row(variable, (self._tests[level] for level in levels))
        result = TRUE
        for bit, literal in enumerate(literals):
            passing = [kind for kind in kinds if kind >> bit & 1]
            least = [kind for kind in passing if not any(k != kind and k & kind == k for k in passing)]
            ways = (self._meet(n for i, n in enumerate(literals) if kind >> i & 1) for kind in sorted(least))
            result = self.diagrams.both(result, self.diagrams.either(self.diagrams.negate(literal), self._union(ways)))
        return result
