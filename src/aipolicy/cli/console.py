"""The one door to rich: data on stdout, words on stderr, decoration only on a terminal that takes it."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from aipolicy.problems import Problem

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def steady() -> None:
    """Make sure that no character can stop the output: a pipe gets UTF-8, an old terminal gets escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def decorated(stream: TextIO) -> bool:
    """Whether the stream is a terminal that shows more than plain lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def show(text: str = "") -> None:
    """A line of data."""
    print(text)


def say(text: str = "") -> None:
    """Words for a person."""
    print(text, file=sys.stderr)


def plain(text: str) -> str:
    """The text on one line, without anything that could steer a terminal."""
    return _CONTROLS.sub(" ", text)


def count(number: int, noun: str, many: str = "") -> str:
    """ "1 clause", "3 clauses"."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table: drawn on a terminal; tab-separated with a header line anywhere else."""
    if not decorated(sys.stdout):
        show("\t".join(columns))
        for row in rows:
            show("\t".join(plain(cell) for cell in row))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for number, column in enumerate(columns):
        drawn.add_column(column, overflow="fold", style="bold" if number == 0 else "", no_wrap=number == 0)
    for row in rows:
        drawn.add_row(*(Text(plain(cell)) for cell in row))
    _console(sys.stdout).print(drawn)


def problems(found: Iterable[Problem], folder: Path, stream: TextIO | None = None) -> None:
    """Problems in full, paths as seen from the current folder; on stderr unless told."""
    from aipolicy.cli.report import placed

    target = stream or sys.stderr
    console = _console(target) if decorated(target) else None
    for problem in placed(found, folder):
        tame = replace(problem, message=plain(problem.message), hint=plain(problem.hint))
        lines = [plain(line) for line in str(tame).split("\n")]
        if console is None:
            print("\n".join(lines), file=target)
            continue
        from rich.text import Text

        head = Text(lines[0])
        head.highlight_regex(r"^\S+:\d+:\d+", "bold")
        colour = "red" if problem.severity == "error" else "yellow"
        head.highlight_words([f"{problem.severity}[{problem.code}]"], colour)
        console.print(head, soft_wrap=True)
        for line in lines[1:]:
            console.print(Text(line, "dim"), soft_wrap=True)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)
