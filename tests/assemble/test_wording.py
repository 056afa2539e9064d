"""The words of library text: the manual's duty verb, terms, capitals; answers stay as they were given."""

from __future__ import annotations

import pytest

from aipolicy.assemble.wording import duty_verb, sentence_capitals, single_stops
from aipolicy.document import (
    Emphasis,
    Filled,
    FormField,
    Link,
    Strong,
    Term,
    Text,
)
from tests.assemble.conftest import Build
from tests.districts import all_of, clauses, named, words


@pytest.mark.parametrize(("profile", "verb"), [("plain", "must"), ("bare", "shall"), ("shout", "will")])
def test_one_duty_verb(made: Build, profile: str, verb: str) -> None:
    built = made({"manual.profile": profile, "district.name": "You must agree Schools"})
    texts = {document.id: words(document) for document in built.documents}
    text = "\n".join(text for id, text in texts.items() if id != "letter")
    assert f"{verb} adopt rules" in text
    assert f"{verb} list" in text
    assert "You must agree Schools" in text
    assert verb == "must" or text.count("must") == 1
    # Families read "must" whatever the manual says.
    assert "You must agree." in texts["letter"]


def test_the_verb_changes_marks_and_labels_and_no_answer() -> None:
    change = duty_verb("shall")
    inlines = (
        Text("Must and muster. "),
        Strong((Text("must"),)),
        Emphasis((Filled("q", "", "", "must"),)),
        Link("https://must.org", (Text("must"),)),
        FormField("I must", "check"),
        Filled("q", "", "", "must"),
    )
    assert change(inlines) == (
        Text("Shall and muster. "),
        Strong((Text("shall"),)),
        Emphasis((Filled("q", "", "", "must"),)),
        Link("https://must.org", (Text("shall"),)),
        FormField("I shall", "check"),
        Filled("q", "", "", "must"),
    )
    assert duty_verb("must")(inlines) == inlines


def test_terms_are_marked_in_library_text_only(made: Build) -> None:
    document = named(made({"district.name": "AI tool Schools"}).documents, "rules")
    purpose = clauses(document)["rules.purpose"]
    assert [(t.id, t.text) for t in all_of(purpose, Term)] == [("ai-tool", "AI tools"), ("ohio-word", "complaints")]
    assert Filled("district.name", "", "", "AI tool Schools") in all_of(purpose, Filled)


def test_a_term_with_a_condition(made: Build) -> None:
    document = named(made({"district.state": "tx"}).documents, "rules")
    assert "ohio-word" not in [t.id for t in all_of(document, Term)]


def test_an_office_opens_a_sentence_with_a_capital() -> None:
    change = sentence_capitals(frozenset({"roles.head"}))
    board, head, name = (Filled(q, "", "", "the one") for q in ("the.board", "roles.head", "district.name"))
    assert change((board, Text(" must"), board)) == (Filled("the.board", "", "", "The one"), Text(" must"), board)
    assert change((head,)) == (Filled("roles.head", "", "", "The one"),)
    assert change((name,)) == (name,)
    assert change((Text("a"), board)) == (Text("a"), board)
    assert change(()) == ()


def test_answers_stand_as_they_were_given(made: Build) -> None:
    own = "the award of a prize; you must not, AI tool"
    built = made(
        {"manual.profile": "bare", "district.limits": [{"other": own}], "district.coordinator": "the Must Office"}
    )
    limits = clauses(named(built.documents, "rules"))["rules.limits"]
    assert [f.text for f in all_of(limits, Filled)] == ["The Must Office", own]


@pytest.mark.parametrize(
    ("answer", "after", "said"),
    [
        ("We learn.", ".", "We learn."),
        ("Why?", ". Then", "Why? Then"),
        ("We learn", ".", "We learn."),
        ("Acme Inc.", ", and", "Acme Inc., and"),
    ],
)
def test_one_stop_ends_a_sentence(answer: str, after: str, said: str) -> None:
    made = single_stops((Filled("q", "", "", answer), Text(after)))
    assert "".join(inline.text for inline in made if isinstance(inline, Filled | Text)) == said
    assert made[0] == Filled("q", "", "", answer)
