"""Which elements of the framework a district's set carries out, where, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aipolicy.answers import Answers, facts_of
from aipolicy.assemble import Assembled
from aipolicy.assemble.select import Waiting
from aipolicy.conditions import evaluate
from aipolicy.document import Document
from aipolicy.library import Library
from aipolicy.library.model import Element

Status = Literal["covered", "undecided", "not_asked", "not_applicable", "missing"]
STATUSES: tuple[Status, ...] = ("covered", "undecided", "not_asked", "not_applicable", "missing")
MEANING: Mapping[Status, str] = {
    "covered": "a clause of the set carries it out",
    "undecided": "the clauses that carry it out wait for a decision",
    "not_asked": "it stands in a document that the district has not asked for",
    "not_applicable": "the district's answers leave it without an object",
    "missing": "it applies, and no clause carries it out",
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A clause that carries an element out, where it stands; `duty` where it obliges somebody to."""

    document: str
    clause: str
    number: str
    duty: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """One element: its status, the clauses, and the documents or questions that it waits for."""

    element: Element
    status: Status
    carriers: tuple[Carrier, ...]
    waits_for: tuple[str, ...]


def coverage(library: Library, answers: Answers, assembled: Assembled) -> tuple[Covered, ...]:
    """Every element of the library, in its order, against the set as assembled."""
    facts = facts_of(answers, library.interview)
    where = _carriers(library, assembled.documents)
    waiting = _waiting(assembled)
    built = {document.id for document in assembled.documents}
    homes = _homes(library)
    found = []
    for id, element in library.elements.items():
        carriers = where.get(id, ())
        applies = evaluate(element.when, facts)
        status: Status
        waits_for: tuple[str, ...] = ()
        enough = any(carrier.duty for carrier in carriers) if element.kind == "duty" else bool(carriers)
        if applies is False:
            status = "not_applicable"
        elif enough:
            status = "covered"
        elif waiting.get(id):
            status, waits_for = "undecided", waiting[id]
        elif applies is None:
            status = "undecided"
        else:
            waits_for = tuple(document for document in homes.get(id, ()) if document not in built)
            status = "not_asked" if waits_for else "missing"
        found.append(Covered(element, status, carriers if status != "not_applicable" else (), waits_for))
    return tuple(found)


def _carriers(library: Library, documents: Sequence[Document]) -> dict[str, tuple[Carrier, ...]]:
    found: dict[str, tuple[Carrier, ...]] = {}
    for document in documents:
        for section in document.sections:
            for child in section.children:
                block = library.blocks.get(child.id)
                for id in block.framework if block else ():
                    carrier = Carrier(document.id, child.id, child.number, bool(block and block.obliges))
                    found[str(id)] = (*found.get(str(id), ()), carrier)
    return found


def _waiting(assembled: Assembled) -> dict[str, tuple[str, ...]]:
    """The questions for which clauses that carry an element wait."""
    found: dict[str, tuple[str, ...]] = {}
    left_out = (
        entry
        for selected in assembled.selected
        for section in selected.sections
        for entry in section.entries
        if isinstance(entry, Waiting)
    )
    for waiting in left_out:
        for id in waiting.block.framework:
            found[str(id)] = tuple(dict.fromkeys((*found.get(str(id), ()), *waiting.questions)))
    return found


def _homes(library: Library) -> dict[str, tuple[str, ...]]:
    """The documents in whose outlines a clause carries the element."""
    found: dict[str, tuple[str, ...]] = {}
    for document, outline in library.outlines.items():
        for _, clause, _ in outline.clauses():
            block = library.blocks.get(str(clause))
            for id in block.framework if block else ():
                if document not in found.get(str(id), ()):
                    found[str(id)] = (*found.get(str(id), ()), document)
    return found
