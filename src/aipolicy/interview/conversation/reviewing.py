"""The review: every answer by section, each to be changed from here, suggestions confirmed by name and date."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from aipolicy.answers.answer_file import is_date
from aipolicy.answers.record import as_date
from aipolicy.interview.agenda import OPEN, Mode, Scope, Status
from aipolicy.interview.conversation.asking import ask
from aipolicy.interview.conversation.shown import answer_words, contradiction, note_of, said, short
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.conversation.walk import walk
from aipolicy.interview.review import ANSWERED, Entry, Review, SectionReview, review
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Tell, Write, Wrote
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent

KEYS = (Command.BACK, Command.QUIT)
NAMED = 3


class After(Enum):
    """How the review ended."""

    BACK = "to where the person was"
    DRAFTS = "write the drafts"


def show_review(desk: Desk, changed: Callable[[], tuple[str, ...]]) -> After:
    """The review until the person leaves it. `changed` gives the questions that changed since the last drafts."""
    while True:
        found = review(desk.session.state, desk.session.interview, changed())
        actions = _actions(found)
        options = [Option(section.title, section.words()) for section in found.sections]
        start = len(options)
        screen = Choose(
            title=_title(found),
            options=(*options, *(Option(label, means) for _, label, means in actions)),
            start=start,
            head=desk.head(place="Review"),
            body=_body(found, desk.session.interview),
            commands=KEYS,
        )
        reply = desk.ask(screen)
        if isinstance(reply, Did):
            return After.BACK
        assert isinstance(reply, Picked)
        if reply.index < start:
            _section(desk, found.sections[reply.index].section, changed)
            continue
        match actions[reply.index - start][0]:
            case "drafts":
                return After.DRAFTS
            case "undecided":
                walk(desk, Scope(Mode.UNDECIDED), None)
            case "suggested":
                walk(desk, Scope(Mode.SUGGESTED), None)
            case "open":
                walk(desk, Scope(Mode.GO_ON), None)
            case "confirm":
                confirm(desk, tuple(id for section in found.sections for id in section.unconfirmed()))
            case "text":
                words = tuple(lines(found, desk))
                desk.ask(Tell("All answers", words, None, desk.head(place="Review"), (Command.QUIT,)))


def _actions(found: Review) -> list[tuple[str, str, str]]:
    actions = [("drafts", "Write the drafts", "The documents are made from these answers.")]
    left = found.count(*OPEN)
    if left:
        actions.append(("open", f"Answer what is not answered ({left})", ""))
    undecided = found.count(Status.UNDECIDED)
    if undecided:
        actions.append(("undecided", f"Only what is not decided ({undecided})", ""))
    suggested = found.count(Status.SUGGESTED, Status.REWORDED)
    if suggested:
        actions.append(("suggested", f"Go through what was suggested, one by one ({suggested})", ""))
        actions.append(("confirm", f"Confirm all that was suggested ({suggested})", "With a name and a date."))
    actions.append(("text", "Show all answers as text", ""))
    return actions


def _title(found: Review) -> str:
    answered = found.count(*ANSWERED)
    asked = len([entry for entry in found.entries if entry.status not in (Status.WAITING, Status.LEFT_OUT)])
    parts = [f"{answered} of {asked} answered"]
    for count, word in (
        (found.count(Status.UNDECIDED), "not decided"),
        (found.count(Status.SUGGESTED, Status.REWORDED), "to confirm"),
        (found.count(*OPEN), "not answered"),
    ):
        if count:
            parts.append(f"{count} {word}")
    return "Review: " + ", ".join(parts)


def _body(found: Review, interview: Interview) -> tuple[str, ...]:
    lines = [contradiction(problem, interview) for problem in found.conflicts]
    changed = tuple(entry.question for entry in found.entries if entry.changed)
    if changed:
        lines.append(f"CHANGED since the last drafts: {_few(changed, interview)}.")
    if found.unused:
        lines.append(f"NO LONGER USED (kept, not printed): {_few(found.unused, interview)}.")
    return tuple(lines)


def _few(ids: tuple[str, ...], interview: Interview) -> str:
    """The first questions by what they ask, and how many more there are."""
    names = "; ".join(short(interview.questions[id]) for id in ids[:NAMED])
    return f"{names}; and {len(ids) - NAMED} more" if len(ids) > NAMED else names


def _section(desk: Desk, section: str, changed: Callable[[], tuple[str, ...]]) -> None:
    """One section: a number changes that answer and comes straight back here."""
    at: int | None = None
    while True:
        found = review(desk.session.state, desk.session.interview, changed())
        part = next((s for s in found.sections if s.section == section), None)
        if part is None:
            return
        open_entries = part.entries
        options = [_option(desk, entry) for entry in open_entries]
        waiting = part.unconfirmed()
        confirming = []
        if waiting:
            many = "suggested answer" if len(waiting) == 1 else f"{len(waiting)} suggested answers"
            confirming = [Option(f"Confirm the {many} of this section", "With a name and a date.")]
        screen = Choose(
            title=f"{part.title}: {part.words()}",
            options=(*options, *confirming, Option("Back to the whole review", "")),
            start=at if at is not None and at < len(options) else len(options) + len(confirming),
            head=desk.head(place="Review"),
            commands=KEYS,
        )
        reply = desk.ask(screen)
        if isinstance(reply, Did):
            return
        assert isinstance(reply, Picked)
        if reply.index < len(options):
            entry = open_entries[reply.index]
            at = reply.index
            if entry.status is Status.WAITING:
                desk.face.tell("This one waits for another decision, so it cannot be answered yet.")
                continue
            ask(desk, entry.question, note_of(desk.session.interview.questions[entry.question], desk))
        elif confirming and reply.index == len(options):
            confirm(desk, waiting)
        else:
            return


def _option(desk: Desk, entry: Entry) -> Option:
    interview = desk.session.interview
    question = interview.questions[entry.question]
    words = _state_words(desk, entry, interview)
    marks = (*(("suggested",) if entry.status is Status.SUGGESTED else ()), *(("changed",) if entry.changed else ()))
    return Option(f"{short(question)}?", words, marks)


def _state_words(desk: Desk, entry: Entry, interview: Interview) -> str:
    question = interview.questions[entry.question]
    decision = entry.decision
    if entry.status is Status.UNDECIDED:
        who = ", by ".join(part for part in (decision.decides, decision.by) if part) if decision else ""
        return f"NOT DECIDED ({who})" if who else "NOT DECIDED"
    if entry.status in (Status.UNANSWERED, Status.LEFT_OUT, Status.WAITING):
        return str(entry.status.value)
    words = answer_words(question, desk.session.state.answers.value(entry.question), interview)
    cut = words if len(words) <= 160 else words[:157] + "..."
    prefix = {
        Status.CLASHES: "MUST BE CHOSEN AGAIN: ",
        Status.REWORDED: "NEEDS A SECOND LOOK: ",
        Status.BEGUN: "NOT FINISHED: ",
    }.get(entry.status, "")
    by = decision.decided_by if decision and decision.decided_by else ""
    return f"{prefix}{cut}{f' (confirmed by {by})' if by and not prefix else ''}"


def confirm(desk: Desk, questions: tuple[str, ...]) -> bool:
    """Record who confirmed these suggested answers, and when. False when the person went back."""
    name, note = "", ""
    many = "1 answer" if len(questions) == 1 else f"{len(questions)} answers"
    while True:
        if not name:
            reply = desk.ask(
                Write(
                    title=f"Who confirms {'this' if len(questions) == 1 else 'these'} {many}?",
                    label="Name and title",
                    form="such as Pat Lee, Superintendent",
                    head=desk.head(place="Review"),
                    body=("The name and the date stand in the answer file and in the register of decisions.",),
                    note=note,
                    commands=KEYS,
                )
            )
        else:
            reply = desk.ask(
                Write(
                    title="On which date?",
                    label="Date",
                    current=desk.today,
                    form="Enter for today, or another date such as 2027-01-12",
                    kind="date",
                    head=desk.head(place="Review"),
                    note=note,
                    commands=KEYS,
                )
            )
        if isinstance(reply, Did):
            if not name:
                return False
            name = ""
            continue
        assert isinstance(reply, Wrote)
        note = ""
        if not name:
            name = reply.text
            continue
        on = as_date(reply.text)
        if not is_date(on):
            note = f"'{reply.text}' is not a date. Write it as 2027-01-12."
            continue
        try:
            desk.session.confirm(questions, name, on)
        except InvalidContent as error:
            name, note = "", said(error)
            continue
        desk.face.tell(f"Confirmed: {many}, by {name} on {on}.")
        return True


def lines(found: Review, desk: Desk) -> list[str]:
    """Every answer as text, a line each, for reading or printing."""
    made: list[str] = []
    for section in found.sections:
        made += [f"{section.title}: {section.words()}", *_section_lines(section, desk), ""]
    return made[:-1]


def _section_lines(section: SectionReview, desk: Desk) -> list[str]:
    interview = desk.session.interview
    return [
        f"{entry.number}. {interview.questions[entry.question].ask} {_state_words(desk, entry, interview)}"
        f"{' (suggested)' if entry.status is Status.SUGGESTED else ''}"
        for entry in section.entries
    ]
