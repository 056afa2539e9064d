"""The end of the interview: the date of the drafts, the drafts, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aipolicy.answers.answer_file import is_date
from aipolicy.answers.record import as_date
from aipolicy.interview.conversation.shown import contradiction, said
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Tell, Write, Wrote
from aipolicy.problems import InvalidContent, Problem, UnreadableFile

if TYPE_CHECKING:
    from aipolicy.interview.drafting import Drafted

KEYS = (Command.BACK, Command.QUIT)


def finish(desk: Desk, shown: str) -> bool:
    """Write the drafts and show the last screen. False when the person went back, or the drafts cannot be written.

    `shown` is how commands name the folder, "" for the current one.
    """
    if not _dated(desk):
        return False
    desk.face.tell("Writing the drafts. This takes a few seconds.")
    try:
        # Imported here: assembling and writing drafts is half of the program.
        from aipolicy.interview.drafting import write_drafts

        drafted = write_drafts(desk.session.folder, shown)
    except (InvalidContent, UnreadableFile) as error:
        lines = [_refusal(problem, desk) for problem in error.problems[:12]]
        more = [f"... and {len(error.problems) - 12} more: aipolicy check"] if len(error.problems) > 12 else []
        body = ("Your answers are saved. What stands against it:", "", *lines, *more)
        desk.ask(Tell("The drafts were not written.", body, None, desk.head(place="Finish"), (Command.QUIT,)))
        return False
    desk.face.tell(*finish_lines(drafted))
    return True


def _refusal(problem: Problem, desk: Desk) -> str:
    if problem.code == "contradictory-answers":
        return contradiction(problem, desk.session.interview)
    return f"{problem.message}{f' ({problem.hint})' if problem.hint else ''}"


def finish_lines(drafted: Drafted) -> list[str]:
    """The last screen: each document with how it stands, then what to do, numbered."""
    lines = [f"Drafts written to {drafted.folder} ({drafted.files} files). Nothing was sent anywhere.", ""]
    names = max((len(draft.file) for draft in drafted.drafts), default=0)
    lines += [f"  {draft.file.ljust(names)}  {draft.stands}" for draft in drafted.drafts]
    if drafted.waiting:
        lines.append(f"  Not written yet, because a decision is open: {', '.join(drafted.waiting)}.")
    lines += ["", "These are drafts, not legal advice. Next:"]
    lines += [f"  {number}. {sentence}" for number, sentence in enumerate(drafted.next, start=1)]
    return lines


def _dated(desk: Desk) -> bool:
    """Ask for the date on the drafts; the present one and the machine's are offered. False when a person went back."""
    known = desk.session.state.answers.draft_date
    dates = list(dict.fromkeys(date for date in (known, desk.today) if date))
    marks = {known: ("current",)} if known else {}
    note = ""
    while True:
        options = [Option(date, "Today." if date == desk.today else "", marks.get(date, ())) for date in dates]
        options.append(Option("Another date", ""))
        reply = desk.ask(
            Choose(
                title="Which date do the drafts carry?",
                options=tuple(options),
                start=0,
                head=desk.head(place="Finish"),
                body=("It stands in the line at the top of each draft.",),
                note=note,
                commands=KEYS,
            )
        )
        if isinstance(reply, Did):
            return False
        assert isinstance(reply, Picked)
        note = ""
        date = dates[reply.index] if reply.index < len(dates) else _typed(desk)
        if not date:
            continue
        try:
            desk.session.change([(("draft_date",), date)] if date != known else [])
        except InvalidContent as error:
            note = said(error)
            continue
        return True


def _typed(desk: Desk) -> str:
    """A date as typed, turned round where it was written 1/12/2027; "" when the person went back."""
    note = typed = ""
    while True:
        write = Write(
            title="Which date do the drafts carry?",
            label="Date",
            form="year, month, day, such as 2027-01-12",
            kind="date",
            typed=typed,
            head=desk.head(place="Finish"),
            note=note,
            commands=KEYS,
        )
        reply = desk.ask(write)
        if isinstance(reply, Did):
            return ""
        assert isinstance(reply, Wrote)
        date = as_date(reply.text)
        if is_date(date):
            return date
        note, typed = f"'{reply.text}' is not a date. Write it as 2027-01-12.", reply.text
