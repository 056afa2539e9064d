"""Three-valued evaluation: the tables, what is hidden, left out or undecided, and that knowing more only settles."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aipolicy.conditions import (
    ALWAYS,
    All,
    Answered,
    AnyOf,
    Band,
    Case,
    Derivation,
    Facts,
    Includes,
    Is,
    Not,
    Some,
    Variable,
    evaluate,
)
from aipolicy.conditions.evaluate import Fact, Tri, all_of, any_of
from tests.conditions.test_analysis import MOST_COMBINATIONS, UNHURRIED, answers_to, predicates, vocabularies

TRIS: tuple[Tri, ...] = (True, False, None)
YES = {True: "true", False: "false"}


def facts_with(truths: dict[str, Tri]) -> Facts:
    vocabulary = {id: Variable(id, "yes_no", ("true", "false")) for id in truths}
    return Facts(vocabulary, {id: YES[truth] for id, truth in truths.items() if truth is not None})


@pytest.mark.parametrize("a", TRIS)
def test_not(a: Tri) -> None:
    assert evaluate(Not(Is("s.a", ("true",))), facts_with({"s.a": a})) is {True: False, False: True, None: None}[a]


@pytest.mark.parametrize(("a", "b"), list(itertools.product(TRIS, TRIS)))
def test_all_and_any(a: Tri, b: Tri) -> None:
    facts = facts_with({"s.a": a, "s.b": b})
    parts = (Is("s.a", ("true",)), Is("s.b", ("true",)))
    least = False if False in (a, b) else None if None in (a, b) else True
    most = True if True in (a, b) else None if None in (a, b) else False
    assert evaluate(All(parts), facts) is least is all_of((a, b))
    assert evaluate(AnyOf(parts), facts) is most is any_of((a, b))


def test_nothing_to_meet_is_true_and_nothing_to_choose_is_false() -> None:
    assert evaluate(All(()), facts_with({})) is True
    assert evaluate(AnyOf(()), facts_with({})) is False
    assert evaluate(ALWAYS, facts_with({})) is True


SHOWN = Is("s.show", ("true",))
VOCABULARY = {
    "s.show": Variable("s.show", "yes_no", ("true", "false")),
    "s.choice": Variable("s.choice", "choice", ("a", "b"), when=SHOWN),
    "s.many": Variable("s.many", "choices", ("a", "b"), when=SHOWN, optional=True),
    "s.rows": Variable("s.rows", "rows", fields={"f": ("x", "y"), "g": ("x", "y")}, when=SHOWN),
    "s.grid": Variable("s.grid", "grid", fields={"": ("x", "y")}, rows_from="s.bands"),
    "s.bands": Variable("s.bands", "choices", ("k", "m")),
    "s.table": Variable(
        "s.table", "grid", fields={"f": ("x", "y"), "g": ("x", "y")}, rows=(("r", ALWAYS), ("h", SHOWN)), optional=True
    ),
    "s.size": Variable("s.size", "number", when=SHOWN),
    "s.start": Variable("s.start", "date", optional=True),
    "s.band": Variable(
        "s.band",
        "derived",
        ("small", "large"),
        derivation=Derivation(
            ("s.size",), bands=(Band("small", None, Decimal(10)), Band("large", Decimal(10), Decimal(99)))
        ),
    ),
    "s.era": Variable(
        "s.era",
        "derived",
        ("early", "late"),
        derivation=Derivation(("s.start",), (), "late", (Band("early", None, "2027-07-01"),)),
    ),
    "s.case": Variable(
        "s.case",
        "derived",
        ("one", "two", "three"),
        derivation=Derivation(
            ("s.choice", "s.show"),
            (Case("one", Is("s.choice", ("a",))), Case("two", SHOWN)),
            "three",
        ),
    ),
}


def value(predicate: object, known: dict[str, Fact]) -> Tri:
    return evaluate(predicate, Facts(VOCABULARY, known))  # type: ignore[arg-type]


def test_undecided_is_unknown_and_hidden_is_false() -> None:
    test = Is("s.choice", ("a",))
    assert value(test, {}) is None
    assert value(test, {"s.choice": "a"}) is None
    assert value(test, {"s.show": "true"}) is None
    assert value(test, {"s.show": "true", "s.choice": "a"}) is True
    assert value(test, {"s.show": "true", "s.choice": "b"}) is False
    assert value(test, {"s.show": "false", "s.choice": "a"}) is False
    assert value(Not(test), {"s.show": "false", "s.choice": "a"}) is True
    assert value(Answered("s.choice"), {"s.show": "false", "s.choice": "a"}) is False


def test_left_out_is_false_once_it_is_asked() -> None:
    test = Includes("s.many", ("a",))
    assert value(test, {}) is None
    assert value(test, {"s.show": "true"}) is False
    assert value(Answered("s.many"), {"s.show": "true"}) is False
    assert value(test, {"s.show": "true", "s.many": frozenset(("b", "a"))}) is True
    assert value(test, {"s.show": "true", "s.many": frozenset("b")}) is False


def test_rows() -> None:
    test = Some("s.rows", (("f", ("x",)), ("g", ("x",))))
    shown: dict[str, Fact] = {"s.show": "true"}
    assert value(test, shown) is None
    assert value(test, {**shown, "s.rows": ()}) is False
    assert value(test, {**shown, "s.rows": ({"f": "x", "g": "y"}, {"f": "y", "g": "x"})}) is False
    assert value(test, {**shown, "s.rows": ({"f": "x", "g": frozenset(("x", "y"))},)}) is True
    assert value(test, {**shown, "s.rows": ({"f": "x", "g": "undecided"},)}) is None
    assert value(test, {**shown, "s.rows": ({"f": "y", "g": "undecided"},)}) is False
    assert value(test, {**shown, "s.rows": ({"f": "x"},)}) is False
    assert value(test, {"s.show": "false", "s.rows": ({"f": "x", "g": "x"},)}) is False


def test_a_grid_has_the_rows_that_were_chosen() -> None:
    cell, some = Is("s.grid", ("x",), "k", ""), Some("s.grid", (("", ("x",)),))
    answers: dict[str, Fact] = {"s.grid": {"k": "x", "m": "y"}}
    assert value(cell, answers) is None
    assert value(some, answers) is None
    assert value(cell, {**answers, "s.bands": frozenset("k")}) is True
    assert value(cell, {**answers, "s.bands": frozenset("m")}) is False
    assert value(some, {**answers, "s.bands": frozenset("m")}) is False
    assert value(some, {"s.grid": {"m": "y"}, "s.bands": frozenset(("k", "m"))}) is None
    assert value(some, {"s.grid": {}, "s.bands": frozenset()}) is False


def test_a_grid_with_columns() -> None:
    cell, some = Is("s.table", ("x",), "r", "g"), Some("s.table", (("f", ("x",)), ("g", ("x",))))
    assert value(cell, {"s.table": {"r": {"g": "x"}}}) is True
    assert value(cell, {"s.table": {"r": {"f": "x"}}}) is None
    assert value(some, {"s.table": {"r": {"f": "x", "g": "x"}}}) is True
    assert value(some, {"s.table": {"r": {"f": "y"}, "h": {"g": "y"}}, "s.show": "true"}) is False
    assert value(some, {"s.table": {"r": {"f": "y"}, "h": {"f": "x", "g": "x"}}}) is None
    assert value(some, {"s.table": {"r": {"f": "y"}, "h": {"f": "x", "g": "x"}}, "s.show": "false"}) is False


def test_an_optional_grid_that_is_left_out_is_false() -> None:
    assert value(Is("s.table", ("x",), "r", "g"), {}) is False
    assert value(Some("s.table", (("f", ("x",)),)), {}) is False
    assert value(Answered("s.table"), {}) is False


def test_bands() -> None:
    small = Is("s.band", ("small",))
    shown: dict[str, Fact] = {"s.show": "true"}
    assert value(small, {**shown, "s.size": Decimal(9)}) is True
    assert value(small, {**shown, "s.size": Decimal(10)}) is False
    assert value(small, {**shown, "s.size": Decimal(99)}) is None, "in no band"
    assert value(small, shown) is None
    assert value(small, {"s.show": "false"}) is None, "hidden, and no value for that"
    assert value(Is("s.era", ("early",)), {"s.start": "2027-06-30"}) is True
    assert value(Is("s.era", ("late",)), {"s.start": "2027-07-01"}) is True
    assert value(Is("s.era", ("late",)), {}) is True, "left out: the value for everything else"


def test_cases_in_order_and_an_unknown_one_stops_the_search() -> None:
    assert value(Is("s.case", ("one",)), {"s.show": "true", "s.choice": "a"}) is True
    assert value(Is("s.case", ("two",)), {"s.show": "true", "s.choice": "b"}) is True
    assert value(Is("s.case", ("two",)), {"s.show": "true"}) is None
    assert value(Is("s.case", ("three",)), {"s.show": "false"}) is True
    assert value(Answered("s.case"), {}) is None


@st.composite
def grown(draw: st.DrawFn) -> tuple[Facts, Facts, object]:
    """Answers, the same with more of them, and a predicate. What may be left out is settled in both."""
    vocabulary = draw(vocabularies())
    size = 1
    for variable in vocabulary.values():
        size *= len(answers_to(variable)) if variable.kind != "derived" else 1
    assume(0 < size <= MOST_COMBINATIONS)
    later: dict[str, Fact] = {}
    earlier: dict[str, Fact] = {}
    for variable in vocabulary.values():
        if variable.kind == "derived":
            continue
        answer = draw(st.sampled_from(answers_to(variable)))
        if answer is None:
            continue
        later[variable.id] = answer
        if variable.optional or draw(st.booleans()):
            earlier[variable.id] = answer
        elif variable.kind == "grid":
            earlier[variable.id] = {row: cell for row, cell in answer.items() if draw(st.booleans())}
    return Facts(vocabulary, earlier), Facts(vocabulary, later), draw(predicates(vocabulary))


@given(grown())
@settings(max_examples=100, deadline=None, suppress_health_check=UNHURRIED)
def test_deciding_more_never_turns_what_is_settled(drawn: tuple[Facts, Facts, object]) -> None:
    earlier, later, predicate = drawn
    before = evaluate(predicate, earlier)  # type: ignore[arg-type]
    if before is not None:
        assert evaluate(predicate, later) is before  # type: ignore[arg-type]
