"""Questions that are answered with a line of text, a number, an amount or a date."""

from __future__ import annotations

from decimal import Decimal

from aipolicy.answers.record import record
from aipolicy.interview.conversation.choosing import command
from aipolicy.interview.conversation.shown import ANSWERING, preview_of, said, why_of
from aipolicy.interview.conversation.turn import Desk, Turn
from aipolicy.interview.screens import Command, Did, Preview, Write, Wrote
from aipolicy.library.questions import Question
from aipolicy.problems import InvalidContent

FORMS = {
    "number": "digits, such as 1250",
    "money": "an amount, such as 1250 or 1250.50",
    "date": "year, month, day, such as 2027-01-12",
    "text": "",
}


def line(desk: Desk, question: Question, note: str = "") -> Turn:
    """Ask for one line; Enter keeps the present answer, and leaves an optional question out."""
    id, typed = str(question.id), ""
    while True:
        current = desk.session.state.answers.value(id)
        screen = Write(
            title=str(question.ask),
            label="Your answer",
            current=_shown(current),
            empty="leave it out" if question.optional else "",
            form=FORMS[question.type],
            kind=question.type,  # type: ignore[arg-type]  # the four types of this module
            typed=typed,
            head=desk.head(id),
            note=note,
            why=(*why_of(question, desk), *_limits(question)),
            commands=ANSWERING,
            preview=lambda text: _preview(desk, question, text),
        )
        reply = desk.ask(screen)
        note = typed = ""
        if isinstance(reply, Wrote) and reply.text.lower() == "undecided":
            # The file says so in one word; whoever types it here is asked who decides and when, as after "-".
            reply = Did(Command.UNDECIDED)
        if isinstance(reply, Did):
            turn = command(desk, question, reply, [current] if isinstance(current, str | Decimal) else [], None)
            if turn is not None:
                return turn
            continue
        assert isinstance(reply, Wrote)
        kept = not reply.deliberate and current is not None and bool(reply.text)
        if not reply.text and current is None:
            return Turn.DONE
        try:
            if kept:
                desk.session.keep(id)
            elif not reply.text:
                desk.session.take_out(id)
            else:
                recorded = record(id, reply.text, desk.session.interview, desk.session.state.file)
                desk.session.give(id, recorded.value)
        except InvalidContent as error:
            note, typed = said(error, question), reply.text
            continue
        return Turn.DONE


def _shown(value: object) -> str:
    """The present answer as it would be typed."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _limits(question: Question) -> tuple[str, ...]:
    low, high = question.minimum, question.maximum
    unit = " characters" if question.type == "text" else ""
    if low is not None and high is not None:
        return (f"From {low:,} to {high:,}{unit}.",)
    if high is not None:
        return (f"At most {high:,}{unit}.",)
    return (f"At least {low:,}{unit}.",) if low else ()


def _preview(desk: Desk, question: Question, text: str) -> Preview | None:
    try:
        value = record(str(question.id), text, desk.session.interview, desk.session.state.file).value
    except InvalidContent:
        return None
    return preview_of(desk, question, Decimal(str(value)) if question.type in ("number", "money") else value)
