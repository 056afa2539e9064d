"""Reading `templates/interview/*.yaml`: questions, choices, grids, derived answers.

Conditions may speak of any question, so what they may speak of is gathered first (`shapes`), then each file is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from aipolicy.conditions import Predicate
from aipolicy.library.questions import (
    FACT_TYPES,
    QUESTION_TYPES,
    WHO_KNOWS,
    Choice,
    Column,
    Conflict,
    Field,
    GridRow,
    InterviewSection,
    Question,
    Suggestion,
)
from aipolicy.problems import Problem, did_you_mean
from aipolicy.source import Fields, Located, Mapping, Node, Scalar, Sequence

FIELD_TYPES = ("text", "number", "money", "date", "yes_no", "choice", "choices")
RESERVED_CHOICES = ("answered", "undecided", "other")

ReadCondition = Callable[[Node | None], Predicate]


@dataclass
class RawInterview:
    """What the files hold, conditions still unread."""

    sections: list[Mapping] = field(default_factory=list)
    derived: list[Mapping] = field(default_factory=list)
    conflicts: list[Mapping] = field(default_factory=list)


def collect(node: Node | None, raw: RawInterview, problems: list[Problem]) -> None:
    """Take one file's parsed node into `raw`."""
    head = Fields(node, "an interview file", problems)
    if not isinstance(node, Mapping):
        return
    raw.sections.append(node)
    for item in head.items("derived"):
        if isinstance(item, Mapping):
            raw.derived.append(item)
        else:
            head.report(item.span, "wrong-type", "a derived answer must be keys with values")
    for item in head.items("conflicts"):
        if _is_mapping(item, problems) and isinstance(item, Mapping):
            raw.conflicts.append(item)


def read_section(node: Mapping, condition: ReadCondition, problems: list[Problem]) -> InterviewSection:
    """One section with its questions; `condition` reads each `when:`."""
    head = Fields(node, "the section", problems)
    id = head.text("section")
    title, intro, order = head.text("title"), head.text("intro", ""), head.number("order")
    if order is None:
        head.report(head.span, "missing-key", "the section has no 'order'", "add 'order: 50' (asking order)")
    questions = tuple(
        read_question(item, id, condition, problems) for item in head.items("questions") if _is_mapping(item, problems)
    )
    head.node("derived")
    head.node("conflicts")
    head.node("more_choices")
    head.finish()
    return InterviewSection(id, title, order or 0, intro, questions)


def read_conflict(node: Mapping, condition: ReadCondition, problems: list[Problem]) -> Conflict:
    """Answers that cannot both stand."""
    keys = Fields(node, "the conflict", problems)
    id, when = keys.text("id"), condition(keys.node("when", required=True))
    conflict = Conflict(id, when, keys.texts("between", required=True), keys.text("says"), keys.text("fix"), keys.span)
    keys.finish()
    return conflict


def _is_mapping(item: Node, problems: list[Problem]) -> bool:
    if isinstance(item, Mapping):
        return True
    problems.append(Problem(item.span, "wrong-type", "this must be keys with values (- {id: ...})"))
    return False


def read_question(node: Node, section: str, condition: ReadCondition, problems: list[Problem]) -> Question:
    keys = Fields(node, "the question", problems)
    id = keys.text("id")
    if id and "." not in id:
        hint = f"name it {section}.{id}"
        keys.report(id.span, "bad-id", f"the question '{id}' has no group before its name", hint)
    keys.what = f"the question '{id}'"
    ask, why = keys.text("ask"), keys.text("why")
    type = keys.word("type", QUESTION_TYPES, "text" if not id else None)
    who = keys.words("who_knows", WHO_KNOWS)
    sources, forms = keys.texts("sources"), keys.texts("forms")
    when, optional = condition(keys.node("when")), keys.flag("optional")
    fact = keys.flag("fact") or type in FACT_TYPES
    choices = _choices(keys, forms, condition, problems)
    other, minimum, maximum = keys.flag("other"), keys.number("min"), keys.number("max")
    fields = tuple(_field(item, condition, problems) for item in keys.items("fields") if _is_mapping(item, problems))
    _earlier(fields, problems)
    csv, rows_from = keys.text("csv", ""), keys.text("rows_from", "")
    row_forms = keys.texts("row_forms")
    rows = tuple(
        _row(item, row_forms, condition, problems) for item in keys.items("rows") if _is_mapping(item, problems)
    )
    columns = tuple(_column(item, condition, problems) for item in keys.items("columns") if _is_mapping(item, problems))
    suggest = _suggestion(keys.node("suggest"))
    if type == "grid" and not columns:
        columns = (Column(Located("", keys.span), Located("", keys.span), choices, forms, None, {}),)
    suggested = suggest is not None or any(column.suggest is not None for column in columns)
    if fact and suggested:
        message = f"{keys.what} asks for a fact; only choices are suggested"
        keys.report(keys.span, "suggested-fact", message, "delete 'suggest:'")
    _fits(keys, type, choices, fields, rows, rows_from, suggest)
    keys.finish()
    return Question(
        id=id,
        section=section,
        ask=ask,
        why=why,
        type=str(type),  # type: ignore[arg-type]  # a word of QUESTION_TYPES, or reported
        who_knows=who,
        sources=sources,
        when=when,
        optional=optional,
        fact=fact,
        suggest=suggest,
        choices=choices,
        forms=forms,
        other=other,
        minimum=minimum,
        maximum=maximum,
        fields=fields,
        csv=csv,
        rows=rows,
        row_forms=row_forms,
        rows_from=rows_from,
        columns=columns,
        span=keys.span,
    )


