"""Which documents are built and which clauses stand in them; and what the others wait for."""

from __future__ import annotations

from dataclasses import dataclass

from aipolicy.assemble.template import looped
from aipolicy.conditions import All, Answered, Facts, Predicate, evaluate
from aipolicy.conditions.evaluate import Tri
from aipolicy.conditions.predicate import atoms_of
from aipolicy.library import Library, Outline, PolicyBlock
from aipolicy.library.model import BlockEntry, OneOf, OutlineSection
from aipolicy.source import Located


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that stands; `group` is the id of the `one_of` that it was chosen from, or ""."""

    block: PolicyBlock
    group: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clause that is left out until `questions` are decided."""

    block: PolicyBlock
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """The place of a generated block."""

    kind: str


@dataclass(frozen=True, slots=True)
class SelectedSection:
    outline: OutlineSection
    entries: tuple[Chosen | Waiting | Generated, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """One document's selection. `truth` is None for a document that waits for a decision itself."""

    outline: Outline
    truth: Tri
    waits_for: tuple[str, ...]
    sections: tuple[SelectedSection, ...]


def condition_of(block: PolicyBlock, library: Library) -> Predicate:
    """When a clause can be printed: its own condition, and an answer to each question that it loops over."""
    needed = tuple(Answered(name) for name in dict.fromkeys(looped(block.body)) if name in library.vocabulary)
    return All((block.when, *needed)) if needed else block.when


def select(library: Library, facts: Facts) -> tuple[Selected, ...]:
    """Every outline of the library in order, with what stands in it for these facts."""
    return tuple(_document(outline, library, facts) for outline in library.outlines.values())


def _document(outline: Outline, library: Library, facts: Facts) -> Selected:
    truth = evaluate(outline.when, facts)
    waits = waiting_for(outline.when, facts) if truth is None else ()
    sections = () if truth is False else tuple(_section(s, library, facts) for s in outline.sections)
    return Selected(outline, truth, waits, sections)


def _section(section: OutlineSection, library: Library, facts: Facts) -> SelectedSection:
    stands = evaluate(section.when, facts)
    entries: list[Chosen | Waiting | Generated] = []
    for entry in section.entries if stands is not False else ():
        if isinstance(entry, BlockEntry):
            if stands:
                entries.append(Generated(str(entry.kind)))
            continue
        group = str(entry.id) if isinstance(entry, OneOf) else ""
        for id in entry.of if isinstance(entry, OneOf) else (entry,):
            found = _clause(id, group, section, library, facts)
            if found is not None:
                entries.append(found)
    return SelectedSection(section, tuple(entries))


def _clause(
    id: Located, group: str, section: OutlineSection, library: Library, facts: Facts
) -> Chosen | Waiting | None:
    block = library.blocks.get(id)
    if block is None:
        return None
    condition = All((section.when, condition_of(block, library)))
    truth = evaluate(condition, facts)
    if truth is True:
        return Chosen(block, group)
    return Waiting(block, waiting_for(condition, facts)) if truth is None else None


def waiting_for(predicate: Predicate, facts: Facts) -> tuple[str, ...]:
    """The undecided questions that keep `predicate` unknown, in reading order."""
    found: dict[str, None] = {}

    def question(name: str) -> None:
        variable = facts.vocabulary[name]
        if variable.kind == "derived":
            if facts.derived(name) is None and variable.derivation:
                for source in variable.derivation.inputs:
                    question(source)
        elif facts.visible(name) is None:
            for atom in atoms_of(variable.when):
                question(atom.question)
        elif facts.visible(name) is True:
            if name not in facts.known:
                if not variable.optional:
                    found[name] = None
            elif variable.kind in ("grid", "rows"):
                open_rows(name)

    def open_rows(name: str) -> None:
        variable = facts.vocabulary[name]
        if any(shown is None for _, shown in facts.grid_rows(variable)) and variable.rows_from:
            question(variable.rows_from)
        found[name] = None

    for atom in atoms_of(predicate):
        if evaluate(atom, facts) is None:
            question(atom.question)
    return tuple(found)
