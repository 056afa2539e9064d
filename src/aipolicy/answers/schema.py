"""The JSON Schema of the answer file, for editors that complete and check while one types.

It refuses what the validator refuses by kind: unknown keys, values of a wrong type, unknown choices. What
depends on other answers or on arithmetic is the validator's alone. It describes values as YAML 1.2 reads
them, so a text may look like a number or a boolean to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from aipolicy.answers.answer_file import DECISION_KEYS, FORMAT
from aipolicy.answers.model import BASES
from aipolicy.answers.validate import grid_row_ids
from aipolicy.answers.values import LONGEST_TEXT, MOST_ROWS, ROW_ID
from aipolicy.library.questions import Choice, Field, Interview, Question

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNDECIDED: Schema = {"const": "undecided", "description": "Looked at, and not decided yet."}
NULL: Schema = {"type": "null"}
ANY_TEXT: Schema = {"type": ["string", "number", "boolean"]}
DIGITS = "([0-9]+|[0-9]{1,3}(,[0-9]{3})+)"
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2027-01-31"]}


def json_schema(interview: Interview) -> Schema:
    """The schema (draft 2020-12) of the answer files that this interview asks for; the same every time."""
    tree: dict[str, Any] = {}
    for id, question in interview.questions.items():
        *groups, name = id.split(".")
        here = tree
        for group in groups:
            here = here.setdefault(group, {})
        here[name] = question
    titles = {str(section.id): str(section.title) for section in interview.sections}
    properties: Schema = {"aipolicy": _head(), **_reserved(interview)}
    for name, value in tree.items():
        properties[name] = _group(value, interview, titles.get(name, ""))
    return {
        "$schema": DIALECT,
        "title": "The answer file of aipolicy (aipolicy.yaml)",
        "description": "A school district's decisions about AI, by question.",
        **_object(properties, required=["aipolicy"]),
        "$defs": {"decision": _decision()},
    }


def _object(properties: Schema, required: Iterable[str] = ()) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _or_null(schema: Schema) -> Schema:
    """A key with nothing behind it counts as left out."""
    words: Schema = {key: value for key, value in schema.items() if key in ("title", "description")}
    rest = {key: value for key, value in schema.items() if key not in words}
    options = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**words, "anyOf": [*options, NULL]}


def _group(value: object, interview: Interview, title: str = "") -> Schema:
    if isinstance(value, Question):
        return _or_null(_question(value, interview))
    assert isinstance(value, dict)
    words = {"title": title} if title else {}
    return _or_null({**words, **_object({name: _group(item, interview) for name, item in value.items()})})


def _question(question: Question, interview: Interview) -> Schema:
    words = {"title": str(question.ask), "description": _description(str(question.why), question.choices)}
    return {**words, "anyOf": [*_values(question, interview), UNDECIDED]}


def _description(why: str, choices: Iterable[Choice]) -> str:
    lines = [f"{choice.id}: {choice.label}. {choice.means}".strip() for choice in choices]
    return "\n".join([why, *([""] if lines and why else []), *lines])


def _values(question: Question, interview: Interview) -> list[Schema]:
    low, high = question.minimum, question.maximum
    if question.type == "rows":
        rows: Schema = {"type": "array", "items": _row(question), "minItems": low or 0, "maxItems": high or MOST_ROWS}
        named = _object({"file": {"type": "string", "examples": [question.csv]}}, ["file"])
        return [rows, named] if question.csv else [rows]
    if question.type == "grid":
        return [_grid(question, interview)]
    if question.type == "choices":
        return [_choices(question.choices, question.other, low or 0, high)]
    return _single(question.type, question.choices, low, high)


def _single(type: str, choices: Iterable[Choice], low: int | None = None, high: int | None = None) -> list[Schema]:
    """A value that is one word, without `undecided`."""
    if type == "text":
        return [{**ANY_TEXT, "minLength": low or 1, "maxLength": high or LONGEST_TEXT, "pattern": r"\S"}]
    if type in ("number", "money"):
        limits = {"minimum": low or 0, "maximum": high if high is not None else 10**12}
        if type == "number":
            return [{"type": "integer", **limits}, {"type": "string", "pattern": rf"^\s*[+-]?{DIGITS}\s*$"}]
        return [
            {"type": "number", **limits},
            {"type": "string", "pattern": rf"^\s*[$]?[+-]?{DIGITS}(\.[0-9]{{0,2}})?\s*$"},
        ]
    if type == "date":
        return [DATE]
    if type == "yes_no":
        return [{"type": "boolean"}]
    return [{"enum": [spelled for choice in choices for spelled in _as_read(str(choice.id))]}]


def _as_read(id: str) -> list[Any]:
    """A choice's id as YAML 1.2 reads it without quotes, and with them."""
    if id in ("true", "false"):
        return [id == "true", id]
    return [int(id), id] if re.fullmatch(r"0|[1-9][0-9]{0,14}", id) else [id]


