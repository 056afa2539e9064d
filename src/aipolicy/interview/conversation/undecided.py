"""Leaving a question undecided: who decides, by when, and what the drafts and the person are told."""

from __future__ import annotations

from collections.abc import Mapping

from aipolicy.answers import UNDECIDED, Row
from aipolicy.answers.answer_file import is_date
from aipolicy.answers.record import as_date
from aipolicy.interview.conversation.shown import said
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Write, Wrote
from aipolicy.interview.session import COUNSEL
from aipolicy.library.questions import Question
from aipolicy.problems import InvalidContent

KEYS = (Command.WHY, Command.BACK, Command.QUIT)
WHY = (
    "Nothing here has to be filled in. The drafts show the open question in a box, with its options, who decides and "
    "by when. The public reason stands in that box; the private note stays in the answer file and is never printed.",
)


def leave(desk: Desk, question: Question, key: str = "", label: str = "") -> bool:
    """Record that the question, or the cell `key` of it, is not decided: at once, and then each of what is said of it.

    False when the person went back instead, or when it cannot be saved: then the answer before stands again.
    Raises UnreadableFile where the folder or the disk refuses.
    """
    id = key or str(question.id)
    before = desk.session.state
    stood = _stood(desk, question, key)
    keep = any(field is UNDECIDED for row in stood for field in row.fields.values())
    if stood and not keep and not _gives_up(desk, question, stood):
        return False
    given = _known(desk, id)
    if not given["decides"] and question.for_counsel:
        given["decides"] = COUNSEL
    asked = (
        ("decides", "Who will decide?", "such as Board, or Superintendent", "text"),
        ("by", "By when?", "such as 2027-01-12", "date"),
        ("public_reason", "Why is it open? Readers of the drafts see this", "", "text"),
        ("private_note", "A note for whoever decides; it is never printed", "", "text"),
    )
    title = f"{label or question.ask}"
    body: tuple[str, ...] = ("Not decided yet. That is fine: the drafts will say so in plain sight.",)
    note, typed, place = "", "", 0
    if not _saved(desk, id, given, keep):
        return False
    if keep:
        body = ("The entries stay; what is not decided in them stays open.",)
    elif question.type == "text" and before.answers.decided(id):
        body = (*body, "What stood here has gone out of the file; < brings it back.")
    while place < len(asked):
        name, words, form, kind = asked[place]
        screen = Write(
            title=title,
            label=f"{words} (optional)",
            current=given[name],
            empty="leave it empty",
            form=form,
            kind="date" if kind == "date" else "text",
            typed=typed,
            head=desk.head(str(question.id)),
            body=body if place == 0 else (),
            note=note,
            why=WHY,
            commands=KEYS,
        )
        reply = desk.ask(screen)
        note = typed = ""
        if isinstance(reply, Did):
            place -= 1
            if place < 0:
                desk.session.put_back(id, before)
                return False
            continue
        if isinstance(reply, Wrote):
            text = reply.text
            if kind == "date" and text:
                text = as_date(text)
                if not is_date(text):
                    note = f"'{reply.text}' is not a date. Write it as 2027-01-12, or leave it empty."
                    typed = reply.text
                    continue
            try:
                desk.session.leave(id, keep=keep, **{**given, name: text})
            except InvalidContent as error:
                note, typed = said(error), reply.text
                continue
            given[name] = text
        place += 1
    _tell(desk, question)
    return True


def leave_to_counsel(desk: Desk, question: Question) -> bool:
    """Record in one step that the district's attorney decides. False when it cannot be saved."""
    id = str(question.id)
    given = _known(desk, id)
    given["decides"] = given["decides"] or COUNSEL
    if not _saved(desk, id, given):
        return False
    _tell(desk, question)
    return True


def _known(desk: Desk, id: str) -> dict[str, str]:
    """What is said of the decision already."""
    known = desk.session.state.answers.decisions.get(id)
    return {name: getattr(known, name) if known else "" for name in ("decides", "by", "public_reason", "private_note")}


def _stood(desk: Desk, question: Question, key: str) -> list[Row]:
    """The entries of a list that somebody leaves undecided."""
    value = desk.session.state.answers.value(str(question.id)) if not key else None
    return [row for row in value if isinstance(row, Row)] if isinstance(value, tuple) else []


def _gives_up(desk: Desk, question: Question, stood: list[Row]) -> bool:
    """Ask whether the entries of a list may go: they took longer to type than any other answer."""
    many = "1 entry" if len(stood) == 1 else f"{len(stood)} entries"
    screen = Choose(
        title=str(question.ask),
        options=(
            Option("Keep what stands", "Nothing is changed."),
            Option("Leave the whole list undecided", f"The {many} go out of the answer file."),
        ),
        start=0,
        head=desk.head(str(question.id)),
        body=(f"This list has {many}, and nothing in it is open.",),
        commands=(Command.BACK, Command.QUIT),
    )
    return desk.ask(screen) == Picked(1)


def _saved(desk: Desk, id: str, given: Mapping[str, str], keep: bool = False) -> bool:
    try:
        desk.session.leave(id, keep=keep, **given)
    except InvalidContent as error:
        desk.face.tell(said(error))
        return False
    return True


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
