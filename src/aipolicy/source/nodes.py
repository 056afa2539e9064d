"""YAML as read: text with places. Nothing is converted; whoever reads a value says what it must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from aipolicy.problems import Span


class Located(str):
    """A string that knows where it stands (`span`)."""

    __slots__ = ("span",)
    span: Span

    def __new__(cls, text: str, span: Span) -> Located:
        self = str.__new__(cls, text)
        self.span = span
        return self

    def __getnewargs__(self) -> tuple[str, Span]:  # type: ignore[override]  # copy and pickle need the span too
        return (str(self), self.span)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `quoted` is true for every style but the plain one; `end` is an offset in characters."""

    text: str
    quoted: bool
    span: Span
    start: int
    end: int

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in ("", "~", "null")

    @property
    def located(self) -> Located:
        made = str.__new__(Located, self.text)
        made.span = self.span
        return made


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    span: Span
    start: int
    end: int
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in file order; no key stands twice (the reader reports the second one and drops it)."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    start: int
    end: int
    flow: bool = False

    def get(self, key: str) -> Node | None:
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node: TypeAlias = Scalar | Sequence | Mapping


class OpenSpan:
    """A Span while it is being made (see OpenScalar)."""

    __slots__ = ("column", "line", "path")


class OpenScalar:
    """A Scalar while it is being made: its `__class__` is set at last.

    Setting the values of a frozen one takes four times as long, and a library holds tens of thousands.
    """

    __slots__ = ("end", "quoted", "span", "start", "text")
