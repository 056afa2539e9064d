"""What every command has around it: problems become messages and exit codes, here and nowhere else."""

from __future__ import annotations

import functools
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import ParamSpec, TypeVar

import typer

P = ParamSpec("P")
R = TypeVar("R")


class Exit(IntEnum):
    """Exit codes; docs/commands.md says the same."""

    FINE = 0
    PROBLEMS = 1
    UNREADABLE = 2
    OPEN = 3
    INTERRUPTED = 130


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """The command with every exception turned into words and an exit code. Never a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        # Imported here: `--help` needs none of it.
        from aipolicy.cli.console import problems, say
        from aipolicy.problems import InvalidContent, UnreadableFile

        folder = folder_of(kwargs.get("directory"), kwargs.get("project"), strict=False)
        try:
            return command(*args, **kwargs)
        except InvalidContent as error:
            problems(error.problems, folder)
            raise typer.Exit(Exit.PROBLEMS) from None
        except UnreadableFile as error:
            problems(error.problems, folder)
            raise typer.Exit(Exit.UNREADABLE) from None
        except KeyboardInterrupt:
            say("Interrupted. No file was left half written.")
            raise typer.Exit(Exit.INTERRUPTED) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            say(f"aipolicy: {error.filename or 'the output'}: {error.strerror or error}")
            raise typer.Exit(Exit.UNREADABLE) from None
        except Exception as error:
            if type(error).__module__.startswith(("typer", "click")):
                raise
            # Imported here: nothing else of drafts is needed to ask a question.
            from aipolicy.build.final import DecisionsOpen

            if isinstance(error, DecisionsOpen):
                problems(error.problems, folder)
                say(f"{_count(len(error.problems), 'reason')} against an adoption copy. Nothing was written.")
                raise typer.Exit(Exit.OPEN) from None
            say(_mistake(error))
            raise typer.Exit(Exit.PROBLEMS) from None

    return run


def _mistake(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno}"
    said = " ".join(str(error).split())[:200]
    return (
        f"aipolicy: this is a mistake in aipolicy, not in your files ({type(error).__name__} at {place}: {said}). "
        "Your files are as they were. Please report this line, with the command, to whoever gave you aipolicy."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def folder_of(directory: object, project: object, strict: bool = True) -> Path:
    """The project folder: the argument, else --project or its variable, else the current folder."""
    given = [Path(str(path)) for path in (directory, project) if path is not None]
    by_variable = project is not None and str(project) == os.environ.get("AIPOLICY_PROJECT")
    strict = strict and not by_variable
    if strict and len(given) == 2 and given[0].resolve() != given[1].resolve():
        raise typer.BadParameter(f"'{given[0]}' and --project '{given[1]}' are two different folders")
    return given[0] if given else Path()


def leave(code: Exit) -> None:
    """End the command with this exit code."""
    if code is not Exit.FINE:
        sys.stdout.flush()
        raise typer.Exit(code)
