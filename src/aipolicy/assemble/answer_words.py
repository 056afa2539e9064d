"""An answer in a few words, as the register of decisions prints it; every word knows its question."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aipolicy.answers import Answers
from aipolicy.assemble import words
from aipolicy.assemble.context import grid_rows, value_of
from aipolicy.assemble.values import Items, Record, Records, Value
from aipolicy.conditions import Facts
from aipolicy.document import Filled, Inline, Text
from aipolicy.library import Library, Question
from aipolicy.library.questions import Column

LONGEST = 600
MOST_NAMES = 12
MOST_ROWS = 12


def answer_in_words(
    question: Question, library: Library, answers: Answers, facts: Facts, without: Collection[str] = ()
) -> tuple[Inline, ...]:
    """The answer to a question: a text as it is, rows as their number and names, a grid by its choices.

    `without` are rows of a grid that are left out. Nothing where there is no answer.
    """
    if question.type == "grid":
        return _grid(question, library, answers, facts, without)
    match value_of(question, library, answers, facts):
        case Value() as value:
            return (_filled(value),)
        case Items(_, items):
            return tuple(_listed([(_filled(item),) for item in items])) or (Text("none"),)
        case Records(_, rows):
            return _rows(question, rows)
        case _:
            return ()


def _filled(value: Value) -> Filled:
    return Filled(value.question, value.row, value.field, _shortened(value.text))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0]} ... (shortened here)"


def _listed(items: list[tuple[Inline, ...]]) -> list[Inline]:
    """Semicolons, because names and labels have commas of their own."""
    made: list[Inline] = []
    for item in items:
        made += [Text("; "), *item] if made else item
    return made


def _rows(question: Question, rows: tuple[Record, ...]) -> tuple[Inline, ...]:
    if not rows:
        return (Text("none"),)
    count = Text(f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}: ")
    names: dict[str, list[Filled]] = {}
    for row in rows:
        name = _name(question, row)
        names.setdefault(name.text, []).append(name)
    named: list[tuple[Inline, ...]] = [
        (same[0], Text(f" ({len(same)})")) if len(same) > 1 else (same[0],)
        for same in list(names.values())[:MOST_NAMES]
    ]
    if len(names) > MOST_NAMES:
        named.append((Text(f"{len(names) - MOST_NAMES} more"),))
    return (count, *_listed(named))


def _name(question: Question, row: Record) -> Filled:
    """A row by its first field that says something, else by its id."""
    for declared in question.fields:
        value = row.get(str(declared.id))
        if isinstance(value, Value) and value.text:
            return _filled(value)
    value = row.get("id")
    assert isinstance(value, Value)
    return _filled(value)


def _grid(
    question: Question, library: Library, answers: Answers, facts: Facts, without: Collection[str]
) -> tuple[Inline, ...]:
    value = answers.value(question.id)
    if not isinstance(value, Mapping) or facts.visible(question.id) is not True:
        return ()
    rows = [(row, label) for row, label in grid_rows(question, library, answers, facts) if row not in without]
    made: list[Inline] = []
    for place, column in enumerate(question.columns):
        said = _column(question, column, rows, value, place == 0)
        if said:
            made += [Text(". ")] if made else []
            made += [Text(f"{words.capitalized(column.label)}: ")] if column.label else []
            made += said
    return tuple(made)


def _column(
    question: Question,
    column: Column,
    rows: list[tuple[str, str]],
    value: Mapping[str, Mapping[str, str]],
    by_name: bool,
) -> list[Inline]:
    """Each choice of the column and the rows that have it: by name in a short grid's first column, else counted."""
    made: list[Inline] = []
    for choice in column.choices:
        having = [label for row, label in rows if value.get(row, {}).get(str(column.id)) == choice.id]
        if having:
            made += [Text(", ")] if made else []
            made.append(Filled(str(question.id), "", str(column.id), str(choice.label)))
            count = "all" if len(having) == len(rows) else f"{len(having)} of {len(rows)}"
            shown = "; ".join(having) if by_name and len(rows) <= MOST_ROWS else count
            made.append(Text(f" ({shown})"))
    return made
