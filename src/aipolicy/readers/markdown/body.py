"""The filled body of a clause: library Markdown in which every answer is a private-use marker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aipolicy.document import Content, Inline
from aipolicy.problems import Problem, Span, in_order
from aipolicy.readers.markdown.blocks import contents
from aipolicy.readers.markdown.parser import parse
from aipolicy.readers.markdown.reading import Reading


def read_body(
    text: str, resolve: Callable[[int], Inline], span: Span, lines: Sequence[int] = ()
) -> tuple[tuple[Content, ...], list[Problem]]:
    """The blocks of a filled clause body, and everything in it that is not part of our Markdown.

    `text` holds U+E000, an index, U+E001 for each inserted answer; `resolve` gives the inline that an
    index stands for (LookupError: none). `span` is where the body begins in its file; `lines` gives the
    line of the file for each line of `text`, where loops made them differ.
    """

    def place(line: int, column: int) -> Span:
        number = lines[min(line, len(lines) - 1)] if lines else span.line + line
        return Span(span.path, number, column + (span.column if line == 0 and not lines else 1))

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reading = Reading(text.split("\n"), place, resolve)
    found = contents(reading, parse(text, body=True).children)
    return found, list(in_order(reading.problems))
