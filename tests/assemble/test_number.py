"""Numbers, and what references say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.assemble.number import letters, roman
from aipolicy.document import Blank, Emphasis, Reference, Strong
from tests.assemble.conftest import Build
from tests.districts import all_of, clauses, named, words
from tests.tiny import clause, tiny_library


def numbers(made: Build, profile: str) -> dict[str, str]:
    found = {}
    for document in made({"manual.profile": profile}).documents:
        for section in document.sections:
            found[f"{document.id}/{section.id}"] = section.number
            found |= {f"{document.id}/{c.id}": c.number for c in section.children}
    return found


def test_decimal(made: Build) -> None:
    found = numbers(made, "plain")
    assert found["rules/use"] == "1"
    assert (found["rules/rules.purpose"], found["rules/rules.pilot"], found["rules/rules.limits"]) == (
        "1.1",
        "1.2",
        "1.3",
    )
    assert found["rules/rules.signs"] == "2.2"
    assert (found["letter/form"], found["letter/letter.form"]) == ("", "")
    assert found["letter/end"] == "2"


def test_outline(made: Build) -> None:
    found = numbers(made, "outline")
    assert (found["rules/use"], found["rules/list"], found["rules/end"]) == ("I", "II", "IV")
    assert (found["rules/rules.purpose"], found["rules/rules.limits"]) == ("A", "C")
    assert found["letter/end"] == "II"


def test_none(made: Build) -> None:
    assert set(numbers(made, "bare").values()) == {""}


def said(made: Build, clause_id: str, profile: str = "plain", **changes: object) -> list[Reference]:
    values = {"manual.profile": profile} | {k.replace("__", "."): v for k, v in changes.items()}
    for document in made(values).documents:
        if clause_id in clauses(document):
            return all_of(clauses(document)[clause_id], Reference)
    raise AssertionError(clause_id)


def test_references_within_a_document(made: Build) -> None:
    first, second = said(made, "rules.purpose")
    assert first == Reference("rules.pilot", "", "section 1.2")
    assert second == Reference("rules.limits", "", "Section 1.3")
    assert said(made, "rules.purpose", "outline")[0].text == "section I.B"
    assert said(made, "rules.purpose", "bare")[0].text == 'the section "About pilot"'
    assert said(made, "rules.purpose", "bare")[1].text == 'The section "About limits"'


def test_a_group_is_the_clause_that_was_chosen(made: Build) -> None:
    assert said(made, "rules.purpose", district__stance="none")[0].target == "rules.none"
    assert said(made, "rules.purpose", district__stance="free")[0].target == "rules.free"


def test_references_into_another_document(made: Build) -> None:
    document, section, unnumbered = said(made, "letter.about")
    assert document == Reference("rules", "rules", 'Board Policy "Rules for tools"')
    assert section == Reference("rules.pilot", "rules", 'Board Policy "Rules for tools", section 1.2')
    assert unnumbered == Reference("letter.form", "", 'the section "About form"')
    codes = [{"id": "a", "document": "rules", "code": "0441"}]
    document, section, _ = said(made, "letter.about", manual__codes=codes)
    assert document.text == "Board Policy 0441 (Rules for tools)"
    assert section.text == "Board Policy 0441, section 1.2"


def test_a_reference_begins_a_sentence_only_where_it_opens_it(made: Build, tmp_path: Path) -> None:
    body = 'As **{{ ref("rules.signs") }}** says.\n**{{ ref("rules.signs") }}** says.\n*{{ ref("rules.signs") }}* too.'
    library = tiny_library(
        tmp_path, {"policy_blocks/rules/none.md": clause("rules.none", body, when="{district.stance: none}")}
    )
    content = clauses(named(made({"district.stance": "none"}, library=library).documents, "rules"))["rules.none"]
    assert [r.text for r in all_of(content, Reference)] == ["section 2.2", "Section 2.2", "Section 2.2"]
    assert all_of(content, Strong)
    assert all_of(content, Emphasis)


def test_a_reference_that_waits_is_a_gap_without_a_problem(made: Build) -> None:
    built = made({"district.stance": "undecided"})
    labels = [b.label for b in all_of(built.documents[0], Blank)]
    assert any(label.startswith("section that waits for this decision: ") for label in labels)
    assert built.problems == ()


def test_a_reference_that_leads_nowhere_is_reported_at_its_clause(made: Build, tmp_path: Path) -> None:
    body = 'See {{ ref("rules.free") }} and {{ doc("nothing") }}.'
    library = tiny_library(
        tmp_path, {"policy_blocks/rules/pilot.md": clause("rules.pilot", body, when="{district.stance: pilot}")}
    )
    built = made(library=library)
    assert [(str(p.span), p.code, p.severity) for p in built.problems] == [
        ("policy_blocks/rules/pilot.md:7:1", "open-reference", "warning"),
        ("policy_blocks/rules/pilot.md:7:1", "open-reference", "warning"),
    ]
    assert "reference to rules.free" in words(clauses(built.documents[0])["rules.pilot"])


@pytest.mark.parametrize(
    ("number", "sign"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (90, "XC"), (149, "CXLIX")],
)
def test_roman(number: int, sign: str) -> None:
    assert roman(number) == sign


@given(st.integers(1, 800), st.integers(1, 800))
def test_letters_are_told_apart_and_in_order(one: int, two: int) -> None:
    assert letters(1) == "A"
    assert letters(26) == "Z"
    assert letters(27) == "AA"
    assert (one < two) == ((len(letters(one)), letters(one)) < (len(letters(two)), letters(two)))
