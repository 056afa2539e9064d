"""Questions that change nothing."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import idle_question

Found = Callable[..., list[str]]


INTERVIEW = "templates/interview/district.yaml"
ASKED = """\
  - id: district.size
    ask: How many schools are there?
    type: number
    why: No reason.
    who_knows: office
"""


def test_a_question_that_nothing_uses(found: Found) -> None:
    change = ("  - id: district.tools\n", ASKED + "  - id: district.tools\n")
    assert found(idle_question.check, {INTERVIEW: change}) == [
        f"{INTERVIEW}:22:9: error[idle-question]: the answer to 'district.size' changes no clause, no document "
        "and no question, and stands in no text"
    ]


def test_being_mentioned_is_not_enough(found: Found) -> None:
    change = ("  - id: district.tools\n", ASKED + "  - id: district.tools\n")
    always = "when:\n  any:\n    - {district.state: oh}\n    - all: [{district.state: oh}, {district.size: answered}]"
    mentioned = {INTERVIEW: change, "policy_blocks/rules/state.md": ("when: {district.state: oh}", always)}
    assert len(found(idle_question.check, mentioned)) == 1


def test_what_a_derived_answer_rests_on_is_used(found: Found) -> None:
    derived = """
derived:
  - id: district.one
    from: [district.size]
    values: [true, false]
    bands: [{value: true, below: 2}, {value: false, from: 2}]
"""
    ending = "    fields:\n      - {id: name, label: Name, type: text}\n"
    change = (ending, ending + ASKED + derived)
    text = ("applies, and", "applies {{ district.one }}, and")
    assert len(found(idle_question.check, {INTERVIEW: change})) == 1
    assert found(idle_question.check, {INTERVIEW: change, "policy_blocks/rules/state.md": text}) == []
