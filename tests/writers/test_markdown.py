"""The Markdown writer, and the law that its reader gives the document back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aipolicy.document import (
    Blank,
    Block,
    Cell,
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
    Text,
)
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers.markdown import write
from tests.strategies_markdown import TRAPS, contents, documents, words


def holding(*content: Content) -> Document:
    section = Section("use", "Use", "3", (Clause("use.one", "One clause", "3.1", content),))
    return Document("board-policy", "AI", "Sample District", "Board Policy 1", "DRAFT", "Version 1", "en", (section,))


def sentence(*inlines: Inline) -> Paragraph:
    return Paragraph((Sentence(inlines),))


def body(*content: Content) -> str:
    """What is written between the heading of the only clause and the rule before the version."""
    return write(holding(*content)).split("### 3.1. One clause\n\n")[1].removesuffix("\n\n---\n\nVersion 1\n")


def assert_law(document: Document) -> None:
    written = write(document)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert "\r" not in written
    read, problems = read_document(written, f"{document.id}.md")
    assert problems == []
    assert read == normalize(document)
    assert write(read) == written


@given(documents)
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
def test_law(document: Document) -> None:
    assert_law(document)


@given(st.lists(contents, max_size=3))
@settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
def test_law_for_content(content: list[Content]) -> None:
    assert_law(holding(*content))


@given(words, words)
@settings(max_examples=300, deadline=None)
def test_any_words_anywhere(one: str, two: str) -> None:
    text, other = Text(one), Filled("q", "", "", two)
    table = Table(Row((Cell((text,)), Cell(()))), (Row((Cell((other,)), Cell((Blank(one),)))),))
    items = (Item((Sentence((text,)), Sentence((other,)))), Item((), List(True, (Item((Sentence((other,)),)),))))
    assert_law(
        holding(
            Paragraph((Sentence((text,)), Sentence((other,)), Sentence((Strong((text,)), other)))),
            table,
            List(False, items),
            List(False, items),
            Note("draft", (List(True, items), Paragraph((Sentence((text,)),)))),
            Signature((one, two)),
        )
    )


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_at_each_place(trap: str) -> None:
    for text in (trap, f"{trap} x", f"x {trap}", f"x{trap}y", f"{trap}{trap}", f" {trap} "):
        link = Link("https://a.b", (Text(text),))
        document = holding(
            Paragraph((Sentence((Text(text),)), Sentence((Text("x"),)), Sentence((Text(text),)))),
            sentence(Strong((Text(text),)), Text(text), Emphasis((Strong((Text(text),)),)), link, Text(text)),
            sentence(FormField(text), Text(text), Blank(text), Text(text), FormField(text, "check")),
            List(True, (Item((Sentence((Text(text),)),), List(False, (Item((Sentence((link,)),)),))),)),
        )
        assert_law(document)
        head = Section("s", text, "", (Clause("c", text, "", ()), Block("b", "k", text, "2", ())))
        assert_law(Document("d", text, text, text, text, text, "", (head,)))


@pytest.mark.parametrize(
    "text",
    [
        'The principal must keep it (e.g., on paper), and "must not" lend it - ever; see file_name_here, 5 < 6 & more.',
        "It costs $5.00 + tax = 100% of it: 3.2 of #4, a|b, ask me! Or not? It's @home.",
        "An e-mail to a@b.org or https://example.org/a_b?x=1&y=2 counts.",
    ],
)
def test_prose_stays_clean(text: str) -> None:
    assert body(sentence(Text(text))) == text


def test_marks() -> None:
    assert body(sentence(Strong((Text("Now"),)), Text(" and ("), Emphasis((Text("then"),)), Text(")."))) == (
        "**Now** and (*then*)."
    )
    assert body(sentence(Blank("who"), Text(" "), FormField("Name"))) == "[blank: who] [____ Name]"
    assert body(List(False, (Item((Sentence((FormField("I agree", "check"),)),)),))) == "- [ ] I agree"
    assert body(sentence(Text("See "), Reference("consent.opt-in", "", "section 3.2"), Text("."))) == (
        "See [section 3.2](#consent.opt-in)."
    )
    assert body(sentence(Reference("a.b", "board-policy", "Board Policy 1, section 2"))) == (
        "[Board Policy 1, section 2](board-policy.md#a.b)"
    )
    assert body(sentence(Inserted((Text("new"),), "A", ""), Deleted((Text("old"),), "A", ""))) == (
        "<ins>new</ins><del>old</del>"
    )


def test_layout() -> None:
    note = Note("decision", (sentence(Text("Choose one.")), List(False, (Item((Sentence((Text("yes"),)),)),))))
    block = Block("consent.model", "decision", "", "", (note,))
    section = Section("use", "Use", "3", (Clause("use.one", "Use. Of tools", "", (Signature(("Name",)),)), block))
    document = Document("policy", "AI", "Sample", "Policy 1", "DRAFT", "aipolicy 1", "en", (section,))
    assert write(document) == (
        '<a id="policy" lang="en"></a>\n# AI\n\n**Sample**\n\nPolicy 1\n\n*DRAFT*\n\n'
        '<a id="use"></a>\n## 3. Use\n\n<a id="use.one"></a>\n### Use\\. Of tools\n\n'
        "| [signature] |  |\n| --- | --- |\n| Name | [____] |\n\n"
        '<a id="block.decision.consent.model"></a>\n\n'
        "> **Decision needed.**\n> Choose one.\n>\n> - yes\n\n---\n\naipolicy 1\n"
    )
    assert_law(document)
