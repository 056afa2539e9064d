"""What a question's screen says around its options: why it is asked, what an answer would do, how answers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from aipolicy.answers import UNDECIDED, Other, Row
from aipolicy.interview.agenda import Status, row_labels, status_of
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.screens import Command, Preview
from aipolicy.library.questions import Choice, Interview, Question
from aipolicy.problems import InvalidContent

if TYPE_CHECKING:
    from aipolicy.interview.effects import Effect, Wording

ANSWERING = (
    Command.WHY,
    Command.BACK,
    Command.UNDECIDED,
    Command.SKIP,
    Command.WORDING,
    Command.REVIEW,
    Command.QUIT,
)
"""The commands of a question's screen."""
WITHIN = (Command.WHY, Command.BACK, Command.UNDECIDED, Command.QUIT)
"""The commands inside a question of several parts."""
WHO = {
    "superintendent": "the superintendent",
    "counsel": "the district's attorney",
    "technology": "the head of technology",
    "instruction": "the head of instruction",
    "privacy": "whoever answers for student privacy",
    "business": "the business office",
    "communications": "the communications office",
    "human_resources": "human resources",
    "special_education": "the head of special education",
    "board": "the board",
    "office": "the superintendent's office",
}
MOST_NAMED = 2


def why_of(question: Question, desk: Desk) -> tuple[str, ...]:
    """The paragraphs that "?" opens: why we ask, what it rests on, who usually knows."""
    parts = [f"Why we ask: {question.why}"]
    sources = _sources(question, desk)
    if sources:
        parts.append(f"Source: {sources}.")
    who = [WHO.get(str(name), str(name).replace("_", " ")) for name in question.who_knows]
    if who:
        parts.append(f"Who usually knows: {_joined(who, 'or')}.")
    if question.for_counsel:
        parts.append("This question is for the district's attorney. Leaving it undecided is the usual answer here.")
    if question.optional:
        parts.append("This one may be left out.")
    return tuple(parts)


def _sources(question: Question, desk: Desk) -> str:
    effects = desk.effects()
    laws = effects.library.citations if effects is not None else {}
    named = [str(laws[id].citation) for id in question.sources if id in laws]
    elements = [str(id) for id in question.sources if id not in laws and id[:1].isupper()]
    if elements:
        named.insert(0, f"framework {'element' if len(elements) == 1 else 'elements'} {', '.join(elements)}")
    return "; ".join(named)


def note_of(question: Question, desk: Desk) -> str:
    """Why a question comes again, "" where it is new."""
    status = status_of(question, desk.session.state)
    if status is Status.CLASHES:
        problem = desk.session.state.clashes[str(question.id)]
        return f"This must be chosen again: {problem.message}."
    if status is Status.REWORDED:
        return "The words of this question were changed since it was answered. Please look at it again."
    return ""


def preview_of(desk: Desk, question: Question, value: object, cell: tuple[str, str] | None = None) -> Preview | None:
    """What giving `value` would do, short; None while the clauses are still being read."""
    effects = desk.effects()
    if effects is None:
        return None
    effect = effects.of(desk.session.state.answers, str(question.id), value, cell)
    shown = effect.wordings[:1]
    title = f"Draft wording ({shown[0].document})" if shown else ""
    lines = shown[0].sentences if shown else ()
    return Preview(sentence_of(effect, desk.session.interview), title, lines)


def sentence_of(effect: Effect, interview: Interview) -> str:
    """ "Adds 2 questions: ...", or "" where no question comes or goes."""
    parts = []
    for word, ids in (("Adds", effect.adds), ("Drops", effect.removes)):
        if ids:
            count = f"{len(ids)} question{'' if len(ids) == 1 else 's'}"
            parts.append(f"{word} {count}: {_named(ids, interview)}.")
    for word, titles in (("Adds", effect.documents_added), ("Drops", effect.documents_removed)):
        if titles:
            parts.append(f"{word} the document{'' if len(titles) == 1 else 's'} {', '.join(titles)}.")
    return " ".join(parts)


def _named(ids: tuple[str, ...], interview: Interview) -> str:
    """A few questions by what they ask, many by their sections: "Rules for daily use (8), The roadmap (2)"."""
    if len(ids) <= MOST_NAMED:
        return "; ".join(short(interview.questions[id]) for id in ids)
    counts = Counter(interview.questions[id].section for id in ids)
    return ", ".join(f"{s.title} ({counts[str(s.id)]})" for s in interview.sections if counts[str(s.id)])


def short(question: Question) -> str:
    """The question without its mark, cut after some sixty letters."""
    words = question.ask.rstrip("?. ")
    return words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + "..."


def wording_lines(wordings: Iterable[Wording]) -> tuple[str, ...]:
    """Clauses in full: where each stands, its title, its sentences."""
    lines: list[str] = []
    for wording in wordings:
        lines += [f"{wording.document}: {wording.title}", *(f"| {line}" for line in wording.sentences), ""]
    return tuple(lines[:-1])


def offered(choices: Iterable[Choice], desk: Desk) -> tuple[Choice, ...]:
    """The choices that this district has."""
    from aipolicy.conditions import evaluate

    return tuple(choice for choice in choices if evaluate(choice.when, desk.session.state.facts) is not False)


def answer_words(question: Question, value: object, interview: Interview) -> str:
    """An answer as a person reads it, on one line."""
    labels = {str(choice.id): str(choice.label) for choice in question.choices}
    if value is None:
        return ""
    if value is UNDECIDED:
        return "not decided"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"${value:,}" if question.type == "money" else f"{value:,}"
    if isinstance(value, str):
        return labels.get(value, " ".join(value.split())) if question.type == "choice" else " ".join(value.split())
    if isinstance(value, Mapping):
        return _grid_words(question, value, interview)
    if isinstance(value, tuple):
        return _several(value, labels) or "none"
    return str(value)


def _several(values: tuple[object, ...], labels: Mapping[str, str]) -> str:
    named = []
    for value in values:
        if isinstance(value, Row):
            named.append(row_name(value))
        elif isinstance(value, Other):
            named.append(value.text)
        else:
            named.append(labels.get(str(value), str(value)))
    return "; ".join(" ".join(name.split()) for name in named)


def row_name(row: Row) -> str:
    """What a person knows a row by: its first field in words, or its id."""
    return next((value for value in row.fields.values() if isinstance(value, str)), row.id)


def _grid_words(question: Question, cells: Mapping[str, Mapping[str, str]], interview: Interview) -> str:
    labels = row_labels(question, interview)
    return "; ".join(f"{labels.get(row, row)}: {cell_words(question, given)}" for row, given in cells.items() if given)


def cell_words(question: Question, given: Mapping[str, str]) -> str:
    """The choices of one row of a grid, by column where it has several."""
    words = []
    for column in question.columns:
        choice = next((c for c in column.choices if str(c.id) == given.get(str(column.id))), None)
        if choice is not None:
            words.append(f"{column.label}: {choice.label}" if len(question.columns) > 1 else str(choice.label))
    return ", ".join(words)


def _joined(words: list[str], word: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {word} {words[-1]}"


def said(error: InvalidContent) -> str:
    """What is wrong, in one or two sentences, for the note of the screen that comes again."""
    problem = error.problems[0]
    hint = f" {problem.hint[:1].upper()}{problem.hint[1:]}." if problem.hint else ""
    first = problem.message.partition(" ")[0]
    message = problem.message if "." in first else problem.message[:1].upper() + problem.message[1:]
    return f"{message}.{hint}".replace("..", ".")
