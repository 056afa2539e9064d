"""Many answers at once: the suggestions of a stance or of the library, and counsel's questions left to counsel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aipolicy.answers.emit import plain
from aipolicy.answers.nodes import node_at, plain_of
from aipolicy.conditions import evaluate
from aipolicy.interview.agenda import Seen, Status, cells_of, status_of
from aipolicy.interview.session import COUNSEL, Change, Session, State, key_of
from aipolicy.library.questions import Choice, Interview, Question
from aipolicy.library.stances import suggested_cell

MOST_ROUNDS = 12
"""An answer may open further questions; no branch of an interview is as deep as this."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: the ids answered as suggested, and those left to counsel."""

    suggested: tuple[str, ...]
    to_counsel: tuple[str, ...]


def fill(session: Session, values: Mapping[str, object] = {}) -> tuple[str, ...]:
    """Answer every open question that `values` (a stance's, typed) or the library suggests an answer to.

    Facts and counsel's questions stay open. Each answer is marked as suggested. Gives the ids.
    """
    done: list[str] = []
    for _ in range(MOST_ROUNDS):
        changes, ids = suggestions(session.state, session.interview, values, frozenset(done), patient=True)
        if not ids:
            changes, ids = suggestions(session.state, session.interview, values, frozenset(done))
        if not ids:
            break
        session.change(changes)
        done += ids
    return tuple(done)


def take_back(session: Session, ids: Iterable[str]) -> None:
    """Take out those of these answers that are suggested still, so that others can be suggested in their place."""
    decisions = session.state.answers.decisions
    changes: list[Change] = []
    for id in ids:
        if id in decisions and decisions[id].basis == "suggested":
            changes += [(key_of(id), None), (("decisions", id, "basis"), None)]
    session.change(changes)


def leave_to_counsel(session: Session) -> tuple[str, ...]:
    """Record each open question for counsel as undecided, to be decided by the district's attorney. Gives the ids."""
    done: list[str] = []
    for _ in range(MOST_ROUNDS):
        ids = open_for_counsel(session.state, session.interview)
        if not ids:
            break
        changes: list[Change] = []
        for id in ids:
            changes += [(key_of(id), "undecided"), *_decider(session.state, id)]
        session.change(changes)
        done += ids
    return tuple(done)


def _decider(state: State, id: str) -> list[Change]:
    known = state.answers.decisions.get(id)
    return [] if known is not None and known.decides else [(("decisions", id, "decides"), COUNSEL)]


def open_for_counsel(state: State, interview: Interview) -> tuple[str, ...]:
    """The questions for counsel that nobody has answered or left undecided."""
    return tuple(
        id
        for id, question in interview.questions.items()
        if question.for_counsel and not question.optional and status_of(question, state) is Status.UNANSWERED
    )


def suggestions(
    state: State,
    interview: Interview,
    values: Mapping[str, object],
    passed: frozenset[str] = frozenset(),
    *,
    patient: bool = False,
) -> tuple[list[Change], list[str]]:
    """The changes that answer what is open now and can be suggested, and the ids answered.

    A `patient` caller gets nothing for a question whose choice hangs on an answer that is still to come.
    """
    changes: list[Change] = []
    ids: list[str] = []
    for id, question in interview.questions.items():
        if id in passed or question.fact or question.for_counsel or question.optional:
            continue
        if status_of(question, state) is not Status.UNANSWERED:
            continue
        value = suggested_value(question, state, values.get(id), patient=patient)
        if value is not None:
            changes += [(key_of(id), value), (("decisions", id, "basis"), "suggested")]
            ids.append(id)
    return changes, ids


def suggested_value(question: Question, state: State, wanted: object = None, *, patient: bool = False) -> object:
    """The answer to write, plain: `wanted` where it is offered here, else the library's own; None for neither.

    `patient` as in `suggestions`.
    """
    if question.type == "grid":
        return _grid(question, state, wanted, patient)
    found = _fitting(question.choices, (wanted, _own(question)), state, patient)
    return None if found is None else plain(found)


def _own(question: Question) -> object:
    if question.type == "yes_no" and question.suggest is not None:
        return question.suggest == "true"
    return question.suggest if isinstance(question.suggest, str | tuple) else None


def _fitting(choices: tuple[Choice, ...], candidates: tuple[object, ...], state: State, patient: bool) -> object:
    """The first of the candidates that is offered to this district, None for none."""
    offers = {str(choice.id): evaluate(choice.when, state.facts) for choice in choices}
    for candidate in candidates:
        if candidate is None or candidate == "":
            continue
        if isinstance(candidate, bool):
            return candidate
        items = candidate if isinstance(candidate, tuple) else (candidate,)
        found = [offers.get(str(item), False) for item in items]
        if all(found):
            return candidate
        if patient and False not in found:
            return None
    return None


def _grid(question: Question, state: State, wanted: object, patient: bool) -> object:
    """A whole grid, where every cell that is asked has an answer then.

    What was answered or left undecided stays, in hidden rows too.
    """
    given = state.answers.value(str(question.id))
    stance = wanted if isinstance(wanted, Mapping) else {}
    node = node_at(state.file.node, key_of(str(question.id)))
    written = plain_of(node) if node is not None else {}
    made: dict[str, object] = dict(written) if isinstance(written, dict) else {}
    cells_seen = {(row, column): seen for row, column, seen in cells_of(question, state)}
    for row in dict.fromkeys(row for row, _ in cells_seen):
        present = given.get(row, {}) if isinstance(given, Mapping) else {}
        cells: dict[str, str] = {str(name): str(choice) for name, choice in present.items()}
        chosen = stance.get(row, {})
        for column in question.columns:
            name = str(column.id)
            if name in cells or not column.asked(cells) or cells_seen.get((row, name)) is Seen.UNDECIDED:
                continue
            candidates = (
                chosen.get(name) if isinstance(chosen, Mapping) else None,
                suggested_cell(question, column, row),
            )
            fit = _fitting(column.choices, candidates, state, patient)
            if fit is None:
                return None
            cells[name] = str(fit)
        if cells != dict(present):
            stood = made.get(row)
            made[row] = {**(stood if isinstance(stood, dict) else {}), **cells}
    return plain(made) if made else None
