"""What a question's screen says around its options: why it is asked, what an answer would do, how answers read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from aipolicy.interview.agenda import Status, row_labels, status_of
from aipolicy.interview.conversation.turn import Desk
from aipolicy.interview.conversation.value_words import row_name, value_words
from aipolicy.interview.screens import Command, Preview
from aipolicy.library.questions import Choice, Interview, Question
from aipolicy.problems import InvalidContent, Problem

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
TYPED = ("empty-text", "too-short", "too-long", "out-of-range", "how-many")
"""Problems of a typed answer whose messages begin with an id, which whoever edits the file needs, and nobody else."""
ABOUT = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+(?= (?:is|has) )")
COUNTED = re.compile(r".+ has (\d+) (characters|choices|rows); (?:the (fewest|most) is (\d+)|it needs (.+))", re.DOTALL)


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
        return f"This must be chosen again: {_clash(question, desk)}."
    if status is Status.REWORDED:
        return "The words of this question were changed since it was answered. Please look at it again."
    return ""


def _clash(question: Question, desk: Desk) -> str:
    """Which choice no longer fits, and to the answer of which questions."""
    from aipolicy.conditions import evaluate, questions_of

    questions, value = desk.session.interview.questions, desk.session.state.answers.value(str(question.id))
    taken = _taken(value)
    for choice in (*question.choices, *(choice for column in question.columns for choice in column.choices)):
        if str(choice.id) in taken and evaluate(choice.when, desk.session.state.facts) is False:
            rests = [f'"{short(questions[str(id)])}"' for id in questions_of(choice.when) if str(id) in questions]
            if rests:
                return f'"{choice.label}" does not go with the answer to {_joined(rests, "and")}'
    return "it does not go with another answer any more"


def _taken(value: object) -> set[str]:
    """The choices that an answer is made of."""
    if isinstance(value, Mapping):
        return {choice for cells in value.values() for choice in cells.values()}
    return {str(item) for item in value} if isinstance(value, tuple) else {str(value)}


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
    if isinstance(value, Mapping):
        return _grid_words(question, value, interview)
    if value == ():
        return "none"
    if question.type == "rows" and isinstance(value, tuple):
        return "; ".join(" ".join(row_name(row, question).split()) for row in value)
    return value_words(value, question.type, question.choices)


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


def said(error: InvalidContent, question: Question | None = None) -> str:
    """What is wrong, in one or two sentences without ids, for the note of the screen that comes again.

    `question` is the one that was answered; without it, choices that exclude each other are named by their ids.
    """
    problem = error.problems[0]
    message, hint = problem.message, problem.hint
    if problem.code == "not-together" and question is not None:
        message, hint = _not_together(message, question), "keep one of them"
    elif problem.code in TYPED:
        message = _of_this(message)
        hint = hint.replace("'undecided'", "- if it is not decided yet")
    return " ".join(_sentence(words) for words in (message, hint) if words)


def _of_this(message: str) -> str:
    """ "roles.board has 1 characters; the fewest is 3" without the id, and as one says it."""
    if message.startswith("'other' is"):
        return message.replace("'other' is", "what you write yourself is", 1)
    found = COUNTED.fullmatch(message)
    if found is None:
        return ABOUT.sub("this", message, count=1)
    count, what, end, limit, needs = found.groups()
    many = f"this has {count} {what if count != '1' else what[:-1]}"
    if needs:
        return f"{many}; it needs {needs}"
    verb = "is" if limit == "1" else "are"
    return f"{many}; {f'at least {limit} {verb} needed' if end == 'fewest' else f'at most {limit} {verb} possible'}"


def contradiction(problem: Problem, interview: Interview) -> str:
    """What a "contradictory-answers" problem says, with the questions in place of their ids, and what to do."""
    ids, _, says = problem.message.removeprefix("the answers to ").partition(" contradict each other: ")
    asks = " and ".join(f'"{interview.questions[id].ask}"' for id in ids.split(" and ") if id in interview.questions)
    return f"These answers contradict each other: {asks} {_sentence(says)} Change one of them."


def _not_together(message: str, question: Question) -> str:
    """The choices that exclude each other by their labels."""
    labels = [f'"{choice.label}"' for choice in question.choices if f"'{choice.id}'" in message]
    return f"{_joined(labels, 'and')} do not go together" if labels else message


def _sentence(words: str) -> str:
    first = words.partition(" ")[0]
    whole = words if "." in first else words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
