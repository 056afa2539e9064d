"""Colleagues' answer files put into ours: what one side alone decided is taken, what differs is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from aipolicy.answers.answer_file import AnswerFile
from aipolicy.answers.edit import Path, set_value
from aipolicy.answers.emit import Plain, plain
from aipolicy.answers.meaning import meaning
from aipolicy.answers.merge_words import DecisionMerge, reserved
from aipolicy.answers.model import UNDECIDED, Answers, Decision
from aipolicy.answers.worded import worded
from aipolicy.library.questions import Interview, Question
from aipolicy.problems import Problem, Span
from aipolicy.source import Mapping as MappingNode
from aipolicy.source import Node

Default = Literal["", "ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Side:
    """One answer file, valid, under the name that the person knows. The first side is ours."""

    name: str
    file: AnswerFile
    answers: Answers

    def decision(self, key: str, question: str) -> Decision:
        """What is recorded on a key: on the cell, its row, or its question."""
        row = ".".join(key.split(".")[: question.count(".") + 2])
        for id in (key, row, question):
            if id in self.answers.decisions:
                return self.answers.decisions[id]
        return Decision()


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says for one key. It is weak where it is a suggestion that nobody confirmed."""

    side: Side
    value: Plain
    span: Span
    decision: Decision

    @property
    def weak(self) -> bool:
        return self.decision.basis == "suggested"


@dataclass(frozen=True, slots=True)
class Settling:
    """What the person wants where sides differ: the name of a file by key or question, else a default.

    The default chooses between ours and the others; between others that differ it does not.
    """

    by_key: Mapping[str, str] = field(default_factory=dict)
    default: Default = ""

    def pick(self, said: Sequence[Said], ours: Side, *keys: str) -> Said | None:
        """The one that wins, None where nothing was asked for or it does not settle this."""
        wish = next((self.by_key[key] for key in keys if key in self.by_key), "")
        if wish:
            return next((one for one in said if one.side.name == wish), None)
        of_ours = [one for one in said if one.side is ours]
        others = [one for one in said if one.side is not ours]
        if self.default == "ours" and of_ours:
            return of_ours[0]
        return others[0] if self.default == "theirs" and len(distinct(others)) == 1 else None

    def hint(self, key: str, names: Iterable[str]) -> str:
        """How to settle a conflict between the files of these names."""
        takes = " or ".join(f"--take {key}={name}" for name in names)
        return f"--{self.default} does not choose between two colleagues: {takes}" if self.default else takes


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of our file with what was taken, the conflicts, and the keys that were taken with their files."""

    text: str
    problems: tuple[Problem, ...]
    taken: Mapping[str, str]


def distinct(said: Sequence[Said]) -> list[Said]:
    """One of each value, in order."""
    found: list[Said] = []
    for one in said:
        if not any(equal(one.value, other.value) for other in found):
            found.append(one)
    return found


def equal(one: Plain, other: Plain) -> bool:
    """Whether two values are the same answer; the order of chosen choices does not count."""
    if isinstance(one, list) and isinstance(other, list) and not any(isinstance(v, dict) and "id" in v for v in one):
        return sorted(map(repr, map(meaning, one))) == sorted(map(repr, map(meaning, other)))
    return meaning(one) == meaning(other)


def merge(ours: Side, others: Sequence[Side], interview: Interview, settling: Settling | None = None) -> Merged:
    """Our file's text with the answers of the others. Nothing is saved; with problems nothing should be."""
    work = _Merge([ours, *others], interview, settling or Settling())
    for question in interview.questions.values():
        work.question(question)
    for path, value, problem in reserved([ours, *others], work.settling):
        if problem is not None:
            work.problems.append(problem)
        else:
            work.edits.append((path, value))
    text = ours.file.text
    order = list(interview.questions)
    for path, value in work.edits:
        text = set_value(text, path, value, order)
    return Merged(text, tuple(work.problems), work.taken)


