"""Reaching into the answer file as it is written: the node under a key, and a node as plain data again."""

from __future__ import annotations

from collections.abc import Iterable

from aipolicy.answers.emit import Verbatim
from aipolicy.source import Mapping, Node, Scalar


def node_at(node: Node | None, key: Iterable[str]) -> Node | None:
    """What stands under `key`, None where nothing does."""
    for part in key:
        node = node.get(part) if isinstance(node, Mapping) else None
    return node


def plain_of(node: Node) -> object:
    """The node as `set_value` takes it; what stood without quotes stays so, a key without a value goes."""
    if isinstance(node, Mapping):
        kept = [(k.text, v) for k, v in node.entries if not (isinstance(v, Scalar) and v.is_null)]
        return {key: plain_of(value) for key, value in kept}
    if isinstance(node, Scalar):
        if not node.quoted and node.text in ("true", "false"):
            return node.text == "true"
        return node.text if node.quoted else Verbatim(node.text)
    return [plain_of(item) for item in node.items]
