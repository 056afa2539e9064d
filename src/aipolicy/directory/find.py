"""Finding an agency by a state and a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from aipolicy.directory.agency import Agency
from aipolicy.directory.likeness import mistakes, mistakes_allowed
from aipolicy.directory.shelf import agencies_of
from aipolicy.directory.words import ALSO, KIND, name_words, typed_words

EXACT, BEGINNING, INITIALS, CITY, MISTAKEN, MISTAKEN_CITY, NONE = range(7)
SHORTEST_INITIALS = 3
SHORT_FIRST_WORD = 3
MOST_MISTAKES = 2
SURE_WORDS = 3
"""With as many words that are all in one name, nobody has mistyped."""
WORST = 3
"""Where a rank has how well the word fits that fits least."""

Rank = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An agency with its name taken apart. `own` are the words of its name that are not of its kind."""

    agency: Agency
    words: frozenset[str]
    places: dict[str, int]
    own: frozenset[str]
    own_count: int
    cities: frozenset[str]
    initials: frozenset[str]
    run_together: str


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    vocabulary: tuple[str, ...]


def find(state: str, letters: str, limit: int = 9) -> tuple[Agency, ...]:
    """The agencies of one state that a person may mean.

    Args:
        state: two letters, small or capital.
        letters: what was typed: beginnings of words of the name in any order, with or without what kind of district
            it is, shortened or spelled out; two mistakes at most.
        limit: how many to give at most.

    Returns:
        The agencies, the best first; the same for the same input. None for nothing typed.
    """
    words = typed_words(letters)
    if not words or limit < 1:
        return ()
    index = _index(state.lower())
    ranked = _ranked(index, words, {})
    sure = ranked and len(words) >= SURE_WORDS and ranked[0][0][WORST] == EXACT
    if len(ranked) < limit and not sure:
        near = {word: _near(index, word, alone=len(words) == 1) for word in set(words)}
        better = {agency.leaid for _, agency in ranked}
        ranked += [found for found in _ranked(index, words, near) if found[1].leaid not in better]
    return tuple(agency for _, agency in ranked[:limit])


@cache
def _index(state: str) -> _Index:
    entries = tuple(map(_entry, agencies_of(state)))
    return _Index(entries, tuple(sorted(set().union(*(entry.own | entry.cities for entry in entries)))))


def _entry(agency: Agency) -> _Entry:
    words = name_words(agency.name)
    listed = () if agency.listed in (agency.name, agency.name.upper()) else name_words(agency.listed)
    places: dict[str, int] = {}
    for place, word in enumerate((*words, *listed)):
        for form in (word, *ALSO.get(word, ())):
            places.setdefault(form, place)
    for place, (first, second) in enumerate(pairwise(words)):
        if len(first) <= SHORT_FIRST_WORD:
            places.setdefault(first + second, place)
    known = frozenset(places)
    initials = frozenset(
        "".join(word[0] for word in of) for of in (words, [w for w in words if w not in ("of", "the")])
    )
    own = known - KIND if set(words) - KIND else known
    cities = frozenset(name_words(agency.city))
    return _Entry(agency, known, places, own, len(set(words) - KIND), cities, initials, "".join(words))


def _near(index: _Index, typed: str, alone: bool) -> dict[str, int]:
    """The words of the state that what was typed may stand for, each with the mistakes that takes."""
    most = mistakes_allowed(typed, alone)
    if not most:
        return {}
    counted = ((word, mistakes(typed, word, most)) for word in index.vocabulary)
    return {word: count for word, count in counted if 0 < count <= most}


def _ranked(index: _Index, words: tuple[str, ...], near: dict[str, dict[str, int]]) -> list[tuple[Rank, Agency]]:
    """The agencies that fit, with their ranks, the best first."""
    together = "".join(words)
    readings = tuple(_readings(words))
    found: list[tuple[Rank, Agency]] = []
    for entry in index.entries:
        ranks = [rank for reading in readings if (rank := _rank(entry, reading, near)) is not None]
        if len(together) > SHORT_FIRST_WORD and entry.run_together.startswith(together):
            ranks.append(_whole(entry, 0, 0, BEGINNING, 0, 0, 1))
        if ranks:
            found.append((min(ranks), entry.agency))
    return sorted(found, key=lambda pair: pair[0])


def _readings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What was typed, and the same with a short word joined to the next: Mc Allen is McAllen."""
    yield words
    for place, word in enumerate(words[:-1]):
        if len(word) <= SHORT_FIRST_WORD and not word.isdigit():
            yield (*words[:place], word + words[place + 1], *words[place + 2 :])


def _rank(entry: _Entry, words: tuple[str, ...], near: dict[str, dict[str, int]]) -> Rank | None:
    """How well what was typed fits one agency: less is better; nothing where a word of its own does not fit."""
    needed = [word for word in words if word not in KIND] or list(words)
    wrong = left_out = last_place = worst = inexact = 0
    for word in words:
        how, cost, place = _fit(entry, word, near.get(word, {}) if word in needed else {})
        if how == NONE:
            if word in needed:
                return None
            left_out += 1
            continue
        wrong += cost
        worst = max(worst, how)
        inexact += how != EXACT
        last_place = max(last_place, place)
    if wrong > MOST_MISTAKES:
        return None
    return _whole(entry, wrong, left_out, worst, inexact, last_place, len(needed))


def _whole(entry: _Entry, wrong: int, left_out: int, worst: int, inexact: int, last_place: int, fitting: int) -> Rank:
    agency = entry.agency
    by_city = worst in (CITY, MISTAKEN_CITY)
    charter = "charter" in entry.words
    untyped = max(0, entry.own_count - fitting)
    return (wrong, by_city, left_out, worst, inexact, last_place, charter, untyped, agency.name, agency.leaid)


def _fit(entry: _Entry, typed: str, near: dict[str, int]) -> tuple[int, int, int]:
    """How a typed word fits, with how many mistakes, and at which place of the name."""
    if typed in entry.places:
        return EXACT, 0, entry.places[typed]
    if not typed.isdigit():
        begun = [place for word, place in entry.places.items() if word.startswith(typed)]
        if begun:
            return BEGINNING, 0, min(begun)
        if len(typed) >= SHORTEST_INITIALS and any(letters.startswith(typed) for letters in entry.initials):
            return INITIALS, 0, 0
        if _begins(typed, entry.cities):
            return CITY, 0, 0
    mistaken = [(near[word], entry.places[word]) for word in entry.own if word in near]
    if mistaken:
        cost, place = min(mistaken)
        return MISTAKEN, cost, place
    towns = [near[word] for word in entry.cities if word in near]
    return (MISTAKEN_CITY, min(towns), 0) if towns else (NONE, 0, 0)


def _begins(typed: str, words: Iterable[str]) -> bool:
    return any(word.startswith(typed) for word in words)
