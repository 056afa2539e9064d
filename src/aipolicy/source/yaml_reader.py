"""Strict YAML: every value keeps its place and its text; what is ambiguous in YAML is refused.

The only door to PyYAML. Its parser gives events; resolving (`NO`, `1.10`, dates) never happens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aipolicy.problems import Problem, Span
from aipolicy.source.files import read_text
from aipolicy.source.nodes import Mapping, Node, Scalar, Sequence

DEEPEST = 24
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
# Controls, halves of pairs, private use (assembly's markers), and line breaks that only YAML knows.
REFUSED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff{PRIVATE_USE}]")


def read_yaml(path: Path, shown: str = "") -> tuple[Node | None, list[Problem]]:
    """The node of the file and its problems. Raises UnreadableFile (see `read_text`)."""
    name = shown or str(path)
    return parse_yaml(read_text(path, name), name)


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The node that `text` holds (None when empty or unparsable) and every problem found.

    `path` names the file in spans; `first_line` is the line in that file where `text` begins.
    """
    reader = _Reader(path, first_line)
    bad = REFUSED.search(text)
    if bad:
        line = text.count("\n", 0, bad.start())
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        message = f"the character U+{ord(bad[0]):04X} may not stand in this file"
        reader.report(Span(path, first_line + line, column), "bad-character", message, "delete it; it is invisible")
        return None, reader.problems
    node = reader.read(text)
    return node, reader.problems


@dataclass
class _Reader:
    path: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)

    def report(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(span, code, message, hint))

    def span(self, mark: Any) -> Span:
        return Span(self.path, self.first_line + mark.line, mark.column + 1)

    def read(self, text: str) -> Node | None:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            events = yaml.parse(text, Loader=loader)
            node = None
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                    self.report(self.span(event.start_mark), "second-document", "a second document begins here ('---')")
                    break
                if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                    node = self.node(event, events, 1)
            return node
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = self.span(mark) if mark else Span(self.path, self.first_line)
            what = error.problem or "this is not valid YAML"
            context = f" {error.context}" if error.context else ""
            hint = "look at the quotes, colons and indentation on this line and the one before"
            self.report(where, "yaml-syntax", f"cannot read this YAML: {what}{context}", hint)
        except yaml.YAMLError as error:
            self.report(Span(self.path, self.first_line), "yaml-syntax", f"cannot read this YAML: {error}")
        except _TooDeep as error:
            hint = "check that this is the file you meant"
            self.report(error.span, "too-deep", f"values are nested more than {DEEPEST} levels deep here", hint)
        return None

    def node(self, event: Any, events: Any, depth: int) -> Node:
        import yaml

        span = self.span(event.start_mark)
        if depth > DEEPEST:
            raise _TooDeep(span)
        if isinstance(event, yaml.AliasEvent):
            self.report(span, "yaml-alias", "aliases (*name) are not allowed", "write the value out")
            return Scalar("", True, span, *_extent(event))
        if event.anchor:
            self.report(span, "yaml-anchor", "anchors (&name) are not allowed", "delete the anchor")
        if event.tag and event.tag != "!":
            self.report(span, "yaml-tag", f"tags ({event.tag}) are not allowed", "delete the tag")
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "") and not event.tag
            self.escaped(event.value, span)
            return Scalar(event.value, not plain, span, *_extent(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth, span)
        return self.mapping(event, events, depth, span)

    def escaped(self, text: str, span: Span) -> None:
        """Refuse private-use characters written as escapes: assembly uses them as markers."""
        bad = REFUSED.search(text)
        if bad:
            message = f"the character U+{ord(bad[0]):04X} may not stand in this file"
            self.report(span, "bad-character", message, "delete it")

    def sequence(self, start: Any, events: Any, depth: int, span: Span) -> Sequence:
        import yaml

        items: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return Sequence(tuple(items), span, *_extent(start, event), bool(start.flow_style))
            items.append(self.node(event, events, depth + 1))
        raise AssertionError("the parser closes every sequence or fails")

    def mapping(self, start: Any, events: Any, depth: int, span: Span) -> Mapping:
        import yaml

        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Span] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return Mapping(tuple(entries), span, *_extent(start, event), bool(start.flow_style))
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.report(key.span, "yaml-key", "a key must be a word", "put quotes around it")
            elif key.text in seen:
                first = seen[key.text]
                self.problems.append(
                    Problem(
                        key.span,
                        "duplicate-key",
                        f"'{key.text}' stands here a second time",
                        "keep one of the two",
                        related=((first, "the first one"),),
                    )
                )
            else:
                seen[key.text] = key.span
                entries.append((key, value))
        raise AssertionError("the parser closes every mapping or fails")


class _TooDeep(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__(str(span))
        self.span = span


def _extent(start: Any, end: Any = None) -> tuple[int, int]:
    """Offsets in characters of what stands between two events."""
    return start.start_mark.index, (end or start).end_mark.index
