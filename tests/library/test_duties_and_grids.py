"""Duties, rules and grids of a library: months and dates, the rule book, forms of rows, columns asked with others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from aipolicy.checks import check_library, unknown_ids
from aipolicy.document import Clause
from aipolicy.library import Library, read
from aipolicy.problems import InvalidContent
from tests.districts import answers_of, build, clauses, named, words
from tests.tiny import DISTRICT, INTERVIEW, TINY, write_library

PURPOSE = "policy_blocks/rules/purpose.md"
QUESTIONS = "templates/interview/district.yaml"
BOOK = "policy_blocks/rules.yaml"
DUTY = "{who: board, does: adopts rules, when: in August, record: the minutes}"
ACTS = (
    "actors: [{id: staff, covers: []}]\nacts: [{id: use, says: use a tool}]\nsubjects: [{id: stance, values: [some]}]\n"
)
GRID = """\
  - id: district.uses
    ask: Which uses are allowed?
    type: grid
    why: The table shows it.
    who_knows: board
    row_forms: [risks]
    rows:
      - {id: draft, label: Drafts, risks: wrong facts}
      - {id: plan, label: Plans, risks: lost time}
    columns:
      - id: status
        label: Status
        choices:
          - {id: allowed, label: allowed}
          - {id: barred, label: prohibited}
      - id: tool
        label: Tool
        when: {status: [allowed]}
        choices:
          - {id: closed, label: a closed tool}
          - {id: open, label: any tool, when: {district.open: true}}
"""
TABLE = """\
---
id: rules.signs
title: Who signs
none: Nobody signs.
rationale: Because.
---
These are the uses:

