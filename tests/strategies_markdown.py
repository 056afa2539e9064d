"""Documents of every shape, and words that Markdown could trip over."""

from __future__ import annotations

from hypothesis import strategies as st

from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Citation,
    Clause,
    Content,
    Document,
    Emphasis,
    Filled,
    FormField,
    Inline,
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

TRAPS = [
    *("#", "##", "-", "+", "*", "**", "_", "__", "1.", "1)", "2027.", ">", "|", "||", "---", "- -", "===", "```"),
    *("[", "]", "(", ")", "[ ]", "[x]", "[____ x]", "[blank: x]", "[signature]", "[signature: a | b]", "](x)", "[a]:"),
    *(
        "![a](b)",
        "<b>",
        "</strong>",
        "<!--",
        "<",
        ">",
        "&amp;",
        "&#32;",
        "&",
        "&lt",
        "\\",
        "\\|",
        "\\\\",
        "`",
        "``",
        "~~~",
    ),
    *("{{ x }}", "{% if %}", "{# c #}", "$x$", "^", "~", "@", "!", "!", "'", '"', ":", ";", ".", ",", "=", "\n", "\t"),
    *("https://example.org/a_b?c=1&copy=2", "<https://a.b>", "a@b.org", "snake_case_name", "e.g.", "St.", "x_", "_x"),
    *(" ", "  ", "\u00a0", "\u2028", "\u200f", "\u05d0\u05d1", "\U0001f600", "e\u0301", "Note.", "| --- | --- |", "|-"),
    *('<a id="x"></a>', "must", "The principal", "3.2", "A.", "(a)", "--", "\u2014", "0", "a|b"),
]
CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"))

_words = st.one_of(st.sampled_from(TRAPS), st.text(CHARACTERS, max_size=4), st.just(" "))
words = st.lists(_words, max_size=5).map("".join)
ids = st.from_regex(r"[a-z][a-z0-9-]{0,6}(\.[a-z0-9][a-z0-9-]{0,4}){0,2}", fullmatch=True).filter(
    lambda found: not found.startswith("block.")
)
kinds = st.from_regex(r"[a-z][a-z-]{0,6}", fullmatch=True)
numbers = st.one_of(st.just(""), st.sampled_from(["1", "3.2", "A", "IV", "(a)", "3.", "Part 1", "1*", "\\"]))
urls = st.one_of(
    st.sampled_from(["https://a.org", "http://a.b/c_(d)?e=1&copy;=2#f*g*", "https://a.b/<x>|y\\z", "https://a/ "]),
    st.text(CHARACTERS, min_size=1, max_size=8).map(lambda tail: "https://x" + tail),
)

_leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, words),
    st.builds(Text, words),
    st.builds(Filled, st.just("q.x"), st.just(""), st.just(""), words),
    st.builds(Term, st.just("ai-tool"), words),
    st.builds(Citation, st.just("ferpa"), words),
    st.builds(Blank, words),
    st.builds(FormField, words, st.sampled_from(["text", "check"])),
)
references: st.SearchStrategy[Inline] = st.builds(Reference, ids, st.one_of(st.just(""), kinds), words)


def _tuple(inner: st.SearchStrategy[Inline], most: int = 3) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inner, max_size=most).map(tuple)


def _marked(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    return st.one_of(st.builds(Strong, _tuple(inner)), st.builds(Emphasis, _tuple(inner)))


_unlinked = st.recursive(_leaves, _marked, max_leaves=4)
_links: st.SearchStrategy[Inline] = st.builds(Link, urls, _tuple(_unlinked))
inlines = st.recursive(st.one_of(_leaves, _leaves, references, _links), _marked, max_leaves=5)
sentences = st.builds(Sentence, _tuple(inlines, 4))
_sentences = st.lists(sentences, max_size=3).map(tuple)
paragraphs = st.builds(Paragraph, _sentences)
_flat = st.builds(List, st.booleans(), st.lists(st.builds(Item, _sentences), max_size=3).map(tuple))
lists = st.builds(
    List,
    st.booleans(),
    st.lists(st.builds(Item, _sentences, st.one_of(st.none(), _flat)), max_size=3).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    row = st.lists(st.builds(Cell, _tuple(inlines, 2)), min_size=columns, max_size=columns).map(tuple)
    return Table(Row(draw(row)), tuple(map(Row, draw(st.lists(row, max_size=2)))))


signatures = st.builds(Signature, st.lists(words, max_size=3).map(tuple))
notes = st.builds(
    Note, st.sampled_from(["note", "decision", "draft"]), st.lists(st.one_of(paragraphs, lists), max_size=3).map(tuple)
)
contents: st.SearchStrategy[Content] = st.one_of(paragraphs, lists, tables(), signatures, notes)
_content = st.lists(contents, max_size=3).map(tuple)
clauses = st.builds(Clause, ids, words, numbers, _content)
blocks = st.builds(Block, ids, kinds, words, numbers, _content)
sections = st.builds(Section, ids, words, numbers, st.lists(st.one_of(clauses, blocks), max_size=2).map(tuple))
documents = st.builds(
    Document,
    ids,
    words,
    words,
    words,
    words,
    words,
    st.sampled_from(["en", "en-US", "es", ""]),
    st.lists(sections, max_size=2).map(tuple),
)
