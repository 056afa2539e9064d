"""Random Documents for property tests: every kind of node, well numbered or not, and nasty words in all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Citation,
    Clause,
    Content,
    Deleted,
    Document,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Inserted,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Sentence,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)

NASTY = (
    "</w:t></w:r>",
    "<w:p/>",
    "&amp; < > \" '",
    "]]>",
    "<!--",
    "{{ x }}",
    "{% raw %}",
    "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x85",
    "\ud800",
    "\ufffe\uffff\U0001ffff",
    "\t tab \r\n lines \u2028 \u2029",
    "\u202eleft\u202c",
    "\u05e9\u05dc\u05d5\u05dd 12 \u05e2\u05d5\u05dc\u05dd",
    "\u0645\u0631\u062d\u0628\u0627 AI \u0628\u0643",
    "\U0001f600\U0001f468\u200d\U0001f469",
    "e\u0301\u00a0\u3000",
    "PAGE \\* MERGEFORMAT",
    "[blank: x] [____ y] **z** # h",
    "____",
    "[",
    "]",
    "\u2610",
    "a|b",
    "0",
    " ",
    "",
    "x" * 300,
)

words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(NASTY),
    st.sampled_from(("The principal must keep the form", "an AI tool", "Maple Grove", "section", "3.2", ".")),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=6)), max_size=4).map("".join),
)
dates = st.sampled_from(("2027-01-12T00:00:00Z", "", "yesterday"))
urls = st.one_of(
    st.sampled_from(
        ("https://example.org/a?b=1&c=%20d#e", "mailto:a@example.org", "javascript:x", "file:///etc/passwd")
    ),
    st.sampled_from(("http://[", "https://", "https://a b/<c>", "\x00", "//example.org", "https://example.org:99999/")),
    st.text(max_size=12).map("https://example.org/".__add__),
)
IDS = ("policy.purpose", "policy.tools", "use", "one-of", "use-of-the-tools.students-under-thirteen.first")
REFERENCES = ("section 1.1", "section 1", "Section 2.1", "section II.A", "Exhibit 1, section 3", "Purpose", "")

_leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, words),
    st.builds(Filled, st.just("q.x"), st.just("row"), st.just("field"), words),
    st.builds(Term, st.just("ai-tool"), words),
    st.builds(Citation, st.just("ferpa"), words),
    st.builds(Blank, words),
    st.builds(FormField, words, st.sampled_from(("text", "check"))),
    st.builds(Reference, st.sampled_from(IDS), st.sampled_from(("", "", "other")), st.sampled_from(REFERENCES)),
)


def _around(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    held = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(st.builds(Strong, held), st.builds(Emphasis, held), st.builds(Link, urls, held))


plain_inlines: st.SearchStrategy[Inline] = st.recursive(_leaves, _around, max_leaves=5)
_held = st.lists(plain_inlines, max_size=3).map(tuple)
changes: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Inserted, _held, words, dates), st.builds(Deleted, _held, words, dates)
)


@st.composite
def documents(draw: st.DrawFn, *, tracked: bool = False) -> Document:
    """A whole Document with ids of its own; with `tracked` also tracked changes."""
    inlines = st.one_of(plain_inlines, changes) if tracked else plain_inlines
    many = st.lists(inlines, max_size=4).map(tuple)
    sentences = st.lists(st.builds(Sentence, many), max_size=3).map(tuple)
    paragraphs = st.builds(Paragraph, sentences)

    def lists(depth: int) -> st.SearchStrategy[List]:
        nested = st.one_of(st.none(), lists(depth - 1)) if depth else st.none()
        return st.builds(List, st.booleans(), st.lists(st.builds(Item, sentences, nested), max_size=3).map(tuple))

    cells = st.builds(Cell, many)
    tables = st.integers(1, 5).flatmap(lambda n: _tables(cells, n))
    notes = st.builds(
        Note,
        st.sampled_from(("note", "decision", "draft")),
        st.lists(st.one_of(paragraphs, lists(1)), max_size=3).map(tuple),
    )
    signatures = st.builds(Signature, st.lists(words, max_size=4).map(tuple))
    contents: st.SearchStrategy[Content] = st.one_of(paragraphs, lists(2), tables, notes, signatures)
    held = st.lists(contents, max_size=3).map(tuple)
    clauses = st.builds(Clause, st.just("id"), words, st.just(""), held)
    blocks = st.builds(Block, st.just("id"), st.just("decision"), st.one_of(st.just(""), words), st.just(""), held)
    sections = st.builds(
        Section, st.just("id"), words, st.just(""), st.lists(st.one_of(clauses, blocks), max_size=3).map(tuple)
    )
    document = draw(
        st.builds(
            Document,
            st.just("board-policy"),
            *(words for _ in range(5)),
            st.sampled_from(("en", "es", "ar", "not a tag", "")),
            st.lists(sections, max_size=4).map(tuple),
        )
    )
    scheme = draw(st.sampled_from((numbered, outlined, lambda document: document, gapped)))
    return scheme(_with_ids(document))


def _tables(cells: st.SearchStrategy[Cell], columns: int) -> st.SearchStrategy[Table]:
    rows = st.builds(Row, st.lists(cells, min_size=columns, max_size=columns).map(tuple))
    return st.builds(Table, rows, st.lists(rows, max_size=3).map(tuple))


def _with_ids(document: Document) -> Document:
    names = (IDS[n] if n < len(IDS) else f"clause.number-{n}" for n in count())
    return replace(
        document,
        sections=tuple(
            replace(
                section, id=next(names), children=tuple(replace(child, id=next(names)) for child in section.children)
            )
            for section in document.sections
        ),
    )


def _number(document: Document, number: Callable[[int, int], str]) -> Document:
    return replace(
        document,
        sections=tuple(
            replace(
                section,
                number=number(at, 0),
                children=tuple(replace(child, number=number(at, n)) for n, child in enumerate(section.children, 1)),
            )
            for at, section in enumerate(document.sections, 1)
        ),
    )


def numbered(document: Document) -> Document:
    """The document numbered 1, 1.1, 1.2, 2."""
    return _number(document, lambda section, child: f"{section}.{child}" if child else str(section))


def outlined(document: Document) -> Document:
    """The document numbered I., A., B., II."""
    roman = ("", "I", "II", "III", "IV", "V")
    return _number(document, lambda section, child: f"{' ABCDE'[child]}." if child else f"{roman[section]}.")


def gapped(document: Document) -> Document:
    """The document numbered in ways that Word does not number by itself."""
    return _number(
        document, lambda section, child: f"{section}.{child * 2}" if child else ("", "4", "Part 9%", "x")[section % 4]
    )
