"""Reading the filled body of a clause."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.document import (
    Blank,
    Cell,
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
    Reference,
    Row,
    Sentence,
    Signature,
    Strong,
    Table,
    Text,
    walk,
)
from aipolicy.problems import Problem, Span
from aipolicy.readers.markdown import read_body
from tests.strategies_markdown import TRAPS, words

ANSWERS: list[Inline] = [
    Filled("a.b", "", "", "# 1. **x** | y"),
    Blank("the date"),
    Reference("use.one", "", ""),
    Filled("a.c", "", "", "- z"),
]


def m(index: int) -> str:
    return f"\ue000{index}\ue001"


def read(text: str) -> tuple[tuple[Content, ...], list[Problem]]:
    return read_body(text, ANSWERS.__getitem__, Span("c.md", 10))


def content(text: str) -> tuple[Content, ...]:
    found, problems = read(text)
    assert problems == []
    return found


def sentence(*inlines: Inline) -> Sentence:
    return Sentence(inlines)


def test_sentences_are_lines() -> None:
    assert content("One.\nTwo;\nthree.\n\nFour.\n") == (
        Paragraph((sentence(Text("One.")), sentence(Text("Two;")), sentence(Text("three.")))),
        Paragraph((sentence(Text("Four.")),)),
    )


def test_markers_anywhere() -> None:
    zero, blank, reference, other = ANSWERS
    assert content(f"{m(0)}. A **{m(1)}** and *x{m(2)}*, ({m(0)}{m(3)}).\n{m(3)}") == (
        Paragraph(
            (
                sentence(
                    zero,
                    Text(". A "),
                    Strong((blank,)),
                    Text(" and "),
                    Emphasis((Text("x"), reference)),
                    Text(", ("),
                    zero,
                    other,
                    Text(")."),
                ),
                sentence(other),
            )
        ),
    )
    assert content(f"- {m(3)}\n  {m(0)}\n  - a {m(1)}") == (
        List(
            False,
            (Item((sentence(other), sentence(zero)), List(False, (Item((sentence(Text("a "), blank),)),))),),
        ),
    )
    assert content(f"| {m(0)} | b |\n| --- | --- |\n|  | **{m(1)}** |") == (
        Table(Row((Cell((zero,)), Cell((Text("b"),)))), (Row((Cell(()), Cell((Strong((blank,)),)))),)),
    )
    assert content(f"[{m(0)}](https://a.b) {m(1)}") == (
        Paragraph((sentence(Link("https://a.b", (zero,)), Text(" "), blank),)),
    )


def test_marks() -> None:
    assert content("[____ Name of \\[student\\]] [____] [blank: the day]") == (
        Paragraph((sentence(FormField("Name of [student]"), Text(" "), FormField(""), Text(" "), Blank("the day")),)),
    )
    assert content("- [ ] I agree.\n- [ ] See {0} first.".replace("{0}", m(2))) == (
        List(
            False,
            (
                Item((sentence(FormField("I agree.", "check")),)),
                Item((sentence(FormField("See ", "check"), ANSWERS[2], Text(" first.")),)),
            ),
        ),
    )
    assert content(f"[signature: Signature of {m(3)} | Printed name |Date]") == (
        Signature(("Signature of - z", "Printed name", "Date")),
    )
    assert content("> A remark.\n> More.\n>\n> - one") == (
        Note(
            "note",
            (
                Paragraph((sentence(Text("A remark.")), sentence(Text("More.")))),
                List(False, (Item((sentence(Text("one")),)),)),
            ),
        ),
    )
    assert content("> **Note.**") == (Note("note", (Paragraph((sentence(Strong((Text("Note."),))),)),)),)


def test_strong_over_two_lines_stays_two_sentences() -> None:
    assert content("a **b\nc** d") == (
        Paragraph((sentence(Text("a "), Strong((Text("b"),))), sentence(Strong((Text("c"),)), Text(" d")))),
    )


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("a\n\n# b", "12:1", "markdown-heading"),
        ("a\n---", "10:1", "markdown-heading"),
        ("a\n\n---", "12:1", "markdown-rule"),
        ("```\nx\n```", "10:1", "markdown-code"),
        ("    x", "10:1", "markdown-code"),
        ("a `b`", "10:3", "markdown-code"),
        ("a\nb <i>", "11:3", "markdown-html"),
        ("<strong>", "10:1", "markdown-html"),
        ("<div>", "10:1", "markdown-html"),
        ("a ![b](https://c.d)", "10:3", "markdown-image"),
        ("a ~~b~~", "10:3", "markdown-strikethrough"),
        ("a  \nb", "10:4", "markdown-break"),
        ("a\\\nb", "10:2", "markdown-break"),
        ("a [b](c)", "10:3", "markdown-link"),
        ("[b](javascript:x)", "10:1", "markdown-link"),
        ('[b](https://c.d "t")', "10:1", "markdown-link"),
        ("<https://c.d>", "10:1", "markdown-link"),
        (f"[b](https://c.d/{m(0)})", "10:1", "marker-in-link"),
        ("[b]: https://c.d", "10:1", "markdown-mark"),
        ("a [^1]", "10:3", "markdown-mark"),
        ("- [x] done", "10:3", "markdown-mark"),
        ("a [sign: b]", "10:3", "markdown-mark"),
        ("a [signature: b]", "10:3", "markdown-signature"),
        ("[signature: a | ]", "10:1", "markdown-signature"),
        (f"[____ {m(2)}]", "10:1", "marker-in-label"),
        ("a \ue000 b", "10:3", "private-use"),
        ("a &#xE000;", "10:1", "private-use"),
        (f"a\nb {m(99)}", "11:3", "private-use"),
        ("- a\n  - b\n    - c", "12:1", "markdown-nesting"),
        ("> > a", "10:1", "markdown-nesting"),
        ("> | a |\n> | --- |", "10:1", "markdown-nesting"),
        ("- a\n\n  b", "12:1", "markdown-list"),
        ("2026. The year.", "10:1", "markdown-list"),
        ("- a\n  > b", "11:1", "markdown-list"),
        ("| a |\n| --- |\n| b | c |", "12:1", "markdown-table"),
    ],
)
def test_problems(text: str, where: str, code: str) -> None:
    problems = read(text)[1]
    assert [(f"{p.span.line}:{p.span.column}", p.code) for p in problems] == [(where, code)]
    assert all(problem.hint for problem in problems)


def test_lines_of_the_file() -> None:
    _, problems = read_body("a\n\n`b`", ANSWERS.__getitem__, Span("c.md", 10), lines=(10, 14, 20))
    assert [problem.span for problem in problems] == [Span("c.md", 20, 1)]


@given(st.lists(words, min_size=4, max_size=4))
@settings(max_examples=100, deadline=None)
def test_an_answer_never_changes_the_structure(texts: list[str]) -> None:
    source = f"{m(0)}\n{m(1)}{m(2)} **{m(3)}**\n\n- {m(0)}\n\n| {m(1)} |\n| --- |\n| {m(2)} |\n"
    filled = [Filled("q", "", "", text) for text in texts]
    found, problems = read_body(source, filled.__getitem__, Span("c.md"))
    assert problems == []
    kinds = [type(node) for block in found for node in walk(block)]
    plain = read_body(source, lambda _: Filled("q", "", "", "x"), Span("c.md"))[0]
    assert kinds == [type(node) for block in plain for node in walk(block)]


@given(st.lists(st.sampled_from([*TRAPS, "\n", "\n\n", m(0), m(1), m(2), m(7), "\ue000", "    "]), max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_body_is_read(parts: list[str]) -> None:
    found, _ = read("".join(parts))
    text = "".join(node.text for block in found for node in walk(block) if isinstance(node, Text))
    assert "\ue000" not in text
    assert "\ue001" not in text
