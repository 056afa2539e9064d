"""Ticking any number of options: numbers change what is ticked, Enter takes it."""

from __future__ import annotations

from aipolicy.interview.faces.layout import EMPTIED
from aipolicy.interview.faces.plain.dialogs import PROMPT, Again, Answer, explained, option_explained
from aipolicy.interview.faces.plain.words import (
    command_in,
    command_on,
    commands_of,
    fits_several,
    labels_like,
    literal,
    numbers_in,
    quoted,
    spelled_command,
)
from aipolicy.interview.screens import Command, Did, Tick, Ticked

ELSE = "Something else"
NAMED = 8
"""Up to so many ticked options are named; more are numbers only."""


class Ticking:
    """One number ticks or unticks it; several numbers tick exactly those.

    Own words stand behind "Something else" and keep their numbers, so that no number changes while a person types.
    """

    def __init__(self, screen: Tick) -> None:
        self.screen = screen
        self.own = list(screen.own)
        self._commands = commands_of(screen)
        self._first_own = len(screen.options) + (2 if screen.other else 1)
        self.chosen = {index + 1 for index in screen.ticked} | {self._first_own + n for n in range(len(self.own))}
        self._touched = False
        self._typing = False

    @property
    def prompt(self) -> str:
        return f"{ELSE} {PROMPT}" if self._typing else PROMPT

    @property
    def joins(self) -> bool:
        return self._typing

    @property
    def labels(self) -> dict[int, str]:
        """What can be ticked, by number."""
        named = {n: option.label for n, option in enumerate(self.screen.options, 1)}
        return named | {self._first_own + n: words for n, words in enumerate(self.own)}

    @property
    def something_else(self) -> int | None:
        """The number that asks for own words."""
        return len(self.screen.options) + 1 if self.screen.other else None

    def read(self, text: str) -> Again | Answer:
        if self._typing:
            return self._words(text)
        if not text:
            return self._done()
        command = command_in(text, self._commands)
        on = command_on(text, self.screen, self._commands)
        if command or on:
            return self._do(*(on or (command, None)))
        word, _, rest = text.partition(" ")
        only = word.lower() == "only"
        numbers = numbers_in(rest if only else text, self._last)
        if numbers:
            return self._numbers(numbers, exactly=only or len(numbers) > 1)
        if text.lower() in ("all", "none"):
            return self._set(set(self.labels) if text.lower() == "all" else set())
        return self._label(text)

    @property
    def _last(self) -> int:
        return max((*self.labels, self.something_else or 0))

    def _do(self, command: Command | None, at: int | None = None) -> Again | Answer:
        if command is Command.ALL:
            return self._set(set(self.labels))
        if command is Command.WHY:
            explain = explained(self.screen, self.now())
            return explain if at is None else option_explained(self.screen, at, self.now())
        assert command is not None
        return Answer(Did(command, at))

    def _numbers(self, numbers: list[int], exactly: bool) -> Again:
        unknown = next((n for n in numbers if n not in self.labels and n != self.something_else), None)
        if unknown is not None:
            return Again((f"There is no {unknown} here: the numbers go from 1 to {self._last}. Nothing has changed.",))
        asked = set(numbers) - {self.something_else}
        chosen = {n for n in asked if n is not None} if exactly else self.chosen ^ asked
        if self.something_else not in numbers:
            return self._set(chosen)
        if self._beyond(len(chosen) + 1):
            return self._too_many(len(chosen) + 1)
        self.chosen, self._touched, self._typing = chosen, self._touched or chosen != self.chosen, True
        return Again(("Type it in your own words. Enter alone adds nothing.",))

    def _set(self, chosen: set[int]) -> Again:
        if self._beyond(len(chosen)):
            return self._too_many(len(chosen))
        self.chosen, self._touched = chosen, True
        return Again((self.now(),))

    def _beyond(self, count: int) -> bool:
        return self.screen.most is not None and count > max(self.screen.most, len(self.chosen) - 1)

    def _too_many(self, count: int) -> Again:
        return Again((f"That would be {count}, and at most {self.screen.most} can be chosen. {self.now()}",))

    def _label(self, text: str) -> Again | Answer:
        numbers, labels = list(self.labels), list(self.labels.values())
        found = labels_like(text, labels)
        if len(found) == 1:
            return self._set(self.chosen ^ {numbers[found[0]]})
        if len(found) > 1:
            return Again((fits_several(text, labels, found),))
        if self.something_else and labels_like(text, [ELSE]):
            return self._numbers([self.something_else], exactly=False)
        command = spelled_command(text, self._commands)
        if command:
            return self._do(command)
        own = f" To add your own words, type {self.something_else}." if self.something_else else ""
        return Again((f"{quoted(text)} is none of the choices.{own} {self.now()}",))

    def _words(self, text: str) -> Again | Answer:
        self._typing = False
        command = command_in(text, self._commands)
        if command and command not in (Command.BACK, Command.ALL):
            return self._do(command)
        if not text or text in EMPTIED or command:
            return Again((f"Nothing is added. {self.now()}",))
        words = literal(text, self._commands)
        same = [n for n, label in self.labels.items() if label.casefold() == words.casefold()]
        if not same:
            self.own.append(words)
        return self._set(self.chosen | {same[0] if same else self._last})

    def _done(self) -> Again | Answer:
        if len(self.chosen) < self.screen.least:
            return Again((f"At least {self.screen.least} must be chosen. {self.now()}",))
        if self._beyond(len(self.chosen)) and self.screen.most is not None:
            return Again((f"At most {self.screen.most} can be chosen. {self.now()}",))
        count = len(self.screen.options)
        return Answer(
            Ticked(
                tuple(sorted(n - 1 for n in self.chosen if n <= count)),
                tuple(words for n, words in enumerate(self.own, self._first_own) if n in self.chosen),
                deliberate=self._touched,
            )
        )

    def now(self) -> str:
        """What is ticked at this moment."""
        numbers = sorted(self.chosen)
        if not 0 < len(numbers) <= NAMED:
            return f"{self.chosen_numbers()} Enter when done."
        named = "; ".join(f"{n} {self.labels[n]}" for n in numbers)
        return f"Chosen now: {named}. Enter when done."

    def chosen_numbers(self) -> str:
        """The numbers of what is ticked, for where the options themselves are in sight."""
        return f"Chosen now: {', '.join(map(str, sorted(self.chosen))) or 'nothing'}."
