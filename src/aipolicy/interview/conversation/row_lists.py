"""A list of rows, asked field by field: a name, then what goes with it; never commas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aipolicy.answers import UNDECIDED, Row
from aipolicy.answers.model import BEGUN
from aipolicy.answers.rows_csv import slug
from aipolicy.interview.conversation.choosing import command
from aipolicy.interview.conversation.fields import Filling, fill
from aipolicy.interview.conversation.shown import ANSWERING, said, why_of
from aipolicy.interview.conversation.turn import Desk, Turn
from aipolicy.interview.conversation.value_words import field_words, row_name
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Write, Wrote
from aipolicy.library.questions import Question
from aipolicy.problems import InvalidContent, UnreadableFile
from aipolicy.source import Mapping as MappingNode

SHOWN = 12
ROW = (Command.BACK, Command.QUIT)


def rows(desk: Desk, question: Question, note: str = "") -> Turn:
    """Ask for the rows: add, change, take out, or read them from a CSV file beside the answer file.

    A row that was left in the middle is gone on with first.
    """
    id = str(question.id)
    if is_begun(desk, id):
        note = _gone_on(desk, question)
    while True:
        current = desk.session.state.answers.value(id)
        given = current if isinstance(current, tuple) else ()
        found = [row for row in given if isinstance(row, Row)]
        named = file_of(desk, question)
        actions = _actions(question, found, named, isinstance(current, tuple))
        options = [] if named else [_row_option(row, question) for row in found]
        ready = bool(found) or current == ()
        screen = Choose(
            title=str(question.ask),
            options=(*options, *(Option(label, means) for _, label, means in actions)),
            start=len(options) + [a for a, _, _ in actions].index("done") if ready else None,
            head=desk.head(id),
            body=_body(question, found, named),
            note=note,
            why=why_of(question, desk),
            commands=ANSWERING,
        )
        reply = desk.ask(screen)
        note = ""
        if isinstance(reply, Did):
            turn = command(desk, question, reply, [given] if given else [], 0 if given else None)
            if turn is not None:
                return turn
            continue
        assert isinstance(reply, Picked)
        try:
            if reply.index < len(options):
                _one_row(desk, question, found, reply.index)
                continue
            action = actions[reply.index - len(options)][0]
            if action == "done":
                if reply.deliberate or is_begun(desk, id):
                    desk.session.keep(id)
                return Turn.DONE
            if action == "none":
                if question.optional:
                    if current is not None:
                        desk.session.take_out(id)
                else:
                    desk.session.give(id, [])
                return Turn.DONE
            if action == "add":
                _add(desk, question, found)
            elif action == "csv":
                _from_csv(desk, question)
            elif action == "copy":
                desk.session.give(id, tuple(found))
        except InvalidContent as error:
            note = said(error)
        except UnreadableFile as error:
            note = said(InvalidContent(error.problems))


def file_of(desk: Desk, question: Question) -> str:
    """The CSV file that the answer names, or ""."""
    node = desk.session.state.file.node
    for part in str(question.id).split("."):
        found = node.get(part)
        if not isinstance(found, MappingNode):
            return ""
        node = found
    name = node.get("file")
    return getattr(name, "text", "")


def _body(question: Question, found: Sequence[Row], named: str) -> tuple[str, ...]:
    if named:
        names = "; ".join(row_name(row, question) for row in found[:SHOWN])
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        return (f"The file {named} holds {len(found)} of them: {names}{more}.",)
    return () if found else ("There are none yet.",)


def _actions(question: Question, found: Sequence[Row], named: str, answered: bool) -> list[tuple[str, str, str]]:
    """What may be done: an id, what it is called, what it means."""
    fields = ", ".join(str(field.label).lower() for field in question.fields[:4])
    more = ", and more" if len(question.fields) > 4 else ""
    actions = []
    if named:
        actions.append(("csv", f"Read {named} again", "After you have changed it in a spreadsheet."))
        actions.append(("copy", "Take them into the answer file", "Then they are changed here, one by one."))
    else:
        actions.append(("add", "Add another" if found else "Add the first one", f"Asked one by one: {fields}{more}."))
        if question.csv and not found:
            meaning = f"A spreadsheet saved as CSV, such as {question.csv}, in the district's folder."
            actions.append(("csv", "Read them from a CSV file", meaning))
    if found or answered:
        actions.append(("done", "That is all", ""))
    if not found and (question.optional or question.minimum == 0) and not answered:
        means = "Nothing is printed about it." if question.optional else "The drafts say so."
        actions.append(("none", "There are none", means))
    return actions


def is_begun(desk: Desk, question: str) -> bool:
    """Whether the last row of the list was left before its last field."""
    decision = desk.session.state.answers.decisions.get(question)
    return decision is not None and decision.basis == BEGUN


def _gone_on(desk: Desk, question: Question) -> str:
    """Ask what is left of the last row. What was not right in it, "" where all was."""
    value = desk.session.state.answers.value(str(question.id))
    found = [row for row in value if isinstance(row, Row)] if isinstance(value, tuple) else []
    if not found:
        return ""
    row = found[-1]
    names = [str(field.id) for field in question.fields]
    answered = [n for n, name in enumerate(names) if row.fields.get(name, UNDECIDED) is not UNDECIDED]
    start = max(answered, default=-1) + 1
    given: dict[str, object] = {name: row.fields[name] for name in names[:start] if name in row.fields}

    def save(fields: dict[str, object], finished: bool) -> None:
        desk.session.give(str(question.id), [*found[:-1], {"id": row.id, **fields}], finished=finished)

    desk.face.tell(f"You stopped in the middle of an entry: {row_name(row, question)}. Here is the rest of it.")
    try:
        fill(Filling(desk, question, save), given, start=start)
    except InvalidContent as error:
        return said(error)
    return ""


def _row_option(row: Row, question: Question) -> Option:
    left = [str(field.label) for field in question.fields if row.fields.get(str(field.id)) is UNDECIDED]
    return Option(row_name(row, question), f"Not decided: {'; '.join(left)}." if left else "")


def _add(desk: Desk, question: Question, found: Sequence[Row]) -> None:
    """Ask the fields of a new row; each is saved as it is answered, the others as undecided."""
    taken = {row.id for row in found}

    def save(fields: dict[str, object], finished: bool) -> None:
        name = next((value for value in fields.values() if isinstance(value, str)), question.fields[0].id)
        id = unique(slug(str(name)), taken)
        desk.session.give(str(question.id), [*found, {"id": id, **fields}], finished=finished)

    fill(Filling(desk, question, save), {})


def unique(id: str, taken: set[str]) -> str:
    """`id`, or with the first number behind it that makes it the only one of its kind."""
    if id not in taken:
        return id
    return next(f"{id}-{n}" for n in range(2, len(taken) + 3) if f"{id}-{n}" not in taken)


def _one_row(desk: Desk, question: Question, found: Sequence[Row], index: int) -> None:
    """Change one row, or take it out."""
    row = found[index]
    fields = [field for field in question.fields if field.asked(row.fields) or str(field.id) in row.fields]
    options = [
        *(Option(str(field.label), field_words(row, field)) for field in fields),
        Option("Take this row out", "It is kept in aipolicy.yaml.bak until the next change."),
        Option("Back to the list", ""),
    ]
    screen = Choose(
        title=row_name(row, question),
        options=tuple(options),
        start=len(options) - 1,
        head=desk.head(str(question.id)),
        body=(str(question.ask),),
        commands=ROW,
    )
    reply = desk.ask(screen)
    if isinstance(reply, Did):
        return
    assert isinstance(reply, Picked)
    if reply.index == len(fields):
        desk.session.give(str(question.id), [other for other in found if other is not row])
    elif reply.index < len(fields):
        begun = is_begun(desk, str(question.id))

        def save(fields: dict[str, object], finished: bool) -> None:
            changed = [{"id": row.id, **fields} if other is row else other for other in found]
            desk.session.give(str(question.id), changed, finished=finished and not begun)

        fill(Filling(desk, question, save), dict(row.fields), only=str(fields[reply.index].id))


def _from_csv(desk: Desk, question: Question) -> None:
    """Ask for the file's name until it can be read, or the person goes back.

    Enter alone takes a name only where such a file is there: the one that the answer names, or the usual one.
    """
    named = file_of(desk, question)
    there = bool(question.csv) and (desk.session.folder / question.csv).is_file()
    current, note, typed = named or (question.csv if there else ""), "", ""
    usual = f", such as {question.csv}" if question.csv and not current else ""
    columns = ", ".join(str(field.id) for field in question.fields)
    while True:
        screen = Write(
            title="Which file?",
            label="File name",
            current=current,
            form=f"a file in the district's folder{usual}",
            typed=typed,
            head=desk.head(str(question.id)),
            body=(f"The first line names the columns: {columns}. Lists inside a cell have ; between them.",),
            note=note,
            commands=ROW,
        )
        reply = desk.ask(screen)
        if isinstance(reply, Did):
            return
        assert isinstance(reply, Wrote)
        try:
            desk.session.give(str(question.id), {"file": reply.text})
        except InvalidContent as error:
            note, typed = said(_placed(error, reply.text)), reply.text
            continue
        rows = desk.session.state.answers.value(str(question.id))
        desk.face.tell(f"Read {len(rows) if isinstance(rows, tuple) else 0} rows from {reply.text}.")
        return


def _placed(error: InvalidContent, file: str) -> InvalidContent:
    """The first mistake in the CSV file, with its line and column in words, and how many more there are."""
    inside = [problem for problem in error.problems if problem.span.path == file]
    if not inside:
        return error
    first = inside[0]
    more = f"; {len(inside) - 1} more after it" if len(inside) > 1 else ""
    where = f"{file}, line {first.span.line}, column {first.span.column}{more}"
    return InvalidContent([replace(first, message=f"{where}: {first.message}")])
