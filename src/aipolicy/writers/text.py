"""The text of a Document: what every writer must print and every reader must read back.

Text is the title, the headings, and every sentence, item, cell and label, in reading order. It is not:
automatic numbers, the results of references, contents lines, the draft line, the district, label and
version of the running header and footer, the address of a link, and the marks of a list, a box to tick,
a line to fill in or a blank (the label of each is text). A tracked insertion is text, a deletion is not.

White space counts as one space; what Word and Markdown cannot carry (`clean`) is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Citation,
    Clause,
    Content,
    Document,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Inserted,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Section,
    Sentence,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)

_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")
# Overrides make text read as something other than what it says.
_OVERRIDES = frozenset("\u202d\u202e")


def clean(text: str) -> str:
    """`text` without control characters, lone surrogates, noncharacters and direction overrides.

    Line breaks and tabs become spaces; nothing else is changed.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c in _SPACES else c for c in text if c in _SPACES or _carried(c))


def _carried(char: str) -> bool:
    return (
        unicodedata.category(char) not in ("Cc", "Cs")
        and char not in _OVERRIDES
        and ord(char) & 0xFFFE != 0xFFFE
        and not 0xFDD0 <= ord(char) <= 0xFDEF
    )


def normal(text: str) -> str:
    """`text` cleaned, with every run of white space as one space and none at the ends."""
    return " ".join(clean(text).split())


def inline_text(inlines: Iterable[Inline]) -> str:
    """The text of some inlines, white space as it stands."""
    return "".join(_inline(inline) for inline in inlines)


def _inline(node: Inline) -> str:
    match node:
        case Text() | Citation() | Term() | Filled():
            return node.text
        case Strong() | Emphasis() | Link() | Inserted():
            return inline_text(node.children)
        case Blank() | FormField():
            return node.label
        case _:
            return ""


def paragraphs(document: Document) -> tuple[tuple[str, ...], ...]:
    """The text, paragraph by paragraph (heading, paragraph, item, cell, label), each a tuple of sentences.

    Sentences and paragraphs without text are left out.
    """
    found = (tuple(filter(None, map(normal, paragraph))) for paragraph in _paragraphs(document))
    return tuple(paragraph for paragraph in found if paragraph)


def lines(document: Document) -> tuple[str, ...]:
    """The text, one string a paragraph, its sentences joined by a space: what a Word file shows."""
    return tuple(" ".join(paragraph) for paragraph in paragraphs(document))


def plain(document: Document) -> str:
    """The text, one sentence a line."""
    return "\n".join(sentence for paragraph in paragraphs(document) for sentence in paragraph)


def _paragraphs(document: Document) -> Iterator[list[str]]:
    yield [document.title]
    for section in document.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[list[str]]:
    yield [section.title]
    for child in section.children:
        yield from _clause(child)


def _clause(clause: Clause | Block) -> Iterator[list[str]]:
    yield [clause.title]
    for content in clause.content:
        yield from _content(content)


def _content(content: Content) -> Iterator[list[str]]:
    match content:
        case Paragraph():
            yield _sentences(content.sentences)
        case List():
            for item in content.items:
                yield from _item(item)
        case Table():
            for row in (content.header, *content.rows):
                for cell in row.cells:
                    yield _cell(cell)
        case Signature():
            for label in content.labels:
                yield [label]
        case Note():
            for inner in content.content:
                yield from _content(inner)


def _item(item: Item) -> Iterator[list[str]]:
    yield _sentences(item.sentences)
    if item.nested:
        for inner in item.nested.items:
            yield from _item(inner)


def _sentences(sentences: tuple[Sentence, ...]) -> list[str]:
    return [inline_text(sentence.inlines) for sentence in sentences]


def _cell(cell: Cell) -> list[str]:
    return [inline_text(cell.inlines)]
