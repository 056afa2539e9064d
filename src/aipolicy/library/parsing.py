"""A YAML file of a layer, parsed; its words join the library's fingerprint."""

from __future__ import annotations

from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.layers import LibraryFile
from aipolicy.problems import Problem, Span, UnreadableFile
from aipolicy.source import Mapping, Node, Sequence, read_yaml


def parsed(file: LibraryFile, marks: list[str] | None, problems: list[Problem]) -> Node | None:
    """The parsed file, None where it cannot be read; its fingerprint joins `marks` where somebody keeps them."""
    try:
        node, found = read_yaml(file.path, file.shown)
    except UnreadableFile as error:
        problems += error.problems
        return None
    problems += found
    if node is None and not found:
        problems.append(Problem(Span(file.shown), "empty-file", "the file is empty", "fill it or delete it"))
    if marks is not None:
        marks.append(fingerprint(file.relative, repr(_plain(node))))
    return node


def _plain(node: Node | None) -> object:
    """What a node says, without its places: comments and layout never change a fingerprint."""
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.text if node is not None else None
