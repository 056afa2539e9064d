"""Explanations as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aipolicy.cli.console import plain

Data = dict[str, Any]
OWN_WORDS = 'your own words too: {other: "..."}'
_HOLDS = {True: "yes", False: "no ", None: "open"}


def lines(data: Data) -> Iterator[str]:
    """The explanation, line by line."""
    makers = {
        "clause": _clause,
        "question": _question,
        "document": _document,
        "derived answer": _derived,
        "one of several clauses": _group,
    }
    for line in makers[data["kind"]](data):
        yield plain(line)


def _clause(data: Data) -> Iterator[str]:
    yield f"{data['id']}: {data['title']}"
    if data["state"]:
        yield f"  {_said(data)}"
    yield f"  why: {data['rationale']}"
    if not data["places"]:
        yield "  no document has a place for it"
    for place in data["places"]:
        number = f" {place['number']}" if place["number"] else ""
        group = f" (one of {place['one_of']})" if place["one_of"] else ""
        yield f"  in {place['document']}, {place['section']}{number}{group}"
        yield from _because(place["condition"], "    ", "stands when ")
        if place["waits_for"]:
            yield f"    waits for {', '.join(place['waits_for'])}"
        if place["fingerprint"]:
            yield f"    fingerprint of the text {place['fingerprint']}"
    for duty in data["obliges"]:
        yield f"  obliges {duty['who']}: {duty['does']}, {duty['when']}; record: {duty['record']}"
    for element in data["framework"]:
        yield f"  framework: {element['id']} {element['element']}"
    for law in data["citations"]:
        effective = f", effective {law['effective']}" if law["effective"] else ""
        yield f"  law: {law['citation']} ({law['status']}{effective}, checked {law['checked']}, {law['confidence']})"
        yield f"       {law['url']}"
    yield f"  lock: {data['lock']}; publication: {data['publication']}"
    yield f"  file: {data['source']} ({data['layer']}), fingerprint {data['fingerprint']}"


def _said(data: Data) -> str:
    where = [place["document"] for place in data["places"] if place["stands"]]
    if data["state"] == "stands":
        return f"stands in {', '.join(dict.fromkeys(where))}"
    if data["state"] == "waits":
        return f"waits for {', '.join(dict.fromkeys(q for p in data['places'] for q in p['waits_for']))}"
    return "does not stand in any draft"


def _because(data: Data | None, pad: str, lead: str = "") -> Iterator[str]:
    if data is None:
        return
    mark = f"[{_HOLDS[data['holds']]}] " if data["known"] else ""
    colon = ":" if data["parts"] else ""
    yield f"{pad}{mark}{lead}{data['says']}{colon}{_answer(data['answer'])}"
    for part in data["parts"]:
        yield from _because(part, pad + "  ")


def _answer(answer: Data | None) -> str:
    if answer is None:
        return ""
    words = answer["value"] if answer["state"] == "answered" else f"{answer['state']} {answer['value']}".rstrip()
    words = words if len(words) <= 80 else f"{words[:77]}..."
    where = f", {answer['where']}" if answer["where"] else ""
    return f"  ({words}{where})"


def _question(data: Data) -> Iterator[str]:
    yield f"{data['id']}: {data['ask']}"
    yield f"  why we ask: {data['why']}"
    if data["answer"]:
        yield f"  answer:{_answer(data['answer'])[1:]}"
    if data["decides"] or data["by"]:
        yield f"  decides: {', '.join(part for part in (data['decides'], data['by'] and 'by ' + data['by']) if part)}"
    yield f"  type: {_type(data)}; who knows: {', '.join(data['who_knows']) or 'not said'}"
    yield from _takes(data)
    yield from _because(data["asked_when"], "  ", "asked when ")
    for key, words in (
        ("clauses_wait", "clauses that wait for it"),
        ("clauses_depend", "clauses whose place depends on it"),
        ("clauses_insert", "clauses that print it"),
        ("documents_depend", "documents that depend on it"),
        ("questions_depend", "questions that depend on it"),
    ):
        if data[key]:
            yield f"  {words}: {', '.join(data[key])}"
    if data["sources"]:
        yield f"  rests on: {', '.join(data['sources'])}"
    yield f"  file: {data['source']}"


def _type(data: Data) -> str:
    unit = " characters" if data["type"] == "text" else ""
    parts = [
        data["type"].replace("_", " or "),
        f"at least {data['minimum']}{unit}" if data.get("minimum") else "",
        f"at most {data['maximum']}{unit}" if data.get("maximum") is not None else "",
        OWN_WORDS if data["own_words"] else "",
        "may be left out" if data["optional"] else "",
    ]
    return ", ".join(part for part in parts if part)


def _where(only: Mapping[str, Sequence[str]]) -> str:
    return " and ".join(f"{name} is {' or '.join(choices)}" for name, choices in only.items())


def _takes(data: Data) -> Iterator[str]:
    """Fields of rows, rows and columns of a grid, choices, and an example."""
    if data["fields"]:
        yield "  each row has:"
        yield "    id: a short name of its own, of letters, digits, '-' and '_'"
    for field in data["fields"]:
        only = _where(field["only_when"])
        yield f"    {field['id']}: {field['label']} ({_type(field)}{f'; asked where {only}' if only else ''})"
        yield from _choices(field["choices"], "      ")
    if data["rows"]:
        among = f", one for each answer to {data['rows_from']}" if data["rows_from"] else ""
        yield f"  rows{among}{' ([yes]: asked of your district)' if data['answer'] else ''}:"
        for row in data["rows"]:
            mark = f"[{_HOLDS[row['asked']]}] " if data["answer"] else ""
            yield f"    {mark}{row['id']}: {row['label']}"
            yield from _because(row["only_when"], "      ", "asked when ")
    for column in data["columns"]:
        only = _where(column["only"])
        yield f"  column {column['id']}: {column['label']}{f' (asked where {only})' if only else ''}"
        yield from _choices(column["choices"], "    ")
    if data["choices"] and data["rows"]:
        yield "  choices for each row:"
    yield from _choices(data["choices"], "    ")
    if data["fields"] or data["rows"]:
        parts = "a field of a row" if data["fields"] else "a cell of a row" if data["columns"] else "a row"
        yield f"  'undecided' is an answer too, of the whole or of {parts}"
    some = ", for some of the rows" if data["rows"] else ""
    yield f"  for example, in aipolicy.yaml{some}:"
    yield from (f"    {line}" for line in data["example"])
    if data["example_with_csv"]:
        yield f"  or with the rows in {data['csv']}, beside it:"
        yield from (f"    {line}" for line in data["example_with_csv"])
    if data["fields"] or data["rows"]:
        yield "  or on one line, as 'aipolicy set' and --set take it:"
        yield f"    {data['example_on_one_line']}"


def _choices(choices: list[Data], pad: str) -> Iterator[str]:
    for choice in choices:
        label = choice["label"] if choice["label"].endswith((".", "?", "!")) else f"{choice['label']}."
        clashes = f"Not together with {', '.join(choice['not_with'])}." if choice["not_with"] else ""
        excluded = "Not offered: your other answers exclude it." if choice["offered"] is False else ""
        parts = [f"{choice['id']}: {label}", choice["means"], clashes, excluded]
        yield pad + " ".join(part for part in parts if part)


def _document(data: Data) -> Iterator[str]:
    yield f"{data['id']}: {data['title']}"
    if data["summary"]:
        yield f"  {data['summary']}"
    if data["state"]:
        waits = f" for {', '.join(data['waits_for'])}" if data["waits_for"] else ""
        yield f"  {data['state']}{waits}"
    yield from _because(data["condition"], "  ", "built when ")
    for clause in data["clauses"]:
        waits = f" for {', '.join(clause['waits_for'])}" if clause["waits_for"] else ""
        yield f"  {clause['state'] or 'clause'}{waits}: {clause['id']}"
    yield f"  file: {data['source']}"


def _derived(data: Data) -> Iterator[str]:
    yield f"{data['id']}: follows from {', '.join(data['from'])}"
    waits = f" (waits for {', '.join(data['waits_for'])})" if data["waits_for"] else ""
    if data["value"] or waits:
        yield f"  value: {data['value'] or 'open'}{waits}"
    for case in data["cases"]:
        yield from _because(case["condition"], "  ", f"{case['value']} when ")
    if data["otherwise"]:
        yield f"  else {data['otherwise']}"
    if data["clauses_depend"]:
        yield f"  clauses whose place depends on it: {', '.join(data['clauses_depend'])}"
    yield f"  file: {data['source']}"


def _group(data: Data) -> Iterator[str]:
    yield f"{data['id']}: exactly one of {len(data['clauses'])} clauses stands"
    for clause in data["clauses"]:
        yield ""
        yield from _clause(clause)
