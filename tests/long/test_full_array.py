"""Triples of the questions that decide most: no contradiction and no text above its ceiling in any district."""

from __future__ import annotations

from itertools import product

import pytest

from aipolicy.checks.contradictory_rules import against, differ
from aipolicy.library import Library
from tests.array_districts import Built, array
from tests.pairs import LEADING


@pytest.fixture(scope="module")
def districts(real_library: Library) -> tuple[Built, ...]:
    return array(real_library, 3, LEADING)


def test_the_districts_are_complete_sets(districts: tuple[Built, ...]) -> None:
    print(f"{len(districts)} districts meet every triple that can meet")
    assert 150 <= len(districts) <= 400
    assert [str(built) for built in districts if built.unfinished] == []


def test_no_two_standing_clauses_rule_against_each_other(districts: tuple[Built, ...], real_library: Library) -> None:
    book = real_library.rule_book
    for built in districts:
        standing = [real_library.blocks[id] for id in dict.fromkeys(built.ids()) if id in real_library.blocks]
        rules = [(block, rule) for block in standing for rule in block.rules]
        bans = [(block, rule) for block, rule in rules if rule.verb == "must_not"]
        for (one, rule), (other, ban) in product(rules, bans):
            if rule.verb != "must_not":
                assert not against(rule, ban, book), (one.id, other.id, str(built))
        settled = [(block, settles) for block in standing for settles in block.settles]
        for (block, first), (last, second) in product(settled, settled):
            assert not differ(first, second), (block.id, last.id, str(built))


def test_every_document_keeps_its_ceiling(districts: tuple[Built, ...]) -> None:
    for built in districts:
        assert [(one.document, one.section, one.grade) for one in built.measured if one.hard] == [], str(built)
