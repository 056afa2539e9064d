"""What a person meant by what stands in a box, beside a letter, or as a date."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from aipolicy.answers.answer_file import is_date
from aipolicy.assemble.words import MONTHS
from aipolicy.questionnaire.printed import MARKS, folded

_EMPTY_BOXES = "\u2610\u25a1\u25a2\u274f\u2751\u25fb\u2b1c\u25cb\u2b58"
_TICKS = "\u2611\u2612\u2713\u2714\u2715\u2716\u2717\u2718\u00d7\u2573\u25a0\u25cf\u22a0\u221a\u2705\u274e"
_TICKS += "\U0001f5f8\U0001f5f9\U0001f5f7\U0001f5f4\U0001f5f5\ufe0f\ufe0e"
_AROUND = re.compile(rf"[{_EMPTY_BOXES}\[\]()_.:\s]+")
_TICK_WORDS = frozenset(("x", "xx", "xxx", "yes", "y", "ok", "tick", "ticked"))
_BETWEEN = re.compile(r"[\s,;/&+]+|\band\b", re.IGNORECASE)
_NOTHING = frozenset(("", "-", "--", "undecided", "not decided", "not decided yet"))
_LABEL = re.compile(rf"(?:([xX{_TICKS}])\s+)?([A-Z]{{1,2}})[.)]\s+(.*)", re.DOTALL)
_AFTER = re.compile(rf"\s+([xX{_TICKS}]+)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a box says: ticked, letters of choices, or something that is neither (`unknown`)."""

    ticked: bool = False
    letters: tuple[str, ...] = ()
    unknown: str = ""


def mark(text: str, letters: Collection[str], words: Mapping[str, str] | None = None) -> Mark:
    """What stands in a box. `letters` are those of the choices, `words` other words for some of them."""
    rest = _AROUND.sub(" ", text).strip()
    if not rest:
        return Mark()
    bare = rest.strip(_TICKS + " ")
    if not bare:
        return Mark(ticked=True)
    word = bare.casefold()
    if words and word in words:
        return Mark(letters=(words[word],))
    if word in _TICK_WORDS:
        return Mark(ticked=True)
    named = [part.upper() for part in _BETWEEN.split(bare) if part]
    if named and all(name in letters for name in named):
        return Mark(letters=tuple(dict.fromkeys(named)))
    return Mark(unknown=" ".join(text.split()))


def label(text: str) -> tuple[bool, str, str]:
    """The cell of a choice: whether a tick was typed into it, its letter ("" where it is gone), its words."""
    said = " ".join(text.split())
    found = _LABEL.fullmatch(said)
    ticked, name, words = (bool(found[1]), found[2], found[3]) if found else (False, "", said)
    after = _AFTER.search(words)
    if after:
        ticked, words = True, words[: after.start()]
    while (cut := next((m for m in MARKS if words.endswith(m)), "")) != "":
        words = words[: -len(cut)].rstrip()
    return ticked, name, words


def said_nothing(text: str) -> bool:
    """Whether an answer space says nothing: empty, a rule drawn with underscores, or that it is not decided."""
    return text.strip(" \n_.").casefold() in _NOTHING


def date(text: str) -> str:
    """A date as the answer file has it where the text is one in words or figures; else the text."""
    said = " ".join(text.replace(",", " ").replace(".", " ").split())
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", said)
    if slashed:
        return _checked(slashed[3], int(slashed[1]), slashed[2], text)
    first = re.fullmatch(r"([A-Za-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})", said)
    second = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+) (\d{4})", said)
    if first:
        return _checked(first[3], _month(first[1]), first[2], text)
    if second:
        return _checked(second[3], _month(second[2]), second[1], text)
    return text.strip()


def _month(name: str) -> int:
    if len(name) < 3:
        return 0
    return next((n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(name.casefold())), 0)


def _checked(year: str, month: int, day: str, text: str) -> str:
    made = f"{year}-{month:02d}-{int(day):02d}"
    return made if is_date(made) else text.strip()


def same(first: str, second: str) -> bool:
    """Whether two texts are the same words."""
    return folded(first) == folded(second)
