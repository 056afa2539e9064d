"""`aipolicy set KEY VALUE`: words from the command line as a value of the answer file, checked before it is saved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aipolicy.answers.answer_file import DECISION_KEYS, RESERVED, AnswerFile, is_date
from aipolicy.answers.edit import Path
from aipolicy.answers.emit import Plain, plain
from aipolicy.answers.facts import facts_of
from aipolicy.answers.meaning import meaning
from aipolicy.answers.model import BASES, Answers
from aipolicy.answers.nodes import node_at
from aipolicy.answers.validate import grid_row_ids, is_cell, read_value
from aipolicy.answers.values import is_undecided, read_single, report
from aipolicy.library.questions import Choice, Interview, Question
from aipolicy.problems import InvalidContent, Problem, Span, did_you_mean
from aipolicy.source import Located, Mapping, Node, Scalar, Sequence, parse_yaml

COMMAND_LINE = "command line"
PLACE = Span(COMMAND_LINE)
YES = ("yes", "y", "true", "on")
NO = ("no", "n", "false", "off")
REVIEW_KEYS = ("by", "on", "scope", "fingerprint")


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where a value goes in the answer file, and what: give both to `set_value`.

    `question` is the id of the question that it answers, wholly or in a cell; "" for a key of another kind.
    """

    path: Path
    value: Plain
    question: str = ""

    def differs(self, node: Node | None) -> bool:
        """Whether an answer file with this `node` says something else here, or nothing."""
        stood = node_at(node, self.path)
        return stood is None or meaning(stood) != meaning(self.value)


def record(key: str, text: str, interview: Interview, file: AnswerFile) -> Recorded:
    """The value that `text` means for `key`. Raises InvalidContent with every problem, in words for people.

    Lists are written `a, b` or `[a, b]`; yes and no may be words; a choice may be named by its label; rows and
    whole grids are YAML on one line, or `{file: tools.csv}`. `file` says in which folder a named file is.
    """
    problems: list[Problem] = []
    found = _record(key.strip(), text, interview, file, problems)
    if problems or found is None:
        raise InvalidContent(problems)
    plain(found.value)
    return found


def unasked(recorded: Iterable[Recorded], answers: Answers, interview: Interview) -> tuple[str, ...]:
    """The keys among `recorded` that a district with these answers is not asked: kept in the file, printed nowhere.

    A question that other answers hide, or the rows of a grid that this district does not have.
    """
    facts = facts_of(answers, interview)
    found: dict[str, None] = {}
    for one in recorded:
        question = interview.questions.get(one.question)
        if question is None:
            continue
        key = ".".join(one.path)
        if facts.visible(one.question) is False:
            found[key] = None
        elif question.type == "grid":
            given = one.value if key == one.question else {one.path[len(one.question.split("."))]: ""}
            hidden = [row for row, asked in facts.grid_rows(interview.vocabulary[one.question]) if asked is False]
            rows = [row for row in hidden if isinstance(given, dict) and row in given]
            found |= dict.fromkeys(key if key != one.question else f"{key}.{row}" for row in rows)
    return tuple(found)


def _record(key: str, text: str, interview: Interview, file: AnswerFile, problems: list[Problem]) -> Recorded | None:
    head = key.split(".", 1)[0]
    if head in RESERVED:
        return _reserved(key, text, interview, problems)
    question = interview.questions.get(key)
    if question is not None:
        node = _node(question, text, problems)
        if node is None:
            return None
        value = read_value(node, question, interview, file, [], problems)
        if value is None:
            return None
        # A named file stays a name; its rows were only checked.
        kept = {"file": text_of(node.get("file"))} if question.type == "rows" and isinstance(node, Mapping) else value
        return Recorded(tuple(key.split(".")), plain(kept), str(question.id))
    grid = next((q for q in interview.questions.values() if q.type == "grid" and key.startswith(f"{q.id}.")), None)
    if grid is not None:
        return _cell(grid, key, text, interview, problems)
    _unknown(key, interview, problems)
    return None


