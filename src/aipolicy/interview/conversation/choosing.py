"""Questions with choices: one of several, yes or no, any number of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aipolicy.answers import UNDECIDED, Other
from aipolicy.interview.agenda import Status, status_of
from aipolicy.interview.conversation.shown import (
    ANSWERING,
    offered,
    preview_of,
    said,
    sentence_of,
    why_of,
    wording_lines,
)
from aipolicy.interview.conversation.turn import Desk, Turn
from aipolicy.interview.conversation.undecided import leave, leave_to_counsel
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Preview, Tell, Tick, Ticked
from aipolicy.library.questions import Question
from aipolicy.problems import InvalidContent

NOT_YET = Option("Not decided yet", "The drafts say so in plain sight: who decides, and by when.")
LEAVE_OUT = Option("Leave it out", "Nothing is printed about it.")
FINDING = (Command.WHY, Command.BACK, Command.UNDECIDED, Command.QUIT)
"""The commands where a person finds a choice by its first letters, which must not be taken for commands."""
LONG = 20
LEFT_OUT = object()


def one(desk: Desk, question: Question, note: str = "") -> Turn:
    """Ask for one of the choices, or yes or no."""
    while True:
        values, options, start = _options(desk, question)
        screen = Choose(
            title=str(question.ask),
            options=tuple(options),
            start=start,
            head=desk.head(str(question.id)),
            note=note,
            why=why_of(question, desk),
            commands=ANSWERING if len(options) <= LONG else FINDING,
            preview=_preview(desk, question, values),
        )
        reply = desk.ask(screen)
        note = ""
        if isinstance(reply, Did):
            turn = command(desk, question, reply, values, start)
            if turn is not None:
                return turn
            continue
        assert isinstance(reply, Picked)
        value = values[reply.index]
        current = desk.session.state.answers.value(str(question.id))
        if (not reply.deliberate and value == current) or (value is LEFT_OUT and current is None):
            return Turn.DONE
        if value is UNDECIDED:
            by_enter = not reply.deliberate and question.for_counsel
            if leave_to_counsel(desk, question) if by_enter else leave(desk, question):
                return Turn.DONE
            continue
        try:
            if value is LEFT_OUT:
                desk.session.take_out(str(question.id))
            else:
                desk.session.give(str(question.id), value, deliberate=reply.deliberate)
        except InvalidContent as error:
            note = said(error, question)
            continue
        return Turn.DONE


def _options(desk: Desk, question: Question) -> tuple[list[object], list[Option], int | None]:
    """The values, how each is shown, and where Enter stands."""
    current = desk.session.state.answers.value(str(question.id))
    values: list[object]
    if question.type == "yes_no":
        values, labels, means = [True, False], ["Yes", "No"], ["", ""]
        suggested: object = {"true": True, "false": False}.get(str(question.suggest)) if question.suggest else None
    else:
        choices = offered(question.choices, desk)
        values = [str(choice.id) for choice in choices]
        labels, means = [str(c.label) for c in choices], [str(c.means) for c in choices]
        suggested = question.suggest
    options = [
        Option(_first_upper(label), mean, _marks(value == suggested, value == current))
        for value, label, mean in zip(values, labels, means, strict=True)
    ]
    values.append(UNDECIDED)
    options.append(Option(NOT_YET.label, NOT_YET.means, _marks(False, current is UNDECIDED)))
    if question.optional:
        values.append(LEFT_OUT)
        options.append(LEAVE_OUT)
    return values, options, _start(desk, question, values, current, suggested)


def _start(desk: Desk, question: Question, values: list[object], current: object, suggested: object) -> int | None:
    """What Enter takes: the present answer, else the suggestion; for counsel's questions "not decided"."""
    if status_of(question, desk.session.state) in (Status.REWORDED, Status.CLASHES):
        return None
    if current is not None:
        return values.index(current) if current in values else None
    if question.for_counsel:
        return values.index(UNDECIDED)
    if question.optional and suggested is None:
        return len(values) - 1
    return values.index(suggested) if suggested in values else None


def _marks(suggested: bool, current: bool) -> tuple[str, ...]:
    return (*(("suggested",) if suggested else ()), *(("current",) if current else ()))


def _first_upper(label: str) -> str:
    return label[:1].upper() + label[1:]


