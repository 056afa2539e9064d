"""Other words for what has a defined term."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import defined_terms

Found = Callable[..., list[str]]
STATE = "policy_blocks/rules/state.md"
OLD = '{{ cite("oh-law") }} applies, and {{ doc("rules") }} carries it out.'


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("AI software", "AI tool"),
        ("AI platforms", "AI tool"),
        ("vendor", "provider"),
        ("pupils", "student"),
        ("parents/guardians", "{{ the.parent }}"),
        ("caregiver", "{{ the.parent }}, or 'family'"),
        ("PII", "student information or personal information"),
        ("public tools", "open tool"),
        ("authorized tool", "approved tool"),
    ],
)
def test_each_other_word_is_found(found: Found, word: str, instead: str) -> None:
    (line,) = found(defined_terms.check, {STATE: (OLD, f"Staff must list each {word} first.")})
    assert line == f"{STATE}:8:22: error[defined-terms]: '{word}' is another word for a defined term"
    assert instead in defined_terms.INSTEAD.values()


@pytest.mark.parametrize(
    "sentence",
    ["Staff must list each provider.", "Staff must read vendor-checklist.", 'Staff must read {{ doc("vendor") }}.'],
)
def test_longer_words_and_insertions_are_left_alone(found: Found, sentence: str) -> None:
    assert found(defined_terms.check, {STATE: (OLD, sentence)}) == []


def test_titles_and_the_law_of_a_state_are_free(found: Found) -> None:
    assert found(defined_terms.check, {STATE: ("title: State law", "title: Vendors of the state")}) == []
    clause = "---\nid: states.oh.law\ntitle: Law\nrationale: Law.\n---\nA pupil must read it.\n"
    assert found(defined_terms.check, {"policy_blocks/states/oh/law.md": clause}) == []
