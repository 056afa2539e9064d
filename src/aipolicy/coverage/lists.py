"""The lists that concern a district, and what its set carries out of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from aipolicy.answers import Answers
from aipolicy.assemble import Assembled
from aipolicy.conditions import evaluate
from aipolicy.coverage import words
from aipolicy.coverage.model import Covered, CoveredList, Status, Verdict
from aipolicy.coverage.verdicts import Judge, unique
from aipolicy.library import Library
from aipolicy.library.law import FEDERAL, Crosswalk, CrosswalkItem
from aipolicy.library.model import Element

FRAMEWORK = "framework"
STATE = "district.state"

_WORST: tuple[Status, ...] = ("missing", "undecided", "not_asked", "decided_against", "not_applicable")
"""Of several parts that do not stand, the first of these gives an item its status."""


def coverage(library: Library, answers: Answers, assembled: Assembled) -> tuple[CoveredList, ...]:
    """The framework and every list that concerns the district, in the library's order, against the set as assembled.

    A list concerns a district where it is the nation's or its own state's; while the state is open, only the former.
    """
    judge = Judge(library, answers, assembled)
    concerned = (listed for listed in library.crosswalks.values() if _concerns(listed, answers))
    return (_framework(judge), *(_crosswalk(listed, judge) for listed in concerned))


def other_lists(library: Library, answers: Answers) -> tuple[str, ...]:
    """The lists of other states, or of any state while the district's own is open."""
    return tuple(id for id, listed in library.crosswalks.items() if not _concerns(listed, answers))


def _concerns(listed: Crosswalk, answers: Answers) -> bool:
    return listed.jurisdiction in (FEDERAL, answers.value(STATE))


def _framework(judge: Judge) -> CoveredList:
    carrying: dict[str, list[str]] = {}
    for block in judge.library.blocks.values():
        for id in block.framework:
            carrying.setdefault(str(id), []).append(str(block.id))
    elements = judge.library.elements
    return CoveredList(
        id=FRAMEWORK,
        name="Elements of the framework",
        by="; ".join(dict.fromkeys(str(e.source) for e in elements.values() if not e.ours)),
        jurisdiction=FEDERAL,
        standing="yardstick",
        law="",
        sources=(),
        checked="",
        confidence="",
        note="",
        items=tuple(
            replace(_element(element, carrying.get(id, ()), judge), group=group)
            for (id, element), group in zip(elements.items(), _sources(elements.values()), strict=True)
        ),
    )


def _sources(elements: Iterable[Element]) -> Iterator[str]:
    """The source of each element; what is ours stands with what it was added to."""
    source = ""
    for element in elements:
        source = source if element.ours and source else str(element.source)
        yield source


def _element(element: Element, clauses: Sequence[str], judge: Judge) -> Covered:
    blocks = judge.library.blocks
    enough = [id for id in clauses if blocks[id].obliges] if element.kind == "duty" else clauses
    bare = Covered(
        id=str(element.id),
        group="",
        says=str(element.element),
        kind=str(element.kind),
        ours=element.ours,
        confidence="",
        status="covered",
        carriers=judge.standing(clauses),
        parts=(1, 1),
        waits=(),
        homes=(),
        reasons=(),
        why="",
    )
    applies = evaluate(element.when, judge.facts)
    if applies is False:
        return _left_out(replace(bare, carriers=()), [judge.against(element.when)], str(element.applies))
    found = judge.part(enough)
    if found.status == "covered":
        waits = judge.waiting(clauses)
        return replace(bare, status="in_part", waits=waits, why=words.others_wait(waits)) if waits else bare
    if applies is None:
        found = Verdict("undecided", waits=unique((*judge.waits(element.when), *found.waits)))
    elif found.reasons:
        # The library says of each element when it applies, so no answer may leave it without a clause.
        found = Verdict("missing")
    return _left_out(replace(bare, parts=(0, 1)), [found])


