"""`aipolicy questionnaire`: one person's questions as a Word form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.options import Directory, InProject
from aipolicy.cli.run import folder_of, guarded

if TYPE_CHECKING:
    from aipolicy.questionnaire.asked import Selection

REVIEW = "review"


def _roles(incomplete: str) -> list[str]:
    from aipolicy.library.questions import WHO_KNOWS

    return [role for role in WHO_KNOWS if role.startswith(incomplete)]


@guarded
def questionnaire(
    directory: Directory = None,
    project: InProject = None,
    role: Annotated[
        str,
        typer.Option("--for", metavar="ROLE", help="Whose questions: counsel, technology, ...", autocompletion=_roles),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Where to write it; DIR/review/questionnaire-ROLE.docx unless told."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all/--open-only", help="Ask what is decided, too, or only what is open or suggested.")
    ] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="Replace a form that is there; what was filled in there is lost.")
    ] = False,
) -> None:
    """Write one person's questions as a Word form to fill in or print.

    Each question with why it is asked, what each answer means, what is suggested and what stands now.
    'aipolicy answers import' reads the filled form back. A form that is there is never written over.
    """
    from aipolicy.answers import facts_of
    from aipolicy.cli.console import count, problems, say, show
    from aipolicy.project import open_project
    from aipolicy.questionnaire.asked import select
    from aipolicy.questionnaire.form import form

    folder = folder_of(directory, project)
    _known(role)
    opened = open_project(folder)
    facts = facts_of(opened.answers, opened.library.interview)
    selection = select(role, opened.library, opened.answers, facts, everything)
    problems(opened.problems, folder)
    if not selection.asked:
        more = "" if everything else " that is open; --all also asks what is decided"
        say(f"There is no question for {role}{more}. Nothing was written.{_waiting(selection)}")
        return
    name = opened.answers.value("district.name")
    data = form(selection, opened.library, name if isinstance(name, str) else "")
    path = out or _inside(folder) / f"questionnaire-{role}.docx"
    done = _written(path, data, discard)
    show(f"{done}\t{path.as_posix()}")
    say(f"{count(len(selection.asked), 'question')} for {role}.{_waiting(selection)}")
    where = "" if folder == Path() else f" --project {folder.as_posix()}"
    say(f"When the form comes back: aipolicy answers import {path.as_posix()}{where}")


def _inside(folder: Path) -> Path:
    """The folder `review`. Raises UnreadableFile where it is a link that leads out of the project."""
    from aipolicy.problems import Problem, Span, UnreadableFile

    place = folder / REVIEW
    if not place.resolve().is_relative_to(folder.resolve()):
        message = f"'{REVIEW}' is a link that leads out of the project; nothing is written there"
        raise UnreadableFile([Problem(Span(REVIEW), "outside-folder", message, "name the file with --out")])
    return place


def _known(role: str) -> None:
    from aipolicy.library.questions import WHO_KNOWS
    from aipolicy.problems import did_you_mean

    if role not in WHO_KNOWS:
        said = did_you_mean(role, WHO_KNOWS) if role else f"say for whom: {', '.join(WHO_KNOWS)}"
        raise typer.BadParameter(f"there is no role '{role}'; {said}" if role else said, param_hint="--for")


def _waiting(selection: Selection) -> str:
    if not selection.waiting:
        return ""
    one = selection.waiting == 1
    return (
        f" {selection.waiting} more {'waits' if one else 'wait'} for other decisions and {_are(one)} not in the form."
    )


def _are(one: bool) -> str:
    return "is" if one else "are"


def _written(path: Path, data: bytes, discard: bool) -> str:
    """Write the form; "unchanged" where it is there already. Raises InvalidContent rather than lose a filled form."""
    from aipolicy.drift import content_hash
    from aipolicy.problems import InvalidContent, Problem, Span
    from aipolicy.source import read_bytes, write_atomically

    shown = path.as_posix()
    if path.exists() or path.is_symlink():
        if content_hash(path.name, read_bytes(path, shown)) == content_hash(path.name, data):
            return "unchanged"
        if not discard:
            message = "there is another form with this name, perhaps a filled one; it was not written over"
            hint = "write to another file with --out FILE, or replace it with --discard (what is filled in is lost)"
            raise InvalidContent([Problem(Span(shown), "form-there", message, hint)])
    write_atomically(path, data, shown)
    return "written"
