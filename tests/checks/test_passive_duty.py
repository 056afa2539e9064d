"""Duties in the passive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aipolicy.checks import passive_duty

Found = Callable[..., list[str]]
STATE = "policy_blocks/rules/state.md"
OLD = '{{ cite("oh-law") }} applies, and {{ doc("rules") }} carries it out.'


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The form must be signed.", "must be signed"),
        ("The list must not be shared; staff sign by hand.", "must not be shared"),
        ("Records must be kept.", "must be kept"),
        ("It must be carefully checked first.", "must be carefully checked"),
    ],
)
def test_nobody_is_named(found: Found, sentence: str, said: str) -> None:
    (line,) = found(passive_duty.check, {STATE: (OLD, sentence)})
    assert line.startswith(f"{STATE}:8:{sentence.index('must') + 1}: error[passive-duty]: '{said}' does not say")


@pytest.mark.parametrize(
    "sentence",
    [
        "The principal must sign the form.",
        "The form must be signed by the principal.",
        "Parents must be present.",
        "The bed is kept.",
    ],
)
def test_somebody_acts(found: Found, sentence: str) -> None:
    assert found(passive_duty.check, {STATE: (OLD, sentence)}) == []
