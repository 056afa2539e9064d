"""No answer can change a document's structure, whatever it says: it prints as the words that were typed."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aipolicy.answers import parse_answer_file
from aipolicy.answers.cleaning import clean
from aipolicy.assemble import Assembled
from aipolicy.assemble.words import capitalized
from aipolicy.document import Block, Clause, Document, Filled, Node, Reference, Row, Sentence, walk
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.problems import UnreadableFile
from aipolicy.readers.markdown import read_document
from aipolicy.writers.markdown import write
from aipolicy.writers.text import plain
from tests.districts import answer_text, build, example

PLAIN = "Plainword"
MOST_ANSWERS = ("decision-register", "caregiver-notice")
"""The register prints every answer that may be read by anybody; the others are read back for every eighth kind."""
BY_TITLE = "duties-register"
"""Duties stand in the order of the titles that have them, so other titles give another order of the same rows."""

HOSTILE = {
    "heading": "# x",
    "heading underlined": "x\n===",
    "rule": "---",
    "front matter": "---\nid: x\n---",
    "strong": "**b**",
    "unclosed strong": "**b",
    "emphasis": "_a_ *b* ***",
    "table": "| a | b |",
    "table row": "a | b\n--- | ---\n",
    "pipe": "|",
    "list": "- x",
    "numbered": "1. x",
    "year": "2027. a year",
    "link": "[a](http://x)",
    "reference link": "[a]: http://x",
    "image": "![a](http://x)",
    "autolink": "<http://x.example>",
    "backtick": "`code` ``` x",
    "footnote": "a[^1]\n\n[^1]: note",
    "quote": "> x",
    "escape": "\\*x\\",
    "break": "x  \ny\\\nz",
    "indent": "    x",
    "script": "<script>alert(1)</script>",
    "anchor": '<a id="policy.vision"></a>',
    "comment": "<!-- x -->",
    "entity": "&amp; &#42; &lt;b&gt;",
    "xml": "]]></w:t><w:p/>",
    "jinja": "{{ 7*7 }}",
    "jinja block": "{% raw %}{% endraw %}{# x #}",
    "blank": "[blank: x]",
    "field": "[____ x] [ ] y",
    "signature": "[signature: x | y]",
    "note word": "**Decision needed.** x",
    "marker digits": "0 1 2",
    "right to left": "מחוז بيت ١٢",
    "direction marks": "a\u200fb\u200ec",
    "overrides": "\u202eabc\u202c \u2067d",
    "combining": "e\u0301 \u0301start a\u0336",
    "joiner": "a\u200db\u00ad",
    "emoji": "🏫👩‍🚀 🇺🇸",
    "wide": "教育委員会",
    "spaces": "  a \u00a0 b\u3000",
    "lines": "a\nb\n\nc\n",
    "tab": "a\tb",
    "undecided": "undecided ",
    "the": "the must Board",
    "quote marks": "\"'`",
    "dollar": "$1 $$x$$ \\(y\\)",
    "field code": "PAGE \\* MERGEFORMAT",
    "spreadsheet": "=1+1",
    "long": "word " * 2000,
    "one long word": "x" * 10_000,
}


def filled_with(values: dict[str, Any], text: str, library: Library) -> dict[str, Any]:
    """The answers with every text in them replaced: texts, fields of rows, own words, reasons of decisions."""
    made = copy.deepcopy(values)
    titles = max(q.minimum or 0 for id, q in library.interview.questions.items() if id.startswith("roles."))
    for id, question in library.interview.questions.items():
        if id not in made or made[id] == "undecided":
            continue
        if question.type == "text":
            # One title in all roles, so that the same offices are held by one person whatever it is called.
            missing = max(question.minimum or 0, titles if id.startswith("roles.") else 0) - len(text.strip())
            made[id] = (text + " more" * missing if missing > 0 else text)[: question.maximum]
        elif question.type == "rows":
            names = [str(f.id) for f in question.fields if f.type == "text"]
            made[id] = [{**row, **{n: text for n in names if n in row}} for row in made[id]]
        elif question.other:
            made[id] = [{"other": text[:500]} if isinstance(item, dict) else item for item in made[id]]
    made["decisions"] = {"committee.form": {"decides": text, "public_reason": text}}
    return made


def shape(document: Document) -> list[str]:
    """The kinds of all nodes in order, with the ids of what has one."""
    return [f"{type(n).__name__} {n.id if isinstance(n, Clause | Block) else ''}" for n in walk(document)]


Districts = dict[str, tuple[dict[str, Any], Assembled]]


@pytest.fixture(scope="module")
def districts(real_library: Library) -> Districts:
    """Both examples, with own words and an open decision added, and what they build with a plain word everywhere."""
    return plain_districts(real_library)


def plain_districts(real_library: Library) -> Districts:
    """The answers of both examples, and the set with a plain word in the place of every text."""
    found = {}
    for name in ("lakeshore", "cedar-hollow"):
        values = example(name, real_library)
        values["committee.form"] = "undecided"
        values["oversight.fairness_groups"] = [*values["oversight.fairness_groups"], {"other": "x"}]
        found[name] = (values, build(filled_with(values, PLAIN, real_library), real_library))
    return found


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, "cedar-hollow") for kind in HOSTILE] + [(kind, "lakeshore") for kind in list(HOSTILE)[::4]],
)
def test_structure_stays_and_every_word_is_filled(
    kind: str, name: str, real_library: Library, districts: Districts
) -> None:
    """Every kind in thirteen documents here, and in all of them in tests/long."""
    assert_structure(kind, districts[name], real_library)


def assert_structure(kind: str, district: tuple[dict[str, Any], Assembled], real_library: Library) -> None:
    """The same documents as with a plain word everywhere, but for the words, and each of those knows its question."""
    values, expected = district
    built = build(filled_with(values, HOSTILE[kind], real_library), real_library)
    assert [d.id for d in built.documents] == [d.id for d in expected.documents]
    for document, other in zip(built.documents, expected.documents, strict=True):
        if document.id in MOST_ANSWERS or list(HOSTILE).index(kind) % 8 == 0:
            assert_read_back(document)
        if document.id == BY_TITLE:
            assert _rows(document, _title(values, HOSTILE[kind], real_library)) == _rows(other, PLAIN)
            continue
        assert shape(document) == shape(other)
        for node, there in zip(walk(document), walk(other), strict=True):
            if isinstance(there, Filled) and PLAIN.lower() in there.text.lower():
                assert isinstance(node, Filled)
                assert (node.question, node.row, node.field) == (there.question, there.row, there.field)
                assert _holds(node.text, HOSTILE[kind]), (node, there)
            else:
                assert _same(node, there)
        assert "\n" not in document.district + document.label + document.draft


def _holds(printed: str, text: str) -> bool:
    """Whether the words stand in what is printed: a plural may change their end, a capital or "the" their beginning.

    A text over a question's limit was cut before it was given.
    """
    words = clean(text)
    words = (words[4:] if words.startswith("the ") else words)[1:-1]
    return words in printed or any(words[:limit] in printed for limit in range(500, 20, -1))


def _title(values: dict[str, Any], text: str, library: Library) -> str:
    """What is printed as the title in every role."""
    made = filled_with(values, text, library)
    return capitalized(clean(next(value for id, value in made.items() if id.startswith("roles."))).removeprefix("the "))


def _rows(document: Document, title: str) -> Counter[str]:
    """Every heading, row and sentence with the typed words as one mark: how often each stands, wherever it does."""

    def said(node: Node) -> str:
        match node:
            case Filled(question, row, field):
                return f"<{question} {row} {field}>"
            case Reference(target, other):
                return f"<{other}#{target}>"
            case _:
                return marked(getattr(node, "label", "") or getattr(node, "text", ""))

    def marked(printed: str) -> str:
        return f"<title>{printed.removeprefix(title)}" if printed.startswith(title) else printed

    found = [node for node in walk(document) if isinstance(node, Row | Sentence)]
    headings = [marked(node.title) for node in walk(document) if isinstance(node, Clause | Block)]
    return Counter(["".join(map(said, walk(node))) for node in found] + headings)


def _same(node: Node, there: Node) -> bool:
    if isinstance(node, Reference) and isinstance(there, Reference):  # its text may hold the code of a document
        return (node.target, node.document) == (there.target, there.document)
    own = {name: getattr(node, name) for name in ("text", "label", "id") if hasattr(node, name)}
    other = {name: getattr(there, name) for name in own}
    return type(node) is type(there) and (own == other or isinstance(there, Document))


def assert_read_back(document: Document) -> None:
    read, problems = read_document(write(document), f"{document.id}.md")
    assert problems == []
    assert read == normalize(document)
    assert plain(read) == plain(document)


@pytest.mark.parametrize("text", ["\u200b", "\u202e", "\u2066\u2069", "\ufdd0"])
def test_words_that_nobody_can_see_are_a_blank(text: str, real_library: Library, districts: Districts) -> None:
    built = build(filled_with(districts["lakeshore"][0], text, real_library), real_library)
    assert sum(built.blanks.values()) > 20
    for document in built.documents:
        assert all(node.text.strip() for node in walk(document) if isinstance(node, Filled))
        assert_read_back(document)


@pytest.mark.parametrize(
    "escape",
    ["\\0", "\\x07", "\\e", "\\x7f", "\\x9f", "\\uE000", "\\uE0000\\uE001", "\\U000F0000", "\\uFEFF", "\\uFFFE"],
)
def test_escapes_of_controls_and_markers_are_refused_at_their_place(escape: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        parse_answer_file(f'aipolicy: {{format: 1}}\ndistrict:\n  name: "a{escape}b"\n', Path("."))
    assert [(str(p.span), p.code) for p in raised.value.problems] == [("aipolicy.yaml:3:9", "bad-character")]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\ue000", "\uf8ff", "\U000f0000", "\u2028", "\ufffe"]
)
def test_the_characters_themselves_are_refused_at_their_place(character: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        parse_answer_file(f"aipolicy: {{format: 1}}\ndistrict:\n  name: a{character}b\n", Path("."))
    assert [(str(p.span), p.code) for p in raised.value.problems] == [("aipolicy.yaml:3:10", "bad-character")]


def test_an_answer_is_no_yaml(real_library: Library) -> None:
    """The plain word and the hostile one differ in nothing but the words, in the answer file too."""
    values = example("cedar-hollow", real_library)
    text = answer_text({**values, "district.name": "a: {b}\n# c\n- d"})
    assert parse_answer_file(text, Path(".")).problems == []
