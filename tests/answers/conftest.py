"""A small library with every type of question, and a folder to put answer files in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aipolicy.answers import Answers, parse_answer_file, validate
from aipolicy.library import Interview, Layer, load
from aipolicy.problems import Problem

BASICS = """\
section: district
title: About the district
order: 10
questions:
  - {id: district.name, ask: Name?, type: text, min: 2, max: 40, why: It stands on top., who_knows: office}
  - {id: district.motto, ask: Motto?, type: text, why: "-", who_knows: office, optional: true}
  - {id: district.schools, ask: How many?, type: number, min: 1, max: 900, why: "-", who_knows: office}
  - {id: district.budget, ask: How much?, type: money, why: "-", who_knows: office}
  - {id: district.founded, ask: When?, type: date, why: "-", who_knows: office}
  - {id: district.unions, ask: Unions?, type: yes_no, why: "-", who_knows: office}
  - id: district.kind
    ask: What kind?
    type: choice
    why: Names differ.
    who_knows: office
    choices:
      - {id: district, label: School district, means: An ordinary one.}
      - {id: charter, label: Charter school, means: It has a charter.}
      - {id: union_high, label: Union high school district, when: {district.unions: true}}
  - id: district.bands
    ask: Which grades?
    type: choices
    min: 1
    max: 3
    why: "-"
    who_knows: office
    choices:
      - {id: k2, label: Grades K to 2}
      - {id: g3_5, label: Grades 3 to 5, not_with: [g3_6]}
      - {id: g3_6, label: Grades 3 to 6, not_with: [g3_5]}
      - {id: g9_12, label: Grades 9 to 12}
  - id: district.languages
    ask: Which languages?
    type: choices
    other: true
    why: "-"
    who_knows: office
    choices: [{id: es, label: Spanish}, {id: so, label: Somali}]
derived:
  - id: district.high
    from: [district.bands]
    values: [true, false]
    cases: [{value: true, when: {district.bands: {includes: g9_12}}}]
    else: false
"""
USES = """\
section: uses
title: Uses
order: 20
questions:
  - id: uses.consent
    ask: What is asked of families?
    type: grid
    rows_from: district.bands
    why: "-"
    who_knows: counsel
    choices: [{id: notice, label: Notice}, {id: opt_in, label: Signed form}]
  - id: uses.table
    ask: Which uses?
    type: grid
    why: "-"
    who_knows: instruction
    rows:
      - {id: tutoring, label: Tutoring}
      - {id: college, label: College essays, when: {district.high: true}}
    columns:
      - id: status
        label: Status
        choices: [{id: allowed, label: Allowed}, {id: banned, label: Banned}]
      - id: who
        label: Who
        choices: [{id: staff, label: Staff}, {id: students, label: Students}]
  - id: uses.tools
    ask: Which tools?
    type: rows
    csv: tools.csv
    max: 4
    why: "-"
    who_knows: technology
    fields:
      - {id: name, label: Name of the tool, type: text}
      - {id: seats, label: Seats, type: number, optional: true}
      - {id: active, label: In use, type: yes_no}
      - id: status
        label: Where it stands
        type: choice
        choices: [{id: approved, label: Approved}, {id: review, label: Under review}]
      - id: data
        label: Data it holds
        type: choices
        other: true
        optional: true
        choices:
          - {id: work, label: Schoolwork}
          - {id: login, label: Name or login}
          - {id: nothing, label: Nothing, not_with: [work, login]}
      - {id: expires, label: Expires, type: date, optional: true}
      - {id: why, label: Why it waits, type: text, optional: true, when: {status: [review]}}
  - {id: uses.hidden, ask: Why?, type: text, why: "-", who_knows: office, when: {district.unions: true}}
"""


@pytest.fixture(scope="session")
def interview(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    root = tmp_path_factory.mktemp("library")
    (root / "templates" / "interview").mkdir(parents=True)
    (root / "templates" / "interview" / "district.yaml").write_text(BASICS, encoding="utf-8")
    (root / "templates" / "interview" / "uses.yaml").write_text(USES, encoding="utf-8")
    return load([Layer("small", root / "policy_blocks", root / "templates")]).interview


Validate = Callable[[str], tuple[Answers, list[Problem]]]


@pytest.fixture
def check(interview: Interview, tmp_path: Path) -> Validate:
    """Validates an answer file that holds this text after its first line, in the test's own folder."""

    def validated(text: str) -> tuple[Answers, list[Problem]]:
        return validate(parse_answer_file("aipolicy: {format: 1}\n" + text, tmp_path), interview)

    return validated
