"""`aipolicy coverage`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aipolicy.coverage import Covered

COLUMNS = ("element", "what it asks", "status", "where")


class Shape(StrEnum):
    """How coverage is printed."""

    text = "text"
    md = "md"
    json = "json"


@guarded
def coverage(
    directory: Directory = None,
    project: InProject = None,
    format: Annotated[
        Shape, typer.Option("--format", help="A table for people; Markdown; JSON for programs.")
    ] = Shape.text,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="Only elements with this status; several with commas.")
    ] = "",
) -> None:
    """Show which elements of the framework the drafts carry out.

    For every element: covered, and in which clauses; undecided, and for which questions; not_asked, and in which
    documents; not_applicable; or missing, which ends with exit code 1.
    """
    from aipolicy.assemble import assemble
    from aipolicy.cli.console import say, show, table
    from aipolicy.coverage import MEANING, STATUSES
    from aipolicy.coverage import coverage as covered
    from aipolicy.project import open_project

    opened = open_project(folder_of(directory, project))
    every = covered(opened.library, opened.answers, assemble(opened.library, opened.answers))
    wanted = [word.strip() for word in status.split(",") if word.strip()] or list(STATUSES)
    unknown = [word for word in wanted if word not in STATUSES]
    if unknown:
        raise typer.BadParameter(f"'{unknown[0]}' is none of {', '.join(STATUSES)}", param_hint="--status")
    found = [one for one in every if one.status in wanted]
    numbers = {name: sum(one.status == name for one in every) for name in STATUSES}
    if format is Shape.json:
        from aipolicy.cli.report import as_json

        show(as_json({"elements": [_data(one) for one in found], "counts": numbers}))
    elif format is Shape.md:
        show(_markdown(found))
    else:
        table(COLUMNS, (_row(one) for one in found))
    say("; ".join(f"{number} {name} ({MEANING[name]})" for name, number in numbers.items() if number) + ".")
    leave(Exit.PROBLEMS if numbers["missing"] else Exit.FINE)


def _row(one: Covered) -> tuple[str, str, str, str]:
    return str(one.element.id), str(one.element.element), one.status, _where(one)


def _where(one: Covered) -> str:
    if one.carriers:
        return "; ".join(f"{c.document} {c.number or c.clause}".strip() for c in one.carriers)
    if one.status == "not_applicable":
        return str(one.element.applies)
    return ", ".join(one.waits_for)


def _data(one: Covered) -> dict[str, object]:
    return {
        "id": str(one.element.id),
        "source": str(one.element.source),
        "element": str(one.element.element),
        "kind": str(one.element.kind),
        "ours": one.element.ours,
        "status": one.status,
        "carriers": [
            {"document": c.document, "clause": c.clause, "number": c.number, "duty": c.duty} for c in one.carriers
        ],
        "waits_for": list(one.waits_for),
    }


def _markdown(found: Sequence[Covered]) -> str:
    lines = [f"| {' | '.join(COLUMNS)} |", "|" + " --- |" * len(COLUMNS)]
    for one in found:
        cells = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in _row(one))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
