"""The JSON Schema agrees with the validator: an independent checker refuses and takes the same files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aipolicy.answers import Answers, parse_answer_file, validate
from aipolicy.answers.edit import set_value
from aipolicy.answers.schema import json_schema
from aipolicy.library import Interview, built_in, load
from aipolicy.problems import Problem
from tests.answers.test_validate import BAD

Check = Callable[[str], tuple[Answers, list[Problem]]]
KINDS = {
    "unknown-key", "wrong-type", "unknown-choice", "unknown-row", "unknown-word", "missing-key", "not-yes-no",
    "no-other", "unknown-question", "how-many", "row-id", "too-short", "too-long", "empty-text",
}  # fmt: skip


class Yaml12(yaml.SafeLoader):
    """PyYAML with the booleans and dates of YAML 1.2: only true and false, and dates are text."""


OTHERS = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
Yaml12.yaml_implicit_resolvers = {
    key: [pair for pair in pairs if pair[0] not in OTHERS]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


@pytest.fixture(scope="session")
def schema(interview: Interview) -> dict[str, Any]:
    return json_schema(interview)


def errors(schema: dict[str, Any], text: str) -> list[str]:
    data = yaml.load(text, Yaml12)  # a SafeLoader
    return [error.message for error in Draft202012Validator(schema).iter_errors(data)]


def test_it_is_a_schema_and_the_same_every_time(schema: dict[str, Any], interview: Interview) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert json.dumps(schema) == json.dumps(json_schema(interview))


def test_what_an_editor_shows(schema: dict[str, Any]) -> None:
    kind = schema["properties"]["district"]["anyOf"][0]["properties"]["kind"]
    assert kind["title"] == "What kind?"
    assert kind["description"] == (
        "Names differ.\n\ndistrict: School district. An ordinary one.\n"
        "charter: Charter school. It has a charter.\nunion_high: Union high school district."
    )
    assert kind["anyOf"][0] == {"enum": ["district", "charter", "union_high"]}
    assert kind["anyOf"][1]["const"] == "undecided"
    assert list(schema["properties"]) == [
        "aipolicy", "draft_date", "letterhead", "overlays", "reviewed", "decisions", "district", "uses",
    ]  # fmt: skip
    row = schema["properties"]["uses"]["anyOf"][0]["properties"]["tools"]["anyOf"][0]["items"]
    assert row["required"] == ["id", "name", "active", "status"]


@pytest.mark.parametrize(("text", "code"), [(bad[0], bad[3]) for bad in BAD if bad[3] in KINDS])
def test_what_the_validator_refuses_fails_the_schema(schema: dict[str, Any], text: str, code: str) -> None:
    if text.startswith("uses: {tools: [{id: a, name: A, active: true, status: review}, "):
        pytest.skip("ids that stand twice are no matter of kind")
    assert errors(schema, f"aipolicy: {{format: 1}}\n{text}\n"), code


@pytest.mark.parametrize("text", ["{}", "aipolicy: {format: 2}", "aipolicy:", "aipolicy: {format: 1, x: 1}", "[]"])
def test_the_head(schema: dict[str, Any], text: str) -> None:
    assert errors(schema, text)


GOOD = [
    "district: {name: NO, motto: 1.10, schools: 12, budget: 1250.50, founded: 2026-11-21, unions: false}",
    "district: {schools: '900', budget: '$1,250.50', founded: '2026-11-21', unions: undecided, name: undecided}",
    "district: {name: , kind: }\nuses:\n",
    "district: {bands: [k2, g9_12], languages: [es, {other: 12}]}",
    "district: {bands: undecided, languages: []}",
    "uses: {consent: {k2: opt_in, g3_5: , g9_12: undecided}, table: {tutoring: {status: allowed, who: }, college: }}",
    "uses: {consent: undecided, table: {college: undecided}, tools: undecided}",
    "uses: {tools: [{id: a-1, name: 12, active: undecided, status: review, data: [{other: x}], expires: , seats: 3}]}",
    "uses: {tools: []}",
    "draft_date:\nletterhead: a.docx\noverlays: [x]\nreviewed: {by: A, on: 2026-11-21, fingerprint: 12, scope: [a]}",
    "decisions: {district.name: {decides: B, by: 2026-11-21, basis: suggested, private_note: }, uses.consent.k2: {},"
    " district.kind: {basis: reworded},"
    " uses.table.college.status: {public_reason: x}}",
]


@pytest.mark.parametrize("text", GOOD)
def test_valid_files_pass(schema: dict[str, Any], check: Check, text: str) -> None:
    _, problems = check(text + "\n")
    assert [str(p) for p in problems] == []
    assert errors(schema, f"aipolicy: {{format: 1}}\n{text}\n") == []


def test_the_built_in_interview_and_its_examples() -> None:
    library = load([built_in()])
    schema = json_schema(library.interview)
    Draft202012Validator.check_schema(schema)
    examples = sorted((Path(__file__).parents[2] / "examples").glob("*/aipolicy.yaml"))
    for path in examples:
        assert errors(schema, path.read_text(encoding="utf-8")) == [], path


# The law: whatever the validator says of a random value, the schema says too.

SCALARS = st.one_of(
    st.sampled_from(
        ["Ab", "undecided", "k2", "charter", "opt_in", "review", "2026-11-21", "12", "1.5", "true", "", "x" * 50]
    ),
    st.booleans(),
    st.integers(0, 2000),
    st.decimals(0, 5, places=1),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["a", "b-2", "c d"])},
        optional={
            "name": SCALARS, "seats": SCALARS, "active": SCALARS, "status": SCALARS, "expires": SCALARS,
            "data": st.lists(st.one_of(SCALARS, st.just("work"), st.just({"other": "x"})), max_size=2), "more": SCALARS,
        },
    ),
    max_size=2,
)  # fmt: skip
CELLS = st.dictionaries(
    st.sampled_from(["k2", "g9_12", "tutoring", "college", "x"]),
    st.one_of(SCALARS, st.dictionaries(st.sampled_from(["status", "who"]), st.sampled_from(["allowed", "staff"]))),
    max_size=2,
)
VALUES = st.one_of(SCALARS, st.lists(st.one_of(SCALARS, st.just({"other": "own"})), max_size=3), ROWS, CELLS)


@settings(derandomize=True, max_examples=300, deadline=None, database=None)
@given(data=st.data())
def test_law_schema_and_validator_agree(schema: dict[str, Any], interview: Interview, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([*interview.questions, "district.none", "uses.table.tutoring"]))
    value = data.draw(VALUES)
    text = set_value("aipolicy: {format: 1}\n", key, value)
    _, problems = validate(parse_answer_file(text, Path()), interview)
    refused = {problem.code for problem in problems}
    found = errors(schema, text)
    if refused & KINDS:
        assert found, text
    elif not refused:
        assert not found, (text, found)


def test_numbers_with_decimals() -> None:
    assert set_value("", "a", Decimal("1.50")) == "a: 1.50\n"
