"""`aipolicy check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.day import CheckedWithin, Today, day
from aipolicy.cli.options import AsReport, Directory, InProject, ReportFormat
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from aipolicy.build.inspection import Inspection
    from aipolicy.library import Question
    from aipolicy.problems import Problem
    from aipolicy.project import Project


@guarded
def check(
    directory: Directory = None,
    project: InProject = None,
    format: AsReport = ReportFormat.text,
    final: Annotated[
        bool, typer.Option("--final", help="Also fail (exit code 3) while adoption copies could not be made.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Check the drafts there instead of in DIR/policies.")
    ] = None,
    law_checked_within: CheckedWithin = None,
    today: Today = "",
) -> None:
    """Check the answers, the library and the drafts on disk.

    Everything is built again in memory and compared with the files: drafts that are missing, out of date
    or edited are problems (exit code 1). Overlays and overrides go through all rules of 'library check'.
    Open decisions are listed, and are no problem unless --final. What is undecided besides, and holds up no draft
    until something else is decided, is listed apart.
    Law that was checked too long ago, and deadlines that are near or past, are warnings: they end with code 0.
    """
    from aipolicy.build import Place
    from aipolicy.build.inspection import inspect, on_day
    from aipolicy.law.staleness import CHECKED_WITHIN
    from aipolicy.problems import InvalidContent, UnreadableFile
    from aipolicy.project import open_project

    folder = folder_of(directory, project)
    now = day(today)
    within = CHECKED_WITHIN if law_checked_within is None else law_checked_within
    found: Inspection | None = None
    code = Exit.FINE
    problems: list[Problem] = []
    rules: tuple[Problem, ...] = ()
    besides: tuple[Question, ...] = ()
    try:
        opened = open_project(folder)
        if opened.amended:
            from aipolicy.checks import check_library

            rules = check_library(opened.library)
        found = inspect(opened, Place.of(opened, out))
        problems += [*found.problems, *on_day(opened, found, now, within)]
        besides = _besides(opened, found)
    except InvalidContent as error:
        problems += error.problems
    except UnreadableFile as error:
        problems += error.problems
        code = Exit.UNREADABLE
    problems += _untold(rules, problems)
    if code is Exit.FINE and any(problem.severity == "error" for problem in problems):
        code = Exit.PROBLEMS
    if code is Exit.FINE and final and found and found.reasons:
        code = Exit.OPEN
    _print(found, problems, besides, format, folder, final)
    leave(code)


def _besides(opened: Project, found: Inspection) -> tuple[Question, ...]:
    """What the interview counts as not decided although no draft waits for it: that begins with another decision."""
    from aipolicy.answers import facts_of
    from aipolicy.interview.agenda import Status, status_of
    from aipolicy.interview.session import State

    interview = opened.library.interview
    state = State(opened.file, opened.answers, facts_of(opened.answers, interview))
    waited_for = {str(decision.question.id) for decision in found.assembled.open}
    return tuple(
        question
        for id, question in interview.questions.items()
        if id not in waited_for and status_of(question, state) is Status.UNDECIDED
    )


def _untold(rules: tuple[Problem, ...], problems: list[Problem]) -> list[Problem]:
    """What the rules found, without the uses of dead law that one problem at the law names already."""
    told = {problem.span for problem in problems if problem.code == "dead-law"}
    return [rule for rule in rules if rule.code != "dead-law" or told.isdisjoint(span for span, _ in rule.related)]


def _print(
    found: Inspection | None,
    problems: list[Problem],
    besides: tuple[Question, ...],
    format: ReportFormat,
    folder: Path,
    final: bool,
) -> None:
    from aipolicy.cli import report
    from aipolicy.cli.console import show
    from aipolicy.law.staleness import UNCHECKED
    from aipolicy.problems import in_order

    listed = list(in_order([*problems, *(found.reasons if found and final else ())]))
    # A limit can pass for many laws on one day. GitHub shows ten warnings of a step: what else is wrong comes first.
    listed.sort(key=lambda problem: problem.code == UNCHECKED)
    placed = report.placed(listed, folder)
    if format is ReportFormat.json:
        state = _state(found, besides, folder) if found else {}
        show(report.as_json({"problems": [report.as_data(problem) for problem in placed], **state}))
    elif format is ReportFormat.sarif:
        show(report.as_json(report.as_sarif(placed)))
    elif format is ReportFormat.github:
        for problem in placed:
            show(report.as_github(problem))
    else:
        _text(found, listed, besides, folder, final)


def _state(found: Inspection, besides: tuple[Question, ...], folder: Path) -> dict[str, object]:
    from aipolicy.cli import report

    assembled = found.assembled
    review = assembled.review.review
    return {
        "documents": [{"id": d.id, "title": d.title, "blanks": assembled.blanks[d.id]} for d in assembled.documents],
        "files": [{"name": file.name, "state": file.state} for file in found.files],
        "open": [
            {
                "question": str(decision.question.id),
                "ask": str(decision.question.ask),
                "cells": list(decision.cells),
                "decides": decision.decision.decides if decision.decision else "",
                "by": decision.decision.by if decision.decision else "",
            }
            for decision in assembled.open
        ],
        "undecided_besides": [str(question.id) for question in besides],
        "waiting": {document: list(questions) for document, questions in assembled.waiting.items()},
        "unconfirmed": list(assembled.unconfirmed),
        "review": {
            "by": review.by if review else "",
            "on": review.on if review else "",
            "valid": assembled.review.valid,
            "fingerprint": assembled.review.fingerprint,
            "changed": {kind: list(ids) for kind, ids in found.changed.items()} if found.changed else None,
        },
        "adoption_copy": {
            "possible": not found.reasons,
            "reasons": [report.as_data(problem) for problem in report.placed(found.reasons, folder)],
        },
    }


def _text(
    found: Inspection | None, listed: list[Problem], besides: tuple[Question, ...], folder: Path, final: bool
) -> None:
    import sys
    from dataclasses import replace

    from aipolicy.assemble.draft import why_unconfirmed
    from aipolicy.cli.console import count, problems, say, show
    from aipolicy.law.staleness import UNCHECKED

    problems([problem for problem in listed if problem.code != UNCHECKED], folder, sys.stdout)
    if found is None:
        say(f"{count(len(listed), 'problem')}. Nothing was built.")
        return
    old = [problem for problem in listed if problem.code == UNCHECKED]
    problems([replace(problem, hint="", related=()) for problem in old], folder, sys.stdout)
    if old:
        show(f"    hint: {old[0].hint}")
    assembled = found.assembled
    for decision in assembled.open:
        owner = decision.decision.decides if decision.decision else ""
        by = decision.decision.by if decision.decision else ""
        who = ", ".join(part for part in (owner, f"by {by}" if by else "") if part)
        if not final:
            show(f"open: {decision.question.id}: {decision.question.ask}{f' ({who})' if who else ''}")
    for question in besides if not final else ():
        show(f"undecided, and no draft waits for it yet: {question.id}: {question.ask}")
    for document, questions in assembled.waiting.items():
        show(f"waiting: {document} waits for {', '.join(questions)}")
    for id, basis in assembled.unconfirmed.items() if not final else ():
        show(f"unconfirmed: {id}: the answer {why_unconfirmed(basis)}")
    review = assembled.review.review
    if review is None:
        summary = "no review by counsel is recorded"
    elif assembled.review.valid:
        summary = f"reviewed by {review.by} on {review.on}"
    else:
        summary = f"changed since the review by {review.by} on {review.on}"
        for kind, ids in (found.changed or {}).items():
            for id in ids:
                show(f"since review: {kind} {id}")
    errors = sum(problem.severity == "error" for problem in listed)
    fine = "no problems" if not errors else count(errors, "problem")
    if len(listed) > errors:
        fine += f", {count(len(listed) - errors, 'warning')}"
    if old:
        fine += f", {len(old)} of them of law to check again"
    documents = count(len(assembled.documents), "document")
    undecided = f"{count(len(assembled.open), 'decision')} open"
    if besides:
        undecided += f" and {len(besides)} more undecided that no draft waits for"
    say(f"{documents}, {fine}, {undecided}, {summary}.")
