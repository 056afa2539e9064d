"""Four hundred people at random, each in two long sittings, with the drafts at the end of every tenth."""

from __future__ import annotations

import pytest

from aipolicy.library import Library
from tests.interview.random_runs import keep_one_library, random_run

SEEDS = 400
SCREENS = 400


@pytest.fixture(autouse=True)
def _one_library(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_one_library(real_library, monkeypatch)


@pytest.mark.parametrize("seed", range(1000, 1000 + SEEDS))
def test_whatever_is_replied(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    random_run(tmp_path_factory.mktemp("run"), seed, SCREENS, drafts=seed % 10 == 0)
