"""One district's answers with what follows from them, worked out where it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from aipolicy.answers import UNDECIDED, Answer, Answers, Row, facts_of
from aipolicy.answers.model import NO_PLACE, Value
from aipolicy.assemble.assemble import manual_of
from aipolicy.assemble.body import Filler
from aipolicy.assemble.context import office_name, value_of
from aipolicy.assemble.fill import fill
from aipolicy.assemble.syntax import looped
from aipolicy.assemble.values import Group, Missing
from aipolicy.assemble.values import Value as Words
from aipolicy.conditions import evaluate
from aipolicy.conditions.evaluate import Tri
from aipolicy.document import Clause
from aipolicy.interview.effects_index import VERB, Place
from aipolicy.library import Library, Outline, Question
from aipolicy.library.model import Manual

Cell = tuple[str, str]


class State:
    """What stands with these answers, and as which words. Everything is remembered once it was asked for."""

    def __init__(self, library: Library, answers: Answers) -> None:
        self.library = library
        self.answers = answers
        self.facts = facts_of(answers, library.interview)
        self._stands: dict[int, Tri] = {}
        self._values: dict[str, object] = {}

    @cached_property
    def _manual(self) -> Manual:
        return manual_of(self.library, self.answers)

    @cached_property
    def _filler(self) -> Filler:
        return Filler(self.library, {}, self.facts, str(self._manual.duty_verb), [])

    def built(self, outline: Outline) -> Tri:
        """Whether the document is part of the set."""
        return evaluate(outline.when, self.facts)

    def stands(self, place: Place) -> Tri:
        """Whether the clause stands, as far as its document does."""
        if place.position not in self._stands:
            self._stands[place.position] = evaluate(place.condition, self.facts)
        return self._stands[place.position]

    def prints(self, place: Place) -> bool:
        """Whether the clause stands in a document of the set."""
        return self.stands(place) is True and self.built(place.outline) is True

    def value(self, name: str) -> object:
        """What a name prints: of a question, a derived answer, an office, or the duty verb."""
        if name not in self._values:
            self._values[name] = self._value(name)
        return self._values[name]

    def _value(self, name: str) -> object:
        question = self.library.interview.questions.get(name)
        if question is not None:
            return value_of(question, self.library, self.answers, self.facts)
        if name in self.library.vocabulary:
            known = self.facts.derived(name)
            return Missing(name, name) if known is None else Words(name, "", "", known, known)
        office = self.library.offices.get(name.removeprefix("the."))
        if office is not None:
            return office_name(office, self.answers, self.library, self.facts, self._manual)
        return str(self._manual.duty_verb) if name == VERB else None

    def clause(self, place: Place) -> Clause | None:
        """The clause in this district's words; None where it has none, or cannot be read.

        Nor has it words while what it lists is open: that nothing is on the list would be said too early.
        """
        filler, block = self._filler, place.block
        # Only what this clause names: the whole of a district's answers takes longer than the clause.
        filler.context = _nested({name: self.value(name) for name in sorted(place.prints - {VERB})})
        if block.none:
            filled, _ = fill(block.body, filler.context, filler.functions, block.span)
            if filled is not None and filled.empty_loop and not set(filled.missing).isdisjoint(looped(block.body)):
                return None
        filler.speak_to(str(place.outline.audience))
        return filler.clause(block)[0]


def _nested(flat: Mapping[str, object]) -> dict[str, object]:
    """Values by dotted name as groups in groups, as clauses name them."""
    groups: dict[str, dict[str, object]] = {}
    for name, value in flat.items():
        head, _, rest = name.partition(".")
        groups.setdefault(head, {})[rest] = value
    return {head: found[""] if "" in found else Group(_nested(found)) for head, found in groups.items()}


def fits(question: Question, value: object) -> bool:
    """Whether `value` is of the type that the question's answers have."""
    if value is UNDECIDED:
        return True
    match question.type:
        case "number" | "money":
            return isinstance(value, Decimal)
        case "yes_no":
            return isinstance(value, bool)
        case "choice":
            return isinstance(value, str) and question.choice(value) is not None
        case "choices":
            return isinstance(value, tuple)
        case "rows":
            return isinstance(value, tuple) and all(isinstance(row, Row) for row in value)
        case "grid":
            return isinstance(value, Mapping)
        case _:
            return isinstance(value, str)


def given(answers: Answers, question: str, value: Value) -> Answers:
    """`answers` with this answer."""
    return replace(answers, values={**answers.values, question: Answer(question, value, NO_PLACE)})


def without(answers: Answers, question: str, cell: Cell | None = None) -> Answers:
    """`answers` as if nobody had answered the question, or this one cell of it."""
    cells = answers.value(question)
    if cell is not None and isinstance(cells, Mapping):
        return given(answers, question, with_cell(cells, cell, None))
    return replace(answers, values={id: answer for id, answer in answers.values.items() if id != question})


def with_cell(cells: object, cell: Cell, choice: str | None) -> Mapping[str, Mapping[str, str]]:
    """The cells of a grid with `choice` in one of them, None: nothing there. `cells` is any answer to the grid."""
    made = {row: dict(inner) for row, inner in cells.items()} if isinstance(cells, Mapping) else {}
    row, column = cell
    inner = made.setdefault(row, {})
    inner.pop(column, None)
    if choice is not None:
        inner[column] = choice
    return {row: inner for row, inner in made.items() if inner}
