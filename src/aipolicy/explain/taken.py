"""What a question takes: the rows that a district has, the choices it is offered, and an answer as an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aipolicy.answers import Answers
from aipolicy.answers.emit import Plain, Verbatim, block, flow
from aipolicy.conditions import Facts, evaluate
from aipolicy.conditions.evaluate import Tri
from aipolicy.conditions.predicate import Always
from aipolicy.explain.condition import Because, because
from aipolicy.library import Interview, Question
from aipolicy.library.questions import Choice, Field

WORDS = "your own words"
DATE = Verbatim("2027-01-31")
NONE = "none"
NUMBER, MONEY = 12, 1250
ROWS, SEVERAL = 3, 2
"""How many rows of a grid, and how many of several choices, an example shows."""


@dataclass(frozen=True, slots=True)
class RowTaken:
    """A row of a grid. `asked` is None where that is not known; `only` says when, None where always."""

    id: str
    label: str
    asked: Tri
    only: Because | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a question takes beside what it says itself.

    `example` is an answer as it stands in aipolicy.yaml, line by line; `flow` the same value on one line, as
    `aipolicy set` takes it; `named` the lines that name a CSV file with the rows, () where they cannot stand in one.
    """

    rows: tuple[RowTaken, ...]
    example: tuple[str, ...]
    flow: str
    named: tuple[str, ...]


def taken(
    question: Question, interview: Interview, answers: Answers | None = None, facts: Facts | None = None
) -> Taken:
    """What `question` takes; with answers, in the district that they are of."""
    rows = _rows(question, interview, answers, facts)
    value = _value(question, rows, facts)
    return Taken(
        rows=rows,
        example=_lines(question, value),
        flow=flow(value),
        named=_lines(question, {"file": question.csv}) if question.csv else (),
    )


def offered(choice: Choice, facts: Facts | None) -> Tri:
    """Whether a choice is offered; None where that is not known."""
    return evaluate(choice.when, facts) if facts else True if isinstance(choice.when, Always) else None


def _rows(
    question: Question, interview: Interview, answers: Answers | None, facts: Facts | None
) -> tuple[RowTaken, ...]:
    if question.type != "grid":
        return ()
    vocabulary = interview.vocabulary
    asked = dict(facts.grid_rows(vocabulary[str(question.id)])) if facts else {}
    if question.rows_from:
        source = interview.questions[question.rows_from]
        return tuple(RowTaken(str(c.id), str(c.label), asked.get(str(c.id)), None) for c in source.choices)
    return tuple(
        RowTaken(
            str(row.id),
            str(row.label),
            asked.get(str(row.id)),
            None if isinstance(row.when, Always) else because(row.when, vocabulary, answers, facts),
        )
        for row in question.rows
    )


def _value(question: Question, rows: Sequence[RowTaken], facts: Facts | None) -> Plain:
    """An answer that the reader of the answer file takes."""
    low, high = question.minimum, question.maximum
    if question.type == "rows":
        return [_row(question, number, facts) for number in range(1, max(low or 1, 1) + 1)]
    if question.type == "grid":
        return _grid(question, rows, facts)
    if question.type == "choices":
        return _several(question.choices, facts, low or 0, high)
    return _single(question.type, question.choices, facts, low, high)


def _row(question: Question, number: int, facts: Facts | None) -> dict[str, Plain]:
    given: dict[str, Plain] = {}
    for field in question.fields:
        if field.asked({name: _meant(value) for name, value in given.items()}):
            given[str(field.id)] = _field(field, facts)
    return {"id": f"example-{number}", **given}


def _meant(value: Plain) -> object:
    """A value of the example as a condition of a later field reads it."""
    if isinstance(value, list):
        return tuple(_meant(item) for item in value)
    return value


def _field(field: Field, facts: Facts | None) -> Plain:
    if field.type == "choices":
        return _several(field.choices, facts, 0, None)
    return _single(field.type, field.choices, facts, None, None)


def _grid(question: Question, rows: Sequence[RowTaken], facts: Facts | None) -> dict[str, Plain]:
    """Other choices row by row, so that nobody takes them for what is recommended."""
    shown = [row for row in rows if row.asked] or [row for row in rows if row.asked is not False] or list(rows)
    found: dict[str, Plain] = {}
    for number, row in enumerate(shown[:ROWS]):
        cells: dict[str, str] = {}
        for column in question.columns:
            choices = _possible(column.choices, facts)
            if choices and column.asked(cells):
                cells[str(column.id)] = str(choices[number % len(choices)].id)
        written: Mapping[str, Plain] = {name: Verbatim(cell) for name, cell in cells.items()}
        found[row.id] = written[""] if set(written) == {""} else dict(written)
    return found


def _possible(choices: Sequence[Choice], facts: Facts | None) -> list[Choice]:
    return [choice for choice in choices if offered(choice, facts) is not False] or list(choices)


def _several(choices: Sequence[Choice], facts: Facts | None, low: int, high: int | None) -> list[Plain]:
    possible = _possible(choices, facts)
    # "None" reads as a contradiction beside another choice, also where the library lets it stand there.
    several = 1 if possible[0].id == NONE else SEVERAL
    wanted = max(low, several if high is None else min(several, high))
    found: list[Choice] = []
    for choice in possible:
        clashes = any(choice.id in other.not_with or other.id in choice.not_with for other in found)
        if len(found) < wanted and not clashes:
            found.append(choice)
    return [Verbatim(str(choice.id)) for choice in found]


def _single(type: str, choices: Sequence[Choice], facts: Facts | None, low: int | None, high: int | None) -> Plain:
    match type:
        case "text":
            words = WORDS
            while len(words) < (low or 0):
                words = f"{words} and {WORDS}"
            return words[: high or len(words)].rstrip()
        case "number" | "money":
            wanted = NUMBER if type == "number" else MONEY
            return Decimal(max(low or 0, wanted if high is None else min(high, wanted)))
        case "date":
            return DATE
        case "yes_no":
            return True
    return Verbatim(str(_possible(choices, facts)[0].id))


def _lines(question: Question, value: Plain) -> tuple[str, ...]:
    """The value under the keys of its question, as a save writes it."""
    for name in reversed(str(question.id).split(".")):
        value = {name: value}
    return tuple(block(value, 0)[1])