| Use | Risk | Status | Tool |
| --- | --- | --- | --- |
{% for cell in district.uses | where(status=["allowed"]) %}
| {{ cell.label }} | {{ cell.risks }} | {{ cell.status }} | {{ cell.tool }} |
{% endfor %}
"""


def library_of(folder: Path, changes: Mapping[str, str]) -> tuple[Library, list[str]]:
    library, problems = read([write_library(folder, {**TINY, **changes})])
    return library, [str(problem).split("\n")[0] for problem in problems]


def obliging(more: str) -> dict[str, str]:
    return {PURPOSE: TINY[PURPOSE].replace(DUTY, DUTY[:-1] + more + "}")}


def test_months_dates_and_laws_of_a_duty(tmp_path: Path) -> None:
    library, problems = library_of(tmp_path, obliging(", months: [8, 2], law: [us-law]"))
    assert problems == []
    (duty,) = library.blocks["rules.purpose"].obliges
    assert (duty.months, str(duty.due), duty.law) == ((2, 8), "", ("us-law",))
    library, problems = library_of(tmp_path, obliging(", due: district.review"))
    assert problems == []
    assert str(library.blocks["rules.purpose"].obliges[0].due) == "district.review"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (", months: [13]", "'13' is not a month, or stands twice"),
        (", months: [0]", "'0' is not a month, or stands twice"),
        (", months: [8, 8]", "'8' is not a month, or stands twice"),
        (", months: [August]", "'August' is not a month, or stands twice"),
        (", months: [8], due: district.review", "a duty has either 'months' or 'due'"),
        (", yearly: true", "yearly"),
    ],
)
def test_a_duty_that_cannot_fall_due(tmp_path: Path, more: str, message: str) -> None:
    (line,) = library_of(tmp_path, obliging(more))[1]
    assert message in line
    assert line.startswith(f"{PURPOSE}:")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (", due: district.name", "no date question 'district.name'"),
        (", due: district.revue", "no date question 'district.revue'"),
        (", law: [us-lore]", "no citation 'us-lore'"),
    ],
)
def test_a_duty_that_rests_on_nothing(tmp_path: Path, more: str, message: str) -> None:
    library, problems = library_of(tmp_path, obliging(more))
    assert problems == []
    assert any(message in str(problem) for problem in unknown_ids.check(library))


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{who: staff, must: use, may: use}", "a rule has exactly one of must, must_not and may"),
        ("{who: staff}", "a rule has exactly one of must, must_not and may"),
        ("{who: staff, may_not: use}", "may_not"),
        ("{settles: stance}", "as"),
    ],
)
def test_a_rule_that_says_nothing(tmp_path: Path, rule: str, message: str) -> None:
    changes = {BOOK: ACTS, PURPOSE: TINY[PURPOSE].replace("obliges:", f"rules: [{rule}]\nobliges:")}
    lines = library_of(tmp_path, changes)[1]
    assert lines
    assert any(message in line for line in lines)


@pytest.mark.parametrize(
    ("book", "message"),
    [
        (ACTS.replace("covers: []", "covers: [nobody]"), "there is no actor 'nobody'"),
        (ACTS.replace("says: use a tool", "says: use a tool, part_of: [work]"), "there is no act 'work'"),
        (ACTS.replace(", values: [some]", ""), "values"),
        (ACTS + "verbs: []\n", "verbs"),
    ],
)
def test_a_rule_book_that_names_nothing(tmp_path: Path, book: str, message: str) -> None:
    lines = library_of(tmp_path, {BOOK: book})[1]
    assert any(message in line and line.startswith(f"{BOOK}:") for line in lines), lines


def gridded(folder: Path, grid: str = GRID, table: str = TABLE) -> tuple[Library, list[str]]:
    changes = {QUESTIONS: INTERVIEW.replace("derived:\n", f"{grid}derived:\n"), "policy_blocks/rules/signs.md": table}
    return library_of(folder, changes)


def district(**uses: Any) -> dict[str, Any]:
    return DISTRICT | {"district.uses": uses}


def table_of(library: Library, values: Mapping[str, Any]) -> Clause:
    return clauses(named(build(values, library).documents, "rules"))["rules.signs"]


def test_forms_of_rows_print_and_a_column_is_asked_with_another(tmp_path: Path) -> None:
    library, problems = gridded(tmp_path)
    assert problems == []
    assert [p for p in check_library(library) if "uses" in p.message and p.code not in {"idle-question"}] == []
    values = district(draft={"status": "allowed", "tool": "closed"}, plan={"status": "barred"})
    said = words(table_of(library, values))
    assert "wrong facts" in said
    assert "a closed tool" in said
    assert "Plans" not in said
    assert "lost time" not in said


def test_a_choice_of_a_cell_is_offered_only_sometimes(tmp_path: Path) -> None:
    library, _ = gridded(tmp_path)
    values = district(draft={"status": "allowed", "tool": "open"}, plan={"status": "barred"})
    with pytest.raises(
        InvalidContent, match=r"'open' in district\.uses\.draft\.tool contradicts the answer to district\.open"
    ):
        answers_of(values, library)
    assert answers_of(values | {"district.open": True}, library)


def test_what_a_cell_is_not_asked_counts_for_nothing(tmp_path: Path) -> None:
    library, _ = gridded(tmp_path)
    values = district(draft={"status": "barred", "tool": "closed"}, plan={"status": "barred"})
    assert "a closed tool" not in words(table_of(library, values))


def test_a_column_that_waits_is_open_only_where_it_is_asked(tmp_path: Path) -> None:
    library, _ = gridded(tmp_path)
    barred = build(district(draft={"status": "barred"}, plan={"status": "barred"}), library)
    assert [str(found.question.id) for found in barred.open] == []
    waiting = build(district(draft={"status": "allowed"}, plan={"status": "barred"}), library)
    assert [str(found.question.id) for found in waiting.open] == ["district.uses"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label: Drafts, risks: wrong facts", "label: Drafts", "risks"),
        ("    row_forms: [risks]\n", "", "risks"),
        ("when: {status: [allowed]}", "when: {stand: [allowed]}", "no other column 'stand'"),
        ("when: {status: [allowed]}", "when: {status: [alowed]}", "no choice of the column 'status' 'alowed'"),
        ("when: {status: [allowed]}", "when: {tool: [open]}", "no other column 'tool'"),
    ],
)
def test_mistakes_in_a_grid_are_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert GRID.count(old) == 1
    library, problems = gridded(tmp_path, GRID.replace(old, new))
    found = problems or [str(problem) for problem in check_library(library)]
    assert any(message in line for line in found), found
