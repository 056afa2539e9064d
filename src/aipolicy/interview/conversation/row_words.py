"""A row of a list as a person reads it: its name, and what stands in each field, by the labels of the choices."""

from __future__ import annotations

from decimal import Decimal

from aipolicy.answers import UNDECIDED, Other, Row
from aipolicy.library.questions import Field, Question

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
    value = row.fields.get(str(field.id))
    if value is None:
        return ""
    if value is UNDECIDED:
        return "not decided"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"${value:,}" if field.type == "money" else f"{value:,}"
    labels = {str(choice.id): str(choice.label) for choice in field.choices}
    items = value if isinstance(value, tuple) else (value,)
    words = (item.text if isinstance(item, Other) else labels.get(str(item), str(item)) for item in items)
    return "; ".join(" ".join(each.split()) for each in words)
