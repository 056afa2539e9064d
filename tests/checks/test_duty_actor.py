"""Duties of things that cannot act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import duty_actor

Found = Callable[..., list[str]]
STATE = "policy_blocks/rules/state.md"
OLD = '{{ cite("oh-law") }} applies, and {{ doc("rules") }} carries it out.'


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("The tool must check the work.", "The tool"),
        ("Staff sign the form. The policy must review itself.", "The policy"),
    ],
)
def test_a_thing_cannot_act(found: Found, sentence: str, subject: str) -> None:
    (line,) = found(duty_actor.check, {STATE: (OLD, sentence)})
    assert "error[duty-actor]" in line
    assert f"{subject} must ...' gives a duty to nobody who can act" in line


@pytest.mark.parametrize(
    "sentence",
    [
        "{{ the.chief | cap }} must check the work.",
        "Staff who share the tool must check the work.",
        "A teacher must read it, and must sign it.",
        "The form must state the purpose.",
        "{{ district.state }} must check the work.",
    ],
)
def test_people_offices_and_answers_act(found: Found, sentence: str) -> None:
    assert found(duty_actor.check, {STATE: (OLD, sentence)}) == []
