"""Answers and offices as the values that templates are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from aipolicy.answers import UNDECIDED, Answers, Other
from aipolicy.answers.cleaning import clean
from aipolicy.answers.model import FieldValue, Row
from aipolicy.assemble import words
from aipolicy.assemble.values import Group, Items, Missing, Named, Record, Records, Value, blank
from aipolicy.conditions import Facts, evaluate
from aipolicy.library import Library, Question
from aipolicy.library.model import Manual, Office
from aipolicy.library.questions import Choice, GridRow

Context = Mapping[str, object]


def context_of(library: Library, answers: Answers, facts: Facts, manual: Manual) -> Context:
    """The names that a clause may use: question ids by their parts, and `the` for offices."""
    flat: dict[str, object] = {}
    for id, question in library.interview.questions.items():
        flat[id] = value_of(question, library, answers, facts)
    for id, variable in library.vocabulary.items():
        if variable.kind == "derived":
            known = facts.derived(id)
            flat[id] = Missing(id, id) if known is None else Value(id, "", "", known, known)
    tree = _tree(flat)
    offices = {id: office_name(office, answers, library, facts, manual) for id, office in library.offices.items()}
    return {**tree, "the": Group(offices)}


def _tree(flat: Mapping[str, object]) -> dict[str, object]:
    groups: dict[str, dict[str, object]] = {}
    for id, value in flat.items():
        head, _, rest = id.partition(".")
        groups.setdefault(head, {})[rest] = value
    return {head: members[""] if "" in members else Group(_tree(members)) for head, members in groups.items()}


def value_of(question: Question, library: Library, answers: Answers, facts: Facts) -> object:
    """The answer to one question, or a Missing; answers that a branch hides are missing."""
    value = answers.value(question.id)
    missing = Missing(str(question.id), label_of(question))
    if question.type == "grid":
        return _grid(question, library, answers, facts)
    if value is None or value is UNDECIDED or facts.visible(question.id) is not True:
        return missing
    if question.type == "rows":
        assert isinstance(value, tuple)
        return _rows(question, [row for row in value if isinstance(row, Row)])
    return _single(value, str(question.id), "", "", question.type, question.choices, missing)  # type: ignore[arg-type]


def label_of(question: Question) -> str:
    """What a blank for the question says: the question without its mark."""
    return question.ask.rstrip("?. ")


def _single(
    value: FieldValue, question: str, row: str, field: str, type: str, choices: Iterable[Choice], missing: Missing
) -> Value | Items | Missing:
    if value is UNDECIDED:
        return missing
    if isinstance(value, bool):
        return Value(question, row, field, "yes" if value else "no", "true" if value else "false")
    if isinstance(value, Decimal):
        return Value(question, row, field, words.money(value) if type == "money" else words.number(value))
    by_id = {str(choice.id): choice for choice in choices}
    if isinstance(value, tuple):
        chosen = {item for item in value if isinstance(item, str)}
        ordered = [_choice(question, row, field, choice) for id, choice in by_id.items() if id in chosen]
        forms = next(iter(by_id.values())).forms if by_id else {}
        own = [clean(item.text).rstrip(". ") for item in value if isinstance(item, Other)]
        ordered += [Value(question, row, field, text, "other", dict.fromkeys(forms, text)) for text in own if text]
        return Items(question, tuple(ordered))
    if type == "choice":
        return _choice(question, row, field, by_id[value])
    text = words.long_date(value) if type == "date" else clean(value)
    return missing if blank(text) else Value(question, row, field, text, value)


def _choice(question: str, row: str, field: str, choice: Choice) -> Value:
    forms = {name: str(text) for name, text in choice.forms.items()}
    return Value(question, row, field, str(choice.label), str(choice.id), forms)


def _rows(question: Question, rows: list[Row]) -> Records:
    return Records(str(question.id), tuple(_record(question, row) for row in rows))


def _record(question: Question, row: Row) -> Record:
    fields: dict[str, Value | Items | Missing] = {"id": Value(str(question.id), row.id, "id", row.id)}
    ids: dict[str, frozenset[str]] = {}
    for declared in question.fields:
        name = str(declared.id)
        value = row.fields.get(name)
        missing = Missing(str(question.id), f"{declared.label}, {row.id}")
        if value is None:
            empty = Value(str(question.id), row.id, name, "", "", dict.fromkeys(map(str, declared.forms), ""))
            fields[name] = Items(str(question.id), ()) if declared.type == "choices" else empty
            continue
        read = _single(value, str(question.id), row.id, name, declared.type, declared.choices, missing)
        fields[name] = read
        ids[name] = _ids(read)
    return Record(fields, ids)


def _ids(value: Value | Items | Missing) -> frozenset[str]:
    if isinstance(value, Items):
        return frozenset(item.id for item in value.items)
    return frozenset((value.id,)) if isinstance(value, Value) else frozenset()


def grid_rows(question: Question, library: Library, answers: Answers, facts: Facts) -> list[tuple[str, str]]:
    """The rows of a grid that this district has: id and label, in the library's order."""
    shown = {row for row, visible in facts.grid_rows(library.vocabulary[question.id]) if visible is True}
    labels: Iterable[Choice | GridRow] = question.rows
    if question.rows_from:
        labels = library.interview.questions[question.rows_from].choices
    return [(str(r.id), str(r.label)) for r in labels if r.id in shown]


