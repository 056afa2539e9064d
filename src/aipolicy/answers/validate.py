"""The answer file held against the interview: every value typed, every problem found in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aipolicy import __version__
from aipolicy.answers.answer_file import RESERVED, AnswerFile, named_file
from aipolicy.answers.facts import facts_of
from aipolicy.answers.model import UNDECIDED, Answer, Answers, Row, Value
from aipolicy.answers.rows_csv import read_rows_csv
from aipolicy.answers.values import (
    brief,
    closest,
    is_undecided,
    read_choices,
    read_grid,
    read_rows,
    read_single,
    report,
)
from aipolicy.conditions import evaluate, questions_of
from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.questions import Choice, Interview, Question
from aipolicy.library.stances import row_ids
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.source import Mapping, Node, Scalar, read_text

LONGEST_PART = 9
"""Digits of a part of a version: a longer one is none."""
UNKNOWN = ("unknown-key", "unknown-choice", "unknown-question", "unknown-row")


def load_answers(file: AnswerFile, interview: Interview) -> Answers:
    """The valid answers of `file`. Raises InvalidContent with every problem."""
    answers, problems = validate(file, interview)
    if any(p.severity == "error" for p in problems):
        raise InvalidContent(problems)
    return answers


def validate(file: AnswerFile, interview: Interview) -> tuple[Answers, list[Problem]]:
    """The answers as far as they fit, and every problem of the file and of the files it names."""
    problems = list(file.problems)
    texts = [file.text]
    values: dict[str, Answer] = {}
    for key, node in _leaves(file, interview, problems):
        value = read_value(node, interview.questions[key], interview, file, texts, problems)
        if value is not None:
            values[key] = Answer(key, value, node.span)
    _known_decisions(file, interview, problems)
    answers = Answers(
        path=file.path,
        values=values,
        decisions=file.decisions,
        asked_with=file.asked_with,
        draft_date=file.draft_date,
        overlays=tuple(map(str, file.overlays)),
        letterhead=str(file.letterhead or ""),
        reviewed=file.reviewed,
        fingerprint=fingerprint(*texts),
    )
    _offered(answers, interview, problems)
    return answers, [_newer(problem, file) for problem in problems]


def _newer(problem: Problem, file: AnswerFile) -> Problem:
    """The problem; what is unknown here may be known to the newer aipolicy that wrote the file."""
    if problem.span.path != file.path or problem.code not in UNKNOWN or _parts(file.asked_with) <= _parts(__version__):
        return problem
    said = f"the file was written by aipolicy {file.asked_with}, which may know it; this is {__version__}"
    return replace(problem, hint="; ".join(filter(None, (problem.hint, said))))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal() and len(part) <= LONGEST_PART)


def _leaves(file: AnswerFile, interview: Interview, problems: list[Problem]) -> Iterator[tuple[str, Node]]:
    """Each question's node; keys that lead to no question are reported."""
    known = interview.questions
    groups: dict[str, list[str]] = {}
    endings: dict[str, str] = {}
    for id in known:
        parts = id.split(".")
        endings.setdefault(parts[-1], id)
        for length in range(len(parts)):
            names = groups.setdefault(".".join(parts[:length]), [])
            if parts[length] not in names:
                names.append(parts[length])

    def visit(prefix: str, node: Mapping) -> Iterator[tuple[str, Node]]:
        for key, value in node.entries:
            path = f"{prefix}.{key.text}" if prefix else key.text
            if "." in key.text:
                first, rest = key.text.split(".", 1)
                message = f"the key '{key.text}' holds a dot; each part of a name is a key of its own"
                report(problems, key.span, "unknown-key", message, f"write '{first}:' and under it '{rest}:'")
                continue
            if not prefix and key.text in RESERVED:
                continue
            if path in known:
                if not (isinstance(value, Scalar) and value.is_null):
                    yield path, value
            elif path in groups and isinstance(value, Mapping):
                yield from visit(path, value)
            elif path in groups:
                if not (isinstance(value, Scalar) and value.is_null):
                    hint = f"keys: {', '.join(groups[path])}"
                    report(problems, value.span, "wrong-type", f"'{path}' holds keys with values", hint)
            else:
                siblings = [*groups.get(prefix, []), *(RESERVED if not prefix else ())]
                hint = closest(problems, key.text, siblings, list_up_to=0)
                elsewhere = endings.get(key.text)
                hint = hint or (f"there is '{elsewhere}'" if elsewhere else closest(problems, key.text, siblings, 14))
                hint = hint or "'aipolicy list questions' shows them all"
                report(problems, key.span, "unknown-key", f"there is no question '{path}'", hint)

    yield from visit("", file.node)


