"""Typed letters and names as words that can be compared."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TYPED = 200
MOST_WORDS = 12

DROPPED = re.compile(r"['`\u2019.]")
BETWEEN = re.compile(r"[^a-z0-9]+")

_KIND = """
    school schools district districts public independent unified consolidated central community unit union free joint
    municipal local city county common reorganized regional area township village exempted elementary high charter board
    education of the and for at no number inc department
    sd isd cisd usd cusd ccsd csd chsd uhsd hsd ufsd msd esd cud gsd psd jusd nesd ps cs pcs sau rsu msad
    dist sch schs schl co twp elem hs dept bd boe sys system
"""
KIND = frozenset(_KIND.split())
"""Words of what an agency is, which people leave out, shorten and mix up: they help to rank and exclude nothing."""

ALSO = {
    "st": ("saint",),
    "saint": ("st",),
    "ste": ("sainte",),
    "mt": ("mount",),
    "mount": ("mt",),
    "ft": ("fort",),
    "fort": ("ft",),
    "pt": ("point",),
    "co": ("county",),
    "county": ("co",),
    "twp": ("township",),
    "township": ("twp",),
    "elementary": ("elem",),
    "elem": ("elementary",),
    "district": ("dist", "sd"),
    "school": ("sch",),
    "schools": ("schs",),
    "consolidated": ("cons",),
    "community": ("comm", "com"),
    "academy": ("acad",),
    "charter": ("chtr",),
    "center": ("ctr",),
    "department": ("dept",),
    "education": ("ed", "educ"),
    "special": ("spec",),
    "technical": ("tech",),
    "north": ("n", "no"),
    "south": ("s", "so"),
    "east": ("e",),
    "west": ("w",),
    "northeast": ("ne",),
    "northwest": ("nw",),
    "southeast": ("se",),
    "southwest": ("sw",),
    "springs": ("spgs",),
    "heights": ("hts",),
    "lake": ("lk",),
    "university": ("univ",),
    "number": ("no",),
}
"""What a word of a name is also typed as."""


def folded(text: str) -> str:
    """Text in small unaccented letters, digits and single blanks."""
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return BETWEEN.sub(" ", DROPPED.sub("", plain.replace("&", " and "))).strip()


def typed_words(letters: str) -> tuple[str, ...]:
    """The words that somebody typed; of very long input only the beginning counts."""
    return tuple(_number(word) for word in folded(letters[:LONGEST_TYPED]).split()[:MOST_WORDS])


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(map(_number, folded(text).split()))


def _number(word: str) -> str:
    """District 07 and district 7 are one."""
    return word.lstrip("0") or "0" if word.isdigit() else word
