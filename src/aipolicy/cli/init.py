"""`aipolicy init`: the interview in a terminal, or answers given all at once."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.day import day
from aipolicy.cli.init_given import Wanted, draw, read_given, read_start, take
from aipolicy.cli.init_terminal import NO_ANSWERS, converse, ending, has_terminal, heard, is_empty
from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from aipolicy.interview.agenda import Scope
    from aipolicy.interview.news import News
    from aipolicy.interview.starting import Started
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
    answers: Annotated[
        str,
        typer.Option(
            "--answers",
            envvar="AIPOLICY_ANSWERS",
            metavar="FILE",
            help="Take the answers in FILE, written as in aipolicy.yaml, all or some; - is standard input.",
        ),
    ] = "",
    pairs: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Take this answer, as 'aipolicy set' does; may be repeated."),
    ] = None,
    defaults: Annotated[
        bool,
        typer.Option(
            "--defaults", envvar="AIPOLICY_DEFAULTS", help="Fill in what can be suggested, marked as suggested."
        ),
    ] = False,
    no_input: Annotated[
        bool,
        typer.Option(
            "--no-input", envvar="AIPOLICY_NO_INPUT", help="Ask nothing: save, write the drafts, or end with code 3."
        ),
    ] = False,
    last_year: Annotated[
        str, typer.Option("--from", metavar="FILE", help="Begin with the answers in this district's earlier file.")
    ] = "",
    like: Annotated[
        str,
        typer.Option("--like", metavar="FILE", help="Begin with the choices in another district's file, as suggested."),
    ] = "",
    today: Annotated[
        str,
        typer.Option(
            "--today",
            envvar="AIPOLICY_TODAY",
            metavar="DATE",
            help="The date to propose; with --no-input the drafts carry it.",
        ),
    ] = "",
) -> None:
    """Ask for the district's decisions, save them in aipolicy.yaml, and write the drafts.

    Everything is saved after each answer: stop whenever you like, and go on with the same command.

    Answers can also be given: --set wins over --answers, that over what is saved, that over --defaults. All are
    checked first, and on any problem nothing is saved. Then the interview goes on from there; with --no-input, or
    without a terminal, the drafts are written, or the questions are listed that have no answer (exit code 3).
    """
    folder = folder_of(directory, project)
    scope = _scope(only, section, question or [], role)
    date = day(today).isoformat()
    wanted = Wanted(answers, tuple(pairs or ()), defaults, no_input, last_year, like, today)
    if scope is not None and no_input:
        raise typer.BadParameter("--no-input asks nothing: leave out --only, --section, --question and --for")
    gives = wanted.gives(os.environ)
    batch = no_input or ((gives or bool(last_year or like)) and not has_terminal())
    if scope is not None and batch:
        raise typer.BadParameter(
            "without a terminal nothing is asked once answers are given: leave out --only, --section, --question and "
            "--for, or give the answers in a run of their own"
        )
    if not batch and not has_terminal() and is_empty():
        from aipolicy.cli.console import say

        say(NO_ANSWERS)
        leave(Exit.UNREADABLE)
    where = "" if folder == Path() else folder.as_posix()
    from aipolicy.cli.signals import stopping

    with stopping(), _folder(folder):
        started = read_start(wanted, folder)
        news = None
        if batch or gives or (started is not None and started.overlays):
            news = take(folder, read_given(wanted, started, folder, batch)).news
            started = None
        if batch:
            draw(folder, where)
            return
        _interview(folder, where, scope, (section, question or []), plain, date, started, news)


def _interview(
    folder: Path,
    where: str,
    scope: Scope | None,
    named: tuple[str, list[str]],
    plain: bool,
    date: str,
    started: Started | None,
    news: News | None,
) -> None:
    """The interview of the district in `folder`; with a start from another file it begins with that one's answers."""
    from dataclasses import replace

    from aipolicy.interview.conversation.from_file import first_screen
    from aipolicy.interview.opening import opened

    face = heard(plain)
    chosen: list[int] = []

    def first() -> None:
        chosen.append(first_screen(face))

    fresh = scope is None and started is None
    with ending(face, where), opened(folder, first=first if fresh else None) as found:
        from aipolicy.interview.conversation.course import Arrival

        _known(found.session.interview, *named)
        if started is not None:
            from aipolicy.interview.given_start import begin, start_lines

            begin(found.session, started)
        if news is not None:
            found = replace(found, news=news)
        told = start_lines(started) if started is not None else []
        begins = started is not None
        arrival = Arrival(scope, where, _saved_on(folder), found.news, chosen[0] if chosen else None, begins)
        converse(face, found, arrival, date, told)


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
    """Make the folder for the time of the interview; it goes again where nothing was put into it, as those above it.

    A folder whose drafts were never written before also gets what git must know about it.
    """
    from aipolicy.answers import NAME
    from aipolicy.lock import NAME as LOCK

    made: list[Path] = []
    new = False
    try:
        _make(folder, made)
        new = not (folder / LOCK).exists()
        yield
    finally:
        if new and (folder / NAME).exists():
            from aipolicy.interview.given_start import attributes

            attributes(folder)
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()


def _make(folder: Path, made: list[Path]) -> None:
    """Make the folder and those above it; what was made goes into `made`, the outermost first.

    Raises UnreadableFile where that cannot be.
    """

    def refusal(path: Path, code: str, message: str, hint: str) -> Exception:
        from aipolicy.cli.report import outside
        from aipolicy.problems import Problem, Span, UnreadableFile

        return UnreadableFile([Problem(Span(outside(path, folder)), code, message, f"{hint}; nothing was changed")])

    for path in reversed((folder, *folder.parents)):
        if os.path.isdir(path):
            continue
        if os.path.exists(path):
            what = "this is a file, " + ("not a folder" if path == folder else "so no folder can be made in it")
            raise refusal(path, "not-a-folder", what, "name the folder of the district")
        try:
            path.mkdir()
        except OSError as error:
            message = f"the folder cannot be made: {error.strerror or error}"
            raise refusal(path, "cannot-write", message, "check the name, and the permissions above it") from None
        made.append(path)
