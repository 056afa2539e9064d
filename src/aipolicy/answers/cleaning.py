"""A person's words without what no reader should meet: controls, private-use characters, marks of direction."""

from __future__ import annotations

import unicodedata

# Marks that change the direction of what follows them could reach out of an answer into the text around it.
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb")


def clean(text: str) -> str:
    """A person's words as one line: what is no character of any script is gone, any white space is a single space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(c for c in text if c.isspace() or _kept(c)).split())


def _kept(character: str) -> bool:
    """Not "unassigned" either: which characters are assigned differs from one Python to the next."""
    code = ord(character)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return (
        unicodedata.category(character) not in ("Cc", "Cs", "Co") and character not in _DIRECTIONS and not noncharacter
    )
