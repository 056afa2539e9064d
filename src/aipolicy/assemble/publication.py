"""Which answers may be read by anybody: not those that stand only in text that is not public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aipolicy.assemble.syntax import Loop, Part, Print, Unreadable, parts
from aipolicy.assemble.template import uses
from aipolicy.conditions import questions_of
from aipolicy.library import Library, PolicyBlock
from aipolicy.library.model import BlockEntry, Outline

PUBLIC = "public"
PRIVILEGED = "privileged"


def privileged(outline: Outline) -> bool:
    """Whether the document is for the district's attorney alone."""
    return outline.publication == PRIVILEGED


_latest: list[tuple[Library, frozenset[str]]] = []


def kept_back(library: Library) -> frozenset[str]:
    """The questions whose answers only text uses that is not public; of the latest library they are remembered."""
    if not _latest or _latest[0][0] is not library:
        _latest[:] = [(library, _kept_back(library))]
    return _latest[0][1]


def _kept_back(library: Library) -> frozenset[str]:
    """The questions whose answers no public clause of a public document uses, while another clause does."""
    open_text: dict[str, PolicyBlock] = {}
    kept_text: dict[str, PolicyBlock] = {}
    open_names: set[str] = set()
    kept_names: set[str] = set()
    for outline in library.outlines.values():
        public = outline.publication == PUBLIC
        names = open_names if public else kept_names
        names.update(_outline(outline))
        for section, id, _ in outline.clauses():
            names.update(questions_of(section.when))
            block = library.blocks.get(id)
            if block is not None:
                (open_text if public and block.publication == PUBLIC else kept_text)[str(id)] = block
    for block in kept_text.values():
        kept_names.update(_block(block))
    wanted = _questions(kept_names, library)
    if not wanted:
        return frozenset()
    for block in open_text.values():
        open_names.update(_block(block))
    return frozenset(wanted - _questions(open_names, library))


def _outline(outline: Outline) -> Iterator[str]:
    for section in outline.sections:
        for entry in section.entries:
            if isinstance(entry, BlockEntry) and "rows" in entry.options:
                yield str(entry.options["rows"])


def _block(block: PolicyBlock) -> Iterator[str]:
    """The names that a clause compares, prints or loops over."""
    yield from questions_of(block.when)
    for body in (block.body, str(block.none)):
        try:
            yield from _names(parts(body), {})
        except Unreadable:
            found, _ = uses(body, block.span)
            yield from (use.loop or use.path for use in (*found.answers, *found.loops))


def _names(found: Iterable[Part], loops: Mapping[str, str]) -> Iterator[str]:
    """What these parts print or loop over; of a loop variable, what its loop runs over."""
    for part in found:
        if isinstance(part, Loop):
            collection = ".".join(part.collection)
            yield collection
            yield from _names(part.body, {**loops, part.variable: collection})
        elif isinstance(part, Print) and isinstance(part.subject, tuple):
            yield loops.get(part.subject[0]) or ".".join(part.subject)


def _questions(names: set[str], library: Library) -> set[str]:
    """The questions behind these names: of forms and cells, of derived answers and of offices."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name.startswith("the."):
            office = library.offices.get(name.split(".")[1])
            waiting += [str(office.answer)] if office is not None and office.answer else []
            continue
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            id = ".".join(parts[:length])
            variable = library.vocabulary.get(id)
            if variable is None or id in found:
                continue
            found.add(id)
            if variable.derivation is not None:
                waiting += variable.derivation.inputs
                waiting += (q for case in variable.derivation.cases for q in questions_of(case.when))
    return {id for id in found if id in library.interview.questions}
