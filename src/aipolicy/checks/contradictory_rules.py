"""contradictory-rules: two clauses that can stand in one set and rule against each other.

What one clause demands or permits another must not forbid, for the same actor and act or for wider ones
(`rules.yaml`). A clause that forbids part of what another permits, or forbids it to some of those whom the other
permits it, is an exception and no contradiction; one that permits or demands part of what another forbids is. Two
clauses that state the same decision (`settles`) must state it alike. Every combination of answers is covered, so what
is not reported cannot happen; the message names answers with which it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from aipolicy.checks.study import Study, both, either, study
from aipolicy.conditions import Predicate
from aipolicy.library import Library, PolicyBlock
from aipolicy.library.model import Rule, RuleBook, Settled
from aipolicy.problems import Problem, Span


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    standing = {id: when for id, when in _standing(known).items() if id in library.blocks}
    rules = [(library.blocks[id], rule) for id in standing for rule in library.blocks[id].rules]
    forbidden = [(block, rule) for block, rule in rules if rule.verb == "must_not"]
    for block, rule in rules:
        for other, ban in forbidden if rule.verb != "must_not" else ():
            if against(rule, ban, library.rule_book):
                what = f"'{block.id}' says {said(rule, library.rule_book)}, '{other.id}' {said(ban, library.rule_book)}"
                yield from _together(known, standing, (block, other), (rule.what.span, ban.what.span), what)
    settled = [(library.blocks[id], one) for id in standing for one in library.blocks[id].settles]
    for (block, one), (other, two) in combinations(settled, 2):
        if differ(one, two):
            what = f"'{block.id}' states {one.subject} as {one.value}, '{other.id}' as {two.value}"
            yield from _together(known, standing, (block, other), (one.value.span, two.value.span), what)


def against(rule: Rule, ban: Rule, book: RuleBook) -> bool:
    """Whether `ban` forbids what `rule` permits or demands: the same act or a wider one, of somebody both bind."""
    permitted = {str(rule.who)} if rule.verb == "may" else _bound(str(rule.who), book)
    met = not permitted.isdisjoint(_bound(str(ban.who), book))
    return met and str(ban.what) in wider(str(rule.what), book)


def differ(one: Settled, two: Settled) -> bool:
    return one.subject == two.subject and one.value != two.value


def said(rule: Rule, book: RuleBook) -> str:
    """The rule in words, such as "students must not use an open tool"."""
    act = book.acts.get(str(rule.what))
    return f"{rule.who.replace('_', ' ')} {rule.verb.replace('_', ' ')} {act.says if act else rule.what}"


def wider(act: str, book: RuleBook) -> frozenset[str]:
    """The act, and everything that it is part of."""
    found, left = {act}, [act]
    while left:
        known = book.acts.get(left.pop())
        for above in known.part_of if known else ():
            if above not in found:
                found.add(str(above))
                left.append(str(above))
    return frozenset(found)


def _bound(who: str, book: RuleBook) -> frozenset[str]:
    """The actor, and those whom a rule on the actor binds too."""
    actor = book.actors.get(who)
    return frozenset((who, *(map(str, actor.covers) if actor else ())))


def _standing(known: Study) -> dict[str, Predicate]:
    where: dict[str, list[Predicate]] = {}
    for place in known.places:
        where.setdefault(str(place.id), []).append(place.when)
    return {id: either(conditions) for id, conditions in where.items()}


def _together(
    known: Study,
    standing: dict[str, Predicate],
    blocks: tuple[PolicyBlock, PolicyBlock],
    spans: tuple[Span, Span],
    what: str,
) -> Iterator[Problem]:
    witness = known.analysis.satisfiable(both(*(standing[str(block.id)] for block in blocks)))
    if witness is not None:
        hint = "change one of the clauses, or the conditions so that they never stand together"
        related = ((spans[1], f"the rule of {blocks[1].id}"),)
        yield Problem(spans[0], "contradictory-rules", f"{what}, both when {witness}", hint, related=related)
