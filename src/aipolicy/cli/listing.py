"""`aipolicy list`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from aipolicy.cli.day import CheckedWithin, Today, day
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
    crosswalks = "crosswalks"


@guarded
def list_things(
    what: Annotated[What, typer.Argument(metavar="WHAT", help=", ".join(What), show_default=False)],
    project: InProject = None,
    format: AsData = DataFormat.text,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what is still open: questions without an answer, clauses that wait.")
    ] = False,
    only_stale: Annotated[
        bool, typer.Option("--stale", help="Only citations that were checked too long ago, and how many days.")
    ] = False,
    every_state: Annotated[
        bool, typer.Option("--every-state", help="In a project, citations of other states too.")
    ] = False,
    law_checked_within: CheckedWithin = None,
    today: Today = "",
) -> None:
    """List what the library holds, and how it stands in this project.

    In a project, questions show their answers, and clauses and documents whether they stand in the drafts;
    citations are those of federal law and of the district's own state, unless --every-state.
    A table on a terminal; tab-separated with a header line in a pipe.
    """
    import sys

    from aipolicy.cli import listings
    from aipolicy.cli.console import decorated, say, show, table
    from aipolicy.cli.known import known_here
    from aipolicy.cli.report import as_json
    from aipolicy.law.staleness import CHECKED_WITHIN

    known = known_here(folder_of(None, project), needed=project is not None)
    if only_open and known.facts is None:
        raise typer.BadParameter("what is open is known only in a project; name it with --project", param_hint="--open")
    columns = listings.COLUMNS[what.value]
    if what is What.citations:
        rows = listings.citations(known, every_state)
    elif only_stale or every_state:
        flag = "--stale" if only_stale else "--every-state"
        raise typer.BadParameter("this is about citations; write: aipolicy list citations", param_hint=flag)
    else:
        rows = listings.of(what.value, known)
    if only_stale:
        within = CHECKED_WITHIN if law_checked_within is None else law_checked_within
        rows, columns = listings.stale(rows, known, day(today), within), listings.STALE
    if only_open:
        rows = [row for row in rows if row.get("state") in listings.OPEN]
    if format is DataFormat.json:
        show(as_json(rows))
        return
    if what is What.states and decorated(sys.stdout):
        for line in listings.state_lines(rows):
            show(line)
        return
    of_project = () if known.facts is not None or what is What.states else ("state", "answer")
    shown = [name for name in columns if name not in of_project]
    if only_stale and decorated(sys.stdout):
        # An address has no place in a narrow column; folded, it can neither be read nor opened.
        shown = [name for name in shown if name != "url"]
    table(shown, ([_cell(row[name], counted=what is What.states) for name in shown] for row in rows))
    if "url" in columns and "url" not in shown:
        say("The official pages stand in the output of a pipe, and with --format json.")


def _cell(value: object, counted: bool = False) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return str(len(value)) if counted else ", ".join(map(str, value))
    return str(value)
