"""The script of a person, the same for both faces, and its rehearsal without a terminal.

A script is a list of steps: what the screen asks (a part of its title), and a move. The rehearsal plays it against the
conversation itself and notes each screen, the reply, and what had been saved when the screen was shown. From that the
driver knows which screen must come next, which keys give the reply, and what must be in the file.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from aipolicy.answers.store import Hold
from aipolicy.interview.conversation.course import Arrival, run
from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.opening import opened
from aipolicy.interview.screens import Choose, Command, Did, Picked, Reply, Screen, Tick, Ticked, Write, Wrote
from aipolicy.library.questions import Interview
from aipolicy.project import interview_for
from tests.interview.scripted import entered, option

TODAY = "2026-11-21"

Move: TypeAlias = Callable[[Screen], Reply]


@functools.cache
def interview() -> Interview:
    """The built-in interview."""
    return interview_for(None)


def title_of(asks: str) -> str:
    """The words of the question with this id; anything else as it is."""
    question = interview().questions.get(asks)
    return str(question.ask) if question is not None else asks


def label_of(question: str, choice: str) -> str:
    """The label of a choice."""
    return next(str(each.label) for each in interview().questions[question].choices if each.id == choice)


@dataclass(frozen=True)
class Step:
    """`move` on the screen that has `asks` (words, or the id of a question) in its title; with `until`, on each screen
    before the one with it."""

    asks: str
    move: Move
    until: bool = False


def at(asks: str, move: Move) -> Step:
    """On the next screen, which has `asks` in its title."""
    return Step(asks, move)


def until(asks: str, move: Move) -> Step:
    """On every screen that comes before the one that has `asks` in its title."""
    return Step(asks, move, until=True)


def enter(screen: Screen) -> Reply:
    """Enter alone."""
    return entered(screen)


def choose(label: str) -> Move:
    """The option whose label begins so, or as the question with this id; "stance.students=prohibited" is a choice."""
    question, _, choice = label.partition("=")
    return lambda screen: Picked(option(screen, label_of(question, choice) if choice else title_of(label)[:40]))


def write(text: str) -> Move:
    def move(screen: Screen) -> Reply:
        assert isinstance(screen, Write), screen
        return Wrote(text)

    return move


def number(wanted: int) -> Move:
    """The option with the number `wanted`."""
    return lambda _: Picked(wanted - 1)


def tick(*numbers: int, own: tuple[str, ...] = ()) -> Move:
    """Exactly the options with these numbers, and own words where the screen takes them."""

    def move(screen: Screen) -> Reply:
        assert isinstance(screen, Tick), screen
        return Ticked(tuple(sorted(number - 1 for number in numbers)), own if screen.other else ())

    return move


def command(key: str) -> Move:
    def move(screen: Screen) -> Reply:
        assert Command(key) in screen.commands, f"'{key}' is no command of '{screen.title}'"
        return Did(Command(key))

    return move


WORDS = "Every student learns to judge what a machine says before it is used for anything that matters."
SHORT = "Director of Technology"
VALUES = {"text": SHORT, "number": "4", "money": "1250", "date": "2027-03-01"}


def usual(screen: Screen) -> Reply:
    """What somebody in a hurry does: Enter where it is enough, else the first choice, the least, some words."""
    match screen:
        case Choose(start=None):
            labels = [each.label for each in screen.options]
            return Picked(next((labels.index(done) for done in ("That is all", "There are none") if done in labels), 0))
        case Tick() if len(screen.ticked) + len(screen.own) < screen.least:
            return Ticked(tuple(range(screen.least)))
        case Write(current="", empty=""):
            return Wrote(WORDS if screen.note and screen.kind == "text" else VALUES[screen.kind])
    return entered(screen)


def minded(screen: Screen) -> Reply:
    """As `usual`, but every choice is made on purpose."""
    reply = usual(screen)
    return Picked(reply.index) if isinstance(reply, Picked) else reply


@dataclass(frozen=True)
class Exchange:
    """A screen and the reply to it. `saved` is how many saves had been made when it was shown, `told` what stood
    above it."""

    screen: Screen
    reply: Reply
    saved: int
    told: tuple[str, ...] = ()


@dataclass
class Rehearsal:
    """What a script comes to. `texts` are the file before, and after each save; "" where there was none. `following`
    is the screen at which the script was over, None where the interview was."""

    exchanges: list[Exchange] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    told: tuple[str, ...] = ()
    finished: bool = False
    following: Screen | None = None

    def index(self, asks: str, occurrence: int = 1) -> int:
        """The place of the screen with these words, or of this question, when it comes for the n-th time."""
        found = [n for n, each in enumerate(self.exchanges) if title_of(asks) in each.screen.title]
        return found[occurrence - 1]


class _Rehearsing:
    """A face that plays a script; at its end it quits."""

    def __init__(self, steps: Iterable[Step], made: Rehearsal) -> None:
        self._steps: Iterator[Step] = iter(steps)
        self._step = next(self._steps, None)
        self._made = made
        self._told: list[str] = []

    def tell(self, *lines: str) -> None:
        self._told += lines

    def ask(self, screen: Screen) -> Reply:
        reply = self._move(screen)(screen)
        made, told = self._made, tuple(self._told)
        self._told = []
        made.exchanges.append(Exchange(screen, reply, len(made.texts) - 1, told))
        if len(made.exchanges) > 400:
            raise AssertionError(f"the script does not end: {screen.title}")
        return reply

    def _move(self, screen: Screen) -> Move:
        step = self._step
        if step is not None and step.until and title_of(step.asks) in screen.title:
            step = self._step = next(self._steps, None)
        if step is None:
            self._made.following = screen
            raise Quit
        if not step.until:
            assert title_of(step.asks) in screen.title, f"expected '{step.asks}', found '{screen.title}'"
            self._step = next(self._steps, None)
        return step.move

    def rest(self) -> tuple[str, ...]:
        titles = [each.screen.title for each in self._made.exchanges[-80:]]
        assert self._step is None, f"the interview ended before '{self._step.asks}': {titles}"
        return tuple(self._told)


class _NotedHold(Hold):
    """A hold that notes what is saved."""

    def __init__(self, hold: Hold, texts: list[str]) -> None:
        super().__init__(hold.path, hold.shown)
        self._texts = texts

    def save(self, new_text: str, old_text: str | None) -> None:
        super().save(new_text, old_text)
        if new_text != old_text:
            self._texts.append(new_text)


def rehearse(folder: Path, steps: Iterable[Step]) -> Rehearsal:
    """Play the script in `folder`, beginning with the answer file that is there, if any."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "aipolicy.yaml"
    made = Rehearsal(texts=[path.read_text("utf-8") if path.exists() else ""])
    face = _Rehearsing(steps, made)
    with opened(folder) as found:
        found.session.hold = _NotedHold(found.session.hold, made.texts)
        desk = Desk(face, found.session, found.behind.now, found.behind.wait, found.stances, TODAY)
        try:
            run(desk, Arrival(None, "", "", found.news), lambda: ())
            made.finished = True
        except Quit:
            pass
        made.told = face.rest()
    return made
