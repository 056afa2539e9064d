"""A person at random: replies that fit the screens, some of them mistaken, from a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.opening import Opened
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

TODAY = "2026-11-21"
TEXTS = (
    "Maple",
    "Jordan Lee",
    "Every student learns to judge what a machine says.",
    "7",
    "2027-01-12",
    "x" * 500,
    "é 'q' #",
)
RARE = (Command.REVIEW, Command.QUIT)


class Autopilot:
    """A face that replies by chance. `log` holds a line for each screen with its reply."""

    def __init__(self, seed: int, screens: int = 400, commands: float = 0.15) -> None:
        self.random = random.Random(seed)
        self.left = screens
        self.commands = commands
        self.log: list[str] = []
        self.told: list[str] = []
        self.seen = ""
        self.check: Callable[[], None] = lambda: None

    def tell(self, *lines: str) -> None:
        self.told += lines

    def ask(self, screen: Screen) -> Reply:
        self.check()
        self.left -= 1
        if self.left <= 0:
            raise Quit
        reply = self._reply(screen)
        self.log.append(f"{type(screen).__name__} {screen.title[:60]!r} -> {reply}")
        return reply

    def _reply(self, screen: Screen) -> Reply:
        chance = self.random
        offered = [c for c in screen.commands if c not in (Command.WHY, Command.ALL)]
        if offered and chance.random() < self.commands:
            command = chance.choice(offered)
            if command not in RARE or chance.random() < 0.2:
                options = getattr(screen, "options", ())
                at = chance.randrange(len(options)) if options and chance.random() < 0.5 else None
                return Did(command, at)
        if isinstance(screen, Tell):
            return Went()
        if isinstance(screen, Choose):
            if screen.start is not None and chance.random() < 0.5:
                index, deliberate = screen.start, False
            else:
                index, deliberate = chance.randrange(len(screen.options)), True
            if screen.preview is not None:
                screen.preview(index)
            return Picked(index, deliberate)
        if isinstance(screen, Tick):
            if chance.random() < 0.4 and len(screen.ticked) >= screen.least:
                return Ticked(tuple(sorted(screen.ticked)), screen.own, deliberate=False)
            count = chance.randint(screen.least, min(screen.most or len(screen.options), len(screen.options)))
            picked = tuple(sorted(chance.sample(range(len(screen.options)), count)))
            if screen.preview is not None:
                screen.preview(frozenset(picked))
            own = ("our own words",) if screen.other and chance.random() < 0.2 else ()
            return Ticked(picked, own)
        assert isinstance(screen, Write)
        if screen.current and chance.random() < 0.4:
            return Wrote(screen.current, deliberate=False)
        if screen.empty and chance.random() < 0.3:
            return Wrote("")
        if chance.random() < 0.7:
            fitting = {"number": "12", "money": "1250.50", "date": "2027-03-01", "text": ""}[screen.kind]
            if fitting:
                return Wrote(fitting)
        return Wrote(chance.choice(TEXTS))


def desk_of(found: Opened, face: Autopilot) -> Desk:
    """The desk of an interview with this face, the wording at hand from the first screen."""
    return Desk(face, found.session, found.behind.wait, found.behind.wait, found.stances, TODAY)


def saved_text(folder: Path) -> str:
    """What the answer file holds, "" where there is none."""
    path = folder / "aipolicy.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""
