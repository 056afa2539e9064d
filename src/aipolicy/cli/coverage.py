"""`aipolicy coverage`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli import completion
from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aipolicy.coverage import CoveredList, Status


class Shape(StrEnum):
    """How coverage is printed."""

    text = "text"
    md = "md"
    json = "json"
    docx = "docx"


@guarded
def coverage(
    directory: Directory = None,
    project: InProject = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            metavar="ID",
            help="Only this list: framework, or one of 'aipolicy list crosswalks'; may be repeated.",
            autocompletion=completion.covered_lists,
        ),
    ] = None,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="Only items with this status; several with commas.")
    ] = "",
    format: Annotated[
        Shape, typer.Option("--format", help="Text for people, Markdown, JSON for programs; docx needs --out.")
    ] = Shape.text,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="With --format docx: where to write the appendix.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file, whatever it is; an earlier appendix is replaced anyway.")
    ] = False,
) -> None:
    """Show what the drafts carry out of the framework, and of each list that concerns the district.

    The lists are the nation's and the district's own state's: laws, model policies and checklists.
    For every item: where the drafts carry it out, or why they do not. An item that applies and that no clause
    carries out is missing, which ends with exit code 1.
    """
    from aipolicy.assemble import assemble
    from aipolicy.cli import coverage_lists
    from aipolicy.cli.console import plain, say, show
    from aipolicy.cli.report import as_json
    from aipolicy.coverage import coverage as covered
    from aipolicy.coverage import other_lists
    from aipolicy.coverage.appendix import appendix
    from aipolicy.project import open_project
    from aipolicy.writers import docx, markdown

    _fitting(format, out, force)
    only = _statuses(status)
    opened = open_project(folder_of(directory, project))
    every = covered(opened.library, opened.answers, assemble(opened.library, opened.answers))
    chosen = _chosen(every, lists or (), other_lists(opened.library, opened.answers))
    if format is Shape.json:
        show(as_json(coverage_lists.data(chosen, only)))
    elif format is Shape.md:
        show(markdown.write(appendix(chosen, opened.answers, only)).rstrip("\n"))
    elif format is Shape.docx:
        assert out is not None
        written = docx.write(appendix(chosen, opened.answers, only), letterhead=opened.letterhead)
        show(f"{_written(out, written, force)}\t{out.as_posix()}")
    else:
        for line in coverage_lists.lines(chosen, only):
            show(plain(line))
    say(coverage_lists.summary(chosen))
    if not opened.answers.decided("district.state") and other_lists(opened.library, opened.answers):
        say("Lists of one state are left out until district.state is answered.")
    leave(Exit.PROBLEMS if any(listed.counts()["missing"] for listed in chosen) else Exit.FINE)


def _fitting(format: Shape, out: Path | None, force: bool) -> None:
    if format is Shape.docx and out is None:
        raise typer.BadParameter("a Word file needs a name: --out FILE.docx", param_hint="--format")
    if format is Shape.docx and out is not None and out.suffix.lower() != ".docx":
        message = f"the name of a Word file ends in .docx, and '{out.name}' does not"
        raise typer.BadParameter(message, param_hint="--out")
    if format is not Shape.docx and (out is not None or force):
        hint = "--out" if out is not None else "--force"
        raise typer.BadParameter(f"only with --format docx; {format} is printed", param_hint=hint)


def _statuses(words: str) -> Collection[Status]:
    from aipolicy.coverage import STATUSES

    wanted = [word.strip() for word in words.split(",") if word.strip()]
    unknown = [word for word in wanted if word not in STATUSES]
    if unknown:
        raise typer.BadParameter(f"'{unknown[0]}' is none of {', '.join(STATUSES)}", param_hint="--status")
    return [known for known in STATUSES if not wanted or known in wanted]


def _chosen(every: Sequence[CoveredList], wanted: Sequence[str], others: Collection[str]) -> Sequence[CoveredList]:
    from aipolicy.problems import did_you_mean

    known = [listed.id for listed in every]
    for id in wanted:
        if id in others:
            message = f"'{id}' is a list of a state, and this district has not said that it is in it"
            raise typer.BadParameter(message, param_hint="--list")
        if id not in known:
            raise typer.BadParameter(f"there is no list '{id}'; {did_you_mean(id, known)}", param_hint="--list")
    return [listed for listed in every if not wanted or listed.id in wanted]


def _written(path: Path, data: bytes, force: bool) -> str:
    """Write the appendix; "unchanged" where it is there already. Raises InvalidContent for another kind of file."""
    from aipolicy.drift import content_hash
    from aipolicy.problems import InvalidContent, Problem, Span
    from aipolicy.source import read_bytes, write_atomically

    shown = path.as_posix()
    if path.exists() or path.is_symlink():
        there = read_bytes(path, shown)
        if content_hash(path.name, there) == content_hash(path.name, data):
            return "unchanged"
        if not force and not _is_appendix(there, shown):
            message = "this file is no appendix of aipolicy; it was not written over"
            hint = "write to another file with --out FILE, or replace it with --force (what is in it is lost)"
            raise InvalidContent([Problem(Span(shown), "not-ours", message, hint)])
    write_atomically(path, data, shown)
    return "written"


def _is_appendix(data: bytes, shown: str) -> bool:
    """Whether a file is an appendix of an earlier time: the bookmark that each begins with is there."""
    from aipolicy.coverage.appendix import MARK
    from aipolicy.problems import UnreadableFile
    from aipolicy.questionnaire.container import W, main_part
    from aipolicy.writers.docx import bookmark_name

    try:
        root = main_part(data, shown)
    except UnreadableFile:
        return False
    wanted = bookmark_name(MARK, "block")
    return any(mark.get(f"{W}name") == wanted for mark in root.iter(f"{W}bookmarkStart"))
