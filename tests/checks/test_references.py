"""References whose target is missing, or not always there."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import references

Found = Callable[..., list[str]]


STATE, NONE = "policy_blocks/rules/state.md", "policy_blocks/rules/none.md"


def test_a_target_that_is_not_always_there(found: Found) -> None:
    assert found(references.check, {NONE: ('ref("rules.stance")', 'ref("rules.state")')}) == [
        f"{NONE}:9:44: error[broken-reference]: 'rules.none' refers to 'rules.state', which does not stand "
        "when district.stance: prohibited, district.state: ca"
    ]


def test_a_loop_over_undecided_rows_counts_as_a_condition(found: Found) -> None:
    change = ('{{ cite("oh-law") }} applies', 'See {{ ref("rules.pilot") }}')
    assert found(references.check, {STATE: change}) == [
        f"{STATE}:8:13: error[broken-reference]: 'rules.state' refers to 'rules.pilot', which does not stand "
        "when district.stance: prohibited, district.state: oh"
    ]


def test_targets_that_are_not_there(found: Found) -> None:
    lost = "---\nid: rules.lost\ntitle: Lost\nrationale: None.\n---\nWords.\n"
    text = '{{ ref("rules.lost") }}, {{ ref("rules.stanse") }}, {{ ref("rules/end") }}, {{ ref("rules/top") }}'
    changes = {STATE: ('{{ cite("oh-law") }} applies', text), "policy_blocks/rules/lost.md": lost}
    assert found(references.check, changes) == [
        f"{STATE}:8:9: error[unknown-reference]: 'rules.state' refers to 'rules.lost', which stands in no document",
        f"{STATE}:8:34: error[unknown-reference]: "
        "'rules.state' refers to 'rules.stanse', and there is nothing of that name",
        f"{STATE}:8:85: error[unknown-reference]: "
        "'rules.state' refers to 'rules/top', and there is nothing of that name",
    ]


def test_a_document_that_is_not_always_built(found: Found) -> None:
    other = """\
id: other
title: Other
order: 20
kind: exhibit
audience: staff
summary: Another.
when: {district.stance: pilot}
sections:
  - id: end
    title: End
    clauses: [{block: adoption}]
"""
    changes = {STATE: ('doc("rules")', 'doc("other")'), "templates/documents/other.yaml": other}
    assert found(references.check, changes) == [
        f"{STATE}:8:43: error[broken-reference]: 'rules.state' refers to 'other', which does not stand "
        "when district.stance: prohibited, district.state: oh"
    ]


def test_another_document_may_hold_the_target(found: Found) -> None:
    other = """\
id: other
title: Other
order: 20
kind: exhibit
audience: staff
summary: Another.
when: {district.state: [ca, tx]}
sections:
  - id: end
    title: End
    clauses: [rules.always]
"""
    always = "---\nid: rules.always\ntitle: Always\nrationale: None.\n---\nWords.\n"
    changes = {
        NONE: ('ref("rules.stance")', 'ref("rules.always")'),
        "templates/documents/other.yaml": other,
        "templates/documents/rules.yaml": (
            "      - block: definitions",
            "      - block: definitions\n  - id: more\n    title: More\n    when: {district.state: oh}\n"
            "    clauses:\n      - rules.always",
        ),
        "policy_blocks/rules/always.md": always,
    }
    assert found(references.check, changes) == []
