"""A new answer file that begins with another one's answers: last year's of the same district, or another district's."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aipolicy.answers import NAME, UNDECIDED, AnswerFile, Answers, Other, parse_answer_file, read_answer_file, validate
from aipolicy.answers.answer_file import named_file
from aipolicy.answers.emit import Plain, block, plain
from aipolicy.answers.model import Value
from aipolicy.answers.nodes import node_at, plain_of
from aipolicy.interview.news import renamed_text, since
from aipolicy.interview.session import NEW_FILE, key_of
from aipolicy.library.questions import Interview, Question
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.project import changes_for, interview_for
from aipolicy.source import Mapping as MappingNode
from aipolicy.source import Node, Scalar, read_bytes

if TYPE_CHECKING:
    from aipolicy.library.model import Change as Version

CHOSEN = ("choice", "choices", "yes_no", "grid")


@dataclass(frozen=True, slots=True)
class Started:
    """The text of the new file, and what became of the other one's answers.

    `taken` are the ids of all questions taken, `suggested` those of them that somebody must confirm. `left` says what
    was not taken and why. `files` are to be put beside the new file, by name.
    """

    text: str
    taken: tuple[str, ...]
    suggested: tuple[str, ...]
    left: tuple[str, ...]
    files: Mapping[str, bytes]
    overlays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Other:
    """The other file, renamed questions under their new names, and what is wrong with it now."""

    file: AnswerFile
    interview: Interview
    answers: Answers
    problems: tuple[Problem, ...]
    reworded: frozenset[str]


def last_year(path: Path, folder: Path) -> Started:
    """The answers of this district's earlier file at `path`, for a new one in `folder`.

    Facts are taken as they are and decisions as suggested; what is undecided stays so. Dates, names of those who
    decided, counsel's review and the date of the drafts are not taken. Raises UnreadableFile and InvalidContent.
    """
    other = _read(path, interview_for)
    left = [_told(problem) for problem in other.problems]
    refused = {id for id, answer in other.answers.values.items() if any(p.span == answer.span for p in other.problems)}
    values: dict[str, Plain] = {}
    files: dict[str, bytes] = {}
    dates = 0
    for id, answer in other.answers.values.items():
        question = other.interview.questions[id]
        if id in refused:
            continue
        if question.type == "date" and answer.value is not UNDECIDED:
            dates += 1
            continue
        node = node_at(other.file.node, key_of(id))
        if node is not None:
            values[id] = plain(plain_of(node))
            name = node.get("file") if question.type == "rows" and isinstance(node, MappingNode) else None
            if isinstance(name, Scalar):
                files[name.text] = read_bytes(other.file.folder / name.text, name.text)
    if dates:
        left.append(f"{dates} date{'' if dates == 1 else 's'} of that year")
    head = _layers(other.file, folder)
    if other.file.letterhead is not None:
        found = _letterhead(other.file, files)
        if found:
            left.append(found)
        else:
            head["letterhead"] = str(other.file.letterhead)
    facts = {id for id in values if other.interview.questions[id].fact}
    undecided = {id for id in values if other.answers.value(id) is UNDECIDED}
    marks = {id: "suggested" for id in values if id not in facts | undecided}
    marks |= {id: "reworded" for id in values if id in other.reworded and id not in undecided}
    decisions = _kept(other, values)
    for id, mark in marks.items():
        decisions[id] = {**decisions.get(id, {}), "basis": mark}
    overlays = tuple(str(item) for item in head.get("overlays", ()))  # type: ignore[union-attr]
    return Started(
        _text(head, values, decisions, other.interview), tuple(values), tuple(marks), tuple(left), files, overlays
    )


def another(path: Path) -> Started:
    """The decisions of another district's file at `path`, every one as suggested.

    Only ids of choices are taken: no facts, no words, nothing of counsel's, nothing that the district wrote. Raises
    UnreadableFile and InvalidContent.
    """
    other = _read(path, lambda _: interview_for(None))
    refused = {problem.span for problem in other.problems}
    values: dict[str, Plain] = {}
    for id, answer in other.answers.values.items():
        question = other.interview.questions[id]
        if question.type not in CHOSEN or question.fact or question.for_counsel or answer.span in refused:
            continue
        value = _choices_alone(question, answer.value)
        if value is not None:
            values[id] = value
    left = tuple(_told(problem) for problem in other.problems if _about_choices(problem, other))
    marks: dict[str, dict[str, Plain]] = {
        id: {"basis": "reworded" if id in other.reworded else "suggested"} for id in values
    }
    return Started(_text({}, values, marks, other.interview), tuple(values), tuple(values), left, {})


def _read(path: Path, questions: Callable[[AnswerFile | None], Interview]) -> _Other:
    place = path / NAME if _is_folder(path) else path
    file = read_answer_file(place, place.as_posix())
    wrong = [problem for problem in file.problems if problem.code == "other-format"]
    if wrong:
        raise InvalidContent(wrong)
    interview = questions(file)
    newer = since(file.asked_with, _versions(file))
    text = renamed_text(file.text, file, newer, interview)
    if text != file.text:
        file = parse_answer_file(text, file.folder, file.path)
    answers, problems = validate(file, interview)
    errors = tuple(p for p in problems if p.severity == "error" and "its format" not in p.message)
    reworded = frozenset(str(id) for version in newer for id in version.reworded)
    return _Other(file, interview, answers, errors, reworded)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name too long, a folder that is closed: reading the file says so in words.
        return False


def _versions(file: AnswerFile) -> tuple[Version, ...]:
    """What the library changed; of another district's overlays nothing is read."""
    try:
        return changes_for(file)
    except (InvalidContent, UnreadableFile):
        return changes_for(None)


