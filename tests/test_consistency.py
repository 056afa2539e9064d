"""One decision reads the same in every document, over districts that meet every pair of answers (tests/pairs.py)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pytest

from aipolicy.checks import defined_terms, passive_duty, undefined_acronym, wording
from aipolicy.checks.contradictory_rules import against, differ, said
from aipolicy.library import Library
from tests.array_districts import Built, Piece
from tests.pairs import LEADING, Array

QUOTED = {"decision-register", "legal-references", "cross-references"}
"""Blocks that quote questions, titles of documents and citations as they stand elsewhere."""
PLAIN_READERS = {"families", "students"}
NAMED = {"AA", "CFR", "CIS", "EDSAFE", "IEC", "ISO", "NIST", "SAFE"}
"""Parts of the names of frameworks and standards that a district chooses, and of citations."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
OTHER_DATES = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{1,2}}(st|nd|rd|th)? ({MONTHS})\b"
    rf"|\b({MONTHS}) \d{{1,2}}(st|nd|rd|th)\b|\b({MONTHS}) \d{{1,2}} \d{{4}}\b|\b(Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.? \d"
)
OWN_VERBS = {"advisory": "advis", "recommending": "recommend", "delegated": "(?:approv|decid)"}
"""The verb of the committee by its role, as the forms of `committee.role` have it."""


@pytest.fixture(scope="module")
def districts(array_districts: tuple[Built, ...]) -> tuple[Built, ...]:
    return array_districts


def different(districts: tuple[Built, ...], *also: str) -> Iterator[tuple[Built, Piece]]:
    """Every text that some district has, once for each set of answers to `also`."""
    met = set()
    for built in districts:
        answers = tuple(str(built.values.get(id)) for id in also)
        for pieces in built.pieces.values():
            for piece in pieces:
                key = (piece.document, piece.id, piece.words, answers)
                if key not in met:
                    met.add(key)
                    yield built, piece


def test_the_districts_are_complete_sets(districts: tuple[Built, ...]) -> None:
    assert 100 <= len(districts) <= 250
    for built in districts:
        assert built.unfinished == (), str(built)
    assert sum(len(built.pieces) >= 21 for built in districts) > 50


def test_the_array_meets_what_can_meet(districts: tuple[Built, ...], real_library: Library) -> None:
    """Counted anew for the factors that decide most: each pair is met, or the analysis says that it cannot be."""
    few = Array(real_library, 2, LEADING)
    met = {
        pair
        for built in districts
        for pair in combinations([p for p, (name, v) in enumerate(few.settings) if built.values.get(name) == v], 2)
    }
    for one, other in combinations(few.factors, 2):
        for pair in product(few.of[one], few.of[other]):
            if pair not in met:
                assert few.witness(pair) is None, [few.settings[place] for place in pair]


def test_the_same_library_gives_the_same_districts(real_library: Library) -> None:
    names = LEADING[:5]
    assert list(Array(real_library, 2, names)) == list(Array(real_library, 2, names))


def test_no_two_standing_clauses_rule_against_each_other(districts: tuple[Built, ...], real_library: Library) -> None:
    book = real_library.rule_book
    for built in districts:
        standing = [real_library.blocks[id] for id in dict.fromkeys(built.ids()) if id in real_library.blocks]
        rules = [(block, rule) for block in standing for rule in block.rules]
        assert len(rules) > 20
        bans = [(block, rule) for block, rule in rules if rule.verb == "must_not"]
        for (one, rule), (other, ban) in product(rules, bans):
            if rule.verb != "must_not":
                words = (one.id, said(rule, book), other.id, said(ban, book), str(built))
                assert not against(rule, ban, book), words
        settled = [(block, settles) for block in standing for settles in block.settles]
        for (one, first), (other, second) in combinations(settled, 2):
            assert not differ(first, second), (one.id, other.id, first, second, str(built))


