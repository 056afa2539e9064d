"""Elements of WordprocessingML, made and found without python-docx's classes (rule of speed: styles by id)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from aipolicy.writers.text import clean

__all__ = ["Element", "R", "W", "e", "every", "find", "get", "text", "w"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """`name` in the main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def e(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """The element w:`tag` with w: attributes and the children that are not None.

    An attribute `r_id` is written as r:id.
    """
    made: Element = etree.Element(w(tag), nsmap={"w": W, "r": R})
    for key, value in attributes.items():
        name = f"{{{R}}}{key[2:]}" if key.startswith("r_") else w(key)
        made.set(name, clean(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def text(words: str, tag: str = "t") -> Element:
    """w:t (or `tag`) holding `words`, cleaned, with its white space kept."""
    made = e(tag)
    made.text = clean(words)
    made.set(_XML_SPACE, "preserve")
    return made


def find(parent: Element, path: str) -> Element | None:
    """The first descendant at `path` ("pPr/numPr"), each step in the main namespace."""
    found: Element | None = parent.find("/".join(w(step) for step in path.split("/")))
    return found


def every(parent: Element, name: str) -> Iterator[Element]:
    """Every w:`name` in `parent`, at any depth, in document order."""
    yield from parent.iter(w(name))


def get(element: Element | None, name: str = "val") -> str:
    """The attribute w:`name`, or ""."""
    if element is None:
        return ""
    return str(element.get(w(name)) or "")
