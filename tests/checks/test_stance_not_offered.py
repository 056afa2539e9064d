"""Stances that answer with a choice which is not offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import stance_not_offered

Found = Callable[..., list[str]]

INTERVIEW = "templates/interview/stance.yaml"
STANCES = "templates/stances.yaml"
SECTION = """\
section: stance
title: Stance
order: 20
questions:
  - id: stance.staff
    ask: What may staff do?
    type: choice
    why: So.
    who_knows: board
    choices: [{id: nothing, label: Nothing}, {id: much, label: Much}]
  - id: stance.law
    ask: What does the law say?
    type: yes_no
    why: So.
    who_knows: counsel
  - id: stance.training
    ask: Who is trained?
    type: choices
    why: So.
    who_knows: board
    choices: [{id: users, label: Users, when: {stance.staff: much}}, {id: everyone, label: Everyone},
      {id: lawyers, label: Lawyers, when: {stance.law: true}}, {id: ohio, label: Ohio, when: {district.state: oh}}]
  - id: stance.later
    ask: And then?
    type: choice
    why: So.
    who_knows: board
    when: {stance.staff: much}
    choices: [{id: a, label: A, when: {stance.staff: nothing}}, {id: b, label: B}]
  - id: stance.uses
    ask: Which uses?
    type: grid
    why: So.
    who_knows: board
    rows: [{id: one, label: One}, {id: two, label: Two, when: {stance.staff: much}}]
    choices: [{id: off, label: "Off"}, {id: tool, label: Tool, when: {stance.staff: much}}]
"""


def stance(answers: str) -> str:
    return f"- {{id: bold, name: Bold, about: A., fits: F., shows: [stance.staff], answers: {{{answers}}}}}\n"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("stance.staff: much, stance.training: [users]", ""),
        (
            "stance.staff: nothing, stance.training: [users]",
            "'users', which is not offered with its answer to stance.staff",
        ),
        ("stance.training: [users]", "'users', which is offered only with some answers to stance.staff"),
        ("stance.training: [everyone]", ""),
        ("stance.training: [everyone, lawyers]", "'lawyers', which is offered only with some answers to stance.law"),
        ("stance.training: [ohio]", "'ohio', which is offered only with some answers to district.state"),
        ("stance.staff: nothing, stance.later: a", ""),
        ("stance.staff: nothing, stance.uses: {one: off, two: tool}", ""),
        ("stance.staff: nothing, stance.uses: tool", "'tool', which is not offered with its answer to stance.staff"),
        ("stance.staff: much, stance.uses: tool", ""),
    ],
)
def test_choices_that_are_not_offered(found: Found, answers: str, expected: str) -> None:
    messages = found(stance_not_offered.check, {INTERVIEW: SECTION, STANCES: stance(answers)})
    assert len(messages) == bool(expected)
    for message in messages:
        assert message.startswith(f"{STANCES}:1:")
        assert "error[stance-not-offered]: the stance 'bold' answers stance." in message
        assert message.endswith(expected)
