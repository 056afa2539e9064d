"""Which law a district's documents rest on, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aipolicy.document import Block, Citation, Document, Term, walk
from aipolicy.library import Library
from aipolicy.library.law import LawEntry
from aipolicy.problems import Span

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A clause or a defined term that stands in a document, with its place in the library."""

    document: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class LawInUse:
    """A law, and everything in a district's documents that rests on it."""

    law: LawEntry
    places: tuple[Place, ...]

    @property
    def related(self) -> tuple[tuple[Span, str], ...]:
        """The places of the library that rest on it, each once, with the documents where they stand."""
        homes: dict[tuple[Span, str], list[str]] = {}
        for place in self.places:
            homes.setdefault((place.span, place.id), []).append(place.document)
        return tuple((span, f"'{id}' rests on it, in {', '.join(found)}") for (span, id), found in homes.items())

    @property
    def words(self) -> str:
        """The documents with their clauses, the first few of each by name."""
        homes: dict[str, list[str]] = {}
        for place in self.places:
            homes.setdefault(place.document, []).append(place.id)
        return _few([f"{document} ({_few(ids)})" for document, ids in homes.items()])


def law_in_use(documents: Iterable[Document], library: Library) -> tuple[LawInUse, ...]:
    """The law that these documents' clauses and definitions list, cite or name for a duty, in the library's order."""
    found: dict[str, list[Place]] = {}
    for document in documents:
        for id, place in _places(document, library):
            found.setdefault(id, []).append(place)
    return tuple(LawInUse(law, tuple(dict.fromkeys(found[id]))) for id, law in library.citations.items() if id in found)


def _places(document: Document, library: Library) -> Iterator[tuple[str, Place]]:
    terms: dict[str, None] = {}
    defined: dict[str, None] = {}
    defines = False
    for child in (child for section in document.sections for child in section.children):
        if isinstance(child, Block) and child.kind != "definitions":
            continue
        nodes = list(walk(child))
        terms |= {node.id: None for node in nodes if isinstance(node, Term)}
        cited = {node.id: None for node in nodes if isinstance(node, Citation)}
        if isinstance(child, Block):
            defines, defined = True, cited
            continue
        block = library.blocks[child.id]
        for id in (*block.citations, *(id for duty in block.obliges for id in duty.law), *cited):
            yield str(id), Place(document.id, child.id, block.span)
    for term in (library.terms[id] for id in terms if defines):
        for id in term.citations:
            defined.pop(str(id), None)
            yield str(id), Place(document.id, f"term {term.id}", term.span)
    for name in defined:
        yield name, Place(document.id, "definitions", library.citations[name].span)


def _few(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
