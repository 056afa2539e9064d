"""`aipolicy schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aipolicy.cli.options import InProject
from aipolicy.cli.run import folder_of, guarded


@guarded
def schema(
    project: InProject = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file instead of printing it.")
    ] = None,
) -> None:
    """Print the JSON Schema of aipolicy.yaml.

    An editor that knows it completes keys and marks mistakes while one types.
    In a project, questions that overlays add are part of it.
    """
    from aipolicy.answers.schema import json_schema
    from aipolicy.cli.known import library_here
    from aipolicy.cli.report import as_json
    from aipolicy.source import write_atomically

    library = library_here(folder_of(None, project), needed=project is not None)
    text = as_json(json_schema(library.interview))
    if out is None:
        typer.echo(text)
    else:
        write_atomically(out, f"{text}\n".encode(), str(out))
