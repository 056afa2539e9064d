"""The analysis against brute force: every combination of answers, one by one, through `evaluate`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
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
    Predicate,
    Some,
    Variable,
    evaluate,
)
from aipolicy.conditions.analysis import Analysis, TooLarge, exactly_one, implies, influences, satisfiable, unreachable

MOST_COMBINATIONS = 300
VALUES = ("a", "b", "c")
UNHURRIED = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)


def rows_of(variable: Variable) -> list[dict[str, object]]:
    """Every possible row."""
    options: list[list[tuple[str, object]]] = []
    for name, values in variable.fields.items():
        found: list[object] = list(values)
        if name in variable.may_be_empty:
            several = [frozenset(c) for n in range(len(values) + 1) for c in itertools.combinations(values, n)]
            found = several if name == "g" else [*values, None]
        options.append([(name, value) for value in found])
    return [{k: v for k, v in pairs if v is not None} for pairs in itertools.product(*options)]


def answers_to(variable: Variable) -> list[Any]:
    """Every answer that brute force tries; None is left out."""
    found: list[Any]
    if variable.kind in ("choice", "yes_no"):
        found = list(variable.values)
    elif variable.kind == "number":
        found = [Decimal(n) for n in (0, 10, 30)]
    elif variable.kind == "text":
        found = ["words"]
    elif variable.kind == "choices":
        every = (c for n in range(len(variable.values) + 1) for c in itertools.combinations(variable.values, n))
        found = [frozenset(c) for c in every if len(c) >= variable.at_least]
        found = [c for c in found if variable.at_most is None or len(c) <= variable.at_most]
        found = [c for c in found if not any(set(pair) <= c for pair in variable.exclusive)]
    elif variable.kind == "rows":
        rows = rows_of(variable)
        found = [c for n in range(len(rows) + 1) for c in itertools.combinations(rows, n)]
    else:
        rows_ids = [name for name, _ in variable.rows] or list(VALUES)
        columns = list(variable.fields)
        cells = list(itertools.product(*(variable.fields[c] for c in columns)))
        made = [c[0] if columns == [""] else dict(zip(columns, c, strict=True)) for c in cells]
        found = [dict(zip(rows_ids, c, strict=True)) for c in itertools.product(made, repeat=len(rows_ids))]
    return [*found, None] if variable.optional else found


def combinations(vocabulary: dict[str, Variable]) -> Iterator[tuple[Any, ...]]:
    roots = [v for v in vocabulary.values() if v.kind != "derived"]
    for combination in itertools.product(*(answers_to(v) for v in roots)):
        facts = Facts(vocabulary, {v.id: a for v, a in zip(roots, combination, strict=True) if a is not None})
        if not any(
            evaluate(Includes(v.id, (c,)) if v.kind == "choices" else Is(v.id, (c,)), facts)
            and evaluate(when, facts) is False
            for v in roots
            for c, when in v.offered
        ):
            yield combination


def truths(vocabulary: dict[str, Variable], predicate: Predicate) -> dict[tuple[Any, ...], bool]:
    roots = [v.id for v in vocabulary.values() if v.kind != "derived"]
    found = {}
    for combination in combinations(vocabulary):
        known = {id: a for id, a in zip(roots, combination, strict=True) if a is not None}
        key = tuple(repr(sorted(a)) if isinstance(a, frozenset) else repr(a) for a in combination)
        found[key] = evaluate(predicate, Facts(vocabulary, known)) is True
    return found


@st.composite
def atoms(draw: st.DrawFn, vocabulary: dict[str, Variable]) -> Predicate:
    variable = draw(st.sampled_from(sorted(vocabulary.values(), key=lambda v: v.id)))
    some = st.lists(st.sampled_from(variable.values or ("x",)), min_size=1, max_size=2, unique=True).map(tuple)
    if variable.kind == "choices" and draw(st.booleans()):
        return Includes(variable.id, draw(some))
    if variable.kind in ("choice", "yes_no", "derived") and draw(st.integers(0, 4)):
        return Is(variable.id, draw(some))
    if variable.kind in ("rows", "grid") and draw(st.integers(0, 4)):
        names = list(variable.fields)
        if variable.kind == "rows" or "" not in names:
            names = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        test = []
        for name in names:
            values = st.sampled_from(variable.fields[name])
            test.append((name, tuple(draw(st.lists(values, min_size=1, max_size=2, unique=True)))))
        if variable.kind == "grid" and draw(st.booleans()):
            row = draw(st.sampled_from([r for r, _ in variable.rows] or list(VALUES)))
            return Is(variable.id, test[0][1], row, test[0][0])
        return Some(variable.id, tuple(test))
    return Answered(variable.id)


def predicates(vocabulary: dict[str, Variable]) -> st.SearchStrategy[Predicate]:
    if not vocabulary:
        return st.just(ALWAYS)
    return st.recursive(
        atoms(vocabulary),
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda p: All(tuple(p))),
            st.lists(inner, min_size=1, max_size=3).map(lambda p: AnyOf(tuple(p))),
        ),
        max_leaves=4,
    )


@st.composite
def vocabularies(draw: st.DrawFn) -> dict[str, Variable]:
    found: dict[str, Variable] = {}

    def condition() -> Predicate:
        return draw(predicates(dict(found))) if draw(st.booleans()) else ALWAYS

    kinds = ["choice", "yes_no", "text", "number", "choices", "rows", "grid", "derived"]
    for number, kind in enumerate(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4))):
        id = f"s.q{number}"
        when, optional = condition(), draw(st.integers(0, 3)) == 0
        choices = [v.id for v in found.values() if v.kind == "choices"]
        numbers = [v.id for v in found.values() if v.kind == "number"]
        if kind == "choices":
            pairs = (("a", "b"),) if draw(st.booleans()) else ()
            least, most = draw(st.integers(0, 1)), draw(st.sampled_from((None, 1, 2)))
            offered = (("c", condition()),) if draw(st.integers(0, 3)) == 0 else ()
            found[id] = Variable(
                id, kind, VALUES, when, optional, exclusive=pairs, at_least=least, at_most=most, offered=offered
            )
        elif kind == "choice":
            offered = (("c", condition()),) if draw(st.integers(0, 3)) == 0 else ()
            found[id] = Variable(id, kind, VALUES, when, optional, offered=offered)
        elif kind == "yes_no":
            found[id] = Variable(id, kind, ("true", "false"), when, optional)
        elif kind == "rows":
            fields = {"f": ("x", "y"), "g": ("x", "y")}
            empty = frozenset(draw(st.sampled_from(("", "f", "g"))))
            found[id] = Variable(id, kind, (), when, optional, fields, may_be_empty=empty)
        elif kind == "grid" and choices and draw(st.booleans()):
            fields = {"": ("x", "y")}
            source = draw(st.sampled_from(choices))
            found[id] = Variable(id, kind, (), when, optional, fields, rows=(), rows_from=source)
        elif kind == "grid":
            fields = draw(st.sampled_from(({"": ("x", "y", "z")}, {"f": ("x", "y"), "g": ("x", "y")})))
            found[id] = Variable(id, kind, (), when, optional, fields, rows=(("a", condition()), ("b", condition())))
        elif kind == "derived" and numbers and draw(st.booleans()):
            bands = (Band("low", None, Decimal(10)), Band("high", Decimal(draw(st.sampled_from((10, 30)))), None))
            inputs, other = (draw(st.sampled_from(numbers)),), draw(st.sampled_from(("", "low")))
            found[id] = Variable(id, kind, ("low", "high"), derivation=Derivation(inputs, (), other, bands))
        elif kind == "derived":
            cases = (Case("a", condition()), Case("b", condition()))
            found[id] = Variable(id, kind, ("a", "b", "c"), derivation=Derivation((), cases, "c"))
        else:
            found[id] = Variable(id, kind, (), when, optional)
    return found


def agrees(vocabulary: dict[str, Variable], asked: list[Predicate]) -> None:
    """Hold every answer of the analysis against the tables of these predicates."""
    tables = [truths(vocabulary, predicate) for predicate in asked]
    for predicate, table in zip(asked, tables, strict=True):
        assert (satisfiable(predicate, vocabulary) is not None) == any(table.values())
        assert (unreachable({"p": predicate}, vocabulary) == ("p",)) == (not any(table.values()))
        assert {id for id, keys in influences(vocabulary, {"p": predicate}).items() if keys} == changing(
            vocabulary, table
        )
    for first, second in itertools.permutations(range(len(asked)), 2):
        broken = any(true and not tables[second][key] for key, true in tables[first].items())
        assert (implies(asked[first], asked[second], vocabulary) is not None) == broken
    expected: set[object] = set()
    for key in (key for key, true in tables[0].items() if true):
        true = [number for number, table in enumerate(tables[1:]) if table[key]]
        expected |= set(itertools.combinations(true, 2)) if true else {"none"}
    assert {m.which or m.kind for m in exactly_one(asked[1:], vocabulary, asked[0])} == expected


def changing(vocabulary: dict[str, Variable], table: dict[tuple[Any, ...], bool]) -> set[str]:
    """The questions for which two rows of the table differ only in the answer to it and in the truth."""
    found = set()
    for place, id in enumerate(v.id for v in vocabulary.values() if v.kind != "derived"):
        seen: dict[tuple[Any, ...], set[bool]] = {}
        for key, true in table.items():
            seen.setdefault((*key[:place], *key[place + 1 :]), set()).add(true)
        if any(len(values) == 2 for values in seen.values()):
            found.add(id)
    return found


@st.composite
def questions_about(draw: st.DrawFn) -> tuple[dict[str, Variable], list[Predicate]]:
    vocabulary = draw(vocabularies())
    size = 1
    for variable in vocabulary.values():
        size *= len(answers_to(variable)) if variable.kind != "derived" else 1
    assume(0 < size <= MOST_COMBINATIONS)
    return vocabulary, [draw(predicates(vocabulary)) for _ in range(3)]


@given(questions_about())
@settings(max_examples=150, deadline=None, suppress_health_check=UNHURRIED)
def test_the_analysis_is_what_brute_force_finds(drawn: tuple[dict[str, Variable], list[Predicate]]) -> None:
    agrees(*drawn)


SHOW = Variable("s.show", "yes_no", ("true", "false"))
SHOWN = Is("s.show", ("true",))
F_X, G_X = Some("s.rows", (("f", ("x",)),)), Some("s.rows", (("g", ("x",)),))
F_Y = Some("s.rows", (("f", ("y",)),))
F_ANY, G_Y = Some("s.rows", (("f", ("x", "y")),)), Some("s.rows", (("g", ("y",)),))
F_X_G_X, G_ANY = Some("s.rows", (("f", ("x",)), ("g", ("x",)))), Some("s.rows", (("g", ("x", "y")),))
FIELDS = {"f": ("x", "y"), "g": ("x", "y")}
SIZES = (Band("low", None, Decimal(10)), Band("high", Decimal(10), None))

HARD: dict[str, tuple[list[Variable], list[Predicate]]] = {
    "a choice offered only sometimes": (
        [SHOW, Variable("s.q", "choice", VALUES, offered=(("c", SHOWN),))],
        [Is("s.q", ("c",)), SHOWN, Is("s.q", ("a", "b"))],
    ),
    "a choice that is never offered": (
        [SHOW, Variable("s.q", "choice", VALUES, offered=(("c", All((SHOWN, Not(SHOWN)))),))],
        [Is("s.q", ("c",)), Is("s.q", ("a",)), Is("s.q", ("b",))],
    ),
    "an option offered only sometimes": (
        [SHOW, Variable("s.q", "choices", VALUES, SHOWN, offered=(("c", Not(SHOWN)),))],
        [Includes("s.q", ("c",)), Answered("s.q"), Includes("s.q", ("a", "c"))],
    ),
    "exclusive options": (
        [Variable("s.q", "choices", VALUES, exclusive=(("a", "b"),), at_least=1)],
        [ALWAYS, All((Includes("s.q", ("a",)), Includes("s.q", ("b",)))), Includes("s.q", VALUES)],
    ),
    "options that may be left out": (
        [Variable("s.q", "choices", VALUES, optional=True, at_least=1, at_most=2)],
        [Answered("s.q"), Includes("s.q", VALUES), Not(Answered("s.q"))],
    ),
    "all options at once are too many": (
        [Variable("s.q", "choices", VALUES, at_most=2)],
        [ALWAYS, All(tuple(Includes("s.q", (v,)) for v in VALUES)), Not(Includes("s.q", VALUES))],
    ),
    "grid rows that follow another answer": (
        [
            Variable("s.many", "choices", VALUES, optional=True),
            Variable("s.grid", "grid", fields={"": ("x", "y")}, rows_from="s.many"),
        ],
        [Is("s.grid", ("x", "y"), "a", ""), Includes("s.many", ("a",)), Some("s.grid", (("", ("x", "y")),))],
    ),
    "a grid that may be left out": (
        [
            SHOW,
            Variable(
                "s.grid", "grid", when=SHOWN, optional=True, fields=FIELDS, rows=(("a", Not(SHOWN)), ("b", ALWAYS))
            ),
        ],
        [Answered("s.grid"), Some("s.grid", (("f", ("x", "y")),)), Is("s.grid", ("x", "y"), "a", "f")],
    ),
    "bands over a question that is hidden": (
        [
            SHOW,
            Variable("s.n", "number", (), SHOWN),
            Variable("s.band", "derived", ("low", "high"), derivation=Derivation(("s.n",), (), "low", SIZES)),
        ],
        [Is("s.band", ("low",)), Is("s.band", ("high",)), Answered("s.band")],
    ),
    "bands over a question that is left out": (
        [
            Variable("s.n", "number", (), optional=True),
            Variable("s.band", "derived", ("low", "high"), derivation=Derivation(("s.n",), (), "", SIZES)),
        ],
        [Answered("s.n"), Answered("s.band"), Not(Is("s.band", ("low",)))],
    ),
    "bands with a value for what is left out": (
        [
            Variable("s.n", "number", (), optional=True),
            Variable("s.band", "derived", ("low", "high"), derivation=Derivation(("s.n",), (), "high", SIZES)),
        ],
        [Answered("s.n"), Is("s.band", ("high",)), Not(Is("s.band", ("low",)))],
    ),
    "rows, one choice a field": ([Variable("s.rows", "rows", fields=FIELDS)], [F_X, F_X_G_X, F_ANY, F_Y, G_ANY]),
    "rows, tests that only together cover another": (
        [Variable("s.rows", "rows", fields={"f": ("x", "y", "z")})],
        [F_ANY, AnyOf((F_X, F_Y)), All((F_X, Not(F_Y))), All((F_Y, Not(F_X)))],
    ),
    "cases of which the first true one counts": (
        [
            SHOW,
            Variable("s.q", "choice", VALUES, SHOWN),
            Variable(
                "s.case",
                "derived",
                VALUES,
                derivation=Derivation((), (Case("a", Not(Is("s.q", ("a",)))), Case("b", SHOWN)), "c"),
            ),
        ],
        [Is("s.case", ("b",)), Is("s.q", ("a",)), Is("s.case", ("a", "c")), Is("s.case", ("c",))],
    ),
    "rows, a field with several": (
        [Variable("s.rows", "rows", fields=FIELDS, may_be_empty=frozenset("g"))],
        [G_ANY, G_X, G_Y, Some("s.rows", (("f", ("x",)), ("g", ("y",)))), F_X_G_X],
    ),
    "rows, one field with several": (
        [Variable("s.rows", "rows", fields={"g": ("x", "y")}, may_be_empty=frozenset("g"))],
        [All((G_X, Not(G_Y))), All((G_X, G_Y)), Not(G_ANY), Some("s.rows", ())],
    ),
    "rows, a field left out": (
        [Variable("s.rows", "rows", fields=FIELDS, may_be_empty=frozenset("f"))],
        [G_ANY, F_ANY, F_X, All((G_X, Not(F_ANY)))],
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_what_chance_seldom_finds(name: str) -> None:
    variables, asked = HARD[name]
    agrees({variable.id: variable for variable in variables}, asked)


def test_a_witness_names_the_answers() -> None:
    vocabulary = {
        "a.kind": Variable("a.kind", "choice", ("x", "y")),
        "a.size": Variable("a.size", "number"),
        "a.big": Variable(
            "a.big",
            "derived",
            ("no", "yes"),
            derivation=Derivation(
                ("a.size",), bands=(Band("no", None, Decimal(5)), Band("yes", Decimal(5), Decimal(9)))
            ),
        ),
        "a.many": Variable("a.many", "choices", ("p", "q"), when=Is("a.kind", ("y",))),
        "a.rows": Variable("a.rows", "rows", fields={"f": ("u", "v")}),
        "a.grid": Variable("a.grid", "grid", fields={"": ("u", "v")}, rows=(("r", ALWAYS),)),
    }
    test = All(
        (
            Is("a.big", ("yes",)),
            Includes("a.many", ("q",)),
            Some("a.rows", (("f", ("v",)),)),
            Is("a.grid", ("v",), "r", ""),
        )
    )
    assert str(satisfiable(test, vocabulary)) == (
        "a.grid.r: v, a.kind: y, a.many: q, a.rows: a row with f v, a.size: 5 to below 9"
    )
    assert str(satisfiable(Not(Answered("a.big")), vocabulary)) == "None"
    assert str(satisfiable(ALWAYS, vocabulary)) == "any answers"
    missed = exactly_one([Is("a.big", ("no",)), Is("a.big", ("yes",))], vocabulary)
    assert [(m.kind, str(m.witness)) for m in missed] == [("none", "a.size: 9 or more")]


def test_numbers_outside_their_limits_are_not_answers() -> None:
    bands = (Band("none", None, Decimal(1)), Band("some", Decimal(1), Decimal(10)), Band("many", Decimal(10), None))
    vocabulary = {
        "a.n": Variable("a.n", "number", limits=(Decimal(1), Decimal(9))),
        "a.band": Variable("a.band", "derived", ("none", "some", "many"), derivation=Derivation(("a.n",), bands=bands)),
    }
    reachable = [v for v in ("none", "some", "many") if satisfiable(Is("a.band", (v,)), vocabulary)]
    assert reachable == ["some"]


def test_one_row_cannot_pass_what_no_row_passes() -> None:
    rows = Variable(
        "a.rows", "rows", fields={"status": ("on", "off"), "who": ("x", "y")}, may_be_empty=frozenset({"who"})
    )
    vocabulary = {"a.rows": rows}
    on, off = Some("a.rows", (("status", ("on",)),)), Some("a.rows", (("status", ("off",)),))
    either = Some("a.rows", (("status", ("on", "off")),))
    both = Some("a.rows", (("status", ("on",)), ("who", ("x",))))
    assert implies(on, either, vocabulary) is None
    assert implies(both, on, vocabulary) is None
    assert implies(either, AnyOf((on, off)), vocabulary) is None
    assert implies(on, both, vocabulary) is not None
    assert satisfiable(All((on, off)), vocabulary) is not None


def test_what_is_too_large_is_said_and_not_guessed() -> None:
    vocabulary = {f"a.q{n}": Variable(f"a.q{n}", "yes_no", ("true", "false")) for n in range(8)}
    parity: Predicate = Is("a.q0", ("true",))
    for n in range(1, 8):
        other = Is(f"a.q{n}", ("true",))
        parity = AnyOf((All((parity, Not(other))), All((Not(parity), other))))
    with pytest.raises(TooLarge, match="more than 12 cases"):
        Analysis(vocabulary, cap=12).satisfiable(parity)
