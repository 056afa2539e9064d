"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Directory = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="The district's folder; the current folder unless named.", show_default=False),
]
InProject = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-C",
        envvar="AIPOLICY_PROJECT",
        metavar="DIR",
        help="The district's folder, if not the current one.",
    ),
]


class DataFormat(StrEnum):
    """How data is printed."""

    text = "text"
    json = "json"


class ReportFormat(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


AsData = Annotated[DataFormat, typer.Option("--format", help="Text for people, JSON for programs.")]
AsReport = Annotated[
    ReportFormat,
    typer.Option("--format", help="Text; JSON; GitHub annotations; SARIF for code scanning."),
]
