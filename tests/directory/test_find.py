"""A few letters find the agency that somebody means, the best first, and nothing typed breaks anything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.directory import agencies_of, find, school_year, states

FIRST = (
    ("tx", "mcall", "McAllen Independent School District"),
    ("tx", "MC ALLEN", "McAllen Independent School District"),
    ("tx", "houston", "Houston Independent School District"),
    ("tx", "Houston I.S.D.", "Houston Independent School District"),
    ("tx", "houston independent school dist", "Houston Independent School District"),
    ("tx", "lagrange", "La Grange Independent School District"),
    ("tx", "De Soto", "DeSoto Independent School District"),
    ("tx", "rock round", "Round Rock Independent School District"),
    ("tx", "Round Rok", "Round Rock Independent School District"),
    ("tx", "nacodoches", "Nacogdoches Independent School District"),
    ("tx", "palito ben", "Ben Bolt-Palito Blanco Independent School District"),
    ("tx", "obrien", "Knox City-O'Brien Consolidated Independent School District"),
    ("ca", "los ang", "Los Angeles Unified School District"),
    ("ca", "sanfransisco", "San Francisco Unified School District"),
    ("ca", "los angeles usd", "Los Angeles Unified School District"),
    ("il", "springfield sd 186", "Springfield School District 186"),
    ("il", "186 springfield", "Springfield School District 186"),
    ("il", "saint joseph ogden", "St Joseph Ogden Community High School District 305"),
    ("oh", "colombus", "Columbus City School District"),
    ("oh", "cleveland hts", "Cleveland Heights-University Heights City School District"),
    ("mo", "fort zumwalt", "Ft. Zumwalt R-II"),
    ("mo", "n kansas city", "North Kansas City 74"),
    ("ga", "dekalb co", "DeKalb County"),
    ("fl", "dade", "School District of Miami-Dade County"),
    ("me", "rsu 9", "Regional School Unit 09"),
    ("co", "greely", "Greeley School District No. 6 in the County of Weld and State of Colorado"),
    ("nj", "winslow twp", "Winslow Township School District"),
    ("ny", "yonkers city sch dist", "Yonkers City School District"),
    ("wa", "lk washington", "Lake Washington School District"),
    ("ca", "para los ninos charter", "Para Los Ni\u00f1os Charter"),
    ("ca", "los angeles unified", "Los Angeles Unified School District"),
)


@pytest.mark.parametrize(("state", "letters", "name"), FIRST, ids=[f"{state} {letters}" for state, letters, _ in FIRST])
def test_what_is_meant_comes_first(state: str, letters: str, name: str) -> None:
    assert find(state, letters)[0].name == name


def test_initials_find_a_large_district() -> None:
    assert "Los Angeles Unified School District" in [agency.name for agency in find("CA", "LAUSD")]


def test_a_town_finds_its_agencies_after_those_of_its_name() -> None:
    names = [agency.name for agency in find("ny", "albany")]
    assert names[0] == "Albany City School District"
    assert all("Albany" in name for name in names[:4])
    assert len(names) > 4


def test_agencies_of_one_name_are_told_apart() -> None:
    for state in states():
        shown = [agency.shown for agency in agencies_of(state)]
        assert len(set(shown)) == len(shown)
    scattered = [agency for agency in agencies_of("ca") if agency.name == "Ocean View"]
    assert {agency.shown for agency in scattered} == {f"Ocean View ({agency.city})" for agency in scattered}


@pytest.mark.parametrize("letters", ["", " ", "...", "\x00\x1b[", "\u200b", "\N{PILE OF POO}", "'" * 10_000])
def test_nothing_typed_finds_nothing(letters: str) -> None:
    assert find("tx", letters) == ()


@pytest.mark.parametrize("state", ["", "zz", "t", "texas", "../tx", "school-year", "\x00", "x" * 10_000])
def test_a_state_that_is_not_there_has_none(state: str) -> None:
    assert find(state, "houston") == ()
    assert agencies_of(state) == ()


def test_limit_holds() -> None:
    assert len(find("tx", "isd")) == 9
    assert len(find("tx", "isd", 3)) == 3
    assert find("tx", "isd", 3) == find("tx", "isd")[:3]
    assert find("tx", "isd", 0) == find("tx", "isd", -1) == ()


@pytest.mark.parametrize("letters", ["a" * 10_000, "a b " * 5_000, "\n".join("houston" for _ in range(1_000))])
def test_ten_thousand_letters_are_only_letters(letters: str) -> None:
    assert len(find("tx", letters)) <= 9


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_letters_are_answered_and_always_alike(letters: str) -> None:
    assert find("de", letters) == find("DE", letters)


@pytest.mark.parametrize("state", ["de", "ks", "fl", "nv"])
def test_every_agency_is_found_by_its_own_name_and_by_its_listed_name(state: str) -> None:
    for agency in agencies_of(state):
        for name in {agency.name, agency.listed}:
            assert any(found.shown == agency.shown or found.name == agency.name for found in find(state, name)), name


def test_list_has_what_its_credit_says() -> None:
    assert school_year() == "2019-20"
    assert sum(len(agencies_of(state)) for state in states()) == 18_607
    assert len(states()) == 55
