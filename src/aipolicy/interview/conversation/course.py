"""The whole interview: welcome, questions, review, drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from aipolicy.interview.agenda import Mode, Scope, next_question
from aipolicy.interview.conversation.beginning import begin, unfinished
from aipolicy.interview.conversation.finishing import finish
from aipolicy.interview.conversation.from_file import INTRODUCTION, first_screen
from aipolicy.interview.conversation.not_asked import not_asked
from aipolicy.interview.conversation.stances import choose_stance, settle_counsel
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.conversation.walk import walk
from aipolicy.interview.conversation.welcome import Way, greet
from aipolicy.interview.news import News


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a person comes in. `scope` was asked for on the command line; None: from the first screen.

    `shown` is how commands name the folder ("" for the current one), `saved_on` the day of the last save in words.
    `chosen` is what the first screen gave, None where it was not shown yet. `begins` where the interview begins with
    the answers of another file, saved already.
    """

    scope: Scope | None = None
    shown: str = ""
    saved_on: str = ""
    news: News = field(default_factory=News)
    chosen: int | None = None
    begins: bool = False


def run(desk: Desk, arrival: Arrival, changed: Callable[[], tuple[str, ...]]) -> None:
    """The interview until its drafts are written. Raises Quit, and what the face raises; all of it is saved.

    `changed` gives the questions whose answers changed since the last drafts.
    """

    def review() -> None:
        from aipolicy.interview.conversation.reviewing import After, show_review

        while show_review(desk, changed) is After.DRAFTS:
            if finish(desk, arrival.shown):
                raise Finished

    try:
        _course(desk, arrival, review)
    except Finished:
        return


class Finished(Exception):
    """The drafts are written."""


def _course(desk: Desk, arrival: Arrival, review: Callable[[], None]) -> None:
    if arrival.scope is not None:
        _part(desk, arrival.scope, review)
    elif arrival.begins or desk.session.is_new:
        _from_the_beginning(desk, arrival, review)
    else:
        _from_the_welcome(desk, arrival, review)
    while True:
        review()


def _part(desk: Desk, scope: Scope, review: Callable[[], None]) -> None:
    reasons = not_asked(desk, scope) if scope.section or scope.questions else []
    if reasons:
        desk.face.tell(*reasons)
    elif not next_question(desk.session.state, desk.session.interview, scope):
        desk.face.tell("Nothing is open in this part.")
    walk(desk, scope, review)


def _from_the_beginning(desk: Desk, arrival: Arrival, review: Callable[[], None]) -> None:
    if desk.session.state.answers.values:
        desk.face.tell(*INTRODUCTION)
        chosen = 0
    else:
        chosen = first_screen(desk.face) if arrival.chosen is None else arrival.chosen
    _begun(desk, arrival, review, chosen)


def _begun(desk: Desk, arrival: Arrival, review: Callable[[], None], chosen: int = 0) -> None:
    while True:
        scope = begin(desk, review, chosen)
        if scope is None:
            if finish(desk, arrival.shown):
                raise Finished
            return
        if walk(desk, scope, review, after=_after_first_section(desk, scope)):
            return


def _after_first_section(desk: Desk, scope: Scope) -> str:
    """The last question of the first section, "" while one of that section is still to be asked."""
    interview = desk.session.interview
    first = interview.sections[0]
    still = next_question(desk.session.state, interview, replace(scope, section=str(first.id)))
    return "" if still else str(first.questions[-1].id)


def _from_the_welcome(desk: Desk, arrival: Arrival, review: Callable[[], None]) -> None:
    while True:
        chosen = greet(desk, arrival.saved_on, arrival.news, arrival.shown)
        match chosen.way:
            case Way.ASK if chosen.scope.mode is Mode.GO_ON and unfinished(desk):
                return _begun(desk, arrival, review)
            case Way.ASK:
                if walk(desk, chosen.scope, review):
                    return None
            case Way.STANCE:
                if choose_stance(desk, []) and settle_counsel(desk) and walk(desk, Scope(Mode.GO_ON), review):
                    return None
            case Way.REVIEW:
                review()
            case Way.DRAFTS:
                if finish(desk, arrival.shown):
                    raise Finished
            case Way.BEGIN:
                return _from_the_beginning(desk, arrival, review)
