"""The tiny library with documents to ask for, facts, and two lists: one of the nation, one of Ohio."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aipolicy.coverage import Covered, CoveredList, coverage
from aipolicy.library import Library
from tests.districts import answers_of, build
from tests.tiny import DISTRICT, INTERVIEW, TINY, clause, tiny_library

ELEMENTS = """\
- {id: A1, source: ILO framework, element: A duty., kind: duty, documents: [rules]}
- {id: A2, source: ours, ours: true, element: A frame., kind: framing, documents: [rules]}
- {id: A3, source: ILO framework, element: A letter., kind: duty, documents: [letter]}
- id: A4
  source: ILO framework
  element: A law of Texas.
  kind: duty
  when: {district.state: tx}
  applies: Only in Texas.
  documents: [rules]
- id: A5
  source: ILO framework
  element: Pilots.
  kind: choice
  when: {district.stance: [pilot, free]}
  documents: [rules]
"""

CHECKLIST = """\
id: list
name: A checklist
by: The makers
jurisdiction: us
standing: yardstick
sources: [https://example.org/list]
checked: "2026-11-22"
confidence: two_sources
note: Read in part.
items:
  - {id: list.whole, group: First, item: Both stand., parts: [[rules.purpose], [rules.none, rules.pilot]]}
  - {id: list.limits, group: First, item: One waits., confidence: one_source, parts: [rules.purpose, rules.limited]}
  - {id: list.letter, group: Second, item: A letter., parts: [[letter.form], [letter.about]]}
  - {id: list.mixed, group: Second, item: Rules and a letter., parts: [rules.purpose, letter.about]}
  - {id: list.review, group: Second, item: A review., parts: [rules.reviewed]}
  - {id: list.large, group: Second, item: Large districts., parts: [rules.small]}
  - {id: list.fitting, group: Second, item: Small ones too., parts: [rules.purpose, rules.small]}
  - {id: list.when, group: Second, item: With a list., when: {district.open: true}, parts: [rules.purpose]}
  - {id: list.nobody, group: Second, item: Nobody., outside: No draft sets a salary.}
"""

OHIO = """\
id: ohio
name: A law of Ohio
by: The General Assembly
jurisdiction: oh
standing: must
law: oh-law
sources: [https://example.org/oh]
checked: "2026-11-22"
confidence: primary
items:
  - {id: ohio.state, item: The law., parts: [rules.state]}
"""

DOCUMENTS = """\
section: documents
title: Documents
order: 15
questions:
  - id: documents.more
    ask: Which documents do you want?
    type: choices
    why: They are written.
    who_knows: office
    choices:
      - {id: letter, label: Letter}
      - {id: plan, label: Plan}
"""

FILES: Mapping[str, str] = {
    "policy_blocks/framework.yaml": ELEMENTS,
    "policy_blocks/crosswalks/list.yaml": CHECKLIST,
    "policy_blocks/crosswalks/ohio.yaml": OHIO,
    "templates/interview/documents.yaml": DOCUMENTS,
    "templates/interview/district.yaml": INTERVIEW.replace(
        "    ask: In which state is it?\n    type: choice\n",
        "    ask: In which state is it?\n    type: choice\n    fact: true\n",
    ),
    "templates/documents/letter.yaml": TINY["templates/documents/letter.yaml"].replace(
        "when: {district.stance: [pilot, free]}", "when: {documents.more: {includes: letter}}"
    ),
    "templates/documents/rules.yaml": TINY["templates/documents/rules.yaml"].replace(
        "      - rules.limits\n",
        "      - rules.limits\n      - rules.limited\n      - rules.reviewed\n      - rules.small\n",
    ),
    "policy_blocks/rules/purpose.md": TINY["policy_blocks/rules/purpose.md"].replace("[G1]", "[A2]"),
    "policy_blocks/rules/pilot.md": clause(
        "rules.pilot",
        "Students may use an AI tool in pilots.",
        when="{district.stance: pilot}",
        framework="[A1, A5]",
        obliges="{who: board, does: decides, when: in August, record: the minutes}",
    ),
    "policy_blocks/rules/limited.md": clause(
        "rules.limited", "Grades are given by people.", when="{district.limits: {includes: grades}}", framework="[A1]"
    ),
    "policy_blocks/rules/reviewed.md": clause(
        "rules.reviewed", "There is a review.", when="{district.review: answered}"
    ),
    "policy_blocks/rules/small.md": clause("rules.small", "There is one school.", when="{district.small: true}"),
    "policy_blocks/letter/about.md": clause(
        "letter.about",
        "Your child may use tools.",
        when="{district.stance: [pilot, free]}",
        framework="[A3]",
        obliges="{who: board, does: writes, when: in August, record: the letter}",
    ),
}


def small_library(folder: Path, changes: Mapping[str, str] | None = None) -> Library:
    """The library, with files added or replaced."""
    return tiny_library(folder, {**FILES, **(changes or {})})


def values_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a district that asked for the letter, with changes; None takes an answer out."""
    values = {**DISTRICT, "documents.more": ["letter"], **changes}
    return {id: value for id, value in values.items() if value is not None}


def lists(library: Library, **changes: Any) -> dict[str, CoveredList]:
    """Every list by id; a dot in a question's id is two underscores here."""
    values = values_of({name.replace("__", "."): value for name, value in changes.items()})
    return {each.id: each for each in coverage(library, answers_of(values, library), build(values, library))}


def items(library: Library, **changes: Any) -> dict[str, Covered]:
    """Every item of every list by id."""
    return {item.id: item for each in lists(library, **changes).values() for item in each.items}
