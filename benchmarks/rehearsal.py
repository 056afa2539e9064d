"""A whole interview played without a terminal, to know which keys give each reply and which replies are saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aipolicy.answers import NAME
from aipolicy.interview.conversation.course import Arrival, run
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.opening import opened
from aipolicy.interview.screens import Choose, Picked, Reply, Screen, Tell, Tick, Ticked, Went, Wrote

TODAY = "2026-11-21"
WORDS = "Every student learns to judge what a machine says before it is used for anything that matters."
TYPED = {"text": "Director of Technology", "number": "4", "money": "1250", "date": "2027-03-01"}
MANY = 9
"""Lines of the answer file: no single answer of this interview adds as many."""
PREFERRED = ("That is all", "There are none", "Go through every question", "AI across the district")


@dataclass(frozen=True, slots=True)
class Move:
    """The keys of one reply, without the Enter at its end, by face.

    `saves`: the reply changes the answer file; `fills`: it fills in many answers at once, as a stance does.
    """

    title: str
    plain: str
    cards: str
    saves: bool
    fills: bool


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The moves from the first screen to the review, and the answer file that they come to."""

    moves: tuple[Move, ...]
    saved: str


class _Reached(Exception):
    """The review is there: everything is answered."""


class _Hurried:
    """A face of somebody who goes through every question and takes the first choice, the least, some words."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._asked: list[tuple[str, str, str, str]] = []

    def tell(self, *lines: str) -> None:
        pass

    def ask(self, screen: Screen) -> Reply:
        reply, plain, cards = _reply(screen)
        self._asked.append((screen.title, plain, cards, self._text()))
        return reply

    def moves(self) -> tuple[Move, ...]:
        texts = [*(text for _, _, _, text in self._asked[1:]), self._text()]
        return tuple(
            Move(title, plain, cards, text != after, len(after.splitlines()) > len(text.splitlines()) + MANY)
            for (title, plain, cards, text), after in zip(self._asked, texts, strict=True)
        )

    def _text(self) -> str:
        return self._file.read_text(encoding="utf-8") if self._file.exists() else ""


def _reply(screen: Screen) -> tuple[Reply, str, str]:
    """The reply, and its keys in the plain face and on cards."""
    if isinstance(screen, Tell):
        return Went(), "", ""
    if isinstance(screen, Tick):
        ticked = tuple(sorted(screen.ticked)) if len(screen.ticked) >= screen.least else tuple(range(screen.least))
        numbers = " ".join(str(index + 1) for index in ticked)
        if set(ticked) == screen.ticked:
            return Ticked(ticked, screen.own, False), "", ""
        long = len(screen.options) + screen.other > 9
        keys = "".join(f"{index + 1}{' ' if long else ''}" for index in sorted(set(ticked) ^ screen.ticked))
        return Ticked(ticked, screen.own), f"only {numbers}\r", keys
    if isinstance(screen, Choose):
        numbered = enumerate(option.label for option in screen.options)
        preferred = [index for index, label in numbered if label.startswith(PREFERRED)]
        index = preferred[0] if preferred else screen.start or 0
        return Picked(index), f"{index + 1}", f"{index + 1}"
    if screen.current or screen.empty:
        return Wrote(screen.current, False), "", ""
    text = WORDS if screen.note and screen.kind == "text" else TYPED[screen.kind]
    return Wrote(text), text, text


def rehearsed(folder: Path) -> Rehearsed:
    """The interview of a new district in `folder` up to the review. Raises AssertionError where it does not end."""
    face = _Hurried(folder / NAME)

    def reached() -> tuple[str, ...]:
        raise _Reached

    nothing: Callable[[], None] = lambda: None  # noqa: E731
    with opened(folder) as found:
        desk = Desk(face, found.session, nothing, found.behind.wait, found.stances, TODAY)
        try:
            run(desk, Arrival(None, "", "", found.news), reached)
        except _Reached:
            return Rehearsed(face.moves(), found.session.state.file.text)
    raise AssertionError("the interview ended before its review")
