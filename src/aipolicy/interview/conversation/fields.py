"""The fields of one row, asked one by one, each saved as it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from aipolicy.answers import UNDECIDED, Other
from aipolicy.answers.record import as_date
from aipolicy.answers.values import not_together, read_single
from aipolicy.interview.conversation.choosing import NOT_YET
from aipolicy.interview.conversation.shown import offered, said, why_of
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.conversation.writing import FORMS
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Reply, Tick, Ticked, Write, Wrote
from aipolicy.library.questions import Field, Question
from aipolicy.problems import InvalidContent, Problem, Span
from aipolicy.source import Located

COMMANDS = (Command.WHY, Command.BACK, Command.UNDECIDED, Command.QUIT)
ABSENT = object()
PLACE = Span("your answer")


@dataclass(frozen=True, slots=True)
class Filling:
    """A row being filled: `save` writes the fields given so far, and raises InvalidContent where they do not fit.

    It is told whether they are all of them.
    """

    desk: Desk
    question: Question
    save: Callable[[dict[str, object], bool], None]


def fill(filling: Filling, given: dict[str, object], only: str = "", start: int = 0) -> bool:
    """Ask every field from the place `start` on, or `only` one. False when the person went back before the first.

    A field that does not go with those before it is passed over. After each answer the row is saved, with the fields
    still to come as undecided, so that nothing typed is lost.
    """
    fields = [field for field in filling.question.fields if not only or str(field.id) == only]
    values = dict(given)
    place, step = start, 1
    while 0 <= place < len(fields):
        field = fields[place]
        value = _ask(filling, field, values.get(str(field.id))) if only or field.asked(values) else None
        if value is not None:
            values = _with(filling.question, values, str(field.id), value)
            left = fields[place + 1 :]
            filling.save(_whole(filling.question, values), not any(later.asked(values) for later in left))
            step = 1
        elif only or field.asked(values):
            step = -1
        place += step
    return place > 0


def _with(question: Question, values: dict[str, object], name: str, value: object) -> dict[str, object]:
    """The fields with this one; without those that were asked before and do not go with it."""
    changed = {key: stood for key, stood in values.items() if key != name}
    if value is not ABSENT:
        changed[name] = value
    gone = [str(field.id) for field in question.fields if field.asked(values) and not field.asked(changed)]
    return {key: stood for key, stood in changed.items() if key not in gone}


def _whole(question: Question, values: dict[str, object]) -> dict[str, object]:
    """The row as it can be saved: what is not asked yet is undecided, unless it may be left out."""
    row: dict[str, object] = {}
    for field in question.fields:
        name = str(field.id)
        if name in values:
            row[name] = values[name]
        elif not field.optional:
            row[name] = UNDECIDED
    return row


def _ask(filling: Filling, field: Field, current: object) -> object | None:
    """The value of one field, ABSENT where it is left out, None where the person went back. Raises Quit."""
    note = typed = ""
    shown = current
    while True:
        screen, values = _screen(filling, field, shown, note)
        if isinstance(screen, Write):
            screen = replace(screen, typed=typed)
        reply = filling.desk.ask(screen)
        if isinstance(reply, Did):
            if reply.command is Command.BACK:
                return None
            if reply.command is Command.UNDECIDED:
                return UNDECIDED
            continue
        try:
            return _value(field, reply, values, current)
        except InvalidContent as error:
            # A message on choices names them as the question of the field would.
            note = said(error, replace(filling.question, choices=field.choices))
            if isinstance(reply, Wrote):
                typed = reply.text
            elif isinstance(reply, Ticked):
                shown = _ticked(reply.indexes, reply.own, values)


def _screen(
    filling: Filling, field: Field, current: object, note: str
) -> tuple[Choose | Tick | Write, tuple[object, ...]]:
    desk, question = filling.desk, filling.question
    head, why, body = desk.head(str(question.id)), why_of(question, desk), (str(question.ask),)
    title = str(field.label)
    choices = offered(field.choices, desk)
    if field.type == "choices":
        chosen = current if isinstance(current, tuple) else ()
        tick = Tick(
            title=title,
            options=tuple(Option(str(c.label), str(c.means)) for c in choices),
            ticked=frozenset(i for i, c in enumerate(choices) if str(c.id) in chosen),
            own=tuple(item.text for item in chosen if isinstance(item, Other)),
            other=field.other,
            head=head,
            body=body,
            note=note,
            why=why,
            commands=(*COMMANDS, Command.ALL),
        )
        return tick, tuple(str(c.id) for c in choices)
    if field.type in ("choice", "yes_no"):
        values: list[object] = [str(c.id) for c in choices] if choices else [True, False]
        options = [Option(str(c.label), str(c.means)) for c in choices] or [Option("Yes"), Option("No")]
        values.append(UNDECIDED)
        options.append(NOT_YET)
        if field.optional:
            values.append(ABSENT)
            options.append(Option("Leave it out"))
        start = values.index(current) if current is not None and current in values else None
        choose = Choose(title, tuple(options), start, head, body, None, note, why, COMMANDS)
        return choose, tuple(values)
    write = Write(
        title=title,
        label="Your answer",
        current="" if current is None or current is UNDECIDED else " ".join(str(current).split()),
        empty="leave it out" if field.optional else "",
        form=FORMS.get(field.type, ""),
        kind=field.type if field.type in ("number", "money", "date") else "text",
        head=head,
        body=body,
        note=note,
        why=why,
        commands=COMMANDS,
    )
    return write, ()


def _ticked(indexes: tuple[int, ...], own: tuple[str, ...], values: tuple[object, ...]) -> tuple[object, ...]:
    return (*(values[index] for index in indexes), *(Other(words) for words in own))


def _value(field: Field, reply: Reply, values: tuple[object, ...], current: object) -> object:
    """The typed value of a reply; Enter alone keeps `current`. Raises InvalidContent."""
    problems: list[Problem] = []
    what = str(field.label)
    match reply:
        case Picked(index):
            return values[index]
        case Ticked(indexes, own):
            found = _ticked(indexes, own, values)
            not_together(found, field.choices, what, PLACE, problems)
            if problems:
                raise InvalidContent(problems)
            return found if found or not field.optional else ABSENT
        case Wrote(text, deliberate):
            if not text:
                return ABSENT
            if not deliberate and current is not None:
                return current
            typed = Located(as_date(text) if field.type == "date" else text, PLACE)
            value = read_single(typed, field.type == "text", field.type, field.choices, (None, None), what, problems)
            if value is None:
                raise InvalidContent(problems)
            return value
    raise AssertionError(reply)
