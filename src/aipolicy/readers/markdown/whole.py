"""A whole Markdown file as `writers.markdown` writes it, perhaps edited by a person since."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from aipolicy.document import Block, Clause, Content, Document, Emphasis, Paragraph, Section, Sentence, Strong, walk
from aipolicy.normal_form import normal_content
from aipolicy.problems import Problem, Span, in_order
from aipolicy.readers.markdown.blocks import contents
from aipolicy.readers.markdown.parser import Node, Piece, parse, parse_inline, unescape
from aipolicy.readers.markdown.reading import Reading, plain

_LONGEST = 5_000_000
_ANCHOR = re.compile(r'<a id="([^"]*)"(?: lang="([^"]*)")?></a>')
_NUMBER = re.compile(r"((?:[^ \t\\]|\\.)+)\.(?: (.*))?")


def read_document(text: str, path: str) -> tuple[Document, list[Problem]]:
    """The document in `text`, and every place where it is not what the writer would have written.

    `path` names the file in problems. Whatever the text, there is a document: words that stand where
    none can stand stay with the clause before them, and a problem says so.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    reading = Reading(text[:_LONGEST].split("\n"), lambda line, column: Span(path, line + 1, column + 1))
    if len(text) > _LONGEST:
        hint = f"split it; at most {_LONGEST} characters are read"
        reading.report(0, "too-large", "the file is too large for a policy document", hint)
    whole = _Whole(reading, PurePosixPath(path).stem)
    for node in parse("\n".join(reading.text), body=False).children:
        whole.take(node)
    return whole.document(), list(in_order(reading.problems))


@dataclass(slots=True)
class _Part:
    """A clause or block being read."""

    id: str
    number: str = ""
    title: str = ""
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Area:
    """A section being read."""

    id: str
    number: str
    title: str
    parts: list[_Part] = field(default_factory=list)


class _Whole:
    def __init__(self, reading: Reading, stem: str) -> None:
        self.reading = reading
        self.id = stem
        self.title: str | None = None
        self.language = ""
        self.front: list[Node] = []
        self.back: list[Node] | None = None
        self.areas: list[_Area] = []
        self.anchor: tuple[str, str, int] | None = None

    def take(self, node: Node) -> None:
        anchor = _ANCHOR.fullmatch(node.children[0].content) if node.kind == "paragraph" and node.children else None
        if anchor:
            self.headless()
            self.anchor = (html.unescape(anchor[1]), html.unescape(anchor[2] or ""), node.line)
        elif node.kind == "heading" and node.markup.startswith("#") and len(node.markup) <= 3:
            self.heading(node, len(node.markup))
        elif node.kind == "hr" and self.title is not None and self.back is None:
            self.headless()
            self.back = []
        else:
            self.headless()
            self.content(node)

    def headless(self) -> None:
        """An anchor that no heading follows is a clause or block without one."""
        if self.anchor is not None:
            identifier, _, line = self.anchor
            self.anchor = None
            self.area(line).parts.append(_Part(identifier))

    def area(self, line: int) -> _Area:
        if not self.areas:
            hint = 'put <a id="..."></a> and a heading "## 1. Title" before it'
            self.reading.report(line, "outside-section", "text before the first section", hint)
            self.areas.append(_Area("", "", ""))
        return self.areas[-1]

    def heading(self, node: Node, level: int) -> None:
        inline = node.children[0] if node.children else Node("inline", node.line, node.end)
        number, words = "", inline.content
        if level > 1 and (found := _NUMBER.fullmatch(inline.content)):
            number, words = unescape(found[1]), found[2] or ""
        title = _plain(parse_inline(words))
        self.reading.checked(inline, title + number)
        anchor, language, _ = self.anchor or ("", "", 0)
        if self.anchor is None:
            hint = 'put <a id="..."></a> on the line before it'
            self.reading.report(node.line, "no-anchor", f"the heading '{title}' has no anchor", hint)
        self.anchor = None
        if level == 1:
            if self.title is not None:
                self.reading.report(node.line, "two-titles", "a second title", "a file holds one document")
                self.area(node.line).parts.append(_Part(anchor, number, title))
                return
            self.title, self.language, self.id = title, language, anchor or self.id
        elif level == 2:
            self.areas.append(_Area(anchor, number, title))
        else:
            self.area(node.line).parts.append(_Part(anchor, number, title))

    def content(self, node: Node) -> None:
        if self.back is not None:
            self.back.append(node)
        elif not self.areas:
            self.front.append(node)
        else:
            if not self.areas[-1].parts:
                hint = "move it under a clause"
                self.reading.report(node.line, "outside-clause", "text that belongs to no clause", hint)
                self.areas[-1].parts.append(_Part(""))
            self.areas[-1].parts[-1].nodes.append(node)

    def document(self) -> Document:
        self.headless()
        if self.title is None:
            self.reading.report(0, "no-title", "the file has no title", 'begin with <a id="..."></a> and "# Title"')
        district, label, draft = self.title_area()
        version = self.version()
        sections = tuple(
            Section(area.id, area.title, area.number, tuple(map(self.part, area.parts))) for area in self.areas
        )
        return Document(self.id, self.title or "", district, label, draft, version, self.language, sections)

    def part(self, part: _Part) -> Clause | Block:
        content = normal_content(contents(self.reading, part.nodes))
        if part.id.startswith("block."):
            kind, _, identifier = part.id.removeprefix("block.").partition(".")
            return Block(identifier, kind, part.title, part.number, content)
        return Clause(part.id, part.title, part.number, content)

    def title_area(self) -> tuple[str, str, str]:
        found = {"district": "", "label": "", "draft": ""}
        for node, block in self.paragraphs(self.front):
            match block:
                case Paragraph((Sentence((Strong(),)),)):
                    key = "district"
                case Paragraph((Sentence((Emphasis(),)),)):
                    key = "draft"
                case _:
                    key = "label"
            if found[key]:
                hint = "the title area holds the district in bold, the label, and the draft line in italics"
                self.reading.report(node.line, "title-area", f"a second {key} in the title area", hint)
            words = _words(block)
            found[key] = f"{found[key]} {words}" if found[key] else words
        return found["district"], found["label"], found["draft"]

    def version(self) -> str:
        found = self.paragraphs(self.back or [])
        for node, _ in found[1:]:
            hint = "only the version line stands after the rule; move the text under a clause"
            self.reading.report(node.line, "after-end", "text after the version line", hint)
        return " ".join(_words(block) for _, block in found)

    def paragraphs(self, nodes: list[Node]) -> list[tuple[Node, Content]]:
        found = []
        for node in nodes:
            for block in normal_content(contents(self.reading, [node])):
                if not isinstance(block, Paragraph):
                    hint = "move it under a clause"
                    self.reading.report(node.line, "outside-clause", "only plain lines can stand here", hint)
                found.append((node, block))
        return found


def _plain(pieces: list[Piece]) -> str:
    return "".join(piece.content for piece in pieces)


def _words(block: Content) -> str:
    sentences = (node for node in walk(block) if isinstance(node, Sentence))
    return " ".join(plain(sentence.inlines) for sentence in sentences)
