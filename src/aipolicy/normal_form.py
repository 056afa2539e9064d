"""The normal form of a Document: what every writer and reader must carry to and fro.

Two documents with one normal form print the same words in the same structure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .document import (
    Block,
    Cell,
    Citation,
    Clause,
    Content,
    Deleted,
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
    Row,
    Section,
    Sentence,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)


def normalize(document: Document) -> Document:
    """`document` without what no file carries.

    Filled, Term and Citation become Text; adjacent Texts are one; the words after a box to tick are its
    label; whatever is empty (words, sentences, paragraphs, items, lists, notes, signatures) is dropped.
    """
    return replace(document, sections=tuple(_section(section) for section in document.sections))


def normal_content(content: Iterable[Content]) -> tuple[Content, ...]:
    """The normal form of the blocks of a clause; see `normalize`."""
    return tuple(found for block in content if (found := _content(block)) is not None)


def normal_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The normal form of the inlines of a sentence or cell; see `normalize`."""
    return merge(found for inline in inlines if (found := _inline(inline)) is not None)


def merge(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` with adjacent Texts joined, empty ones dropped, and Text after a box taken into its label."""
    merged: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            merged.append(inline)
        elif inline.text:
            match merged[-1] if merged else None:
                case Text(before):
                    merged[-1] = Text(before + inline.text)
                case FormField(label, "check"):
                    merged[-1] = FormField(label + inline.text, "check")
                case _:
                    merged.append(inline)
    return tuple(merged)


def _inline(inline: Inline) -> Inline | None:
    match inline:
        case Filled(text=text) | Term(text=text) | Citation(text=text):
            return Text(text)
        case Strong() | Emphasis() | Link() | Inserted() | Deleted():
            children = normal_inlines(inline.children)
            return replace(inline, children=children) if children else None
        case _:
            return inline


def _sentences(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    found = (Sentence(normal_inlines(sentence.inlines)) for sentence in sentences)
    return tuple(sentence for sentence in found if sentence.inlines)


def _list(block: List) -> List | None:
    items = (
        Item(_sentences(item.sentences), _list(item.nested) if item.nested is not None else None)
        for item in block.items
    )
    kept = tuple(item for item in items if item.sentences or item.nested is not None)
    return List(block.ordered, kept) if kept else None


def _row(row: Row) -> Row:
    return Row(tuple(Cell(normal_inlines(cell.inlines)) for cell in row.cells))


def _content(block: Content) -> Content | None:
    match block:
        case Paragraph():
            sentences = _sentences(block.sentences)
            return Paragraph(sentences) if sentences else None
        case List():
            return _list(block)
        case Table():
            return Table(_row(block.header), tuple(map(_row, block.rows))) if block.header.cells else None
        case Signature():
            return block if block.labels else None
        case Note():
            found = (_content(inner) for inner in block.content)
            inside = tuple(inner for inner in found if isinstance(inner, Paragraph | List))
            return Note(block.kind, inside) if inside else None


def _section(section: Section) -> Section:
    def child(node: Clause | Block) -> Clause | Block:
        return replace(node, content=normal_content(node.content))

    return replace(section, children=tuple(map(child, section.children)))
