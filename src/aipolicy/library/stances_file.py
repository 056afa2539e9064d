"""Reading `templates/stances.yaml`: whole sets of answers, each held against the questions of the interview."""

from __future__ import annotations

from collections.abc import Sequence as Seq

from aipolicy.library import layers
from aipolicy.library.parsing import parsed
from aipolicy.library.questions import Choice, Interview, Question, Stance, StanceValue
from aipolicy.library.stances import row_ids
from aipolicy.problems import Problem, Span, did_you_mean
from aipolicy.source import Fields, Mapping, Node, Scalar, Sequence

LONGEST_NAME = 24
MOST_SHOWN = 8


def read_stances(sources: Seq[layers.Layer], interview: Interview) -> tuple[dict[str, Stance], list[Problem]]:
    """The stances of these layers by id, in their order, and every problem of their files."""
    problems: list[Problem] = []
    return stances_of(sources, interview, None, problems), problems


def stances_of(
    sources: Seq[layers.Layer], interview: Interview, marks: list[str] | None, problems: list[Problem]
) -> dict[str, Stance]:
    """The same, its problems in `problems` and the fingerprints of its files in `marks`."""
    found: dict[str, Stance] = {}
    for layer in sources:
        for file in layers.files(layer, "templates", "stances.yaml"):
            node = parsed(file, marks, problems)
            if node is not None:
                found |= stances_in(node, interview, problems)
    _same_questions(found, problems)
    return found


def stances_in(node: Node, interview: Interview, problems: list[Problem]) -> dict[str, Stance]:
    """The stances of one file by id."""
    if not isinstance(node, Sequence):
        hint = "begin each entry with '- id:'"
        problems.append(Problem(node.span, "wrong-type", "stances.yaml must be a list (- id: ...)", hint))
        return {}
    found: dict[str, Stance] = {}
    for item in node.items:
        stance = _Reader(interview, problems).stance(item)
        if stance.id in found:
            related = ((found[stance.id].id.span, "the first one"),)
            message = f"the stance '{stance.id}' stands twice"
            problems.append(Problem(stance.id.span, "duplicate-id", message, "rename one", related=related))
        else:
            found[str(stance.id)] = stance
    return found


def _same_questions(stances: dict[str, Stance], problems: list[Problem]) -> None:
    """Stances are shown side by side, so all of them show the same questions."""
    first = next(iter(stances.values()), None)
    for stance in stances.values():
        if first is not None and stance.shows != first.shows:
            message = f"the stance '{stance.id}' shows other questions than '{first.id}'"
            hint = f"copy the 'shows:' of '{first.id}', in the same order"
            related = ((first.span, f"the stance {first.id}"),)
            problems.append(Problem(stance.span, "other-questions", message, hint, related=related))


