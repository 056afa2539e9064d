"""What the library has added, renamed and reworded since the answer file was last asked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aipolicy import __version__
from aipolicy.answers import AnswerFile, parse_answer_file
from aipolicy.answers.edit import Path as Key
from aipolicy.answers.edit import set_value
from aipolicy.answers.nodes import node_at, plain_of
from aipolicy.interview.agenda import Status, status_of
from aipolicy.interview.session import Change, Session, key_of
from aipolicy.library.questions import Interview

if TYPE_CHECKING:
    from aipolicy.library.model import Change as Version


@dataclass(frozen=True, slots=True)
class News:
    """Question ids: `new` are asked of this district and open; `renamed` maps the old id to the new one."""

    new: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def since(asked_with: str, changes: Iterable[Version]) -> tuple[Version, ...]:
    """The versions after `asked_with`, oldest first; none where it is not known (a file written by hand)."""
    if not asked_with:
        return ()
    return tuple(
        sorted((c for c in changes if number(c.version) > number(asked_with)), key=lambda c: number(c.version))
    )


def number(version: str) -> tuple[int, ...]:
    """A version as numbers to compare: "0.10.2" is (0, 10, 2); what is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def renamed(versions: Iterable[Version]) -> dict[str, str]:
    """Each old id with the id that it has now, through several renamings."""
    names: dict[str, str] = {}
    for version in versions:
        step = {str(old): str(new) for old, new in version.renamed.items()}
        names = {old: step.get(new, new) for old, new in names.items()}
        names.update(step)
    return names


def with_new_names(text: str, file: AnswerFile, names: Mapping[str, str], order: Sequence[str]) -> str:
    """The answer file with the answers and decisions of renamed questions under their new names.

    What stands under the new name already is left as it is. Raises InvalidContent where a value cannot move.
    """
    for old, new in names.items():
        moves: list[tuple[Key, Key]] = [(key_of(old), key_of(new))]
        moves += [
            (("decisions", key), ("decisions", f"{new}{key[len(old) :]}"))
            for key in file.decisions
            if key == old or key.startswith(f"{old}.")
        ]
        for source, target in moves:
            node = node_at(file.node, source)
            if node is not None:
                if node_at(file.node, target) is None:
                    text = set_value(text, target, plain_of(node), order)
                text = set_value(text, source, None, order)
    return text


def moved(file: AnswerFile, versions: Iterable[Version], interview: Interview) -> dict[str, str]:
    """The renamed questions whose old name stands in the file, with their new names."""
    return {
        old: new
        for old, new in renamed(versions).items()
        if new in interview.questions and (node_at(file.node, key_of(old)) or old in file.decisions)
    }


def take_note(session: Session, versions: Sequence[Version], names: Mapping[str, str] | None = None) -> News:
    """Mark what was reworded as in need of a second look, note the library's version in the file, tell what is new.

    `names` are the questions that were renamed in this file. Saves only where there is something to note. Raises as
    `Session.change`.
    """
    questions = session.interview.questions
    state = session.state
    added = [str(id) for version in versions for id in version.added if id in questions]
    open_now = tuple(id for id in added if status_of(questions[id], state) in (Status.UNANSWERED, Status.LEFT_OUT))
    changed = dict.fromkeys(str(id) for version in versions for id in version.reworded if id in questions)
    answered = tuple(id for id in changed if status_of(questions[id], state) in (Status.ANSWERED, Status.SUGGESTED))
    changes: list[Change] = [(("decisions", id, "basis"), "reworded") for id in answered]
    if versions:
        changes.append((("aipolicy", "asked_with"), __version__))
        session.change(changes)
    return News(open_now, answered, names or {})


def renamed_text(text: str, file: AnswerFile, versions: Iterable[Version], interview: Interview) -> str:
    """`text` with renamed questions under their new names, ready to be validated."""
    names = moved(file, versions, interview)
    if not names:
        return text
    made = with_new_names(text, file, names, list(interview.questions))
    parse_answer_file(made, file.folder, file.path)
    return made