def _choices(choices: Iterable[Choice], other: bool, low: int = 0, high: int | None = None) -> Schema:
    item = _single("choice", choices)[0]
    if other:
        words = _object({"other": {**ANY_TEXT, "maxLength": 500, "pattern": r"\S"}}, ["other"])
        item = {"anyOf": [item, words]}
    found: Schema = {"type": "array", "items": item, "minItems": low}
    return {**found, "maxItems": high} if high is not None else found


def _row(question: Question) -> Schema:
    properties: Schema = {"id": {"type": "string", "pattern": f"^(?:{ROW_ID.pattern})$"}}
    for field in question.fields:
        properties[str(field.id)] = _field(field)
    return _object(properties, ["id", *(str(field.id) for field in question.fields if not field.optional)])


def _field(field: Field) -> Schema:
    values = [_choices(field.choices, field.other)] if field.type == "choices" else _single(field.type, field.choices)
    words: Schema = {"title": str(field.label)}
    if field.choices:
        words["description"] = _description("", field.choices)
    found = {**words, "anyOf": [*values, UNDECIDED]}
    return _or_null(found) if field.optional else found


def _grid(question: Question, interview: Interview) -> Schema:
    source = interview.questions.get(question.rows_from)
    labels = {str(row.id): str(row.label) for row in question.rows}
    labels |= {str(choice.id): str(choice.label) for choice in (source.choices if source else ())}
    columns: Mapping[str, Schema] = {
        str(column.id): {
            **({"title": str(column.label)} if column.label else {}),
            "description": _description("", column.choices),
            "anyOf": [*_single("choice", column.choices), UNDECIDED, NULL],
        }
        for column in question.columns
    }
    several: Schema = {"anyOf": [_object(dict(columns)), UNDECIDED, NULL]}
    cell = columns.get("", several)
    return _object({row: {"title": labels[row], **cell} for row in grid_row_ids(question, interview)})


def _head() -> Schema:
    keys = {
        "format": {"const": FORMAT},
        "asked_with": {**ANY_TEXT, "type": [*ANY_TEXT["type"], "null"], "description": "The version that asked last."},
    }
    return {"title": "About this file", **_object(keys, ["format"])}


def _reserved(interview: Interview) -> Schema:
    nothing_or_text: Schema = {"type": [*ANY_TEXT["type"], "null"]}
    review = _object(
        {"by": ANY_TEXT, "on": DATE, "scope": _or_null({"type": "array", "items": ANY_TEXT}), "fingerprint": ANY_TEXT},
        ["by", "on", "fingerprint"],
    )
    return {
        "draft_date": {"title": "The date that stands on the drafts", **_or_null(DATE)},
        "letterhead": {"title": "A Word file with the district's letterhead", **nothing_or_text},
        "overlays": {
            "title": "Folders with clauses of your own",
            **_or_null({"type": "array", "items": ANY_TEXT}),
        },
        "reviewed": {"title": "Counsel's review, bound to the text that was read", **_or_null(review)},
        "decisions": {"title": "Who decides what, by when, and why", **_or_null(_decisions(interview))},
    }


def _decision() -> Schema:
    kinds: Schema = {name: {"type": [*ANY_TEXT["type"], "null"]} for name in DECISION_KEYS}
    kinds["by"] = kinds["decided_on"] = _or_null({"anyOf": [DATE, {"const": ""}]})
    kinds["basis"] = {"enum": [*BASES, "", None]}
    return _object(kinds)


def _decisions(interview: Interview) -> Schema:
    decision: Schema = {"$ref": "#/$defs/decision"}
    cells: Schema = {}
    for id, question in interview.questions.items():
        if question.type == "grid":
            for row in grid_row_ids(question, interview):
                for column in ("", *(str(column.id) for column in question.columns)):
                    cells[".".join(part for part in (id, row, column) if part)] = decision
    return _object({**dict.fromkeys(interview.questions, decision), **cells})
