"""The answer that one question's part of a form gives, or problems that say what is unclear."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.answers.emit import Plain
from aipolicy.assemble.words import capitalized
from aipolicy.library.questions import Choice, Question
from aipolicy.questionnaire.asked import YES_NO
from aipolicy.questionnaire.entries import entries
from aipolicy.questionnaire.marks import date, label, mark, said_nothing, same
from aipolicy.questionnaire.printed import EACH_ROW, OWN_WORDS, YOUR_ANSWER, folded, letter
from aipolicy.questionnaire.reading import Part, kind_of
from aipolicy.questionnaire.story import Table
from aipolicy.source.yaml_reader import REFUSED

Report = Callable[[str, str, str], None]
"""Takes a code, a message and a hint."""
LONGEST_NOTE = 5_000
_TEXT_HEAD = re.compile(rf"{YOUR_ANSWER}(?:\s*\([^)]*\))?\s*:?\s*(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a form says to one question: values by key (a grid has one a cell), reason and note."""

    values: Mapping[str, Plain]
    entries: tuple[Mapping[str, Plain], ...]
    reason: str
    note: str


def reply(part: Part, question: Question, rows: Sequence[tuple[str, str]], report: Report) -> Reply:
    """The reply in `part`; `rows` are id and label of the rows of a grid. Reports what is unclear."""
    tables: dict[str, list[Table]] = {}
    for table in part.tables:
        tables.setdefault(kind_of(table), []).append(table)
    id = str(question.id)
    values: dict[str, Plain] = {}
    found: list[dict[str, Plain]] = []
    wanted = _WANTED.get(question.type, ("text",))
    if not any(kind in tables for kind in wanted):
        report("no-table", "the table for the answer is gone, or its headings were changed", "fill in a new form")
    for table in tables.get("", []):
        if any(cell for row in table.rows for cell in row):
            report("unknown-table", "a table is not one of the form's, or its headings were changed", "restore them")
    match question.type:
        case "yes_no":
            chosen, _ = _ticked(tables.get("ticks", []), _yes_no(), False, report)
            _single(id, chosen, values, report)
        case "choice":
            chosen, _ = _ticked(tables.get("ticks", []), _named(question.choices), False, report)
            _single(id, chosen, values, report)
        case "choices":
            chosen, own = _ticked(tables.get("ticks", []), _named(question.choices), question.other, report)
            if chosen or own:
                order = [str(c.id) for c in question.choices if c.id in chosen]
                mine: list[Plain] = [{"other": words} for words in own]
                values[id] = [*order, *mine]
        case "grid":
            _matrices(part.tables, question, rows, values, report)
        case "rows":
            found = entries([*tables.get("rows", []), *tables.get("columns", [])], question, report)
        case _:
            text = _text(tables.get("text", []))
            if text:
                values[id] = date(text) if question.type == "date" else text
    reason, note = _notes(tables.get("notes", []), report)
    return Reply(values, tuple(found), reason, note)


_WANTED = {
    "yes_no": ("ticks",),
    "choice": ("ticks",),
    "choices": ("ticks",),
    "grid": ("matrix",),
    "rows": ("rows", "columns"),
}


def _yes_no() -> dict[str, str]:
    return dict(YES_NO)


def _named(choices: Sequence[Choice]) -> dict[str, str]:
    return {str(choice.id): str(choice.label) for choice in choices}


def _single(id: str, chosen: Sequence[str], values: dict[str, Plain], report: Report) -> None:
    if len(chosen) > 1:
        report("two-ticks", f"{len(chosen)} answers are ticked: {', '.join(chosen)}", "leave one tick")
    elif chosen:
        values[id] = chosen[0]


def _found(words: str, named: Mapping[str, str]) -> str:
    """The id of the choice with these words, "" where there is none."""
    return next((id for id, text in named.items() if same(capitalized(text), words)), "")


