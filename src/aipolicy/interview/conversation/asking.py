"""One question asked, whatever its type: shown, answered, checked, saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aipolicy.interview.conversation import choosing, grids, row_lists, writing
from aipolicy.interview.conversation.turn import Desk, Turn
from aipolicy.library.questions import Question

KINDS: Mapping[str, Callable[[Desk, Question, str], Turn]] = {
    "choice": choosing.one,
    "yes_no": choosing.one,
    "choices": choosing.several,
    "text": writing.line,
    "number": writing.line,
    "money": writing.line,
    "date": writing.line,
    "grid": grids.grid,
    "rows": row_lists.rows,
}


def ask(desk: Desk, id: str, note: str = "") -> Turn:
    """Ask the question `id` (visible now) and save what was answered; `note` stands below its title.

    Raises Quit, and what the face raises; whatever was acknowledged is saved by then.
    """
    question = desk.session.interview.questions[id]
    return KINDS[question.type](desk, question, note)
