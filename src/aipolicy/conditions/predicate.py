"""The predicate: what a `when:` means once it has been read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Always:
    """True, whatever is answered."""


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Predicate


@dataclass(frozen=True, slots=True)
class Is:
    """The answer (choice, yes_no as "true"/"false", derived, or the grid cell `row`/`column`) is one of `values`."""

    question: str
    values: tuple[str, ...]
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has an answer."""

    question: str


@dataclass(frozen=True, slots=True)
class Includes:
    """A `choices` answer holds one of `values`."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Some row (rows), or some visible row (grid), fits every (field, values) of `test`.

    The field of a grid without columns is "". `no:` is read as Not(Some(...)).
    """

    question: str
    test: tuple[tuple[str, tuple[str, ...]], ...]


Atom: TypeAlias = Is | Answered | Includes | Some
Predicate: TypeAlias = Always | All | AnyOf | Not | Is | Answered | Includes | Some

ALWAYS = Always()


def atoms_of(predicate: Predicate) -> Iterator[Atom]:
    """The comparisons inside a predicate, in reading order."""
    match predicate:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms_of(part)
        case Not(part):
            yield from atoms_of(part)
        case Always():
            return
        case _:
            yield predicate


def questions_of(predicate: Predicate) -> tuple[str, ...]:
    """The ids that a predicate compares, in reading order, once each."""
    return tuple(dict.fromkeys(atom.question for atom in atoms_of(predicate)))
