"""unreachable-clause: a clause that no answers can ever select.

Its `when:`, together with the conditions of the outline and the section it stands in, excludes itself. The
text would never be printed, so either a condition is wrong or the clause is not needed. Where the clause can
be selected in one document and not in another, the entry of the other outline is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.study import study
from aipolicy.library import Library
from aipolicy.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    never = set()
    for id, block in library.blocks.items():
        if known.analysis.satisfiable(known.condition(id)) is None:
            never.add(id)
            hint = "compare its parts: two of them exclude each other, or a question they need is not asked then"
            message = f"no answers can ever make the condition of '{id}' true"
            yield Problem(block.id.span, "unreachable-clause", message, hint)
    for place in known.places:
        if place.id not in never and known.analysis.satisfiable(place.when) is None:
            message = f"'{place.id}' can never stand in '{place.outline.id}', section '{place.section.id}'"
            hint = "its condition excludes that of the document or of the section"
            related = ((library.blocks[place.id].span, "the clause"),)
            yield Problem(place.id.span, "unreachable-clause", message, hint, related=related)
