"""Which answers make a condition false: as few as suffice, facts before decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aipolicy.answers import facts_of
from aipolicy.conditions import All, Answered, AnyOf, Includes, Is, Not, Predicate, Some, evaluate
from aipolicy.coverage.blame import blamed
from aipolicy.library import Library
from tests.coverage.small import small_library, values_of
from tests.districts import answers_of

TEXAS = Is("district.state", ("tx",))
FREE = Is("district.stance", ("free",))
OPEN = Is("district.open", ("true",))
SMALL = Is("district.small", ("true",))
CHIEF = Is("district.signs", ("chief",), "class")
REVIEW = Answered("district.review")
FEE = Answered("district.fee")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("small"))


def reasons(library: Library, when: Predicate, **changes: Any) -> tuple[str, ...]:
    values = values_of({name.replace("__", "."): value for name, value in changes.items()})
    facts = facts_of(answers_of(values, library), library.interview)
    assert evaluate(when, facts) is False
    return blamed(when, facts, library.interview)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (TEXAS, ("district.state",)),
        (FREE, ("district.stance",)),
        # A fact alone is enough, whatever was decided; of several decisions, the one asked first.
        (All((FREE, TEXAS)), ("district.state",)),
        (All((OPEN, FREE)), ("district.stance",)),
        (AnyOf((OPEN, FREE)), ("district.stance", "district.open")),
        (AnyOf((TEXAS, FREE)), ("district.state", "district.stance")),
        (Not(Is("district.stance", ("pilot",))), ("district.stance",)),
        # Derived answers lead to what they follow from.
        (SMALL, ("district.schools",)),
        (Not(Not(All((SMALL, FREE)))), ("district.schools",)),
        # Cells, rows and lists of choices.
        (CHIEF, ("district.signs",)),
        (Is("district.signs", ("chief",), "union"), ("district.open",)),
        (Some("district.signs", (("", ("nobody",)),)), ("district.open", "district.signs")),
        (Some("district.tools", (("name", ("Writer",)),)), ("district.tools",)),
        (Includes("district.limits", ("discipline",)), ("district.limits",)),
        # An optional question that was left out.
        (FEE, ("district.fee",)),
        (All((FEE, OPEN)), ("district.fee",)),
    ],
)
def test_blamed(library: Library, when: Predicate, expected: tuple[str, ...]) -> None:
    assert reasons(library, when) == expected


def test_a_hidden_question_leads_to_what_hides_it(library: Library) -> None:
    assert reasons(library, REVIEW, district__stance="none", district__review=None) == ("district.stance",)
    # An answer that is there, but hidden, has no say.
    assert reasons(library, REVIEW, district__stance="none") == ("district.stance",)


def test_an_answer_is_the_reason_and_not_what_let_it_be_asked(library: Library) -> None:
    when = Is("district.review", ("2030-01-01",))
    assert reasons(library, when) == ("district.review",)


def test_nothing_is_to_blame_for_what_is_never_true(library: Library, tmp_path: Path) -> None:
    assert reasons(library, AnyOf(())) == ()
