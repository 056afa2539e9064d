"""Which elements of the framework a set carries out: every status, and what a missing clause does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aipolicy.checks import check_library
from aipolicy.coverage import STATUSES, Covered, coverage
from aipolicy.library import Library
from tests.districts import answers_of, build, example
from tests.factors import every_document
from tests.tiny import DISTRICT, TINY, tiny_library

ROWS = """\
- {id: A1, source: ILO framework, element: A duty., kind: duty, documents: [rules]}
- {id: A2, source: ILO framework, element: A frame., kind: framing, documents: [rules]}
- {id: A3, source: ILO framework, element: A letter., kind: duty, documents: [letter]}
- id: A4
  source: ILO framework
  element: A law of Texas.
  kind: duty
  when: {district.state: tx}
  applies: districts in Texas
  documents: [rules]
"""


def clause(name: str, framework: str, duty: bool) -> tuple[str, str]:
    path = f"policy_blocks/{name.replace('.', '/')}.md"
    lines = [f"framework: [{framework}]"]
    if duty:
        lines.append("obliges: {who: board, does: decides, when: in August, record: the minutes}")
    text = TINY[path].replace("rationale: Because.", "\n".join([*lines, "rationale: Because."]))
    return path, text


def library(folder: Path, *, letter_duty: bool = True, pilot: bool = True) -> Library:
    files = {
        "policy_blocks/framework.yaml": ROWS,
        "policy_blocks/rules/purpose.md": TINY["policy_blocks/rules/purpose.md"].replace("[G1]", "[A2]"),
    }
    files |= dict([clause("letter.about", "A3", letter_duty)])
    if pilot:
        files |= dict([clause("rules.pilot", "A1", True)])
    return tiny_library(folder, files)


def statuses(library: Library, **changes: object) -> dict[str, Covered]:
    values = {**DISTRICT, **{name.replace("__", "."): value for name, value in changes.items()}}
    found = coverage(library, answers_of(values, library), build(values, library))
    return {str(one.element.id): one for one in found}


def test_covered_and_not_applicable(tmp_path: Path) -> None:
    found = statuses(library(tmp_path))
    assert {id: one.status for id, one in found.items()} == {
        "A1": "covered",
        "A2": "covered",
        "A3": "covered",
        "A4": "not_applicable",
    }
    (carrier,) = found["A1"].carriers
    assert (carrier.document, carrier.clause, carrier.number, carrier.duty) == ("rules", "rules.pilot", "1.2", True)
    assert found["A4"].carriers == ()


def test_a_duty_without_anybody_obliged_is_missing(tmp_path: Path) -> None:
    found = statuses(library(tmp_path, letter_duty=False))
    assert found["A3"].status == "missing"


def test_a_clause_that_nobody_wrote_is_missing(tmp_path: Path) -> None:
    assert statuses(library(tmp_path, pilot=False))["A1"].status == "missing"


def test_a_document_that_is_not_built_is_not_asked(tmp_path: Path) -> None:
    found = statuses(library(tmp_path), district__stance="none")
    assert (found["A3"].status, found["A3"].waits_for) == ("not_asked", ("letter",))


def test_an_open_question_leaves_it_undecided(tmp_path: Path) -> None:
    found = statuses(library(tmp_path), district__stance="undecided", district__state="undecided")
    assert (found["A1"].status, found["A1"].waits_for) == ("undecided", ("district.stance",))
    assert found["A4"].status == "undecided"


@pytest.mark.parametrize("district", ["lakeshore", "cedar-hollow"])
def test_nothing_is_missing_in_the_examples(district: str, real_library: Library) -> None:
    values = example(district, real_library)
    found = coverage(real_library, answers_of(values, real_library), build(values, real_library))
    assert [str(one.element.id) for one in found if one.status == "missing"] == []
    assert len(found) == len(real_library.elements)
    assert {one.status for one in found} <= set(STATUSES)
    # With every document asked for nothing is left to ask.
    assert district != "lakeshore" or not [one for one in found if one.status in ("not_asked", "undecided")]


def test_a_clause_taken_out_of_the_library_is_missed(real_library: Library) -> None:
    """The only clause that carries an element: without it the check speaks, and the district's set misses it."""
    values = example("lakeshore", real_library) | {"documents.more": every_document(real_library)}
    built = build(values, real_library)
    found = coverage(real_library, answers_of(values, real_library), built)
    only = [one for one in found if one.status == "covered" and len(one.carriers) == 1 and one.element.kind == "duty"]
    assert len(only) >= 5
    for one in only[:: max(1, len(only) // 3)]:
        (carrier,) = one.carriers
        blocks = dict(real_library.blocks)
        blocks[carrier.clause] = replace(blocks[carrier.clause], framework=())
        without = replace(real_library, blocks=blocks)
        after = coverage(without, answers_of(values, without), built)
        status = {str(o.element.id): o.status for o in after}
        assert status[str(one.element.id)] == "missing", carrier
        problems = [p for p in check_library(without) if p.code == "uncarried-element"]
        assert any(f"'{one.element.id}'" in p.message for p in problems), carrier