def _fits(
    keys: Fields,
    type: str,
    choices: tuple[Choice, ...],
    fields: tuple[Field, ...],
    rows: tuple[GridRow, ...],
    rows_from: str,
    suggest: Suggestion,
) -> None:
    """What a type needs, and what it cannot have."""

    def missing(key: str) -> None:
        keys.report(keys.span, "missing-key", f"{keys.what} is a {type} and has no '{key}'", f"add '{key}:'")

    if type in ("choice", "choices") and not choices:
        missing("choices")
    if type == "rows" and not fields:
        missing("fields")
    if type == "grid" and not rows and not rows_from:
        missing("rows")
    known = {str(c.id) for c in choices}
    wanted = (suggest,) if isinstance(suggest, str) else suggest if isinstance(suggest, tuple) else ()
    for id in wanted:
        if type in ("choice", "choices") and id not in known:
            hint = did_you_mean(id, sorted(known))
            keys.report(keys.span, "unknown-choice", f"the suggestion '{id}' is not a choice of {keys.what}", hint)


def _suggestion(node: Node | None) -> Suggestion:
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}


def _choices(
    keys: Fields, forms: tuple[Located, ...], condition: ReadCondition, problems: list[Problem]
) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for item in keys.items("choices"):
        if not _is_mapping(item, problems):
            continue
        choice = Fields(item, "the choice", problems)
        id = choice.text("id")
        choice.what = f"the choice '{id}'"
        if id in RESERVED_CHOICES or "." in id:
            choice.report(id.span, "bad-id", f"'{id}' cannot be a choice's id", "use another word")
        if any(id == other.id for other in found):
            choice.report(id.span, "duplicate-id", f"the choice '{id}' stands twice", "rename one")
        found.append(
            Choice(
                id,
                choice.text("label"),
                choice.text("means", ""),
                {str(form): choice.text(form) for form in forms},
                condition(choice.node("when")),
                choice.texts("not_with"),
                choice.span,
            )
        )
        choice.finish()
    return tuple(found)


def _field(node: Node, condition: ReadCondition, problems: list[Problem]) -> Field:
    keys = Fields(node, "the field", problems)
    id = keys.text("id")
    keys.what = f"the field '{id}'"
    forms = keys.texts("forms")
    type = keys.word("type", FIELD_TYPES)
    choices = _choices(keys, forms, condition, problems)
    if type in ("choice", "choices") and not choices:
        keys.report(keys.span, "missing-key", f"{keys.what} is a {type} and has no 'choices'", "add 'choices:'")
    if id == "id":
        keys.report(id.span, "bad-id", "every row has an 'id' already")
    label, optional, other = keys.text("label"), keys.flag("optional"), keys.flag("other")
    when = keys.node("when")
    only = _asked_with(Fields(when, "the field's 'when'", problems)) if when is not None else {}
    if only and not optional:
        hint = "add 'optional: true': rows in which it is not asked are without it"
        keys.report(keys.span, "missing-key", f"{keys.what} has a 'when' and may not be left out", hint)
    keys.finish()
    return Field(id, label, str(type), choices, forms, optional, other, only, keys.span)  # type: ignore[arg-type]


def _earlier(fields: tuple[Field, ...], problems: list[Problem]) -> None:
    """Report what the fields of a row are asked with that is no choice of a field before them."""
    before: dict[str, list[str]] = {}
    for one in fields:
        for name, choices in one.only.items():
            if name not in before:
                hint = did_you_mean(name, list(before))
                message = (
                    f"the field '{one.id}' is asked with '{name}', and no field with choices before it is called so"
                )
                problems.append(Problem(one.span, "unknown-id", message, hint))
            for choice in choices if name in before else ():
                if choice not in before[name]:
                    hint = did_you_mean(choice, before[name])
                    message = f"the field '{one.id}' is asked with '{choice}', which is no choice of '{name}'"
                    problems.append(Problem(one.span, "unknown-choice", message, hint))
        if one.choices:
            before[str(one.id)] = [str(choice.id) for choice in one.choices]


def _row(node: Node, forms: tuple[Located, ...], condition: ReadCondition, problems: list[Problem]) -> GridRow:
    keys = Fields(node, "the row", problems)
    said = {str(form): keys.text(form) for form in forms}
    row = GridRow(keys.text("id"), keys.text("label"), said, condition(keys.node("when")), keys.span)
    keys.finish()
    return row


def _column(node: Node, condition: ReadCondition, problems: list[Problem]) -> Column:
    keys = Fields(node, "the column", problems)
    forms = keys.texts("forms")
    id, label = keys.text("id"), keys.text("label")
    suggest, only = _suggestion(keys.node("suggest")), keys.node("when")
    asked = _asked_with(Fields(only, "the column's 'when'", problems)) if only is not None else {}
    column = Column(id, label, _choices(keys, forms, condition, problems), forms, suggest, asked)
    keys.finish()
    return column


def _asked_with(keys: Fields) -> dict[str, tuple[str, ...]]:
    """`{status: [allowed, pilot]}`: another column, and the choices with which this one is asked."""
    entries = keys.map.entries if keys.map is not None else ()
    return {key.text: tuple(str(choice) for choice in keys.texts(key.text)) for key, _ in entries}
