"""What the answers to one question can be, as far as conditions tell them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from aipolicy.conditions.vocabulary import Band, Variable, Vocabulary

Bound = Decimal | str | None
Test = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers or dates that every band treats alike: from `lowest` (inclusive) to below `below`."""

    lowest: Bound
    below: Bound

    def __str__(self) -> str:
        if self.lowest is None:
            return "answered" if self.below is None else f"below {self.below}"
        return f"{self.lowest} or more" if self.below is None else f"{self.lowest} to below {self.below}"

    def within(self, band: Band) -> bool:
        """Whether the whole stretch lies in the band (it lies wholly in or wholly out)."""
        above = band.lowest is None or (self.lowest is not None and self.lowest >= band.lowest)  # type: ignore[operator]
        return above and (band.below is None or (self.below is not None and self.below <= band.below))  # type: ignore[operator]


def stretches(question: str, vocabulary: Vocabulary) -> tuple[Stretch, ...]:
    """The stretches into which all bands over `question` cut its range, lowest first."""
    cuts: set[Decimal | str] = set()
    for variable in vocabulary.values():
        if variable.derivation and variable.derivation.bands and variable.derivation.inputs[0] == question:
            for band in variable.derivation.bands:
                cuts |= {bound for bound in (band.lowest, band.below) if bound is not None}
    ordered = sorted(cuts, key=lambda bound: (str(type(bound)), bound))
    low, high = vocabulary[question].limits
    return tuple(
        Stretch(lowest, below)
        for lowest, below in zip((None, *ordered), (*ordered, None), strict=True)
        if (low is None or below is None or below > low)  # type: ignore[operator]
        and (high is None or lowest is None or lowest <= high)  # type: ignore[operator]
    )


def kinds_of_row(variable: Variable, tests: Iterable[Test]) -> frozenset[int]:
    """Which tests a single row can pass together, each as a bit mask over `tests`.

    A field with a list of choices counts as holding one of them or none: what a row with two passes, two rows
    with one each pass, so the sets of rows can do no more.
    """
    tests = tuple(tests)
    rows = {(1 << len(tests)) - 1}
    for name, values in variable.fields.items():
        held = (*values, None) if name in variable.may_be_empty else values
        kinds = {_mask(name, value, tests) for value in held}
        rows = {row & kind for row in rows for kind in kinds}
    return frozenset(rows)


def _mask(name: str, value: str | None, tests: tuple[Test, ...]) -> int:
    """The tests that do not mind a row whose field `name` is `value`."""
    mask = 0
    for bit, test in enumerate(tests):
        if all(value in values for field, values in test if field == name):
            mask |= 1 << bit
    return mask
