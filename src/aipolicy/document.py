"""The document: what is assembled, written, read back and compared. Imports nothing of ours.

Every node is a frozen dataclass. Numbers, reference results and the draft line are presentation:
they are carried (so that every writer prints the same ones) but `text.plain` leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

# --- inlines -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the clause library, unmarked."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a clause, section or document of this set.

    `target` is the id of the clause, `one_of` group, section or document; `document` is the id of
    the other document that holds it, or "" where it stands in this one; `text` is the computed result
    ("section 3.2", "Administrative Regulation, section 3.2").
    """

    target: str
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of law or guidance; `id` is its id in citations.yaml, `text` what prints."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A use of a defined term; `id` is its id in terms.yaml, `text` the words as they stand."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Words that came from an answer: which question, row and field (or form), and the words."""

    question: str
    row: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A visible gap where an answer is missing."""

    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """Something that a person fills in on paper or screen: a line ("text") or a box ("check")."""

    label: str
    kind: Literal["text", "check"] = "text"


@dataclass(frozen=True, slots=True)
class Inserted:
    """Tracked insertion; made by a redline, never by assembly."""

    children: tuple[Inline, ...]
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """Tracked deletion; made by a redline, never by assembly."""

    children: tuple[Inline, ...]
    author: str
    date: str


Inline: TypeAlias = (
    Text | Strong | Emphasis | Link | Reference | Citation | Term | Filled | Blank | FormField | Inserted | Deleted
)

# --- blocks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the Markdown file; the unit of a diff."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: sentences, then at most one nested list."""

    sentences: tuple[Sentence, ...]
    nested: List | None = None


@dataclass(frozen=True, slots=True)
class List:
    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign: each label is a line of its own ("Signature", "Printed name", "Date")."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart from operative text. A decision box is a Note of kind "decision"."""

    kind: Literal["note", "decision", "draft"]
    content: tuple[Paragraph | List, ...]


Content: TypeAlias = Paragraph | List | Table | Signature | Note

# --- structure ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as it stands in one document.

    `number` is computed ("3.2", or "" where the outline does not number); `fingerprint` names the
    words as built, without numbers and reference results (see `assemble`).
    """

    id: str
    title: str
    number: str
    content: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A generated block: definitions, legal references, decisions, adoption and the like.

    `kind` is the generator's name; `title` may be "" (a decision box has no heading of its own).
    """

    id: str
    kind: str
    title: str
    number: str
    content: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    number: str
    children: tuple[Clause | Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the set.

    `district`, `label` (the manual's name for this kind of document and its code, such as
    "Board Policy 0441") and `draft` (the draft line, "" in an adoption copy) are printed in the
    title area and the running header and footer; `version` is the footer's version text;
    `language` is a BCP 47 tag. `sections` carry all the text.
    """

    id: str
    title: str
    district: str
    label: str
    draft: str
    version: str
    language: str
    sections: tuple[Section, ...]


Node: TypeAlias = (
    Inline
    | Sentence
    | Paragraph
    | Item
    | List
    | Cell
    | Row
    | Table
    | Signature
    | Note
    | Clause
    | Block
    | Section
    | Document
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside `node`, in reading order."""
    inside = _INSIDE.get(type(node))
    return inside(node) if inside else ()


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything inside it, in reading order."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        inside = _INSIDE.get(type(current))
        if inside:
            waiting += reversed(inside(current))


# A table by type and not a match statement: walking is most of what assembly does with a document.
_INSIDE: dict[type, Callable[[Any], tuple[Node, ...]]] = {
    Document: lambda node: node.sections,
    Section: lambda node: node.children,
    **dict.fromkeys((Clause, Block, Note), lambda node: node.content),
    Table: lambda node: (node.header, *node.rows),
    Row: lambda node: node.cells,
    **dict.fromkeys((Cell, Sentence), lambda node: node.inlines),
    List: lambda node: node.items,
    Item: lambda node: (*node.sentences, node.nested) if node.nested else node.sentences,
    Paragraph: lambda node: node.sentences,
    **dict.fromkeys((Strong, Emphasis, Link, Inserted, Deleted), lambda node: node.children),
}
