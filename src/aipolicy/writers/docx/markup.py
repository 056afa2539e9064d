"""WordprocessingML as text, and lxml elements for the parts of a file that were there before us.

What we write ourselves is text from the start (`e`, `text`): an lxml element for every run costs more than
all else that is done for a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NewType

from lxml import etree
from lxml.etree import _Element as Element

from aipolicy.writers.text import clean, normal

__all__ = ["Element", "R", "W", "Xml", "e", "escaped", "every", "find", "get", "node", "shortened", "text", "w"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = f' xmlns:w="{W}" xmlns:r="{R}"'
_TAG = re.compile(r"<[^ />]+")

Xml = NewType("Xml", str)
"""Well-formed markup, its prefixes w and r undeclared."""


def w(name: str) -> str:
    """`name` in the main namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def e(tag: str, *children: Xml | None, **attributes: str | int) -> Xml:
    """The element w:`tag` with w: attributes and the children that are not None.

    An attribute `r_id` is written as r:id.
    """
    head = f"<w:{tag}"
    for key, value in attributes.items():
        name = f"r:{key[2:]}" if key.startswith("r_") else f"w:{key}"
        head += f' {name}="{value if isinstance(value, int) else escaped(value)}"'
    inner = "".join(filter(None, children))
    return Xml(f"{head}>{inner}</w:{tag}>" if inner else f"{head}/>")


def text(words: str, tag: str = "t") -> Xml:
    """w:t (or `tag`) holding `words`, cleaned, with its white space kept."""
    inner = clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Xml(f'<w:{tag} xml:space="preserve">{inner}</w:{tag}>')


def escaped(words: str) -> str:
    """`words`, cleaned, as they stand between the quotation marks of an attribute."""
    return clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def node(xml: Xml) -> Element:
    """`xml`, one element, as an lxml element, to be put into a part that was read."""
    tag = _TAG.match(xml)
    at = tag.end() if tag else 0
    made: Element = etree.fromstring(f"{xml[:at]}{_DECLARED}{xml[at:]}")
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


def shortened(words: str, most: int) -> str:
    """`words` on one line and cut to `most` UTF-16 units, as a schema counts: for what describes, never for text."""
    return normal(normal(words).encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore"))
