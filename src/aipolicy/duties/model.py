"""Duties as they stand in a built set: frozen values that every view is printed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TitleState = Literal["named", "fixed", "default", "missing", "absent"]
"""named: an answer gives the title; fixed: the library does, and no question asks; default: the library does, because
the answer was left out; missing: nobody has answered yet; absent: the district has said that it has none."""


@dataclass(frozen=True, slots=True)
class Title:
    """How an office or actor is called in this district; `question` names the answer behind it, or ""."""

    words: str
    state: TitleState
    question: str


@dataclass(frozen=True, slots=True)
class DutyPlace:
    """A clause that states a duty, in one document; `number` is "" where the document is not numbered."""

    document: str
    clause: str
    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what, when, with which record.

    `months` are those in which it falls due each year. `due` is the question that sets its one date and `due_on`
    that date, "" while it is open. With neither it arises with an event. `law` are the citations that require it,
    none where the district chose it.
    """

    office: str
    title: Title
    does: str
    when: str
    record: str
    months: tuple[int, ...]
    due: str
    due_on: str
    law: tuple[str, ...]
    places: tuple[DutyPlace, ...]

    @property
    def in_months(self) -> tuple[int, ...]:
        """The months of a yearly duty, or the month of its one date."""
        return (int(self.due_on[5:7]),) if self.due_on else self.months


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An office with duties that nobody in the district holds by an answer of its own."""

    office: str
    title: Title
    duties: int


@dataclass(frozen=True, slots=True)
class Load:
    """One title with more duties than one person can carry; `peak` is the month with the most of them, 0 for none."""

    title: str
    duties: int
    peak: int
    in_peak: int


@dataclass(frozen=True, slots=True)
class Combined:
    """One title that several offices have, with the number of duties of each."""

    title: str
    offices: tuple[tuple[str, int], ...]

    @property
    def duties(self) -> int:
        """All of them together."""
        return sum(number for _, number in self.offices)


@dataclass(frozen=True, slots=True)
class Flags:
    """What a superintendent looks at before adopting: duties without a holder, and holders with too many."""

    vacant: tuple[Vacancy, ...] = ()
    heavy: tuple[Load, ...] = ()
    combined: tuple[Combined, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRegister:
    """Every duty of a built set: by title, then by time of the school year."""

    duties: tuple[Duty, ...] = ()
    flags: Flags = Flags()

    def titles(self) -> tuple[str, ...]:
        """The titles that have duties, each once, in the register's order."""
        return tuple(dict.fromkeys(duty.title.words for duty in self.duties))

    def of(self, title: str) -> tuple[Duty, ...]:
        """The duties of one title."""
        return tuple(duty for duty in self.duties if duty.title.words == title)

    def in_month(self, month: int) -> tuple[Duty, ...]:
        """The duties that fall due in one month."""
        return tuple(duty for duty in self.duties if month in duty.in_months)

    def arising(self) -> tuple[Duty, ...]:
        """The duties that arise with an event, and those whose date is open."""
        return tuple(duty for duty in self.duties if not duty.in_months)
