"""A value as a person reads it, by the labels of its choices; a row of a list by its name and its fields."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from aipolicy.answers import UNDECIDED, Other, Row
from aipolicy.library.questions import Choice, Field, Question

LONGEST_NAME = 80


def row_name(row: Row, question: Question) -> str:
    """What a person knows a row by: its first field in words, or its id.

    Where that is a choice, which many rows may share, with the first text behind it: "Copyright: 2131".
    """
    said = [(field, field_words(row, field)) for field in question.fields if _says(row, field)]
    if not said:
        return row.id
    (first, name), *rest = said
    text = next((words for field, words in rest if field.type == "text"), "")
    if first.choices and text:
        name = f"{name}: {text}"
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 3].rsplit(' ', 1)[0]}..."


def _says(row: Row, field: Field) -> bool:
    value = row.fields.get(str(field.id))
    return isinstance(value, str | tuple) and bool(value)


def field_words(row: Row, field: Field) -> str:
    """A field on one line, "" where it was left out."""
    return value_words(row.fields.get(str(field.id)), field.type, field.choices)


def value_words(value: object, type: str, choices: Sequence[Choice]) -> str:
    """A value of a question or of a field (`type`, one of these `choices`) on one line, "" where there is none."""
    if value is None:
        return ""
    if value is UNDECIDED:
        return "not decided"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"${value:,}" if type == "money" else f"{value:,}"
    labels = {str(choice.id): str(choice.label) for choice in choices}
    items = value if isinstance(value, tuple) else (value,)
    words = (item.text if isinstance(item, Other) else labels.get(str(item), str(item)) for item in items)
    return "; ".join(" ".join(each.split()) for each in words)
