"""The framework's elements: all of them, of the kinds we know, and those of the five documents carried by clauses."""

from __future__ import annotations

import re

import pytest

from aipolicy.library import Library, PolicyBlock
from aipolicy.library.data_files import ELEMENT_KINDS
from aipolicy.library.model import Element

IDS = [
    "G1",
    "G2",
    "G3",
    "G4",
    "P1",
    "P1.1",
    "P1.2",
    "P1.3",
    "P1.4",
    "P1.5",
    "P1.6",
    "P1.7",
    "P1.8",
    "P1.9",
    "P2",
    "P2.1",
    "P2.2",
    "P2.3",
    "P2.4",
    "P3",
    "P3.1",
    "P3.2",
    "P3.3",
    "P3.4",
    "P3.5",
    "P3.6",
    "P3.7",
    "P4",
    "P4.1",
    "P4.2",
    "P4.3",
    "P4.4",
    "P4.5",
    "P5",
    "P5.1",
    "P5.2",
    "P5.3",
    "P5.4",
    "P5.5a",
    "P5.5b",
    "P5.5c",
    "P5.5d",
    "P5.6",
    "P6",
    "P6.1",
    "P6.2",
    "P6.3",
    "O1",
    "O1.1",
    "O1.2",
    "O1.3",
    "O1.4",
    "O1.5",
    "O1.6",
    "O1.7",
    "O1.8",
    "O1.9",
    "O2",
    "O2.1",
    "O2.2",
    "O3",
    "O3.1",
    "O3.2",
    "O3.3",
    "O4",
    "O4.1",
    "O4.2",
    "O4.3",
    "O4.4",
    "T1",
    "T1.1",
    "T1.2",
    "T1.3",
    "T1.4",
    "T1.5",
    "T1.6",
    "T2",
    "T2.1",
    "T2.2",
    "T2.3",
    "T2.4",
    "T2.5",
    "T2.6",
    "T3",
    "T3.1",
    "T3.2",
    "T4",
    "T4.1",
    "T4.2",
    "T4.3",
    "T5",
    "T5.1",
    "T5.2",
    "T5.3",
    "T5.4",
    "F1",
    "F1a.1",
    "F1a.2",
    "F1a.3",
    "F1a.4",
    "F1b.1",
    "F1b.2",
    "F1b.3",
    "F1c.1",
    "F1c.2",
    "F1d.1",
    "F1d.2",
    "F1d.3",
    "F1d.4",
    "F1d.5",
    "F2",
    "F2.1",
    "F2.2",
    "F2.3",
    "F2.4",
    "F2.5",
    "F2.6",
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6",
    "U-CI.1",
    "U-CI.2",
    "U-CI.3",
    "U-CI.4",
    "U-CI.5",
    "U-CI.6",
    "U-CI.7",
    "U-CI.8",
    "U-CI.9",
    "U-CI.10",
    "U-CI.11",
    "U-SE.1",
    "U-SE.2",
    "U-SE.3",
    "U-SE.4",
    "U-SS.1",
    "U-SS.2",
    "U-SS.3",
    "U-FC.1",
    "U-FC.2",
    "U-FC.3",
    "U-FC.4",
    "U-FC.5",
    "U-FC.6",
    "U-FC.7",
    "U-FC.8",
    "U-EN.1",
    "U-EN.2",
    "U-EN.3",
    "U-EN.4",
    "U-HR.1",
    "U-HR.2",
    "U-HR.3",
    "U-HR.4",
    "U-HR.5",
    "U-HR.6",
    "U-HR.7",
    "U-HR.8",
    "U-HR.9",
    "U-FO.1",
    "U-FO.2",
    "U-IT.1",
    "U-IT.2",
    "U-IT.3",
    "U-IT.4",
    "U-IT.5",
    "U-IT.6",
    "S0.1",
    "S0.2",
    "S0.3",
    "S0.4",
    "S0.5",
    "S1.1",
    "S1.2",
    "S1.3",
    "S1.4",
    "S1.5",
    "S1.6",
    "S1.7",
    "S1.8",
    "S1.9",
    "S1.10",
    "S2.1",
    "S2.2",
    "S2.3",
    "S2.4",
    "S2.5",
    "S2.6",
    "S2.7",
    "S4.1",
    "S4.2",
    "S4.3",
    "S4.4",
    "S4.5",
    "S4.6",
    "S4.7",
    "S4.8",
    "S4.9",
    "S4.10",
    "S4.11",
    "S4.12",
    "S4.13",
    "S4.14",
    "S4.15",
    "S4.16",
    "S4.17",
    "S4.18",
    "S4.19",
]
OURS = ("P4.5", "P5.6", "O2.2")
DOCUMENTS = frozenset({"board-policy", "committee-charter", "caregiver-notice", "vendor-addendum", "vendor-checklist"})
FIRST = re.compile(r"(P1|P4|P5|T2)(\.\w+)?|G[1-4]")


def carriers(library: Library, id: str) -> list[PolicyBlock]:
    return [block for block in library.blocks.values() if id in block.framework]


def in_the_five(element: Element) -> bool:
    return not DOCUMENTS.isdisjoint(element.documents)


FIRST_IDS = [id for id in IDS if FIRST.fullmatch(id)]


def test_every_element_once(real_library: Library) -> None:
    assert len(IDS) == len(set(IDS)) == 211
    assert sorted(real_library.elements) == sorted(IDS)


def test_three_elements_are_ours(real_library: Library) -> None:
    assert tuple(id for id, element in real_library.elements.items() if element.ours) == OURS


def test_kinds(real_library: Library) -> None:
    assert {str(element.kind) for element in real_library.elements.values()} == set(ELEMENT_KINDS)


def test_every_element_says_something_and_names_a_document(real_library: Library) -> None:
    for id, element in real_library.elements.items():
        assert element.element.strip(), id
        assert element.documents or element.kind == "framing", id


@pytest.mark.parametrize("id", FIRST_IDS)
def test_an_element_of_the_five_documents_is_carried_by_a_clause(id: str, real_library: Library) -> None:
    element = real_library.elements[id]
    if not in_the_five(element):
        return
    found = carriers(real_library, id)
    assert found, id
    if element.kind == "duty":
        assert any(block.obliges for block in found), [str(block.id) for block in found]


@pytest.mark.parametrize("id", FIRST_IDS)
def test_an_element_is_carried_in_a_document_that_it_names(id: str, real_library: Library) -> None:
    element = real_library.elements[id]
    standing = {
        (str(clause), document)
        for document, outline in real_library.outlines.items()
        for _, clause, _ in outline.clauses()
    }
    if in_the_five(element):
        named = DOCUMENTS & set(map(str, element.documents))
        assert any((str(b.id), document) in standing for b in carriers(real_library, id) for document in named), id
