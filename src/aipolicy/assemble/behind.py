"""What stands behind each clause of a set: framework elements, law, and what counsel still has to decide. Values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from aipolicy.assemble.maker import Maker
from aipolicy.assemble.select import Selected, Waiting
from aipolicy.document import Citation, Clause, Document, walk
from aipolicy.library import Library, PolicyBlock, Question
from aipolicy.library.law import LawEntry

STATE = "district.state"


@dataclass(frozen=True, slots=True)
class BehindClause:
    """A clause that stands in a document.

    `numbered` says whether a reference to it prints a number; `open` are the questions for counsel for whose answers
    it prints blanks.
    """

    block: PolicyBlock
    law: tuple[LawEntry, ...]
    open: tuple[Question, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A clause that is left out until `questions` are decided."""

    block: PolicyBlock
    law: tuple[LawEntry, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class BehindDocument:
    """One document: its clauses in order, those that wait, and the law that the definitions of its terms rest on.

    `stateless` says that clauses of single states wait until the state is decided; they stand nowhere here.
    """

    id: str
    clauses: tuple[BehindClause, ...]
    held: tuple[Held, ...]
    terms: Mapping[str, tuple[LawEntry, ...]]
    stateless: bool

    def blocks(self) -> Iterator[tuple[PolicyBlock, tuple[LawEntry, ...]]]:
        """Every clause, standing or waiting, with the law behind it."""
        yield from ((entry.block, entry.law) for entry in self.clauses)
        yield from ((entry.block, entry.law) for entry in self.held)

    def law(self) -> tuple[LawEntry, ...]:
        """Every law behind the document once, in order."""
        each = [*(law for _, law in self.blocks()), *self.terms.values()]
        return tuple(sorted({str(law.id): law for laws in each for law in laws}.values(), key=order))


@dataclass(frozen=True, slots=True)
class Resting:
    """A document that rests on a law: its clauses that do, and whether a definition does."""

    document: str
    clauses: tuple[BehindClause, ...]
    defined: bool


@dataclass(frozen=True)
class Behind:
    """A whole set; `later` are the documents that wait for a decision themselves."""

    documents: tuple[BehindDocument, ...]
    later: Mapping[str, tuple[Question, ...]]

    def authorities(self) -> tuple[LawEntry, ...]:
        """Every law behind the set once: federal before state, guidance last, then by citation."""
        found = {str(law.id): law for document in self.documents for law in document.law()}
        return tuple(sorted(found.values(), key=order))

    def elements(self) -> frozenset[str]:
        """The framework elements that some clause of the set names, standing or waiting."""
        return frozenset(
            str(id) for document in self.documents for block, _ in document.blocks() for id in block.framework
        )

    def resting(self, law: str) -> tuple[Resting, ...]:
        """The documents that rest on the law, in order."""
        return self._resting.get(law, ())

    @cached_property
    def _resting(self) -> Mapping[str, tuple[Resting, ...]]:
        found: dict[str, list[Resting]] = {}
        for document in self.documents:
            clauses: dict[str, list[BehindClause]] = {}
            for entry in document.clauses:
                for law in entry.law:
                    clauses.setdefault(str(law.id), []).append(entry)
            defined = {str(law.id) for laws in document.terms.values() for law in laws}
            for id in (*clauses, *(defined - clauses.keys())):
                found.setdefault(id, []).append(Resting(document.id, tuple(clauses.get(id, ())), id in defined))
        return {id: tuple(places) for id, places in found.items()}


def order(law: LawEntry) -> tuple[bool, bool, str, str]:
    """Where a law stands in a list: federal before state, guidance last, then by citation."""
    return (law.status == "guidance", law.jurisdiction != "us", str(law.citation), str(law.id))


def behind(
    maker: Maker, selection: Sequence[Selected], drafts: Sequence[Document], waiting: Mapping[str, Sequence[str]]
) -> Behind:
    """What stands behind these drafts; `selection` is the part of each in the same order."""
    questions = maker.library.interview.questions
    blanks = _blanks(maker)
    found = []
    for selected, draft in zip(selection, drafts, strict=True):
        scheme = str(selected.outline.numbering or maker.manual.numbering)
        flat = {str(s.outline.id) for s in selected.sections if scheme == "none" or not s.outline.numbered}
        clauses = []
        for section in draft.sections:
            for child in section.children:
                if isinstance(child, Clause) and child.id in maker.library.blocks:
                    block = maker.library.blocks[child.id]
                    asked = (questions[id] for id in blanks.get((draft.id, child.id), ()))
                    counsel = tuple(question for question in asked if question.for_counsel)
                    law = _law(block, maker.library, child)
                    clauses.append(BehindClause(block, law, counsel, section.id not in flat))
        waits = [entry for part in selected.sections for entry in part.entries if isinstance(entry, Waiting)]
        held = tuple(
            Held(entry.block, _law(entry.block, maker.library), tuple(questions[id] for id in entry.questions))
            for entry in waits
            if STATE not in entry.questions
        )
        stateless = len(held) < len(waits)
        found.append(BehindDocument(draft.id, tuple(clauses), held, _terms(maker, draft), stateless))
    later = {id: tuple(questions[question] for question in asked) for id, asked in waiting.items()}
    return Behind(tuple(found), later)


def _blanks(maker: Maker) -> dict[tuple[str, str], list[str]]:
    """The questions for which each clause prints a blank, by document and clause."""
    found: dict[tuple[str, str], list[str]] = {}
    for collector in (maker.shown, maker.kept):
        for question, places in collector.places().items():
            for place in places:
                for clause in place.blanks:
                    found.setdefault((place.document, clause), []).append(question)
    order = list(maker.library.interview.questions)
    return {place: sorted(asked, key=order.index) for place, asked in found.items()}


def _law(block: PolicyBlock, library: Library, clause: Clause | None = None) -> tuple[LawEntry, ...]:
    """The law that a clause lists, cites in its text, or names behind a duty."""
    ids = dict.fromkeys(map(str, block.citations))
    ids |= dict.fromkeys(str(id) for duty in block.obliges for id in duty.law)
    ids |= {node.id: None for node in (walk(clause) if clause is not None else ()) if isinstance(node, Citation)}
    return tuple(sorted((library.citations[id] for id in ids if id in library.citations), key=order))


def _terms(maker: Maker, draft: Document) -> dict[str, tuple[LawEntry, ...]]:
    """The terms that the document defines and whose definition rests on law, as they are printed."""
    found = {}
    for id in maker.defined.get(draft.id, ()):
        entry = maker.library.terms[id]
        law = tuple(maker.library.citations[c] for c in entry.citations if c in maker.library.citations)
        if law:
            found[str(entry.term)] = tuple(sorted(law, key=order))
    return found
