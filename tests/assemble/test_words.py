"""English for filled words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aipolicy.assemble import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("approved tool", "an approved tool"),
        ("tool", "a tool"),
        ("unit", "a unit"),
        ("university", "a university"),
        ("unimportant rule", "an unimportant rule"),
        ("unidentified person", "an unidentified person"),
        ("unnamed person", "an unnamed person"),
        ("one-year term", "a one-year term"),
        ("hour", "an hour"),
        ("honest answer", "an honest answer"),
        ("house", "a house"),
        ("AI tool", "an AI tool"),
        ("IEP", "an IEP"),
        ("URL", "a URL"),
        ("FAQ", "an FAQ"),
        ("NDA", "an NDA"),
        ("European rule", "a European rule"),
        ("user", "a user"),
        ("umbrella", "an umbrella"),
        ("8-day limit", "an 8-day limit"),
        ("11 day limit", "an 11 day limit"),
        ("18 month term", "an 18 month term"),
        ("110 day limit", "a 110 day limit"),
        ("1 day limit", "a 1 day limit"),
    ],
)
def test_article(text: str, found: str) -> None:
    assert words.with_article(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tool", "tools"),
        ("agency", "agencies"),
        ("day", "days"),
        ("class", "classes"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("child", "children"),
        ("staff", "staff"),
        ("student information", "student information"),
        ("Director of Technology", "Directors of Technology"),
        ("Director of AI and Innovation", "Directors of AI and Innovation"),
        ("Assistant Superintendent for Business", "Assistant Superintendents for Business"),
        ("parent/guardian", "parents/guardians"),
        ("Board of Education", "Boards of Education"),
    ],
)
def test_plural(text: str, found: str) -> None:
    assert words.plural(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("the Board", "the Board's"), ("students", "students'"), ("the Boss", "the Boss's"), ("Lee", "Lee's")],
)
def test_possessive(text: str, found: str) -> None:
    assert words.possessive(text) == found


@pytest.mark.parametrize(
    ("items", "found"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b, or c"), (list("abcd"), "a, b, c, or d")],
)
def test_serial_comma(items: list[str], found: str) -> None:
    assert words.joined(items, "or") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2027-01-12", "January 12, 2027"),
        ("2028-02-29", "February 29, 2028"),
        ("2027-02-29", "2027-02-29"),
        ("20270112", "20270112"),
        ("2027-W02-2", "2027-W02-2"),
        ("next spring", "next spring"),
        ("", ""),
    ],
)
def test_date(text: str, found: str) -> None:
    assert words.long_date(text) == found


def test_numbers_and_money() -> None:
    assert words.number(Decimal("31000")) == "31,000"
    assert words.money(Decimal("25000")) == "$25,000"
    assert words.money(Decimal("1250.50")) == "$1,250.50"
    assert words.money(Decimal("1250.00")) == "$1,250"


def test_capital() -> None:
    assert words.capitalized("the Board") == "The Board"
    assert words.capitalized("") == ""
    assert words.capitalized("8 days") == "8 days"
