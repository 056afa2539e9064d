"""Leaving a question undecided: who decides, by when, and what the drafts and the person are told."""

from __future__ import annotations

from aipolicy.answers.answer_file import is_date
from aipolicy.answers.record import as_date
from aipolicy.interview.agenda import is_for_counsel
from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.screens import Command, Did, Write, Wrote
from aipolicy.interview.session import COUNSEL
from aipolicy.library.questions import Question

KEYS = (Command.WHY, Command.BACK, Command.QUIT)
WHY = (
    "Nothing here has to be filled in. The drafts show the open question in a box, with its options, who decides and "
    "by when. The public reason stands in that box; the private note stays in the answer file and is never printed.",
)


def leave(desk: Desk, question: Question, key: str = "", label: str = "") -> bool:
    """Record that the question, or the cell `key` of it, is not decided. False when the person went back instead."""
    id = key or str(question.id)
    known = desk.session.state.answers.decisions.get(id)
    given = {
        "decides": known.decides if known else "",
        "by": known.by if known else "",
        "public_reason": known.public_reason if known else "",
        "private_note": known.private_note if known else "",
    }
    if not given["decides"] and is_for_counsel(question):
        given["decides"] = COUNSEL
    asked = (
        ("decides", "Who will decide?", "such as Board, or Superintendent", "text"),
        ("by", "By when?", "such as 2027-01-12", "date"),
        ("public_reason", "Why is it open? Readers of the drafts see this", "", "text"),
        ("private_note", "A note for whoever decides; it is never printed", "", "text"),
    )
    title = f"{label or question.ask}"
    body = ("Not decided yet. That is fine: the drafts will say so in plain sight.",)
    note, place = "", 0
    while place < len(asked):
        name, words, form, kind = asked[place]
        screen = Write(
            title=title,
            label=f"{words} (optional)",
            current=given[name],
            empty="leave it empty",
            form=form,
            kind="date" if kind == "date" else "text",
            head=desk.head(str(question.id)),
            body=body if place == 0 else (),
            note=note,
            why=WHY,
            commands=KEYS,
        )
        reply = desk.face.ask(screen)
        note = ""
        if isinstance(reply, Did):
            if reply.command is Command.QUIT:
                desk.session.leave(id, **given)
                raise Quit
            place -= 1
            if place < 0:
                return False
            continue
        if isinstance(reply, Wrote):
            text = reply.text
            if kind == "date" and text:
                text = as_date(text)
                if not is_date(text):
                    note = f"'{reply.text}' is not a date. Write it as 2027-01-12, or leave it empty."
                    continue
            given[name] = text
        place += 1
    desk.session.leave(id, **given)
    _tell(desk, question)
    return True


def leave_to_counsel(desk: Desk, question: Question) -> None:
    """Record in one step that the district's attorney decides."""
    known = desk.session.state.answers.decisions.get(str(question.id))
    desk.session.leave(
        str(question.id),
        decides=known.decides if known and known.decides else COUNSEL,
        by=known.by if known else "",
        public_reason=known.public_reason if known else "",
        private_note=known.private_note if known else "",
    )
    _tell(desk, question)


def _tell(desk: Desk, question: Question) -> None:
    """How many later questions wait for this one."""
    facts = desk.session.state.facts
    waiting = [
        id
        for id, other in desk.session.interview.questions.items()
        if facts.visible(id) is None and str(question.id) in _needed(other, desk)
    ]
    if waiting:
        many = "One later question depends" if len(waiting) == 1 else f"{len(waiting)} later questions depend"
        wait = "It waits" if len(waiting) == 1 else "They wait"
        desk.face.tell(f"{many} on this one. {wait} until it is decided.")


def _needed(question: Question, desk: Desk) -> frozenset[str]:
    from aipolicy.assemble.select import waiting_for

    return frozenset(waiting_for(question.when, desk.session.state.facts))
