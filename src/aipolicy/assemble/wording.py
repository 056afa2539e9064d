"""The words of library text in one document: the manual's duty verb, defined terms, capitals after a full stop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from aipolicy.assemble import words
from aipolicy.document import (
    Cell,
    Clause,
    Content,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Row,
    Sentence,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)
from aipolicy.library.model import TermEntry

Change = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
MUST = re.compile(r"\b(m|M)ust\b")


def change_content(content: Iterable[Content], change: Change) -> tuple[Content, ...]:
    """`content` with `change` applied to the inlines of every sentence and cell."""

    def sentence(node: Sentence) -> Sentence:
        return Sentence(change(node.inlines))

    def item(node: Item) -> Item:
        nested = list_(node.nested) if node.nested else None
        return Item(tuple(map(sentence, node.sentences)), nested)

    def list_(node: List) -> List:
        return List(node.ordered, tuple(map(item, node.items)))

    def row(node: Row) -> Row:
        return Row(tuple(Cell(change(cell.inlines)) for cell in node.cells))

    def one(node: Content) -> Content:
        match node:
            case Paragraph():
                return Paragraph(tuple(map(sentence, node.sentences)))
            case List():
                return list_(node)
            case Table():
                return Table(row(node.header), tuple(map(row, node.rows)))
            case Note():
                inner = tuple(one(part) for part in node.content)
                return replace(node, content=tuple(p for p in inner if isinstance(p, Paragraph | List)))
            case Signature():
                return node

    return tuple(map(one, content))


def change_text(inlines: tuple[Inline, ...], change: Callable[[str], tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """`inlines` with every run of library text replaced by what `change` makes of it."""
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text):
                made += change(text)
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                made.append(replace(inline, children=change_text(inner, change)))
            case _:
                made.append(inline)
    return tuple(made)


def duty_verb(verb: str) -> Change:
    """Library text says "must"; this makes it the manual's one duty verb. Answers are left alone."""

    def said(text: str) -> str:
        if "ust" not in text:
            return text
        return MUST.sub(lambda m: words.capitalized(verb) if m[1] == "M" else verb, text)

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        labelled = tuple(replace(i, label=said(i.label)) if isinstance(i, FormField) else i for i in inlines)
        return change_text(labelled, lambda text: (Text(said(text)),))

    return (lambda inlines: inlines) if verb == "must" else change


def sentence_capitals(offices: frozenset[str]) -> Change:
    """An office that opens a sentence begins with a capital; `offices` are the questions that offices print as."""

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        first = inlines[0] if inlines else None
        if isinstance(first, Filled) and (first.question in offices or first.question.startswith("the.")):
            return (replace(first, text=words.capitalized(first.text)), *inlines[1:])
        return inlines

    return change


def single_stops(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A sentence of the library ends with one stop, also where the answer before it brings its own (. ? or !)."""
    made: list[Inline] = []
    for inline in inlines:
        before = made[-1] if made else None
        stopped = isinstance(before, Filled) and before.text.endswith((".", "?", "!"))
        if stopped and isinstance(inline, Text) and inline.text.startswith("."):
            inline = Text(inline.text[1:])
        if inline != Text(""):
            made.append(inline)
    return tuple(made)


class TermFinder:
    """Finds the uses of defined terms in library text, the longest name first."""

    def __init__(self, terms: Mapping[str, TermEntry]) -> None:
        names: dict[str, str] = {}
        for id, entry in terms.items():
            names |= {str(name).casefold(): id for name in (entry.term, *entry.also) if name}
        self.ids = names
        ordered = sorted(names, key=lambda name: (-len(name), name))
        # Nearly no word of a text begins a term; the first letters say so at once.
        first = "".join(sorted({re.escape(name[0]) for name in names}))
        named = "|".join(map(re.escape, ordered))
        self.pattern = re.compile(rf"\b(?=[{first}])({named})\b", re.I) if ordered else None

    def __call__(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return change_text(inlines, self._split) if self.pattern else inlines

    def _split(self, text: str) -> tuple[Inline, ...]:
        assert self.pattern is not None
        made: list[Inline] = []
        last = 0
        for match in self.pattern.finditer(text):
            if match.start() > last:
                made.append(Text(text[last : match.start()]))
            made.append(Term(self.ids[match[0].casefold()], match[0]))
            last = match.end()
        if last < len(text):
            made.append(Text(text[last:]))
        return tuple(made)


def terms_in(clauses: Iterable[Clause]) -> set[str]:
    """The ids of the terms that stand in these clauses."""
    from aipolicy.document import walk

    return {node.id for clause in clauses for node in walk(clause) if isinstance(node, Term)}