def test_one_duty_verb(districts: tuple[Built, ...], real_library: Library) -> None:
    for built, piece in different(districts, "manual.profile"):
        if piece.kind in QUOTED:
            continue
        manual = str(real_library.manuals[str(built.values["manual.profile"])].duty_verb)
        plain = real_library.outlines[piece.document].audience in PLAIN_READERS
        verb = "must" if plain and piece.kind == "clause" else manual
        for other in {"must", "shall"} - {verb}:
            assert not re.search(rf"\b{other}\b", piece.words), (piece.document, piece.id, manual, piece.words)


def test_no_soft_words_and_no_passive_duties(districts: tuple[Built, ...], real_library: Library) -> None:
    for built, piece in different(districts, "manual.profile"):
        verb = str(real_library.manuals[str(built.values["manual.profile"])].duty_verb)
        soft = [word for word, _ in wording.soft_words(piece.words) if word != verb]
        assert piece.kind in QUOTED or soft == [], (piece.document, piece.id, soft, piece.words)
        if piece.kind != "clause":
            continue
        for line in re.sub(rf"\b{verb}\b", "must", piece.words).split("\n"):
            for match in passive_duty.PASSIVE.finditer(line):
                rest = re.split(r"[.;:]", line[match.end() :])[0]
                assert re.search(r"\bby\b", rest), (piece.document, piece.id, line)


def test_no_undefined_acronym_in_a_document(districts: tuple[Built, ...], real_library: Library) -> None:
    """The forms of choices are printed too, so the built text is read, not the clause."""
    defined = set(
        re.findall(r"\b[A-Z]{2,}\b", " ".join(w for t in real_library.terms.values() for w in (t.term, *t.also)))
    )
    found = defaultdict(set)
    for built in districts:
        for document, pieces in built.pieces.items():
            spelt = {w for m in undefined_acronym.SPELT.findall(built.text(document)) for w in m if w}
            known = defined | spelt | undefined_acronym.PLAIN | NAMED
            for piece in pieces:
                if piece.kind not in QUOTED | {"adoption"}:
                    for match in undefined_acronym.ACRONYM.finditer(piece.words):
                        if match[0] not in known:
                            found[document, piece.id].add(match[0])
    assert dict(found) == {}


def test_no_other_word_for_a_defined_term(districts: tuple[Built, ...]) -> None:
    for _, piece in different(districts):
        if piece.kind != "clause" or piece.id.startswith("states."):
            continue
        offices = {words.lower() for _, words in piece.offices}
        # A title of a clause or a document may speak as its reader does.
        body = piece.words.split("\n", 1)[-1]
        for match in defined_terms.OTHER.finditer(body):
            named = any(match[0].lower() in words for words in offices)
            assert named, (piece.document, piece.id, match[0], body)


def test_the_committee_does_what_its_role_says(districts: tuple[Built, ...]) -> None:
    seen = set()
    for built, piece in different(districts, "committee.role"):
        role = str(built.values.get("committee.role"))
        names = {words for office, words in piece.offices if office == "the.committee"}
        if role == "None":
            assert not names, (piece.document, piece.id)
        others = "|".join(verb for name, verb in OWN_VERBS.items() if name != role)
        for name in names if piece.kind == "clause" else ():
            subject = rf"{re.escape(name)}(?: (?:must|shall|will|may|also))* (?:{others})\w*"
            assert not re.search(subject, piece.words), (piece.document, piece.id, role, piece.words)
        seen.add(role)
    assert seen == {*OWN_VERBS, "None"}


def test_each_office_has_one_title(districts: tuple[Built, ...], real_library: Library) -> None:
    for built in districts:
        titles = defaultdict(set)
        for pieces in built.pieces.values():
            for office, words in {pair for piece in pieces for pair in piece.offices}:
                bare = re.sub(r"^the ", "", words, flags=re.I).replace("\u2019", "'")
                titles[office].add(re.sub(r"'s?$", "", bare).casefold())
        for office, found in titles.items():
            # Its name, and its plural.
            assert len(found) <= 2, (office, found, str(built))
            if len(found) == 2:
                short, long = sorted(found, key=len)
                assert long[:3] == short[:3], (office, found, str(built))


def test_dates_are_written_in_one_way(districts: tuple[Built, ...]) -> None:
    for _, piece in different(districts):
        match = OTHER_DATES.search(piece.words)
        assert not match, (piece.document, piece.id, match)
