"""Words on lines of a given width."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.interview.faces.layout import (
    ascii_only,
    cells,
    column_lines,
    command_lines,
    head_line,
    option_lines,
    paragraphs,
    table_lines,
    tame,
    wrapped,
)
from aipolicy.interview.screens import Command, Head, Option, Table


def test_tame_leaves_one_line_that_steers_nothing() -> None:
    assert tame("a\x1b[2Jb\r\nc\u202ed\x00 \t e\ud800") == "a [2Jb c d e"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Peña Núñez", "Pena Nunez"),
        ("“q” – ‘r’ … § 5 ½", "\"q\" - 'r' ... section  5 1/2"),
        ("Hawaiʻi Łódź Straße Ørsted", "Hawai'i Lodz Strasse Orsted"),
        ("中", "?"),
    ],
)
def test_ascii_only(text: str, shown: str) -> None:
    assert ascii_only(text) == shown


def test_cells_counts_columns_of_the_terminal() -> None:
    assert (cells("abc"), cells("中文"), cells("e\u0301")) == (3, 4, 1)


def test_lines_break_at_spaces_only() -> None:
    assert wrapped("an opt-in by 2027-01-12 here", 12) == ["an opt-in by", "2027-01-12", "here"]
    assert wrapped("", 20) == [""]
    assert wrapped("\x00", 20) == [""]
    assert wrapped("one two three four", 12, "- ", "  ") == ["- one two", "  three four"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrapped("see " + "x" * 25 + " end", 12) == ["see", "x" * 12, "x" * 12, "x end"]
    assert wrapped("中" * 13, 13) == ["中" * 6, "中" * 6, "中"]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.integers(12, 90), st.integers(0, 8))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: str, width: int, indent: int) -> None:
    lines = wrapped(text, width, " " * indent)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(tame(text).split())


def test_paragraphs_keep_their_indent() -> None:
    texts = ["Next:", "", "  1. Give it to the Board now", "| a draft clause here", "    deep in"]
    assert paragraphs(texts, 18) == [
        "Next:",
        "",
        "  1. Give it to",
        "     the Board now",
        "| a draft clause",
        "| here",
        "    deep in",
    ]


def test_the_head_says_saved_where_it_fits_and_breaks_between_its_parts() -> None:
    head = Head("3 of 9 | Consent", "12 answered, about 20 left", saved=True)
    assert head_line(head, 60) == ["3 of 9 | Consent | 12 answered, about 20 left" + " " * 10 + "saved"]
    assert head_line(head, 45) == ["3 of 9 | Consent | 12 answered, about 20 left"]
    assert head_line(head, 44) == ["3 of 9 | Consent", "12 answered, about 20 left" + " " * 13 + "saved"]
    assert head_line(head, 30) == ["3 of 9 | Consent", "12 answered, about 20 left"]
    assert head_line(Head("3 of 9 | Consent", "", saved=True), 24) == ["3 of 9 | Consent   saved"]
    assert head_line(Head("Review", ""), 30) == ["Review"]


def test_an_option_has_its_marks_in_words_and_its_meaning_below() -> None:
    option = Option("Opt-in", "A form first.", ("suggested", "current"))
    assert option_lines(2, option, 60, "> ", "[x] ") == [
        "> 2. [x] Opt-in (suggested, current)",
        "         A form first.",
    ]
    assert option_lines(2, option, 60, full=False) == ["  2. Opt-in (suggested, current)"]


STANCES = Table(("", "Careful", "Open"), (("Students", "Not before grade 9", "All grades"), ("Staff", "Some", "")))


def test_a_table_in_columns() -> None:
    assert table_lines(STANCES, 60) == [
        "          Careful             Open",
        "--------  ------------------  ----------",
        "Students  Not before grade 9  All grades",
        "Staff     Some",
    ]


def test_columns_share_the_room_and_cells_wrap() -> None:
    words = "many short words that go on and on"
    assert table_lines(Table(("A", "B", "C"), (("a", words, words),)), 60)[2:] == [
        "a  many short words that go on   many short words that go on",
        "   and on                        and on",
    ]


def test_a_narrow_table_becomes_blocks() -> None:
    assert table_lines(STANCES, 40) == [
        "Careful",
        "  Students: Not before grade 9",
        "  Staff: Some",
        "",
        "Open",
        "  Students: All grades",
    ]


def test_a_table_whose_words_do_not_fit_becomes_blocks() -> None:
    table = Table(("", "x" * 40, "y" * 40), (("r", "a", "b"),))
    assert table_lines(table, 70) == ["x" * 40, "  r: a", "", "y" * 40, "  r: b"]


def test_odd_tables() -> None:
    assert table_lines(Table(("Only",), (("a",), ("b",))), 40) == ["Only", "a", "b"]
    assert table_lines(Table(("Only",), (("a",),)), 80) == ["Only", "----", "a"]
    assert table_lines(Table((), ()), 80) == []
    assert table_lines(Table(("A", "B"), (("short",), ("x", "y", "beyond"))), 80) == [
        "A      B",
        "-----  -",
        "short",
        "x      y",
    ]


def test_wide_characters_do_not_shift_columns() -> None:
    lines = table_lines(Table(("中文", "B"), (("a", "b"),)), 80)
    assert lines == ["中文  B", "----  -", "a     b"]


def test_labels_in_columns_are_read_along_the_line() -> None:
    labels = ["1. Ohio", "2. Texas", "3. Utah"]
    assert column_lines(labels, 22) == ["  1. Ohio   2. Texas", "  3. Utah"]
    assert column_lines(labels, 12) == ["  1. Ohio", "  2. Texas", "  3. Utah"]
    assert column_lines([], 40) == []


def test_cues_on_as_few_lines_as_they_take() -> None:
    assert command_lines("Enter goes on", (Command.BACK, Command.QUIT), 30) == [
        "Enter goes on | < back",
        "q save and quit",
    ]
    assert command_lines("", (Command.BACK,), 30) == ["< back"]
    assert command_lines("", (), 30) == []
    assert command_lines("Go", (Command.QUIT,), 30, {Command.QUIT: "q end"}) == ["Go | q end"]


def test_what_does_not_fit_beside_the_first_column_goes_on_below_it() -> None:
    text = "  policy.docx  two decisions needed"
    assert paragraphs([text], 40) == [text]
    assert paragraphs([text], 30) == ["  policy.docx  two decisions", "               needed"]
    assert paragraphs([text], 26) == ["  policy.docx two", "  decisions needed"]
    assert paragraphs(["  中中中  one two three four"], 20) == ["  中中中  one two", "          three four"]
