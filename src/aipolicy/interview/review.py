"""The whole interview as it stands: every question of the district with its answer, by section."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from aipolicy.answers import Decision
from aipolicy.answers.conflicts import contradictions
from aipolicy.interview.agenda import OPEN, Status, statuses
from aipolicy.interview.session import State
from aipolicy.library.questions import Interview
from aipolicy.problems import Problem

ANSWERED = (Status.ANSWERED, Status.SUGGESTED, Status.REWORDED)
UNCONFIRMED = (Status.SUGGESTED, Status.REWORDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question: its number in the whole review, how it stands, and whether it changed since the last drafts."""

    number: int
    question: str
    status: Status
    decision: Decision | None
    changed: bool


@dataclass(frozen=True, slots=True)
class SectionReview:
    """One section. `entries` are the questions that this district is asked or may be asked."""

    section: str
    title: str
    entries: tuple[Entry, ...]

    def count(self, *wanted: Status) -> int:
        """How many entries stand so."""
        return sum(1 for entry in self.entries if entry.status in wanted)

    def words(self) -> str:
        """ "4 answered, 1 NOT DECIDED, 2 to confirm, 1 not answered"."""
        parts = [f"{self.count(*ANSWERED)} answered"]
        for count, word in (
            (self.count(Status.UNDECIDED), "NOT DECIDED"),
            (self.count(*UNCONFIRMED), "to confirm"),
            (self.count(*OPEN), "not answered"),
        ):
            if count:
                parts.append(f"{count} {word}")
        return ", ".join(parts)

    def unconfirmed(self) -> tuple[str, ...]:
        """The ids of the answers that nobody has confirmed."""
        return tuple(entry.question for entry in self.entries if entry.status in UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything. `unused` are answers that other answers have hidden: kept, not printed. `conflicts` contradict."""

    sections: tuple[SectionReview, ...]
    unused: tuple[str, ...]
    conflicts: tuple[Problem, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in order."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def count(self, *wanted: Status) -> int:
        """How many entries stand so."""
        return sum(section.count(*wanted) for section in self.sections)


def review(state: State, interview: Interview, changed: Collection[str] = ()) -> Review:
    """The review of these answers; `changed` are the questions that changed since the last drafts."""
    found = statuses(state, interview)
    sections, number = [], 0
    for section in interview.sections:
        entries = []
        for question in section.questions:
            id = str(question.id)
            if found[id] is Status.HIDDEN:
                continue
            number += 1
            entries.append(Entry(number, id, found[id], state.answers.decisions.get(id), id in changed))
        if entries:
            sections.append(SectionReview(str(section.id), str(section.title), tuple(entries)))
    unused = tuple(id for id in state.answers.values if found[id] is Status.HIDDEN)
    return Review(tuple(sections), unused, contradictions(state.answers, interview))
