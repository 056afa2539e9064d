"""dead-law: a clause, a defined term or a duty that rests on what is no law.

What was only introduced, was vacated or is repealed may not be listed, cited or named for a duty; guidance may be
listed and cited, but no duty may name it as the law that requires it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aipolicy.checks.study import study
from aipolicy.library import Library
from aipolicy.library.law import NOT_LAW
from aipolicy.problems import Problem, Span


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    for id, block in library.blocks.items():
        cited = {str(c): c.span for c in block.citations}
        for use in (use for found in known.block_uses[id] for use in found.cites):
            cited.setdefault(use.path, use.span)
        yield from _dead(library, f"the clause '{id}' rests", cited.items())
        for duty in block.obliges:
            what = f"a duty of the clause '{id}'"
            yield from _dead(library, f"{what} rests", ((str(law), law.span) for law in duty.law))
            for law in duty.law:
                if law in library.citations and library.citations[law].status == "guidance":
                    message = f"{what} names '{law}' as the law that requires it, which is guidance and binds nobody"
                    hint = "take it out of 'law:'; without law the duty is the district's own choice"
                    yield Problem(law.span, "dead-law", message, hint, related=_related(library, law))
    for id, term in library.terms.items():
        cited = {str(c): c.span for c in term.citations}
        for use in known.term_uses[id].cites:
            cited.setdefault(use.path, use.span)
        yield from _dead(library, f"the term '{id}' rests", cited.items())


def _dead(library: Library, what: str, cited: Iterable[tuple[str, Span]]) -> Iterator[Problem]:
    for id, span in cited:
        law = library.citations.get(id)
        if law is not None and law.status in NOT_LAW:
            message = f"{what} on '{id}', which is {law.status} and no law"
            hint = "rest it on law that is in force, or take it out"
            yield Problem(span, "dead-law", message, hint, related=_related(library, id))


def _related(library: Library, id: str) -> tuple[tuple[Span, str], ...]:
    return ((library.citations[id].span, "the citation"),)
