"""Which documents are built and which clauses stand in them; and what the others wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aipolicy.assemble.syntax import looped
from aipolicy.conditions import (
    All,
    Always,
    Answered,
    AnyOf,
    Derivation,
    Facts,
    Includes,
    Is,
    Not,
    Predicate,
    Some,
    Variable,
    evaluate,
)
from aipolicy.conditions.evaluate import Tri
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
    """A clause that is left out until `questions` are decided; `group` as in `Chosen`."""

    block: PolicyBlock
    questions: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    """The place of a generated block; `options` are what else the outline says of it."""

    kind: str
    options: Mapping[str, Located]


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
                entries.append(Generated(str(entry.kind), entry.options))
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
    return Waiting(block, waiting_for(condition, facts), group) if truth is None else None


def waiting_targets(selection: Iterable[Selected]) -> dict[str, tuple[str, ...]]:
    """What a reference may name that does not stand yet, with the questions it waits for."""
    found: dict[str, tuple[str, ...]] = {}
    for selected in selection:
        id, pending = str(selected.outline.id), selected.truth is None
        if pending:
            found[id] = selected.waits_for
        for section in selected.sections:
            for entry in section.entries:
                if isinstance(entry, Waiting) or (pending and isinstance(entry, Chosen)):
                    waits = entry.questions if isinstance(entry, Waiting) else selected.waits_for
                    for target in (str(entry.block.id), entry.group, f"{id}/{section.outline.id}"):
                        found.setdefault(target, waits)
    return found


def waiting_for(predicate: Predicate, facts: Facts) -> tuple[str, ...]:
    """The undecided questions that keep `predicate` unknown, in reading order."""
    found: dict[str, None] = {}

    def condition(part: Predicate) -> None:
        if evaluate(part, facts) is not None:
            return
        match part:
            case All(parts) | AnyOf(parts):
                for inner in parts:
                    condition(inner)
            case Not(inner):
                condition(inner)
            case Is(name) | Answered(name) | Includes(name) | Some(name):
                question(name)
            case Always():
                return

    def question(name: str) -> None:
        variable = facts.vocabulary[name]
        if variable.derivation:
            derived(variable.derivation)
        elif facts.visible(name) is None:
            condition(variable.when)
        elif facts.visible(name) is True:
            if variable.kind == "grid":
                rows(variable)
            if name not in facts.known or variable.kind == "rows" or _open_cell(variable, facts):
                found[name] = None

    def derived(derivation: Derivation) -> None:
        if derivation.bands:
            question(derivation.inputs[0])
        for case in derivation.cases:
            if evaluate(case.when, facts) is None:
                condition(case.when)
                return

    def rows(grid: Variable) -> None:
        """Which rows a grid has may itself be open."""
        if grid.rows_from and facts.visible(grid.rows_from) is not False and grid.rows_from not in facts.known:
            question(grid.rows_from)
        for _, when in grid.rows:
            condition(when)

    condition(predicate)
    return tuple(found)


def _open_cell(variable: Variable, facts: Facts) -> bool:
    """Whether a row that this grid has, or may have, lacks an answer."""
    given = facts.known[variable.id]
    if variable.kind != "grid" or not isinstance(given, Mapping):
        return False
    for row, shown in facts.grid_rows(variable):
        cells = given.get(row)
        given_here = cells if isinstance(cells, Mapping) else {"": cells}
        open_here = [c for c in variable.fields if given_here.get(c) is None and _asked(variable, c, given_here)]
        if shown is not False and open_here:
            return True
    return False


def _asked(grid: Variable, column: str, cells: Mapping[str, object]) -> bool:
    """Whether the column is asked in a row with these cells."""
    return all(cells.get(other) in choices for other, choices in grid.only.get(column, {}).items())
