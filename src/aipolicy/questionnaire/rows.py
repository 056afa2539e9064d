"""The entries of forms put into a list of rows: new ones join it, known ones are filled in, changed ones conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aipolicy.answers.emit import Plain
from aipolicy.answers.meaning import meaning
from aipolicy.answers.rows_csv import slug
from aipolicy.library.questions import Question
from aipolicy.questionnaire.marks import same

Row = dict[str, Plain]


def with_entries(
    present: Sequence[Mapping[str, Plain]], entries: Iterable[Mapping[str, Plain]], question: Question, overwrite: bool
) -> tuple[list[Row], list[str]]:
    """The rows with the entries, and what each entry that says otherwise than its row would change, in words.

    An entry belongs to the row with the same name, the first field where that is a text. With `overwrite` its
    words take the place of the row's, and nothing is in conflict. A field that an entry leaves blank is
    undecided in a new row, unless it is optional.
    """
    rows = [dict(row) for row in present]
    clashes: list[str] = []
    for entry in entries:
        row = _row_of(entry, rows, question)
        if row is None:
            rows.append(_new(entry, rows, question))
            continue
        for name, value in entry.items():
            old = row.get(name, "undecided")
            if name == question.fields[0].id and same(str(old), str(value)):
                continue
            if old == "undecided" or overwrite:
                row[name] = value
            elif not _equal(old, value):
                clashes.append(f"{row.get('id')}: {name} is {_short(old)} in the file and {_short(value)} in the form")
    return rows, clashes


def _row_of(entry: Mapping[str, Plain], rows: Sequence[Row], question: Question) -> Row | None:
    first = question.fields[0]
    for row in rows:
        shared = all(name in row and _equal(row[name], value) for name, value in entry.items())
        named = first.type == "text" and first.id in entry and same(str(entry[first.id]), str(row.get(first.id, "")))
        if shared or named:
            return row
    return None


def _new(entry: Mapping[str, Plain], rows: Sequence[Row], question: Question) -> Row:
    name = next((entry[field.id] for field in question.fields if isinstance(entry.get(field.id), str)), "row")
    made = slug(str(name))
    made = "row" if made == "row-" else made[:60].rstrip("-")
    taken = {row.get("id") for row in rows}
    id = next(id for n in range(1, len(rows) + 3) if (id := made if n == 1 else f"{made}-{n}") not in taken)
    row: Row = {"id": id}
    for field in question.fields:
        if field.id in entry:
            row[str(field.id)] = entry[field.id]
        elif not field.optional:
            row[str(field.id)] = "undecided"
    return row


def _equal(one: Plain, other: Plain) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(repr, map(meaning, one))) == sorted(map(repr, map(meaning, other)))
    return str(one).casefold() == str(other).casefold() if type(one) is not type(other) else one == other


def _short(value: Plain) -> str:
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{said[:60]}'"
