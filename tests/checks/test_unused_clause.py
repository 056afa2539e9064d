"""Clauses in no outline."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import unused_clause

Found = Callable[..., list[str]]


def test_a_clause_in_no_outline(found: Found) -> None:
    lost = "---\nid: rules.lost\ntitle: Lost\nrationale: None.\n---\nWords.\n"
    assert found(unused_clause.check, {"policy_blocks/rules/lost.md": lost}) == [
        "policy_blocks/rules/lost.md:2:5: warning[unused-clause]: no document has the clause 'rules.lost'"
    ]
