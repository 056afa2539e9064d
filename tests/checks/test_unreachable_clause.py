"""Clauses that nothing can select."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import unreachable_clause

Found = Callable[..., list[str]]


def test_a_condition_that_excludes_itself(found: Found) -> None:
    change = (
        "when: {district.state: oh}",
        "when: {district.state: oh, district.tools: answered, district.stance: prohibited}",
    )
    assert found(unreachable_clause.check, {"policy_blocks/rules/state.md": change}) == [
        "policy_blocks/rules/state.md:2:5: error[unreachable-clause]: "
        "no answers can ever make the condition of 'rules.state' true"
    ]


def test_a_condition_that_its_document_excludes(found: Found) -> None:
    change = ("summary: The rules.", "summary: The rules.\nwhen: {district.state: [ca, tx]}")
    assert found(unreachable_clause.check, {"templates/documents/rules.yaml": change}) == [
        "templates/documents/rules.yaml:13:9: error[unreachable-clause]: "
        "'rules.state' can never stand in 'rules', section 'students'"
    ]
