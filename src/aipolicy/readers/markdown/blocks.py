"""Blocks of a clause from parsed Markdown: paragraphs, lists, tables, notes, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aipolicy.document import (
    Cell,
    Content,
    FormField,
    Inline,
    Item,
    List,
    Note,
    Paragraph,
    Row,
    Sentence,
    Signature,
    Strong,
    Table,
    Text,
)
from aipolicy.readers.markdown.parser import MARKER, Node
from aipolicy.readers.markdown.reading import Reading, lines_of, plain

_NOTE_KINDS: dict[str, str] = {"Note.": "note", "Decision needed.": "decision", "Drafting note.": "draft"}
_CELL_END = re.compile(r"(?<!\\)\|")
_BLOCKS = {
    "heading": (
        "markdown-heading",
        "a heading inside a clause",
        "the title in the front matter is the heading; write \\# for a plain sign",
    ),
    "lheading": ("markdown-heading", "a line of = or - under words makes a heading", "put an empty line between them"),
    "hr": ("markdown-rule", "a horizontal rule inside a clause", "take it out"),
    "fence": ("markdown-code", "a code block inside a clause", "take the fence out"),
    "code_block": ("markdown-code", "a line indented by four spaces is code", "take the spaces out"),
    "html_block": ("markdown-html", "HTML is not part of our Markdown", "write it in plain Markdown"),
}


def contents(reading: Reading, nodes: Iterable[Node], in_note: bool = False) -> tuple[Content, ...]:
    """The blocks of a clause (or note); what is not allowed becomes a problem and its words a paragraph."""
    found: list[Content] = []
    for node in nodes:
        block = _block(reading, node, in_note)
        if block is not None:
            found.append(block)
    return tuple(found)


def _block(reading: Reading, node: Node, in_note: bool) -> Content | None:
    match node.kind:
        case "paragraph":
            return _paragraph(reading, node)
        case "bullet_list" | "ordered_list":
            return _list(reading, node, 0)
        case "table":
            if in_note:
                _refuse(reading, node, "a table inside a note", "put the table before or after the note")
            return _table(reading, node)
        case "blockquote":
            if in_note:
                _refuse(reading, node, "a note inside a note", "one '> ' is enough")
            return _note(reading, node)
        case _:
            return _forbidden(reading, node)


def _refuse(reading: Reading, node: Node, message: str, hint: str) -> None:
    reading.report(node.line, "markdown-nesting", message, hint)


def _forbidden(reading: Reading, node: Node) -> Paragraph | None:
    kind = "lheading" if node.kind == "heading" and node.markup in ("=", "-") else node.kind
    fallback = ("markdown-block", f"{kind} is not part of a clause", "write it as a paragraph, a list or a table")
    code, message, hint = _BLOCKS.get(kind, fallback)
    reading.report(node.line, code, message, hint)
    if node.content:
        lines: list[tuple[Inline, ...]] = [
            (Text(reading.checked(node, MARKER.sub("", words))),) for words in node.content.split("\n") if words.strip()
        ]
    else:
        lines = [line for child in node.children if child.kind == "inline" for line in lines_of(reading, child)]
    return Paragraph(tuple(map(Sentence, lines))) if lines else None


def _lines(reading: Reading, node: Node) -> list[tuple[Inline, ...]]:
    return [line for child in node.children for line in lines_of(reading, child)]


def _paragraph(reading: Reading, node: Node) -> Paragraph | Signature | None:
    pieces = [piece for child in node.children for piece in child.pieces]
    if [piece.kind for piece in pieces] == ["signature"]:
        labels = [reading.label(node.children[0], part.strip(" "), 0) for part in _CELL_END.split(pieces[0].content)]
        if not all(labels):
            hint = "[signature: Signature of parent or guardian | Printed name | Date]"
            reading.report(node.line, "markdown-signature", "a line to sign has no label", hint)
        return Signature(tuple(label for label in labels if label)) if any(labels) else None
    lines = _lines(reading, node)
    return Paragraph(tuple(map(Sentence, lines))) if lines else None


def _list(reading: Reading, node: Node, depth: int) -> List | None:
    ordered = node.kind == "ordered_list"
    if ordered and node.info not in ("ol", "1"):
        hint = f"begin with 1., or write {node.info}\\. where it is no list"
        reading.report(node.line, "markdown-list", f"a numbered list begins at {node.info}", hint)
    if depth > 1:
        _refuse(reading, node, "a list three levels deep", "use two levels at most")
    items = [item for child in node.children if (item := _item(reading, child, depth)) is not None]
    return List(ordered, tuple(items)) if items else None


def _item(reading: Reading, node: Node, depth: int) -> Item | None:
    sentences: list[Sentence] = []
    nested: List | None = None
    for place, child in enumerate(node.children):
        if child.kind in ("bullet_list", "ordered_list"):
            inner = _list(reading, child, depth + 1)
            if nested is None:
                nested = inner
            elif inner is not None:
                reading.report(child.line, "markdown-list", "a second list in one list item", "make it one list")
                nested = List(nested.ordered, nested.items + inner.items)
            continue
        if child.kind == "paragraph":
            if place:
                hint = "keep an item to one paragraph, with its list last"
                reading.report(child.line, "markdown-list", "a second paragraph in a list item", hint)
            lines = _lines(reading, child)
        else:
            block = _block(reading, child, False)
            reading.report(child.line, "markdown-list", "only sentences and a list stand in an item", "move it out")
            lines = _words(block)
        sentences += map(Sentence, lines)
    return Item(tuple(sentences), nested) if sentences or nested is not None else None


def _words(block: Content | None) -> list[tuple[Inline, ...]]:
    match block:
        case Paragraph(sentences):
            return [sentence.inlines for sentence in sentences]
        case Table(header, rows):
            return [cell.inlines for row in (header, *rows) for cell in row.cells if cell.inlines]
        case Note(content=inner):
            return [line for part in inner for line in _words(part)]
        case List(items=items):
            return [line for item in items for line in [*(s.inlines for s in item.sentences), *_words(item.nested)]]
        case _:
            return []


def _note(reading: Reading, node: Node) -> Note | None:
    kind = "note"
    content = list(contents(reading, node.children, True))
    if reading.resolve is None and content:
        match content[0]:
            case Paragraph((Sentence((Strong((Text(words),)),)), *rest)) if words in _NOTE_KINDS:
                kind = _NOTE_KINDS[words]
                content[:1] = [Paragraph(tuple(rest))] if rest else []
    kept: list[Paragraph | List] = []
    for block in content:
        if isinstance(block, Paragraph | List):
            kept.append(block)
        elif lines := _words(block):
            kept.append(Paragraph(tuple(map(Sentence, lines))))
    if not kept:
        return None
    return Note("decision" if kind == "decision" else "draft" if kind == "draft" else "note", tuple(kept))


def _table(reading: Reading, node: Node) -> Table | Signature | None:
    header, *rows = (row for part in node.children for row in part.children)
    heads = [[piece.kind for piece in inline.pieces] for cell in header.children for inline in cell.children]
    read = [_row(reading, row) for row in rows]
    if reading.resolve is None and heads == [["signature"], []]:
        return _signature(reading, node, read)
    return Table(_row(reading, header), tuple(read))


def _signature(reading: Reading, node: Node, rows: list[Row]) -> Signature | None:
    for place, row in enumerate(rows):
        if row.cells[1].inlines not in ((), (FormField(""),)):
            hint = "only labels stand in a table to sign"
            reading.report(node.line + 2 + place, "markdown-signature", "words beside a label", hint)
    labels = tuple(plain((*row.cells[0].inlines, *_beside(row))) for row in rows)
    return Signature(labels) if labels else None


def _beside(row: Row) -> tuple[Inline, ...]:
    inlines = row.cells[1].inlines
    return () if inlines in ((), (FormField(""),)) else (Text(" "), *inlines)


def _row(reading: Reading, node: Node) -> Row:
    raw = reading.text[node.line].strip().lstrip("> ") if node.line < len(reading.text) else ""
    count = len(_CELL_END.split(raw.removeprefix("|").removesuffix("|")))
    if count > len(node.children):
        hint = "give every row as many cells as the header; write \\| for a plain bar"
        reading.report(node.line, "markdown-table", f"{count} cells under {len(node.children)} headings", hint)
    cells = []
    for cell in node.children:
        inlines = [inline for child in cell.children for line in lines_of(reading, child) for inline in line]
        cells.append(Cell(tuple(inlines)))
    return Row(tuple(cells))
