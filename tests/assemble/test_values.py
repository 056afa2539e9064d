"""What templates are given: values that know their question, and nothing of Python."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from aipolicy.answers.cleaning import clean
from aipolicy.assemble.values import Items, Missing, Record, Records, Value, blank
from aipolicy.source.yaml_reader import REFUSED


def value(text: str, id: str = "") -> Value:
    return Value("q.one", "", "", text, id or text, {"noun": f"the {text}", "none": ""})


def test_a_form_keeps_the_question_and_names_the_form() -> None:
    assert value("a").get("noun") == Value("q.one", "", "noun", "the a", "a")
    assert value("a").get("verb") is None
    assert value("a").get("text") is None
    assert value("a").get("__class__") is None


def test_a_change_reaches_every_form_and_leaves_nothing_as_nothing() -> None:
    changed = value("a").changed(lambda text: f"{text}s")
    assert changed.text == "as"
    assert changed.forms == {"noun": "the as", "none": ""}
    assert Value("q", "", "", "").changed(lambda text: f"a {text}").text == ""


def test_items() -> None:
    items = Items("q.one", (value("a"), value("b"), value("c")))
    assert items.joined("and").parts == (value("a"), ", ", value("b"), ", and ", value("c"))
    nouns = items.get("noun")
    assert isinstance(nouns, Items)
    assert [item.text for item in nouns] == ["the a", "the b", "the c"]
    assert items.get("verb") is None
    assert Items("q", ()).joined("or").parts == ()


def test_a_missing_answer_is_missing_in_all_its_forms() -> None:
    missing = Missing("q.one", "Who")
    assert missing.get("noun") is missing
    assert list(missing) == []


def row(status: str | None) -> Record:
    if status is None:
        return Record({"status": Missing("q", "Status")}, {})
    return Record({"status": value(status)}, {"status": frozenset((status,))})


def test_where_is_three_valued() -> None:
    records = Records("q", (row("approved"), row("retired"), row(None)))
    kept = records.where({"status": ["approved", "pilot"]})
    assert kept.rows == (row("approved"),)
    assert kept.unsettled
    settled = Records("q", (row("approved"), row("retired"))).where({"status": ["retired"]})
    assert settled.rows == (row("retired"),)
    assert not settled.unsettled
    assert records.where({"unknown": ["x"]}).rows == ()


@given(st.text())
def test_clean_text_is_one_line_that_yaml_and_word_can_hold(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not REFUSED.search(cleaned)
    assert "\n" not in cleaned
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(c) in ("Cc", "Co", "Cs") for c in cleaned)


def test_clean_keeps_scripts_and_drops_what_could_reach_out_of_an_answer() -> None:
    assert clean("Escuela  Ñandú\tnorth\nside") == "Escuela Ñandú north side"
    assert clean("بيت\u200c\u200fשלום e\u0301 👩‍🚀") == "بيت\u200c\u200fשלום e\u0301 👩‍🚀"
    assert clean("\u202eevil\u202c \u2067iso\u2069\ufeff\ue000\x07\ufdd0") == "evil iso"


def test_blank() -> None:
    assert blank("")
    assert blank("\u200b \u200f")
    assert not blank("a")
