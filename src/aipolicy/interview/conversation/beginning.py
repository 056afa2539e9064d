"""The beginning of a new answer file: the route, the district and its facts, a stance, how much to go through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aipolicy.interview.agenda import Mode, Scope, Status, status_of
from aipolicy.interview.conversation.asking import ask
from aipolicy.interview.conversation.from_file import how_to_begin
from aipolicy.interview.conversation.shown import answer_words
from aipolicy.interview.conversation.stances import choose_stance, counts, settle_counsel
from aipolicy.interview.conversation.turn import Desk, Turn
from aipolicy.interview.conversation.walk import walk
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Write, Wrote
from aipolicy.interview.suggesting import open_for_counsel
from aipolicy.problems import InvalidContent

if TYPE_CHECKING:
    from aipolicy.directory import Agency

ROUTE, STATE, NAME = "policy.route", "district.state", "district.name"
GRADES = {"PK": "prekindergarten", "KG": "K"}
KEYS = (Command.WHY, Command.BACK, Command.QUIT)
MOST_OFFERED = 9
LISTED_FACT = "From the public list of 2019-20."
LISTED = {
    "district.grade_bands": "The public list of 2019-20 has the lowest and the highest grade; the rest is a guess."
}
LOOKUP_WHY = (
    "The list is public: school agencies of the United States in the school year 2019-20, from the Common Core of Data "
    "of the National Center for Education Statistics, by way of the Urban Institute's Education Data Portal. It is "
    "part of this program; nothing is looked up on the internet. Each fact is shown to you before it is taken.",
)


def begin(desk: Desk, review: Callable[[], None], chosen: int = 0) -> Scope | None:
    """Everything up to the plan for the rest: the scope to go on with, None to write the drafts at once.

    `chosen` is what the first screen gave.

    What is answered already is passed on the way forward, so that an interrupted beginning goes on where it stopped.
    """
    if not desk.session.state.answers.values:
        how_to_begin(desk, chosen)
    taken = not unfinished(desk)
    filled: list[str] = []
    steps: list[Callable[[bool], bool]] = [
        lambda forward: _asked(desk, ROUTE, review, forward),
        lambda forward: _asked(desk, STATE, review, forward),
        lambda forward: forward and _look_up(desk),
        lambda forward: _first_section(desk, review, forward),
        lambda forward: choose_stance(desk, filled) if desk.stances and not taken else forward,
        lambda forward: (
            settle_counsel(desk) if open_for_counsel(desk.session.state, desk.session.interview) else forward
        ),
    ]
    place, forward = 0, True
    while True:
        if place >= len(steps):
            found = _pace(desk)
            if found is not None:
                return found[0]
            forward = False
        else:
            forward = steps[place](forward)
        place = place + 1 if forward else place - 1
        if place < 0:
            place, forward = 0, False


def unfinished(desk: Desk) -> bool:
    """Whether the beginning was interrupted: nothing is answered beyond the first section."""
    first = _section(desk)
    questions = desk.session.interview.questions
    return all(questions[id].section == first for id in desk.session.state.answers.values)


def _asked(desk: Desk, id: str, review: Callable[[], None], forward: bool) -> bool:
    """Ask one question of the library, if it has it. False when the person went back."""
    question = desk.session.interview.questions.get(id)
    if question is None:
        return forward
    status = status_of(question, desk.session.state)
    if status is Status.HIDDEN or (forward and status in (Status.ANSWERED, Status.SUGGESTED, Status.UNDECIDED)):
        return forward
    while True:
        turn = ask(desk, id)
        if turn is not Turn.REVIEW:
            return turn is not Turn.BACK
        review()


def _section(desk: Desk) -> str:
    """The section that holds the district's facts."""
    question = desk.session.interview.questions.get(NAME)
    return question.section if question is not None else str(desk.session.interview.sections[0].id)


def _first_section(desk: Desk, review: Callable[[], None], forward: bool) -> bool:
    """Ask the rest of the facts; coming back, from the last of them."""
    section = _section(desk)
    asked = [
        id
        for id, question in desk.session.interview.questions.items()
        if question.section == section
        and (question.fact or id in (ROUTE, STATE))
        and status_of(question, desk.session.state) not in (Status.HIDDEN, Status.WAITING)
    ]
    before = [id for id in asked if id in (ROUTE, STATE)]
    if forward:
        return walk(desk, Scope(Mode.GO_ON, section=section, facts=True), review, after=before[0] if before else "")
    return walk(
        desk, Scope(Mode.GO_ON, section=section, facts=True), review, history=[id for id in asked if id not in before]
    )


