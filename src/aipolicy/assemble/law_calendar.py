"""The dates that law sets for a district: those that come once, and those of each year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aipolicy.assemble import words
from aipolicy.assemble.behind import STATE, Behind
from aipolicy.assemble.crosswalk_blocks import table
from aipolicy.assemble.decisions import said
from aipolicy.assemble.duty_blocks import calendar, time_of, who_of
from aipolicy.assemble.law_words import LATER, concerning, date_words
from aipolicy.conditions import Facts
from aipolicy.document import Block, Content, Inline, Paragraph, Reference, Text
from aipolicy.duties import Duty, DutyRegister
from aipolicy.library import Library
from aipolicy.library.law import FEDERAL, NOT_LAW, LawEntry

KIND = "law-dates"
MOST_PLACES = 3
NOWHERE = "no document of this set"


def law_dates(
    found: Behind,
    register: DutyRegister,
    library: Library,
    facts: Facts,
    hidden: frozenset[str],
    ask: Callable[[str], str],
) -> tuple[Block, ...]:
    """Dates that come once, and yearly duties that a law requires; a sentence where there are none.

    Every law that holds where the district is counts, whether or not a clause rests on it. `hidden` are the documents
    that a public list must not name, and `ask` says what a blank for a date question is called.
    """
    once = [_once(law, date, says, found, hidden) for date, law, says in _dates(found, library, facts)]
    yearly = [
        ((Text(name),), (who_of(duty), Text(f": {duty.does}")), _time(duty, ask), _basis(duty, hidden))
        for name, duties in calendar(_legal(register))
        for duty in duties
    ]
    made = []
    if once:
        made.append(_block("once", "Dates that come once", ("Date", "What", "Law", "Where it stands"), once))
    if yearly:
        made.append(_block("yearly", "Dates of each year", ("Month", "What", "When", "Law and place"), yearly))
    if not made:
        nothing = "The library holds no date that law sets for this district."
        made.append(Block(f"{KIND}.none", KIND, "Dates", "", (Paragraph((said(Text(nothing)),)),)))
    return tuple(made)


def _block(id: str, title: str, header: tuple[str, ...], rows: Sequence[tuple[Sequence[Inline], ...]]) -> Block:
    content: tuple[Content, ...] = (table(header, rows),)
    return Block(f"{KIND}.{id}", KIND, title, "", content)


def _dates(found: Behind, library: Library, facts: Facts) -> list[tuple[str, LawEntry, str]]:
    """Date, law and what must be done by then, in order of time.

    A law with duties that begin later, and no date that the answers single out, stands with the day on which it
    takes effect.
    """
    state = facts.known.get(STATE) if facts.visible(STATE) is True else None
    rows = []
    for law in library.citations.values():
        if law.jurisdiction not in (FEDERAL, state) or law.status in NOT_LAW:
            continue
        own = [(str(date.date), law, _says(str(date.says), asked, library)) for date, asked in concerning(law, facts)]
        open_dates = not law.compliance or found.resting(str(law.id))
        if not own and open_dates and law.status == LATER and law.effective:
            own = [(str(law.effective), law, f"Its duties begin: {law.says}")]
        rows += own
    return sorted(rows, key=lambda row: (row[0], str(row[1].citation), row[2]))


def _says(says: str, asked: tuple[str, ...], library: Library) -> str:
    unsure = "; ".join(str(library.interview.questions[id].ask) for id in asked)
    return words.capitalized(says) + (f" (depends on the answer to: {unsure})" if unsure else "")


def _once(law: LawEntry, date: str, says: str, found: Behind, hidden: frozenset[str]) -> tuple[Sequence[Inline], ...]:
    places: list[Inline] = []
    resting = [place for place in found.resting(str(law.id)) if place.document not in hidden]
    standing = [(place.document, str(place.clauses[0].block.id)) for place in resting if place.clauses]
    for document, clause in standing[:MOST_PLACES]:
        places += [Text("; ")] if places else []
        places += [Reference(document, document, ""), Text(", "), Reference(clause, document, "")]
    more = len(standing) - MOST_PLACES
    if more > 0:
        places.append(Text(f"; and {more} more {'document' if more == 1 else 'documents'}"))
    return (Text(date_words(date)),), (Text(says),), (Text(str(law.citation)),), places or (Text(NOWHERE),)


def _legal(register: DutyRegister) -> DutyRegister:
    return DutyRegister(tuple(duty for duty in register.duties if duty.law and duty.in_months))


def _time(duty: Duty, ask: Callable[[str], str]) -> Sequence[Inline]:
    return time_of(duty, ask) if duty.due else (Text(duty.when),)


def _basis(duty: Duty, hidden: frozenset[str]) -> Sequence[Inline]:
    """The law, and the first place that anybody may read."""
    made: list[Inline] = [Text("; ".join(duty.law))]
    for place in duty.places:
        if place.document not in hidden:
            made += [Text(". "), Reference(place.document, place.document, ""), Text(", ")]
            made.append(Reference(place.clause, place.document, ""))
            break
    return made
