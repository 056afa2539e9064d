"""The entries of a question with rows, out of either of its two kinds of table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from aipolicy.answers.emit import Plain
from aipolicy.answers.values import read_single
from aipolicy.library.questions import Field, Question
from aipolicy.problems import Problem, Span
from aipolicy.questionnaire.answer_tables import titled
from aipolicy.questionnaire.marks import date, said_nothing, same
from aipolicy.questionnaire.printed import letter
from aipolicy.questionnaire.reading import kind_of
from aipolicy.questionnaire.story import Table
from aipolicy.source import Located

_YES, _NO = frozenset(("yes", "y", "true", "x")), frozenset(("no", "n", "false"))


def entries(
    tables: Sequence[Table], question: Question, report: Callable[[str, str, str], None]
) -> list[dict[str, Plain]]:
    """Field id -> value of each entry that says something; a field left blank is left out. Reports what is unclear."""
    found: list[dict[str, Plain]] = []
    for table in tables:
        by_entry = table if kind_of(table) == "rows" else _turned(table)
        fields = [_field(title, question.fields) for title in by_entry.head[1:]]
        if None in fields and any(any(map(_says, row[1:])) for row in by_entry.rows[1:]):
            lost = next(title for title, one in zip(by_entry.head[1:], fields, strict=True) if one is None)
            report("unknown-table", f"'{_short(lost)}' is not what the form asked for each entry", "fill in a new form")
            continue
        for number, row in enumerate(by_entry.rows[1:], 1):
            read = {
                str(one.id): _value(one, cell, number, report)
                for one, cell in zip(fields, row[1:], strict=False)
                if one is not None and _says(cell)
            }
            kept = {name: value for name, value in read.items() if value is not None}
            if kept:
                found.append(kept)
    return found


def _says(cell: str) -> bool:
    return not said_nothing(cell)


def _short(text: str) -> str:
    return " ".join(text.split())[:60]


def _turned(table: Table) -> Table:
    """A table with one entry a column, as one with an entry a row."""
    wide = max(map(len, table.rows), default=0)
    rows = [(*row, *("",) * (wide - len(row))) for row in table.rows]
    return Table(tuple(zip(*rows, strict=True)), table.place)


def _field(title: str, fields: Sequence[Field]) -> Field | None:
    """The field whose title begins this heading; below the title stand its choices."""
    first = title.split("\n")[0]
    return next((one for one in fields if same(titled(one), first)), None)


def _value(one: Field, cell: str, number: int, report: Callable[[str, str, str], None]) -> Plain | None:
    text = cell.strip()
    word = text.casefold()
    if one.type == "yes_no":
        if word in _YES or word in _NO:
            return word in _YES
        report("not-yes-no", f"entry {number}: '{_short(text)}' under '{one.label}' is not yes or no", "write one")
        return None
    if one.type == "choice":
        return _choice(one, text, number, report)
    if one.type == "choices":
        whole = _named(one, text)
        parts = [text] if whole else [part.strip() for part in re.split(r"[;,\n]+|\band\b", text) if part.strip()]
        picked = [_named(one, part) for part in parts]
        made: list[Plain] = []
        for part, id in zip(parts, picked, strict=True):
            if id:
                made.append(id)
            elif one.other:
                made.append({"other": part})
            else:
                _choice(one, part, number, report)
        return made or None
    return _single(one, date(text) if one.type == "date" else text, number, report)


def _single(one: Field, text: str, number: int, report: Callable[[str, str, str], None]) -> str | None:
    """The text where the field takes it; said here, because later nobody knows which entry it was."""
    problems: list[Problem] = []
    place = Span("")
    read_single(Located(text, place), True, one.type, (), (None, None), f"'{one.label}'", problems)
    for problem in problems:
        report(problem.code, f"entry {number}, under '{one.label}': {problem.message}", problem.hint)
    return None if problems else text


def _choice(one: Field, text: str, number: int, report: Callable[[str, str, str], None]) -> str | None:
    id = _named(one, text)
    if not id:
        message = f"entry {number}: '{_short(text)}' under '{one.label}' is not one of the letters"
        report("unknown-choice", message, f"write a letter from A to {letter(len(one.choices) - 1)}")
    return id or None


def _named(one: Field, text: str) -> str:
    """The id of the choice with this letter, id, or label; "" where there is none."""
    said = text.strip(" .()")
    for place, choice in enumerate(one.choices):
        name = letter(place)
        if said.upper() == name or same(str(choice.id), said) or same(str(choice.label), said):
            return str(choice.id)
        if same(f"{name} {choice.label}", said) or same(f"{name}. {choice.label}", said):
            return str(choice.id)
    return ""