def _preview(desk: Desk, question: Question, values: list[object]) -> Callable[[int], Preview | None]:
    def preview(index: int) -> Preview | None:
        value = values[index]
        return None if value is LEFT_OUT else preview_of(desk, question, value)

    return preview


def several(desk: Desk, question: Question, note: str = "") -> Turn:
    """Ask for any number of the choices, with own words where the question takes them."""
    id = str(question.id)
    while True:
        current = desk.session.state.answers.value(id)
        choices = offered(question.choices, desk)
        ids = [str(choice.id) for choice in choices]
        suggested = set(question.suggest) if isinstance(question.suggest, tuple) else set()
        given = current if isinstance(current, tuple) else ()
        chosen = {str(item) for item in given if not isinstance(item, Other)}
        fresh = current is None and not question.for_counsel
        ticked = suggested if fresh else chosen
        values: list[object] = [(name,) for name in ids]
        screen = Tick(
            title=str(question.ask),
            options=tuple(
                Option(_first_upper(str(c.label)), str(c.means), _marks(str(c.id) in suggested, False)) for c in choices
            ),
            ticked=frozenset(index for index, name in enumerate(ids) if name in ticked),
            own=tuple(item.text for item in given if isinstance(item, Other)),
            other=question.other,
            least=0 if question.optional else question.minimum or 0,
            most=question.maximum,
            head=desk.head(id),
            body=("Choose none to leave it out.",) if question.optional else (),
            note=note,
            why=why_of(question, desk),
            commands=(*ANSWERING[:5], Command.ALL, *ANSWERING[5:]),
            preview=_preview_ticks(desk, question, ids),
        )
        reply = desk.ask(screen)
        note = ""
        if isinstance(reply, Did):
            turn = command(desk, question, reply, values, None)
            if turn is not None:
                return turn
            continue
        assert isinstance(reply, Ticked)
        value = (*(ids[index] for index in reply.indexes), *(Other(words) for words in reply.own))
        if not value and not reply.deliberate and question.for_counsel and current is None:
            if leave_to_counsel(desk, question):
                return Turn.DONE
            continue
        leaves_out = not value and question.optional
        if (not reply.deliberate and value == current) or (leaves_out and current is None):
            return Turn.DONE
        try:
            if leaves_out:
                desk.session.take_out(id)
            else:
                desk.session.give(id, value, deliberate=reply.deliberate)
        except InvalidContent as error:
            note = said(error, question)
            continue
        return Turn.DONE


def _preview_ticks(desk: Desk, question: Question, ids: list[str]) -> Callable[[frozenset[int]], Preview | None]:
    return lambda ticked: preview_of(desk, question, tuple(ids[index] for index in sorted(ticked)))


def command(desk: Desk, question: Question, did: Did, values: list[object], start: int | None) -> Turn | None:
    """Carry out a command on a question's screen; None where the screen is shown again. Raises Quit."""
    match did.command:
        case Command.BACK:
            return Turn.BACK
        case Command.SKIP:
            return Turn.SKIPPED
        case Command.REVIEW:
            return Turn.REVIEW
        case Command.UNDECIDED:
            return Turn.DONE if leave(desk, question) else None
        case Command.WORDING:
            _full_wording(desk, question, values if did.at is None and start is None else [], did.at, start, values)
    return None


def _full_wording(
    desk: Desk, question: Question, every: Iterable[object], at: int | None, start: int | None, values: list[object]
) -> None:
    """Show the clauses in full that a choice would give; those of every choice where none is meant. Raises Quit."""
    try:
        effects = desk.all_effects()
    except InvalidContent as error:
        desk.face.tell(f"The wording cannot be shown. {said(error)} 'aipolicy check' lists everything.")
        return
    index = at if at is not None else start
    meant = [values[index]] if index is not None and index < len(values) else list(every)
    lines: list[str] = []
    for value in meant:
        if value is LEFT_OUT:
            continue
        effect = effects.of(desk.session.state.answers, str(question.id), value, full=True)
        change = sentence_of(effect, desk.session.interview)
        lines += [*([change, ""] if change else []), *wording_lines(effect.wordings), ""]
        if effect.dropped:
            lines += [f"No longer printed: {'; '.join(effect.dropped)}.", ""]
    if not any(lines):
        lines = ["This answer alone changes no clause."]
    body = tuple(lines[:-1] if lines[-1] == "" else lines)
    desk.ask(Tell(f"Full wording: {question.ask}", body, commands=(Command.QUIT,)))
