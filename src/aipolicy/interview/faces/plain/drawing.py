"""Screens as lines of plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from aipolicy.interview.faces.layout import (
    NAMES,
    column_lines,
    command_lines,
    head_line,
    marked,
    option_lines,
    paragraphs,
    table_lines,
    wrapped,
)
from aipolicy.interview.faces.plain.dialogs import FEW, how, which
from aipolicy.interview.faces.plain.ticking import ELSE, Ticking
from aipolicy.interview.faces.plain.words import commands_of
from aipolicy.interview.screens import Choose, Command, Option, Screen, Tell, Tick, Write

MANY = 24
"""More options than FEW stand in columns where the labels say it all; more than this always, and "? 2" explains one."""


def lines_of(screen: Screen, width: int, ticking: Ticking | None = None) -> list[str]:
    """All lines of the screen but the prompt, a blank line first. `ticking` is what a person ticked on it before."""
    note = "" if isinstance(screen, Tell) else screen.note
    parts = [
        [*(head_line(screen.head, width) if screen.head else []), *wrapped(screen.title, width)],
        paragraphs([note], width) if note else [],
        paragraphs(screen.body, width),
    ]
    commands = commands_of(screen)
    match screen:
        case Choose():
            parts += [
                table_lines(screen.table, width) if screen.table else [],
                _options(screen.options, width),
                _foot(f"{which(screen)}", commands, width, len(screen.options)),
            ]
        case Tick():
            cue = "A number ticks or unticks it; several, such as 1 3 5 or 2-4, tick just those."
            ticking = ticking or Ticking(screen)
            keys = _foot("Enter when done", commands, width, len(screen.options))
            parts += [_ticks(screen, ticking, width), [*paragraphs([ticking.chosen_numbers(), cue], width), *keys]]
        case Write():
            now = wrapped(f"Now: {screen.current}", width, "  ", "       ") if screen.current else []
            parts += [now, [*wrapped(f"{how(screen)}.", width), *_alone(commands, width)]]
        case Tell():
            parts += [table_lines(screen.table, width) if screen.table else [], _foot("Enter goes on", commands, width)]
    return [line for part in parts if part for line in ("", *part)]


def _options(options: tuple[Option, ...], width: int) -> list[str]:
    digits = len(str(len(options)))
    if len(options) > MANY or (len(options) > FEW and not any(option.means for option in options)):
        return column_lines([f"{n:{digits}}. {marked(option)}" for n, option in enumerate(options, 1)], width)
    return [
        line
        for n, option in enumerate(options, 1)
        for line in option_lines(n, option, width, "  " + " " * (digits - len(str(n))))
    ]


def _ticks(screen: Tick, ticking: Ticking, width: int) -> list[str]:
    rows = dict(enumerate(screen.options, 1))
    if ticking.something_else:
        rows[ticking.something_else] = Option(f"{ELSE}: type it")
    rows |= {n: Option(label) for n, label in ticking.labels.items() if n not in rows}
    digits = len(str(max(rows, default=1)))
    return [
        line
        for n, option in rows.items()
        for line in option_lines(
            n,
            option,
            width,
            "  " + " " * (digits - len(str(n))),
            "    " if n == ticking.something_else else f"[{'x' if n in ticking.chosen else ' '}] ",
        )
    ]


def _foot(first: str, commands: Iterable[Command], width: int, count: int = 0) -> list[str]:
    names = NAMES | ({Command.WORDING: "w full wording (w 2: of choice 2)"} if count > 1 else {})
    return command_lines(first, commands, width, names)


def _alone(commands: tuple[Command, ...], width: int) -> list[str]:
    """The cues of a text field, where a command is one only if nothing else stands on the line."""
    if not commands:
        return []
    return command_lines(f"Or just: {NAMES[commands[0]]}", commands[1:], width)


def spelled(value: Any, spell: Callable[[str], str]) -> Any:
    """A screen, or a part of one, with `spell` applied to all of its words."""
    if isinstance(value, str):
        return spell(value)
    if isinstance(value, tuple):
        return tuple(spelled(item, spell) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: spelled(getattr(value, field.name), spell) for field in fields(value)})
    return value
