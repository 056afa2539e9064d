"""Every status, for elements of the framework and for items of lists, and the sentence that says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.coverage import STATUSES
from aipolicy.library import Library
from tests.coverage.small import CHECKLIST, FILES, items, lists, small_library
from tests.tiny import clause


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("small"))


def test_a_decided_district(library: Library) -> None:
    found = items(library)
    assert {id: item.status for id, item in found.items()} == {
        "A1": "covered",
        "A2": "covered",
        "A3": "covered",
        "A4": "not_applicable",
        "A5": "covered",
        "list.whole": "covered",
        "list.limits": "covered",
        "list.letter": "covered",
        "list.mixed": "covered",
        "list.review": "covered",
        "list.large": "not_applicable",
        "list.fitting": "covered",
        "list.when": "decided_against",
        "list.nobody": "not_applicable",
        "ohio.state": "covered",
    }
    carrier = found["A1"].carriers[0]
    assert (carrier.document, carrier.clause, carrier.number, carrier.duty) == ("rules", "rules.pilot", "1.2", True)
    assert found["A4"].carriers == ()
    assert [c.clause for c in found["list.whole"].carriers] == ["rules.purpose", "rules.pilot"]
    assert found["list.whole"].why == ""


def test_facts_and_decisions_are_told_apart(library: Library) -> None:
    found = items(library, district__stance="none")
    assert found["A4"].why == (
        'Only in Texas. Nothing in this district calls for it: "In which state is it?" is answered "Ohio".'
    )
    assert found["A5"].status == "decided_against"
    assert found["A5"].why == ('The district decided otherwise: "What may students do?" is answered "Nothing".')
    assert [(r.question, r.fact) for r in found["A5"].reasons] == [("district.stance", False)]
    # A question that a decision hides leads to the decision; a derived answer to the fact behind it.
    assert [r.question for r in found["list.review"].reasons] == ["district.stance"]
    assert [(r.question, r.answer, r.fact) for r in found["list.large"].reasons] == [("district.schools", "3", True)]
    assert found["list.when"].why.startswith('The district decided otherwise: "Is the list of tools public?"')


def test_what_is_outside_says_so(library: Library) -> None:
    assert items(library)["list.nobody"].why == "No draft sets a salary."


def test_a_part_without_an_object_is_not_asked_for(library: Library) -> None:
    item = items(library)["list.fitting"]
    assert (item.status, item.parts) == ("covered", (1, 1))
    assert item.why == (
        'Nothing in this district calls for another part: "How many schools are there?" is answered "3".'
    )
    small = items(library, district__schools="1")["list.fitting"]
    assert (small.status, small.parts, small.why) == ("covered", (2, 2), "")


def test_what_waits_for_a_decision(library: Library) -> None:
    found = items(library, district__stance="undecided", district__limits="undecided")
    assert found["A1"].status == "undecided"
    assert [w.question for w in found["A1"].waits] == ["district.stance"]
    assert found["A5"].status == found["list.review"].status == "undecided"
    assert found["list.limits"].status == "in_part"
    assert found["list.limits"].why == (
        '1 of 2 parts stands. The rest waits for a decision: "Which decisions stay with people?" (district.limits).'
    )
    assert items(library, district__open="undecided")["list.when"].status == "covered"
    assert items(library, district__schools="undecided")["list.large"].status == "undecided"


def test_an_element_some_of_whose_clauses_wait(library: Library) -> None:
    item = items(library, district__limits="undecided")["A1"]
    assert item.status == "in_part"
    assert [carrier.clause for carrier in item.carriers] == ["rules.pilot"]
    assert [wait.question for wait in item.waits] == ["district.limits"]
    assert "others wait. Waits for a decision" in item.why


def test_what_stands_in_a_document_that_was_not_asked_for(library: Library) -> None:
    found = items(library, documents__more=[])
    for id in ("A3", "list.letter"):
        assert found[id].status == "not_asked"
        assert [home.document for home in found[id].homes] == ["letter"]
        assert found[id].why == 'Stands in a document that the district has not asked for: "Letter home".'
    assert found["list.mixed"].status == "in_part"
    assert found["list.mixed"].why == (
        '1 of 2 parts stands. The rest stands in a document that the district has not asked for: "Letter home".'
    )


def test_asking_for_the_document_would_not_help(library: Library) -> None:
    found = items(library, documents__more=[], district__stance="none")
    # The library says that the element always applies: an answer that leaves it without a clause is its mistake.
    assert found["A3"].status == "missing"
    assert found["list.letter"].status == "not_asked"
    assert found["list.letter"].why == (
        'Stands in a document that the district has not asked for: "Letter home". '
        'The district decided against another part: "What may students do?" is answered "Nothing".'
    )


def test_while_the_documents_are_open_it_waits(library: Library) -> None:
    item = items(library, documents__more="undecided")["list.letter"]
    assert (item.status, [wait.question for wait in item.waits]) == ("undecided", ["documents.more"])


@pytest.mark.parametrize("purpose", ["", "obliges: {who: board, does: decides, when: in May, record: a note}\n"])
def test_missing(tmp_path: Path, purpose: str) -> None:
    letter = clause("letter.about", "Your child may use tools.", framework="[A3]")
    plan = {"policy_blocks/letter/about.md": letter.replace("---\nYour", f"{purpose}---\nYour")}
    plan["policy_blocks/rules/lost.md"] = clause("rules.lost", "Nobody finds this.")
    plan["policy_blocks/crosswalks/list.yaml"] = CHECKLIST.replace("[rules.reviewed]", "[rules.purpose, rules.lost]")
    found = items(small_library(tmp_path, plan))
    assert found["A3"].status == ("covered" if purpose else "missing")
    assert found["A3"].why == ("" if purpose else "It applies to this district, and no clause carries it out.")
    assert found["list.review"].status == "missing"
    assert found["list.review"].why == (
        "1 of 2 parts stands. The rest applies to this district, and no clause carries it out."
    )


def test_a_suggestion_is_called_one(library: Library) -> None:
    decisions = {"district.stance": {"basis": "suggested"}}
    (reason,) = items(library, district__stance="none", decisions=decisions)["A5"].reasons
    assert not reason.confirmed
    why = items(library, district__stance="none", decisions=decisions)["A5"].why
    assert why.endswith('is answered "Nothing", a suggestion that nobody has confirmed.')


def test_only_the_own_state(library: Library) -> None:
    assert list(lists(library)) == ["framework", "list", "ohio"]
    assert list(lists(library, district__state="tx")) == ["framework", "list"]
    assert list(lists(library, district__state="undecided")) == ["framework", "list"]


def test_a_list_says_what_it_is(library: Library) -> None:
    found = lists(library)
    ohio, framework = found["ohio"], found["framework"]
    assert (ohio.standing, ohio.law, ohio.checked, ohio.confidence) == ("must", "R.C. 1.1", "2026-11-22", "primary")
    assert (framework.by, framework.checked) == ("ILO framework", "")
    # What is ours stands with the source that it was added to.
    assert {item.group for item in framework.items} == {"ILO framework"}
    counts = found["list"].counts()
    assert tuple(counts) == STATUSES
    assert sum(counts.values()) == 9


def test_the_files_are_all_used(library: Library) -> None:
    assert all(Path(name).suffix in (".md", ".yaml") for name in FILES)
    assert set(library.crosswalks) == {"list", "ohio"}
