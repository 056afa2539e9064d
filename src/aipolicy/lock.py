"""The lock: what the last build wrote, so that a later one knows its own files from edited ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from aipolicy.answers.model import UNDECIDED, Answers, Other, Row
from aipolicy.library.fingerprint import fingerprint
from aipolicy.problems import Problem, Span
from aipolicy.source import Fields
from aipolicy.source import Mapping as MappingNode
from aipolicy.source.yaml_reader import parse_yaml

NAME = "aipolicy.lock"
FORMAT = 1
Copy = Literal["working-draft", "adoption-copy"]
COPIES: tuple[Copy, ...] = ("working-draft", "adoption-copy")
# What a lock names may be deleted by a later build, so nothing but a plain file name counts.
OUTPUT = re.compile(r"[a-z0-9][a-z0-9-]*\.(?:md|docx|html|pdf)")
_HEAD = "# Written by 'aipolicy build'. Commit it with the drafts; do not edit it.\n"
_CONFLICT = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_FINGERPRINT = re.compile(r"[0-9a-f]{16,64}")


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a build: the hash of its content (`drift.content_hash`) and which copy it is."""

    content: str
    copy: Copy


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """The text at the last build for which counsel's review was valid: clause -> fingerprint."""

    fingerprint: str
    clauses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lock:
    """What a build was made of and what it wrote. `outputs` by file name, `clauses` by "document/clause".

    `answered` are the fingerprints of the answers by question, None in a lock that was written before there were any.
    """

    library_version: str
    library: str
    answers: str
    letterhead: str
    outputs: Mapping[str, Output] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    reviewed: ReviewedText | None = None
    answered: Mapping[str, str] | None = None


def answered(answers: Answers) -> dict[str, str]:
    """The fingerprint of each answer by question: of what it means, not of how or where it is written."""
    return {id: fingerprint(_meaning(answer.value)) for id, answer in answers.values.items()}


def changed_since(lock: Lock | None, answers: Answers) -> tuple[str, ...]:
    """The questions answered, answered otherwise or no longer answered since the lock was written.

    In the order of the answers, then those that are gone; none where the lock does not know.
    """
    if lock is None or lock.answered is None:
        return ()
    now = answered(answers)
    changed = [id for id, mark in now.items() if lock.answered.get(id) != mark]
    return (*changed, *sorted(lock.answered.keys() - now.keys()))


def _meaning(value: object) -> str:
    """A text that differs where two values do; the order of chosen ids and of cells says nothing, of rows it does."""
    if value is UNDECIDED:
        return "undecided"
    match value:
        case bool():
            return f"bool {value}"
        case Decimal():
            return f"number {value.normalize():f}"
        case str():
            return f"text {len(value)} {value}"
        case Other(text):
            return f"own {_meaning(text)}"
        case Row(id, fields):
            return f"row {_meaning(id)} {_meaning(fields)}"
        case tuple():
            chosen = sorted(_meaning(item) for item in value if isinstance(item, str))
            return f"[{', '.join((*chosen, *(_meaning(item) for item in value if not isinstance(item, str))))}]"
        case Mapping():
            return f"{{{', '.join(f'{_meaning(key)}: {_meaning(value[key])}' for key in sorted(value))}}}"
        case _:
            raise TypeError(f"no answer is a {type(value).__name__}")


def render(lock: Lock) -> str:
    """The text of the lock: sorted, one entry a line."""
    lines = [
        f"format: {FORMAT}",
        f"library: {{version: {_quoted(lock.library_version)}, fingerprint: {_quoted(lock.library)}}}",
        f"answers: {_quoted(lock.answers)}",
    ]
    if lock.letterhead:
        lines.append(f"letterhead: {_quoted(lock.letterhead)}")
    lines.append("outputs:" if lock.outputs else "outputs: {}")
    for name, output in sorted(lock.outputs.items()):
        lines.append(f"  {name}: {{copy: {output.copy}, content: {_quoted(output.content)}}}")
    lines += _marks("", "clauses", lock.clauses)
    if lock.answered is not None:
        lines += _marks("", "answered", lock.answered)
    if lock.reviewed:
        lines += ["reviewed:", f"  fingerprint: {_quoted(lock.reviewed.fingerprint)}"]
        lines += _marks("  ", "clauses", lock.reviewed.clauses)
    return _HEAD + "\n".join(lines) + "\n"


