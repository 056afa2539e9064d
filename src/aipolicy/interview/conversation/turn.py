"""What one question's dialogue is given, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from aipolicy.interview.agenda import progress
from aipolicy.interview.screens import Command, Did, Face, Head, Reply, Screen
from aipolicy.interview.session import Session
from aipolicy.library.questions import Stance

if TYPE_CHECKING:
    from aipolicy.interview.effects import Effects


class Turn(Enum):
    """How the dialogue of one question ended. Whatever was answered is saved."""

    DONE = "answered, left undecided, or kept as it was"
    BACK = "to the question before"
    SKIPPED = "left for later"
    REVIEW = "to the review"


class Quit(Exception):
    """A person chose "save and quit"; everything is saved."""


def asked(face: Face, screen: Screen) -> Reply:
    """Show the screen and wait. Raises Quit for "save and quit", and what the face raises."""
    reply = face.ask(screen)
    if isinstance(reply, Did) and reply.command is Command.QUIT:
        raise Quit
    return reply


@dataclass(frozen=True, slots=True)
class Desk:
    """What a dialogue sits at: the face, the session, and what its screens show around a question.

    `effects` gives the live wording, None while the clauses are still being read; `all_effects` waits for them, and
    raises InvalidContent where the library cannot be used. `stances` are those of the
    library. `today` is the machine's date (ISO), proposed where a person gives one.
    """

    face: Face
    session: Session
    effects: Callable[[], Effects | None]
    all_effects: Callable[[], Effects]
    stances: Mapping[str, Stance]
    today: str

    def ask(self, screen: Screen) -> Reply:
        """As `asked`."""
        return asked(self.face, screen)

    def head(self, question: str = "", place: str = "") -> Head:
        """The first line of a screen: the section of `question`, or `place` in words, and how far the interview is."""
        state, interview = self.session.state, self.session.interview
        found = progress(state, interview)
        if question:
            section = interview.questions[question].section
            title = next((str(s.title) for s in interview.sections if s.id == section), section)
            number = found.sections.index(section) + 1 if section in found.sections else 0
            place = f"{number} of {len(found.sections)} | {title}" if number else title
        return Head(place, found.words(), self.session.saved)
