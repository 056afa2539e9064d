"""A covering array of answers: districts among which every pair of answers that can meet does meet.

Factors are the questions that conditions compare or whose forms print, each with its choices, or with a few ways to
answer it (left out, answered; few choices, many; one choice in every row). Left out are the grids of uses by
department, whose rows are texts of their own. Which pairs can meet is decided exactly, by the conditions; contradictory
answers cannot. The same library gives the same districts. `strength` 3 does the same for triples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from random import Random
from typing import Any

from aipolicy.checks.study import exact_vocabulary
from aipolicy.conditions import ALWAYS, All, Answered, AnyOf, Includes, Is, Not, Predicate, Some
from aipolicy.conditions.analysis import Analysis, Witness
from aipolicy.conditions.predicate import questions_of
from aipolicy.library import Library
from tests.factors import Rows, every_document, factors, roots
from tests.random_districts import Way, draw

LEADING = (
    "district.kind",
    "district.grade_bands",
    "district.schools",
    "district.unions",
    "district.counsel",
    "policy.route",
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
"""The questions that decide most of what stands in a set."""


BEGUN = 12
"""Districts at random with which an array begins; they meet most of what can be met."""
PROBES = 60
"""Districts at random that show what can be met without an analysis."""
Combination = tuple[int, ...]
"""The places of settings, a setting being a factor with one of its values."""


class Array:
    """The districts, one after the other, until every combination of `strength` settings was met or cannot be.

    After the iteration `impossible` is the number of combinations that no district can have, and `unmet` are those
    that none was found for although the conditions allow them.
    """

    def __init__(self, library: Library, strength: int = 2, names: Sequence[str] = (), tries: int = 4) -> None:
        self.library, self.strength, self.tries = library, strength, tries
        every = factors(library)
        self.factors = {name: every[name] for name in (names or every) if name in every}
        self.analysis = Analysis(exact_vocabulary(library))
        self.parents = set(self._parents())
        self.settings = [(name, value) for name, values in self.factors.items() for value in values]
        self.of: dict[str, list[int]] = {name: [] for name in self.factors}
        for place, (name, _) in enumerate(self.settings):
            self.of[name].append(place)
        kinds: dict[Predicate, int] = {}
        self.kinds = [kinds.setdefault(self._when(name, value), len(kinds)) for name, value in self.settings]
        self.conditions = list(kinds)
        # A list of tools contradicts nothing where it is empty: conflicts with it are those of its own settings.
        conflicts = [c.when for c in library.interview.conflicts if "tools.register" not in questions_of(c.when)]
        self.possible = All(tuple(map(Not, conflicts)))
        self._witnesses: dict[tuple[int, ...], Witness | None] = {}
        self._seen: set[tuple[int, ...]] = set()
        self.impossible = 0
        self.unmet: list[tuple[tuple[str, Any], ...]] = []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        random = Random(7)
        begun = []
        met: set[Combination] = set()
        for number in range(PROBES):
            fixed = {name: random.choice(values) for name, values in self.factors.items()}
            if number % 4:
                fixed["documents.more"] = every_document(self.library)
            values, followed = draw(random.randrange(1 << 30), self.library, fixed)
            has = set(combinations(self._met(values, followed, fixed), self.strength))
            self._seen |= set(map(self._kind, has))
            if number < BEGUN:
                met |= has
                begun.append(values)
        left = self._possible(met)
        yield from begun
        # Which settings are still to meet which, as bits: what a setting adds to others is one count of bits.
        open_pairs = [0] * len(self.settings)
        for combination in left:
            for one, other in combinations(combination, 2):
                open_pairs[one] |= 1 << other
                open_pairs[other] |= 1 << one
        failed: dict[Combination, int] = {}
        while left:
            wanted = self._next(left, open_pairs, random)
            found = self._district(wanted, left, open_pairs, random)
            if found is None:
                failed[wanted] = failed.get(wanted, 0) + 1
                if failed[wanted] < 10:
                    continue
                self.unmet.append(tuple(self.settings[place] for place in wanted))
            for combination in found[1] if found else [wanted]:
                del left[combination]
                if self.strength == 2:
                    one, other = combination
                    open_pairs[one] &= ~(1 << other)
                    open_pairs[other] &= ~(1 << one)
            if found:
                yield found[0]

    def _district(
        self, wanted: Combination, left: Mapping[Combination, None], open_pairs: list[int], random: Random
    ) -> tuple[dict[str, Any], list[Combination]] | None:
        """Of some districts with the wanted settings the one that meets most, with what it meets for the first time."""
        best: tuple[dict[str, Any], list[Combination]] | None = None
        # The fewer are left, the less one district meets, and the more a search for a better one pays.
        for attempt in range(self.tries if len(left) > 3_000 else 3 * self.tries):
            fixed = self._completed(wanted, open_pairs, random, (0.5, 0.15)[attempt % 2])
            values, followed = draw(random.randrange(1 << 30), self.library, fixed)
            met = [c for c in combinations(self._met(values, followed, fixed), self.strength) if c in left]
            if wanted in met and (best is None or len(met) > len(best[1])):
                best = values, met
        return best

    def _possible(self, met: set[Combination]) -> dict[Combination, None]:
        """The combinations that some district can have and none of the met ones is."""
        found: dict[Combination, None] = {}
        for names in combinations(self.factors, self.strength):
            for combination in product(*(self.of[name] for name in names)):
                if combination in met:
                    continue
                if self._kind(combination) in self._seen or self.witness(combination) is not None:
                    found[combination] = None
                else:
                    self.impossible += 1
        return found

    def _next(self, left: Mapping[Combination, None], open_pairs: list[int], random: Random) -> Combination:
        """A combination to meet next: of a setting that still has most others to meet."""
        if self.strength != 2:
            return random.choice(list(left))
        first = max(range(len(open_pairs)), key=lambda place: open_pairs[place].bit_count())
        others = [place for place in range(len(self.settings)) if open_pairs[first] >> place & 1]
        second = max(others, key=lambda place: (open_pairs[place].bit_count(), random.random()))
        return (first, second) if first < second else (second, first)

    def _completed(self, wanted: Combination, open_pairs: list[int], random: Random, freely: float) -> dict[str, Any]:
        """A value for every factor: the wanted ones, what they need to be asked, and where free what meets most."""
        chosen = {self.settings[place][0]: place for place in wanted}
        said: dict[str, Any] = {}
        for name, value in self._needed(wanted, random).items():
            if name in self.factors and value in self.factors[name]:
                chosen.setdefault(name, self.of[name][self.factors[name].index(value)])
            elif name not in self.factors:
                said[name] = value
        held = sum(1 << place for place in chosen.values())
        names = random.sample(list(self.factors), len(self.factors))
        # What opens other questions comes first, and varies freely, or the same few answers would always win.
        for name in sorted(names, key=lambda name: name not in self.parents):
            if name in chosen:
                continue
            if name in self.parents and random.random() < freely:
                place = random.choice(self.of[name])
            else:
                place = max(self.of[name], key=lambda p: ((open_pairs[p] & held).bit_count(), random.random()))
            chosen[name] = place
            held |= 1 << place
        return {**said, **{name: self.settings[place][1] for name, place in chosen.items()}}

    def _needed(self, wanted: Combination, random: Random) -> dict[str, Any]:
        """Answers with which the wanted settings are asked together."""
        found: dict[str, Any] = {}
        for name in ("documents.more", "district.grade_bands"):
            # All documents where that can be, any grades.
            places = self.of.get(name, [])
            places = places if name == "documents.more" else random.sample(places, len(places))
            place = next((place for place in places if self.witness((*wanted, place)) is not None), None)
            if place is not None:
                wanted = (*wanted, place)
                found[name] = self.settings[place][1]
        witness = self.witness(wanted)
        assert witness is not None
        for name, answer in witness.answers:
            question = self.library.interview.questions.get(name)
            if name in found:
                continue
            if question is not None and question.type == "choice" and answer != "left out":
                found[name] = answer
            elif question is not None and question.type == "yes_no":
                found[name] = answer == "true"
        return found

    def _met(self, values: Mapping[str, Any], followed: set[str], fixed: Mapping[str, Any]) -> list[int]:
        """The settings that a district has."""
        return [
            place
            for place, (name, value) in enumerate(self.settings)
            if (name in followed and fixed[name] == value if isinstance(value, Way) else values.get(name) == value)
        ]

    def _parents(self) -> Iterator[str]:
        """The questions that decide what else is asked or offered."""
        questions = self.library.interview.questions.values()
        conditions = [question.when for question in questions]
        conditions += [choice.when for question in questions for choice in question.choices]
        conditions += [conflict.when for conflict in self.library.interview.conflicts]
        for condition in conditions:
            yield from roots(condition, self.library)

    def _when(self, name: str, value: Any) -> Predicate:
        """Where the question can be answered so. What opens nothing stands for its question's condition."""
        question = self.library.interview.questions[name]
        offered = question.choice(value) if isinstance(value, str) else None
        asked = All((question.when, offered.when if offered else ALWAYS))
        if name not in self.parents:
            return asked
        match value:
            case Way("left_out"):
                return All((asked, Not(Answered(name))))
            case Way("answered"):
                return Answered(name)
            case Way("alike", choice):
                choices = [str(c.id) for c in question.columns[0].choices]
                others = (Not(Some(name, (("", (other,)),))) for other in choices if other != choice)
                return All((Some(name, (("", (choice,)),)), *others))
            case list() if question.type == "rows":
                mine = (c.when for c in self.library.interview.conflicts if name in questions_of(c.when))
                return All((asked, *(Not(_with_rows(condition, name, value)) for condition in mine)))
            case list():
                every = [str(choice.id) for choice in question.choices]
                return All(tuple(Includes(name, (c,)) if c in value else Not(Includes(name, (c,))) for c in every))
            case Way():
                return asked
            case _ if question.type == "number":
                return Is("district.one_school", ("true" if value == "1" else "false",))
            case _:
                return Is(name, ("true" if value is True else "false" if value is False else value,))

    def _kind(self, combination: Combination) -> tuple[int, ...]:
        """The same for combinations that stand under the same conditions."""
        return tuple(sorted({self.kinds[place] for place in combination}))

    def witness(self, combination: Combination) -> Witness | None:
        """Answers with which the settings stand together, None where there are none."""
        key = self._kind(combination)
        if key not in self._witnesses:
            together = All((self.possible, *(self.conditions[kind] for kind in key)))
            self._witnesses[key] = self.analysis.satisfiable(together)
        return self._witnesses[key]


def _with_rows(condition: Predicate, name: str, rows: Rows) -> Predicate:
    """The condition of a district whose answer to `name` is `rows`."""
    match condition:
        case All(parts):
            return All(tuple(_with_rows(part, name, rows) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_with_rows(part, name, rows) for part in parts))
        case Not(part):
            return Not(_with_rows(part, name, rows))
        case Some(question, test) if question == name:
            fits = any(all(not _held(row.get(field)).isdisjoint(values) for field, values in test) for row in rows)
            return ALWAYS if fits else Not(ALWAYS)
        case _:
            return condition


def _held(value: Any) -> set[str]:
    return set(value) if isinstance(value, list) else {value}