def text_of(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _unknown(key: str, interview: Interview, problems: list[Problem]) -> None:
    inside = [id for id in interview.questions if id.startswith(f"{key}.")]
    above = next((id for id in interview.questions if key.startswith(f"{id}.")), "")
    if inside:
        hint = f"there are: {', '.join(inside[:12])}"
    elif above:
        hint = f"set the whole of '{above}'"
    else:
        known = [*interview.questions, *RESERVED[1:]]
        hint = did_you_mean(key, known, list_up_to=0)
        ending = next((id for id in interview.questions if id.split(".")[-1] == key.split(".")[-1]), "")
        hint = hint or (f"did you mean '{ending}'?" if ending else "'aipolicy list questions' shows them all")
    report(problems, PLACE, "unknown-key", f"there is no question '{key}'", hint)


def _node(question: Question, text: str, problems: list[Problem]) -> Node | None:
    """The words as the node that the answer file would hold."""
    trimmed = text.strip()
    if trimmed == "undecided":
        return _word(trimmed)
    if question.type in ("rows", "grid") or (question.type == "choices" and trimmed.startswith(("[", "-"))):
        return _yaml(question, text, problems)
    if question.type == "choices":
        parts = [part.strip() for part in trimmed.split(",") if part.strip()]
        return Sequence(tuple(_item(part, question) for part in parts), PLACE, 0, 0, True)
    if question.type == "choice":
        return _word(_by_label(trimmed, question.choices))
    if question.type == "yes_no":
        lower = trimmed.lower()
        return _word("true" if lower in YES else "false" if lower in NO else trimmed)
    if question.type == "date":
        return _word(as_date(trimmed))
    return Scalar(text if question.type == "text" else trimmed, question.type == "text", PLACE, 0, 0)


def _word(text: str) -> Scalar:
    return Scalar(text, False, PLACE, 0, 0)


def _item(part: str, question: Question) -> Node:
    if question.other and part.startswith("other:"):
        words = Scalar(part.removeprefix("other:").strip(), True, PLACE, 0, 0)
        return Mapping(((_word("other"), words),), PLACE, 0, 0, True)
    return _word(_by_label(part, question.choices))


def _by_label(text: str, choices: tuple[Choice, ...]) -> str:
    """The id of the choice with this id or label, whatever the case of its letters."""
    lower = text.lower()
    by_name = next((c.id for c in choices if lower == c.id.lower()), None)
    return str(by_name or next((c.id for c in choices if lower == c.label.lower()), text))


def as_date(text: str) -> str:
    """`text` in the order year, month, day where it is a date written 1/12/2027; else as it is."""
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    turned = f"{slashed[3]}-{int(slashed[1]):02d}-{int(slashed[2]):02d}" if slashed else text
    return turned if is_date(turned) else text


def _yaml(question: Question, text: str, problems: list[Problem]) -> Node | None:
    node, found = parse_yaml(text, COMMAND_LINE)
    problems += found
    if node is None and not found:
        report(problems, PLACE, "empty-text", f"{question.id} is empty", "write the value, or 'undecided'")
    if question.type == "rows" and isinstance(node, Scalar) and not found and not is_undecided(node):
        rows = "[{id: first, ...}]"
        hint = f"write '{{file: {question.csv}}}' or '{rows}'" if question.csv else f"write '{rows}'"
        report(problems, PLACE, "wrong-type", f"{question.id} is a list of rows", hint)
        return None
    return None if found else node


def _cell(grid: Question, key: str, text: str, interview: Interview, problems: list[Problem]) -> Recorded | None:
    """One cell of a grid: `consent.model.k2`, `uses.ci_1.status`."""
    row, _, column = key[len(grid.id) + 1 :].partition(".")
    columns = {str(c.id): c for c in grid.columns}
    rows = grid_row_ids(grid, interview)
    if row not in rows:
        report(problems, PLACE, "unknown-row", f"{grid.id} has no row '{row}'", did_you_mean(row, rows, 20))
        return None
    word = text.strip()
    if column not in columns:
        if not column and word == "undecided":
            return Recorded((*grid.id.split("."), row), word, str(grid.id))
        names = [name for name in columns if name]
        message = f"{grid.id}.{row} has no column '{column}'" if column else f"{grid.id}.{row} has columns"
        hint = did_you_mean(column, names) if names else f"set '{grid.id}.{row}'"
        report(problems, PLACE, "unknown-key", message, hint)
        return None
    if word != "undecided":
        choices = columns[column].choices
        located = Located(_by_label(word, choices), PLACE)
        word = str(read_single(located, False, "choice", choices, (None, None), key, problems) or "")
    return Recorded(tuple(key.split(".")), word, str(grid.id))


def _reserved(key: str, text: str, interview: Interview, problems: list[Problem]) -> Recorded | None:
    """The keys that are no question: dates, letterhead, review, decisions."""
    head, _, rest = key.partition(".")
    word = text.strip()
    if head == "decisions" and "." in rest:
        question, _, name = rest.rpartition(".")
        if name not in DECISION_KEYS:
            hint = did_you_mean(name, DECISION_KEYS)
            report(problems, PLACE, "unknown-key", f"a decision has no key '{name}'", hint)
        elif question not in interview.questions and not is_cell(question, interview):
            hint = did_you_mean(question, list(interview.questions), list_up_to=0)
            report(problems, PLACE, "unknown-question", f"there is no question '{question}' to decide", hint)
        elif name == "basis" and word not in BASES:
            message = "'basis' is suggested, confirmed or reworded"
            report(problems, PLACE, "unknown-word", message, "write one of the three")
        else:
            return _text_or_date((head, question, name), word, name in ("by", "decided_on"), problems)
        return None
    if head == "reviewed" and rest in REVIEW_KEYS:
        if rest == "scope":
            return Recorded((head, rest), [part.strip() for part in word.strip("[]").split(",") if part.strip()])
        return _text_or_date((head, rest), word, rest == "on", problems)
    if key == "overlays":
        return Recorded((key,), [part.strip() for part in word.strip("[]").split(",") if part.strip()])
    if key in ("draft_date", "letterhead"):
        return _text_or_date((key,), word, key == "draft_date", problems)
    shapes = {
        "decisions": "decisions.<question>.<" + ", ".join(DECISION_KEYS) + ">",
        "reviewed": "reviewed.<" + ", ".join(REVIEW_KEYS) + ">",
        "aipolicy": "the commands write 'aipolicy:' themselves",
    }
    report(problems, PLACE, "unknown-key", f"'{key}' cannot be set", shapes.get(head, f"set '{head}'"))
    return None


def _text_or_date(path: Path, word: str, dated: bool, problems: list[Problem]) -> Recorded | None:
    name = path[-1]
    if dated and not is_date(as_date(word)):
        report(problems, PLACE, "bad-date", f"'{word}' is not a date", "write it as 2026-11-21")
    elif not word:
        report(problems, PLACE, "empty-text", f"'{name}' is empty", "write the text")
    else:
        return Recorded(path, as_date(word) if dated else word)
    return None
