"""`aipolicy list`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from aipolicy.cli.options import AsData, DataFormat, InProject
from aipolicy.cli.run import folder_of, guarded


class What(StrEnum):
    """What can be listed."""

    questions = "questions"
    clauses = "clauses"
    documents = "documents"
    citations = "citations"
    states = "states"
    terms = "terms"
    offices = "offices"
    manuals = "manuals"
    framework = "framework"


@guarded
def list_things(
    what: Annotated[What, typer.Argument(metavar="WHAT", help=", ".join(What), show_default=False)],
    project: InProject = None,
    format: AsData = DataFormat.text,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what is still open: questions without an answer, clauses that wait.")
    ] = False,
) -> None:
    """List what the library holds, and how it stands in this project.

    In a project, questions show their answers, and clauses and documents whether they stand in the drafts.
    A table on a terminal; tab-separated with a header line in a pipe.
    """
    from aipolicy.cli import listings
    from aipolicy.cli.console import show, table
    from aipolicy.cli.known import known_here
    from aipolicy.cli.report import as_json

    known = known_here(folder_of(None, project), needed=project is not None)
    if only_open and known.facts is None:
        raise typer.BadParameter("what is open is known only in a project; name it with --project", param_hint="--open")
    rows = listings.of(what.value, known)
    if only_open:
        rows = [row for row in rows if row.get("state") in listings.OPEN]
    if format is DataFormat.json:
        show(as_json(rows))
        return
    columns = listings.COLUMNS[what.value]
    of_project = () if known.facts is not None or what is What.states else ("state", "answer")
    shown = [name for name in columns if name not in of_project]
    table(shown, ([_cell(row[name]) for name in shown] for row in rows))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
