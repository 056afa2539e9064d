"""A document as a readable tree: every node on a line of its own, with where its words came from."""

from __future__ import annotations

from collections.abc import Iterator

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
    Section,
    Signature,
    Term,
    Text,
    children,
)


def tree(node: Node) -> str:
    """The tree below `node` as lines of text, two spaces a level, ending with one line end."""
    return "\n".join(_lines(node, "")) + "\n"


def _lines(node: Node, indent: str) -> Iterator[str]:
    yield indent + _said(node)
    for child in children(node):
        yield from _lines(child, indent + "  ")


def _said(node: Node) -> str:
    name = type(node).__name__
    match node:
        case Text(text):
            return repr(text)
        case Filled(question, row, field, text):
            return f"Filled {'/'.join(part for part in (question, row, field) if part)} {text!r}"
        case Term(id, text) | Citation(id, text):
            return f"{name} {id} {text!r}"
        case Reference(target, document, text):
            return f"Reference {document + '#' if document else ''}{target} {text!r}"
        case Blank(label):
            return f"Blank {label!r}"
        case FormField(label, kind):
            return f"FormField {kind} {label!r}"
        case Link(url):
            return f"Link {url}"
        case Signature(labels):
            return f"Signature {' | '.join(labels)}"
        case Note(kind):
            return f"Note {kind}"
        case List(ordered):
            return "List ordered" if ordered else "List"
        case Clause(id, title, number) | Section(id, title, number):
            return " ".join(part for part in (name, id, number, repr(title)) if part)
        case Block(id, kind, title, number):
            return " ".join(part for part in (name, kind, id, number, repr(title)) if part)
        case Document():
            return f"Document {node.id} {node.title!r} {node.label!r} {node.draft!r} {node.version!r}"
        case _:
            return name
