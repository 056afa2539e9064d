"""The Word markup of a form: paragraphs, tables to fill in, boxes to tick.

Beside the Document and not through it: what a form needs (boxes that tick, cells of several paragraphs, room to
write) is in no draft, and no other writer could print it. Package, styles and paragraphs are those of the drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from aipolicy import __version__
from aipolicy.document import Document
from aipolicy.library.layers import base_docx
from aipolicy.questionnaire.printed import BOX
from aipolicy.writers.docx import END, running
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.frame import opened
from aipolicy.writers.docx.inlines import Run, elements
from aipolicy.writers.docx.markup import Xml, e, node, shortened, text
from aipolicy.writers.docx.numbering import Numbering, headings
from aipolicy.writers.docx.package import Package
from aipolicy.writers.docx.paragraphs import PLAIN, Layout, paragraph
from aipolicy.writers.docx.styles import Styles
from aipolicy.writers.text import normal

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_FONT = "Segoe UI Symbol"
_LONGEST_TAG = 64
_LANGUAGE = "en-US"
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_BELOW_TABLE = {"BodyText": 160, "Heading1": 320, "Heading2": 320}
_RULE, _EDGE = "B8BEC9", "1F2A44"


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick. `tag` names it in Word; `title` is what a screen reader says."""

    tag: str
    title: str


Line: TypeAlias = "tuple[Run | Box, ...]"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs; an empty one is room to write in."""

    lines: tuple[Line, ...] = ((),)
    centered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, rows, the widths of its columns as shares, and the least height of each row.

    `together` keeps its rows on one page with what follows.
    """

    caption: str
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    shares: Sequence[int]
    height: int = 0
    together: bool = True


def words(said: str, style: str = "", bold: bool = False, italic: bool = False) -> Line:
    """One run as a line of a cell."""
    return (Run(said, style=style, bold=bold, italic=italic),)


class Sheet:
    """One form being written: blocks are added in order, and `save` gives the file."""

    def __init__(self, title: str, district: str, label: str) -> None:
        version = f"aipolicy {__version__}"
        self._document = Document("questionnaire", title, district, label, "", version, _LANGUAGE, ())
        self._package = Package(opened(base_docx().read_bytes()))
        styles = Styles(self._package.styles())
        styles.language(_LANGUAGE)
        numbering = Numbering(self._package.numbering())
        self._context = Context(
            self._document,
            styles,
            numbering,
            headings(self._document),
            self._package.text_width(),
            self._package.relate,
            self._package.highest_id,
        )
        self._bullets = numbering.bullets()
        self._made: list[Xml] = []
        self._after_table = False

    def paragraph(
        self,
        style: str,
        runs: Sequence[Run],
        *,
        bookmark: str = "",
        lead: Sequence[Run] = (),
        keep: bool = False,
        before: int | None = None,
    ) -> None:
        """A paragraph in one of our styles; `bookmark` stands around `runs`, not around `lead` before them."""
        if self._after_table and before is None:
            before = _BELOW_TABLE.get(style)
        self._after_table = False
        layout = Layout(keep_next=keep, before=before)
        self._made.append(paragraph(self._context, style, runs, layout, bookmark, lead).xml())

    def bullet(self, runs: Sequence[Run]) -> None:
        """An item of a list."""
        layout = Layout(number=(self._bullets, 0))
        self._made.append(paragraph(self._context, "ListBullet", runs, layout).xml())

    def grid(self, grid: Grid) -> None:
        """A table with its headings repeated on every page and no row cut by a page's end."""
        if self._after_table:
            self._made.append(
                paragraph(self._context, "TableGap", (), Layout(keep_next=True) if grid.together else PLAIN).xml()
            )
        widths = [self._context.width * share // sum(grid.shares) for share in grid.shares]
        widths[-1] += self._context.width - sum(widths)
        rows = [self._row(grid.head, widths, grid, "TableHeading"), *(self._row(r, widths, grid) for r in grid.rows)]
        properties = e(
            "tblPr",
            e("tblStyle", val=self._context.style("PolicyTable")),
            e("tblW", w=self._context.width, type="dxa"),
            e("tblBorders", *(_border(side) for side in _BORDERS)),
            e("tblLayout", type="fixed"),
            e("tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            e("tblCaption", val=shortened(grid.caption, 255)),
        )
        self._made.append(e("tbl", properties, e("tblGrid", *(e("gridCol", w=width) for width in widths)), *rows))
        self._after_table = True

    def _row(self, row: Sequence[Cell], widths: Sequence[int], grid: Grid, style: str = "TableText") -> Xml:
        head = style == "TableHeading"
        height = e("trHeight", val=grid.height, hRule="atLeast") if grid.height and not head else None
        properties = e("trPr", e("cantSplit"), height, e("tblHeader") if head else None)
        keep = grid.together
        cells = (
            e(
                "tc",
                e("tcPr", e("tcW", w=width, type="dxa")),
                *(self._line(line, style, keep, cell.centered) for line in cell.lines),
            )
            for cell, width in zip(row, widths, strict=True)
        )
        return e("tr", properties, *cells)

    def _line(self, line: Line, style: str, keep: bool, centered: bool) -> Xml:
        properties = e(
            "pPr",
            e("pStyle", val=self._context.style(style)),
            e("keepNext") if keep else None,
            e("jc", val="center") if centered else None,
        )
        context = self._context
        made: list[Xml] = []
        for piece in line:
            if isinstance(piece, Box):
                made.append(self._box(piece))
            else:
                made += elements((piece,), context.style, context.relate, context.next_id)
        return e("p", properties, *made)

    def _box(self, box: Box) -> Xml:
        """A run-level content control: Word and LibreOffice tick it with a click; elsewhere it is a character."""
        glyph = e("r", e("rPr", e("rStyle", val=self._context.style("CheckBox"))), text(BOX))
        state = (
            f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="2612" w14:font="{_FONT}"/>'
            f'<w14:uncheckedState w14:val="2610" w14:font="{_FONT}"/></w14:checkbox>'
        )
        properties = e(
            "sdtPr",
            e("alias", val=shortened(box.title, _LONGEST_TAG)),
            e("tag", val=shortened(box.tag, _LONGEST_TAG)),
            e("id", val=self._context.next_id()),
            Xml(state),
        )
        return e("sdt", properties, e("sdtContent", glyph))

    def save(self) -> bytes:
        """The file, the same bytes for the same form."""
        self._made.append(paragraph(self._context, "EndMark", [Run("End of document")], PLAIN, END).xml())
        self._package.title_page()
        for kind, lines in (("header", running.header), ("footer", None)):
            for type in self._package.types(kind, letterhead=False):
                part = self._package.running(kind, type)
                made = (
                    lines(self._context, first=type == "first", letterhead=False)
                    if lines
                    else running.footer(self._context, page=True, letterhead=False)
                )
                part.extend(node(line.xml()) for line in made)
                if not len(part):
                    part.append(node(e("p")))
        self._package.describe(self._document)
        return self._package.save(Xml("".join(self._made)))


def _border(side: str) -> Xml:
    color, size = (_EDGE, 8) if side in ("top", "bottom") else (_RULE, 4)
    return e(side, val="single", sz=size, space=0, color=color)


def empty(count: int) -> tuple[Cell, ...]:
    """Cells to write in."""
    return (Cell(),) * count


def heading(*titles: str) -> tuple[Cell, ...]:
    """The cells of a table's head."""
    return tuple(Cell((words(normal(title)),)) for title in titles)
