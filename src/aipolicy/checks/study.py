"""What several rules need to know of one library: where each clause stands and when, what its text uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from aipolicy.assemble.select import condition_of
from aipolicy.assemble.template import Uses, uses
from aipolicy.conditions import ALWAYS, All, Always, AnyOf, Not, Predicate, Variable, Vocabulary
from aipolicy.conditions.analysis import Analysis
from aipolicy.library import Library, Outline, PolicyBlock, Question
from aipolicy.library.model import BlockEntry, Entry, OneOf, OutlineSection, TermEntry
from aipolicy.problems import Span
from aipolicy.source import Located

NEVER = Not(ALWAYS)


@dataclass(frozen=True, slots=True)
class Place:
    """A clause in an outline: `when` is the outline's, the section's and the clause's condition together."""

    outline: Outline
    section: OutlineSection
    id: Located
    group: OneOf | None
    when: Predicate


class Study:
    """Facts about a library that are worked out once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.analysis = Analysis(exact_vocabulary(library))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of every known clause, in the outlines' order."""
        found = []
        for outline in self.library.outlines.values():
            for section, id, group in outline.clauses():
                if id in self.library.blocks:
                    when = both(outline.when, section.when, self.condition(id))
                    found.append(Place(outline, section, id, group, when))
        return tuple(found)

    @cached_property
    def standing(self) -> Mapping[str, Predicate]:
        """When each thing that `ref()` may name stands in a built document: clauses, groups, document/section."""
        where: dict[str, list[Predicate]] = {}
        for place in self.places:
            where.setdefault(str(place.id), []).append(place.when)
            if place.group is not None:
                where.setdefault(str(place.group.id), []).append(place.when)
        for outline in self.library.outlines.values():
            for section in outline.sections:
                filled = either(self._entry(entry) for entry in section.entries)
                where[f"{outline.id}/{section.id}"] = [both(outline.when, section.when, filled)]
        return {name: either(conditions) for name, conditions in where.items()}

    @cached_property
    def block_uses(self) -> Mapping[str, tuple[Uses, ...]]:
        """What the body of each clause, and its text for an empty list, use."""
        return {id: tuple(_uses_of(block)) for id, block in self.library.blocks.items()}

    @cached_property
    def term_uses(self) -> Mapping[str, Uses]:
        """What each definition uses."""
        return {id: _uses(term.definition, term.definition.span) for id, term in self.library.terms.items()}

    def condition(self, clause: str) -> Predicate:
        """When a clause can be printed, wherever it stands."""
        return condition_of(self.library.blocks[clause], self.library)

    def term_condition(self, term: TermEntry) -> Predicate:
        """When a term can be printed: its own condition, in a built document that has definitions."""
        homes = (
            both(outline.when, section.when)
            for outline in self.library.outlines.values()
            for section in outline.sections
            if any(isinstance(entry, BlockEntry) and entry.kind == "definitions" for entry in section.entries)
        )
        return both(term.when, either(homes))

    def _entry(self, entry: Entry) -> Predicate:
        if isinstance(entry, BlockEntry):
            return ALWAYS
        ids = entry.of if isinstance(entry, OneOf) else (entry,)
        return either(self.condition(id) for id in ids if id in self.library.blocks)


_latest: list[Study] = []


def study(library: Library) -> Study:
    """The study of `library`; the latest one is kept, since every rule asks for it."""
    if not _latest or _latest[0].library is not library:
        _latest[:] = [Study(library)]
    return _latest[0]


def both(*parts: Predicate) -> Predicate:
    kept = tuple(part for part in parts if not isinstance(part, Always))
    return All(kept) if kept else ALWAYS


def either(parts: Iterable[Predicate]) -> Predicate:
    kept = tuple(dict.fromkeys(parts))
    return ALWAYS if ALWAYS in kept else AnyOf(kept) if kept else NEVER


def _uses(body: str, place: Span) -> Uses:
    return uses(body, place)[0]


def _uses_of(block: PolicyBlock) -> list[Uses]:
    found = [_uses(block.body, Span(block.path, block.body_line))]
    return [*found, _uses(block.none, block.none.span)] if "{" in block.none else found


def exact_vocabulary(library: Library) -> Vocabulary:
    """The vocabulary with what only the questions say about possible answers."""
    questions = library.interview.questions
    return {id: _exact(v, questions[id]) if id in questions else v for id, v in library.vocabulary.items()}


def _exact(variable: Variable, question: Question) -> Variable:
    offered = tuple((str(c.id), c.when) for c in question.choices if not isinstance(c.when, Always))
    if question.type == "choices":
        least = 0 if question.other else variable.at_least
        return replace(variable, offered=offered, at_least=least, at_most=question.maximum)
    if question.type == "choice":
        return replace(variable, offered=offered)
    if question.type in ("number", "money"):
        high = None if question.maximum is None else Decimal(question.maximum)
        return replace(variable, limits=(Decimal(question.minimum or 0), high))
    if question.type == "rows":
        empty = frozenset(str(f.id) for f in question.fields if f.optional or f.type == "choices")
        return replace(variable, may_be_empty=empty)
    return variable
