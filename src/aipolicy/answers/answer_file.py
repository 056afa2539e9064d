"""Reading `aipolicy.yaml`: the reserved keys, and the answers as nodes by question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from aipolicy.answers.model import BASES, Decision, Review
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile, did_you_mean
from aipolicy.source import Fields, Located, Mapping, Node, read_text
from aipolicy.source.yaml_reader import parse_yaml

NAME = "aipolicy.yaml"
FORMAT = 1
RESERVED = ("aipolicy", "decisions", "overlays", "draft_date", "letterhead", "reviewed")
DECISION_KEYS = ("decides", "by", "decided_by", "decided_on", "public_reason", "private_note", "basis")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class AnswerFile:
    """The file as read, not yet held against a library. `text` is what a save edits."""

    path: str
    folder: Path
    text: str
    node: Mapping
    asked_with: str = ""
    draft_date: str = ""
    letterhead: Located | None = None
    overlays: tuple[Located, ...] = ()
    decisions: dict[str, Decision] = field(default_factory=dict)
    reviewed: Review | None = None
    problems: list[Problem] = field(default_factory=list)


def read_answer_file(path: Path, shown: str = NAME) -> AnswerFile:
    """The answer file at `path`. Raises UnreadableFile when it is missing or no YAML mapping."""
    return parse_answer_file(read_text(path, shown), path.parent, shown)


def parse_answer_file(text: str, folder: Path, shown: str = NAME) -> AnswerFile:
    """The answer file that `text` holds; what is wrong in the reserved keys is in `problems`."""
    node, problems = parse_yaml(text, shown)
    fatal = any(p.code in ("yaml-syntax", "too-deep", "bad-character") for p in problems)
    if not isinstance(node, Mapping):
        if not problems:
            hint = "run 'aipolicy init' to make one, or copy an example"
            problems = [Problem(Span(shown), "empty-file", "the answer file holds no answers", hint)]
        raise UnreadableFile(problems)
    if fatal:
        raise UnreadableFile(problems)
    found = AnswerFile(shown, folder, text, node, problems=problems)
    _reserved(found)
    return found


def _reserved(file: AnswerFile) -> None:
    keys = Fields(file.node, "the answer file", file.problems)
    head = keys.node("aipolicy")
    if head is None:
        hint = "begin the file with 'aipolicy: {format: 1}'"
        keys.report(Span(file.path), "missing-key", "the answer file does not say its format", hint)
    else:
        inner = Fields(head, "'aipolicy'", file.problems)
        number, file.asked_with = inner.number("format"), str(inner.text("asked_with", ""))
        inner.finish()
        if number != FORMAT:
            hint = "this version of aipolicy reads format 1; install the version that wrote the file"
            keys.report(inner.span, "other-format", "the answer file's format is not 1", hint)
    date = keys.text("draft_date", "")
    file.draft_date = str(date)
    if date and not is_date(date):
        keys.report(date.span, "bad-date", f"'{date}' is not a date", "write it as 2026-11-21")
        file.draft_date = ""
    letterhead = keys.text("letterhead", "")
    file.letterhead = letterhead or None
    file.overlays = keys.texts("overlays")
    decisions = keys.node("decisions")
    if decisions is not None:
        _decisions(decisions, file)
    reviewed = keys.node("reviewed")
    if reviewed is not None:
        inner = Fields(reviewed, "'reviewed'", file.problems)
        by, on, scope, mark = inner.text("by"), inner.text("on"), inner.texts("scope"), inner.text("fingerprint")
        inner.finish()
        if on and not is_date(on):
            keys.report(on.span, "bad-date", f"'{on}' is not a date", "write it as 2026-11-21")
        file.reviewed = Review(str(by), str(on), tuple(map(str, scope)), str(mark), inner.span)


def _decisions(node: Node, file: AnswerFile) -> None:
    outer = Fields(node, "'decisions'", file.problems)
    for key, value in outer.map.entries if outer.map else ():
        inner = Fields(value, f"the decision on '{key.text}'", file.problems)
        words = {name: inner.text(name, "") for name in DECISION_KEYS}
        inner.finish()
        for name in ("by", "decided_on"):
            if words[name] and not is_date(words[name]):
                hint = "write it as 2026-11-21"
                outer.report(words[name].span, "bad-date", f"'{words[name]}' is not a date", hint)
        if words["basis"] not in ("", *BASES):
            hint = did_you_mean(words["basis"], BASES)
            outer.report(words["basis"].span, "unknown-word", "'basis' is suggested, confirmed or reworded", hint)
        file.decisions[key.text] = Decision(**{k: str(v) for k, v in words.items()}, span=key.span)


def is_date(text: str) -> bool:
    """Whether `text` is a date of the calendar, written as 2026-11-21."""
    import datetime

    if not ISO_DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def named_file(file: AnswerFile, name: Located, problems: list[Problem]) -> Path | None:
    """The file that an answer names, inside the answer file's folder; None with a problem where it leads out."""
    path = (file.folder / name).resolve()
    if not path.is_relative_to(file.folder.resolve()):
        hint = "put the file into the district's own folder"
        problems.append(Problem(name.span, "outside-folder", f"'{name}' leads out of the district's folder", hint))
        return None
    return path


def refuse(problems: list[Problem]) -> None:
    """Raise InvalidContent when a problem is an error."""
    if any(p.severity == "error" for p in problems):
        raise InvalidContent(problems)
