"""Stances whose answers cannot all stand."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import contradictory_stance

Found = Callable[..., list[str]]

INTERVIEW = "templates/interview/stance.yaml"
STANCES = "templates/stances.yaml"


def interview(under_13: str = "who_knows: board", when: str = "") -> str:
    return f"""\
section: stance
title: Stance
order: 20
questions:
  - id: stance.staff
    ask: What may staff do?
    type: choice
    why: So.
    who_knows: board
    choices: [{{id: nothing, label: Nothing}}, {{id: much, label: Much}}]
  - id: stance.under_13
    ask: What of the youngest?
    type: choice
    why: So.
    {under_13}
    {when}
    suggest: with_staff
    choices: [{{id: with_staff, label: With staff}}, {{id: nothing, label: Nothing}}]
conflicts:
  - id: nobody-to-help
    when: {{stance.staff: nothing, stance.under_13: with_staff}}
    between: [stance.under_13, stance.staff]
    says: students need staff, and staff may use nothing
    fix: change one
"""


def stance(answers: str) -> str:
    return f"- {{id: bold, name: Bold, about: A., fits: F., shows: [stance.staff], answers: {{{answers}}}}}\n"


BOTH = "stance.staff: nothing, stance.under_13: with_staff"
MESSAGE = "the stance 'bold' contradicts itself"


def test_two_answers_that_cannot_stand_together(found: Found) -> None:
    (message,) = found(contradictory_stance.check, {INTERVIEW: interview(), STANCES: stance(BOTH)})
    assert message.startswith(f"{STANCES}:1:")
    assert f"error[contradictory-stance]: {MESSAGE}: students need staff" in message
    agreeing = BOTH.replace("staff: nothing", "staff: much")
    assert found(contradictory_stance.check, {INTERVIEW: interview(), STANCES: stance(agreeing)}) == []


def test_a_question_that_only_some_districts_are_asked_counts(found: Found) -> None:
    asked = interview(when="when: {district.state: oh}")
    assert len(found(contradictory_stance.check, {INTERVIEW: asked, STANCES: stance(BOTH)})) == 1
    hidden = interview(when="when: {stance.staff: much}")
    assert found(contradictory_stance.check, {INTERVIEW: hidden, STANCES: stance(BOTH)}) == []


def test_the_suggestions_for_what_it_leaves_out_count(found: Found) -> None:
    changes = {INTERVIEW: interview(), STANCES: stance("stance.staff: nothing")}
    (message,) = found(contradictory_stance.check, changes)
    assert f"{MESSAGE} (with the suggestion of stance.under_13)" in message


def test_what_counsel_decides_is_open(found: Found) -> None:
    changes = {INTERVIEW: interview("who_knows: [counsel]"), STANCES: stance("stance.staff: nothing")}
    assert found(contradictory_stance.check, changes) == []
