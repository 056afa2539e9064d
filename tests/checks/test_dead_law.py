"""Clauses, terms and duties on what is no law."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import dead_law

Found = Callable[..., list[str]]
STATE, PILOT, LAW = "policy_blocks/rules/state.md", "policy_blocks/rules/pilot.md", "policy_blocks/citations.yaml"
TERMS, NONE = "policy_blocks/terms.yaml", "policy_blocks/rules/none.md"


def status(word: str) -> dict[str, tuple[str, str]]:
    return {LAW: ("status: in_force", f"status: {word}")}


@pytest.mark.parametrize("word", ["introduced", "vacated", "repealed"])
def test_a_clause_on_what_is_no_law(found: Found, word: str) -> None:
    assert found(dead_law.check, status(word)) == [
        f"{STATE}:5:13: error[dead-law]: the clause 'rules.state' rests on 'oh-law', which is {word} and no law"
    ]


@pytest.mark.parametrize("word", ["in_force", "effective_later", "guidance"])
def test_what_may_be_listed(found: Found, word: str) -> None:
    assert found(dead_law.check, status(word)) == []


def test_the_text_alone_and_a_term(found: Found) -> None:
    cited = {PILOT: ("these tools:", 'these tools under {{ cite("oh-law") }}:')}
    assert any(line.startswith(f"{PILOT}:8:") for line in found(dead_law.check, status("repealed") | cited))
    term = {TERMS: "- {id: tool, term: tool, definition: means a tool., citations: [oh-law]}\n"}
    lines = found(dead_law.check, status("vacated") | term)
    assert any("the term 'tool' rests on 'oh-law', which is vacated" in line for line in lines)


def test_a_duty(found: Found) -> None:
    duty = {NONE: ("record: the notice}", "record: the notice, law: [oh-law]}")}
    assert found(dead_law.check, duty) == []
    lines = found(dead_law.check, status("introduced") | duty)
    assert any("a duty of the clause 'rules.none' rests on 'oh-law', which is introduced" in line for line in lines)
    (told,) = found(dead_law.check, status("guidance") | duty)
    assert "a duty of the clause 'rules.none' names 'oh-law' as the law that requires it, which is guidance" in told
