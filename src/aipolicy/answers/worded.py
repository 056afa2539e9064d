"""Values as messages show them: labels instead of ids."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.answers.emit import Plain
from aipolicy.library.questions import Question


def worded(question: Question, value: Plain) -> str:
    """A value of a question in a few words."""
    return ", ".join(_labels(question, value))[:160] or "none"


def _labels(question: Question, value: Plain) -> Iterator[str]:
    choices = [*question.choices, *(c for column in question.columns for c in column.choices)]
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, bool):
            yield "yes" if one else "no"
        elif isinstance(one, dict):
            yield str(one.get("other") or one.get("id"))
        else:
            yield next((f"'{c.label}'" for c in choices if c.id == one), f"'{one}'")
