"""`aipolicy duties`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import folder_of, guarded


class DutiesFormat(StrEnum):
    """How duties are printed."""

    text = "text"
    json = "json"
    md = "md"


class By(StrEnum):
    """How duties are grouped."""

    office = "office"
    month = "month"


@guarded
def duties(
    directory: Directory = None,
    project: InProject = None,
    by: Annotated[By, typer.Option("--by", help="Group by office, or by month of the school year.")] = By.office,
    office: Annotated[
        str | None, typer.Option("--office", metavar="TITLE", help="Only the duties of this title, or office id.")
    ] = None,
    format: Annotated[
        DutiesFormat, typer.Option("--format", help="Text for people, JSON for programs, Markdown to pass on.")
    ] = DutiesFormat.text,
) -> None:
    """Show who must do what by when, with which record.

    Reads every duty off the clauses that stand in the drafts as they would be built now. Ends with what to look at:
    duties of an office that nobody holds, and people with more duties than one person can carry.
    """
    from aipolicy.assemble import assemble
    from aipolicy.cli import duty_lists
    from aipolicy.cli.console import plain, show
    from aipolicy.cli.report import as_json
    from aipolicy.project import open_project

    opened = open_project(folder_of(directory, project))
    assembled = assemble(opened.library, opened.answers)
    listed = duty_lists.Listed(assembled, opened.library)
    kept = listed.of(office) if office is not None else assembled.duties
    if format is DutiesFormat.json:
        show(as_json(listed.data(kept)))
    elif format is DutiesFormat.md:
        show(listed.markdown(kept, by is By.month).rstrip("\n"))
    else:
        for line in listed.lines(kept, by is By.month):
            show(plain(line))
