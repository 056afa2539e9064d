"""What the Markdown readers share: where they are, what they found wrong, and inlines from pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from aipolicy.document import (
    Blank,
    Citation,
    Deleted,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Inserted,
    Link,
    Reference,
    Strong,
    Term,
    Text,
)
from aipolicy.normal_form import merge
from aipolicy.problems import Problem, Span
from aipolicy.readers.markdown.parser import MARKER, Node, Piece, unescape

_DEEPEST = 20
_TAGS = {"<strong>": "strong", "<em>": "em"}
_REFERENCE = re.compile(r"(?:([^/:#?]+)\.md)?#([^#]*)")
# The category Co, the same in every version of Unicode.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_NAMES = {
    "image": ("markdown-image", "images are not part of a clause", "describe it in words"),
    "code_inline": ("markdown-code", "code is not part of a clause", "take the backticks out, or write \\` for one"),
    "s_open": ("markdown-strikethrough", "struck-out words are not part of a clause", "take the words out"),
    "hardbreak": (
        "markdown-break",
        "a forced line break (two spaces or a backslash at the end of a line)",
        "end the line plainly; a new paragraph begins after an empty line",
    ),
    "stray": (
        "markdown-mark",
        "'[' begins nothing known here",
        "marks are [____ label], [ ] , [blank: label], [signature: a | b], [words](https://...); "
        "write \\[ for a plain bracket",
    ),
    "signature": (
        "markdown-signature",
        "a signature stands alone in its paragraph",
        "put an empty line before and after it",
    ),
}


@dataclass(slots=True)
class Reading:
    """One text being read: resolves markers, places problems and collects them."""

    text: Sequence[str]
    place: Callable[[int, int], Span]
    resolve: Callable[[int], Inline] | None = None
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, code: str, message: str, hint: str = "", column: int = 0) -> None:
        """Notes a problem at a line and column of the text read, both counted from 0."""
        self.problems.append(Problem(self.place(line, column), code, message, hint))

    def at(self, node: Node, position: int) -> tuple[int, int]:
        """Line and column of a position in the content of `node`."""
        before = node.content[: max(position, 0)]
        down = before.count("\n")
        line = min(node.line + down, len(self.text) - 1)
        content = node.content.split("\n")[down]
        found = max(self.text[line].find(content), 0)
        return line, found + len(before) - (before.rfind("\n") + 1)

    def flag(self, node: Node, piece: Piece) -> None:
        """Notes a construct that is not part of our Markdown."""
        line, column = self.at(node, piece.position)
        code, message, hint = _NAMES[piece.kind]
        self.report(line, code, message, hint, column)

    def checked(self, node: Node, text: str) -> str:
        """`text`; private-use characters in it are a problem, and dropped where they could pass for answers."""
        private = None if text.isascii() else _PRIVATE.search(text)
        if not private:
            return text
        line, column = self.at(node, node.content.find(private[0]))
        message = f"private-use character U+{ord(private[0]):04X}"
        self.report(line, "private-use", message, "delete it; it prints differently everywhere", column)
        if self.resolve is None:
            return text
        return _PRIVATE.sub("", text)

    def answer(self, node: Node, digits: str, position: int) -> Inline:
        """The inline node that a marker stands for."""
        try:
            if self.resolve is not None:
                return self.resolve(int(digits))
        except LookupError:
            pass
        line, column = self.at(node, position)
        self.report(line, "private-use", f"marker {digits} stands for no answer", "delete it", column)
        return Text("")

    def label(self, node: Node, raw: str, position: int) -> str:
        """The words of a label; an answer in it becomes plain words."""
        words = ""
        for place, part in enumerate(MARKER.split(raw) if self.resolve else [raw]):
            if place % 2 == 0:
                words += self.checked(node, unescape(part))
                continue
            inline = self.answer(node, part, position)
            if isinstance(inline, Reference):
                line, column = self.at(node, position)
                hint = "name the other clause in the sentence before it"
                self.report(line, "marker-in-label", "a reference cannot stand in a label", hint, column)
            words += plain((inline,))
        return words.strip() if self.resolve else words


def plain(inlines: Iterable[Inline]) -> str:
    """The words of `inlines`, a gap as its mark."""
    words = ""
    for inline in inlines:
        match inline:
            case Strong() | Emphasis() | Link() | Inserted() | Deleted():
                words += plain(inline.children)
            case Blank(label):
                words += f"[blank: {label}]"
            case FormField(label):
                words += label
            case Text() | Reference() | Citation() | Term() | Filled():
                words += inline.text
    return words


@dataclass(slots=True)
class _Frame:
    kind: str
    url: str = ""
    tag: bool = False
    position: int = -1
    children: list[Inline] = field(default_factory=list)


def lines_of(reading: Reading, node: Node) -> list[tuple[Inline, ...]]:
    """The inlines of each source line of a paragraph or cell; marks that span lines are split."""
    return _Builder(reading, node).build()


class _Builder:
    def __init__(self, reading: Reading, node: Node) -> None:
        self.reading, self.node = reading, node
        self.stack = [_Frame("")]
        self.lines: list[tuple[Inline, ...]] = []

    def build(self) -> list[tuple[Inline, ...]]:
        for piece in self.node.pieces:
            self.take(piece)
        for frame in self.stack[1:]:
            if frame.tag:
                self.html(frame.position, f"<{frame.kind}> is not closed")
        self.end_line()
        return [inlines for inlines in self.lines if inlines]

    def take(self, piece: Piece) -> None:
        reading, node, kind = self.reading, self.node, piece.kind
        inside = self.stack[-1].children
        if kind in _NAMES:
            reading.flag(node, piece)
        match kind:
            case "text" | "stray" | "code_inline" | "image":
                words = MARKER.sub("", piece.content) if kind in ("code_inline", "image") else piece.content
                inside.append(Text(reading.checked(node, words)))
            case "softbreak" | "hardbreak":
                self.end_line()
            case "marker":
                inside.append(reading.answer(node, piece.content, piece.position))
            case "blank":
                inside.append(Blank(reading.label(node, piece.content, piece.position)))
            case "field":
                inside.append(FormField(reading.label(node, piece.content, piece.position)))
            case "signature":
                inside.append(Text(f"[signature: {reading.label(node, piece.content, piece.position)}]"))
            case "check":
                inside.append(FormField("", "check"))
            case "strong_open" | "em_open":
                self.open(_Frame(kind.removesuffix("_open")))
            case "link_open":
                self.open(_Frame("link", self.url(piece)))
            case "strong_close" | "em_close" | "link_close":
                self.close(kind.removesuffix("_close"), piece)
            case "html_inline":
                self.tag(piece)

    def tag(self, piece: Piece) -> None:
        opened = _TAGS.get(piece.content)
        closed = _TAGS.get(piece.content.replace("</", "<")) if opened is None else None
        if self.reading.resolve is not None or not (opened or closed):
            self.html(piece.position, "HTML is not part of our Markdown")
        elif opened:
            self.open(_Frame(opened, tag=True, position=piece.position))
        elif closed:
            self.close(closed, piece)

    def html(self, position: int, message: str) -> None:
        line, column = self.reading.at(self.node, position)
        hint = "write it in plain Markdown, or \\< for a plain sign"
        self.reading.report(line, "markdown-html", message, hint, column)

    def url(self, piece: Piece) -> str:
        line, column = self.reading.at(self.node, piece.position)
        if "\ue000" in piece.url or "\ue001" in piece.url:
            hint = "an answer cannot be the target of a link; print it as words"
            self.reading.report(line, "marker-in-link", "an answer stands in the target of a link", hint, column)
            return ""
        if piece.extra:
            hint = "write [words](https://...) and nothing more"
            self.reading.report(line, "markdown-link", "a link with a title, or in angle brackets", hint, column)
        if re.match(r"https?://[^\s/]", piece.url, re.IGNORECASE):
            return self.reading.checked(self.node, piece.url)
        if self.reading.resolve is None and _REFERENCE.fullmatch(piece.url):
            return piece.url
        message = f"a link to '{piece.url}' is neither http:// nor https://"
        hint = 'link to a full https:// address; refer to a clause with {{ ref("...") }}'
        self.reading.report(line, "markdown-link", message, hint, column)
        return ""

    def open(self, frame: _Frame) -> None:
        if len(self.stack) == _DEEPEST:
            hint = "take some of the marks out"
            self.reading.report(self.reading.at(self.node, frame.position)[0], "nesting", "nested too deeply", hint)
        self.stack.append(frame)

    def close(self, kind: str, piece: Piece) -> None:
        while len(self.stack) > 1 and any(frame.kind == kind for frame in self.stack):
            frame = self.stack.pop()
            self.finish(frame)
            if frame.kind == kind:
                return
            self.html(frame.position, f"<{frame.kind}> is not closed")
        self.html(piece.position, f"{piece.content} closes nothing")

    def finish(self, frame: _Frame) -> None:
        children = merge(frame.children)
        above = self.stack[-1].children
        if len(self.stack) >= _DEEPEST or (frame.kind == "link" and not frame.url):
            above.extend(children)
        elif frame.kind == "link" and (found := _REFERENCE.fullmatch(frame.url)):
            above.append(Reference(unquote(found[2]), unquote(found[1] or ""), plain(children)))
        elif children:
            if frame.kind == "link":
                above.append(Link(frame.url, children))
            else:
                above.append(Strong(children) if frame.kind == "strong" else Emphasis(children))

    def end_line(self) -> None:
        """Ends a sentence; what is open closes here and opens again on the next line."""
        again = [_Frame(frame.kind, frame.url, frame.tag, frame.position) for frame in self.stack[1:]]
        while len(self.stack) > 1:
            self.finish(self.stack.pop())
        self.lines.append(merge(self.stack[0].children))
        self.stack = [_Frame(""), *again]