def _crosswalk(listed: Crosswalk, judge: Judge) -> CoveredList:
    law = judge.library.citations.get(listed.law)
    return CoveredList(
        id=str(listed.id),
        name=str(listed.name),
        by=str(listed.by),
        jurisdiction=str(listed.jurisdiction),
        standing=str(listed.standing),
        law=str(law.citation) if law else "",
        sources=tuple(map(str, listed.sources)),
        checked=str(listed.checked),
        confidence=str(listed.confidence),
        note=str(listed.note),
        items=tuple(_item(item, judge) for item in listed.items),
    )


def _item(item: CrosswalkItem, judge: Judge) -> Covered:
    bare = Covered(
        id=str(item.id),
        group=str(item.group),
        says=str(item.item),
        kind="",
        ours=False,
        confidence=str(item.confidence),
        status="covered",
        carriers=(),
        parts=(0, 0),
        waits=(),
        homes=(),
        reasons=(),
        why="",
    )
    if item.outside:
        return replace(bare, status="not_applicable", why=str(item.outside))
    applies = evaluate(item.when, judge.facts)
    if applies is False:
        return _left_out(bare, [judge.against(item.when)])
    found = [judge.part(part) for part in item.parts]
    standing = [part for part in found if part.status == "covered"]
    # What the district has no object for is not asked of it: such a part counts neither way.
    needed = [part for part in found if part.status != "not_applicable"]
    bare = replace(
        bare,
        carriers=judge.standing(clause for part in item.parts for clause in part),
        parts=(len(standing), len(needed)),
    )
    rest = [part for part in found if part.status != "covered"]
    if standing:
        return _stands(bare, rest)
    if applies is None:
        waits = (*judge.waits(item.when), *(wait for part in rest for wait in part.waits))
        rest = [Verdict("undecided", waits=unique(waits))]
    return _left_out(bare, rest)


def _stands(item: Covered, rest: Sequence[Verdict]) -> Covered:
    """An item of which parts stand: whole, in part, or missing where nothing in the library carries another part."""
    merged = _merged(rest)
    status: Status = "covered" if item.parts[0] == item.parts[1] else "in_part"
    if any(part.status == "missing" for part in merged):
        status = "missing"
    about = "the rest" if len(merged) == 1 and status != "covered" else "another part"
    why = [words.sentence(part, about) for part in merged]
    if status != "covered":
        why.insert(0, words.parts_stand(*item.parts))
    return replace(_with(item, merged), status=status, why=" ".join(why))


def _left_out(item: Covered, found: Sequence[Verdict], applies: str = "") -> Covered:
    """An item of which nothing stands; `applies` says in the library's words when it applies."""
    merged = _merged(found)
    if merged[0].status != "not_applicable":
        merged = [part for part in merged if part.status != "not_applicable"]
    said = [words.sentence(part, "another part" if number else "") for number, part in enumerate(merged)]
    if applies:
        said.insert(0, f"{applies.rstrip('.')}.")
    return replace(_with(item, merged), status=merged[0].status, why=" ".join(said))


def _merged(found: Iterable[Verdict]) -> list[Verdict]:
    """Parts with one status as one, the status that counts most first."""
    merged = []
    for status in _WORST:
        same = [part for part in found if part.status == status]
        if same:
            merged.append(
                Verdict(
                    status,
                    waits=tuple(dict.fromkeys(wait for part in same for wait in part.waits)),
                    homes=tuple(dict.fromkeys(home for part in same for home in part.homes)),
                    reasons=tuple(dict.fromkeys(reason for part in same for reason in part.reasons)),
                )
            )
    return merged


def _with(item: Covered, parts: Sequence[Verdict]) -> Covered:
    return replace(
        item,
        waits=tuple(wait for part in parts for wait in part.waits),
        homes=tuple(home for part in parts for home in part.homes),
        reasons=tuple(reason for part in parts for reason in part.reasons),
    )
