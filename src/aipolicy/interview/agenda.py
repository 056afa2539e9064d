"""What is asked, in which order, and how each question stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from aipolicy.answers import UNDECIDED, Row
from aipolicy.answers.model import BEGUN
from aipolicy.answers.nodes import node_at
from aipolicy.interview.session import State, key_of
from aipolicy.library.questions import Interview, Question
from aipolicy.source import Mapping as MappingNode
from aipolicy.source import Node


class Status(Enum):
    """How a question stands; the value is the word that people read."""

    HIDDEN = "not asked"
    WAITING = "waits for another decision"
    UNANSWERED = "not answered"
    BEGUN = "not finished"
    LEFT_OUT = "left out"
    UNDECIDED = "not decided"
    CLASHES = "must be chosen again"
    REWORDED = "needs a second look"
    SUGGESTED = "suggested, not confirmed"
    ANSWERED = "answered"


OPEN = (Status.UNANSWERED, Status.BEGUN, Status.CLASHES)
"""What "go on" asks, and what counts as not answered."""


class Mode(Enum):
    """Which questions are asked."""

    GO_ON = "what is not answered"
    UNDECIDED = "what is not decided"
    SUGGESTED = "what was suggested, and what was reworded"
    THOROUGH = "what is not answered, and what was suggested"
    ALL = "everything that is asked"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the interview a person goes through; empty names mean all of it.

    `facts` leaves out what a stance may decide.
    """

    mode: Mode = Mode.GO_ON
    section: str = ""
    questions: tuple[str, ...] = ()
    role: str = ""
    facts: bool = False

    def holds(self, question: Question) -> bool:
        """Whether the question is in this part, whatever its status."""
        return (
            (not self.section or question.section == self.section)
            and (not self.questions or str(question.id) in self.questions)
            and (not self.role or self.role in question.who_knows)
            and (not self.facts or question.fact)
        )

    def wants(self, question: Question, status: Status) -> bool:
        """Whether the question is asked now. An optional one is asked once, by `next_question`, on the way."""
        if not self.holds(question) or status in (Status.HIDDEN, Status.WAITING):
            return False
        if self.questions or self.mode is Mode.ALL:
            return True
        if self.mode is Mode.UNDECIDED:
            return status is Status.UNDECIDED
        if self.mode is Mode.SUGGESTED:
            return status in (Status.SUGGESTED, Status.REWORDED, Status.CLASHES)
        return (
            status in OPEN or status is Status.REWORDED or (self.mode is Mode.THOROUGH and status is Status.SUGGESTED)
        )


def status_of(question: Question, state: State) -> Status:
    """How a question stands."""
    id = str(question.id)
    visible = state.facts.visible(id)
    if visible is False:
        return Status.HIDDEN
    if visible is None:
        return Status.WAITING
    if question.type == "grid" and not cells_of(question, state):
        asked = state.facts.grid_rows(state.facts.vocabulary[id])
        return Status.WAITING if any(shown is None for _, shown in asked) else Status.HIDDEN
    value = state.answers.value(id)
    if value is None:
        return Status.LEFT_OUT if question.optional else Status.UNANSWERED
    if value is UNDECIDED:
        return Status.UNDECIDED
    if id in state.clashes:
        return Status.CLASHES
    if question.type == "grid":
        cells = [seen for _, _, seen in cells_of(question, state)]
        if Seen.NOT_YET in cells:
            return Status.UNANSWERED
        if Seen.UNDECIDED in cells:
            return Status.UNDECIDED
    decision = state.answers.decisions.get(id)
    basis = decision.basis if decision else ""
    if basis == BEGUN:
        return Status.BEGUN
    rows = [row for row in value if isinstance(row, Row)] if isinstance(value, tuple) else []
    if any(field is UNDECIDED for row in rows for field in row.fields.values()):
        return Status.UNDECIDED
    return {"suggested": Status.SUGGESTED, "reworded": Status.REWORDED}.get(basis, Status.ANSWERED)


class Seen(Enum):
    """How one cell of a grid stands."""

    NOT_YET = "not answered"
    UNDECIDED = "not decided"
    ANSWERED = "answered"


