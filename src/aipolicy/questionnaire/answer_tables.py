"""The tables in which one question is answered, by its type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aipolicy.assemble.words import capitalized
from aipolicy.conditions import evaluate
from aipolicy.library.questions import Choice, Column, Field
from aipolicy.questionnaire.asked import YES_NO, Asked
from aipolicy.questionnaire.printed import (
    ANSWER,
    EACH_ROW,
    ENTRY,
    FIELD,
    LETTER,
    LETTERS,
    MEANS,
    OWN_WORDS,
    PRESENT,
    SUGGESTED,
    SUGGESTION,
    TICK,
    UNCONFIRMED,
    YOUR_ANSWER,
    letter,
)
from aipolicy.questionnaire.sheet import Box, Cell, Grid, Line, Sheet, empty, heading, words
from aipolicy.writers.docx.inlines import Run

WIDEST = 4
"""Rows with more fields than this are written one entry a column."""
_ENTRIES, _BLANK_ROWS = 3, 5
_KEPT_WHOLE = 1400
_BOX, _SHORT_GRID = 9, 12
_SHORT, _TALL = 480, 900
_EXAMPLES = {
    "date": "a date, such as January 31, 2027",
    "number": "a number, such as 1250",
    "money": "an amount in dollars, such as 1250.50",
}


def how_to_answer(asked: Asked) -> str:
    """One or two sentences on how this question is answered."""
    question = asked.question
    optional = " This question may be left out." if question.optional else ""
    match question.type:
        case "choice" | "yes_no":
            said = "Tick one box."
        case "choices":
            low, high = question.minimum or 0, question.maximum
            limits = f" At least {low}." if low > 1 else ""
            limits += f" At most {high}." if high is not None and high < len(question.choices) else ""
            said = f"Tick every box that applies.{limits}"
        case "grid":
            said = "The first table says what each letter means. Then tick one box in each row."
        case "rows" if len(question.fields) > WIDEST:
            said = f"Write each entry in a column of its own. For more than {_ENTRIES}, copy the table."
        case "rows":
            said = "Write each entry in a row of its own. Add rows if you need more."
        case _:
            said = "Write your answer in the empty space."
    if question.type == "rows" and asked.present:
        said += " Entries that you do not repeat stay as they are."
    return said + optional


def tables(sheet: Sheet, asked: Asked) -> None:
    """Adds the tables of one question."""
    question = asked.question
    match question.type:
        case "yes_no":
            _yes_no(sheet, asked)
        case "choice" | "choices":
            _choices(sheet, asked)
        case "grid":
            _grid(sheet, asked)
        case "rows":
            _rows(sheet, asked)
        case _:
            example = _EXAMPLES.get(question.type, "")
            head = f"{YOUR_ANSWER} ({example})" if example else YOUR_ANSWER
            height = _SHORT if example else _TALL
            sheet.grid(Grid(_caption(asked, "answer"), heading(head), [empty(1)], (1,), height))


def _caption(asked: Asked, what: str) -> str:
    return f"Question {asked.number}, {what}"


def _label(asked: Asked, id: str, place: int, label: str, suggested: bool) -> Cell:
    """The letter and words of a choice, and after them how it stands, in words."""
    line = [Run(f"{letter(place)}. "), Run(capitalized(label), bold=True)]
    if id in asked.chosen:
        line.append(Run(f" {UNCONFIRMED if asked.standing == 'suggested' else PRESENT}", italic=True))
    if suggested:
        line.append(Run(f" {SUGGESTED}", italic=True))
    return Cell((tuple(line),))


def _tick(asked: Asked, tag: str, title: str) -> Cell:
    return Cell(((Box(f"{asked.question.id}={tag}", title),),), centered=True)


def _yes_no(sheet: Sheet, asked: Asked) -> None:
    rows = [
        (_tick(asked, id, label), _label(asked, id, place, label, id in asked.suggested))
        for place, (id, label) in enumerate(YES_NO)
    ]
    sheet.grid(Grid(_caption(asked, "answer"), heading(TICK, ANSWER), rows, (8, 92)))


def _choices(sheet: Sheet, asked: Asked) -> None:
    question = asked.question
    rows = []
    for place, choice in enumerate(asked.offered(question.choices)):
        title = f"{letter(place)}. {choice.label}"
        label = _label(asked, str(choice.id), place, str(choice.label), str(choice.id) in asked.suggested)
        rows.append((_tick(asked, str(choice.id), title), label, Cell((words(str(choice.means)),))))
    if question.other:
        rows.append((_tick(asked, "other", OWN_WORDS), Cell((words(f"{OWN_WORDS}, one a line:"),)), Cell()))
    sheet.grid(Grid(_caption(asked, "answer"), heading(TICK, ANSWER, MEANS), rows, (8, 36, 56), 0, _fits(rows)))


def _fits(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows are so few that a page holds them with the question."""
    runs = (piece for row in rows for cell in row for line in cell.lines for piece in line)
    return sum(len(run.words) for run in runs if isinstance(run, Run)) <= _KEPT_WHOLE


