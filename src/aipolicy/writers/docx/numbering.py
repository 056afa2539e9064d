"""Automatic numbers: headings whose numbers Word computes and that equal the Document's, and lists.

Word's counters are followed heading by heading; a heading whose number Word would not print by itself
(after a gap, or of a shape no numbering definition has) carries its number as words instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from aipolicy.document import Document, Section
from aipolicy.writers.docx.markup import Element, Xml, e, every, get, node

Format = Literal["decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"]

_NUMBER = re.compile(
    r"(?P<pre>(?:[A-Za-z]{2,} )?[^\w%]*)"
    r"(?:(?P<parent>\d+|[IVXLCDM]+|[A-Za-z])(?P<mid>[^\w%]+))?"
    r"(?P<own>\d+|[IVXLCDMivxlcdm]+|[A-Za-z]{1,2})(?P<post>[^\w%]*)"
)
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
HEADING_HANGING = 576
_BULLETS = ("\u2022", "\u2013", "\u2022")
_ORDERED: tuple[tuple[Format, str], ...] = (("decimal", "%{}."), ("lowerLetter", "(%{})"), ("lowerRoman", "(%{})"))
_LIST_STEP = 360
_BOX_INDENT = 200


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one level prints its number: `text` as w:lvlText has it, and how it prints the level above."""

    format: Format
    text: str
    parent: Literal["", "decimal", "as it stands"] = ""

    def label(self, counters: tuple[int, int], section: Format) -> str:
        """The number that Word prints at these counters, where sections count in `section`."""
        if "%2" not in self.text:
            return self.text.replace("%1", _written(counters[0], self.format))
        above = "decimal" if self.parent == "decimal" and self.format == "decimal" else section
        return self.text.replace("%1", _written(counters[0], above)).replace("%2", _written(counters[1], self.format))


