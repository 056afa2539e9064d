"""Answers given on the command line, in a file or in variables: put together, saved, and the drafts written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from aipolicy.cli.run import Exit, leave

if TYPE_CHECKING:
    from aipolicy.interview.given import Given, Missing, Pair, TakenIn
    from aipolicy.interview.starting import Started

STANDARD_INPUT = "-"
PAIRS = "AIPOLICY_SET"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for besides the interview; `today` is "" where no date was given."""

    answers: str = ""
    pairs: tuple[str, ...] = ()
    defaults: bool = False
    no_input: bool = False
    last_year: str = ""
    like: str = ""
    today: str = ""

    def gives(self, environ: Mapping[str, str]) -> bool:
        """Whether there is any answer to take in."""
        return bool(self.answers or self.pairs or self.defaults or environ.get(PAIRS, "").strip())


def read_given(wanted: Wanted, started: Started | None, folder: Path, whole: bool) -> Given:
    """What was given, read. Raises typer.BadParameter and UnreadableFile."""
    from aipolicy.cli.report import outside
    from aipolicy.interview.given import Given
    from aipolicy.source import read_text

    pairs = (*_from_variable(os.environ.get(PAIRS, "")), *_from_command_line(wanted.pairs))
    text, shown = None, wanted.answers
    if wanted.answers == STANDARD_INPUT:
        text, shown = _standard_input(), "standard input"
    elif wanted.answers:
        shown = outside(Path(wanted.answers), folder)
        text = read_text(Path(wanted.answers), shown)
    return Given(text, shown, pairs, wanted.defaults, started, wanted.today if whole else "", whole)


def read_start(wanted: Wanted, folder: Path) -> Started | None:
    """The start from another file that was asked for. Raises InvalidContent, UnreadableFile, typer.BadParameter."""
    from aipolicy.cli.report import outside
    from aipolicy.interview.starting import another, last_year

    if wanted.last_year and wanted.like:
        raise typer.BadParameter("a file begins with one other file: --from or --like")
    if wanted.last_year:
        return last_year(Path(outside(Path(wanted.last_year), folder)), folder)
    return another(Path(outside(Path(wanted.like), folder))) if wanted.like else None


def take(folder: Path, given: Given) -> TakenIn:
    """Save what was given and say so. Without an answer to something required it ends with exit code 3."""
    from aipolicy.cli.console import say
    from aipolicy.interview.given import NotAnswered, take_in
    from aipolicy.interview.given_start import start_lines
    from aipolicy.problems import InvalidContent, UnreadableFile

    try:
        taken = take_in(folder, given)
    except NotAnswered as error:
        not_answered(error.missing)
        leave(Exit.OPEN)
        raise
    except (InvalidContent, UnreadableFile):
        say("Nothing was saved.")
        raise
    if given.started is not None:
        for line in start_lines(given.started):
            say(line)
    say("The answers are saved in aipolicy.yaml." if taken.changed else "aipolicy.yaml says so already.")
    filled = taken.filled
    if filled.suggested or filled.to_counsel:
        say(
            f"{len(filled.suggested)} answers are filled in as suggested; "
            f"{len(filled.to_counsel)} questions are left to the district's attorney."
        )
    return taken


def draw(folder: Path, shown: str) -> None:
    """Write the drafts and print what to do next. The answers are saved by then, and stay so."""
    from aipolicy.cli.console import plain, say, show
    from aipolicy.interview.conversation.finishing import finish_lines
    from aipolicy.interview.drafting import write_drafts
    from aipolicy.problems import InvalidContent, UnreadableFile

    try:
        drafted = write_drafts(folder, shown)
    except (InvalidContent, UnreadableFile):
        say("The answers are saved, but the drafts were not written:")
        raise
    for line in finish_lines(drafted):
        show(plain(line))


def not_answered(missing: Iterable[Missing]) -> None:
    """List required questions without an answer, each with how to give one."""
    from aipolicy.cli.console import count, plain, say

    found = list(missing)
    say(f"Nothing was saved: {count(len(found), 'required question')} {_have(len(found))} no answer.")
    for one in found:
        say(f"  {one.key}: {plain(one.ask)}")
        say(f"      --set {one.key}=VALUE")
    say("'aipolicy explain ID' shows what a question takes. --set ID=undecided leaves it open, and the drafts say so.")
    say("--defaults fills in what can be suggested, and leaves the attorney's questions to the attorney.")


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _from_command_line(words: Iterable[str]) -> tuple[Pair, ...]:
    from aipolicy.answers.record import PLACE
    from aipolicy.interview.given import Pair

    found = []
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key.strip():
            raise typer.BadParameter(f"write KEY=VALUE, found '{word}'", param_hint="--set")
        found.append(Pair(key.strip(), value, PLACE))
    return tuple(found)


def _from_variable(text: str) -> tuple[Pair, ...]:
    """The pairs in AIPOLICY_SET, one a line."""
    from aipolicy.interview.given import Pair
    from aipolicy.problems import Span

    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        key, equals, value = line.partition("=")
        if not line.strip():
            continue
        if not equals or not key.strip():
            raise typer.BadParameter(f"write KEY=VALUE on each line, found '{line}'", param_hint=PAIRS)
        found.append(Pair(key.strip(), value.strip(), Span(PAIRS, number)))
    return tuple(found)


def _standard_input() -> str:
    from aipolicy.problems import Problem, Span, UnreadableFile
    from aipolicy.source.files import LARGEST_TEXT, decode_text

    shown = "standard input"
    if sys.stdin is None:
        message = "there is no standard input to read the answers from"
        raise UnreadableFile([Problem(Span(shown), "file-missing", message, "name a file: --answers FILE")])
    data = sys.stdin.buffer.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        message = f"there are more than {LARGEST_TEXT / 1e6:.0f} MB of answers"
        raise UnreadableFile([Problem(Span(shown), "file-too-large", message, "check that this is what you meant")])
    return decode_text(data, shown)