def read_value(
    node: Node,
    question: Question,
    interview: Interview,
    file: AnswerFile,
    texts: list[str],
    problems: list[Problem],
) -> Value | None:
    """The typed value of one question, or None with problems."""
    if is_undecided(node):
        return UNDECIDED
    what = str(question.id)
    if question.type == "rows":
        if isinstance(node, Mapping) and question.csv:
            rows = _from_csv(node, question, file, texts, problems)
        else:
            rows = read_rows(node, question, problems)
        return rows if rows is None or _count(rows, question, "rows", node.span, problems) else None
    if question.type == "grid":
        return read_grid(node, question, grid_row_ids(question, interview), problems)
    if question.type == "choices":
        found = read_choices(node, question.choices, question.other, what, problems)
        return found if found is None or _count(found, question, "choices", node.span, problems) else None
    if not isinstance(node, Scalar):
        hint = "write one value, without brackets"
        report(problems, node.span, "wrong-type", f"{what} is a single value ({question.type})", hint)
        return None
    limits = (question.minimum, question.maximum)
    return read_single(node.located, node.quoted, question.type, question.choices, limits, what, problems)


def _count(found: tuple[object, ...], question: Question, what: str, span: Span, problems: list[Problem]) -> bool:
    """Whether as many are given as the question wants; else a problem."""
    low, high = question.minimum or 0, question.maximum
    if low <= len(found) and (high is None or len(found) <= high):
        return True
    wanted = f"at least {low}" if high is None else f"from {low} to {high}"
    hint = "change the list, or write 'undecided'"
    report(problems, span, "how-many", f"{question.id} has {len(found)} {what}; it needs {wanted}", hint)
    return False


def grid_row_ids(question: Question, interview: Interview) -> tuple[str, ...]:
    """The ids of a grid's rows, hidden ones included."""
    return row_ids(question, interview)


def _from_csv(
    node: Mapping, question: Question, file: AnswerFile, texts: list[str], problems: list[Problem]
) -> tuple[Row, ...] | None:
    name = node.get("file")
    if not isinstance(name, Scalar) or len(node.entries) != 1:
        hint = f"write {{file: {question.csv}}}, or the rows themselves"
        report(problems, node.span, "wrong-type", f"{question.id} is a list of rows or names a file", hint)
        return None
    path = named_file(file, name.located, problems)
    if path is None:
        return None
    try:
        text = read_text(path, name.text)
    except UnreadableFile as error:
        problems += error.problems
        message = f"the file '{brief(name.text)}' of {question.id} cannot be used"
        report(problems, name.span, "file-unreadable", message, "the message on that file says what to do")
        return None
    texts.append(text)
    return read_rows_csv(text, name.text, question, problems)


def _known_decisions(file: AnswerFile, interview: Interview, problems: list[Problem]) -> None:
    for key, decision in file.decisions.items():
        if key not in interview.questions and not is_cell(key, interview):
            hint = closest(problems, key, list(interview.questions), list_up_to=0)
            hint = hint or "'aipolicy list questions' shows them all"
            report(problems, decision.span, "unknown-question", f"there is no question '{key}' to decide", hint)


def is_cell(key: str, interview: Interview) -> bool:
    """Whether `key` names a row or a cell of a grid question."""
    for id, question in interview.questions.items():
        if question.type == "grid" and key.startswith(f"{id}."):
            row, _, column = key[len(id) + 1 :].partition(".")
            return row in grid_row_ids(question, interview) and column in ("", *_columns(question))
    return False


def _columns(question: Question) -> tuple[str, ...]:
    return tuple(str(column.id) for column in question.columns)


def _offered(answers: Answers, interview: Interview, problems: list[Problem]) -> None:
    """A choice that is offered only sometimes must be offered to this district."""
    facts = facts_of(answers, interview)
    for answer in answers.values.values():
        question = interview.questions[answer.question]
        if facts.visible(answer.question) is False:
            continue
        for choice, chosen, where in _choosable(question, answer.value):
            if str(choice.id) in chosen and evaluate(choice.when, facts) is False:
                rests = [str(id) for id in questions_of(choice.when)]
                message = f"'{choice.id}' in {where} contradicts the answer to {' and '.join(rests)}"
                related = tuple(
                    (answers.values[id].span, f"the answer to {id}") for id in rests if id in answers.values
                )
                hint = f"choose another, or change {' or '.join(rests)}"
                problems.append(Problem(answer.span, "not-offered", message, hint, related=related))


def _choosable(question: Question, value: Value) -> Iterator[tuple[Choice, tuple[object, ...], str]]:
    """Each choice, what was chosen where it could have been, and that place: a question, or a cell of a grid."""
    if question.type in ("choice", "choices"):
        chosen = value if isinstance(value, tuple) else (value,)
        yield from ((choice, chosen, str(question.id)) for choice in question.choices)
    elif question.type == "grid" and isinstance(value, dict):
        for column in question.columns:
            for row, cells in value.items():
                place = ".".join(part for part in (str(question.id), row, str(column.id)) if part)
                yield from ((choice, (cells.get(str(column.id)),), place) for choice in column.choices)


def span_of(file: AnswerFile, key: str) -> Span:
    """Where the value of a dotted key begins, else the top of the file."""
    node: Node | None = file.node
    for part in key.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    return node.span if node is not None else Span(file.path)