def _written(value: int, format: Format) -> str:
    match format:
        case "decimal":
            return str(value)
        case "upperLetter" | "lowerLetter":
            letters = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""
            return letters if format == "upperLetter" else letters.lower()
        case _:
            roman, left = "", value
            for worth, sign in _ROMAN:
                roman, left = roman + sign * (left // worth), left % worth
            return roman if format == "upperRoman" else roman.lower()


def _pattern(number: str, level: int) -> Pattern | None:
    found = _NUMBER.fullmatch(number)
    if found is None or (level == 0 and found["parent"]):
        return None
    own = found["own"]
    format: Format = "decimal"
    if own.lower() == "i":
        format = "upperRoman" if own.isupper() else "lowerRoman"
    elif own.isalpha():
        format = "upperLetter" if own.isupper() else "lowerLetter"
    if not found["parent"]:
        return Pattern(format, f"{found['pre']}%{level + 1}{found['post']}")
    return Pattern(
        format,
        f"{found['pre']}%1{found['mid']}%2{found['post']}",
        "decimal" if found["parent"].isdigit() else "as it stands",
    )


@dataclass(frozen=True, slots=True)
class Headings:
    """The scheme of one Document: a pattern a level, and which headings Word can number itself."""

    section: Pattern | None
    clause: Pattern | None
    automatic: frozenset[tuple[int, int]]

    def numbers(self, place: tuple[int, int]) -> bool:
        """Whether Word numbers the heading at `place` (section and child, child -1 for the section's own)."""
        return place in self.automatic


def headings(document: Document) -> Headings:
    """The scheme read off the numbers that the Document carries."""
    section = _first(document, 0)
    clause = _first(document, 1)
    counters, automatic = (0, 0), set()
    above: Format = section.format if section else "decimal"
    for at, part in enumerate(document.sections):
        if section and part.number and part.title:
            ahead = (counters[0] + 1, 0)
            if section.label(ahead, above) == part.number:
                counters = ahead
                automatic.add((at, -1))
        for child_at, child in enumerate(part.children):
            if clause and child.number and child.title:
                ahead = (counters[0], counters[1] + 1)
                # A clause whose own section Word does not number would show the number of the one before.
                placed = not clause.parent or (at, -1) in automatic
                if placed and clause.label(ahead, above) == child.number:
                    counters = ahead
                    automatic.add((at, child_at))
    return Headings(section, clause, frozenset(automatic))


def _first(document: Document, level: int) -> Pattern | None:
    numbers = (s.number for s in document.sections) if level == 0 else _clause_numbers(document.sections)
    first = next((number for number in numbers if number), "")
    return _pattern(first, level) if first else None


def _clause_numbers(sections: tuple[Section, ...]) -> list[str]:
    return [child.number for section in sections for child in section.children]


class Numbering:
    """The numbering part: definitions and instances, added as they are needed."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._next_abstract = 1 + max(
            (int(get(a, "abstractNumId") or 0) for a in every(root, "abstractNum")), default=-1
        )
        self._next_num = 1 + max((int(get(n, "numId") or 0) for n in every(root, "num")), default=0)
        self._silent: int | None = None
        self._bullets: dict[bool, int] = {}
        self._ordered: dict[bool, int] = {}

    def headings(self, scheme: Headings, style_ids: tuple[str, str]) -> int:
        """Adds the headings' definition, linked to their two styles; the number of its instance."""
        levels = []
        for level, (pattern, style) in enumerate(zip((scheme.section, scheme.clause), style_ids, strict=True)):
            if pattern is None:
                levels.append(_level(level, "none", "", style=style, suffix="nothing"))
                continue
            # w:isLgl prints every level in digits, so it serves only where this one is in digits too.
            mixed = scheme.section is not None and scheme.section.format != "decimal"
            legal = mixed and pattern.parent == "decimal" and pattern.format == "decimal"
            levels.append(_level(level, pattern.format, pattern.text, style=style, left=HEADING_HANGING, legal=legal))
        levels += [_level(level, "none", "", suffix="nothing") for level in range(2, 9)]
        return self._instance(self._abstract("5A170000", levels))

    def unnumbered(self) -> int:
        """The instance that prints nothing, for a heading whose style would number it.

        Instance 0 means the same to Word, but validators miss its definition.
        """
        if self._silent is None:
            levels = [_level(level, "none", "", suffix="nothing") for level in range(9)]
            self._silent = self._instance(self._abstract("5A170003", levels))
        return self._silent

    def bullets(self, *, boxed: bool = False) -> int:
        """The instance that every bulleted list shares; `boxed` for those inside a box."""
        if boxed not in self._bullets:
            self._bullets[boxed] = self._instance(self._abstract(f"5A17001{int(boxed)}", _bulleted(boxed)))
        return self._bullets[boxed]

    def ordered(self, level: int, *, boxed: bool = False) -> int:
        """A new instance that counts from 1 at `level`."""
        if boxed not in self._ordered:
            self._ordered[boxed] = self._abstract(f"5A17002{int(boxed)}", _counted(boxed))
        return self._instance(self._ordered[boxed], restart=level)

    def _abstract(self, nsid: str, levels: Sequence[Xml]) -> int:
        id = self._next_abstract
        self._next_abstract += 1
        parts = (e("nsid", val=nsid), e("multiLevelType", val="multilevel"), *levels)
        made = node(e("abstractNum", *parts, abstractNumId=id))
        # The schema wants every definition before the first instance.
        before = next(every(self.root, "num"), None)
        if before is None:
            self._append(made)
        else:
            before.addprevious(made)
        return id

    def _instance(self, abstract: int, restart: int | None = None) -> int:
        id = self._next_num
        self._next_num += 1
        override = None if restart is None else e("lvlOverride", e("startOverride", val=1), ilvl=restart)
        self._append(node(e("num", e("abstractNumId", val=abstract), override, numId=id)))
        return id

    def _append(self, made: Element) -> None:
        cleanup = next(every(self.root, "numIdMacAtCleanup"), None)
        if cleanup is None:
            self.root.append(made)
        else:
            cleanup.addprevious(made)


@lru_cache
def _bulleted(boxed: bool) -> tuple[Xml, ...]:
    return tuple(_list_level(n, "bullet", _BULLETS[n % len(_BULLETS)], boxed) for n in range(9))


@lru_cache
def _counted(boxed: bool) -> tuple[Xml, ...]:
    shapes = [_ORDERED[n % len(_ORDERED)] for n in range(9)]
    return tuple(_list_level(n, format, text.format(n + 1), boxed) for n, (format, text) in enumerate(shapes))


def _list_level(level: int, format: str, text: str, boxed: bool) -> Xml:
    # A border breaks where the indent changes, so in a box every level has the indent of the box.
    if boxed:
        return _level(level, format, text, left=_BOX_INDENT, hanging=0, suffix="space")
    return _level(level, format, text, left=_LIST_STEP * (level + 1), hanging=_LIST_STEP)


def _level(
    level: int,
    format: str,
    text: str,
    *,
    style: str = "",
    left: int = 0,
    hanging: int | None = None,
    legal: bool = False,
    suffix: str = "",
) -> Xml:
    indent = left if hanging is None else hanging
    return e(
        "lvl",
        e("start", val=1),
        e("numFmt", val=format),
        e("pStyle", val=style) if style else None,
        e("isLgl") if legal else None,
        e("suff", val=suffix) if suffix else None,
        e("lvlText", val=text),
        e("lvlJc", val="left"),
        e("pPr", e("tabs", e("tab", val="num", pos=left)) if indent else None, e("ind", left=left, hanging=indent)),
        ilvl=level,
    )
