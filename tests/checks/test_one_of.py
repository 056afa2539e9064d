"""Groups that select none or two."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import one_of

Found = Callable[..., list[str]]


OUTLINE = "templates/documents/rules.yaml"


def test_a_group_that_selects_none(found: Found) -> None:
    change = ("of: [rules.none, rules.pilot]", "of: [rules.none]")
    assert found(one_of.check, {OUTLINE: change}) == [
        f"{OUTLINE}:11:22: error[one-of]: in the group 'rules.stance' none of its clauses is selected "
        "when district.stance: pilot"
    ]


def test_a_group_that_selects_two(found: Found) -> None:
    assert found(one_of.check, {"policy_blocks/rules/none.md": ("when: {district.stance: prohibited}\n", "")}) == [
        f"{OUTLINE}:11:22: error[one-of]: in the group 'rules.stance' rules.none and rules.pilot are both selected "
        "when district.stance: pilot"
    ]


def test_only_where_the_section_stands(found: Found) -> None:
    outline = ("    title: Students\n", "    title: Students\n    when: {district.stance: prohibited}\n")
    never = (
        "- one_of: {id: rules.stance, of: [rules.none, rules.pilot]}",
        "- one_of: {id: rules.stance, of: [rules.none]}",
    )
    assert len(found(one_of.check, {OUTLINE: never})) == 1
    assert found(one_of.check, {OUTLINE: outline}) == []
