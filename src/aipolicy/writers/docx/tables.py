"""Tables, and the lines to sign."""

from __future__ import annotations

from collections.abc import Sequence

from aipolicy.document import Cell, Row, Sentence, Signature, Table
from aipolicy.writers.docx.blocks import MadeParagraph, MadeRow, MadeTable
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.inlines import Run, mark, sentence_runs
from aipolicy.writers.docx.markup import e
from aipolicy.writers.docx.paragraphs import PLAIN, Layout, paragraph, whole_change
from aipolicy.writers.text import normal

_CHARACTER = 112
_PADDING = 230
_KEPT_WHOLE = 300
_SIGNATURE_GAP = 240
_DATE_WIDTH = 1900
_SIGNATURE_WIDTH = 3300


def table(context: Context, node: Table, caption: str) -> MadeTable:
    """A w:tbl: header row repeated on every page, no row cut by a page's end, columns by what they hold."""
    columns = len(node.header.cells) or 1
    rows = [
        [sentence_runs((Sentence(cell.inlines),), context.refer, in_cell=True) for cell in _padded(row, columns)]
        for row in (node.header, *node.rows)
    ]
    widths = column_widths([["".join(run.words for run in runs) for runs in row] for row in rows], context.width)
    properties = e(
        "tblPr",
        e("tblStyle", val=context.style("PolicyTable")),
        e("tblW", w=sum(widths), type="dxa"),
        e("tblLayout", type="fixed"),
        e("tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        e("tblCaption", val=normal(caption)) if normal(caption) else None,
    )
    made = [_row(context, row, widths, header=row is rows[0]) for row in rows]
    if sum(len(run.words) for row in rows for runs in row for run in runs) <= _KEPT_WHOLE:
        for made_row in made[:-1]:
            made_row.keep_with_next()
    grid = e("tblGrid", *(e("gridCol", w=width) for width in widths))
    return MadeTable([properties, grid], made)


def _padded(row: Row, columns: int) -> tuple[Cell, ...]:
    return (*row.cells, *(Cell(()) for _ in range(columns - len(row.cells))))


def _row(context: Context, row: list[tuple[Run, ...]], widths: list[int], *, header: bool) -> MadeRow:
    tracked = whole_change([run for runs in row for run in runs])
    properties = e(
        "trPr",
        e("cantSplit"),
        e("tblHeader") if header else None,
        mark(tracked, context.next_id()) if tracked else None,
    )
    style = "TableHeading" if header else "TableText"
    cells = [
        (e("tcPr", e("tcW", w=width, type="dxa")), paragraph(context, style, runs, _to_fill_in(runs, width)))
        for runs, width in zip(row, widths, strict=True)
    ]
    return MadeRow(properties, cells)


def _to_fill_in(runs: tuple[Run, ...], width: int) -> Layout:
    """A line to fill in at the end of a cell runs to the cell's edge."""
    ruled = any(run.kind == "tab" for run in runs)
    return Layout(tabs=(("right", width - _PADDING, "underscore"),)) if ruled else PLAIN


def column_widths(rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Widths that add up to `total`: room for each column's longest word first, the rest by what it holds."""
    columns = list(zip(*rows, strict=True))
    least = [
        min(max((len(word) for cell in column for word in cell.split()), default=1), 24) * _CHARACTER + _PADDING
        for column in columns
    ]
    if sum(least) >= total:
        shares = [width * total // sum(least) for width in least]
    else:
        # The longest cell decides how many lines a row has, but less and less the longer it is.
        wishes = [float(max(max(map(len, column)), 4)) ** 0.75 for column in columns]
        spare = total - sum(least)
        shares = [width + int(spare * wish / sum(wishes)) for width, wish in zip(least, wishes, strict=True)]
    shares[-1] += total - sum(shares)
    return shares


def signature(context: Context, node: Signature, bookmark: str = "") -> list[MadeParagraph]:
    """Lines to sign, each label under its rule; as many side by side as the page holds.

    Two paragraphs a row, one of rules and one of labels, and no table: a table would need a header row.
    """
    made: list[MadeParagraph] = []
    for row in _signature_rows(node.labels, context.width):
        rules: list[Run] = []
        labels: list[Run] = []
        rule_tabs: list[tuple[str, int, str]] = []
        label_tabs: list[tuple[str, int, str]] = []
        at = 0
        for label, width in row:
            if at:
                at += _SIGNATURE_GAP
                rule_tabs.append(("left", at, ""))
                label_tabs.append(("left", at, ""))
                rules.append(Run("", kind="tab", style="FormMark"))
                labels.append(Run("", kind="tab", style="FormMark"))
            at += width
            rule_tabs.append(("left", at, "underscore"))
            rules.append(Run("", kind="tab", style="FormLine"))
            labels.append(Run(label, style="FormLabel"))
        made.append(paragraph(context, "SignatureRules", rules, Layout(keep_next=True, tabs=tuple(rule_tabs))))
        made.append(paragraph(context, "SignatureLabels", labels, Layout(tabs=tuple(label_tabs)), bookmark))
        bookmark = ""
    return made


def _signature_rows(labels: tuple[str, ...], width: int) -> list[list[tuple[str, int]]]:
    rows: list[list[tuple[str, int]]] = []
    room = 0
    for label in filter(None, map(normal, labels)):
        wanted = _DATE_WIDTH if label.lower().startswith("date") else _SIGNATURE_WIDTH
        wanted = min(max(wanted, len(label) * _CHARACTER), width)
        if rows and room + _SIGNATURE_GAP + wanted <= width:
            rows[-1].append((label, wanted))
            room += _SIGNATURE_GAP + wanted
        else:
            rows.append([(label, wanted)])
            room = wanted
    return rows
