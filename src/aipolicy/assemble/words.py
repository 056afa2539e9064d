"""English for filled words: articles, plurals, lists, dates and money. Data in, text out; no answers here."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
AN_SOUNDS = re.compile(r"(?i:[aeiou]|hour|honest|honor|heir|8|1[18](?![0-9]))|[AEFHILMNORSX](?=[A-Z0-9]|\b)")
A_SOUNDS = re.compile(r"(?i:uni(?![dmn])|use|usu|uti|eu|one\b|once|ubiq)|U(?=[A-Z]|\b)")
# What follows one of these belongs to the noun before it: the Directors of Technology.
TAIL = re.compile(r" (?:of|for|to|in) ")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
IRREGULAR = {"child": "children", "person": "people", "staff": "staff", "information": "information", "data": "data"}


def capitalized(text: str) -> str:
    """`text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def with_article(text: str) -> str:
    """`text` after "a" or "an", by its sound: an approved tool, a unit, an AI tool, an IEP."""
    an = AN_SOUNDS.match(text) and not A_SOUNDS.match(text)
    return f"{'an' if an else 'a'} {text}"


def plural(text: str) -> str:
    """The plural of a noun phrase by the last word before "of" and its like; both sides of a slash."""
    tail = TAIL.search(text)
    if tail:
        return plural(text[: tail.start()]) + text[tail.start() :]
    if "/" in text:
        return "/".join(plural(part) for part in text.split("/"))
    head, _, last = text.rpartition(" ")
    lower = last.lower()
    if lower in IRREGULAR:
        made = IRREGULAR[lower]
    elif re.search(r"[^aeiou]y$", lower):
        made = last[:-1] + "ies"
    elif re.search(r"(s|x|z|ch|sh)$", lower):
        made = last + "es"
    else:
        made = last + "s"
    return f"{head} {made}".strip()


def possessive(text: str) -> str:
    """The possessive of a name."""
    return f"{text}'" if text.endswith("s") and not text.endswith("ss") else f"{text}'s"


def list_separators(count: int, word: str) -> list[str]:
    """What stands before each of `count` items so that they read "a, b, and c"."""
    if count == 2:
        return ["", f" {word} "]
    return ["" if n == 0 else f", {word} " if n == count - 1 else ", " for n in range(count)]


def joined(items: list[str], word: str = "and") -> str:
    """The items as one phrase, with the serial comma."""
    return "".join(s + i for s, i in zip(list_separators(len(items), word), items, strict=True))


def long_date(text: str) -> str:
    """An ISO date as it stands in a sentence: January 12, 2027. Other text stays as it is."""
    if not ISO_DATE.fullmatch(text):  # fromisoformat takes 20270112 and 2027-W02-2 for dates, too
        return text
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def number(value: Decimal) -> str:
    """A whole number with thousands separators."""
    return f"{value:,f}"


def money(value: Decimal) -> str:
    """An amount in dollars; cents only where there are some."""
    return f"${value:,.2f}" if value != value.to_integral_value() else f"${value:,.0f}"
