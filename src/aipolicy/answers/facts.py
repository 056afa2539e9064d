"""From answers to what conditions compare."""

from __future__ import annotations

from decimal import Decimal

from aipolicy.answers.model import UNDECIDED, Answers, FieldValue, Other, Row, Value
from aipolicy.conditions import Facts
from aipolicy.conditions.evaluate import Fact
from aipolicy.library.questions import Interview, Question

OWN_WORDS = "other"


def facts_of(answers: Answers, interview: Interview) -> Facts:
    """The facts of these answers: what is undecided or missing is left out, and so unknown."""
    known: dict[str, Fact] = {}
    for id, answer in answers.values.items():
        fact = _fact(answer.value, interview.questions[id])
        if fact is not None:
            known[id] = fact
    undecided = frozenset(id for id, answer in answers.values.items() if answer.value is UNDECIDED)
    return Facts(interview.vocabulary, known, undecided)


def _fact(value: Value, question: Question) -> Fact | None:
    if value is UNDECIDED:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | Decimal):
        return value
    if isinstance(value, tuple):
        if question.type == "rows":
            return tuple(_row(row) for row in value if isinstance(row, Row))
        return frozenset(OWN_WORDS if isinstance(item, Other) else str(item) for item in value)
    single = {str(column.id) for column in question.columns} == {""}
    return {row: cells[""] if single else dict(cells) for row, cells in value.items()}


def _row(row: Row) -> dict[str, object]:
    return {name: _field(value) for name, value in row.fields.items()}


def _field(value: FieldValue) -> object:
    if value is UNDECIDED:
        return "undecided"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return frozenset(OWN_WORDS if isinstance(item, Other) else item for item in value)
    return value
