"""Generated blocks: definitions, legal references, cross references, adoption."""

from __future__ import annotations

from aipolicy.document import Blank, Filled, Item, Paragraph, Reference, Row, Strong
from tests.assemble.conftest import Build
from tests.districts import all_of, blocks, named, words


def defined(made: Build, **changes: object) -> list[str]:
    built = made({k.replace("__", "."): v for k, v in changes.items()})
    block = blocks(named(built.documents, "rules"))["definitions"]
    return [words(all_of(p, Strong)[0]) for p in all_of(block, Paragraph)]


def test_only_terms_in_use_and_the_terms_that_they_use(made: Build) -> None:
    assert defined(made) == ["AI tool", "Complaints", "Model", "Pilot"]
    assert defined(made, district__stance="none", district__state="tx") == ["AI tool", "Model"]


def test_definitions_are_library_text_with_its_offices_and_verb(made: Build) -> None:
    built = made({"manual.profile": "bare"})
    text = words(blocks(named(built.documents, "rules"))["definitions"])
    assert "means software that uses a model, and that the Board shall list." in text


def legal(made: Build, document: str = "rules", final: bool = False, **changes: object) -> list[str]:
    built = made({k.replace("__", "."): v for k, v in changes.items()}, final=final)
    block = blocks(named(built.documents, document)).get("legal-references")
    return [words(item) for item in all_of(block, Item)] if block else []


def test_law_by_jurisdiction_guidance_last_with_the_law_of_the_definitions(made: Build) -> None:
    assert [line.split(" (")[0] for line in legal(made)] == ["20 U.S.C. 1", "R.C. 1.1", "A letter"]
    assert [line.split(" (")[0] for line in legal(made, district__state="tx")] == ["20 U.S.C. 1", "A letter"]
    assert legal(made, "letter") == []


def test_a_working_draft_says_how_sure_we_are(made: Build) -> None:
    first, second, third = legal(made)
    assert ": in force; checked November 21, 2026; read in the official text" in first
    assert "two sources agree" in second
    assert ": guidance, not law; checked November 21, 2026; one source" in third
    assert legal(made, final=True) == [
        "20 U.S.C. 1 (A federal act)",
        "R.C. 1.1 (An act of Ohio)",
        "A letter (Guidance on tools), guidance",
    ]


def test_cross_references(made: Build) -> None:
    block = blocks(named(made().documents, "rules"))["cross-references"]
    first, second = all_of(block, Item)
    assert all_of(first, Reference)[0].target == "letter"
    assert all_of(second, Blank)[0].label == "code and title of the policy on complaints"
    rows = [{"id": "one", "topic": "complaints", "code": "91|04", "title": "**Complaints**"}]
    block = blocks(named(made({"manual.cross_references": rows}).documents, "rules"))["cross-references"]
    _, second = all_of(block, Item)
    assert [f.text for f in all_of(second, Filled)] == ["91|04", "**Complaints**"]
    assert not all_of(block, Blank)


def adoption(made: Build, document: str = "rules", final: bool = False, **changes: object) -> dict[str, str]:
    built = made({k.replace("__", "."): v for k, v in changes.items()}, final=final)
    block = blocks(named(built.documents, document))["adoption"]
    return {words(row.cells[0]): words(row.cells[1]) for row in all_of(block, Row)}


def test_adoption_of_a_policy(made: Build) -> None:
    assert adoption(made) == {
        "Document": "Board Policy",
        "Code": "code in the policy manual",
        "Status": "Working draft",
        "Adopted": "date",
    }
    codes = [{"id": "a", "document": "rules", "code": "04\t41", "rescinds": "Policy\n9"}]
    found = adoption(made, final=True, manual__codes=codes, manual__adopted="2027-02-09")
    assert found == {
        "Document": "Board Policy",
        "Code": "04 41",
        "Status": "Adopted",
        "Adopted": "February 9, 2027",
        "Rescinds": "Policy 9",
    }
    assert adoption(made, final=True)["Status"] == "For adoption"
    assert adoption(made, manual__rescinds="Old\nrules")["Rescinds"] == "Old rules"


def test_adoption_of_an_exhibit(made: Build) -> None:
    assert adoption(made, "letter", final=True, manual__rescinds="Old rules") == {
        "Document": "Exhibit",
        "Code": "code in the policy manual",
        "Status": "For issue",
        "Issued": "date",
        "Effective": "date",
    }
