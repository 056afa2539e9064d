"""The text of a Word file that the writer made, read off its XML with the standard library alone.

Knows the file by its style names only, and nothing of the code that wrote it. One line a paragraph;
automatic numbers, reference results, contents lines, the draft line and the marks of forms are no text.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

NO_TEXT_PARAGRAPHS = {"district", "document label", "draft line", "end mark", "toc heading", "toc 1", "signature rules"}
NO_TEXT_RUNS = {"reference", "heading number", "form line", "form mark", "check box", "note label"}


def _names(package: zipfile.ZipFile) -> dict[str, str]:
    root = ET.fromstring(package.read("word/styles.xml"))
    names = {}
    for style in root.iter(W + "style"):
        name = style.find(W + "name")
        names[style.get(W + "styleId", "")] = name.get(W + "val", "").lower() if name is not None else ""
    return names


def lines(data: bytes) -> tuple[str, ...]:
    """The text of the body, one string a paragraph that has any, white space counted as one space."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = _names(package)
        body = ET.fromstring(package.read("word/document.xml")).find(W + "body")
    assert body is not None
    found: list[str] = []
    for paragraph in body.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names[style.get(W + "val", "")] if style is not None else ""
        if name in NO_TEXT_PARAGRAPHS:
            continue
        pieces = list(_pieces(paragraph, names))
        if name == "signature labels":
            found += ["".join(piece) for piece in _between_tabs(pieces)]
        else:
            found.append("".join(piece for piece in pieces if piece != "\t"))
    normal = (" ".join(line.split()) for line in found)
    return tuple(line for line in normal if line)


def _between_tabs(pieces: list[str]) -> Iterator[list[str]]:
    label: list[str] = []
    for piece in pieces:
        if piece == "\t":
            yield label
            label = []
        else:
            label.append(piece)
    yield label


def _pieces(element: ET.Element, names: dict[str, str]) -> Iterator[str]:
    for child in element:
        if child.tag == W + "r":
            style = child.find(f"{W}rPr/{W}rStyle")
            name = names[style.get(W + "val", "")] if style is not None else ""
            words = "".join(part.text or "" for part in child.iter(W + "t"))
            if name == "blank":
                words = words[1:-1]
            if child.find(W + "tab") is not None:
                yield "\t"
            elif name not in NO_TEXT_RUNS:
                yield words
        elif child.tag != W + "del":
            yield from _pieces(child, names)
