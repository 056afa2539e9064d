"""Reading a whole Markdown file that a person may have edited."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.document import Clause, Note, Paragraph, Sentence, Text, walk
from aipolicy.readers.markdown import read_document
from aipolicy.writers.markdown import write
from tests.strategies_markdown import TRAPS

START = '<a id="p" lang="en"></a>\n# T\n\n<a id="s"></a>\n## 1. S\n\n<a id="s.one"></a>\n### 1.1. One\n\n'


def codes(text: str) -> list[tuple[int, str]]:
    return [(problem.span.line, problem.code) for problem in read_document(text, "p.md")[1]]


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    document, _ = read_document(text, "x/p.md")
    write(document)


@given(st.lists(st.sampled_from([*TRAPS, "\n", "\n\n", "    ", "- ", "> ", "# ", "</em>", "<em>", START]), max_size=25))
@settings(max_examples=300, deadline=None)
def test_any_markdown_is_read_and_written_again(parts: list[str]) -> None:
    document, _ = read_document("".join(parts), "p.md")
    again, _ = read_document(write(document), "p.md")
    texts = [node.text for node in walk(document) if isinstance(node, Text)]
    assert [node.text for node in walk(again) if isinstance(node, Text)] == texts


def test_a_new_paragraph_joins_the_clause_before_it() -> None:
    document, problems = read_document(START + "One.\n\nNew *words*\nand more.\n\n> A remark.\n", "p.md")
    assert problems == []
    clause = document.sections[0].children[0]
    assert isinstance(clause, Clause)
    assert clause.number == "1.1"
    assert [type(block) for block in clause.content] == [Paragraph, Paragraph, Note]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, "no-title")]),
        ("Words.\n", [(1, "no-title")]),
        ("# T\n", [(1, "no-anchor")]),
        (START + "#### Deep\n", [(10, "markdown-heading")]),
        (START + "a <b>x</b>\n", [(10, "markdown-html"), (10, "markdown-html")]),
        (START + "a <strong>x\n", [(10, "markdown-html")]),
        (START + "- a\n  - b\n    - c\n", [(12, "markdown-nesting")]),
        (START + "| a |\n| --- |\n| b | c |\n", [(12, "markdown-table")]),
        (START + "a\n\n---\n\nV\n\nmore\n", [(16, "after-end")]),
        (START + "a\n\n---\n\nV\n\n***\n", [(16, "markdown-rule")]),
        (START + "a \ue000\n", [(10, "private-use")]),
        ('<a id="p"></a>\n# T\n\n<a id="s"></a>\n## S\n\nStray.\n', [(7, "outside-clause")]),
        (START + '<a id="x"></a>\n# T2\n', [(11, "two-titles")]),
    ],
)
def test_problems(text: str, found: list[tuple[int, str]]) -> None:
    assert codes(text) == found


def test_nothing_is_dropped() -> None:
    document, _ = read_document("# T\n\n## S\n\nStray.\n\n```\ncode\n```\n\n<div>x</div>\n", "p.md")
    sentences = [node for node in walk(document) if isinstance(node, Sentence)]
    assert [node.inlines for node in sentences] == [(Text("Stray."),), (Text("code"),), (Text("<div>x</div>"),)]


def test_windows_line_ends_and_byte_order_mark() -> None:
    text = START + "One.\nTwo.\n"
    assert read_document("\ufeff" + text.replace("\n", "\r\n"), "p.md") == read_document(text, "p.md")


def test_deep_nesting_is_read() -> None:
    for text in ("<em>" * 3000 + "x" + "</em>" * 3000, "> " * 300 + "x", "- " * 300 + "x", "[" * 3000, "*a " * 3000):
        document, _ = read_document(START + text, "p.md")
        write(document)
