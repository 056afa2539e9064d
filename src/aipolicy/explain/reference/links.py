"""Where things stand in the reference, and conditions as one line of linked words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aipolicy.conditions import Predicate
from aipolicy.conditions.predicate import Always
from aipolicy.explain.condition import Because, because
from aipolicy.library import Library

MANY = 12
"""More clauses than this are listed by page."""


def cell(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or a table would take for its own."""
    return re.sub(r"([\\|*<\[\]`])", r"\\\1", " ".join(text.split()))


def anchor(id: str) -> str:
    """The place that links to `id` lead to."""
    return f'<a id="{id}"></a>'


def family(clause: str) -> str:
    """The page of a clause: the first part of its id."""
    return clause.split(".")[0]


class Links:
    """Links as one page writes them; `up` leads from the page to the folder of the reference."""

    def __init__(self, library: Library, up: str = "") -> None:
        self.library = library
        self.up = up

    def clause(self, id: str) -> str:
        return self._to(id, f"clauses/{family(id)}.md", id in self.library.blocks)

    def question(self, id: str, rest: str = "") -> str:
        return self._to(id, "questions.md", id in self.library.vocabulary, f"{id}{rest}")

    def document(self, id: str) -> str:
        return self._to(id, "documents.md", id in self.library.outlines)

    def element(self, id: str) -> str:
        return self._to(id, "framework.md", id in self.library.elements)

    def source(self, id: str) -> str:
        """A framework element or a citation."""
        return self.law(id) if id in self.library.citations else self.element(id)

    def law(self, id: str) -> str:
        """A citation as it prints, with its id."""
        law = self.library.citations.get(id)
        return f"{cell(str(law.citation))} (`{id}`)" if law else f"`{id}`"

    def clauses(self, what: str, ids: Sequence[str]) -> Iterator[str]:
        """A list item with these clauses; many of them have a line for each page."""
        if len(ids) <= MANY:
            yield f"- {what}: {', '.join(map(self.clause, ids)) or 'no clause'}."
            return
        yield f"- {what} ({len(ids)} clauses):"
        pages: dict[str, list[str]] = {}
        for id in ids:
            pages.setdefault(family(id), []).append(id)
        for name in sorted(pages):
            yield f"  - {name}: {', '.join(map(self.clause, pages[name]))}"

    def when(self, predicate: Predicate) -> str:
        """The condition in words, "" where there is none."""
        if isinstance(predicate, Always):
            return ""
        return self._said(because(predicate, self.library.vocabulary, None, None), False)

    def _to(self, id: str, page: str, known: bool, words: str = "") -> str:
        shown = f"`{words or id}`"
        return f"[{shown}]({self.up}{page}#{id})" if known else shown

    def _said(self, one: Because, inside: bool) -> str:
        if one.question:
            pattern = re.escape(one.question) + r"((?:\.\w+)*)"
            return re.sub(pattern, lambda found: self.question(one.question, found[1]), one.words, count=1)
        parts = [self._said(part, True) for part in one.parts]
        match one.words:
            case "all of these":
                said = " and ".join(parts)
            case "any of these":
                said = " or ".join(parts)
            case "not this":
                return f"not ({parts[0].removeprefix('(').removesuffix(')')})" if len(parts) == 1 else one.words
            case _:
                return one.words
        return f"({said})" if inside and len(parts) > 1 else said
