"""Through the questions of a scope, one after the other, forward and back."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.interview.agenda import Scope, next_question, status_of
from aipolicy.interview.conversation.asking import ask
from aipolicy.interview.conversation.shown import note_of
from aipolicy.interview.conversation.turn import Desk, Turn


def walk(desk: Desk, scope: Scope, review: Callable[[], None], after: str = "") -> bool:
    """Ask everything that `scope` wants, from the question after `after`. False when a person went back before the
    first question; True at the end. `review` is called for the review and comes back.
    """
    session = desk.session
    asked: list[str] = []
    done: set[str] = set()
    section = ""
    here = next_question(session.state, session.interview, scope, after)
    while here:
        question = session.interview.questions[here]
        if question.section != section:
            section = question.section
            _opened(desk, section)
        turn = ask(desk, here, note_of(question, desk))
        if turn is Turn.REVIEW:
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
        asked.append(here)
        done.add(here)
        here = next_question(session.state, session.interview, scope, here, frozenset(done))
    return True


def _opened(desk: Desk, section: str) -> None:
    """The section's title and what it is about, once, above its first question."""
    found = next((s for s in desk.session.interview.sections if s.id == section), None)
    if found is not None and found.intro:
        desk.face.tell(f"{found.title}.", str(found.intro))


def _gone(desk: Desk, id: str) -> bool:
    """Whether a question is no longer asked, since an answer has hidden it."""
    from aipolicy.interview.agenda import Status

    status = status_of(desk.session.interview.questions[id], desk.session.state)
    return status in (Status.HIDDEN, Status.WAITING)
