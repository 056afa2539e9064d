"""uncarried-element: an element of the framework that applies, and that no clause carries out.

With every document asked for, wherever the element's condition holds at least one clause that names it in
`framework` must stand; for a duty, one that obliges somebody. Every combination of answers is covered.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.study import both, either, study
from aipolicy.conditions import Includes, Predicate
from aipolicy.library import Library
from aipolicy.problems import Problem

ASKED_FOR = "documents.more"


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    places: dict[str, list[tuple[Predicate, bool]]] = {}
    for place in known.places:
        block = library.blocks[str(place.id)]
        for id in block.framework:
            places.setdefault(str(id), []).append((place.when, bool(block.obliges)))
    whole = _everything_asked(library)
    for name, element in library.elements.items():
        carrying = [when for when, obliges in places.get(name, []) if obliges or element.kind != "duty"]
        witness = known.analysis.implies(both(element.when, whole), either(carrying))
        if witness is None:
            continue
        what = "no clause obliges anybody to carry out" if element.kind == "duty" else "no clause carries out"
        hint = f"name it in 'framework:' of a clause that does, in {', '.join(element.documents) or 'any document'}"
        yield Problem(element.id.span, "uncarried-element", f"{what} '{name}' when {witness}", hint)


def _everything_asked(library: Library) -> Predicate:
    question = library.interview.questions.get(ASKED_FOR)
    return both(*(Includes(ASKED_FOR, (str(choice.id),)) for choice in question.choices) if question else ())
