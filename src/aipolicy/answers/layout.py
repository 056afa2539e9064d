"""Where things stand in the text of a YAML file: real ends of values, comments, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aipolicy.source import Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"(?<!\S)#[^\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` to the end of its line; `alone` when nothing else stands on that line."""

    start: int
    end: int
    text: str
    alone: bool


class Layout:
    """The text of a parsed file, with questions about places in it. All places are offsets in characters."""

    def __init__(self, text: str, root: Node | None) -> None:
        self.text = text
        self.comments = tuple(_comments(text, root))

    def line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found

    def column(self, place: int) -> int:
        return place - self.line_start(place)

    def indent(self, place: int) -> int:
        """How far the line at `place` is indented."""
        start = self.line_start(place)
        line = self.text[start : self.line_end(start)]
        return len(line) - len(line.lstrip(" "))

    def first_on_line(self, place: int) -> bool:
        return not self.text[self.line_start(place) : place].strip()

    def end(self, node: Node) -> int:
        """Where the value really ends: a parser's end of a block runs on past comments and blank lines."""
        if isinstance(node, Scalar):
            return self._scalar_end(node)
        if node.flow:
            return node.end
        last = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
        return self.end(last)

    def _scalar_end(self, node: Scalar) -> int:
        if not is_block_scalar(node, self.text):
            return node.end
        header = self.text[node.start : self.line_end(node.start)]
        kept = "+" in header.split("#")[0]
        body = self.text[node.start : node.end]
        if not kept:
            return node.start + len(body.rstrip())
        whole = body.rstrip(" ")
        return node.start + len(whole.removesuffix("\n"))

    def comments_between(self, start: int, end: int) -> tuple[Comment, ...]:
        return tuple(comment for comment in self.comments if start <= comment.start < end)

    def after_colon(self, key: Scalar) -> int:
        return self.text.index(":", self._scalar_end(key)) + 1

    def dash(self, node: Sequence, number: int) -> int:
        """Where the dash of an item stands."""
        if number == 0:
            return node.start
        place = self.end(node.items[number - 1])
        while self.text[place] != "-":
            found = next((c for c in self.comments if c.start == place), None)
            place = found.end if found else place + 1
        return place

    def past_deeper_comments(self, place: int, column: int) -> int:
        """The line end at or after `place` past comment lines that are indented deeper than `column`."""
        alone = {self.line_start(c.start): c for c in self.comments if c.alone}
        end = self.line_end(place)
        while (below := alone.get(end + 1)) is not None and self.column(below.start) > column:
            end = below.end
        return end

    def above_comments(self, place: int) -> int:
        """The start of the line at `place`, or of the comment lines that stand right above it."""
        alone = {self.line_start(c.start) for c in self.comments if c.alone}
        start = self.line_start(place)
        while start and self.line_start(start - 1) in alone:
            start = self.line_start(start - 1)
        return start


def is_block_scalar(node: Scalar, text: str) -> bool:
    return node.quoted and node.end > node.start and text[node.start] in "|>"


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _comments(text: str, root: Node | None) -> Iterator[Comment]:
    place = 0
    for scalar in sorted(_scalars(root), key=lambda s: (s.start, s.end)):
        yield from _between(text, place, scalar.start)
        place = max(place, scalar.end)
        if is_block_scalar(scalar, text):
            found = text.find("\n", scalar.start)
            yield from _between(text, scalar.start + 1, min(found if found >= 0 else len(text), scalar.end))
    yield from _between(text, place, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    for found in _COMMENT.finditer(text, start, end):
        begin = text.rfind("\n", 0, found.start()) + 1
        yield Comment(found.start(), found.end(), found.group().rstrip(), not text[begin : found.start()].strip())