class _Merge:
    def __init__(self, sides: Sequence[Side], interview: Interview, settling: Settling) -> None:
        self.sides, self.interview, self.settling = sides, interview, settling
        self.edits: list[tuple[Path, Plain | None]] = []
        self.problems: list[Problem] = []
        self.taken: dict[str, str] = {}

    def question(self, question: Question) -> None:
        """One question: its value or cells, then its decisions."""
        id = str(question.id)
        ours = self.sides[0]
        by_key: dict[str, list[Said]] = {}
        for side in self.sides:
            for key, one in _said(side, question):
                by_key.setdefault(key, []).append(one)
        adopted: dict[str, Said] = {}
        standing: dict[str, Said] = {}
        for key, said in by_key.items():
            chosen = self._chosen(key, id, said, question)
            if chosen is None:
                continue
            standing[key] = chosen
            mine = next((one for one in said if one.side is ours), None)
            if mine is None or not equal(mine.value, chosen.value):
                self.edits.append((tuple(key.split(".")), chosen.value))
                self.taken[key] = chosen.side.name
            if chosen.side is not ours:
                adopted[key] = chosen
        if not by_key and ours.answers.value(id) is None:
            self._undecided(id)
        decisions = DecisionMerge(self.sides, question, self.settling)
        decisions.sign(adopted, any(one.side is ours for one in standing.values()))
        decisions.rest({one.side.name for one in adopted.values()}, set(standing))
        self.edits += decisions.edits
        self.problems += decisions.problems

    def _undecided(self, id: str) -> None:
        """Somebody has looked at the question, and left it open."""
        if any(side.answers.value(id) is UNDECIDED for side in self.sides):
            self.edits.append((tuple(id.split(".")), "undecided"))

    def _chosen(self, key: str, id: str, said: Sequence[Said], question: Question) -> Said | None:
        """What stands for a key in the end, None where nobody can tell (then with a problem)."""
        pool = [one for one in said if not one.weak] or list(said)
        different = distinct(pool)
        if len(different) == 1:
            return different[0]
        picked = self.settling.pick(said, self.sides[0], key, id)
        if picked is not None:
            return picked
        if question.type == "rows":
            together = self._together(different, question)
            if together is not None:
                return together
        shown = "; ".join(f"{worded(question, one.value)} ({_author(one)})" for one in different)
        message = f"{key}: different answers: {shown}"
        hint = self.settling.hint(key, (one.side.name for one in different))
        last = different[-1]
        related = tuple((one.span, f"the answer in {one.side.name}") for one in different[:-1])
        self.problems.append(Problem(last.span, "conflict", message, hint, related=related))
        return None

    def _together(self, different: Sequence[Said], question: Question) -> Said | None:
        """All rows of all sides, where no row differs from the one of the same id; lists in other files stay apart."""
        rows: dict[str, Plain] = {}
        for one in different:
            if isinstance(_node(one.side.file, str(question.id)), MappingNode) or not isinstance(one.value, list):
                return None
            for row in one.value:
                name = str(row["id"]) if isinstance(row, dict) else ""
                if not equal(rows.setdefault(name, row), row):
                    return None
        first = different[0]
        from_others = next((one.side for one in different if one.side is not self.sides[0]), first.side)
        merged = Said(first.side, list(rows.values()), first.span, first.decision)
        self.taken[str(question.id)] = from_others.name
        return merged


def _said(side: Side, question: Question) -> list[tuple[str, Said]]:
    """What a side decided on a question, cell by cell for a grid."""
    id = str(question.id)
    answer = side.answers.values.get(id)
    if answer is None or answer.value is UNDECIDED:
        return []
    if question.type != "grid" or not isinstance(answer.value, Mapping):
        return [(id, Said(side, plain(answer.value), answer.span, side.decision(id, id)))]
    found = []
    for row, cells in answer.value.items():
        for column, choice in cells.items():
            key = ".".join(part for part in (id, row, column) if part)
            found.append((key, Said(side, choice, answer.span, side.decision(key, id))))
    return found


def _author(one: Said) -> str:
    who = ", ".join(filter(None, (one.decision.decided_by, one.decision.decided_on)))
    return f"{who} in {one.side.name}" if who else one.side.name


def _node(file: AnswerFile, key: str) -> Node | None:
    node: Node | None = file.node
    for part in key.split("."):
        node = node.get(part) if isinstance(node, MappingNode) else None
    return node
