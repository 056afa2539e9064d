"""What must be true of the drafts of any state's districts: the law, the agencies and the words of that state alone."""

from __future__ import annotations

import re
from typing import ClassVar

import pytest

from aipolicy.answers.conflicts import contradictions
from aipolicy.conditions import Is, Predicate
from aipolicy.document import Citation, walk
from aipolicy.library import Library
from tests.districts import answers_of
from tests.law.everywhere import OWN, Set, sets
from tests.law.test_traps import found_in, plain

STATES = tuple(
    re.findall(
        "..",
        "alakazarcacoctdedcflgahiidiliniakskylamemdmamimnmsmomtnenvnhnjnmnyncndohokorpariscsdtntxutvtvawawvwiwy",
    )
)
SHARED = {
    "dc": {"wa"},  # "Washington" stands in the name of the federal capital's district.
}
TRUE: set[str] = set()
"""Paragraphs of drafts that fall into no trap."""
STATUTES = {
    "al": r"Ala\. Code|Ala\. Act",
    "ar": r"Ark\. Acts|Ark\. Code",
    "ca": r"\bCal\. [A-Z]|Brown Act|KOPIPA|SOPIPA",
    "co": r"\bC\.R\.S\.|Colo\. Rev",
    "ct": r"Conn\. (Gen|Agencies|Pub)|\bCGS\b",
    "ga": r"O\.C\.G\.A\.",
    "id": r"Idaho Code|Idaho Sess",
    "il": r"\bILCS\b|SOPPA",
    "la": r"La\. R\.S\.|La\. Executive|La\. Exec",
    "md": r"Md\. Code|Educ\. Art\.|Md\. Laws",
    "nv": r"\bNRS\b|Nev\. (Rev|Stat)",
    "ny": r"N\.Y\. |NYCRR|Educ\. Law",
    "oh": r"\bR\.C\. \d|Ohio Rev",
    "ok": r"\bO\.S\. |Okla\. ",
    "tn": r"T\.C\.A\.|Tenn\. ",
    "tx": r"Tex\. |TRAIGA|Bus\. & Com\.",
    "ut": r"Utah Code|53[EG]-",
    "va": r"Va\. Code",
}
"""How the law of a state is cited: enough of it that no other state's law has the same words."""


def names(library: Library) -> dict[str, str]:
    return {str(choice.id): str(choice.label) for choice in library.interview.questions[OWN].choices}


def own_words(library: Library) -> dict[str, frozenset[str]]:
    """For each state, the names of offices and agencies that the offices' table gives to that state by name."""
    found: dict[str, set[str]] = {state: set() for state in STATES}
    for office in library.offices.values():
        for name in office.by:
            for state in named_states(name.when):
                found[state] |= {str(name.name), str(name.plural)}
    return {state: frozenset(words) for state, words in found.items()}


def named_states(when: Predicate) -> set[str]:
    if isinstance(when, Is):
        return set(when.values) if when.question == OWN else set()
    parts = getattr(when, "parts", ())
    return {state for part in parts for state in named_states(part)}


def stays_at_home(state: str, library: Library) -> None:
    """No other state's law, agency or office, and no false statement about law."""
    every = names(library)
    mine = own_words(library)[state]
    others = {word for other, words in own_words(library).items() if other != state for word in words} - mine
    # A name that stands inside one of the state's own ("Superintendent", "School Board") says nothing.
    others = {word for word in others if not any(word in own for own in default_words(library) | mine)}
    foreign = [name for other, name in every.items() if other != state and name not in every[state]]
    foreign = [name for name in foreign if not any(every[other] == name for other in SHARED.get(state, ()))]
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in foreign))
    cited = re.compile("|".join(pattern for other, pattern in STATUTES.items() if other != state))
    words = re.compile("|".join(rf"\b{_as_name(word)}\b" for word in sorted(others)))
    met: set[str] = set()
    for found in sets(library, state):
        assert found.documents
        for document, text in found.text.items():
            for part in text.split("\n\n"):
                # Most paragraphs stand in many documents and states; each is read once.
                if part not in TRUE:
                    TRUE.add(part)
                    assert not list(found_in(plain(part))), (found.kind, document)
                if part not in met:
                    met.add(part)
                    own = without_own_words(part, found, library)
                    for pattern in (named, cited, words):
                        assert not pattern.search(own), (state, found.kind, document, part)
        for draft in found.documents:
            for node in walk(draft):
                if isinstance(node, Citation):
                    assert library.citations[node.id].jurisdiction in ("us", state), (found.kind, node.id)


def _as_name(word: str) -> str:
    """A word without capitals is a name only with its article: any state has other "school systems"."""
    return re.escape(word) if word != word.lower() else rf"(?:[Tt]he|[Tt]his) {re.escape(word)}"


def default_words(library: Library) -> set[str]:
    """Names that belong to no state: those that stand by themselves, and those of a kind of district."""
    names = [office.default for office in library.offices.values()]
    names += [name for office in library.offices.values() for name in office.by if not named_states(name.when)]
    return {str(word) for name in names for word in (name.name, name.plural)}


def without_own_words(text: str, found: Set, library: Library) -> str:
    """A draft without the words of the district itself and without the styles of manuals, which states share."""
    labels = [str(choice.label) for choice in library.interview.questions["manual.profile"].choices]
    said = [value for value in found.values.values() if isinstance(value, str) and len(value) > 12]
    for word in sorted((*labels, *said), key=len, reverse=True):
        text = text.replace(word, "")
    return text


def cites_its_law(state: str, library: Library) -> None:
    """Each citation of the state that the library holds stands in some draft of its districts."""
    text = "".join(text for found in sets(library, state) for text in found.text.values())
    laws = [law for law in library.citations.values() if law.jurisdiction == state]
    assert bool(laws) == (state in STATUTES)
    for law in laws:
        assert str(law.citation) in text, (law.id, str(law.citation))


def says_what_is_held(state: str, library: Library) -> None:
    """Where the library holds nothing of a state, a working draft says so."""
    entry = library.jurisdictions[state]
    text = "".join(sets(library, state)[0].text.values())
    assert str(entry.lacks) in re.sub(r"\s+", " ", text)
    assert bool(entry.holds) == any(law.jurisdiction == state for law in library.citations.values())


def contradicts_no_law(state: str, library: Library) -> None:
    """The answers of its districts are ones that its law leaves open."""
    for found in sets(library, state):
        assert not list(contradictions(answers_of(found.values, library), library.interview)), found.kind


class OfStates:
    """The checks of a part of the states, so that the processes of a test run share the whole."""

    STATES: ClassVar[tuple[str, ...]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        metafunc.parametrize("state", self.STATES)

    def test_a_state_builds_with_no_other_states_law_and_no_false_statement(
        self, state: str, real_library: Library
    ) -> None:
        stays_at_home(state, real_library)

    def test_the_law_of_a_state_that_the_library_holds_stands_in_its_drafts(
        self, state: str, real_library: Library
    ) -> None:
        cites_its_law(state, real_library)

    def test_what_the_library_holds_of_a_state_is_said(self, state: str, real_library: Library) -> None:
        says_what_is_held(state, real_library)

    def test_the_answers_of_these_districts_contradict_no_law(self, state: str, real_library: Library) -> None:
        contradicts_no_law(state, real_library)
