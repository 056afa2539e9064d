"""Paragraphs and tables in the making: markup inside, but what is decided later can still be put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from aipolicy.writers.docx.markup import Xml, e

_KEEP_NEXT = e("keepNext")


@dataclass(slots=True)
class MadeParagraph:
    """A w:p: what its w:pPr holds, its style first, and what follows that."""

    properties: list[Xml]
    content: list[Xml]

    def xml(self) -> Xml:
        """The paragraph as markup."""
        return e("p", e("pPr", *self.properties), *self.content)

    def keep_with_next(self) -> None:
        """Keeps the paragraph on the page of what follows."""
        if _KEEP_NEXT not in self.properties:
            self.properties.insert(1, _KEEP_NEXT)

    def on_new_page(self) -> None:
        """Begins a page with the paragraph, which has no properties yet between its style and its number."""
        self.properties.insert(1, e("pageBreakBefore"))


@dataclass(slots=True)
class MadeRow:
    """A w:tr: its properties, and for each cell its properties and its paragraph."""

    properties: Xml
    cells: list[tuple[Xml, MadeParagraph]]

    def xml(self) -> Xml:
        """The row as markup."""
        return e("tr", self.properties, *(e("tc", properties, cell.xml()) for properties, cell in self.cells))

    def keep_with_next(self) -> None:
        """Keeps the row on the page of what follows."""
        for _, cell in self.cells:
            cell.keep_with_next()


@dataclass(slots=True)
class MadeTable:
    """A w:tbl: what comes before its rows, and the rows."""

    head: list[Xml]
    rows: list[MadeRow]

    def xml(self) -> Xml:
        """The table as markup."""
        return e("tbl", *self.head, *(row.xml() for row in self.rows))

    def keep_with_next(self) -> None:
        """Keeps the table's last row on the page of what follows."""
        self.rows[-1].keep_with_next()


Made: TypeAlias = MadeParagraph | MadeTable


def joined(made: list[Made]) -> Xml:
    """The markup of all of `made`."""
    return Xml("".join(block.xml() for block in made))
