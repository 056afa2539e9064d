"""One state's law in another state's documents."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import foreign_law

Found = Callable[..., list[str]]


STATE, PILOT = "policy_blocks/rules/state.md", "policy_blocks/rules/pilot.md"


def test_law_of_another_state(found: Found) -> None:
    assert found(foreign_law.check, {STATE: ("when: {district.state: oh}", "when: {district.state: [oh, ca]}")}) == [
        f"{STATE}:5:13: error[foreign-law]: the clause 'rules.state' cites 'oh-law', law of OH, "
        "and also stands when district.state: ca"
    ]


def test_law_cited_in_the_text_only(found: Found) -> None:
    assert found(foreign_law.check, {PILOT: ("these tools:", 'these tools under {{ cite("oh-law") }}:')}) == [
        f"{PILOT}:8:42: error[foreign-law]: the clause 'rules.pilot' cites 'oh-law', law of OH, "
        "and also stands when district.stance: pilot, district.state: ca"
    ]


def test_the_documents_condition_counts(found: Found) -> None:
    changes = {
        STATE: ("when: {district.state: oh}\n", ""),
        "templates/documents/rules.yaml": ("summary: The rules.", "summary: The rules.\nwhen: {district.state: oh}"),
    }
    assert found(foreign_law.check, changes) == []


def test_a_term_and_an_unknown_jurisdiction(found: Found) -> None:
    term = "- {id: tool, term: tool, definition: means a tool., citations: [oh-law]}\n"
    assert found(foreign_law.check, {"policy_blocks/terms.yaml": term}) == [
        "policy_blocks/terms.yaml:1:65: error[foreign-law]: the term 'tool' cites 'oh-law', law of OH, "
        "and also stands when district.state: ca"
    ]
    assert found(foreign_law.check, {"policy_blocks/citations.yaml": ("jurisdiction: oh", "jurisdiction: ohio")}) == [
        "policy_blocks/citations.yaml:5:17: error[foreign-law]: "
        "the jurisdiction 'ohio' of 'oh-law' is no value of district.state"
    ]
