"""The register of decisions as values: what is open and where it shows, what is decided, what is not confirmed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from aipolicy.answers import UNDECIDED, Answers, Decision
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.assemble.answer_words import answer_in_words
from aipolicy.assemble.context import grid_rows
from aipolicy.assemble.decisions import OpenDecision, OpenPlace, open_decision
from aipolicy.assemble.draft import unconfirmed
from aipolicy.assemble.publication import kept_back
from aipolicy.assemble.select import waiting_for
from aipolicy.conditions import Facts
from aipolicy.document import Inline
from aipolicy.library import Library, Question


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An open decision, the places that show it, and the titles of the documents that are not built until then."""

    decision: OpenDecision
    places: tuple[OpenPlace, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaterEntry:
    """A question that is asked only once others are decided."""

    question: Question
    waits_for: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DecidedEntry:
    """An answer given; `answer` is None where it stands only in text that is not public.

    `recorded` is what the answer file says of who decided: on the whole question (""), and on single rows of a grid.
    """

    question: Question
    answer: tuple[Inline, ...] | None
    recorded: tuple[tuple[str, Decision], ...]


@dataclass(frozen=True, slots=True)
class DecisionRegister:
    """Everything in asking order.

    `unconfirmed` are suggestions that somebody took and nobody confirmed, `reworded` answers given to earlier words
    of their question.
    """

    open: tuple[OpenEntry, ...]
    later: tuple[LaterEntry, ...]
    decided: tuple[DecidedEntry, ...]
    unconfirmed: tuple[DecidedEntry, ...]
    reworded: tuple[DecidedEntry, ...]


def register_of(
    library: Library,
    answers: Answers,
    facts: Facts,
    opened: Mapping[str, OpenDecision],
    places: Mapping[str, Sequence[OpenPlace]],
    waiting: Mapping[str, Sequence[str]],
) -> DecisionRegister:
    """The register of a district. Private notes never get into it, nor answers that only private text prints.

    `opened` are the decisions that some text waits for, `places` where, `waiting` the documents that wait themselves.
    """
    private = kept_back(library)
    still_open: list[OpenEntry] = []
    later: list[LaterEntry] = []
    decided: list[DecidedEntry] = []
    guessed: list[DecidedEntry] = []
    reworded: list[DecidedEntry] = []
    guesses, old = (_marked(library, answers, facts, basis) for basis in UNCONFIRMED)
    for id, question in library.interview.questions.items():
        visible, value = facts.visible(id), answers.value(id)
        unanswered = value is UNDECIDED or (value is None and not question.optional)
        if id in opened or (visible is True and (unanswered or value is not None)):
            decision = opened.get(id) or open_decision(id, library, answers, facts)
            if decision is not None:
                decision = replace(decision, cells=()) if id in private else decision
                documents = tuple(str(library.outlines[d].title) for d, asked in waiting.items() if id in asked)
                still_open.append(OpenEntry(decision, tuple(places.get(id, ())), documents))
        elif visible is None and unanswered:
            asks = tuple(library.interview.questions[q] for q in waiting_for(question.when, facts))
            later.append(LaterEntry(question, asks))
        if visible is True and value is not None and value is not UNDECIDED:
            here = _Answered(question, library, answers, facts, id in private)
            suggested, earlier = guesses.get(id, frozenset()), old.get(id, frozenset())
            decided += here.entries(suggested | earlier, False)
            guessed += here.entries(suggested, True)
            reworded += here.entries(earlier, True)
    return DecisionRegister(*map(tuple, (still_open, later, decided, guessed, reworded)))  # type: ignore[arg-type]


WHOLE = ""


def _marked(library: Library, answers: Answers, facts: Facts, basis: str) -> dict[str, frozenset[str]]:
    """The questions with an answer of this basis: WHOLE, or the rows of a grid."""
    found: dict[str, frozenset[str]] = {}
    for key in (key for key, said in unconfirmed(answers, facts).items() if said == basis):
        for id in library.interview.questions:
            if key == id or key.startswith(f"{id}."):
                row = key[len(id) + 1 :].split(".")[0] or WHOLE
                found[id] = found.get(id, frozenset()) | {row}
    return found


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answered question on its way into the register."""

    question: Question
    library: Library
    answers: Answers
    facts: Facts
    private: bool

    def entries(self, marked: Collection[str], wanted: bool) -> list[DecidedEntry]:
        """The part of the answer that is marked, or the part that is not; no entry where there is no such part."""
        without: tuple[str, ...] = ()
        if self.question.type == "grid" and WHOLE not in marked:
            without = tuple(row for row, _ in self.rows() if (row in marked) is not wanted)
        elif (WHOLE in marked) is not wanted:
            return []
        said = answer_in_words(self.question, self.library, self.answers, self.facts, without)
        if not said:
            return []
        return [DecidedEntry(self.question, None if self.private else said, self.recorded(without))]

    def rows(self) -> list[tuple[str, str]]:
        if self.question.type != "grid":
            return []
        return grid_rows(self.question, self.library, self.answers, self.facts)

    def recorded(self, without: Collection[str]) -> tuple[tuple[str, Decision], ...]:
        labels = {f"{self.question.id}.{row}": label for row, label in self.rows() if row not in without}
        keys = {str(self.question.id): WHOLE} | labels
        found = self.answers.decisions
        return tuple((label, found[key]) for key, label in keys.items() if key in found)
