"""Reading a mapping key by key: each read says what the value must be, and every surprise is a problem."""

from __future__ import annotations

import re
from collections.abc import Sequence as Seq
from typing import overload

from aipolicy.problems import Problem, Span, did_you_mean
from aipolicy.source.nodes import Located, Mapping, Node, Scalar, Sequence

WHOLE = re.compile("-?[0-9]{1,15}")
_KINDS = {Scalar: "a single value", Sequence: "a list", Mapping: "keys with values"}


class Fields:
    """One mapping being read. Call the reads, then `finish`, which reports the keys nobody asked for."""

    def __init__(self, node: Node | None, what: str, problems: list[Problem], span: Span | None = None) -> None:
        self.what = what
        self.problems = problems
        self.known: list[str] = []
        self.span = node.span if node is not None else (span or Span("?"))
        self.map: Mapping | None = node if isinstance(node, Mapping) else None
        self._values: dict[str, Node] = {key.text: value for key, value in self.map.entries} if self.map else {}
        if self.map is None:
            found = _KINDS[type(node)] if node is not None else "nothing"
            self.report(
                self.span, "wrong-type", f"{what} must be keys with values, found {found}", "write 'key: value'"
            )

    def report(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(span, code, message, hint))

    def node(self, key: str, required: bool = False) -> Node | None:
        """The value at `key` as it stands; a null counts as missing."""
        self.known.append(key)
        value = self._values.get(key)
        if isinstance(value, Scalar) and value.is_null:
            value = None
        if value is None and required and self.map is not None:
            self.report(self.span, "missing-key", f"{self.what} has no '{key}'", f"add '{key}:'")
        return value

    @overload
    def text(self, key: str) -> Located: ...
    @overload
    def text(self, key: str, default: str) -> Located: ...
    def text(self, key: str, default: str | None = None) -> Located:
        """One value as text; required unless a default is given."""
        value = self.node(key, required=default is None)
        if isinstance(value, Scalar):
            return value.located
        if value is not None:
            found = _KINDS[type(value)]
            self.report(value.span, "wrong-type", f"'{key}' must be a single value, found {found}", "write one value")
        return Located(default or "", self.span)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.node(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and not value.quoted and value.text in ("true", "false"):
            return value.text == "true"
        self.report(value.span, "wrong-type", f"'{key}' must be true or false", "no quotes")
        return default

    def number(self, key: str) -> int | None:
        value = self.node(key)
        if value is None:
            return None
        if isinstance(value, Scalar) and not value.quoted and WHOLE.fullmatch(value.text):
            return int(value.text)
        self.report(value.span, "wrong-type", f"'{key}' must be a whole number", "digits alone")
        return None

    def word(self, key: str, allowed: Seq[str], default: str | None = None) -> Located:
        """One value out of `allowed`; required unless a default is given."""
        value = self.text(key) if default is None else self.text(key, default)
        if value and value not in allowed:
            hint = did_you_mean(value, allowed)
            self.report(value.span, "unknown-word", f"'{value}' is not a value of '{key}'", hint)
            return Located(default or allowed[0], value.span)
        return value

    def words(self, key: str, allowed: Seq[str]) -> tuple[Located, ...]:
        """One value or a list of them, each out of `allowed`; required."""
        value = self.node(key, required=True)
        items = value.items if isinstance(value, Sequence) else (value,) if value is not None else ()
        found: list[Located] = []
        for item in items:
            if not isinstance(item, Scalar):
                self.report(item.span, "wrong-type", f"each item of '{key}' must be a single value", "write one value")
            elif item.text not in allowed:
                hint = did_you_mean(item.text, allowed)
                self.report(item.span, "unknown-word", f"'{item.text}' is not a value of '{key}'", hint)
            else:
                found.append(item.located)
        return tuple(found)

    def items(self, key: str, required: bool = False) -> tuple[Node, ...]:
        """The nodes of a list."""
        value = self.node(key, required)
        if value is None:
            return ()
        if isinstance(value, Sequence):
            return value.items
        self.report(value.span, "wrong-type", f"'{key}' must be a list, found {_KINDS[type(value)]}", "write [a, b]")
        return ()

    def texts(self, key: str, required: bool = False) -> tuple[Located, ...]:
        """A list of single values."""
        found: list[Located] = []
        for item in self.items(key, required):
            if isinstance(item, Scalar):
                found.append(item.located)
            else:
                self.report(item.span, "wrong-type", f"each item of '{key}' must be a single value", "write one value")
        return tuple(found)

    def finish(self) -> None:
        """Report every key that no read asked for."""
        if self.map is None or self._values.keys() <= set(self.known):
            return
        for key, _ in self.map.entries:
            if key.text not in self.known:
                hint = did_you_mean(key.text, self.known, list_up_to=0) or f"known: {', '.join(self.known)}"
                self.report(key.span, "unknown-key", f"{self.what} has no key '{key.text}'", hint)