def _marks(pad: str, name: str, marks: Mapping[str, str]) -> list[str]:
    head = f"{pad}{name}:" if marks else f"{pad}{name}: {{}}"
    return [head, *(f"{pad}  {id}: {_quoted(mark)}" for id, mark in sorted(marks.items()))]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "") + '"'


def parse(text: str, shown: str = NAME) -> tuple[Lock | None, list[Problem]]:
    """The lock that `text` holds, or None and a warning that says why it cannot be used.

    A lock that cannot be used never blocks a build: it is written anew.
    """
    if _CONFLICT.search(text):
        message = "the lock holds both sides of a merge, so it cannot tell built files from edited ones"
        return None, [_warning(shown, "lock-conflict", message, "run 'aipolicy build'; it writes the lock anew")]
    node, found = parse_yaml(text, shown)
    problems = list(found)
    keys = Fields(node, "the lock", problems)
    if not isinstance(node, MappingNode) or problems:
        return None, [_unusable(shown)]
    if keys.number("format") != FORMAT:
        message = "another version of aipolicy wrote the lock, so it cannot be read"
        return None, [_warning(shown, "lock-format", message, "run 'aipolicy build'; it writes the lock anew")]
    library = Fields(keys.node("library", required=True), "'library'", problems)
    outputs: dict[str, Output] = {}
    node = keys.node("outputs")
    for key, value in node.entries if isinstance(node, MappingNode) else ():
        inner = Fields(value, "an output", problems)
        made = Output(_mark(inner, "content"), _copy(inner))
        if OUTPUT.fullmatch(key.text):
            outputs[key.text] = made
    lock = Lock(
        library_version=str(library.text("version")),
        library=_mark(library, "fingerprint"),
        answers=_mark(keys, "answers"),
        letterhead=str(keys.text("letterhead", "")),
        outputs=outputs,
        clauses=_read_marks(keys, "clauses", problems),
        reviewed=_read_reviewed(keys, problems),
        answered=None if keys.node("answered") is None else _read_marks(keys, "answered", problems),
    )
    return (None, [_unusable(shown)]) if problems else (lock, [])


def _copy(keys: Fields) -> Copy:
    word = str(keys.word("copy", COPIES))
    return "adoption-copy" if word == "adoption-copy" else "working-draft"


def _mark(keys: Fields, key: str) -> str:
    text = keys.text(key)
    if not _FINGERPRINT.fullmatch(text):
        keys.report(text.span, "bad-fingerprint", f"'{key}' is not a fingerprint")
    return str(text)


def _read_marks(keys: Fields, name: str, problems: list[Problem]) -> dict[str, str]:
    node = keys.node(name)
    if not isinstance(node, MappingNode):
        return {}
    inner = Fields(node, f"'{name}'", problems)
    return {key.text: _mark(inner, key.text) for key, _ in node.entries}


def _read_reviewed(keys: Fields, problems: list[Problem]) -> ReviewedText | None:
    node = keys.node("reviewed")
    if node is None:
        return None
    inner = Fields(node, "'reviewed'", problems)
    return ReviewedText(_mark(inner, "fingerprint"), _read_marks(inner, "clauses", problems))


def _unusable(shown: str) -> Problem:
    message = "the lock is damaged, so it cannot tell built files from edited ones"
    return _warning(shown, "lock-damaged", message, "run 'aipolicy build'; it writes the lock anew")


def _warning(shown: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Span(shown), code, message, hint, "warning")
