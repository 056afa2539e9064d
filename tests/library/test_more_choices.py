"""`more_choices:`: an overlay adds choices to a question, or to a field of one, that another file asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.library import Layer, read
from aipolicy.library.layers import overlay
from tests.tiny import write_library

BASE = """\
section: base
title: Base
order: 1
questions:
  - id: base.stance
    ask: Which?
    why: Because.
    who_knows: board
    type: choice
    choices: [{id: one, label: One}, {id: two, label: Two}]
  - id: base.list
    ask: Which?
    why: Because.
    who_knows: board
    type: rows
    fields:
      - {id: kind, label: Kind, type: choice, choices: [{id: a, label: A}]}
      - {id: name, label: Name, type: text}
"""
MORE = "section: ours\ntitle: Ours\norder: 2\nmore_choices:\n"


def choices(folder: Path, more: str) -> tuple[list[str], list[str], list[str]]:
    """The choices of the question, those of the field, and the problems by code."""
    write_library(folder / "base", {"templates/interview/base.yaml": BASE})
    write_library(folder / "over", {"templates/interview/ours.yaml": MORE + more})
    base = Layer("built-in", folder / "base" / "policy_blocks", folder / "base" / "templates")
    library, problems = read([base, overlay(folder / "over", "over")])
    questions = library.interview.questions
    stance = [str(choice.id) for choice in questions["base.stance"].choices]
    kind = [str(choice.id) for choice in questions["base.list"].fields[0].choices]
    assert all(problem.span.path.startswith("over/") for problem in problems)
    assert library.vocabulary["base.stance"].values == tuple(stance)
    return stance, kind, [problem.code for problem in problems]


def test_a_question_and_a_field_get_more(tmp_path: Path) -> None:
    more = "  - {to: base.stance, choices: [{id: three, label: Three}]}\n"
    more += "  - {to: base.list.kind, choices: [{id: b, label: B}, {id: c, label: C}]}\n"
    assert choices(tmp_path, more) == (["one", "two", "three"], ["a", "b", "c"], [])


@pytest.mark.parametrize("to", ["base.stanze", "base.list", "base.list.name", "base"])
def test_what_has_no_choices_gets_none(tmp_path: Path, to: str) -> None:
    more = f"  - {{to: {to}, choices: [{{id: three, label: Three}}]}}\n"
    assert choices(tmp_path, more) == (["one", "two"], ["a"], ["unknown-question"])


def test_a_choice_that_is_there_already(tmp_path: Path) -> None:
    more = "  - {to: base.stance, choices: [{id: one, label: One}]}\n"
    assert "duplicate-id" in choices(tmp_path, more)[2]
