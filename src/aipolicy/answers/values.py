"""One value against its question: the typed value, or problems that say what would fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq
from decimal import Decimal, InvalidOperation

from aipolicy.answers.answer_file import is_date
from aipolicy.answers.model import UNDECIDED, Cells, FieldValue, Other, Row, Single
from aipolicy.library.questions import Choice, Field, Question
from aipolicy.problems import Problem, Span, did_you_mean
from aipolicy.source import Located, Mapping, Node, Scalar, Sequence

LONGEST_TEXT = 20_000
MOST_ROWS = 2_000
MOST_HINTS = 200
ROW_ID = re.compile("[A-Za-z_][A-Za-z0-9_-]*")
EARLIEST, LATEST = "1990-01-01", "2100-12-31"
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
"""A number with commas: before three digits each, for elsewhere a comma is the decimal point."""


def report(problems: list[Problem], span: Span, code: str, message: str, hint: str = "") -> None:
    problems.append(Problem(span, code, message, hint))


def brief(text: str) -> str:
    """A text as a message shows it."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def closest(problems: list[Problem], word: str, known: Seq[str], list_up_to: int = 12) -> str:
    """`did_you_mean`, while there are so few problems that somebody reads them: looking takes time."""
    return did_you_mean(word, known, list_up_to) if len(problems) < MOST_HINTS else ""


