"""references: a `ref()` or `doc()` whose target does not exist, or does not stand wherever the referring clause does.

`ref()` names a clause, a `one_of` group or document/section; `doc()` a document. The target must stand, in the
same document or in another that is built, under every combination of answers under which the referring clause
stands; the message names answers for which it does not. Give both the same condition, or refer to a group.
Answers still undecided are left aside: there the target may be waiting in a decision box.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.assemble.template import Uses
from aipolicy.checks.study import Study, either, study
from aipolicy.conditions import Predicate
from aipolicy.library import Library
from aipolicy.problems import Problem, Span, did_you_mean


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    stands: dict[str, list[Predicate]] = {}
    for place in known.places:
        stands.setdefault(str(place.id), []).append(place.when)
    for id, found in known.block_uses.items():
        for uses in found:
            yield from _targets(known, id, library.blocks[id].span, uses, either(stands.get(id, ())))
    for id, uses in known.term_uses.items():
        term = library.terms[id]
        yield from _targets(known, id, term.span, uses, known.term_condition(term))


def _targets(known: Study, source: str, span: Span, uses: Uses, when: Predicate) -> Iterator[Problem]:
    outlines = {id: outline.when for id, outline in known.library.outlines.items()}
    for use in uses.refs:
        yield from _proof(known, source, use.path, use.span, when, known.standing.get(use.path), sorted(known.standing))
    for use in uses.docs:
        yield from _proof(known, source, use.path, use.span, when, outlines.get(use.path), sorted(outlines))


def _proof(
    known: Study, source: str, target: str, span: Span, when: Predicate, there: Predicate | None, names: list[str]
) -> Iterator[Problem]:
    if there is None:
        if target in known.library.blocks:
            message, hint = f"'{source}' refers to '{target}', which stands in no document", "add it to an outline"
        else:
            message = f"'{source}' refers to '{target}', and there is nothing of that name"
            hint = did_you_mean(target, names, list_up_to=0) or "name a clause, a one_of group or document/section"
        yield Problem(span, "unknown-reference", message, hint)
        return
    witness = known.analysis.implies(when, there)
    if witness is not None:
        message = f"'{source}' refers to '{target}', which does not stand when {witness}"
        yield Problem(span, "broken-reference", message, "give both the same condition, or refer to a one_of group")
