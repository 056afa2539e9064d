"""A Document as Markdown: CommonMark with pipe tables, one sentence a line.

The law: `readers.markdown.read_document(write(d), path)` gives `normal_form.normalize(d)`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from aipolicy.document import (
    Block,
    Clause,
    Content,
    Document,
    Emphasis,
    Inline,
    Item,
    List,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Strong,
    Table,
    Text,
)
from aipolicy.normal_form import normalize
from aipolicy.writers.markdown_inline import cell, escape, line

NOTE_WORDS = {"note": "Note.", "decision": "Decision needed.", "draft": "Drafting note."}

Lines = list[str]

_SPACE = re.compile(r"\s")


def write(document: Document) -> str:
    """`document` as the text of its Markdown file: LF, one newline at the end."""
    document = normalize(document)
    chunks: list[Lines] = [_title(document)]
    area: list[Inline] = []
    if document.district:
        area.append(Strong((Text(document.district),)))
    if document.label:
        area.append(Text(document.label))
    if document.draft:
        area.append(Emphasis((Text(document.draft),)))
    chunks += [[line((inline,))] for inline in area]
    for section in document.sections:
        chunks += _section(section)
    if document.version:
        chunks += [["---"], [line((Text(document.version),))]]
    return "\n\n".join("\n".join(chunk) for chunk in chunks) + "\n"


def _anchor(identifier: str, language: str = "") -> str:
    lang = f' lang="{html.escape(language)}"' if language else ""
    return f'<a id="{html.escape(identifier)}"{lang}></a>'


def _title(document: Document) -> Lines:
    return [_anchor(document.id, document.language), _heading(1, "", document.title)]


def _heading(level: int, number: str, title: str) -> str:
    words = line((Text(title),), start=False)
    if number:
        words = f"{_SPACE.sub(_entity, escape(number))}. {words}".rstrip()
    else:
        # A first word that ends in a dot is what the reader takes for a number.
        words = re.sub(r"^([^ \t]*)\.(?= |\Z)", r"\1\\.", words)
    words = re.sub(r"#\Z", r"\\#", words)
    return f"{'#' * level} {words}".rstrip()


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _section(section: Section) -> list[Lines]:
    chunks: list[Lines] = [[_anchor(section.id), _heading(2, section.number, section.title)]]
    for child in section.children:
        chunks += _child(child)
    return chunks


def _child(child: Clause | Block) -> list[Lines]:
    anchor = _anchor(f"block.{child.kind}.{child.id}" if isinstance(child, Block) else child.id)
    head = [anchor, _heading(3, child.number, child.title)] if child.number or child.title else [anchor]
    return [head, *_contents(child.content)]


def _contents(blocks: Iterable[Content]) -> list[Lines]:
    chunks: list[Lines] = []
    before: Content | None = None
    other = False
    for block in blocks:
        if isinstance(block, List):
            # Two lists that touch would read as one; CommonMark parts them by another bullet.
            other = isinstance(before, List) and before.ordered == block.ordered and not other
            chunks.append(_list(block, other))
        else:
            chunks.append(_content(block))
        before = block
    return chunks


def _content(block: Paragraph | Table | Signature | Note) -> Lines:
    match block:
        case Paragraph():
            return [line(sentence.inlines) for sentence in block.sentences]
        case Table():
            return _table(block.header, block.rows)
        case Signature():
            labels = [f"| {cell((Text(label),))} | [____] |" for label in block.labels]
            return ["| [signature] |  |", "| --- | --- |", *labels]
        case Note():
            return _note(block)


def _note(note: Note) -> Lines:
    head = f"**{NOTE_WORDS[note.kind]}**"
    first, *rest = _contents(note.content)
    chunks = [[head, *first], *rest] if isinstance(note.content[0], Paragraph) else [[head], first, *rest]
    lines = "\n\n".join("\n".join(chunk) for chunk in chunks).split("\n")
    return [f"> {text}".rstrip() if text else ">" for text in lines]


def _list(block: List, other: bool) -> Lines:
    lines: Lines = []
    for place, item in enumerate(block.items, 1):
        marker = (f"{place}{')' if other else '.'}" if block.ordered else "*" if other else "-") + " "
        first, *rest = _item(item)
        lines += [marker + first, *(" " * len(marker) + text for text in rest)]
    return lines


def _item(item: Item) -> Lines:
    nested = _list(item.nested, False) if item.nested is not None else []
    return [line(sentence.inlines) for sentence in item.sentences] + nested


def _table(header: Row, rows: Sequence[Row]) -> Lines:
    def row(cells: Row) -> str:
        return "| " + " | ".join(cell(one.inlines) for one in cells.cells) + " |"

    return [row(header), "| " + " | ".join("---" for _ in header.cells) + " |", *map(row, rows)]
