"""Coverage of the examples, and what a missing clause does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aipolicy.checks import check_library
from aipolicy.coverage import STATUSES, Covered, coverage
from aipolicy.library import Library
from tests.districts import answers_of, build, example
from tests.factors import every_document


@pytest.mark.parametrize("district", ["lakeshore", "cedar-hollow", "undecided"])
def test_nothing_is_missing_in_the_examples(district: str, real_library: Library) -> None:
    values = example(district, real_library)
    answers = answers_of(values, real_library)
    lists = coverage(real_library, answers, build(values, real_library))
    found = [item for listed in lists for item in listed.items]
    assert [item.id for item in found if item.status == "missing"] == []
    assert len(lists[0].items) == len(real_library.elements)
    assert {item.status for item in found} <= set(STATUSES)
    assert {listed.jurisdiction for listed in lists} <= {"us", answers.value("district.state")}
    for item in found:
        assert bool(item.why) or item.status == "covered", item.id
        assert not item.reasons or item.status in ("covered", "in_part") or item.why, item.id
    # With every document asked for and everything decided nothing is left to ask.
    assert district != "lakeshore" or not [item for item in found if item.status in ("not_asked", "undecided")]


def test_facts_and_decisions_of_an_example(real_library: Library) -> None:
    values = example("cedar-hollow", real_library)
    framework, *_ = coverage(real_library, answers_of(values, real_library), build(values, real_library))
    found = {item.id: item for item in framework.items}
    assert found["P5"].status == "decided_against"
    assert [reason.question for reason in found["P5"].reasons] == ["committee.form"]
    assert found["U-SS.3"].status == "not_applicable"
    assert [reason.question for reason in found["U-SS.3"].reasons] == ["district.grade_bands"]


def test_papers_for_counsel_carry_nothing_out(real_library: Library) -> None:
    values = example("lakeshore", real_library) | {"documents.more": ["legal_crosswalk"]}
    built = build(values, real_library)
    assert built.privileged
    found = {
        carrier.document
        for listed in coverage(real_library, answers_of(values, real_library), built)
        for item in listed.items
        for carrier in item.carriers
    }
    assert found
    assert found.isdisjoint(built.privileged)


def test_a_clause_taken_out_of_the_library_is_missed(real_library: Library) -> None:
    """The only clause that carries an element: without it the check speaks, and the district's set misses it."""
    values = example("lakeshore", real_library) | {"documents.more": every_document(real_library)}
    built = build(values, real_library)

    def found(library: Library) -> dict[str, Covered]:
        return {item.id: item for item in coverage(library, answers_of(values, library), built)[0].items}

    only = [
        item
        for item in found(real_library).values()
        if item.status == "covered" and len(item.carriers) == 1 and item.kind == "duty"
    ]
    assert len(only) >= 5
    for item in only[:: max(1, len(only) // 3)]:
        (carrier,) = item.carriers
        blocks = dict(real_library.blocks)
        blocks[carrier.clause] = replace(blocks[carrier.clause], framework=())
        without = replace(real_library, blocks=blocks)
        assert found(without)[item.id].status == "missing", carrier
        problems = [p for p in check_library(without) if p.code == "uncarried-element"]
        assert any(f"'{item.id}'" in p.message for p in problems), carrier
