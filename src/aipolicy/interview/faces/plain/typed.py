"""What a person typed at one prompt, made safe: no control characters, nothing unreadable, nothing endless."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from aipolicy.answers.cleaning import clean

MOST = 20_000
TOO_LONG = f"That is longer than {MOST:,} characters, and nothing of it was taken. Type something shorter."
UNREADABLE = (
    "Some of those characters arrived damaged, and nothing was taken. Type it again; without accents if it happens "
    "again."
)
# The sequences that arrow keys, pasting and terminals send; one that never ends loses its beginning only.
_SEQUENCES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1bO[ -~]"
    r"|\x1b[ -~]?"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One line, and what came with it.

    `more` are the lines of a paste after the first. `trouble` is a sentence where the line cannot be taken. `mended`
    says that keys which are no text were taken out. `unended` says that the cursor still stands behind the text.
    """

    text: str
    more: tuple[str, ...] = ()
    trouble: str = ""
    mended: bool = False
    unended: bool = False


class Source(Protocol):
    """Where lines come from. `shows` says that what is typed is seen already."""

    shows: bool

    def ready(self) -> None:
        """Drop what was typed before the prompt, where a person types."""

    def line(self) -> Typed:
        """The next line. Raises Closed at the end."""


def typed(text: str, trouble: str = "", unended: bool = False) -> Typed:
    """The lines of `text` as `Typed`. Lines after the first that are empty were a key held down, and are gone."""
    if len(text) > MOST:
        trouble = trouble or TOO_LONG
    if any(c == "\ufffd" or "\ud800" <= c <= "\udfff" for c in text):
        trouble = trouble or UNREADABLE
    if trouble:
        return Typed("", trouble=trouble, unended=unended)
    bare = _SEQUENCES.sub("", text)
    first, *more = (clean(line) for line in re.split(r"\r\n|\r|\n", bare))
    return Typed(first, tuple(filter(None, more)), mended=bare != text, unended=unended)


def decoded(data: bytes, encoding: str | None) -> str:
    """`data` as text, never an error: UTF-8 where it is that, else the stream's own encoding."""
    for name in ("utf-8", encoding or "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")
