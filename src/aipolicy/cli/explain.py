"""`aipolicy explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from aipolicy.cli import completion
from aipolicy.cli.options import AsData, DataFormat, InProject
from aipolicy.cli.run import folder_of, guarded


@guarded
def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A clause, document/clause, a document, or a question.", autocompletion=completion.ids
        ),
    ],
    project: InProject = None,
    format: AsData = DataFormat.text,
) -> None:
    """Say why a clause stands in the drafts or does not, and what a question changes.

    For a clause: its condition with the truth of each part and the answer behind it, where it stands,
    the framework elements and law it rests on, and its file. Outside a project, the condition alone.
    For a question: what an answer is made of, with an example of it in aipolicy.yaml, and what depends on it.
    """
    from aipolicy.cli import explanations
    from aipolicy.cli.console import show
    from aipolicy.cli.known import known_here
    from aipolicy.cli.report import as_json
    from aipolicy.problems import InvalidContent, Problem, Span, did_you_mean

    known = known_here(folder_of(None, project), needed=project is not None)
    data = explanations.of(id, known)
    if data is None:
        library = known.library
        names = [*library.blocks, *library.interview.questions, *library.outlines, *library.vocabulary]
        hint = did_you_mean(id.rsplit("/", 1)[-1], names, list_up_to=0)
        hint = hint or "'aipolicy list clauses' and 'aipolicy list questions' show them all"
        message = f"there is no clause, document or question '{id}'"
        raise InvalidContent([Problem(Span("command line"), "unknown-id", message, hint)])
    if format is DataFormat.json:
        show(as_json(data))
    else:
        from aipolicy.cli.explained import lines

        for line in lines(data):
            show(line)
