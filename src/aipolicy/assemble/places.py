"""Where the documents of a set show that a question is open: collected while they are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aipolicy.assemble.decisions import OpenPlace


@dataclass(slots=True)
class _Shown:
    left_out: dict[str, None] = field(default_factory=dict)
    blanks: dict[str, None] = field(default_factory=dict)
    boxed: bool = False


class Collector:
    """Remembers per question, document and section what waits, what prints a gap and where the box stands."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[str, str, str], _Shown]] = {}

    def _at(self, question: str, document: str, section: str, title: str) -> _Shown:
        return self._found.setdefault(question, {}).setdefault((document, section, title), _Shown())

    def left_out(self, questions: Iterable[str], document: str, section: str, title: str, what: str) -> None:
        """The text called `what` waits for these questions."""
        for question in questions:
            self._at(question, document, section, title).left_out[what] = None

    def blank(self, questions: Iterable[str], document: str, section: str, title: str, clause: str) -> None:
        """A clause prints a gap for these questions."""
        for question in questions:
            self._at(question, document, section, title).blanks[clause] = None

    def boxed(self, question: str, document: str, section: str, title: str) -> None:
        """The section prints the question's decision box."""
        self._at(question, document, section, title).boxed = True

    def places(self) -> Mapping[str, tuple[OpenPlace, ...]]:
        """For each question its places, in the order of the documents."""
        return {
            question: tuple(
                OpenPlace(document, section, title, tuple(shown.left_out), shown.boxed, tuple(shown.blanks))
                for (document, section, title), shown in found.items()
            )
            for question, found in self._found.items()
        }
