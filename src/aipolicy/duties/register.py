"""From the clauses that stand in a built set to its register of duties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from aipolicy.duties.model import (
    Combined,
    Duty,
    DutyPlace,
    DutyRegister,
    Flags,
    Load,
    Title,
    Vacancy,
)
from aipolicy.library import PolicyBlock
from aipolicy.library.model import Obligation

SCHOOL_YEAR = (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)
GROUPS = frozenset(
    ("students", "staff", "teachers", "parents", "parent", "provider", "district", "school", "agency", "cabinet")
)
"""Actors that are many people: what they carry says nothing about one person's work."""
MOST_IN_ALL = 40
"""About one a week of a school year, on top of what the person does already."""
MOST_IN_A_MONTH = 10
"""One on every second working day of that month."""
OFFICE = re.compile(r"\bthe (board|chief|district)(?: officer)?('s)?\b")
"""What the library calls every district's board, chief officer and district where a text cannot insert them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause that stands in a document of the set; `number` as in `DutyPlace`."""

    document: str
    number: str
    block: PolicyBlock


@dataclass(frozen=True, slots=True)
class District:
    """What a district's answers say about duties.

    `title` gives the title of an office or actor, `date` the date of a date question: "" while it is open, None where
    the district was not asked. `law` is what each citation prints. `offices` is what stands for "the board", "the
    chief" and "the district" in the words of a duty, by those ids.
    """

    title: Callable[[str], Title]
    date: Callable[[str], str | None]
    law: Mapping[str, str]
    offices: Mapping[str, str]

    def said(self, text: str) -> str:
        """The words of a duty with this district's offices."""
        return OFFICE.sub(self._office, text)

    def _office(self, match: re.Match[str]) -> str:
        name = self.offices.get(match[1])
        if name is None or match[2] is None:
            return name or match[0]
        return f"{name}'" if name.endswith("s") else f"{name}'s"


def register(standing: Iterable[Standing], district: District) -> DutyRegister:
    """Every duty of these clauses. The same duty in two documents stands once, with both places."""
    found: dict[tuple[object, ...], Duty] = {}
    spelled: dict[str, str] = {}
    for clause in standing:
        place = DutyPlace(clause.document, str(clause.block.id), str(clause.block.title), clause.number)
        for obligation in clause.block.obliges:
            duty = _duty(obligation, place, district)
            words = spelled.setdefault(duty.title.words.casefold(), duty.title.words)
            duty = replace(duty, title=replace(duty.title, words=words))
            same = (duty.office, duty.does, duty.when, duty.record, duty.months, duty.due)
            before = found.get(same)
            if before is None:
                found[same] = duty
            elif place not in before.places:
                law = tuple(dict.fromkeys((*before.law, *duty.law)))
                found[same] = replace(before, places=(*before.places, place), law=law)
    # The sort is stable, so duties of one time stay in the order of the documents.
    duties = tuple(sorted(found.values(), key=lambda duty: (duty.title.words.casefold(), _time(duty))))
    return DutyRegister(duties, _flags(duties))


def _duty(obligation: Obligation, place: DutyPlace, district: District) -> Duty:
    who, due = str(obligation.who), str(obligation.due)
    date = district.date(due) if due else None
    return Duty(
        office=who,
        title=district.title(who),
        does=district.said(str(obligation.does)),
        when=district.said(str(obligation.when)),
        record=district.said(str(obligation.record)),
        months=obligation.months,
        due=due if date is not None else "",
        due_on=date or "",
        law=tuple(district.law.get(str(id), str(id)) for id in obligation.law),
        places=(place,),
    )


def _time(duty: Duty) -> tuple[int, int, str]:
    """Yearly duties from July on, then single dates, then what arises with an event."""
    if duty.months:
        return (0, min(SCHOOL_YEAR.index(month) for month in duty.months), "")
    return (1, 0, duty.due_on) if duty.due_on else (2, 0, "")


def _flags(duties: tuple[Duty, ...]) -> Flags:
    counts: dict[str, int] = {}
    titles: dict[str, Title] = {}
    by_title: dict[str, list[Duty]] = {}
    for duty in duties:
        counts[duty.office] = counts.get(duty.office, 0) + 1
        titles[duty.office] = duty.title
        by_title.setdefault(duty.title.words, []).append(duty)
    vacant = tuple(
        Vacancy(office, title, counts[office])
        for office, title in titles.items()
        if title.state in ("default", "missing", "absent")
    )
    heavy, combined = [], []
    for title, held in by_title.items():
        offices = tuple(dict.fromkeys(duty.office for duty in held))
        if len(offices) > 1:
            combined.append(Combined(title, tuple((office, counts[office]) for office in offices)))
        months = [(sum(month in duty.in_months for duty in held), month) for month in SCHOOL_YEAR]
        in_peak, peak = max(months, key=lambda pair: pair[0])
        if not GROUPS.issuperset(offices) and (len(held) > MOST_IN_ALL or in_peak > MOST_IN_A_MONTH):
            heavy.append(Load(title, len(held), peak if in_peak else 0, in_peak))
    return Flags(vacant, tuple(heavy), tuple(combined))
