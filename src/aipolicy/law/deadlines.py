"""Dates by which law wants a policy adopted, held against the dates that the answers give for the board's vote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from aipolicy.answers import Answers
from aipolicy.conditions import Facts, evaluate
from aipolicy.law.dates import Period, days, period
from aipolicy.law.use import LawInUse
from aipolicy.library import Library
from aipolicy.library.law import NOT_LAW, LawEntry
from aipolicy.problems import Problem, Span

ADOPTED = "manual.adopted"
SOON = 60
"""So many days before a deadline somebody must know that no date is set."""
PLANS = {"resolution.meeting": "the board's vote", "roadmap.vision_by": "the planned adoption"}
READINGS = {"manual.second_reading": "the second reading", "manual.first_reading": "the first reading"}
"""The policy is adopted then, or later."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which a law wants a policy adopted: `says` completes "the district must ..."."""

    law: LawEntry
    when: Period
    says: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A day that the answers give: on it the board adopts, or no sooner. `what` names it."""

    question: str
    what: str
    day: date
    span: Span


def deadlines(library: Library, facts: Facts, uses: Iterable[LawInUse]) -> tuple[Deadline, ...]:
    """The dates for adoption that hold for this district: of its own state's law, and of any law in its documents."""
    used = {str(use.law.id) for use in uses}
    state = facts.known.get("district.state")
    return tuple(
        Deadline(law, period(entry.date), str(entry.says).rstrip("."))
        for id, law in library.citations.items()
        if (id in used or law.jurisdiction == state) and law.status not in NOT_LAW
        for entry in law.compliance
        if entry.adoption and evaluate(entry.when, facts) is True
    )


def votes(answers: Answers, facts: Facts) -> tuple[Vote, ...]:
    """The day of adoption where it is recorded; else every day that is planned.

    A district that keeps its present policy votes on none, so that only a recorded day counts.
    """
    names = {ADOPTED: "the adoption"}
    recorded = _votes(answers, facts, names)
    if recorded or facts.known.get("policy.route") == "keep":
        return recorded
    return _votes(answers, facts, PLANS | READINGS)


def missed(found: Iterable[Deadline], known: Sequence[Vote]) -> tuple[Problem, ...]:
    """A warning for each deadline that a day in the answers is after, at that answer. No clock is asked."""
    problems = []
    for deadline in found:
        vote = next((vote for vote in known if vote.day > deadline.when.first), None)
        if vote is None:
            continue
        misses = "misses" if vote.day > deadline.when.last else "may miss"
        message = (
            f"{vote.what} {period(vote.day.isoformat()).words} {misses} the deadline of {deadline.law.citation} "
            f"{deadline.when.words}: the district must {deadline.says}"
        )
        hint = "ask counsel what follows from a late adoption, and whether a policy adopted before does what is asked"
        if vote.question != ADOPTED and misses == "may miss":
            hint = f"the law entry gives no day: read it at {deadline.law.url}"
        related = ((deadline.law.span, "the law"),)
        problems.append(Problem(vote.span, "misses-deadline", message, hint, "warning", related))
    return tuple(problems)


def unmet(found: Iterable[Deadline], known: Sequence[Vote], today: date, place: Span) -> tuple[Problem, ...]:
    """A warning at `place` for each deadline that is past or near on `today` and that no day in the answers meets.

    Deadlines that `missed` tells of are left out.
    """
    if any(vote.question == ADOPTED for vote in known):
        return ()
    problems = []
    for deadline in found:
        left = (deadline.when.first - today).days
        late = any(vote.day > deadline.when.first for vote in known)
        planned = any(today <= vote.day for vote in known if vote.question in PLANS)
        if late or left > SOON or (left >= 0 and planned):
            continue
        over = (today - deadline.when.last).days
        if over > 0:
            when = f"was {deadline.when.words}, {days(over)} ago"
        else:
            when = f"is {deadline.when.words}"
            if deadline.when.is_day:
                when += f", in {days(left)}" if left else ", today"
        message = (
            f"no adoption is recorded, and the deadline of {deadline.law.citation} {when}: "
            f"the district must {deadline.says}"
        )
        hint = "when the board has adopted the policy: aipolicy set manual.adopted DATE; before that, ask counsel"
        problems.append(Problem(place, "deadline", message, hint, "warning", ((deadline.law.span, "the law"),)))
    return tuple(problems)


def _votes(answers: Answers, facts: Facts, names: dict[str, str]) -> tuple[Vote, ...]:
    found = []
    for id, what in names.items():
        value = answers.value(id)
        if isinstance(value, str) and id in facts.vocabulary and facts.visible(id) is True:
            found.append(Vote(id, what, date.fromisoformat(value), answers.values[id].span))
    return tuple(found)
