"""Problems with answers that were given as a key and its value, in words for whoever gave several of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aipolicy.answers.record import COMMAND_LINE, PLACE
from aipolicy.problems import Problem, Span


def named(problem: Problem, key: str, folder: Path, place: Span = PLACE) -> Problem:
    """A problem of `record` with a pair that was given at `place`, naming its key.

    One with a file that the value names, in the district's `folder`, stays a problem of that file.
    """
    if problem.span.path != COMMAND_LINE:
        return in_folder(problem, folder)
    message = problem.message if key.strip() in problem.message else f"{key.strip()}: {problem.message}"
    return replace(problem, span=problem.span if place == PLACE else place, message=message)


def in_folder(problem: Problem, folder: Path) -> Problem:
    """A problem with a file in `folder`. Of one that is missing nobody else can tell where it was looked for."""
    if problem.code != "file-missing":
        return problem
    return replace(problem, span=replace(problem.span, path=(folder / problem.span.path).as_posix()))
