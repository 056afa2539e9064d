"""Reading the interview alone: every section file of every layer, derived answers, conflicts.

It needs nothing else of a library, so that an interview can ask its first question before clauses are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aipolicy.conditions import Predicate, Variable, parse
from aipolicy.library import layers
from aipolicy.library.interview_file import RawInterview, collect, read_conflict, read_section
from aipolicy.library.more_choices import with_more_choices
from aipolicy.library.parsing import parsed
from aipolicy.library.questions import Interview, InterviewSection, Question
from aipolicy.library.shapes import derived_shape, shapes_of
from aipolicy.library.vocabulary import cycle_in, read_derived, variable_of, without_conditions
from aipolicy.problems import Problem, Span
from aipolicy.source import Node


def read_interview(sources: Sequence[layers.Layer]) -> tuple[Interview, list[Problem]]:
    """The interview of these layers as far as it can be read, and every problem of its files."""
    problems: list[Problem] = []
    return interview_of(sources, None, problems), problems


def interview_of(sources: Sequence[layers.Layer], marks: list[str] | None, problems: list[Problem]) -> Interview:
    """The same, its problems in `problems` and the fingerprints of its files in `marks`."""
    raw = RawInterview()
    for layer in sources:
        for file in layers.files(layer, "templates", "interview/*.yaml"):
            collect(parsed(file, marks, problems), raw, problems)
    raw.sections = with_more_choices(raw.sections, problems)
    shapes: dict[str, Variable] = {}
    for variable in (*shapes_of(raw.sections), *map(derived_shape, raw.derived)):
        shapes.setdefault(variable.id, variable)

    def condition(node: Node | None) -> Predicate:
        return parse(node, shapes, problems)

    sections = tuple(sorted((read_section(node, condition, problems) for node in raw.sections), key=_place))
    questions = _by_id(sections, problems)
    spans = {id: question.span for id, question in questions.items()}
    vocabulary = {id: variable_of(question) for id, question in questions.items()}
    for node in raw.derived:
        derived = read_derived(node, condition, shapes, problems)
        if derived.id in vocabulary:
            problems.append(Problem(node.span, "duplicate-id", f"'{derived.id}' stands twice", "rename one"))
        vocabulary.setdefault(derived.id, derived)
        spans.setdefault(derived.id, node.span)
    _prefixes(vocabulary, spans, problems)
    _rows_from(questions, problems)
    _circles(vocabulary, spans, problems)
    conflicts = tuple(read_conflict(node, condition, problems) for node in raw.conflicts)
    return Interview(sections, questions, vocabulary, conflicts, spans)


def _place(section: InterviewSection) -> tuple[int, str]:
    return section.order, section.id


def _by_id(sections: Iterable[InterviewSection], problems: list[Problem]) -> dict[str, Question]:
    questions: dict[str, Question] = {}
    for question in (question for section in sections for question in section.questions):
        if question.id in questions:
            first = ((questions[question.id].span, "the first one"),)
            message = f"the question '{question.id}' stands twice"
            problems.append(Problem(question.id.span, "duplicate-id", message, "rename one", related=first))
        else:
            questions[str(question.id)] = question
    return questions


def _rows_from(questions: dict[str, Question], problems: list[Problem]) -> None:
    for question in questions.values():
        source = questions.get(question.rows_from)
        if question.rows_from and (source is None or source.type != "choices"):
            message = f"'rows_from: {question.rows_from}' is not a choices question"
            problems.append(Problem(question.span, "unknown-question", message))


def _circles(vocabulary: dict[str, Variable], spans: dict[str, Span], problems: list[Problem]) -> None:
    """Report questions that wait for each other, and take their conditions away, so that nobody waits for ever."""
    while circle := cycle_in(vocabulary):
        message = "these wait for each other: " + " -> ".join(circle)
        hint = "take one of them out of a condition of the others"
        problems.append(Problem(spans.get(circle[0], Span("templates/interview")), "circle", message, hint))
        vocabulary[circle[0]] = without_conditions(vocabulary[circle[0]])


def _prefixes(vocabulary: dict[str, Variable], spans: dict[str, Span], problems: list[Problem]) -> None:
    """No id may be the beginning of another: one would have to be both a value and a group of keys."""
    for id in vocabulary:
        parts = id.split(".")
        for length in range(1, len(parts)):
            shorter = ".".join(parts[:length])
            if shorter in vocabulary:
                message = f"'{shorter}' is the beginning of '{id}'; no id may be"
                problems.append(Problem(spans[id], "id-prefix", message, "rename one of them"))
