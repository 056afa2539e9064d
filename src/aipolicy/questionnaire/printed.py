"""The words and codes of a form that its writer prints and its reader looks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.questions import Choice, Question

FORMAT = "form 1"
"""Part of every code, so that a form of another make is told from a changed question."""

TICK, ANSWER, MEANS = "Tick", "Answer", "What it means"
YOUR_ANSWER = "Your answer"
LETTER = "Letter"
ENTRY, FIELD = "Entry", "What is asked"
REASON, NOTE = "Reason for answer", "Note on question"
NAME, OFFICE, DATE = "Filled in by (name)", "Office or role", "Date"
EACH_ROW = "tick one box in each row"

SUGGESTED, PRESENT = "(suggested)", "(present answer)"
UNCONFIRMED = "(present answer, suggested and not confirmed)"
MARKS = (SUGGESTED, PRESENT, UNCONFIRMED)
OWN_WORDS = "Something else, in your own words"

WHY, RESTS, DECIDES, OPEN_BECAUSE = "Why we ask:", "Rests on:", "Decides:", "Why it is open:"
SUGGESTION, NOW, HOW, LETTERS, REFERENCE = "Suggestion:", "Answer now:", "How to answer:", "Letters for", "Reference:"
REASON_NOW = "Reason so far:"
PREFIXES = (WHY, RESTS, DECIDES, OPEN_BECAUSE, REASON_NOW, SUGGESTION, NOW, HOW, LETTERS, REFERENCE)
"""How the paragraphs around an answer begin; anything else was written by a person."""

SOURCES = {
    "ILO framework": "the ILO Group's framework for AI in K-12 education",
    "ILO webinar": "a webinar of the ILO Group",
    "MGT convening": "a meeting convened by MGT",
    "AI Strategy & Leadership Network": "a meeting of the AI Strategy & Leadership Network",
    "Stop Piloting and Start Leading": "the article Stop Piloting and Start Leading on AI",
    "ours": "this tool's own list",
}
"""What the short names of sources stand for, for somebody who knows none of them."""

BOX, TICKED = "\u2610", "\u2612"
REFERENCE_LINE = re.compile(r"Reference:\s*([a-z][a-z0-9_.]*)\s+([0-9a-f]{8})\.([0-9a-f]{8})")
BOOKMARK = re.compile(r"q_([0-9a-f]{12})_([0-9a-f]{8})_([0-9a-f]{8})", re.ASCII)
NO_DISTRICT = "0" * 8

ROLES = {
    "superintendent": "the superintendent",
    "counsel": "counsel",
    "technology": "the head of technology",
    "instruction": "the head of instruction",
    "privacy": "the privacy officer",
    "business": "the business office",
    "communications": "the communications office",
    "human_resources": "human resources",
    "special_education": "the head of special education",
    "board": "the board",
    "office": "the superintendent's office",
}
"""Whom a form is for, by what questions say in `who_knows`."""


def letter(place: int) -> str:
    """The letter of the choice at a place counted from 0: A to Z, AA, AB."""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def folded(text: str) -> str:
    """A text as two spellings of it are compared: case, kinds of quotation mark, dashes and spaces do not count."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return " ".join(plain.casefold().split())


_ALIKE = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00ad": None}
)


def question_code(question: Question, rows: Iterable[str] = ()) -> str:
    """Eight digits that change when the words of a question or of its choices do. `rows` are labels of a grid."""
    words = [FORMAT, question.type, question.ask, *_choices(question.choices), str(question.other)]
    for field in question.fields:
        words += [field.id, field.label, field.type, *_choices(field.choices)]
    for column in question.columns:
        words += [column.id, column.label, *_choices(column.choices)]
    words += [f"{row.id}={row.label}" for row in question.rows]
    return fingerprint("\n".join(folded(str(word)) for word in (*words, *rows)))[:8]


def _choices(choices: Iterable[Choice]) -> list[str]:
    return [f"{choice.id}={choice.label}={choice.means}" for choice in choices]


def district_code(name: str) -> str:
    """Eight digits that tell one district from another; zeros where it has no name yet."""
    return fingerprint(folded(name))[:8] if name else NO_DISTRICT


def bookmark(id: str, code: str, district: str) -> str:
    """The bookmark around a question's words, within the 40 characters that Word allows."""
    return f"q_{id_code(id)}_{code}_{district}"


def id_code(id: str) -> str:
    """What stands for a question's id in a bookmark."""
    return fingerprint(id)[:12]
