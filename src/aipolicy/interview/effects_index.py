"""Which clauses and questions rest on an answer: found once for a library, and only read afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aipolicy.assemble.body import PLAIN_READERS
from aipolicy.assemble.fingerprints import REGISTERS
from aipolicy.assemble.select import condition_of
from aipolicy.assemble.wording import MUST
from aipolicy.conditions import All, Predicate, Variable, Vocabulary, questions_of
from aipolicy.library import Library, Outline, PolicyBlock
from aipolicy.library.model import BlockEntry, OneOf, OutlineSection

PROFILE = "manual.profile"
CROSS_REFERENCES = "manual.cross_references"
VERB = "the.duty.verb"
"""The manual profile's word for "must", as if it were an answer that nearly every clause prints; no office has dots."""

_INSIDE = re.compile(r"\{[{%](.*?)[%}]\}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """A clause where it stands in a document; `position` orders all of them.

    `when` are the names that its own condition compares, `around` those of its section and document, `prints` those
    that its words insert or loop over: questions, derived answers and offices ("the.board").
    """

    position: int
    outline: Outline
    section: OutlineSection
    block: PolicyBlock
    group: str
    condition: Predicate
    when: frozenset[str]
    around: frozenset[str]
    prints: frozenset[str]


class Index:
    """What may change with each question. Made whole by its constructor and never changed."""

    def __init__(self, library: Library) -> None:
        self.places = tuple(_places(library))
        questions = library.interview.questions
        rests = _resting(library)
        self.reach = {id: _reached(id, rests) for id in questions}
        """For each question the names that rest on it, directly or through others, itself included."""
        self.questions = {id: tuple(other for other in questions if other in self.reach[id]) for id in questions}
        outlines = [(outline, frozenset(questions_of(outline.when))) for outline in library.outlines.values()]
        self.outlines = {id: tuple(o for o, names in outlines if names & self.reach[id]) for id in questions}
        by_name: dict[str, set[int]] = {}
        for place in self.places:
            for name in place.when | place.around | place.prints:
                by_name.setdefault(name, set()).add(place.position)
        self._by_name = by_name
        groups: dict[str, list[Place]] = {}
        for place in self.places:
            groups.setdefault(place.group, []).append(place)
        self.groups: Mapping[str, tuple[Place, ...]] = {name: tuple(found) for name, found in groups.items() if name}
        self.offices = {
            id: frozenset(f"the.{o.id}" for o in library.offices.values() if o.answer == id) for id in questions
        }

    def of(self, question: str) -> tuple[Place, ...]:
        """The clauses whose standing or words may change with the answer, in the order of the documents."""
        found: set[int] = set()
        for name in self.reach[question]:
            found |= self._by_name.get(name, frozenset())
        return tuple(self.places[position] for position in sorted(found))


def _places(library: Library) -> Iterator[Place]:
    position = 0
    # A register only tells what the other documents settle.
    for outline in sorted(library.outlines.values(), key=_is_register):
        plain = str(outline.audience) in PLAIN_READERS
        for section, id, group in outline.clauses():
            block = library.blocks.get(id)
            if block is None:
                continue
            own = condition_of(block, library)
            yield Place(
                position=position,
                outline=outline,
                section=section,
                block=block,
                group=str(group.id) if isinstance(group, OneOf) else "",
                condition=All((section.when, own)),
                when=frozenset(questions_of(own)),
                around=frozenset((*questions_of(section.when), *questions_of(outline.when))),
                prints=frozenset(_printed(block, library.vocabulary, plain)),
            )
            position += 1


def _is_register(outline: Outline) -> bool:
    entries = (entry for section in outline.sections for entry in section.entries)
    return any(isinstance(entry, BlockEntry) and entry.kind in REGISTERS for entry in entries)


def _printed(block: PolicyBlock, vocabulary: Vocabulary, plain: bool) -> Iterator[str]:
    """What the words of a clause insert: as names of questions, derived answers and offices.

    A body is not parsed for this: to name too much costs one comparison of two texts, to parse all half a second.
    """
    text = f"{block.body}\n{block.none}"
    if not plain and MUST.search(text):
        yield VERB
    for inside in _INSIDE.findall(text):
        if "manual_ref" in inside:
            yield CROSS_REFERENCES
        for dotted in _DOTTED.findall(_QUOTED.sub("", inside)):
            path = dotted.split(".")
            if path[0] == "the":
                yield ".".join(path[:2])
            else:
                starts = (".".join(path[:length]) for length in range(1, len(path) + 1))
                yield from (name for name in starts if name in vocabulary)


def _resting(library: Library) -> Mapping[str, set[str]]:
    """For each name the names that rest on it directly: questions shown by it, answers derived from it, offices."""
    rests: dict[str, set[str]] = {PROFILE: {VERB}}
    for name, variable in library.vocabulary.items():
        for source in _sources(variable):
            rests.setdefault(source, set()).add(name)
    for office in library.offices.values():
        named = (PROFILE, *(id for name in office.by for id in questions_of(name.when)))
        for source in (*named, str(office.answer)) if office.answer else named:
            rests.setdefault(source, set()).add(f"the.{office.id}")
    return rests


def _sources(variable: Variable) -> Iterator[str]:
    """What a question's being asked, its rows, or a derived answer rests on."""
    yield from questions_of(variable.when)
    if variable.rows_from:
        yield variable.rows_from
    for _, when in variable.rows:
        yield from questions_of(when)
    if variable.derivation is not None:
        yield from variable.derivation.inputs
        for case in variable.derivation.cases:
            yield from questions_of(case.when)


def _reached(id: str, rests: Mapping[str, set[str]]) -> frozenset[str]:
    found = {id}
    waiting = [id]
    while waiting:
        for name in rests.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)
