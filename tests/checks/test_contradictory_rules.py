"""Clauses that can stand together and rule against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from aipolicy.checks import contradictory_rules, unknown_ids

Found = Callable[..., list[str]]

BOOK = "policy_blocks/rules.yaml"
STATE = "policy_blocks/rules/state.md"
PILOT = "policy_blocks/rules/pilot.md"
NONE = "policy_blocks/rules/none.md"
RULES = """\
actors:
  - {id: students, covers: [young]}
  - {id: young, covers: []}
  - {id: staff, covers: []}
acts:
  - {id: use, says: use a tool}
  - {id: use-open, says: use an open tool, part_of: [use]}
  - {id: copy, says: copy work}
subjects:
  - {id: stance, values: ["no", some]}
"""


def ruled(pilot: str, state: str) -> Mapping[str, str | tuple[str, str]]:
    """The small library with rules on two clauses that stand together in Ohio when there is a pilot."""
    return {
        BOOK: RULES,
        PILOT: ("rationale: Careful.", f"rationale: Careful.\nrules: [{pilot}]"),
        STATE: ("citations: [oh-law]", f"citations: [oh-law]\nrules: [{state}]"),
    }


@pytest.mark.parametrize(
    ("pilot", "state"),
    [
        ("{who: students, may: use}", "{who: students, must_not: use}"),
        ("{who: students, must: use}", "{who: students, must_not: use}"),
        # Part of what is forbidden.
        ("{who: students, may: use-open}", "{who: students, must_not: use}"),
        # Those whom the other binds too.
        ("{who: young, may: use}", "{who: students, must_not: use}"),
        ("{who: students, must: use}", "{who: young, must_not: use}"),
    ],
)
def test_one_forbids_what_the_other_permits_or_demands(found: Found, pilot: str, state: str) -> None:
    (line,) = found(contradictory_rules.check, ruled(pilot, state))
    assert "error[contradictory-rules]: 'rules.pilot' says " in line
    assert "'rules.state'" in line
    assert "district.stance: pilot" in line
    assert "district.state: oh" in line


@pytest.mark.parametrize(
    ("pilot", "state"),
    [
        ("{who: students, may: use}", "{who: staff, must_not: use}"),
        ("{who: students, may: copy}", "{who: students, must_not: use}"),
        # Exceptions: part of what is permitted, and some of those to whom it is.
        ("{who: students, may: use}", "{who: students, must_not: use-open}"),
        ("{who: students, may: use}", "{who: young, must_not: use}"),
        ("{who: students, must_not: use}", "{who: students, must_not: use-open}"),
        ("{who: students, may: use}", "{who: students, must: use}"),
    ],
)
def test_no_contradiction(found: Found, pilot: str, state: str) -> None:
    assert found(contradictory_rules.check, ruled(pilot, state)) == []


def test_clauses_that_never_stand_together_may_differ(found: Found) -> None:
    changes = {
        BOOK: RULES,
        PILOT: ("rationale: Careful.", "rationale: Careful.\nrules: [{who: students, may: use}]"),
        NONE: ("rationale: Simple.", "rationale: Simple.\nrules: [{who: students, must_not: use}]"),
    }
    assert found(contradictory_rules.check, changes) == []
    always = "id: rules.none\ntitle: No use\nrules: [{who: students, must_not: use}]\nrationale: Simple."
    assert len(found(contradictory_rules.check, changes | {NONE: f"---\n{always}\n---\nNo use.\n"})) == 1


def test_one_decision_is_stated_alike(found: Found) -> None:
    one, other = "{settles: stance, as: some}", '{settles: stance, as: "no"}'
    (line,) = found(contradictory_rules.check, ruled(one, other))
    assert "'rules.pilot' states stance as some, 'rules.state' as no, both when" in line
    assert found(contradictory_rules.check, ruled(one, one)) == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{who: nobody, may: use}", "no actor in rules.yaml 'nobody'"),
        ("{who: students, may: fly}", "no act in rules.yaml 'fly'"),
        ("{settles: colour, as: some}", "no subject in rules.yaml 'colour'"),
        ("{settles: stance, as: many}", "no value of 'stance' 'many'"),
    ],
)
def test_rules_speak_in_the_words_of_the_rule_book(found: Found, rule: str, message: str) -> None:
    lines = found(unknown_ids.check, ruled(rule, "{who: students, may: copy}"))
    assert any(message in line for line in lines), lines
