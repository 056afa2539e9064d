"""A clause body as it stands in its file: what the Markdown reader says of it, at its own lines and columns.

In a filled body loops have added lines, so a place in it is no place in the file.
"""

from __future__ import annotations

import re

from aipolicy.document import Filled
from aipolicy.problems import Problem, Span
from aipolicy.readers.markdown import read_body

TAG = re.compile(r"^[ \t]*\{%.*?%\}[ \t]*$", re.M)
INSERT = re.compile(r"\{\{.*?\}\}")


def problems_of(body: str, place: Span) -> list[Problem]:
    """What the reader says of `body` with every insertion a marker and every loop read once."""
    lines, kept = [], []
    for number, line in enumerate(body.split("\n")):
        if not TAG.fullmatch(line):
            lines.append(place.line + number)
            kept.append(line)
    counter = iter(range(100_000))
    # A marker is as long as the insertion it stands for, so that columns are those of the file.
    text = INSERT.sub(lambda found: f"\ue000{next(counter):0{len(found[0]) - 2}}\ue001", "\n".join(kept))
    _, problems = read_body(text, lambda _: Filled("", "", "", "x"), place, lines)
    return problems
