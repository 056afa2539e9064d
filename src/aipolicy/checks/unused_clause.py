"""unused-clause: a clause that stands in no outline, so that no document can ever print it (a warning).

Add it to a section of `templates/documents/`, or delete the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.study import study
from aipolicy.library import Library
from aipolicy.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    placed = {str(place.id) for place in study(library).places}
    for id, block in library.blocks.items():
        if id not in placed:
            hint = "add it to a section in templates/documents/, or delete it"
            yield Problem(block.id.span, "unused-clause", f"no document has the clause '{id}'", hint, "warning")
