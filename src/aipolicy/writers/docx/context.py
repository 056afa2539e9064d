"""What the parts of one file being written share: styles, numbering, ids, bookmarks, references."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from aipolicy.document import Document, Reference
from aipolicy.writers.docx import names
from aipolicy.writers.docx.inlines import Field
from aipolicy.writers.docx.markup import Xml, e
from aipolicy.writers.docx.numbering import Headings, Numbering
from aipolicy.writers.docx.styles import Styles
from aipolicy.writers.text import normal


@dataclass(frozen=True, slots=True)
class Target:
    """A heading that references may point at; `above` is the number of the section around it."""

    bookmark: str
    number: str
    title: str
    above: str
    automatic: bool


class Context:
    """One file being written: gives out ids and bookmarks, and says what a reference points at."""

    def __init__(
        self,
        document: Document,
        styles: Styles,
        numbering: Numbering,
        scheme: Headings,
        width: int,
        relate: Callable[[str], str],
        first_id: int,
    ) -> None:
        self.document = document
        self.styles = styles
        self.numbering = numbering
        self.scheme = scheme
        self.width = width
        self.relate = relate
        self._next_id = first_id
        self._bookmarks: set[str] = set()
        self._targets = _targets(document, scheme)

    def style(self, id: str) -> str:
        """The style id to write for ours."""
        return self.styles[id]

    def next_id(self) -> int:
        """An id that no bookmark or change of the file has."""
        self._next_id += 1
        return self._next_id

    def bookmarked(self, name: str, runs: list[Xml]) -> list[Xml]:
        """`runs` with the bookmark `name` around them, unless the name is taken or there is nothing to hold."""
        if not name or not runs or name in self._bookmarks:
            return runs
        self._bookmarks.add(name)
        id = self.next_id()
        return [e("bookmarkStart", id=id, name=name), *runs, e("bookmarkEnd", id=id)]

    def refer(self, reference: Reference) -> Field | None:
        """The field that computes `reference`, or None where Word could not compute these very words."""
        if reference.document:
            return None
        target = self._targets.get(reference.target) or self._by_number(reference.text)
        return None if target is None else _field(target, reference.text)

    def _by_number(self, words: str) -> Target | None:
        """The one heading whose number `words` end in: a reference to a group names no clause of the Document."""
        found = {t for t in self._targets.values() if t.number and _ends(words, t.number.rstrip("."))}
        return found.pop() if len(found) == 1 else None


def _targets(document: Document, scheme: Headings) -> dict[str, Target]:
    found: dict[str, Target] = {}
    sections: dict[str, Target] = {}
    for at, section in enumerate(document.sections):
        target = Target(
            names.bookmark_name(section.id, "section"), section.number, section.title, "", scheme.numbers((at, -1))
        )
        sections[section.id] = sections[f"{document.id}/{section.id}"] = target
        for child_at, child in enumerate(section.children):
            kind: names.Kind = "block" if hasattr(child, "kind") else "clause"
            found.setdefault(
                child.id,
                Target(
                    names.bookmark_name(child.id, kind),
                    child.number,
                    child.title,
                    section.number,
                    scheme.numbers((at, child_at)),
                ),
            )
    return sections | found


def _field(target: Target, words: str) -> Field | None:
    if not normal(target.title):
        return None
    number = target.number.rstrip(".")
    if target.automatic and number:
        above = target.above.rstrip(".")
        # \w gives the number with those above it ("II.A"), \r as it stands in its place ("3.2").
        shapes = [f"{above}.{number}"] if above and number.isalnum() else []
        shapes += [f"{above}{number}"] if above and number.isalpha() else []
        for shape in shapes:
            if _ends(words, shape):
                return Field(words[: -len(shape)], f" REF {target.bookmark} \\w \\h ", shape, "")
        if _ends(words, number):
            return Field(words[: -len(number)], f" REF {target.bookmark} \\r \\h ", number, "")
    if target.title and target.title in words:
        before, _, after = words.rpartition(target.title)
        return Field(before, f" REF {target.bookmark} \\h ", target.title, after)
    return None


def _ends(words: str, number: str) -> bool:
    return bool(number) and re.search(rf"(?<![\w.]){re.escape(number)}$", words) is not None
