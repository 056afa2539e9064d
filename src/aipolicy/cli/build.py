"""`aipolicy build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aipolicy.cli import completion
from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import folder_of, guarded


@guarded
def build(
    directory: Directory = None,
    project: InProject = None,
    format: Annotated[
        str, typer.Option("--format", metavar="md,docx", help="File formats, with commas between them.")
    ] = "md,docx",
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="ID",
            help="Only this document; may be repeated.",
            autocompletion=completion.documents,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Write there instead of into DIR/policies; it gets its own lock."),
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help="Adoption copies. Refused (exit code 3) while anything is open.")
    ] = False,
    discard: Annotated[
        list[str] | None,
        typer.Option("--discard", metavar="FILE", help="Replace this edited draft; its edits are lost."),
    ] = None,
) -> None:
    """Assemble the drafts from the answers.

    Writes each document as Markdown and Word into DIR/policies, and aipolicy.lock beside the answers.
    The same answers give the same files, always.
    A draft that was edited after it was built is never written over: the build stops and names it.
    Prints one line a file: what was done, a tab, the path.
    """
    from aipolicy.build import FORMATS, Options, Place, carry_out, plan
    from aipolicy.cli.console import count, problems, say, show
    from aipolicy.project import open_project

    folder = folder_of(directory, project)
    formats = tuple(dict.fromkeys(word.strip() for word in format.split(",") if word.strip()))
    unknown = [word for word in formats if word not in FORMATS]
    if unknown or not formats:
        raise typer.BadParameter(f"formats are {' and '.join(FORMATS)}, found '{format}'", param_hint="--format")
    opened = open_project(folder)
    place = Place.of(opened, out)
    dropped = frozenset(_name(file, place, folder) for file in discard or ())
    planned = plan(opened, Options(formats, tuple(dict.fromkeys(document or ())), final, dropped), place)
    carry_out(planned)
    problems(planned.notes, folder)
    shown = place.folder.as_posix()
    done = [
        *(("written", name) for name in planned.write),
        *(("unchanged", name) for name in planned.unchanged),
        *(("removed", name) for name in planned.remove),
    ]
    for what, name in sorted(done, key=lambda pair: (pair[0] == "removed", pair[1])):
        show(f"{what}\t{shown}/{name}")
    if final:
        return
    assembled = planned.assembled
    if assembled.open:
        say(f"{count(len(assembled.open), 'decision')} open: boxes in the drafts, and 'aipolicy check' lists them.")
    if assembled.waiting:
        names = ", ".join(assembled.waiting)
        say(f"Not built yet, because a decision is open: {names}.")
    if assembled.review.review is not None and not assembled.review.valid:
        say("The text was changed after counsel's review, so the drafts say DRAFT again. 'aipolicy check' lists what.")


def _name(file: str, place: object, folder: Path) -> str:
    """The name of an output, given as a path from here, from the project, or just as its name."""
    from aipolicy.build import Place
    from aipolicy.lock import OUTPUT

    assert isinstance(place, Place)
    path = Path(file)
    here = {(base / path).resolve().parent for base in (Path(), folder)}
    known = path.parent == Path() or place.folder.resolve() in here
    if not known or not OUTPUT.fullmatch(path.name):
        raise typer.BadParameter(f"'{file}' is no draft in {place.shown}", param_hint="--discard")
    return path.name
