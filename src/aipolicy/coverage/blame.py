"""The answers that make a condition false: as few as suffice, and decisions only where facts alone do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aipolicy.conditions import Facts, Predicate, Variable, Vocabulary, evaluate, questions_of
from aipolicy.conditions.evaluate import Fact, Tri
from aipolicy.library.questions import Interview


def blamed(predicate: Predicate, facts: Facts, interview: Interview) -> tuple[str, ...]:
    """The questions whose answers alone make `predicate` false, in the interview's order; () where nothing does.

    `predicate` is false for these facts. Answers are taken away one after the other, decisions first and the
    last ones asked before those that led to them, and stay away while the rest still makes it false: what settles
    it without any decision is laid to facts. Hidden questions and derived answers lead to what stands behind them.
    """
    reached = set(_reached(predicate, facts.vocabulary))
    given = [id for id in facts.vocabulary if id in reached and _given(id, facts)]
    kept = set(given)
    order = sorted(given, key=lambda id: interview.questions[id].fact)
    first_facts = sum(not interview.questions[id].fact for id in order)
    for id in (*reversed(order[:first_facts]), *reversed(order[first_facts:])):
        if evaluate(predicate, _only(kept - {id}, given, facts)) is False:
            kept.remove(id)
    return tuple(id for id in given if id in kept)


def _given(id: str, facts: Facts) -> bool:
    """Whether the answer, or that it was left out, is something that conditions know."""
    variable = facts.vocabulary[id]
    if variable.kind == "derived":
        return False
    return id in facts.known or (variable.optional and id not in facts.undecided)


def _only(kept: set[str], given: list[str], facts: Facts) -> Facts:
    """The same answers, those of `given` that are not kept being undecided."""
    known = {id: fact for id, fact in facts.known.items() if id in kept}
    away = frozenset(id for id in given if id not in kept)
    return _Asked(facts, known, facts.undecided | away)


class _Asked(Facts):
    """Fewer answers, but what is asked with all of them stays asked: its own answer is the reason, not another that
    let it be asked."""

    def __init__(self, whole: Facts, known: Mapping[str, Fact], undecided: frozenset[str]) -> None:
        super().__init__(whole.vocabulary, known, undecided)
        self._whole = whole

    def visible(self, question: str) -> Tri:
        found = super().visible(question)
        return True if found is None and self._whole.visible(question) else found

    def grid_rows(self, variable: Variable) -> tuple[tuple[str, Tri], ...]:
        pairs = zip(super().grid_rows(variable), self._whole.grid_rows(variable), strict=True)
        return tuple((row, True if shown is None and whole else shown) for (row, shown), (_, whole) in pairs)


def _reached(predicate: Predicate, vocabulary: Vocabulary) -> Iterator[str]:
    """Every question that may have a say, through questions that hide others, rows of grids and derived answers."""
    seen: set[str] = set()
    waiting = list(questions_of(predicate))
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        yield id
        variable = vocabulary[id]
        waiting += questions_of(variable.when)
        waiting += [variable.rows_from] if variable.rows_from else []
        for _, when in variable.rows:
            waiting += questions_of(when)
        if variable.derivation:
            waiting += variable.derivation.inputs
            for case in variable.derivation.cases:
                waiting += questions_of(case.when)
