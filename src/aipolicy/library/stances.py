"""The answers that a stance, or a question's own suggestion, stands for, as an answer file holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from aipolicy.library.questions import Column, Interview, Question, Stance, StanceValue, Suggestion

StanceAnswer: TypeAlias = str | bool | tuple[str, ...] | Mapping[str, Mapping[str, str]]
"""choice: its id; yes_no: bool; choices: ids; grid: row -> column ("" where the grid has none) -> choice id."""


def stance_values(stance: Stance, interview: Interview) -> dict[str, StanceAnswer]:
    """What the stance answers, in asking order, grids row by row.

    A cell that the stance leaves out takes the grid's own suggestion, and is missing where there is none. All
    rows of a grid are there, those hidden by other answers too. What the interview does not know is left out.
    """
    found: dict[str, StanceAnswer] = {}
    for id, question in interview.questions.items():
        value = stance.answers.get(id)
        if value is None:
            continue
        if question.type != "grid":
            found[id] = value if not isinstance(value, Mapping) else {}
            continue
        cells = _cells(question, interview, value)
        if cells:
            found[id] = cells
    return found


def suggested_value(question: Question, interview: Interview) -> StanceAnswer | None:
    """What the question itself suggests, in the same form; None where it suggests nothing.

    A question for counsel keeps its suggestion, for whoever shows it; nobody answers with it unasked.
    """
    if question.type == "grid":
        return _cells(question, interview, None) or None
    suggest = question.suggest
    if suggest is None or isinstance(suggest, Mapping):
        return None
    if question.type == "yes_no":
        return suggest == "true"
    return (suggest,) if question.type == "choices" and isinstance(suggest, str) else suggest


def row_ids(question: Question, interview: Interview) -> tuple[str, ...]:
    """The ids of a grid's rows, hidden ones included."""
    if question.rows_from:
        source = interview.questions.get(question.rows_from)
        return tuple(str(choice.id) for choice in source.choices) if source else ()
    return tuple(str(row.id) for row in question.rows)


def _cells(question: Question, interview: Interview, value: StanceValue | None) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in row_ids(question, interview):
        cells: dict[str, str] = {}
        for column in question.columns:
            name = str(column.id)
            choice = _stated(value, row, name) or suggested_cell(question, column, row)
            if choice and column.asked(cells):
                cells[name] = choice
        if cells:
            found[row] = cells
    return found


def _stated(value: StanceValue | None, row: str, column: str) -> str:
    if isinstance(value, str):
        return value
    at_row = value.get(row) if isinstance(value, Mapping) else None
    if isinstance(at_row, str):
        return at_row
    return at_row.get(column, "") if at_row is not None else ""


def suggested_cell(question: Question, column: Column, row: str) -> str:
    """The choice that the question suggests for one cell of a grid, or ""."""
    suggest: Suggestion = column.suggest if column.suggest is not None else question.suggest
    if isinstance(suggest, Mapping):
        return suggest.get(row, "")
    return suggest if isinstance(suggest, str) else ""
