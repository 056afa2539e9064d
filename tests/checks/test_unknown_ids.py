"""Ids that name nothing."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import unknown_ids

Found = Callable[..., list[str]]


NONE, STATE = "policy_blocks/rules/none.md", "policy_blocks/rules/state.md"
INTERVIEW, OUTLINE = "templates/interview/district.yaml", "templates/documents/rules.yaml"


def test_ids_in_a_clause(found: Found) -> None:
    changes = {
        NONE: (
            "framework: [P1]\nobliges: {who: chief,",
            "framework: [P1, P9]\nrules: [{who: cook, must: eat}, {settles: soup, as: hot}]\nobliges: {who: chef,",
        ),
        STATE: ("[oh-law]", "[oh-low]"),
    }
    assert found(unknown_ids.check, changes) == [
        f"{NONE}:5:17: error[unknown-id]: there is no framework element 'P9'",
        f"{NONE}:6:15: error[unknown-id]: there is no actor in rules.yaml 'cook'",
        f"{NONE}:6:27: error[unknown-id]: there is no act in rules.yaml 'eat'",
        f"{NONE}:6:43: error[unknown-id]: there is no subject in rules.yaml 'soup'",
        f"{NONE}:7:16: error[unknown-id]: there is no office or actor 'chef'",
        f"{STATE}:5:13: error[unknown-id]: there is no citation 'oh-low'",
    ]


def test_ids_in_outlines_questions_and_data(found: Found) -> None:
    changes = {
        OUTLINE: ("- rules.state", "- rules.stat"),
        INTERVIEW: (
            "    why: It decides the rules.\n",
            "    why: It decides the rules.\n    sources: [P1, oh-law, P7]\n",
        ),
        "policy_blocks/framework.yaml": ("documents: [rules]", "documents: [rules, roadmaps]"),
        "policy_blocks/terms.yaml": "- {id: tool, term: tool, definition: means a tool., citations: [none]}\n",
        "policy_blocks/offices.yaml": "- {id: chief, name: Superintendent, answer: district.chief}\n",
    }
    assert found(unknown_ids.check, changes) == [
        "policy_blocks/framework.yaml:6:22: error[unknown-id]: there is no document 'roadmaps'",
        "policy_blocks/offices.yaml:1:45: error[unknown-id]: there is no question 'district.chief'",
        "policy_blocks/terms.yaml:1:65: error[unknown-id]: there is no citation 'none'",
        f"{OUTLINE}:12:9: error[unknown-id]: there is no clause 'rules.stat'",
        f"{INTERVIEW}:18:27: error[unknown-id]: there is no framework element or citation 'P7'",
    ]


def test_every_document_can_get_a_code(found: Found) -> None:
    manual = """\
section: manual
title: Manual
order: 20
questions:
  - id: manual.codes
    ask: Which codes?
    type: rows
    why: For the head.
    who_knows: office
    fields:
      - id: document
        label: Document
        type: choice
        choices: [{id: ruels, label: Rules}]
"""
    assert found(unknown_ids.check, {"templates/interview/manual.yaml": manual}) == [
        "templates/interview/manual.yaml:11:9: error[unknown-id]: "
        "manual.codes has no choice for the document 'rules', so it can never get a code",
        "templates/interview/manual.yaml:14:24: error[unknown-id]: there is no document 'ruels'",
    ]
