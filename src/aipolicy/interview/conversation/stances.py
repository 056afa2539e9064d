"""A stance taken for everything that can be suggested, and counsel's questions left to counsel."""

from __future__ import annotations

from collections.abc import Mapping

from aipolicy.interview.agenda import OPEN, Status, statuses
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Table
from aipolicy.interview.suggesting import fill, leave_to_counsel, open_for_counsel, take_back
from aipolicy.library.questions import Interview, Question, Stance
from aipolicy.library.stances import stance_values

KEYS = (Command.WHY, Command.BACK, Command.SKIP, Command.QUIT)
WHY = (
    "A stance is a set of answers that fit together. It answers every question that can be suggested; each of these "
    "answers is marked as suggested, can be changed, and must be confirmed by somebody before an adoption copy is "
    "made. Facts about your district and questions for the district's attorney are never filled in.",
)
WIDEST_STANCE = 4


def choose_stance(desk: Desk, filled: list[str]) -> bool:
    """Show the stances side by side and fill in what the chosen one suggests. False when the person went back.

    `filled` holds what an earlier choice has filled in, and then what this one has: another stance takes its place.
    """
    stances = list(desk.stances.values())
    interview = desk.session.interview
    options = [Option(str(s.name), f"{s.about} Suits {s.fits[:1].lower()}{s.fits[1:]}") for s in stances]
    options.append(Option("None of these", "Each question is asked; the library's own suggestions are shown with it."))
    reply = desk.ask(
        Choose(
            title="Where does your district want to begin?",
            options=tuple(options),
            start=None,
            head=desk.head(place="A place to begin"),
            body=("Each of these answers the questions that can be suggested. Every answer can be changed later.",),
            table=side_by_side(stances[:WIDEST_STANCE], interview) if stances else None,
            why=WHY,
            commands=KEYS,
        )
    )
    if isinstance(reply, Did):
        return reply.command is Command.SKIP
    assert isinstance(reply, Picked)
    take_back(desk.session, filled)
    filled.clear()
    if reply.index < len(stances):
        chosen = stances[reply.index]
        filled += fill(desk.session, stance_values(chosen, interview))
        desk.face.tell(f"{chosen.name}: {len(filled)} answers are filled in as suggested. The review shows them all.")
    return True


def side_by_side(stances: list[Stance], interview: Interview) -> Table:
    """What each stance decides: a row for each question that the stances show."""
    shown = [str(id) for id in stances[0].shows if str(id) in interview.questions]
    headings = ("", *(str(stance.name) for stance in stances))
    rows = []
    for id in shown:
        question = interview.questions[id]
        cells = [_cell(question, stance_values(stance, interview).get(id)) for stance in stances]
        rows.append((question.ask.rstrip("?. "), *cells))
    return Table(headings, tuple(rows))


def _cell(question: Question, value: object) -> str:
    """The answer that a stance gives, in a few words; what it does not say takes the question's own suggestion."""
    if value is None:
        value = question.suggest
        if question.type == "yes_no" and value is not None:
            value = value == "true"
    labels = {str(choice.id): str(choice.label) for choice in question.choices}
    for column in question.columns:
        labels.update({str(choice.id): str(choice.label) for choice in column.choices})
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(item), str(item)) for item in value) or "none"
    if isinstance(value, Mapping):
        found = [labels.get(choice, choice) for choice in _choices_in(value)]
        return "; ".join(dict.fromkeys(found))
    return labels.get(str(value), str(value)) if value is not None else "asked"


def _choices_in(cells: Mapping[str, object]) -> list[str]:
    found: list[str] = []
    for value in cells.values():
        found += [str(inner) for inner in value.values()] if isinstance(value, Mapping) else [str(value)]
    return found


def settle_counsel(desk: Desk) -> bool:
    """Offer to leave counsel's open questions to counsel at once. False when the person went back."""
    ids = open_for_counsel(desk.session.state, desk.session.interview)
    if not ids:
        return True
    many = f"{len(ids)} question{' is' if len(ids) == 1 else 's are'}"
    reply = desk.ask(
        Choose(
            title=f"{many} for the district's attorney. Leave {'it' if len(ids) == 1 else 'them'} to the attorney?",
            options=(
                Option(
                    "Yes, leave them to the attorney",
                    "The drafts show them as open. A Word form for the attorney: aipolicy questionnaire --for counsel",
                ),
                Option("No, ask me with the others", "You can still leave any of them undecided."),
            ),
            start=0,
            head=desk.head(place="For counsel"),
            why=(
                "These turn on state law or on risk that an attorney should weigh, so nothing is suggested for them.",
            ),
            commands=KEYS,
        )
    )
    if isinstance(reply, Did):
        return reply.command is Command.SKIP
    assert isinstance(reply, Picked)
    if reply.index == 0:
        left = leave_to_counsel(desk.session)
        many = f"{len(left)} question{' is' if len(left) == 1 else 's are'}"
        desk.face.tell(f"{many} left to the district's attorney.")
    return True


def counts(desk: Desk) -> tuple[int, int]:
    """How many questions are not answered, and how many answers are only suggested."""
    found = list(statuses(desk.session.state, desk.session.interview).values())
    open_now = sum(1 for status in found if status in OPEN)
    return open_now, sum(1 for status in found if status in (Status.SUGGESTED, Status.REWORDED))
