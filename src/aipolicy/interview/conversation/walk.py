"""Through the questions of a scope, one after the other, forward and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aipolicy.interview.agenda import OPEN, Scope, Status, next_question, status_of
from aipolicy.interview.conversation.asking import ask
from aipolicy.interview.conversation.shown import note_of
from aipolicy.interview.conversation.turn import Desk, Turn

SKIPPED = "You skipped this one before. Skip it again to leave it for another day."


def walk(
    desk: Desk, scope: Scope, review: Callable[[], None] | None, after: str = "", history: Sequence[str] = ()
) -> bool:
    """Ask everything that `scope` wants, from the question after `after`. False when a person went back before the
    first question; True at the end. `review` is called for the review and comes back; None: the walk began in the
    review, and ends for it. With a `history` of questions it begins with the last of them, and back leads through
    the others.

    What was skipped and is still open comes once more at the end, unless the scope is one section.
    """
    session = desk.session
    asked = list(history)
    done: set[str] = set()
    skipped: list[str] = []
    again: frozenset[str] = frozenset()
    section = ""
    here = asked.pop() if asked else next_question(session.state, session.interview, scope, after)
    while True:
        if not here and skipped and not scope.section:
            again, skipped = frozenset(id for id in skipped if _open(desk, id)), []
            done -= again
            here = next_question(session.state, session.interview, scope, "", frozenset(done)) if again else ""
        if not here:
            return True
        question = session.interview.questions[here]
        if question.section != section:
            section = question.section
            _opened(desk, section)
        turn = ask(desk, here, note_of(question, desk) or (SKIPPED if here in again else ""))
        if turn is Turn.REVIEW:
            if review is None:
                return True
            review()
            if _gone(desk, here):
                here = next_question(session.state, session.interview, scope, here, frozenset(done))
            continue
        if turn is Turn.BACK:
            while asked and _gone(desk, asked[-1]):
                asked.pop()
            if not asked:
                return False
            here = asked.pop()
            done.discard(here)
            continue
        if turn is Turn.SKIPPED and here not in again:
            skipped.append(here)
        asked.append(here)
        done.add(here)
        here = next_question(session.state, session.interview, scope, here, frozenset(done))


def _open(desk: Desk, id: str) -> bool:
    return status_of(desk.session.interview.questions[id], desk.session.state) in OPEN


def _opened(desk: Desk, section: str) -> None:
    """The section's title and what it is about, once, above its first question."""
    found = next((s for s in desk.session.interview.sections if s.id == section), None)
    if found is not None and found.intro:
        desk.face.tell("", f"{found.title}.", str(found.intro))


def _gone(desk: Desk, id: str) -> bool:
    """Whether a question is no longer asked, since an answer has hidden it."""
    status = status_of(desk.session.interview.questions[id], desk.session.state)
    return status in (Status.HIDDEN, Status.WAITING)
