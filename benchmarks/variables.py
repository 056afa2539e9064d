"""Built text with its answers turned back into variables: what someone with plain Jinja2 would have written."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from aipolicy.document import Document, Filled, Text

# Letters and digits only, so that no writer escapes it and emphasis beside it stands as beside a word.
_MARK = re.compile(r"ZQ(\d+)QZ")


class Variables:
    """The variables given out so far: name to the words of the answer."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._names: dict[str, int] = {}

    def mark(self, words: str) -> str:
        """What stands in the text for these words until `as_jinja`."""
        number = self._names.setdefault(words, len(self._names))
        self.values[f"a{number}"] = words
        return f"ZQ{number}QZ"

    @staticmethod
    def as_jinja(text: str) -> str:
        """`text` with its marks as Jinja expressions."""
        return _MARK.sub(r"{{ a\1 }}", text)


def with_variables(document: Document, variables: Variables) -> Document:
    """`document` with a mark for every answer."""
    found = _changed(document, variables)
    assert isinstance(found, Document)
    return found


def _changed(node: Any, variables: Variables) -> Any:
    if isinstance(node, Filled):
        return Text(variables.mark(node.text))
    if isinstance(node, tuple):
        return tuple(_changed(part, variables) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{f.name: _changed(getattr(node, f.name), variables) for f in fields(node)})
    return node
