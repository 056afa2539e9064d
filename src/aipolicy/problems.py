"""Problems with what people wrote: collected, never raised one at a time."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a value begins: file path as the person knows it, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, which rule (`code`), what and why, what to do (`hint`)."""

    span: Span
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    related: tuple[tuple[Span, str], ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.span}: {self.severity}[{self.code}]: {self.message}"]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        lines += [f"    see {span}: {why}" for span, why in self.related]
        return "\n".join(lines)


class InvalidContent(Exception):
    """Content that cannot be used; carries every problem found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnreadableFile(Exception):
    """A file that cannot be read or parsed at all (exit code 2); carries the problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place and code, without repeats."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.span, p.code, p.message)))


def did_you_mean(word: str, known: Sequence[str], list_up_to: int = 12) -> str:
    """A hint naming the closest of `known`, and all of them where they are few."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    listed = f"({', '.join(known)})" if 0 < len(known) <= list_up_to else ""
    if close:
        return f"did you mean '{close[0]}'? {listed}".rstrip()
    return f"use one of these: {listed[1:-1]}" if listed else ""
