"""A face that follows a script: which screen is expected, and the reply to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from aipolicy.interview.conversation.turn import Quit
from aipolicy.interview.screens import (
    Choose,
    Command,
    Did,
    Picked,
    Reply,
    Screen,
    Tell,
    Tick,
    Ticked,
    Went,
    Write,
    Wrote,
)

Answer: TypeAlias = "Reply | str | Callable[[Screen], Reply]"
"""A reply, or for short: "=label" picks the option whose label begins so, ">text" writes it, "" is Enter alone,
"<", "-", "s", "w", "r", "q" are the commands."""


class Scripted:
    """Replies in order; each step names a part of the title that it expects ("" expects any)."""

    def __init__(self, steps: Iterable[tuple[str, Answer]]) -> None:
        self.steps = list(steps)
        self.screens: list[Screen] = []
        self.told: list[str] = []

    def tell(self, *lines: str) -> None:
        self.told += lines

    def ask(self, screen: Screen) -> Reply:
        self.screens.append(screen)
        if not self.steps:
            raise Quit
        expected, answer = self.steps.pop(0)
        assert re.search(expected, screen.title), f"expected a screen '{expected}', found '{screen.title}'"
        return reply_to(screen, answer)


def reply_to(screen: Screen, answer: Answer) -> Reply:
    """The reply that the short form means on this screen."""
    if callable(answer):
        return answer(screen)
    if not isinstance(answer, str):
        return answer
    if answer == "":
        return entered(screen)
    if answer in {command.value for command in Command}:
        command = Command(answer)
        assert command in screen.commands, f"'{answer}' is no command of '{screen.title}'"
        return Did(command)
    if answer.startswith("="):
        return Picked(option(screen, answer[1:]))
    if answer.startswith("+"):
        return Ticked(tuple(sorted(option(screen, part) for part in answer[1:].split("|") if part)))
    assert answer.startswith(">"), answer
    assert isinstance(screen, Write), screen
    return Wrote(answer[1:])


def entered(screen: Screen) -> Reply:
    """What Enter alone does on a screen."""
    match screen:
        case Tell():
            return Went()
        case Choose(start=start):
            assert start is not None, f"Enter does nothing on '{screen.title}'"
            return Picked(start, deliberate=False)
        case Tick():
            return Ticked(tuple(sorted(screen.ticked)), screen.own, deliberate=False)
        case Write(current=current, empty=empty):
            assert current or empty, f"Enter does nothing on '{screen.title}'"
            return Wrote(current, deliberate=not current)


def option(screen: Screen, label: str) -> int:
    """The index of the option whose label begins with `label`, whatever the case of its letters."""
    assert isinstance(screen, Choose | Tick), screen
    found = [n for n, o in enumerate(screen.options) if o.label.lower().startswith(label.lower())]
    assert found, f"'{screen.title}' has no option '{label}': {[o.label for o in screen.options]}"
    return found[0]
