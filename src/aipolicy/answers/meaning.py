"""What two spellings of a value have in common, and where keys stand in asking order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from aipolicy.answers.emit import Plain, Verbatim, scalar
from aipolicy.source import Mapping, Node, Scalar
from aipolicy.source import Sequence as NodeList

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def number_like(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def meaning(value: Node | Plain | None) -> object:
    """What the strict reader tells apart: text, plain numbers, booleans, nothing; lists and keys of them."""
    if isinstance(value, Mapping):
        return {key.text: meaning(item) for key, item in value.entries}
    if isinstance(value, NodeList):
        return [meaning(item) for item in value.items]
    if isinstance(value, Scalar):
        if value.is_null:
            return ("null", "")
        if value.quoted:
            return ("text", value.text)
        kind = "bool" if value.text in ("true", "false") else "number" if number_like(value.text) else "text"
        return (kind, value.text)
    if isinstance(value, dict):
        return {key: meaning(item) for key, item in value.items()}
    if isinstance(value, list):
        return [meaning(item) for item in value]
    if value is None:
        return ("null", "")
    if isinstance(value, bool | int | Decimal):
        return ("bool" if isinstance(value, bool) else "number", scalar(value))
    return ("number" if isinstance(value, Verbatim) and number_like(value) else "text", str(value))


def ranks(order: Iterable[str]) -> dict[str, int]:
    """The place of every id and of every group of ids."""
    ranks: dict[str, int] = {}
    for number, id in enumerate(order):
        parts = id.split(".")
        for length in range(1, len(parts) + 1):
            ranks.setdefault(".".join(parts[:length]), number)
    return ranks
