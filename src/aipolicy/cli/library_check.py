"""`aipolicy library check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from aipolicy.cli.options import AsReport, ReportFormat
from aipolicy.cli.run import Exit, guarded, leave


@guarded
def library_check(
    overlay: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[OVERLAY]...", help="Overlay folders, lowest first.", show_default=False),
    ] = None,
    format: AsReport = ReportFormat.text,
) -> None:
    """Find everything wrong with the library, alone or under overlays.

    Reads every file and lists every problem in one pass, then follows the rules:
    clauses that can never stand, groups that choose none or two, references that lead nowhere, and more.
    """
    from aipolicy.checks import check_library
    from aipolicy.cli import report
    from aipolicy.cli.console import count, problems, say, show
    from aipolicy.problems import Problem, in_order
    from aipolicy.project import open_library

    library, found = open_library(overlay or ())
    loads = not any(problem.severity == "error" for problem in found)
    try:
        rules: list[Problem] = list(check_library(library))
        ran = True
    except Exception:
        # What could not be read may be what a rule rests on; a whole library that breaks a rule is our own fault.
        if loads:
            raise
        rules, ran = [], False
    listed = in_order([*found, *rules])
    if format is ReportFormat.json:
        data = {"problems": [report.as_data(problem) for problem in listed], "rules_run": ran}
        show(report.as_json({**data, "fingerprint": library.fingerprint}))
    elif format is ReportFormat.sarif:
        show(report.as_json(report.as_sarif(listed)))
    elif format is ReportFormat.github:
        for problem in listed:
            show(report.as_github(problem))
    else:
        problems(listed, Path(), sys.stdout)
        if not ran:
            say("The rules were not run: they need what could not be read.")
        errors = sum(problem.severity == "error" for problem in listed)
        size = f"{count(len(library.blocks), 'clause')}, {count(len(library.interview.questions), 'question')}"
        warned = f", {count(len(listed) - errors, 'warning')}" if len(listed) > errors else ""
        say(f"{size}, {count(len(library.outlines), 'document')}: {count(errors, 'problem')}{warned}.")
    leave(Exit.PROBLEMS if any(problem.severity == "error" for problem in listed) else Exit.FINE)
