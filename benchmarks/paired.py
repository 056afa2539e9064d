"""Paired timing: both sides in turn in one run, and only their ratio is told."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]

# A sample shorter than this says more about the clock and the scheduler than about the code.
SHORTEST_SAMPLE = 0.02


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things to do that can be compared; `aim` is the highest ratio we are content with, None for no aim.

    `measure` turns one side into a number (seconds, bytes); None: timed, short ones several times a sample.
    """

    group: str
    ours: str
    other: str
    run_ours: Callable[[], object]
    run_other: Callable[[], object]
    aim: float | None = None
    measure: Callable[[Callable[[], object]], float] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A pair that cannot be measured here, and why."""

    group: str
    ours: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """Ratio of the medians, ours over the other's, and the lowest and highest ratio of a single round."""

    pair: Pair
    ratio: float
    lowest: float
    highest: float

    @property
    def verdict(self) -> str:
        """Whether the aim was met."""
        if self.pair.aim is None:
            return ""
        return "met" if self.ratio <= self.pair.aim else "missed"


def cpu() -> float:
    """The processor time of this process and of its finished children. Raises ModuleNotFoundError on Windows."""
    import resource

    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def compare(pair: Pair, rounds: int, clock: Clock = time.perf_counter) -> Result:
    """The result of `rounds` rounds; each side goes first in every other round, after one unmeasured run of each."""
    sides: list[Callable[[], float]] = [_sampler(run, pair.measure, clock) for run in (pair.run_ours, pair.run_other)]
    samples: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            samples[side].append(sides[side]())
    ratios = [ours / other for ours, other in zip(*samples, strict=True)]
    ratio = statistics.median(samples[0]) / statistics.median(samples[1])
    return Result(pair, ratio, min(ratios), max(ratios))


def _sampler(
    run: Callable[[], object], measure: Callable[[Callable[[], object]], float] | None, clock: Clock
) -> Callable[[], float]:
    run()
    if measure is not None:
        return lambda: measure(run)
    once = _timed(run, 1, clock)
    times = max(1, round(SHORTEST_SAMPLE / once))
    return lambda: _timed(run, times, clock)


def _timed(run: Callable[[], object], times: int, clock: Clock) -> float:
    gc.collect()
    start = clock()
    for _ in range(times):
        run()
    return (clock() - start) / times