def cells_of(grid: Question, state: State) -> tuple[tuple[str, str, Seen], ...]:
    """The cells that this district is asked: row, column ("" where the grid has one) and how each stands."""
    value = state.answers.value(str(grid.id))
    given: Mapping[str, Mapping[str, str]] = value if isinstance(value, Mapping) else {}
    node = node_at(state.file.node, key_of(str(grid.id)))
    found = []
    for row, shown in state.facts.grid_rows(state.facts.vocabulary[str(grid.id)]):
        if shown is not True:
            continue
        cells = given.get(row, {})
        for column in grid.columns:
            if not column.asked(cells):
                continue
            name = str(column.id)
            if value is UNDECIDED:
                seen = Seen.UNDECIDED
            elif name in cells:
                seen = Seen.ANSWERED
            else:
                seen = Seen.UNDECIDED if _written(node, row, name) else Seen.NOT_YET
            found.append((row, name, seen))
    return tuple(found)


def _written(node: Node | None, row: str, column: str) -> bool:
    """Whether the answer file says something of a cell that has no choice: then it says undecided."""
    inside = node.get(row) if isinstance(node, MappingNode) else None
    if inside is None:
        return False
    return not column or not isinstance(inside, MappingNode) or inside.get(column) is not None


def row_labels(grid: Question, interview: Interview) -> Mapping[str, str]:
    """The label of each row of a grid, by id."""
    source = interview.questions.get(grid.rows_from)
    rows = source.choices if source is not None else grid.rows
    return {str(row.id): str(row.label) for row in rows}


_latest: list[tuple[State, Interview, Mapping[str, Status]]] = []


def statuses(state: State, interview: Interview) -> Mapping[str, Status]:
    """How every question stands, in asking order. The latest answer is kept: one screen asks several times."""
    for known, of, found in _latest:
        if known is state and of is interview:
            return found
    made = {id: status_of(question, state) for id, question in interview.questions.items()}
    _latest[:] = [(state, interview, made)]
    return made


def next_question(
    state: State, interview: Interview, scope: Scope, after: str = "", skipped: frozenset[str] = frozenset()
) -> str:
    """The id of the question to ask after `after` ("" at the beginning), or "" when there is none left.

    An optional question that was left out is asked when the way leads past it through its section: after another
    question of that section, where one is open, or where none is answered. Nobody is taken back to it. THOROUGH asks
    them all, GO_ON those of sections that have no other questions.
    Questions before `after` that are open (a branch has opened them) come when the end is reached.
    """
    order = list(interview.questions)
    start = order.index(after) + 1 if after in interview.questions else 0
    offers = scope.mode in (Mode.GO_ON, Mode.THOROUGH) and start > 0
    here = interview.questions[after].section if start else ""
    stands = statuses(state, interview)
    for place, id in enumerate((*order[start:], *order[:start])):
        question = interview.questions[id]
        if id in skipped or id == after:
            continue
        status = stands[id]
        if scope.wants(question, status):
            return id
        passing = offers and place < len(order) - start and status is Status.LEFT_OUT and scope.holds(question)
        if passing and _is_offered(question.section, scope.mode, here, state, interview):
            return id
    return ""


def _is_offered(section: str, mode: Mode, here: str, state: State, interview: Interview) -> bool:
    """Whether the optional questions of a section are asked on the way, coming from the section `here`."""
    questions = [question for s in interview.sections if s.id == section for question in s.questions]
    if mode is Mode.GO_ON and not all(question.optional for question in questions):
        return False
    stands = statuses(state, interview)
    found = {stands[str(question.id)] for question in questions}
    return section == here or bool(found & {*OPEN}) or found <= {Status.HIDDEN, Status.WAITING, Status.LEFT_OUT}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the interview is. `sections` are the ids of those that this district has a question in."""

    sections: tuple[str, ...]
    answered: int
    suggested: int
    undecided: int
    left: int

    def words(self) -> str:
        """ "12 answered, 2 not decided, about 20 left"."""
        parts = [f"{self.answered} answered"]
        if self.undecided:
            parts.append(f"{self.undecided} not decided")
        if self.left:
            parts.append(f"about {self.left} left")
        return ", ".join(parts)


def progress(state: State, interview: Interview) -> Progress:
    """The counts over all questions that this district is asked; what waits for a decision is not counted."""
    found = statuses(state, interview)
    tally = {status: sum(1 for other in found.values() if other is status) for status in Status}
    asked = [s for s in interview.sections if any(found[str(q.id)] is not Status.HIDDEN for q in s.questions)]
    return Progress(
        sections=tuple(str(section.id) for section in asked),
        answered=tally[Status.ANSWERED] + tally[Status.SUGGESTED] + tally[Status.REWORDED],
        suggested=tally[Status.SUGGESTED],
        undecided=tally[Status.UNDECIDED],
        left=sum(tally[status] for status in OPEN),
    )