def _grid(sheet: Sheet, asked: Asked) -> None:
    for column in asked.question.columns:
        suggested = _suggested(column, asked)
        if suggested:
            sheet.paragraph("BodyText", [Run(f"{SUGGESTION} ", bold=True), Run(suggested)], keep=True)
        choices = asked.offered(column.choices)
        label = capitalized(str(column.label)) or ANSWER
        key = [
            (Cell((words(letter(place)),), True), Cell((words(capitalized(str(c.label)), bold=True),)), _means(c))
            for place, c in enumerate(choices)
        ]
        what = str(column.label) or "answer"
        sheet.grid(Grid(_caption(asked, f"{what}: letters"), heading(LETTER, label, MEANS), key, (8, 36, 56), 0, True))
        head = (
            Cell((words(_row_heading(asked, column)),)),
            *(Cell((words(letter(p)),), True) for p in range(len(choices))),
        )
        rows = [(Cell((words(name),)), *_boxes(asked, column, choices, row, name)) for row, name in asked.rows]
        # Only the last column holds on to the reason and note: a page would not hold all columns.
        together = len(rows) <= _SHORT_GRID and column is asked.question.columns[-1]
        shares = (100 - _BOX * len(choices), *(_BOX,) * len(choices))
        sheet.grid(Grid(_caption(asked, what), head, rows, shares, 0, together))


def _means(choice: Choice) -> Cell:
    return Cell((words(str(choice.means)),))


def _row_heading(asked: Asked, column: Column) -> str:
    """What stands above the names of the rows: the column, and in which rows it is asked."""
    only = ""
    for id, wanted in column.only.items():
        other = next(c for c in asked.question.columns if c.id == id)
        labels = [capitalized(str(choice.label)) for choice in other.choices if choice.id in wanted]
        only = f", only where {other.label} is {' or '.join(labels)}"
    label = str(column.label)
    return f"{label}: {EACH_ROW}{only}" if label else capitalized(EACH_ROW)


def _boxes(asked: Asked, column: Column, choices: Sequence[Choice], row: str, name: str) -> list[Cell]:
    place = ".".join(part for part in (row, str(column.id)) if part)
    return [
        _tick(asked, f"{place}={choice.id}", f"{name}: {letter(n)}. {choice.label}") for n, choice in enumerate(choices)
    ]


def _suggested(column: Column, asked: Asked) -> str:
    """The suggestion for a column of a grid in words, "" where there is none."""
    suggest = column.suggest
    letters = {str(choice.id): letter(place) for place, choice in enumerate(asked.offered(column.choices))}
    label = f"{column.label}: " if column.label else ""
    if isinstance(suggest, str) and suggest in letters:
        return f"{label}{letters[suggest]} in every row."
    if not isinstance(suggest, Mapping):
        return ""
    names = dict(asked.rows)
    said = [f"{names[row]}: {letters[id]}" for row, id in suggest.items() if row in names and id in letters]
    return f"{label}{'; '.join(said)}." if said else ""


def _rows(sheet: Sheet, asked: Asked) -> None:
    fields = asked.question.fields
    if len(fields) > WIDEST:
        head = heading(FIELD, *(f"{ENTRY} {n + 1}" for n in range(_ENTRIES)))
        rows = [(_field(asked, field), *empty(_ENTRIES)) for field in fields]
        shares = (34, *(22,) * _ENTRIES)
        sheet.grid(Grid(_caption(asked, "entries"), head, rows, shares, _SHORT, together=False))
        return
    for field in fields:
        if field.choices:
            said = "; ".join(_lettered(asked, field))
            runs = [Run(f"{LETTERS} ", bold=True), Run(f'"{field.label}": {said}.')]
            sheet.paragraph("BodyText", runs, keep=True)
    head = heading(ENTRY, *(titled(field) for field in fields))
    rows = [(Cell((words(str(n + 1)),)), *empty(len(fields))) for n in range(_BLANK_ROWS)]
    shares = (8, *(92 // len(fields),) * len(fields))
    sheet.grid(Grid(_caption(asked, "entries"), head, rows, shares, _SHORT))


def titled(field: Field) -> str:
    """What stands above or before the space for a field."""
    hint = {
        "date": " (a date)",
        "number": " (a number)",
        "money": " (dollars)",
        "yes_no": " (yes or no)",
        "choice": " (one letter)",
        "choices": " (one or more letters)",
    }.get(field.type, "")
    return f"{field.label}{hint}{' (if there is one)' if field.optional else ''}"


def _lettered(asked: Asked, field: Field) -> list[str]:
    """The choices of a field after their letters, those that this district does not have left out."""
    return [
        f"{letter(place)} {choice.label}"
        for place, choice in enumerate(field.choices)
        if evaluate(choice.when, asked.facts) is not False
    ]


def _field(asked: Asked, field: Field) -> Cell:
    lines: list[Line] = [words(titled(field), bold=True)]
    lines += [words(said) for said in _lettered(asked, field)]
    return Cell(tuple(lines))
