"""Reading typed words: numbers, ranges, the beginnings of labels, and the commands of a screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from aipolicy.interview.faces.layout import tame
from aipolicy.interview.screens import Choose, Command, Screen, Tell, Tick

SPELLED = {
    "help": Command.WHY,
    "why": Command.WHY,
    "back": Command.BACK,
    "undecided": Command.UNDECIDED,
    "not decided": Command.UNDECIDED,
    "skip": Command.SKIP,
    "wording": Command.WORDING,
    "review": Command.REVIEW,
    "quit": Command.QUIT,
    "exit": Command.QUIT,
}
"""Words that are taken for a command where a number is expected; in a text field they are text."""
_NUMBER = re.compile(r"#?\s*(\d{1,6})\s*[.)]?")
_ON = re.compile(r"([w?])\s*#?(\d{1,6})[.)]?", re.IGNORECASE)
_RANGE = re.compile(r"(?<=\d)\s*(?:-|to|through)\s*(?=\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s,;&]|\band\b)+", re.IGNORECASE)
SHOWN = 6


def commands_of(screen: Screen) -> tuple[Command, ...]:
    """The commands that work on this screen, in the order of the cues: "?" and "a" where the face itself has them."""
    own = set(screen.commands)
    if not isinstance(screen, Tell) and screen.why:
        own.add(Command.WHY)
    own.discard(Command.ALL)
    if isinstance(screen, Tick):
        own.add(Command.ALL)
    return tuple(command for command in Command if command in own)


def command_in(text: str, commands: Collection[Command]) -> Command | None:
    """The command that the whole of `text` is the key of."""
    return next((command for command in commands if command.value == text.lower()), None)


def spelled_command(text: str, commands: Collection[Command]) -> Command | None:
    """The command that `text` spells out."""
    command = SPELLED.get(text.lower())
    return command if command in commands else None


def command_on(text: str, screen: Choose | Tick, commands: Collection[Command]) -> tuple[Command, int] | None:
    """The command and the option's index of "w 2" or "? 2"."""
    found = _ON.fullmatch(text)
    if not found or not 0 < int(found[2]) <= len(screen.options):
        return None
    command = command_in(found[1], commands)
    return (command, int(found[2]) - 1) if command else None


def literal(text: str, commands: Collection[Command]) -> str:
    """`text` without the backslash or the quotes that keep it from being a command."""
    bare = re.fullmatch(r"\\(\\*.)|\"(.)\"|'(.)'", text)
    if not bare:
        return text
    inner = bare[1] or bare[2] or bare[3]
    return inner if command_in(inner.lstrip("\\"), commands) else text


def number_in(text: str) -> int | None:
    """The one number that `text` is: "2", "2.", "#2"."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def numbers_in(text: str, last: int) -> list[int] | None:
    """The numbers of "1 3 5", "1,3,5", "1-4", "1 to 3 and 7"; None where `text` is anything else.

    A range that reaches beyond `last` keeps its ends only, so that what does not exist can be named.
    """
    numbers: list[int] = []
    for part in filter(None, _BETWEEN.split(_RANGE.sub("-", text))):
        ends = [number_in(end) for end in part.split("-")]
        if len(ends) > 2 or None in ends:
            return None
        low, high = sorted(end for end in (ends[0], ends[-1]) if end is not None)
        numbers += range(low, high + 1) if high <= last else (low, high)
    return list(dict.fromkeys(numbers)) or None


def labels_like(text: str, labels: Sequence[str]) -> list[int]:
    """Which labels are `text`, or else begin with it; case, accents and spaces do not count."""
    sought, known = _folded(text), [_folded(label) for label in labels]
    same = [n for n, label in enumerate(known) if label == sought]
    return same or [n for n, label in enumerate(known) if sought and label.startswith(sought)]


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", tame(text).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).rstrip(".")


def quoted(text: str) -> str:
    """`text` in quotes, its beginning where it is long."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:37]}..."'


def fits_several(text: str, labels: Sequence[str], found: Sequence[int]) -> str:
    """The sentence for words that several labels begin with."""
    named = "; ".join(f"{n + 1} {labels[n]}" for n in found[:SHOWN])
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"{quoted(text)} fits {len(found)} choices: {named}{more}. Type more of it, or the number."