def _look_up(desk: Desk) -> bool:
    """Find the district in the list and offer its facts, one by one. False when the person went back."""
    from aipolicy.directory import find

    state = desk.session.state.answers.value(STATE)
    if not isinstance(state, str) or state == "undecided" or desk.session.state.answers.decided(NAME):
        return True
    note = ""
    while True:
        reply = desk.ask(
            Write(
                title="Which district is it? Type a few letters of its name.",
                label="Letters",
                empty="skip the list and type the facts",
                form="such as 'maple' or 'cedar usd'",
                head=desk.head(NAME),
                note=note,
                why=LOOKUP_WHY,
                commands=KEYS,
            )
        )
        if isinstance(reply, Did):
            return False
        assert isinstance(reply, Wrote)
        if not reply.text:
            return True
        found = find(state, reply.text, MOST_OFFERED + 1)
        if not found:
            note = f"Nothing in the list sounds like '{reply.text}'. Try fewer letters, or Enter to type the name."
            continue
        chosen = _chosen(desk, found)
        if chosen is not None:
            return _facts(desk, chosen)
        note = ""


def _chosen(desk: Desk, found: tuple[Agency, ...]) -> Agency | None:
    """The agency that the person picks; None for none of them."""
    more = len(found) > MOST_OFFERED
    found = found[:MOST_OFFERED]
    options = [Option(agency.shown, f"{agency.city}; {_span(agency)}".strip("; ")) for agency in found]
    options.append(Option("None of these", "Type other letters, or leave the list."))
    reply = desk.ask(
        Choose(
            title="Which of these is it?",
            options=tuple(options),
            start=None,
            head=desk.head(NAME),
            body=("There are more. If it is not here, type more letters of its name.",) if more else (),
            why=LOOKUP_WHY,
            commands=KEYS,
        )
    )
    if isinstance(reply, Did):
        return None
    assert isinstance(reply, Picked)
    return found[reply.index] if reply.index < len(found) else None


def _span(agency: Agency) -> str:
    low, high = (GRADES.get(code, code.lstrip("0")) for code in (agency.lowest_grade, agency.highest_grade))
    return f"grades {low} to {high}" if low and high and low != high else f"grade {low}" if low else ""


def _facts(desk: Desk, agency: Agency) -> bool:
    """Offer each fact; what the person does not take is asked with the other questions."""
    from aipolicy.directory import suggestions

    questions, answers = desk.session.interview.questions, desk.session.state.answers
    offered = [
        (id, tuple(value) if isinstance(value, list) else value)
        for id, value in suggestions(agency).answers().items()
        if id in questions and answers.value(id) is None
    ]
    place = 0
    while place < len(offered):
        id, value = offered[place]
        question = desk.session.interview.questions[id]
        reply = desk.ask(
            Choose(
                title=str(question.ask),
                options=(
                    Option(answer_words(question, value, desk.session.interview), LISTED.get(id, LISTED_FACT)),
                    Option("Something else", "You are asked for it next."),
                ),
                start=None,
                head=desk.head(id),
                why=(f"Why we ask: {question.why}", *LOOKUP_WHY),
                commands=KEYS,
            )
        )
        if isinstance(reply, Did):
            place -= 1
            if place < 0:
                return False
            continue
        assert isinstance(reply, Picked)
        if reply.index == 0:
            try:
                desk.session.give(id, value)
            except InvalidContent:
                desk.face.tell("The list's fact does not fit the question; you are asked for it next.")
        place += 1
    return True


def _pace(desk: Desk) -> tuple[Scope | None] | None:
    """How much to go through now: a scope, or nothing for "write the drafts"; None when the person went back."""
    open_now, suggested = counts(desk)
    ways: list[tuple[Option, Scope | None]] = []
    if open_now:
        label = f"Answer what nobody can suggest (about {open_now} question{'' if open_now == 1 else 's'})"
        means = "The rest stays as suggested until somebody confirms it in the review."
        ways.append((Option(label, means), Scope(Mode.GO_ON)))
    if open_now + suggested:
        label = f"Go through every question (about {open_now + suggested})"
        ways.append(
            (Option(label, "Each suggestion is shown; the review confirms those that you keep."), Scope(Mode.THOROUGH))
        )
    label, means = "Write first drafts now", "With what is decided so far; everything else shows as open."
    ways.append((Option(label, means), None))
    reply = desk.ask(
        Choose(
            title="You have enough for a first board policy. What now?",
            options=tuple(option for option, _ in ways),
            start=0,
            head=desk.head(place="What next"),
            commands=(Command.BACK, Command.QUIT),
        )
    )
    if isinstance(reply, Did):
        return None
    assert isinstance(reply, Picked)
    return (ways[reply.index][1],)
