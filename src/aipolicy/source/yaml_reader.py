"""Strict YAML: every value keeps its place and its text; what is ambiguous in YAML is refused.

The only door to PyYAML. Its parser gives events; resolving (`NO`, `1.10`, dates) never happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from aipolicy.problems import Problem, Span
from aipolicy.source.files import read_text
from aipolicy.source.nodes import Mapping, Node, OpenScalar, OpenSpan, Scalar, Sequence

DEEPEST = 24
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
# Controls, halves of pairs, private use (assembly's markers), and line breaks that only YAML knows.
REFUSED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff{PRIVATE_USE}]")
# Looked up once: they are compared with for every value of every file.
_Alias: Any = yaml.AliasEvent
_Scalar: Any = yaml.ScalarEvent
_SequenceStart: Any = yaml.SequenceStartEvent
_SequenceEnd: Any = yaml.SequenceEndEvent
_MappingEnd: Any = yaml.MappingEndEvent


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


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.next: Callable[[], Any] = lambda: None

    def report(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(span, code, message, hint))

    def span(self, mark: Any) -> Span:
        return Span(self.path, self.first_line + mark.line, mark.column + 1)

    def read(self, text: str) -> Node | None:
        loader = None
        try:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
            self.next = loader.get_event
            node = None
            while (event := self.next()) is not None:
                if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                    self.report(
                        self.span(event.start_mark),
                        "second-document",
                        "a second document begins here ('---')",
                        "delete '---'",
                    )
                    break
                if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                    node = self.node(event, 1)
            return node
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = self.span(mark) if mark else Span(self.path, self.first_line)
            last = text.count("\n")
            if mark and mark.line > last:
                # The end of a text without a last line break is a line too far for libyaml.
                where = Span(self.path, self.first_line + last, len(text) - text.rfind("\n"))
            what, hint = _in_words(error, text[mark.index : mark.index + 1] if mark else "")
            self.report(where, "yaml-syntax", f"cannot read this YAML: {what}", hint)
        except yaml.YAMLError as error:
            self.report(Span(self.path, self.first_line), "yaml-syntax", f"cannot read this YAML: {error}")
        except _TooDeep as error:
            hint = "check that this is the file you meant"
            self.report(error.span, "too-deep", f"values are nested more than {DEEPEST} levels deep here", hint)
        finally:
            if loader is not None:
                loader.dispose()
        return None

    def node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        start = event.start_mark
        span = Span(self.path, self.first_line + start.line, start.column + 1)
        if depth > DEEPEST:
            raise _TooDeep(span)
        if kind is _Alias:
            self.report(span, "yaml-alias", "aliases (*name) are not allowed", "write the value out")
            return Scalar("", True, span, start.index, event.end_mark.index)
        if event.anchor:
            self.report(span, "yaml-anchor", "anchors (&name) are not allowed", "delete the anchor")
        tag = event.tag
        if tag and tag != "!":
            self.report(span, "yaml-tag", f"tags ({tag}) are not allowed", "delete the tag")
        if kind is _Scalar:
            style = event.style
            if style == '"':
                self.escaped(event.value, span)
            return Scalar(event.value, bool(style or tag), span, start.index, event.end_mark.index)
        if kind is _SequenceStart:
            return self.sequence(event, depth + 1, span)
        return self.mapping(event, depth + 1, span)

    def scalar(self, event: Any) -> Scalar:
        """As `node`, for a value without anchor and tag: most of a file."""
        start = event.start_mark
        span: Any = OpenSpan()
        span.path = self.path
        span.line = self.first_line + start.line
        span.column = start.column + 1
        span.__class__ = Span
        style = event.style
        made: Any = OpenScalar()
        made.text = event.value
        made.quoted = bool(style)
        made.span = span
        made.start = start.index
        made.end = event.end_mark.index
        made.__class__ = Scalar
        if style == '"':
            self.escaped(event.value, span)
        found: Scalar = made
        return found

    def escaped(self, text: str, span: Span) -> None:
        """Refuse what was written as an escape: no other style can bring what the whole text does not hold."""
        bad = REFUSED.search(text)
        if bad:
            message = f"the character U+{ord(bad[0]):04X} may not stand in this file"
            self.report(span, "bad-character", message, "delete it")

    def sequence(self, start: Any, depth: int, span: Span) -> Sequence:
        items: list[Node] = []
        following, scalar, allowed = self.next, self.scalar, depth <= DEEPEST
        while (kind := type(event := following())) is not _SequenceEnd:
            if kind is _Scalar and allowed and not event.anchor and not event.tag:
                items.append(scalar(event))
            else:
                items.append(self.node(event, depth))
        return Sequence(tuple(items), span, start.start_mark.index, event.end_mark.index, bool(start.flow_style))

    def mapping(self, start: Any, depth: int, span: Span) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        following, scalar, allowed = self.next, self.scalar, depth <= DEEPEST
        while (kind := type(event := following())) is not _MappingEnd:
            easy = kind is _Scalar and allowed and not event.anchor and not event.tag
            key = scalar(event) if easy else self.node(event, depth)
            event = following()
            easy = type(event) is _Scalar and allowed and not event.anchor and not event.tag
            value = scalar(event) if easy else self.node(event, depth)
            if not isinstance(key, Scalar):
                self.report(key.span, "yaml-key", "a key must be a word", "put quotes around it")
            elif key.text in seen:
                first = seen[key.text].span
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
                seen[key.text] = key
                entries.append((key, value))
        return Mapping(tuple(entries), span, start.start_mark.index, event.end_mark.index, bool(start.flow_style))


def _in_words(error: yaml.MarkedYAMLError, character: str) -> tuple[str, str]:
    """What the parser stumbled over, `character` being where it stopped, and what to do."""
    what = error.problem or "this is not valid YAML"
    if character == "\t":
        return (
            "a tab stands here, and YAML wants spaces",
            "put spaces in its place, as many as the lines around it have",
        )
    if character and "cannot start any token" in what:
        return f"a value cannot begin with '{character}'", "put quotes around the whole value"
    context = f" {error.context}" if error.context else ""
    return f"{what}{context}", "look at the quotes, colons and indentation on this line and the one before"


class _TooDeep(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__(str(span))
        self.span = span
