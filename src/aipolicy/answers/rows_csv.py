"""Rows from a spreadsheet's CSV: any of comma, semicolon or tab between cells, `;` or `|` inside a list."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from functools import partial

from aipolicy.answers.answer_file import is_date
from aipolicy.answers.model import Row
from aipolicy.answers.values import MOST_ROWS, distinct, read_row
from aipolicy.library.questions import Question
from aipolicy.problems import Problem, Span, did_you_mean
from aipolicy.source import Node, Scalar, Sequence

LONGEST_ID = 40
"""An id that is made from a name is cut to so many letters, at a word's end."""


def read_rows_csv(text: str, shown: str, question: Question, problems: list[Problem]) -> tuple[Row, ...] | None:
    """The rows of `text`; the header names the fields by id or label, in any order. None on any problem."""
    before = len(problems)
    lines = text.split("\n")
    delimiter = max(",;\t", key=lambda c: lines[0].count(c)) if lines else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    table: list[tuple[int, list[str]]] = []
    last = 0
    try:
        for cells in reader:
            table.append((last + 1, cells))
            last = reader.line_num
    except csv.Error as error:
        hint = "look for a quote that is never closed, in this row or above"
        problems.append(Problem(Span(shown, last + 1), "csv-syntax", f"cannot read this CSV: {error}", hint))
        return None
    if not table:
        hint = "the first line names the columns: id, " + ", ".join(str(f.id) for f in question.fields)
        problems.append(Problem(Span(shown), "empty-file", "the file is empty", hint))
        return None
    columns = _columns(table[0][1], shown, question, problems)
    rows: list[Row] = []
    names: dict[str, str] = {}
    for line, cells in table[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) >= MOST_ROWS:
            problems.append(Problem(Span(shown, line), "too-many-rows", f"there are more than {MOST_ROWS} rows"))
            break
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            hint = "put quotes around a cell that holds the separator"
            message = f"this line has {len(cells)} cells; the header has {len(columns)}"
            problems.append(Problem(Span(shown, line), "csv-cells", message, hint))
            continue
        entries = [
            (
                _scalar(name, Span(shown, line, number + 1)),
                _value(cell.strip(), name, question, shown, line, number, delimiter),
            )
            for number, (name, cell) in enumerate(zip(columns, cells, strict=False))
            if name and cell.strip()
        ]
        if not any(key.text == "id" for key, _ in entries):
            named = next((v for k, v in entries if k.text == "name"), None)
            if isinstance(named, Scalar):
                made = slug(named.text)
                made = f"{made}{line}" if made == "row-" else made
                if len(named.text) > LONGEST_ID and names.setdefault(made, named.text) != named.text:
                    made = f"{made}-{line}"
                entries.insert(0, (_scalar("id", Span(shown, line)), _scalar(made, Span(shown, line))))
        absent = partial(_absent, Span(shown, line), columns, question, problems)
        rows.append(read_row(entries, Span(shown, line), question, problems, absent))
    distinct(rows, problems)
    return tuple(rows) if len(problems) == before else None


def _absent(span: Span, columns: list[str], question: Question, problems: list[Problem], id: str, name: str) -> None:
    """An empty cell of a field that may not be left out; a missing column was reported once, at the header."""
    if name not in columns:
        return
    label = next((str(field.label) for field in question.fields if field.id == name), name)
    message = f"the row '{id}' of {question.id} has nothing under '{name}' ({label})"
    place = Span(span.path, span.line, columns.index(name) + 1)
    problems.append(Problem(place, "missing-key", message, "fill in the cell, or write 'undecided'"))


def slug(name: str) -> str:
    """A row id made from a name: "Reading Tutor 2" is "reading-tutor-2". A long name gives its first words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    made = made if made[:1].isalpha() else f"row-{made}"
    if len(made) <= LONGEST_ID:
        return made
    # Where a word ends just there, it stays whole.
    words, _, _ = made[: LONGEST_ID + 1].rpartition("-")
    return words if len(words) > LONGEST_ID // 2 else made[:LONGEST_ID].rstrip("-")


def _columns(header: list[str], shown: str, question: Question, problems: list[Problem]) -> list[str]:
    """The field id of each column, "" where it has none (reported)."""
    names = {"id": "id"}
    for field in question.fields:
        names[field.label.lower().strip()] = str(field.id)
    for field in question.fields:
        names[str(field.id)] = str(field.id)
    columns: list[str] = []
    for number, cell in enumerate(header):
        name = names.get(cell.strip().lower(), "")
        span = Span(shown, 1, number + 1)
        if not name and cell.strip():
            hint = did_you_mean(cell.strip(), ["id", *(str(f.id) for f in question.fields)], 20)
            problems.append(Problem(span, "unknown-column", f"there is no column '{cell.strip()}'", hint))
        elif name and name in columns:
            problems.append(Problem(span, "duplicate-column", f"the column '{name}' stands twice", "keep one"))
        columns.append(name)
    for field in question.fields:
        if str(field.id) not in columns and not field.optional:
            message = f"the column '{field.id}' ({field.label}) is missing"
            problems.append(Problem(Span(shown), "missing-column", message, "add it to the first line"))
    return columns


def _scalar(text: str, span: Span) -> Scalar:
    return Scalar(text, False, span, 0, 0)


def _value(cell: str, name: str, question: Question, shown: str, line: int, number: int, delimiter: str) -> Node:
    """A cell as the node that the answer file would hold: lists split, yes and no read, US dates turned round."""
    span = Span(shown, line, number + 1)
    field = next((f for f in question.fields if f.id == name), None)
    if field is None or cell == "undecided":
        return _scalar(cell, span)
    by_label = {str(c.label).lower(): str(c.id) for c in field.choices}
    if field.type == "choices":
        parts = [p.strip() for p in re.split(r"[;|]" if delimiter != ";" else r"[,|]", cell) if p.strip()]
        return Sequence(tuple(_scalar(by_label.get(p.lower(), p), span) for p in parts), span, 0, 0)
    if field.type == "choice":
        return _scalar(by_label.get(cell.lower(), cell), span)
    if field.type == "yes_no":
        return _scalar({"yes": "true", "no": "false"}.get(cell.lower(), cell.lower()), span)
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", cell) if field.type == "date" else None
    if slashed:
        month, day, year = slashed.groups()
        turned = f"{year}-{int(month):02d}-{int(day):02d}"
        return _scalar(turned if is_date(turned) else cell, span)
    return _scalar(cell, span)
