"""One screen's exchange: each typed line becomes a reply, or lines to say before the person is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from aipolicy.interview.faces.layout import EMPTIED
from aipolicy.interview.faces.plain.words import (
    command_in,
    command_on,
    commands_of,
    fits_several,
    labels_like,
    literal,
    number_in,
    quoted,
    spelled_command,
)
from aipolicy.interview.screens import Choose, Command, Did, Picked, Reply, Tell, Tick, Went, Write, Wrote

PROMPT = "> "
FEW = 12
"""With more options than this, typing the beginning of one is easier than looking for its number."""


@dataclass(frozen=True, slots=True)
class Again:
    """Paragraphs to say; then the prompt comes again."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply, and a sentence that says what was taken where the typed line does not show it."""

    reply: Reply
    said: str = ""


class Dialog(Protocol):
    """What the face talks to. `prompt` stands before the cursor; `joins` says that pasted lines are one text."""

    @property
    def prompt(self) -> str: ...

    @property
    def joins(self) -> bool: ...

    def read(self, text: str) -> Again | Answer:
        """What the line `text` is an answer to; it is one line without spaces at its ends."""


def taken(number: int, label: str) -> str:
    """The sentence that names the option a person took."""
    return f"Taken: {number}. {label}"


def which(screen: Choose) -> str:
    """What may be typed where one option is to be chosen."""
    last = len(screen.options)
    numbers = f"Type a number from 1 to {last}" if last > 1 else "Type 1"
    if last > FEW:
        numbers += ", or how the name begins"
    if screen.start is None:
        return numbers
    keeps = "keeps" if "current" in screen.options[screen.start].marks else "takes"
    return f"{numbers}; Enter {keeps} {screen.start + 1}"


def explained(screen: Choose | Tick | Write, cue: str) -> Again:
    """What "?" says."""
    return Again((*(screen.why or ("There is no more to say about this one.",)), cue))


def option_explained(screen: Choose | Tick, index: int, cue: str) -> Again:
    """What "? 2" says."""
    option = screen.options[index]
    return Again((f"{index + 1}. {option.label}", *([f"   {option.means}"] if option.means else []), cue))


class Choosing:
    """One of several options."""

    prompt = PROMPT
    joins = False

    def __init__(self, screen: Choose) -> None:
        self._screen = screen
        self._commands = commands_of(screen)
        self._cue = f"{which(screen)}."

    def read(self, text: str) -> Again | Answer:
        screen, labels = self._screen, [option.label for option in self._screen.options]
        if not text:
            if screen.start is None:
                return Again((f"Nothing is taken by Enter alone here. {self._cue}",))
            return Answer(Picked(screen.start, deliberate=False), taken(screen.start + 1, labels[screen.start]))
        command = command_in(text, self._commands)
        on = command_on(text, screen, self._commands)
        if command or on:
            return self._do(*(on or (command, None)))
        number = number_in(text)
        if number is not None:
            if not 0 < number <= len(labels):
                return Again((f"There is no {number} here. {self._cue}",))
            # "3" is the third option also where another one is called "3 years": then it is said which was taken.
            return Answer(Picked(number - 1), taken(number, labels[number - 1]) if _numbered(labels) else "")
        found = labels_like(text, labels)
        if len(found) == 1:
            return Answer(Picked(found[0]), taken(found[0] + 1, labels[found[0]]))
        if found:
            return Again((fits_several(text, labels, found),))
        command = spelled_command(text, self._commands)
        return self._do(command) if command else Again((f"{quoted(text)} is none of the choices. {self._cue}",))

    def _do(self, command: Command | None, at: int | None = None) -> Again | Answer:
        if command is Command.WHY:
            explain = explained(self._screen, self._cue)
            return explain if at is None else option_explained(self._screen, at, self._cue)
        assert command is not None
        on = at if at is not None or command is not Command.WORDING else self._screen.start
        return Answer(Did(command, on))


def _numbered(labels: Sequence[str]) -> bool:
    return any(label[:1].isdigit() for label in labels)


class Writing:
    """A line of text, or a number, an amount or a date as it was typed."""

    def __init__(self, screen: Write) -> None:
        self._screen = screen
        self._commands = commands_of(screen)
        self.prompt = f"{screen.label} {PROMPT}" if screen.label else PROMPT
        self.joins = screen.kind == "text"

    def read(self, text: str) -> Again | Answer:
        screen = self._screen
        command = command_in(text, self._commands)
        if command is Command.WHY:
            keys = [c.value for c in self._commands if c.value.isalpha()] or [Command.WHY.value]
            way = f"To answer with a sign that is a command here, put a backslash before it: \\{keys[-1]}"
            return explained(screen, f"{way}." if self.joins else f"{how(screen)}.")
        if command:
            return Answer(Did(command))
        if text in EMPTIED:
            return Answer(Wrote("")) if screen.empty else Again((self._needed("This cannot be left empty."),))
        if text:
            return Answer(Wrote(literal(text, self._commands)))
        if screen.current:
            return Answer(Wrote(screen.current, deliberate=False))
        if screen.empty:
            return Answer(Wrote("", deliberate=False))
        return Again((self._needed("An empty line is no answer here."),))

    def _needed(self, why: str) -> str:
        ways = {Command.UNDECIDED: "- if it is not decided yet", Command.SKIP: "s to leave it for later"}
        others = [way for command, way in ways.items() if command in self._commands]
        return f"{why} Type {', or '.join([written(self._screen), *others])}."


def written(screen: Write) -> str:
    """What is to be typed: "the answer (such as 2027-01-12)"."""
    return f"the answer ({screen.form})" if screen.form else "the answer"


def how(screen: Write) -> str:
    """What may be typed into a text field, and what Enter alone does."""
    typing = f"Type {written(screen)}"
    if screen.current and screen.empty:
        return f'{typing}. Enter alone keeps what stands; "" (two quotes): {screen.empty}'
    if screen.current:
        return f"{typing}. Enter alone keeps what stands"
    return f"{typing}. Enter alone: {screen.empty}" if screen.empty else f"{typing}, then Enter"


class Telling:
    """Something to read."""

    prompt = PROMPT
    joins = False

    def __init__(self, screen: Tell) -> None:
        self._commands = commands_of(screen)

    def read(self, text: str) -> Again | Answer:
        if not text:
            return Answer(Went())
        command = command_in(text, self._commands) or spelled_command(text, self._commands)
        if command:
            return Answer(Did(command))
        keys = " or ".join(c.value for c in self._commands)
        return Again((f"Nothing is asked here. Enter goes on{f'; {keys} works too' if keys else ''}.",))