class _Reader:
    def __init__(self, interview: Interview, problems: list[Problem]) -> None:
        self.interview = interview
        self.problems = problems

    def report(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(span, code, message, hint))

    def stance(self, node: Node) -> Stance:
        keys = Fields(node, "the stance", self.problems)
        id = keys.text("id")
        keys.what = f"the stance '{id}'"
        name, about, fits = keys.text("name"), keys.text("about"), keys.text("fits")
        if len(name) > LONGEST_NAME:
            message = f"the name '{name}' has {len(name)} characters; the most is {LONGEST_NAME}"
            self.report(name.span, "too-long", message, "shorten it")
        shows = keys.texts("shows", required=True)
        if len(shows) > MOST_SHOWN:
            message = f"{keys.what} shows {len(shows)} questions; the most is {MOST_SHOWN}"
            self.report(shows[MOST_SHOWN].span, "how-many", message, "show fewer")
        for shown in shows:
            if shown not in self.interview.questions:
                self.unknown(str(shown), shown.span)
        answers: dict[str, StanceValue] = {}
        places: dict[str, Span] = {}
        inner = keys.node("answers", required=True)
        if inner is not None:
            listed = Fields(inner, "'answers'", self.problems).map
            for key, value in listed.entries if listed is not None else ():
                read = self.answer(key, value)
                if read is not None:
                    answers[key.text], places[key.text] = read, value.span
        keys.finish()
        return Stance(id, name, about, fits, shows, answers, places, keys.span)

    def unknown(self, id: str, span: Span) -> None:
        hint = did_you_mean(id, list(self.interview.questions), list_up_to=0)
        hint = hint or "'aipolicy list questions' shows them all"
        self.report(span, "unknown-question", f"there is no question '{id}'", hint)

    def answer(self, key: Scalar, node: Node) -> StanceValue | None:
        question = self.interview.questions.get(key.text)
        if question is None:
            self.unknown(key.text, key.span)
            return None
        why = ""
        if question.fact:
            why = f"{question.id} asks for a fact"
        elif question.for_counsel:
            why = f"{question.id} is for counsel to decide"
        if why:
            self.report(key.span, "not-for-a-stance", f"{why}; no stance answers it", "delete this answer")
            return None
        if question.type == "grid":
            return self.grid(question, node)
        if question.type == "choices":
            return self.several(question, node)
        if question.type == "yes_no":
            if isinstance(node, Scalar) and not node.quoted and node.text in ("true", "false"):
                return node.text == "true"
            self.report(node.span, "not-yes-no", f"{question.id} is 'true' or 'false'", "no quotes")
            return None
        return self.one(node, question.choices, str(question.id))

    def one(self, node: Node, choices: Seq[Choice], what: str) -> str | None:
        known = [str(choice.id) for choice in choices]
        if not isinstance(node, Scalar):
            self.report(node.span, "wrong-type", f"{what} is one choice", "write its id alone")
        elif node.text not in known:
            hint = did_you_mean(node.text, known)
            self.report(node.span, "unknown-choice", f"'{node.text}' is not a choice of {what}", hint)
        else:
            return node.text
        return None

    def several(self, question: Question, node: Node) -> tuple[str, ...] | None:
        if not isinstance(node, Sequence):
            self.report(node.span, "wrong-type", f"{question.id} is a list of choices", "write [one, two]")
            return None
        read = [self.one(item, question.choices, str(question.id)) for item in node.items]
        found = tuple(dict.fromkeys(id for id in read if id is not None))
        if len(found) < len(read):
            if None not in read:
                self.report(node.span, "duplicate-choice", f"{question.id} has a choice twice", "keep one")
            return None
        for choice in question.choices:
            clash = next((str(other) for other in choice.not_with if choice.id in found and other in found), None)
            if clash:
                message = f"{question.id}: '{choice.id}' and '{clash}' may not stand together"
                self.report(node.span, "not-together", message, "keep one of them")
                return None
        low, high = question.minimum or 0, question.maximum
        if len(found) < low or (high is not None and len(found) > high):
            wanted = f"at least {low}" if high is None else f"from {low} to {high}"
            self.report(
                node.span, "how-many", f"{question.id} has {len(found)} choices; it needs {wanted}", "change the list"
            )
            return None
        return found

    def grid(self, question: Question, node: Node) -> StanceValue | None:
        """One choice for every row, or row -> choice, or row -> {column: choice}."""
        columns = {str(column.id): column for column in question.columns}
        single = columns.get("")
        if isinstance(node, Scalar) and single is not None:
            return self.one(node, single.choices, str(question.id))
        if not isinstance(node, Mapping):
            hint = "write 'row: choice' for each row" if single else f"columns: {', '.join(columns)}"
            self.report(node.span, "wrong-type", f"{question.id} has a value for each row", hint)
            return None
        rows = row_ids(question, self.interview)
        found: dict[str, str | dict[str, str]] = {}
        for key, value in node.entries:
            if key.text not in rows:
                hint = did_you_mean(key.text, rows)
                self.report(key.span, "unknown-row", f"{question.id} has no row '{key.text}'", hint)
            elif single is not None:
                cell = self.one(value, single.choices, f"{question.id}.{key.text}")
                if cell is not None:
                    found[key.text] = cell
            else:
                found[key.text] = self.cells(question, key.text, value)
        return found

    def cells(self, question: Question, row: str, node: Node) -> dict[str, str]:
        columns = {str(column.id): column for column in question.columns}
        found: dict[str, str] = {}
        if not isinstance(node, Mapping):
            hint = f"columns: {', '.join(columns)}"
            self.report(node.span, "wrong-type", f"{question.id}.{row} has columns", hint)
            return found
        for name, value in node.entries:
            column = columns.get(name.text)
            if column is None:
                hint = did_you_mean(name.text, list(columns))
                self.report(name.span, "unknown-column", f"{question.id} has no column '{name.text}'", hint)
                continue
            cell = self.one(value, column.choices, f"{question.id}.{row}.{name.text}")
            if cell is not None:
                found[name.text] = cell
        return found
