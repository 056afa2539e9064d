"""Elements of the framework that apply and that no clause carries out."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import uncarried_element

Found = Callable[..., list[str]]

FRAMEWORK = "policy_blocks/framework.yaml"
NONE = "policy_blocks/rules/none.md"
PILOT = "policy_blocks/rules/pilot.md"
DUTY = "- {id: P1, source: ILO framework, element: A rule, kind: duty%s, documents: [rules]}\n"
WHERE = ", when: {district.stance: prohibited}"


def test_an_element_is_carried_wherever_it_applies(found: Found) -> None:
    assert found(uncarried_element.check, {FRAMEWORK: DUTY % WHERE}) == []
    (line,) = found(uncarried_element.check, {FRAMEWORK: DUTY % ""})
    assert "error[uncarried-element]: no clause obliges anybody to carry out 'P1' when district.stance: pilot" in line


def test_a_duty_needs_somebody_who_is_obliged(found: Found) -> None:
    framework = {FRAMEWORK: DUTY % WHERE}
    idle = {NONE: ("obliges: {who: chief, does: tells staff, when: in August, record: the notice}\n", "")}
    (line,) = found(uncarried_element.check, framework | idle)
    assert "no clause obliges anybody" in line
    choice = {FRAMEWORK: (DUTY % WHERE).replace("kind: duty", "kind: choice")}
    assert found(uncarried_element.check, choice | idle) == []


def test_an_element_that_nobody_names(found: Found) -> None:
    (line,) = found(uncarried_element.check, {FRAMEWORK: DUTY % WHERE, NONE: ("framework: [P1]\n", "")})
    assert "'P1' when district.stance: prohibited" in line
