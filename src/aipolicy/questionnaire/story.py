"""The text of a Word file as paragraphs and tables, whichever program saved it.

Tracked insertions count and deletions do not; a content control is its content, or the state of its box.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from aipolicy.questionnaire.container import W
from aipolicy.questionnaire.printed import BOX, TICKED
from aipolicy.writers.text import clean

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    [
        *(W + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "instrText")),
        *(W + name for name in ("sdtEndPr", "txbxContent", "pict", "object", "drawing")),
        _MC + "Fallback",
    ]
)
_OFF = frozenset(["0", "false", "off"])
# Boxes and ticks of the fonts Wingdings and Wingdings 2, as Insert Symbol puts them in.
_SYMBOLS = {
    **dict.fromkeys(("FC", "FE", "FD", "FB", "78", "52", "53", "54", "50", "51", "4F"), TICKED),
    **dict.fromkeys(("A8", "6F", "71", "2A", "A3"), BOX),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, its line breaks as they are, and the bookmarks that begin in it."""

    text: str
    bookmarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the text of each cell, its paragraphs joined by line breaks. `place` counts tables from 1."""

    rows: tuple[tuple[str, ...], ...]
    place: int

    @property
    def head(self) -> tuple[str, ...]:
        """The first row."""
        return self.rows[0] if self.rows else ()


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Story:
    """What a file says: its blocks in order, and how many comments and text boxes stand beside them."""

    blocks: tuple[Block, ...]
    comments: int
    boxes: int


def story_of(root: ET.Element) -> Story:
    """The story of a main part."""
    body = root.find(f"{W}body")
    blocks: list[Block] = []
    for element in _blocks(body) if body is not None else ():
        if element.tag == f"{W}p":
            blocks.append(Paragraph(_text(element), _bookmarks(element)))
        else:
            blocks.append(Table(_rows(element), sum(isinstance(block, Table) for block in blocks) + 1))
    comments = sum(1 for _ in root.iter(f"{W}commentReference"))
    boxes = sum(1 for box in root.iter(f"{W}txbxContent") if "".join(box.itertext()).strip())
    return Story(tuple(blocks), comments, boxes)


def _blocks(parent: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs and tables in `parent`, through whatever wraps them."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child)


def _bookmarks(element: ET.Element) -> tuple[str, ...]:
    return tuple(mark.get(f"{W}name", "") for mark in element.iter(f"{W}bookmarkStart"))


def _rows(table: ET.Element) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_cell(cell) for cell in _inside(row, "tc")) for row in _inside(table, "tr") if not _gone(row))


def _gone(row: ET.Element) -> bool:
    """Whether the row is a tracked deletion."""
    return row.find(f"{W}trPr/{W}del") is not None


def _inside(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag not in _LEFT_OUT and child.tag not in (f"{W}p", f"{W}tbl"):
            yield from _inside(child, name)


def _cell(cell: ET.Element) -> str:
    lines: list[str] = []
    for block in _blocks(cell):
        if block.tag == f"{W}p":
            lines.append(_text(block))
        else:
            lines += [" ".join(row) for row in _rows(block)]
    return "\n".join(lines).strip()


def _text(paragraph: ET.Element) -> str:
    said = "".join(_said(paragraph))
    return "\n".join(clean(line).replace("\xa0", " ").strip() for line in said.split("\n"))


def _said(element: ET.Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}sym":
            yield _SYMBOLS.get(child.get(f"{W}char", "").upper().removeprefix("F0"), "")
        elif child.tag == f"{W}sdt":
            yield from _control(child)
        elif child.tag == f"{W}checkBox":
            yield TICKED if _legacy(child) else BOX
        else:
            yield from _said(child)


def _control(control: ET.Element) -> Iterator[str]:
    """What a content control says: a placeholder is nothing, and a box that is on is a tick whatever it shows."""
    properties = control.find(f"{W}sdtPr")
    content = control.find(f"{W}sdtContent")
    if properties is not None:
        checked = properties.find(f"{_W14}checkbox/{_W14}checked")
        if checked is not None and checked.get(f"{_W14}val", "1") not in _OFF:
            yield TICKED
        shown = properties.find(f"{W}showingPlcHdr")
        if shown is not None and shown.get(f"{W}val", "1") not in _OFF:
            return
    if content is not None:
        yield from _said(content)


def _legacy(box: ET.Element) -> bool:
    """Whether a check box of an old form is ticked."""
    state = box.find(f"{W}checked")
    state = state if state is not None else box.find(f"{W}default")
    return state is not None and state.get(f"{W}val", "1") not in _OFF
