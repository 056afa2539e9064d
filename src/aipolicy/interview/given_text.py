"""What a file of answers says, as changes of another one: cell by cell, key by key, everything else whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aipolicy.answers import AnswerFile
from aipolicy.answers.answer_file import DECISION_KEYS
from aipolicy.answers.edit import Path as Key
from aipolicy.answers.meaning import meaning
from aipolicy.answers.nodes import node_at, plain_of
from aipolicy.interview.session import Change, State, key_of
from aipolicy.library.questions import Interview
from aipolicy.source import Mapping as MappingNode
from aipolicy.source import Node, Scalar

WHOLE = ("draft_date", "letterhead", "overlays", "reviewed")
"""Reserved keys that one file's value replaces whole."""


def is_null(node: Node | None) -> bool:
    """Whether there is no value: no key, or a key with nothing after it."""
    return node is None or (isinstance(node, Scalar) and node.is_null)


def answer_changes(given: AnswerFile, ids: Iterable[str], interview: Interview, state: State) -> list[Change]:
    """What makes the answers of `state` those of `given`, for these questions; what is the same changes nothing."""
    changes: list[Change] = []
    for id in ids:
        node = node_at(given.node, key_of(id))
        if node is None:
            continue
        if interview.questions[id].type == "grid" and isinstance(node, MappingNode):
            changes += _cells(node, id, state)
        elif not _same(state.file.node, key_of(id), node):
            changes.append((key_of(id), plain_of(node)))
    return changes


def _cells(node: MappingNode, id: str, state: State) -> list[Change]:
    """Cell by cell. Where the whole grid is undecided in one word, the word goes first."""
    base = key_of(id)
    changes: list[Change] = []
    for row, inner in node.entries:
        cells = inner.entries if isinstance(inner, MappingNode) else ()
        for column, cell in cells:
            if not is_null(cell) and not _same(state.file.node, (*base, row.text, column.text), cell):
                changes.append(((*base, row.text, column.text), plain_of(cell)))
        if not cells and not is_null(inner) and not _same(state.file.node, (*base, row.text), inner):
            changes.append(((*base, row.text), plain_of(inner)))
    whole = node_at(state.file.node, base)
    if changes and isinstance(whole, Scalar):
        changes.insert(0, (base, None))
    return changes


def reserved_changes(given: AnswerFile, state: State) -> list[Change]:
    """The same for the keys that are no questions; decisions key by key."""
    changes: list[Change] = []
    for name in WHOLE:
        node = given.node.get(name)
        if node is not None and not is_null(node) and not _same(state.file.node, (name,), node):
            changes.append(((name,), plain_of(node)))
    for id in given.decisions:
        for name in DECISION_KEYS:
            node = node_at(given.node, ("decisions", id, name))
            if node is not None and not is_null(node) and not _same(state.file.node, ("decisions", id, name), node):
                changes.append((("decisions", id, name), plain_of(node)))
    return changes


def _same(root: Node, key: Key, node: Node) -> bool:
    present = node_at(root, key)
    return present is not None and meaning(present) == meaning(node)


def covers(given: AnswerFile, id: str, state: State) -> bool:
    """Whether `given` answers the whole question, every cell that `state` has included."""
    node = node_at(given.node, key_of(id))
    value = state.answers.value(id)
    if not isinstance(node, MappingNode) or not isinstance(value, Mapping):
        return not is_null(node)
    cells = [(row, column) if column else (row,) for row, inner in value.items() for column in inner]
    return not any(is_null(node_at(node, cell)) for cell in cells)
