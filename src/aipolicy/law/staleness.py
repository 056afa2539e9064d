"""Law that a district's documents rest on and that is no longer sure: long unchecked, begun since, or no law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aipolicy.conditions import Facts, evaluate
from aipolicy.law.dates import days, period
from aipolicy.law.use import LawInUse
from aipolicy.library.law import NOT_LAW, LawEntry
from aipolicy.problems import Problem

CHECKED_WITHIN = 180
"""After so many days somebody opens the official text again, unless told otherwise."""
UNCHECKED = "law-not-checked"
RECORD = (
    "open the official text; if it still says the same, copy the entry into overrides/citations.yaml with that day "
    "as 'checked'; if not, ask counsel before the board adopts or keeps the text; a newer aipolicy may have it"
)


def age(law: LawEntry, today: date) -> int:
    """How many days ago the law was checked."""
    return (today - period(law.checked).first).days


def unchecked(uses: Iterable[LawInUse], today: date, within: int) -> tuple[Problem, ...]:
    """A warning at each law in use that was checked more than `within` days before `today`."""
    found = []
    for use in uses:
        ago = age(use.law, today)
        if ago <= within:
            continue
        message = (
            f"{_name(use.law)} was last checked {days(ago)} ago, {period(use.law.checked).words}; "
            f"it stands behind {use.words}; official text: {use.law.url}"
        )
        found.append(Problem(use.law.span, UNCHECKED, message, RECORD, "warning", use.related))
    return tuple(found)


def begun(uses: Iterable[LawInUse], facts: Facts, today: date) -> tuple[Problem, ...]:
    """A warning at each law in use that was to take effect later, and whose dates have come by `today`.

    A law with a date still to come for this district is what it says it is: enacted or issued, with duties that
    begin later.
    """
    found = []
    for use in uses:
        law = use.law
        if law.status != "effective_later" or not law.effective or period(law.effective).first > today:
            continue
        dates = [entry.date for entry in law.compliance if evaluate(entry.when, facts) is not False]
        if any(period(day).first > today for day in dates):
            continue
        message = (
            f"{_name(law)} is listed as law that takes effect later, and its date has come, "
            f"{period(law.effective).words}; it stands behind {use.words}; official text: {law.url}"
        )
        hint = (
            "open the official text; if it is in force, copy the entry into overrides/citations.yaml with "
            "'status: in_force', and read the clauses again; if it was put off, write the new date"
        )
        found.append(Problem(law.span, "law-begun", message, hint, "warning", use.related))
    return tuple(found)


def dead(uses: Iterable[LawInUse]) -> tuple[Problem, ...]:
    """An error at each law in use that is not law: introduced, vacated or repealed."""
    found = []
    for use in uses:
        if use.law.status not in NOT_LAW:
            continue
        message = f"{_name(use.law)} is {use.law.status}, and no text may rest on it; it stands behind {use.words}"
        hint = "replace these clauses in overrides/, or correct 'status:' where the official text says otherwise"
        found.append(Problem(use.law.span, "dead-law", message, hint, related=use.related))
    return tuple(found)


def _name(law: LawEntry) -> str:
    return f"{law.citation} ({law.id})"
