"""A person who knows the district and answers what is asked: Enter where it does something, else the first choice."""

from __future__ import annotations

from collections.abc import Mapping

from aipolicy.interview.conversation.turn import Quit
from aipolicy.interview.screens import Choose, Picked, Reply, Screen, Tell, Tick, Ticked, Went, Write, Wrote
from tests.interview.scripted import Answer, entered, reply_to

TYPED = {"text": "The office of the superintendent answers.", "number": "3", "money": "5000", "date": "2027-03-01"}


class Person:
    """`chooses` are replies (as in `scripted`) to the screens whose title begins so. `asked` are the screens that
    asked for something."""

    def __init__(self, chooses: Mapping[str, Answer], most: int = 200) -> None:
        self.chooses = chooses
        self.most = most
        self.asked: list[Screen] = []
        self.told: list[str] = []

    def tell(self, *lines: str) -> None:
        self.told += lines

    def ask(self, screen: Screen) -> Reply:
        if isinstance(screen, Tell):
            return Went()
        self.asked.append(screen)
        if len(self.asked) > self.most:
            raise Quit
        answer = next((answer for title, answer in self.chooses.items() if screen.title.startswith(title)), None)
        if answer is not None:
            return reply_to(screen, answer)
        match screen:
            case Choose(start=None):
                none = [n for n, option in enumerate(screen.options) if option.label == "There are none"]
                return Picked(none[0] if none else 0)
            case Tick(ticked=ticked) if not ticked and not screen.body:
                return Ticked((0,))
            case Write(current="", empty=""):
                return Wrote(TYPED[screen.kind])
        return entered(screen)
