"""markdown-it-py, set up for our part of Markdown. Nothing else imports it.

What we do not allow is still parsed, so that it can be named where it stands; only link definitions
are off, because they would vanish without a trace.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MARKER = re.compile("\ue0000*([0-9]{1,9})\ue001")
_LABEL = r"(?: (?P<{0}>(?:\\.|[^\[\]\\\n])*))?"
# "(" after the bracket makes it a link, here and on GitHub.
_MARK = re.compile(
    r"\[(?:(?P<check> \](?!\() ?)"
    rf"|blank:{_LABEL.format('blank')}(?P<is_blank>\])(?!\()"
    rf"|_{{3,}}{_LABEL.format('field')}(?P<is_field>\])(?!\()"
    rf"|signature:?{_LABEL.format('signature')}(?P<is_signature>\])(?!\())"
)
_PLAIN = re.compile(r"[^\n!&*<\[\\\]_`~\ue000]+")
_RULES = ("newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image", "autolink", "html_inline")
_Rule = Callable[["StateInline", bool], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """One inline token: `position` is where it begins in the content of its node, -1 where unknown."""

    kind: str
    content: str = ""
    position: int = -1
    url: str = ""
    extra: str = ""


@dataclass(slots=True)
class Node:
    """One block: `line` and `end` are lines of the text read, counted from 0 (`end` is the one after)."""

    kind: str
    line: int
    end: int
    content: str = ""
    info: str = ""
    markup: str = ""
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@functools.lru_cache(maxsize=1024)
def parse(text: str, body: bool) -> Node:
    """The blocks of `text`; `body`: markers are read, and a "[" that begins nothing is a piece "stray".

    Kept for the next district or draft, which mostly fills the same clauses with the same markers; nobody
    may change the nodes.
    """
    root = Node("root", 0, text.count("\n") + 1)
    stack = [root]
    for token in _parser(body).parse(text):
        if token.nesting < 0:
            stack.pop()
            continue
        top = stack[-1]
        line, end = token.map or (top.line, top.end)
        # The start of an ordered list other than 1 is an attribute, of a heading its level is the tag.
        info = str(token.attrs.get("start", "")) or token.tag
        node = Node(token.type.removesuffix("_open"), line, end, token.content, info, token.markup)
        node.pieces = _pieces(token)
        top.children.append(node)
        if token.nesting > 0:
            stack.append(node)
    return root


def parse_inline(text: str) -> list[Piece]:
    """The pieces of one line of a written file."""
    return [piece for token in _parser(False).parseInline(text) for piece in _pieces(token)]


def unescape(text: str) -> str:
    """`text` without backslash escapes and entities."""
    from markdown_it.common.utils import unescapeAll

    return unescapeAll(text)


def _pieces(token: Token) -> list[Piece]:
    return [
        Piece(
            "text" if child.type == "text_special" else child.type,
            child.content,
            int(child.meta.get("position", -1)),
            str(child.attrs.get("href", "")),
            str(child.attrs.get("title", "")) or child.info if child.type == "link_open" else "",
        )
        for child in token.children or ()
    ]


@lru_cache(maxsize=2)
def _parser(body: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Ours(MarkdownIt):
        def normalizeLink(self, url: str) -> str:
            return url

        def validateLink(self, url: str) -> bool:
            return True

    parser = Ours("commonmark").enable(["table", "strikethrough"]).disable(["reference", "text_join"])
    ruler = parser.inline.ruler
    rules: dict[str, _Rule] = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    for name in _RULES:
        ruler.at(name, _placed(rules[name]))
    ruler.before("link", "mark", _placed(_mark))
    if body:
        ruler.at("text", _text)
        ruler.before("newline", "marker", _placed(_marker))
        ruler.push("stray", _placed(_stray))
    return parser


def _placed(rule: _Rule) -> _Rule:
    """`rule`, noting on each token it makes where it began."""

    def placed(state: StateInline, silent: bool) -> bool:
        position, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        for token in state.tokens[count:]:
            token.meta.setdefault("position", position)
        return done

    return placed


def _text(state: StateInline, silent: bool) -> bool:
    """Plain words up to what may begin a mark; the parser's own rule runs past markers."""
    found = _PLAIN.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def _marker(state: StateInline, silent: bool) -> bool:
    found = MARKER.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("marker", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    # Silent is the search for the end of a link, which takes a bracket skipped whole for a link inside it.
    if silent or state.src[state.pos] != "[":
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    kind = next(name for name in ("check", "is_blank", "is_field", "is_signature") if found[name] is not None)
    kind = kind.removeprefix("is_")
    state.push(kind, "", 0).content = "" if kind == "check" else found[kind] or ""
    state.pos = found.end()
    return True


def _stray(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    if not silent:
        state.push("stray", "", 0).content = "["
    state.pos += 1
    return True
