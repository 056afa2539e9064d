"""Every rule together: on a library that is right, on the real one, and where the analysis gives up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aipolicy import checks
from aipolicy.conditions.analysis import TooLarge
from aipolicy.library import Library, built_in, load
from aipolicy.problems import Problem
from tests.checks.conftest import library_of

Found = Callable[..., list[str]]


@pytest.mark.parametrize("rule", checks.LIBRARY_RULES, ids=lambda rule: rule.__module__.rsplit(".", 1)[-1])
def test_the_small_library_is_right(found: Found, rule: checks.LibraryRule) -> None:
    assert found(rule, {}) == []


def test_the_real_library_is_right_and_checked_quickly() -> None:
    library = load([built_in()])
    start = time.perf_counter()
    problems = checks.check_library(library)
    spent = time.perf_counter() - start
    assert not problems, "\n".join(map(str, problems))
    assert spent < 10, "the aim is 2 s on a quiet machine"


def test_every_rule_says_what_it_is() -> None:
    for rule in checks.LIBRARY_RULES:
        module = __import__(rule.__module__, fromlist=["check"])
        name = rule.__module__.rsplit(".", 1)[-1].replace("_", "-")
        assert module.__doc__.startswith(f"{name}: "), name


def test_what_cannot_be_analysed_is_a_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def huge(library: Library) -> Iterator[Problem]:
        raise TooLarge(5)

    huge.__module__ = "aipolicy.checks.one_of"
    monkeypatch.setattr(checks, "LIBRARY_RULES", (huge,))
    (problem,) = checks.check_library(library_of(tmp_path, {}))
    assert problem.code == "too-large"
    assert "the rule one-of cannot be carried out" in problem.message
