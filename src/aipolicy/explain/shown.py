"""An answer in a few words, with the place in the answer file that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from aipolicy.answers import UNDECIDED, Answers, Other, Row
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.conditions import Facts
from aipolicy.problems import Span

State = Literal[
    "answered", "suggested", "reworded", "undecided", "unanswered", "left out", "not asked", "not yet asked"
]
"""suggested: an answer nobody confirmed; reworded: one given to earlier words of the question; left out: optional, and
no answer; not asked: hidden by other answers; not yet asked: whether it is asked waits for another decision."""


@dataclass(frozen=True, slots=True)
class Given:
    """How a question stands: its state, the answer in words ("" where there is none) and where it is written."""

    state: State
    words: str
    span: Span | None


def given(question: str, answers: Answers, facts: Facts) -> Given:
    """How `question` stands in these answers."""
    variable = facts.vocabulary[question]
    if variable.kind == "derived":
        value = facts.derived(question)
        return Given("answered", value, None) if value is not None else Given("undecided", "", None)
    answer = answers.values.get(question)
    visible = facts.visible(question)
    if visible is False:
        return Given("not asked", "", answer.span if answer else None)
    if answer is None:
        state: State = "not yet asked" if visible is None else "left out" if variable.optional else "unanswered"
        return Given(state, "", None)
    if answer.value is UNDECIDED:
        return Given("undecided", "", answer.span)
    decision = answers.decisions.get(question)
    stated: State = "answered"
    if decision is not None and decision.basis in UNCONFIRMED:
        stated = "reworded" if decision.basis == "reworded" else "suggested"
    return Given(stated, words_of(answer.value), answer.span)


def words_of(value: object) -> str:
    """A value as the answer file has it, short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Other):
        return f'"{value.text}"'
    if isinstance(value, Row):
        return value.id
    if isinstance(value, tuple):
        return ", ".join(map(words_of, value)) or "none"
    if isinstance(value, Mapping):
        single = [(row, cells) for row, cells in value.items() if isinstance(cells, Mapping)]
        return ", ".join(f"{row}: {_cells(cells)}" for row, cells in single)
    return " ".join(str(value).split()) if value is not UNDECIDED else "undecided"


def _cells(cells: Mapping[str, str]) -> str:
    if set(cells) == {""}:
        return cells[""]
    return "(" + ", ".join(f"{column} {choice}" for column, choice in cells.items()) + ")" if cells else "undecided"