def _choices_alone(question: Question, value: Value) -> Plain | None:
    """The ids of the choices in a value, None where there are none."""
    if value is UNDECIDED:
        return None
    if isinstance(value, tuple):
        chosen = [str(item) for item in value if isinstance(item, str)]
        own = any(isinstance(item, Other) for item in value)
        return None if len(chosen) < (question.minimum or 0) or (own and not chosen) else plain(chosen)
    if isinstance(value, Mapping):
        return plain(value) if value else None
    return plain(value)


def _about_choices(problem: Problem, other: _Other) -> bool:
    """Whether a problem is with something that would have been taken."""
    if problem.code == "unknown-key":
        return True
    for id, question in other.interview.questions.items():
        if question.type in CHOSEN and not question.fact and not question.for_counsel:
            node = node_at(other.file.node, key_of(id))
            if node is not None and _within(problem.span, node):
                return True
    return False


def _within(span: Span, node: Node) -> bool:
    if node.span == span:
        return True
    if isinstance(node, MappingNode):
        return any(key.span == span or _within(span, value) for key, value in node.entries)
    return not isinstance(node, Scalar) and any(_within(span, item) for item in node.items)


def _told(problem: Problem) -> str:
    """A problem as one line of what was not taken."""
    return f"line {problem.span.line}: {problem.message}"


def _kept(other: _Other, values: Mapping[str, Plain]) -> dict[str, dict[str, Plain]]:
    """What decisions say without dates and names: the reason, the note, and who decides what is still open."""
    found: dict[str, dict[str, Plain]] = {}
    for key, decision in other.file.decisions.items():
        id = next((id for id in values if key == id or key.startswith(f"{id}.")), "")
        if not id:
            continue
        node = node_at(other.file.node, key_of(key))
        undecided = isinstance(node, Scalar) and node.text == "undecided"
        words = {"public_reason": decision.public_reason, "private_note": decision.private_note}
        if undecided:
            words = {"decides": decision.decides, **words}
        kept: dict[str, Plain] = {name: text for name, text in words.items() if text}
        if kept:
            found[key] = kept
    return found


def _layers(file: AnswerFile, folder: Path) -> dict[str, Plain]:
    """The overlays, as seen from the new folder."""
    if not file.overlays:
        return {}
    seen: list[Plain] = []
    for name in file.overlays:
        there = (file.folder / name).resolve()
        seen.append(Path(os.path.relpath(there, folder.resolve())).as_posix())
    return {"overlays": seen}


def _letterhead(file: AnswerFile, files: dict[str, bytes]) -> str:
    """Put the letterhead among the files; why it was not taken where that cannot be."""
    assert file.letterhead is not None
    problems: list[Problem] = []
    path = named_file(file, file.letterhead, problems)
    try:
        if path is not None:
            files[str(file.letterhead)] = read_bytes(path, str(file.letterhead))
            return ""
    except UnreadableFile as error:
        problems += error.problems
    return f"the letterhead: {problems[0].message}"


def _text(
    head: Mapping[str, Plain],
    values: Mapping[str, Plain],
    decisions: Mapping[str, Mapping[str, Plain]],
    interview: Interview,
) -> str:
    """A new answer file with these answers, in asking order, a blank line between sections."""
    parts: dict[str, Plain] = {}
    for id in interview.questions:
        if id in values:
            *groups, last = key_of(id)
            inner = parts
            for group in groups:
                inner = inner.setdefault(group, {})  # type: ignore[assignment]
            inner[last] = values[id]
    if decisions:
        parts["decisions"] = {id: dict(words) for id, words in decisions.items()}
    text = NEW_FILE + "".join(f"{line}\n" for line in block(dict(head), 0)[1] if head)
    for name, value in parts.items():
        text += "\n" + "".join(f"{line}\n" for line in block({name: value}, 0)[1])
    return text
