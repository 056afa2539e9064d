"""All 51 jurisdictions build, and a district gets the law, the agencies and the words of its own state alone."""

from __future__ import annotations

import re

import pytest

from aipolicy.answers.conflicts import contradictions
from aipolicy.conditions import Is, Predicate
from aipolicy.document import Citation, walk
from aipolicy.library import Library
from aipolicy.writers.markdown import write
from tests.districts import answers_of, build
from tests.law.everywhere import KINDS, OWN, Set, sets, states, values_of
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


def test_these_are_all_jurisdictions(real_library: Library) -> None:
    assert sorted(states(real_library)) == sorted(STATES)
    assert len(STATES) == 51


def test_the_table_of_offices_names_states(real_library: Library) -> None:
    words = own_words(real_library)
    assert all(words.values())
    assert "Division Superintendent" in words["va"]


@pytest.mark.parametrize("state", STATES)
def test_a_state_builds_with_no_other_states_law_and_no_false_statement(state: str, real_library: Library) -> None:
    every = names(real_library)
    mine = own_words(real_library)[state]
    others = {word for other, words in own_words(real_library).items() if other != state for word in words} - mine
    # A name that stands inside one of the state's own ("Superintendent", "School Board") says nothing.
    others = {word for word in others if not any(word in own for own in default_words(real_library) | mine)}
    foreign = [name for other, name in every.items() if other != state and name not in every[state]]
    foreign = [name for name in foreign if not any(every[other] == name for other in SHARED.get(state, ()))]
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in foreign))
    cited = re.compile("|".join(pattern for other, pattern in STATUTES.items() if other != state))
    words = re.compile("|".join(rf"\b{_as_name(word)}\b" for word in sorted(others)))
    met: set[str] = set()
    for found in sets(real_library, state):
        assert found.documents
        for document, text in found.text.items():
            for part in text.split("\n\n"):
                # Most paragraphs stand in many documents and states; each is read once.
                if part not in TRUE:
                    TRUE.add(part)
                    assert not list(found_in(plain(part))), (found.kind, document)
                if part not in met:
                    met.add(part)
                    own = without_own_words(part, found, real_library)
                    for pattern in (named, cited, words):
                        assert not pattern.search(own), (state, found.kind, document, part)
        for draft in found.documents:
            for node in walk(draft):
                if isinstance(node, Citation):
                    assert real_library.citations[node.id].jurisdiction in ("us", state), (found.kind, node.id)


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


def test_the_law_of_a_state_that_the_library_holds_stands_in_its_drafts(real_library: Library) -> None:
    held = {str(law.jurisdiction) for law in real_library.citations.values()} - {"us"}
    assert held == set(STATUTES)
    for state in sorted(held):
        text = "".join(text for found in sets(real_library, state) for text in found.text.values())
        for id, law in real_library.citations.items():
            if law.jurisdiction == state:
                assert str(law.citation) in text, (id, str(law.citation))


def test_what_the_library_holds_of_a_state_is_said(real_library: Library) -> None:
    """Where it holds nothing, a working draft says so, and an adoption copy never speaks of the library."""
    for state in STATES:
        entry = real_library.jurisdictions[state]
        text = "".join(sets(real_library, state)[0].text.values())
        assert str(entry.lacks) in re.sub(r"\s+", " ", text), state
        laws = [law for law in real_library.citations.values() if law.jurisdiction == state]
        assert bool(entry.holds) == bool(laws), state


def test_the_answers_of_these_districts_contradict_no_law(real_library: Library) -> None:
    for state in STATES:
        for found in sets(real_library, state):
            answers = answers_of(found.values, real_library)
            assert not list(contradictions(answers, real_library.interview)), (state, found.kind)


def test_each_answer_to_a_question_of_one_state_builds(real_library: Library) -> None:
    tried = 0
    for id, question in real_library.interview.questions.items():
        for state in named_states(question.when) if question.section == "state" else ():
            for choice in question.choices or ():
                answer = [str(choice.id)] if question.type == "choices" else str(choice.id)
                values = values_of(real_library, state, "permits", {id: answer})
                assert id in values, (id, state)
                assert build(values, real_library).problems == (), (id, choice.id)
                tried += 1
    assert tried >= 10


def test_an_adoption_copy_says_nothing_of_the_library(real_library: Library) -> None:
    for state in ("ks", "tn"):
        for document in build(values_of(real_library, state, KINDS[0]), real_library, final=True).documents:
            outline = real_library.outlines[str(document.id)]
            if outline.publication != "privileged":
                assert not re.search(r"library (behind|holds|does not hold)", write(document)), (state, document.id)
