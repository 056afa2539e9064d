"""Answers given all at once: a file of answers, pairs of key and value, suggestions. Checked together, saved together.

What is given in a pair wins over the file of answers, that over what is saved, and that over suggestions.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from aipolicy.answers import NAME
from aipolicy.answers.record import PLACE
from aipolicy.answers.store import holding
from aipolicy.interview.agenda import Seen, Status, cells_of, row_labels, statuses
from aipolicy.interview.given_settling import Settling
from aipolicy.interview.given_start import brought, refuse_where_begun
from aipolicy.interview.news import News
from aipolicy.interview.session import Session
from aipolicy.interview.starting import Started
from aipolicy.interview.suggesting import Filled, fill, leave_to_counsel
from aipolicy.problems import Span
from aipolicy.source import read_text


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value in words, as `aipolicy set` takes them, and where they were given."""

    key: str
    value: str
    place: Span = PLACE


@dataclass(frozen=True, slots=True)
class Given:
    """What was given. `answers` is the text of a file that messages call `shown`, None where there is none.

    `draft_date` is put on the drafts where the answers name none. With `whole` nothing is saved while a required
    question has no answer.
    """

    answers: str | None = None
    shown: str = ""
    pairs: tuple[Pair, ...] = ()
    defaults: bool = False
    started: Started | None = None
    draft_date: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A required question, or a cell of one, without an answer, and what it asks."""

    key: str
    ask: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was saved. `changed`: the file differs from what was on disk."""

    changed: bool
    news: News
    filled: Filled


class NotAnswered(Exception):
    """Required questions have no answer, and nothing was saved."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing
        super().__init__(", ".join(one.key for one in missing))


def take_in(folder: Path, given: Given, shown: str = NAME) -> TakenIn:
    """Put what was given into the answer file of `folder` (which is there; the file may not be) with one save.

    Raises InvalidContent (every problem), UnreadableFile and NotAnswered; nothing is saved then.
    """
    path = folder / NAME
    with holding(path, shown) as hold:
        on_disk = read_text(path, shown) if path.exists() else None
        if given.started is not None:
            refuse_where_begun(on_disk)
        with brought(given.started, folder) if given.started is not None else nullcontext():
            begun = given.started.text if given.started is not None else None
            settling = Settling(folder, on_disk, shown, given.answers, given.shown, begun, given.whole)
            session, news = settling.settled([(pair.key, pair.value, pair.place) for pair in given.pairs])
            filled = Filled(fill(session), leave_to_counsel(session)) if given.defaults else Filled((), ())
            if given.draft_date and not session.state.answers.draft_date:
                session.change([(("draft_date",), given.draft_date)])
            missing = missing_of(session) if given.whole else ()
            if missing:
                raise NotAnswered(missing)
            text = session.state.file.text
            hold.save(text, on_disk)
    return TakenIn(text != on_disk, news, filled)


def missing_of(session: Session) -> tuple[Missing, ...]:
    """The required questions without an answer, in asking order; of a grid in part answered, its cells."""
    found: list[Missing] = []
    interview = session.interview
    for id, status in statuses(session.state, interview).items():
        if status not in (Status.UNANSWERED, Status.BEGUN):
            continue
        question = interview.questions[id]
        cells = cells_of(question, session.state) if isinstance(session.state.answers.value(id), Mapping) else ()
        if not cells:
            found.append(Missing(id, str(question.ask)))
        labels = row_labels(question, interview) if cells else {}
        for row, column, seen in cells:
            if seen is Seen.NOT_YET:
                key = ".".join(part for part in (id, row, column) if part)
                found.append(Missing(key, f"{question.ask} ({labels.get(row, row)})"))
    return tuple(found)
