"""A person with a form: ticks, types, strikes out, in Word or in a program that knows no content controls."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
Style = Literal["control", "glyph", "typed", "replaced", "letter", "far letter", "beside", "tracked", "symbol"]
STYLES: tuple[Style, ...] = (
    "control", "glyph", "typed", "replaced", "letter", "far letter", "beside", "tracked", "symbol"
)  # fmt: skip


class Form:
    """A form that is being filled in."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.root: Any = etree.fromstring(package.read("word/document.xml"))
        self.body = self.root.find(f"{W}body")

    def bytes(self) -> bytes:
        """The file as it is sent back."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, etree.tostring(self.root) if name == "word/document.xml" else old.read(name))
        return out.getvalue()

    def tables(self, id: str) -> list[Any]:
        """The tables of one question."""
        found: list[Any] = []
        inside = False
        for block in self.body:
            text = words(block)
            if block.tag == f"{W}p" and "Reference:" in text:
                inside = f"Reference: {id} " in text
            elif block.tag == f"{W}tbl" and inside:
                found.append(block)
        assert found, id
        return found

    def by_head(self, id: str, start: str) -> Any:
        """The table of a question whose first cell begins like this."""
        return next(t for t in self.tables(id) if start in words(cells(rows(t)[0])[0]))

    def who(self, name: str = "J. Roe", office: str = "district counsel", date: str = "January 31, 2027") -> None:
        table = next(t for t in self.body.iter(f"{W}tbl") if words(t).startswith("Filled in by"))
        for cell, text in zip(cells(rows(table)[1]), (name, office, date), strict=True):
            write(cell, text)

    def notes(self, id: str, reason: str = "", note: str = "") -> None:
        for cell, text in zip(cells(rows(self.by_head(id, "Reason"))[1]), (reason, note), strict=True):
            write(cell, text)

    def text(self, id: str, said: str) -> None:
        write(cells(rows(self.by_head(id, "Your answer"))[1])[0], said)

    def tick(self, id: str, label: str, style: Style = "control") -> None:
        """Tick the answer with this label."""
        lines = rows(self.by_head(id, "Tick"))[1:]
        line = next(r for r in lines if re.search(rf"\. {re.escape(label)}( \(|$)", words(cells(r)[1])))
        name = words(cells(line)[1]).partition(".")[0]
        first = lines[0] if lines[0] is not line else lines[-1]
        mark(cells(line)[0], style, name, cells(line)[1], cells(first)[0])

    def own(self, id: str, said: str) -> None:
        line = next(r for r in rows(self.by_head(id, "Tick")) if "Something else" in words(r))
        write(cells(line)[2], said)

    def cell(self, id: str, row: str, name: str, style: Style = "control", column: str = "") -> None:
        """Tick the box under the letter of `name` in a row of a grid."""
        tables = self.tables(id)
        at = next(n for n, t in enumerate(tables) if words(cells(rows(t)[0])[0]).lower().startswith(f"{column}".lower())
                  and "one box in each row" in words(rows(t)[0]))  # fmt: skip
        key = {words(cells(r)[1]): words(cells(r)[0]) for r in rows(tables[at - 1])[1:]}
        head = [words(cell) for cell in cells(rows(tables[at])[0])]
        line = next(r for r in rows(tables[at])[1:] if words(cells(r)[0]) == row)
        place = head.index(key[name])
        other = cells(line)[1 if place != 1 else 2]
        mark(cells(line)[place], style, key[name], None, other)

    def entry(self, id: str, number: int, **said: str) -> None:
        """Write an entry, each word under the field whose title begins like the key (spaces as _)."""
        for table in self.tables(id):
            head = words(cells(rows(table)[0])[0])
            if head == "Entry":
                titles = [words(cell).lower() for cell in cells(rows(table)[0])]
                line = cells(rows(table)[number])
            elif head == "What is asked":
                titles = [words(cells(r)[0]).lower() for r in rows(table)]
                line = [cells(r)[number] for r in rows(table)]
            else:
                continue
            for key, text in said.items():
                place = next(n for n, title in enumerate(titles) if title.startswith(key.replace("_", " ")))
                write(line[place], text)

    def without_controls(self) -> None:
        """What a program does that knows no content controls: what they held stays."""
        for control in list(self.root.iter(f"{W}sdt")):
            unwrap(control)

    def without(self, name: str) -> None:
        """Take every element of this name out."""
        for element in list(self.root.iter(W + name)):
            element.getparent().remove(element)

    def replace(self, old: str, new: str) -> None:
        """Other words in place of these, wherever they stand in one run."""
        found = [t for t in self.root.iter(f"{W}t") if t.text and old in t.text]
        assert found, old
        for t in found:
            t.text = t.text.replace(old, new)


def rows(table: Any) -> list[Any]:
    return table.findall(f"{W}tr")


def cells(row: Any) -> list[Any]:
    return row.findall(f"{W}tc")


def words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t")).strip()


def run(said: str) -> Iterator[Any]:
    """Runs with the words, line breaks as paragraphs cannot be made here."""
    made = etree.Element(f"{W}r")
    for number, line in enumerate(said.split("\n")):
        if number:
            etree.SubElement(made, f"{W}br")
        etree.SubElement(made, f"{W}t").text = line
    yield made


def write(cell: Any, said: str) -> None:
    for made in run(said):
        cell.find(f"{W}p").append(made)


def unwrap(control: Any) -> None:
    parent, place = control.getparent(), control.getparent().index(control)
    for child in reversed(list(control.find(f"{W}sdtContent"))):
        parent.insert(place, child)
    parent.remove(control)


def mark(cell: Any, style: Style, letter: str, label: Any, other: Any) -> None:
    control = cell.find(f".//{W}sdt")
    glyph = next(t for t in cell.iter(f"{W}t") if t.text == "\u2610")
    if style == "control":
        control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", "1")
        glyph.text = "\u2612"
    elif style == "glyph":
        unwrap(control)
        glyph.text = "\u2611"
    elif style == "typed":
        write(cell, " x")
    elif style == "replaced":
        unwrap(control)
        glyph.text = "X"
    elif style == "letter":
        write(cell, letter.lower())
    elif style == "far letter":
        write(other, f" {letter}")
    elif style == "beside" and label is not None:
        next(label.iter(f"{W}t")).text = f"x {next(label.iter(f'{W}t')).text}"
    elif style == "tracked":
        inserted = etree.SubElement(cell.find(f"{W}p"), f"{W}ins")
        inserted.extend(run("x"))
        deleted = etree.SubElement(other.find(f"{W}p"), f"{W}del")
        gone = copy.deepcopy(next(run("")))
        gone[0].tag, gone[0].text = f"{W}delText", "x"
        deleted.append(gone)
    elif style == "symbol":
        unwrap(control)
        glyph.getparent().replace(glyph, etree.Element(f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": "F0FE"}))
    else:
        write(cell, "x")
