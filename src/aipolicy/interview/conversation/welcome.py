"""The first screen: a new answer file, or the one that is there and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from aipolicy.answers.answer_file import NAME as FILE
from aipolicy.interview.agenda import Mode, Scope, Status, next_question, progress, statuses
from aipolicy.interview.conversation.stances import counts
from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.news import News
from aipolicy.interview.screens import Choose, Command, Option, Picked

NAME = "district.name"


class Way(Enum):
    """Where a person goes from the first screen."""

    ASK = "go through a scope"
    STANCE = "take a stance for what is open"
    REVIEW = "to the review"
    BEGIN = "begin a new file"
    DRAFTS = "write the drafts"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen; `scope` goes with ASK."""

    way: Way
    scope: Scope = field(default_factory=Scope)


def greet(desk: Desk, saved_on: str, news: News, shown: str = "") -> Chosen:
    """Welcome a person back. Raises Quit.

    `saved_on` is the day of the last save in words, "" if unknown; `shown` is how commands name the folder, "" for
    the current one.
    """
    state, interview = desk.session.state, desk.session.interview
    found = progress(state, interview)
    name = state.answers.value(NAME)
    body = [f"{found.words()}.{f' Last saved {saved_on}.' if saved_on else ''}"]
    body.append(f"File: {shown}/{FILE}" if shown else f"File: {FILE} (in this folder)")
    body += news_lines(news, desk)
    ways = _ways(desk)
    reply = desk.ask(
        Choose(
            title=f"Welcome back. {name}" if isinstance(name, str) and name != "undecided" else "Welcome back.",
            options=tuple(option for option, _ in ways),
            start=0,
            head=desk.head(place="aipolicy init"),
            body=tuple(body),
            commands=(Command.QUIT,),
        )
    )
    assert isinstance(reply, Picked)
    chosen = ways[reply.index][1]
    if chosen is None:
        raise Quit
    if chosen.way is Way.BEGIN:
        kept = desk.session.start_again(f"aipolicy-{desk.today}.yaml")
        desk.face.tell(f"The file as it was is kept as {kept.name}.")
    return chosen


def news_lines(news: News, desk: Desk) -> list[str]:
    """What is new, renamed and reworded since the file was last asked with, in sentences."""
    lines = []
    if news.new:
        many = "1 question is" if len(news.new) == 1 else f"{len(news.new)} questions are"
        lines.append(f"{many} new since then.")
    looks = [s for s in statuses(desk.session.state, desk.session.interview).values() if s is Status.REWORDED]
    if looks:
        many = "1 answer needs" if len(looks) == 1 else f"{len(looks)} answers need"
        lines.append(f"{many} a second look, because the question was reworded.")
    if news.renamed:
        many = "1 question has" if len(news.renamed) == 1 else f"{len(news.renamed)} questions have"
        lines.append(f"{many} a new name in the file; the answers were kept.")
    return lines


def _ways(desk: Desk) -> list[tuple[Option, Chosen | None]]:
    state, interview = desk.session.state, desk.session.interview
    found = progress(state, interview)
    ways: list[tuple[Option, Chosen | None]] = []
    following = next_question(state, interview, Scope(Mode.GO_ON))
    if following:
        section = interview.questions[following].section
        title = next(str(s.title) for s in interview.sections if s.id == section)
        number = found.sections.index(section) + 1
        where = f"{title} (section {number} of {len(found.sections)})"
        ways.append((Option(f"Go on: {where}", "From the first question without an answer."), Chosen(Way.ASK)))
    if found.undecided:
        ways.append((Option(f"Only what is not decided ({found.undecided})"), Chosen(Way.ASK, Scope(Mode.UNDECIDED))))
    open_now, suggested = counts(desk)
    if suggested:
        label = f"Go through what was suggested ({suggested})"
        ways.append((Option(label), Chosen(Way.ASK, Scope(Mode.SUGGESTED))))
    if open_now and desk.stances:
        label = "Take a stance for what is not answered"
        ways.append((Option(label, "A set of answers that fit together; each can be changed."), Chosen(Way.STANCE)))
    ways.append((Option("Review or change any answer"), Chosen(Way.REVIEW)))
    ways.append((Option("Write the drafts"), Chosen(Way.DRAFTS)))
    kept = f"This file is kept as aipolicy-{desk.today}.yaml."
    ways.append((Option("Start again", kept), Chosen(Way.BEGIN)))
    ways.append((Option("Save and quit"), None))
    return ways