def _grid(question: Question, library: Library, answers: Answers, facts: Facts) -> Records | Missing:
    value = answers.value(question.id)
    if facts.visible(question.id) is not True or value is None or value is UNDECIDED:
        return Missing(str(question.id), label_of(question))
    assert isinstance(value, Mapping)
    source = library.interview.questions[question.rows_from] if question.rows_from else None
    records: list[Record] = []
    by_name: dict[str, Value | Record | Missing] = {}
    for row, label in grid_rows(question, library, answers, facts):
        forms = {}
        if source is not None:
            forms = {n: str(t) for c in source.choices if c.id == row for n, t in c.forms.items()}
        fields: dict[str, Value | Items | Missing] = {
            "row": Value(str(question.id), row, "row", row),
            "label": Value(str(question.id), row, "label", label, row, forms),
        }
        own = next((r.forms for r in question.rows if r.id == row), {})
        fields |= {name: Value(str(question.id), row, name, str(text)) for name, text in own.items()}
        ids: dict[str, frozenset[str]] = {}
        for column in question.columns:
            name = str(column.id)
            cell = value.get(row, {}).get(name)
            chosen = next((c for c in column.choices if c.id == cell), None)
            shown: Value | Missing = (
                Missing(str(question.id), f"{label_of(question)}: {label}")
                if chosen is None
                else _choice(str(question.id), row, name, chosen)
            )
            fields[name or "choice"] = shown
            ids[name or "choice"] = _ids(shown)
        records.append(Record(fields, ids))
        single = fields.get("choice")
        by_name[row] = single if isinstance(single, Value | Missing) else records[-1]
    return Records(str(question.id), tuple(records), by_name)


def default_office(office: Office, facts: Facts, manual: Manual) -> tuple[str, str, str]:
    """Name, plural and article of an office whatever the district's own answer: the manual profile's word, else by
    kind and state."""
    chosen = next((name for name in office.by if evaluate(name.when, facts) is True), office.default)
    if office.id in manual.offices:
        name = str(manual.offices[office.id])
        return name, words.plural(name), str(chosen.article)
    return str(chosen.name), str(chosen.plural), str(chosen.article)


def office_name(office: Office, answers: Answers, library: Library, facts: Facts, manual: Manual) -> Named | Missing:
    """The office as this district calls it: its own answer, else the manual profile's word, else by kind and state."""
    provenance = f"the.{office.id}"
    name, many, article = default_office(office, facts, manual)
    question = library.interview.questions.get(office.answer)
    if question is not None and facts.visible(question.id) is True:
        given = answers.value(question.id)
        if isinstance(given, str) and not blank(clean(given)):
            name, provenance = clean(given), str(question.id)
            name = name[4:] if name.lower().startswith("the ") else name
            many = words.plural(name)
        elif not (question.optional and given is None):
            return Missing(str(question.id), f"title of {article} {name}")
    full = f"{article} {name}".strip()
    forms = {"name": name, "plural": many, "possessive": words.possessive(full)}
    return Named(Value(provenance, "", "", full, "", forms))
