"""Fingerprints of built text: what a clause says, without numbers and the results of references."""

from __future__ import annotations

from collections.abc import Iterable

from aipolicy.document import Block, Clause, Document, Node, Reference, Signature, children
from aipolicy.library.fingerprint import fingerprint


def said(node: Node) -> str:
    """The words of a node with its structure in brackets; a reference is its target."""
    match node:
        case Reference(target, document, _):
            return f"<{document}#{target}>"
        case Signature(labels):
            return f"<signature {'|'.join(labels)}>"
        case _:
            inner = "".join(map(said, children(node)))
            text = getattr(node, "text", "") or getattr(node, "label", "")
            name = type(node).__name__
            plain = name in ("Text", "Filled", "Term", "Citation")
            return text if plain else f"<{name} {getattr(node, 'url', '')}{text if not inner else ''}{inner}>"


def clause_fingerprint(clause: Clause | Block) -> str:
    """The fingerprint of one clause as built."""
    return fingerprint(clause.title, *map(said, clause.content))


def clause_fingerprints(documents: Iterable[Document]) -> dict[str, str]:
    """The fingerprint of every clause and of the definitions, by "document/clause"."""
    return {
        f"{document.id}/{child.id}": clause_fingerprint(child)
        for document in documents
        for section in document.sections
        for child in section.children
        if isinstance(child, Clause) or child.kind == "definitions"
    }


def review_fingerprint(fingerprints: dict[str, str], scope: Iterable[str]) -> str:
    """What a review is bound to: the clauses of the documents in `scope` (all where it is empty)."""
    wanted = set(scope)
    kept = [f"{k}={v}" for k, v in sorted(fingerprints.items()) if not wanted or k.split("/")[0] in wanted]
    return fingerprint(*kept)
