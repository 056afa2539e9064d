"""`aipolicy init`: the interview in a terminal, or answers given all at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from aipolicy.interview.agenda import Scope
    from aipolicy.interview.conversation.course import Arrival
    from aipolicy.interview.opening import Opened
    from aipolicy.library.questions import Interview

ONLY = ("undecided", "suggested", "open")


@guarded
def init(
    directory: Directory = None,
    project: InProject = None,
    plain: Annotated[
        bool, typer.Option("--plain", envvar="AIPOLICY_PLAIN", help="Lines and typed numbers, for any terminal.")
    ] = False,
    only: Annotated[
        str,
        typer.Option("--only", metavar="WHICH", help="Only what is undecided, suggested, or open (not answered)."),
    ] = "",
    section: Annotated[str, typer.Option("--section", metavar="ID", help="Only this section.")] = "",
    question: Annotated[
        list[str] | None, typer.Option("--question", metavar="ID", help="Only this question; may be repeated.")
    ] = None,
    role: Annotated[
        str, typer.Option("--for", metavar="ROLE", help="Only the questions that this person usually knows.")
    ] = "",
    today: Annotated[
        str, typer.Option("--today", envvar="AIPOLICY_TODAY", metavar="DATE", help="The date to propose.")
    ] = "",
) -> None:
    """Ask for the district's decisions, save them in aipolicy.yaml, and write the drafts.

    Everything is saved after each answer: stop whenever you like, and go on with the same command.
    """
    from aipolicy.interview.conversation.course import Arrival
    from aipolicy.interview.opening import opened

    folder = folder_of(directory, project)
    scope = _scope(only, section, question or [], role)
    date = _today(today)
    with _folder(folder), opened(folder) as found:
        _known(found.session.interview, section, question or [])
        where = "" if folder == Path() else folder.as_posix()
        _converse(found, Arrival(scope, where, _saved_on(folder), found.news), plain, date)


def _converse(found: Opened, arrival: Arrival, plain: bool, today: str) -> None:
    from aipolicy.build.planning import read_lock
    from aipolicy.cli.console import say
    from aipolicy.cli.faces import face_for
    from aipolicy.cli.signals import Stopped, stopping
    from aipolicy.interview.conversation.course import run
    from aipolicy.interview.conversation.turn import Desk, Quit
    from aipolicy.interview.screens import Closed
    from aipolicy.lock import NAME as LOCK
    from aipolicy.lock import changed_since

    session = found.session

    def changed() -> tuple[str, ...]:
        return changed_since(read_lock(session.folder / LOCK)[0], session.state.answers)

    face = face_for(plain)
    desk = Desk(face, session, found.behind.now, found.behind.wait, found.stances, today)
    again = f"aipolicy init {arrival.shown}".rstrip()
    try:
        with stopping():
            run(desk, arrival, changed)
    except Quit:
        say(f"Everything is saved. Go on with: {again}")
    except (KeyboardInterrupt, Closed, Stopped):
        say(f"\nStopped. Everything that was acknowledged is saved. Go on with: {again}")
        leave(Exit.INTERRUPTED)


def _scope(only: str, section: str, questions: list[str], role: str) -> Scope | None:
    """The part that was asked for, None for the whole interview. Raises typer.BadParameter."""
    from aipolicy.interview.agenda import Mode, Scope
    from aipolicy.library.questions import WHO_KNOWS
    from aipolicy.problems import did_you_mean

    if only and only not in ONLY:
        raise typer.BadParameter(f"write one of {', '.join(ONLY)}, found '{only}'", param_hint="--only")
    if role and role not in WHO_KNOWS:
        hint = did_you_mean(role, WHO_KNOWS, 20)
        raise typer.BadParameter(f"'{role}' is no role. {hint}", param_hint="--for")
    if not (only or section or questions or role):
        return None
    mode = {"undecided": Mode.UNDECIDED, "suggested": Mode.SUGGESTED, "open": Mode.GO_ON}.get(only)
    if mode is None:
        mode = Mode.ALL if section or questions else Mode.THOROUGH
    return Scope(mode, section, tuple(questions), role)


def _known(interview: Interview, section: str, questions: list[str]) -> None:
    """Raises typer.BadParameter for a section or a question that there is not."""
    from aipolicy.problems import did_you_mean

    sections = [str(found.id) for found in interview.sections]
    if section and section not in sections:
        hint = did_you_mean(section, sections, 40)
        raise typer.BadParameter(f"there is no section '{section}'. {hint}", param_hint="--section")
    for id in questions:
        if id not in interview.questions:
            hint = did_you_mean(id, list(interview.questions), list_up_to=0) or "'aipolicy list questions' shows them"
            raise typer.BadParameter(f"there is no question '{id}'. {hint}", param_hint="--question")


def _today(given: str) -> str:
    """The date to propose: the one that was given, else the machine's. Raises typer.BadParameter."""
    from aipolicy.answers.answer_file import is_date

    if given and not is_date(given):
        raise typer.BadParameter(f"'{given}' is not a date; write it as 2027-01-12", param_hint="--today")
    return given or datetime.date.today().isoformat()


def _saved_on(folder: Path) -> str:
    """The day of the last save in words, "" where there is no file."""
    from aipolicy.answers import NAME

    try:
        saved = datetime.datetime.fromtimestamp((folder / NAME).stat().st_mtime)
    except OSError:
        return ""
    return f"{saved:%a %b} {saved.day}, {saved.hour % 12 or 12}:{saved:%M %p}"


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make the folder for the time of the interview; it goes again where nothing was put into it."""
    made = not folder.exists()
    if made:
        folder.mkdir(parents=True)
    try:
        yield
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()
