"""A covering array of answers: districts among which every pair of choices that can meet does meet.

Factors are the questions with a closed choice, and a few lists and numbers with the values that matter. Which pairs can
meet is decided exactly, by the conditions; contradictory answers (`conflicts:`) cannot. The same library gives the same
districts. `strength` 3 does the same for triples of the factors that decide most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random
from typing import Any

from aipolicy.checks.study import exact_vocabulary
from aipolicy.conditions import All, Includes, Is, Not, Predicate
from aipolicy.conditions.analysis import Analysis
from aipolicy.library import Library
from tests.random_districts import random_answers

BANDS = (["prek", "k2", "g3_5"], ["k2", "g3_6", "g7_8"], ["g6_8"], ["g9_12"], ["k2", "g3_5", "g6_8", "g9_12"])
STATES = ("oh", "ca", "va", "tx", "dc")
SCHOOLS = ("1", "6")
LEADING = (
    "district.kind",
    "district.grade_bands",
    "district.schools",
    "district.unions",
    "district.counsel",
    "stance.students",
    "stance.staff",
    "committee.form",
    "committee.role",
    "consent.under_13",
    "consent.open_tools",
    "use.predictive",
    "use.detectors",
    "use.recording",
    "vendors.training",
)

Setting = tuple[str, int]
"""A factor and the place of one of its values."""


def factors(library: Library) -> dict[str, Sequence[Any]]:
    """What varies, with its values."""
    found: dict[str, Sequence[Any]] = {}
    for id, question in library.interview.questions.items():
        if question.type == "choice":
            found[id] = [str(choice.id) for choice in question.choices]
        elif question.type == "yes_no":
            found[id] = [True, False]
    return found | {"district.state": STATES, "district.grade_bands": BANDS, "district.schools": SCHOOLS}


def every_document(library: Library) -> list[str]:
    return [str(choice.id) for choice in library.interview.questions["documents.more"].choices]


class Array:
    """The districts, one after the other, until every combination of `strength` settings was met or cannot be."""

    def __init__(self, library: Library, strength: int = 2, names: Sequence[str] = ()) -> None:
        self.library = library
        self.strength = strength
        every = factors(library)
        self.factors = {name: every[name] for name in (names or every) if name in every}
        self.analysis = Analysis(exact_vocabulary(library))
        self.excluded = [Not(conflict.when) for conflict in library.interview.conflicts]
        self.impossible = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = list(self.factors)
        left: dict[tuple[Setting, ...], None] = {}
        for chosen in combinations(names, self.strength):
            for places in product(*(range(len(self.factors[name])) for name in chosen)):
                left[tuple(zip(chosen, places, strict=True))] = None
        random = Random(7)
        for seed in range(60):
            values = self._district(seed, {name: random.choice(self.factors[name]) for name in names})
            if values is not None:
                for met in self._met(values):
                    left.pop(met, None)
                yield values
        seed = 1_000
        while left:
            wanted = next(iter(left))
            if not self._possible(wanted):
                self.impossible += 1
                del left[wanted]
                continue
            values = None
            while values is None:
                seed += 1
                values = self._district(seed, self._completed(wanted, left, Random(seed)))
                if values is not None and wanted not in self._met(values):
                    values = self._district(seed, self._witness(wanted))
                    if values is None or wanted not in self._met(values):
                        values = None
                assert seed < 100_000, wanted
            for met in self._met(values):
                left.pop(met, None)
            yield values

    def _completed(
        self, wanted: tuple[Setting, ...], left: Mapping[tuple[Setting, ...], None], random: Random
    ) -> dict[str, Any]:
        """The wanted settings; the other factors as in combinations that are still to be met."""
        chosen: dict[str, int] = dict(wanted)
        for other in random.sample(list(left), min(len(left), 200)):
            if all(chosen.get(name, place) == place for name, place in other):
                chosen |= dict(other)
        for name, values in self.factors.items():
            chosen.setdefault(name, random.randrange(len(values)))
        return {name: self.factors[name][place] for name, place in chosen.items()}

    def _district(self, seed: int, fixed: Mapping[str, Any]) -> dict[str, Any] | None:
        """A district with these answers where it is asked; None where its answers contradict each other."""
        from aipolicy.answers.conflicts import contradictions
        from aipolicy.problems import InvalidContent
        from tests.districts import answers_of

        whole = {**fixed, "documents.more": every_document(self.library)}
        values = random_answers(seed, self.library, whole)
        try:
            answers = answers_of(values, self.library)
        except InvalidContent:
            return None
        return None if contradictions(answers, self.library.interview) else values

    def _met(self, values: Mapping[str, Any]) -> set[tuple[Setting, ...]]:
        settings = [
            (name, list(self.factors[name]).index(values[name]))
            for name in self.factors
            if name in values and values[name] in self.factors[name]
        ]
        return set(combinations(settings, self.strength))

    def _predicate(self, wanted: tuple[Setting, ...]) -> Predicate:
        return All((*(self._one(setting) for setting in wanted), *self.excluded))

    def _one(self, setting: Setting) -> Predicate:
        name, place = setting
        value = self.factors[name][place]
        if name == "district.grade_bands":
            every = [str(choice.id) for choice in self.library.interview.questions[name].choices]
            held = tuple(Includes(name, (band,)) for band in value)
            return All((*held, *(Not(Includes(name, (band,))) for band in every if band not in value)))
        if name == "district.schools":
            return Is("district.one_school", ("true" if value == "1" else "false",))
        return Is(name, ("true" if value is True else "false" if value is False else str(value),))

    def _possible(self, wanted: tuple[Setting, ...]) -> bool:
        return self.analysis.satisfiable(self._predicate(wanted)) is not None

    def _witness(self, wanted: tuple[Setting, ...]) -> dict[str, Any]:
        """Answers under which the wanted settings are asked together."""
        witness = self.analysis.satisfiable(self._predicate(wanted))
        assert witness is not None
        said = {name: answer for name, answer in witness.answers if name in self.factors}
        plain = {"true": True, "false": False}
        found = {name: plain.get(answer, answer) for name, answer in said.items() if name != "district.grade_bands"}
        return {**found, **{name: self.factors[name][place] for name, place in wanted}}
