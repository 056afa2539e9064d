"""Fingerprints of built text: what a clause says, without numbers and the results of references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aipolicy.document import (
    Blank,
    Block,
    Citation,
    Clause,
    Document,
    Filled,
    FormField,
    Link,
    List,
    Node,
    Note,
    Reference,
    Signature,
    Term,
    Text,
    children,
)
from aipolicy.library.fingerprint import fingerprint

_MARKS = str.maketrans({"\\": "\\\\", "<": "\\<", ">": "\\>"})


def said(node: Node) -> str:
    """The words of a node with its structure in brackets; a reference is its target."""
    match node:
        case Text(text) | Filled(text=text) | Term(text=text) | Citation(text=text):
            return text.translate(_MARKS)
        case Reference(target, document, _):
            return f"<reference {document}#{target}>"
        case Signature(labels):
            return f"<signature {'<line>'.join(label.translate(_MARKS) for label in labels)}>"
        case Blank(label):
            return f"<blank {label.translate(_MARKS)}>"
        case FormField(label, kind):
            return f"<{kind} field {label.translate(_MARKS)}>"
        case _:
            return f"<{_name(node)} {''.join(map(said, children(node)))}>"


def _name(node: Node) -> str:
    match node:
        case List(ordered):
            return "ordered list" if ordered else "list"
        case Note(kind):
            return f"{kind} note"
        case Link(url):
            return f"link {url.translate(_MARKS)}"
        case _:
            return type(node).__name__


def clause_fingerprint(clause: Clause | Block) -> str:
    """The fingerprint of one clause as built."""
    return fingerprint(clause.title, *map(said, clause.content))


REGISTERS = ("decision-register", "duties", "crosswalk", "authorities", "counsel-questions")
LISTS = (*REGISTERS, "law-dates")
"""Generated blocks that are made after all the others, since they list what those say."""
REVIEWED = ("definitions", "totals", "law-dates")
"""Generated blocks that counsel's review covers. A register only tells what the answer file holds: that somebody wrote
down who decided, or when, must not undo a review."""


def clause_fingerprints(documents: Iterable[Document]) -> dict[str, str]:
    """The fingerprint of every clause, of definitions, totals and each section's heading, by "document/clause".

    How a manual profile sets headings (upper case) is presentation and not part of it.
    """
    marks: dict[str, str] = {}
    for document in documents:
        for section in document.sections:
            marks[f"{document.id}/{section.id} (heading)"] = fingerprint(document.title, section.title.casefold())
            for child in section.children:
                if isinstance(child, Clause) or child.kind in REVIEWED:
                    marks[f"{document.id}/{child.id}"] = clause_fingerprint(child)
    return marks


def review_fingerprint(fingerprints: Mapping[str, str], scope: Iterable[str]) -> str:
    """What a review is bound to: the text of the documents in `scope` (of all where it is empty)."""
    wanted = set(scope)
    kept = [f"{k}={v}" for k, v in sorted(fingerprints.items()) if not wanted or k.split("/")[0] in wanted]
    return fingerprint(*kept)


def text_fingerprint(document: Document, fingerprints: Mapping[str, str]) -> str:
    """What a document's version line is bound to: its reviewed text, and its registers."""
    kept = {id: mark for id, mark in fingerprints.items() if id.startswith(f"{document.id}/")}
    for section in document.sections:
        for child in section.children:
            if isinstance(child, Block) and child.kind in REGISTERS:
                kept[f"{document.id}/{child.id}"] = clause_fingerprint(child)
    return review_fingerprint(kept, ())