def is_undecided(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text == "undecided"


def read_single(
    text: Located,
    quoted: bool,
    type: str,
    choices: Seq[Choice],
    limits: tuple[int | None, int | None],
    what: str,
    problems: list[Problem],
) -> Single | None:
    """A value that is one word: text, number, money, date, yes_no or choice."""
    low, high = limits
    if type == "text":
        if not text.strip():
            report(problems, text.span, "empty-text", f"{what} is empty", "write the text, or 'undecided'")
            return None
        if len(text) < (low or 0):
            message = f"{what} has {len(text)} characters; the fewest is {low}"
            report(problems, text.span, "too-short", message, "write it out, or 'undecided'")
            return None
        if len(text) > (high or LONGEST_TEXT):
            message = f"{what} has {len(text)} characters; the most is {high or LONGEST_TEXT}"
            report(problems, text.span, "too-long", message, "shorten it")
            return None
        return str(text)
    if type in ("number", "money"):
        return _number(text, type, low, high, what, problems)
    if type == "date":
        if not is_date(text) or not EARLIEST <= text <= LATEST:
            report(problems, text.span, "bad-date", f"'{brief(text)}' is not a date", "write it as 2026-11-21")
            return None
        return str(text)
    if type == "yes_no":
        if quoted or text not in ("true", "false"):
            report(problems, text.span, "not-yes-no", f"{what} is 'true' or 'false', not '{brief(text)}'", "no quotes")
            return None
        return text == "true"
    known = [str(choice.id) for choice in choices]
    if text not in known:
        by_label = next((c.id for c in choices if c.label.lower() == text.lower()), None)
        hint = f"did you mean '{by_label}'?" if by_label else closest(problems, text, known, 16)
        if not hint:
            hint = f"use one of {len(known)}, such as {', '.join(known[:4])}: 'aipolicy list questions' shows them all"
        report(problems, text.span, "unknown-choice", f"'{brief(text)}' is not a choice of {what}", hint)
        return None
    return str(text)


def _number(
    text: Located, type: str, low: int | None, high: int | None, what: str, problems: list[Problem]
) -> Decimal | None:
    bare = text.strip().removeprefix("$").strip() if type == "money" else text.strip()
    plain = bare.replace(",", "") if GROUPED.fullmatch(bare) else bare
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or "e" in plain.lower() or "_" in plain:
        hint = "write digits, such as 1250" if type == "number" else "write an amount, such as 1250 or 1250.50"
        if "," in bare:
            hint += "; a comma stands only before three digits, such as 1,250"
        report(problems, text.span, "not-a-number", f"'{brief(text)}' is not a number", hint)
        return None
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if places > (2 if type == "money" else 0):
        report(problems, text.span, "not-a-number", f"'{brief(text)}' has too many decimals", "round it")
        return None
    lowest = Decimal(low if low is not None else 0)
    if value < lowest or (high is not None and value > high) or value > Decimal(10**12):
        between = f"from {lowest} to {high}" if high is not None else f"{lowest} or more"
        report(
            problems, text.span, "out-of-range", f"{what} is {brief(text)}; it must be {between}", "check the number"
        )
        return None
    return value


def read_choices(
    node: Node, choices: Seq[Choice], other: bool, what: str, problems: list[Problem]
) -> tuple[str | Other, ...] | None:
    """A list of choice ids, and of `{other: "own words"}` where the question allows it."""
    if not isinstance(node, Sequence):
        report(problems, node.span, "wrong-type", f"{what} is a list of choices", "write [one, two]")
        return None
    found: list[str | Other] = []
    places: dict[str, Span] = {}
    good = True
    for item in node.items:
        if isinstance(item, Mapping) and [k.text for k, _ in item.entries] == ["other"]:
            words = item.entries[0][1]
            if not other:
                report(problems, item.span, "no-other", f"{what} takes no words of your own", "choose from the list")
                good = False
            elif not isinstance(words, Scalar) or not words.text.strip() or len(words.text) > 500:
                report(problems, item.span, "empty-text", "'other' is one text of at most 500 characters", "shorten it")
                good = False
            else:
                found.append(Other(words.text))
        elif isinstance(item, Scalar):
            one = read_single(item.located, item.quoted, "choice", choices, (None, None), what, problems)
            if one is None:
                good = False
            elif one in found:
                report(problems, item.span, "duplicate-choice", f"'{one}' stands twice", "keep one")
                good = False
            else:
                found.append(str(one))
                places[str(one)] = item.span
        else:
            report(problems, item.span, "wrong-type", f"each item of {what} is a choice", "write its id alone")
            good = False
    return tuple(found) if not_together(found, choices, what, node.span, problems, places) and good else None


def not_together(
    found: Seq[object], choices: Seq[Choice], what: str, span: Span, problems: list[Problem], at: Map[str, Span] = {}
) -> bool:
    """Whether all of `found` may stand beside each other; else a problem for each two, `at` their places."""
    clashing = [(str(c.id), str(other)) for c in choices for other in c.not_with if c.id in found and other in found]
    once = [pair for number, pair in enumerate(clashing) if pair[::-1] not in clashing[:number]]
    for one, other in once:
        place, second = at.get(one, span), at.get(other, span)
        message = f"{what}: '{one}' and '{other}' may not stand together"
        related = ((second, f"'{other}'"),) if second != place else ()
        problems.append(Problem(place, "not-together", message, "keep one of them", related=related))
    return not once


def read_field(node: Node, field: Field, problems: list[Problem]) -> FieldValue | None:
    """A field of a row."""
    if is_undecided(node):
        return UNDECIDED
    what = f"'{field.id}'"
    if field.type == "choices":
        return read_choices(node, field.choices, field.other, what, problems)
    if not isinstance(node, Scalar):
        report(problems, node.span, "wrong-type", f"{what} is a single value", "write one value, without brackets")
        return None
    return read_single(node.located, node.quoted, field.type, field.choices, (None, None), what, problems)


def read_rows(node: Node, question: Question, problems: list[Problem]) -> tuple[Row, ...] | None:
    """A list of records, each with an `id` of its own."""
    if not isinstance(node, Sequence):
        hint = "write '- {id: first, ...}' for each row"
        report(problems, node.span, "wrong-type", f"{question.id} is a list of rows", hint)
        return None
    if len(node.items) > MOST_ROWS:
        report(
            problems, node.span, "too-many-rows", f"{question.id} has more than {MOST_ROWS} rows", "shorten the list"
        )
        return None
    rows: list[Row] = []
    before = len(problems)
    for item in node.items:
        if not isinstance(item, Mapping):
            hint = "write '- {id: first, ...}' for each row"
            report(problems, item.span, "wrong-type", f"each row of {question.id} is keys with values", hint)
            continue
        rows.append(read_row(item.entries, item.span, question, problems))
    distinct(rows, problems)
    return tuple(rows) if len(problems) == before else None


def read_row(
    entries: Seq[tuple[Scalar, Node]],
    span: Span,
    question: Question,
    problems: list[Problem],
    missing: Callable[[str, str], None] | None = None,
) -> Row:
    """One record; `missing` reports a field that is left out and not optional, given the row's id and the field's."""
    fields = {str(field.id): field for field in question.fields}
    values: dict[str, FieldValue] = {}
    id = ""
    for key, value in entries:
        if key.text == "id":
            id = value.text if isinstance(value, Scalar) else ""
        elif key.text not in fields:
            hint = closest(problems, key.text, ["id", *fields], 20)
            report(problems, key.span, "unknown-key", f"a row of {question.id} has no field '{key.text}'", hint)
        elif not (isinstance(value, Scalar) and value.is_null):
            read = read_field(value, fields[key.text], problems)
            if read is not None:
                values[key.text] = read
            else:
                values[key.text] = UNDECIDED
    if not ROW_ID.fullmatch(id):
        hint = "give the row a short name of letters, digits, '-' and '_', such as 'id: reading-tutor'"
        report(problems, span, "row-id", f"this row of {question.id} has no usable 'id'", hint)
    for name, field in fields.items():
        if name in values or field.optional:
            continue
        if missing is not None:
            missing(id, name)
        else:
            hint = f"add '{name}:', or '{name}: undecided'"
            report(problems, span, "missing-key", f"the row '{id}' of {question.id} has no '{name}'", hint)
    return Row(id, values, span)


def distinct(rows: Seq[Row], problems: list[Problem]) -> None:
    """Report row ids that stand twice."""
    seen: dict[str, Span] = {}
    for row in rows:
        if row.id and row.id in seen:
            related = ((seen[row.id], "the first one"),)
            problems.append(
                Problem(row.span, "row-id", f"the row id '{row.id}' stands twice", "rename one", related=related)
            )
        seen.setdefault(row.id, row.span)


def read_grid(node: Node, question: Question, row_ids: Seq[str], problems: list[Problem]) -> Cells | None:
    """A mapping row -> choice, or row -> {column: choice}; `undecided` cells are left out."""
    if not isinstance(node, Mapping):
        hint = f"write a line for each row: {row_ids[0] if row_ids else 'row'}: choice"
        report(problems, node.span, "wrong-type", f"{question.id} has a value for each row", hint)
        return None
    columns = {str(column.id): column for column in question.columns}
    before = len(problems)
    cells: dict[str, dict[str, str]] = {}
    for key, value in node.entries:
        if key.text not in row_ids:
            hint = closest(problems, key.text, list(row_ids), 20) or f"'aipolicy explain {question.id}' shows the rows"
            report(problems, key.span, "unknown-row", f"{question.id} has no row '{key.text}'", hint)
            continue
        pairs: list[tuple[str, Node, Span]] = []
        if "" in columns:
            pairs = [("", value, value.span)]
        elif is_undecided(value) or (isinstance(value, Scalar) and value.is_null):
            continue
        elif isinstance(value, Mapping):
            pairs = [(name.text, cell, name.span) for name, cell in value.entries]
        else:
            hint = f"columns: {', '.join(columns)}"
            report(problems, value.span, "wrong-type", f"{question.id}.{key.text} has columns", hint)
        for column, cell, span in pairs:
            if column not in columns:
                hint = closest(problems, column, list(columns))
                report(problems, span, "unknown-key", f"{question.id} has no column '{column}'", hint)
            elif not isinstance(cell, Scalar):
                report(
                    problems, cell.span, "wrong-type", f"{question.id}.{key.text} is one choice", "write its id alone"
                )
            elif not is_undecided(cell) and not cell.is_null:
                what = ".".join(part for part in (question.id, key.text, column) if part)
                choices = columns[column].choices
                one = read_single(cell.located, cell.quoted, "choice", choices, (None, None), what, problems)
                if one is not None:
                    cells.setdefault(key.text, {})[column] = str(one)
    return cells if len(problems) == before else None
