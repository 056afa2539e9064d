"""What is decided where somebody takes a stance: its answers, and the suggestions for all that it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aipolicy.conditions import ALWAYS, Facts, Variable, evaluate
from aipolicy.conditions.evaluate import Fact
from aipolicy.library import Library, Stance, stance_values, suggested_value
from aipolicy.library.stances import StanceAnswer


def facts_under(stance: Stance, library: Library) -> Facts:
    """The facts of a district that takes the stance and every suggestion; its own facts and counsel's answers open.

    A question or row counts as asked unless these answers hide it: some district is asked it.
    """
    values: dict[str, StanceAnswer] = {}
    for id, question in library.interview.questions.items():
        suggested = None if question.fact or question.for_counsel else suggested_value(question, library.interview)
        if suggested is not None:
            values[id] = suggested
    values |= stance_values(stance, library.interview)
    known = {id: _fact(value) for id, value in values.items()}
    first = Facts(library.vocabulary, known)
    asked = {id: _asked(library.vocabulary[id], first) for id in known}
    return Facts({**library.vocabulary, **asked}, known)


def _asked(variable: Variable, facts: Facts) -> Variable:
    rows = tuple((row, when if evaluate(when, facts) is False else ALWAYS) for row, when in variable.rows)
    when = variable.when if facts.visible(variable.id) is False else ALWAYS
    return replace(variable, when=when, rows=rows)


def _fact(value: StanceAnswer) -> Fact:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return frozenset(value)
    if isinstance(value, Mapping):
        return {row: cells[""] if "" in cells else dict(cells) for row, cells in value.items()}
    return value
