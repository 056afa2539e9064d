"""Soft words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import wording

Found = Callable[..., list[str]]

STATE = "policy_blocks/rules/state.md"


@pytest.mark.parametrize("word", sorted(wording.INSTEAD))
def test_each_word_is_found_at_its_column(found: Found, word: str) -> None:
    assert found(wording.check, {STATE: ("applies, and", f"applies, {word} and")}) == [
        f"{STATE}:8:31: error[soft-word]: '{word}' leaves open what is required"
    ]


def test_insertions_addresses_and_longer_words_are_left_alone() -> None:
    text = '{{ ref("should") }} [words](https://shall.org/consider) considerable shoulders May. Notes may be kept.'
    assert list(wording.soft_words(text)) == []
    assert list(wording.soft_words("Staff May  Not consider best practices.")) == [
        ("may not", 7),
        ("consider", 16),
        ("best practice", 25),
    ]


def test_titles_definitions_and_texts_for_empty_lists(found: Found) -> None:
    changes = {
        STATE: ("title: State law", "title: What should be"),
        "policy_blocks/rules/pilot.md": ("none: No tool", "none: Consider that no tool"),
        "policy_blocks/terms.yaml": "- {id: tool, term: tool, definition: means what shall work.}\n",
        "templates/documents/rules.yaml": ("title: Students", "title: Students and/or staff"),
    }
    assert [line.split(": ")[0] for line in found(wording.check, changes)] == [
        "policy_blocks/rules/pilot.md:5:7",
        f"{STATE}:3:8",
        "policy_blocks/terms.yaml:1:38",
        "templates/documents/rules.yaml:9:12",
    ]
