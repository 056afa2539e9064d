"""One clause explained: where it stands, why, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aipolicy.answers import Answers
from aipolicy.assemble import Assembled
from aipolicy.assemble.select import condition_of, waiting_for
from aipolicy.conditions import All, Facts, evaluate
from aipolicy.conditions.evaluate import Tri
from aipolicy.document import Clause
from aipolicy.explain.condition import Because, because
from aipolicy.library import Library, PolicyBlock
from aipolicy.library.law import LawEntry
from aipolicy.library.model import Element, OneOf


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a clause in the outlines: its document and section, its number there where it stands."""

    document: str
    section: str
    group: str
    stands: Tri
    number: str
    fingerprint: str
    condition: Because
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseExplained:
    """Everything about one clause. `places` is empty where no outline names it."""

    block: PolicyBlock
    places: tuple[Place, ...]
    elements: tuple[Element, ...]
    citations: tuple[LawEntry, ...]


def places_of(library: Library) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """For each clause its places: document, section, and the `one_of` group or ""."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for outline in library.outlines.values():
        for section, id, group in outline.clauses():
            found.setdefault(str(id), []).append((str(outline.id), str(section.id), _group(group)))
    return {id: tuple(places) for id, places in found.items()}


def _group(group: OneOf | None) -> str:
    return str(group.id) if group else ""


def explain_clause(
    id: str,
    library: Library,
    answers: Answers | None = None,
    facts: Facts | None = None,
    assembled: Assembled | None = None,
    document: str = "",
) -> ClauseExplained:
    """The explanation of clause `id` (which is in the library), in one document or in all."""
    block = library.blocks[id]
    places: list[Place] = []
    for outline in library.outlines.values():
        if document and outline.id != document:
            continue
        for section, found, group in outline.clauses():
            if found != id:
                continue
            whole = All((outline.when, section.when, condition_of(block, library)))
            stands = evaluate(whole, facts) if facts else None
            places.append(
                Place(
                    document=str(outline.id),
                    section=str(section.title),
                    group=_group(group),
                    stands=stands,
                    number=_number(assembled, str(outline.id), id),
                    fingerprint=assembled.clause_fingerprints.get(f"{outline.id}/{id}", "") if assembled else "",
                    condition=because(whole, library.vocabulary, answers, facts),
                    waits_for=waiting_for(whole, facts) if facts and stands is None else (),
                )
            )
    return ClauseExplained(
        block=block,
        places=tuple(places),
        elements=tuple(library.elements[e] for e in block.framework if e in library.elements),
        citations=tuple(library.citations[c] for c in block.citations if c in library.citations),
    )


def _number(assembled: Assembled | None, document: str, id: str) -> str:
    for built in assembled.documents if assembled else ():
        for section in built.sections if built.id == document else ():
            for child in section.children:
                if isinstance(child, Clause) and child.id == id:
                    return child.number
    return ""
