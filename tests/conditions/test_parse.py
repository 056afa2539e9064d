"""Reading conditions, and what is said of the ones that cannot be read."""

from __future__ import annotations

import pytest

from aipolicy.conditions import (
    ALWAYS,
    All,
    Answered,
    AnyOf,
    Includes,
    Is,
    Not,
    Predicate,
    Some,
    Variable,
    parse,
    questions_of,
)
from aipolicy.problems import Problem
from aipolicy.source import parse_yaml

VOCABULARY = {
    v.id: v
    for v in (
        Variable("s.on", "yes_no", ("true", "false")),
        Variable("s.stance", "choice", ("low", "mid", "high")),
        Variable("s.many", "choices", ("a", "b", "c")),
        Variable("s.name", "text"),
        Variable("s.band", "derived", ("small", "large")),
        Variable("s.rows", "rows", fields={"status": ("open", "shut"), "who": ("x", "y")}),
        Variable("s.grid", "grid", fields={"": ("u", "v")}, rows_from="s.many"),
        Variable(
            "s.uses", "grid", fields={"status": ("u", "v"), "owner": ("x",)}, rows=(("r1", ALWAYS), ("r2", ALWAYS))
        ),
    )
}


def read(text: str) -> tuple[Predicate, list[Problem]]:
    node, problems = parse_yaml(text, "clause.md", first_line=4)
    assert not problems
    return parse(node, VOCABULARY, problems), problems


GOOD: list[tuple[str, Predicate]] = [
    ("{s.on: true}", Is("s.on", ("true",))),
    ("{s.stance: [low, mid]}", Is("s.stance", ("low", "mid"))),
    ("{s.band: small}", Is("s.band", ("small",))),
    ("{s.name: answered}", Answered("s.name")),
    ("{s.stance: answered}", Answered("s.stance")),
    ("{s.many: {includes: a}}", Includes("s.many", ("a",))),
    ("{s.many: {includes: [a, b]}}", Includes("s.many", ("a", "b"))),
    ("{s.grid: {some: u}}", Some("s.grid", (("", ("u",)),))),
    ("{s.grid: {no: [u, v]}}", Not(Some("s.grid", (("", ("u", "v")),)))),
    ("{s.grid.b: u}", Is("s.grid", ("u",), "b", "")),
    ("{s.uses.r1.status: [u, v]}", Is("s.uses", ("u", "v"), "r1", "status")),
    ("{s.uses: {some: {status: u, owner: x}}}", Some("s.uses", (("status", ("u",)), ("owner", ("x",))))),
    ("{s.rows: {no: {status: open}}}", Not(Some("s.rows", (("status", ("open",)),)))),
    ("{s.on: true, s.stance: low}", All((Is("s.on", ("true",)), Is("s.stance", ("low",))))),
    ("any: [{s.on: true}, {s.stance: low}]", AnyOf((Is("s.on", ("true",)), Is("s.stance", ("low",))))),
    ("all: [{not: {s.on: true}}]", All((Not(Is("s.on", ("true",))),))),
]


@pytest.mark.parametrize(("text", "predicate"), GOOD, ids=[text for text, _ in GOOD])
def test_what_can_be_said(text: str, predicate: Predicate) -> None:
    assert read(text) == (predicate, [])


def test_no_condition_is_always() -> None:
    assert parse(None, VOCABULARY, []) == ALWAYS


def test_the_questions_of_a_condition() -> None:
    predicate, _ = read("{any: [{s.on: true}, {s.grid.b: u}], not: {s.on: false}}")
    assert questions_of(predicate) == ("s.on", "s.grid")


BAD = [
    ("s.on", "4:1 bad-condition"),
    ("{}", "4:1 bad-condition"),
    ("{s.onn: true}", "4:2 unknown-question"),
    ("{s.on: yes}", "4:8 unknown-choice"),
    ("{s.stance: [low, lwo]}", "4:18 unknown-choice"),
    ("{s.stance: []}", "4:12 bad-condition"),
    ("{s.stance: {includes: low}}", "4:12 bad-condition"),
    ("{s.many: a}", "4:10 bad-condition"),
    ("{s.many: {includes: a, some: b}}", "4:10 bad-condition"),
    ("{s.name: Ohio}", "4:10 bad-condition"),
    ("{s.grid: u}", "4:10 bad-condition"),
    ("{s.grid: {every: u}}", "4:10 bad-condition"),
    ("{s.grid.d: u}", "4:2 unknown-question"),
    ("{s.uses.r1: u}", "4:2 unknown-question"),
    ("{s.uses.r1.status: x}", "4:20 unknown-choice"),
    ("{s.uses: {some: u}}", "4:17 bad-condition"),
    ("{s.rows: {some: {colour: red}}}", "4:18 unknown-field"),
    ("{any: {s.on: true}}", "4:7 bad-condition"),
    ("{all: []}", "4:7 bad-condition"),
    ("{not: true}", "4:7 bad-condition"),
]


@pytest.mark.parametrize(("text", "said"), BAD, ids=[text for text, _ in BAD])
def test_what_cannot_be_said(text: str, said: str) -> None:
    _, problems = read(text)
    assert [f"{p.span.line}:{p.span.column} {p.code}" for p in problems] == [said]


def test_a_near_miss_is_named() -> None:
    assert "did you mean 's.stance'?" in read("{s.stanse: low}")[1][0].hint
    assert "did you mean 'low'?" in read("{s.stance: lwo}")[1][0].hint


def test_every_problem_is_found_at_once() -> None:
    _, problems = read("any: [{s.no: 1}, {s.stance: none}, {s.rows: {some: {a: b}}}]")
    assert len(problems) == 3
