"""foreign-law: a clause or a defined term that rests on one state's law and can stand in another state's documents.

A citation whose `jurisdiction` is a state may be listed or cited only where the condition of the clause, with
those of its section and document, proves that `district.state` is that state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aipolicy.checks.study import either, study
from aipolicy.conditions import Is, Predicate
from aipolicy.library import Library
from aipolicy.problems import Problem, Span

FEDERAL = "us"
STATE = "district.state"


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    for id, block in library.blocks.items():
        cited = {str(c): c.span for c in block.citations}
        for found in known.block_uses[id]:
            for use in found.cites:
                cited.setdefault(use.path, use.span)
        places = [place.when for place in known.places if place.id == id] or [known.condition(id)]
        yield from _foreign(library, f"the clause '{id}'", cited.items(), either(places))
    for id, term in library.terms.items():
        cited = {str(c): c.span for c in term.citations}
        for use in known.term_uses[id].cites:
            cited.setdefault(use.path, use.span)
        yield from _foreign(library, f"the term '{id}'", cited.items(), known.term_condition(term))


def _foreign(library: Library, what: str, cited: Iterable[tuple[str, Span]], when: Predicate) -> Iterator[Problem]:
    for id, span in cited:
        law = library.citations.get(id)
        if law is None or law.jurisdiction == FEDERAL or STATE not in library.vocabulary:
            continue
        if law.jurisdiction not in library.vocabulary[STATE].values:
            message = f"the jurisdiction '{law.jurisdiction}' of '{id}' is no value of {STATE}"
            yield Problem(law.jurisdiction.span, "foreign-law", message, "write 'us' or a state's two letters")
            continue
        witness = study(library).analysis.implies(when, Is(STATE, (str(law.jurisdiction),)))
        if witness is not None:
            message = f"{what} cites '{id}', law of {law.jurisdiction.upper()}, and also stands when {witness}"
            hint = f"add {{{STATE}: {law.jurisdiction}}} to its condition, or cite law that applies everywhere"
            yield Problem(span, "foreign-law", message, hint, related=((law.span, "the citation"),))
