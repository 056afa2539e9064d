"""Letters that a document does not explain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import undefined_acronym

Found = Callable[..., list[str]]
STATE = "policy_blocks/rules/state.md"
NONE = "policy_blocks/rules/none.md"
TERMS = "policy_blocks/terms.yaml"
OLD = '{{ cite("oh-law") }} applies, and {{ doc("rules") }} carries it out.'
AI = {TERMS: "- {id: ai, term: Artificial intelligence (AI), definition: means software.}\n"}


def test_letters_that_nothing_explains(found: Found) -> None:
    (line,) = found(undefined_acronym.check, AI | {STATE: (OLD, "Staff must read the RFP of the AI tool.")})
    assert line == f"{STATE}:8:21: error[undefined-acronym]: rules neither defines nor spells out 'RFP'"


@pytest.mark.parametrize(
    "sentence",
    [
        "Staff must read the request for proposals (RFP), and keep the RFP.",
        "Staff must follow a law called COPPA, and COPPA applies.",
        "Staff must show an ID.",
        "Staff must use an AI tool.",
        'Staff must read the PDF in {{ doc("RFP") }}.',
    ],
)
def test_letters_that_are_explained(found: Found, sentence: str) -> None:
    assert found(undefined_acronym.check, AI | {STATE: (OLD, sentence)}) == []


def test_another_clause_of_the_document_may_explain_it(found: Found) -> None:
    spelt = (
        "Students must not use AI tools",
        "Students must read the request for proposals (RFP), and not use AI tools",
    )
    assert found(undefined_acronym.check, AI | {STATE: (OLD, "Staff must read the RFP."), NONE: spelt}) == []


def test_each_clause_is_reported_once(found: Found) -> None:
    again = ("Students must not use AI tools", "Students must not use RFP forms, or an RFP")
    lines = found(undefined_acronym.check, {STATE: (OLD, "Staff must read the RFP and the RFP."), NONE: again})
    assert [line.split(":")[0] for line in lines] == [NONE, STATE]
