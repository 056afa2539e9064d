"""Numbers of sections and clauses, and what references say: computed on the documents, last of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from aipolicy.assemble import words
from aipolicy.assemble.blank_words import waiting_section
from aipolicy.assemble.wording import change_content
from aipolicy.document import Blank, Block, Clause, Document, Emphasis, Inline, Link, Reference, Section, Strong
from aipolicy.problems import Problem, Span

ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def numbered(document: Document, scheme: str, unnumbered: frozenset[str]) -> Document:
    """`document` with numbers: decimal (3, 3.2), outline (III, B) or none; `unnumbered` sections have none."""
    if scheme == "none":
        return document
    sections: list[Section] = []
    count = 0
    for section in document.sections:
        if section.id in unnumbered:
            sections.append(section)
            continue
        count += 1
        number = str(count) if scheme == "decimal" else roman(count)
        made: list[Clause | Block] = []
        place = 0
        for child in section.children:
            if isinstance(child, Block) and not child.title:
                made.append(child)
                continue
            place += 1
            made.append(replace(child, number=f"{count}.{place}" if scheme == "decimal" else letters(place)))
        sections.append(replace(section, number=number, children=tuple(made)))
    return replace(document, sections=tuple(sections))


@dataclass(frozen=True, slots=True)
class _Place:
    document: Document
    number: str
    title: str
    section: str


class Places:
    """Where every clause, group and section of a set of documents stands.

    `groups` says which clause a `one_of` group came to; `waiting` are targets that wait for a decision, each with its
    question; `bare` are the labels of documents that have no code yet.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        groups: Mapping[str, str],
        waiting: Mapping[str, str],
        bare: frozenset[str] = frozenset(),
    ) -> None:
        self.waiting = waiting
        self.bare = bare
        self.documents = {document.id: document for document in documents}
        self.groups = groups
        self.places: dict[str, list[_Place]] = {}
        for document in self.documents.values():
            for section in document.sections:
                name = f"{document.id}/{section.id}"
                self._add(name, _Place(document, section.number, section.title, section.id))
                for child in section.children:
                    lettered = bool(child.number) and not section.number.isdigit()
                    number = f"{section.number}.{child.number}" if lettered else child.number
                    self._add(child.id, _Place(document, number, child.title, section.id))

    def _add(self, name: str, place: _Place) -> None:
        self.places.setdefault(name, []).append(place)

    def find(self, target: str, home: str) -> tuple[str, _Place] | None:
        """The clause that a reference means and where it stands: in `home` if it can be, else in the first document."""
        clause = self.groups.get(target, target)
        places = self.places.get(clause, [])
        here = next((p for p in places if p.document.id == home), None)
        return (clause, here or places[0]) if places else None

    def there(self, target: str, document: str) -> _Place | None:
        """Where a clause or section stands in one document."""
        sections = self.places.get(f"{document}/{target}", ())
        return next((p for p in (*sections, *self.places.get(target, ())) if p.document.id == document), None)

    def short_name(self, document: Document) -> str:
        """How a reference into the document names it: by label and code, or by its title where it has no code."""
        return f'{document.label} "{document.title}"' if document.label in self.bare else document.label

    def full_name(self, document: Document) -> str:
        """How another document names this one: by label, code and title."""
        return self.short_name(document) if document.label in self.bare else f"{document.label} ({document.title})"


def _section(place: _Place) -> str:
    return f"section {place.number}" if place.number else f'the section "{place.title}"'


def resolved(document: Document, places: Places, spans: Mapping[str, Span], problems: list[Problem]) -> Document:
    """`document` with the words of every reference; what leads nowhere becomes a visible gap.

    A reference with another target than its document is to that target in that very document, by number alone.
    `spans` says where each clause's text is; a reference to what never stands is reported there.
    """

    def reference(inline: Reference, first: bool, home: str) -> Inline:
        if inline.document and inline.target != inline.document:
            there = places.there(inline.target, inline.document)
            if there is None:
                return gap(inline.target, home)
            other_id = "" if inline.document == document.id else inline.document
            what = _section(there)
            return Reference(inline.target, other_id, words.capitalized(what) if first else what)
        if inline.document:
            other = places.documents.get(inline.document)
            if other is None:
                return gap(inline.document, home)
            return Reference(inline.target, "" if other is document else other.id, places.full_name(other))
        found = places.find(inline.target, document.id)
        if found is None:
            return gap(inline.target, home)
        clause, place = found
        here = place.document.id == document.id
        what = _section(place)
        if not here:
            what = f"{places.short_name(place.document)}, {what}"
        return Reference(clause, "" if here else place.document.id, words.capitalized(what) if first else what)

    def change(inlines: tuple[Inline, ...], opening: bool, home: str) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for place, inline in enumerate(inlines):
            first = opening and place == 0
            match inline:
                case Reference():
                    made.append(reference(inline, first, home))
                case Strong(inner) | Emphasis(inner) | Link(_, inner):
                    made.append(replace(inline, children=change(inner, first, home)))
                case _:
                    made.append(inline)
        return tuple(made)

    def gap(target: str, home: str) -> Blank:
        if target in places.waiting:
            return Blank(waiting_section(places.waiting[target]))
        message = f"'{target}' does not stand in any document of this set, so the reference to it leads nowhere"
        hint = "give both clauses the same condition; 'aipolicy library check' finds every case"
        problems.append(Problem(spans.get(home, Span(document.id)), "open-reference", message, hint, "warning"))
        return Blank(f"reference to {target}")

    def child(node: Clause | Block) -> Clause | Block:
        return replace(node, content=change_content(node.content, lambda inlines: change(inlines, True, node.id)))

    sections = tuple(replace(s, children=tuple(map(child, s.children))) for s in document.sections)
    return replace(document, sections=sections)