def _ticked(
    tables: Sequence[Table], named: Mapping[str, str], other: bool, report: Report
) -> tuple[list[str], list[str]]:
    """The ids of the ticked choices, and a person's own words."""
    chosen: dict[str, None] = {}
    own: list[str] = []
    words = {"yes": "A", "y": "A", "no": "B", "n": "B"} if set(named) == {"true", "false"} else None
    for table in tables:
        lines = [(row, label(row[1])) for row in table.rows[1:] if len(row) > 1]
        letters = {name: _found(text, named) for _, (_, name, text) in lines if name}
        for row, (beside, name, text) in lines:
            if other and folded(text).startswith(folded(OWN_WORDS)):
                own += _own_words(row)
                if not own and mark(row[0], ()).ticked:
                    report("no-words", "the box for your own words is ticked, and no words are there", "write them")
                continue
            said = mark(row[0], letters, words)
            shown = name or text or "without words"
            if said.unknown:
                message = f"'{said.unknown}' in the box of answer {shown} is neither a tick nor a letter"
                report("unknown-tick", message, "type x, or leave the box blank")
            picked = [letters[one] for one in said.letters]
            if said.ticked or beside:
                picked.append(_found(text, named))
            if "" in picked:
                message = f"the words of answer {shown} were changed in the form, and it is ticked"
                report("changed-choice", message, "put the printed words back, and what differs into the note")
            chosen.update(dict.fromkeys(filter(None, picked)))
    return list(chosen), list(dict.fromkeys(own))


def _own_words(row: Sequence[str]) -> list[str]:
    after = row[1].partition(":")[2]
    text = "\n".join((after, *row[2:]))
    return [line.strip() for line in text.split("\n") if not said_nothing(line)]


def _text(tables: Sequence[Table]) -> str:
    """The words in an answer space, or after its heading."""
    said: list[str] = []
    for table in tables:
        head = _TEXT_HEAD.fullmatch(table.head[0])
        said += [head[1]] if head else []
        said += [cell for row in table.rows[1:] for cell in row]
    text = "\n".join(part.strip() for part in said if not said_nothing(part))
    return text.strip()


def _notes(tables: Sequence[Table], report: Report) -> tuple[str, str]:
    """The reason and the note."""
    columns: tuple[list[str], list[str]] = ([], [])
    for table in tables:
        for row in table.rows[1:]:
            for column, cell in zip(columns, row, strict=False):
                column += [] if said_nothing(cell) else [" ".join(REFUSED.sub("", cell).split())]
    reason, note = (" ".join(column) for column in columns)
    for what, text in (("reason", reason), ("note", note)):
        if len(text) > LONGEST_NOTE:
            report("too-long", f"the {what} has {len(text)} characters; the most is {LONGEST_NOTE}", "shorten it")
    return reason, note


def _matrices(
    tables: Sequence[Table],
    question: Question,
    rows: Sequence[tuple[str, str]],
    values: dict[str, Plain],
    report: Report,
) -> None:
    """The cells of a grid; each table of boxes follows the one that says what its letters mean."""
    key: Table | None = None
    for table in tables:
        kind = kind_of(table)
        if kind == "key":
            key = table
        if kind != "matrix":
            continue
        title = folded(table.head[0]).partition(EACH_ROW)[0].rstrip(": ")
        column = next((c for c in question.columns if folded(str(c.label)) == title), None)
        if column is None:
            report("unknown-table", f"no column of this question is called '{title}'", "fill in a new form")
            continue
        named = _named(column.choices)
        letters = {row[0].strip(): _found(row[1], named) for row in key.rows[1:] if len(row) > 1} if key else {}
        letters = letters or {letter(n): id for n, id in enumerate(named)}
        for row in table.rows[1:]:
            _row(row, table, question, str(column.id), letters, rows, values, report)


def _row(
    row: Sequence[str],
    table: Table,
    question: Question,
    column: str,
    letters: Mapping[str, str],
    rows: Sequence[tuple[str, str]],
    values: dict[str, Plain],
    report: Report,
) -> None:
    chosen: dict[str, None] = {}
    for head, cell in zip(table.head[1:], row[1:], strict=False):
        said = mark(cell, letters)
        if said.unknown:
            message = f"'{said.unknown}' in the row '{row[0]}' is neither a tick nor a letter"
            report("unknown-tick", message, "type x, or leave the box blank")
        picked = [*said.letters, *([head.strip()] if said.ticked else [])]
        chosen.update(dict.fromkeys(picked))
    if not chosen:
        return
    place = next((id for id, text in rows if same(text, row[0])), "")
    ids = [letters.get(one, "") for one in chosen]
    if not place or "" in ids:
        what = (
            f"the row '{row[0]}'" if not place else f"the letter {next(one for one in chosen if not letters.get(one))}"
        )
        report("changed-choice", f"{what} is not as the form printed it", "put the printed words back")
    elif len(ids) > 1:
        report("two-ticks", f"the row '{row[0]}' has two ticks: {' and '.join(chosen)}", "leave one tick")
    else:
        values[".".join(part for part in (str(question.id), place, column) if part)] = ids[0]
