"""People at random go through the interview: nothing acknowledged is ever lost, and nothing breaks."""

from __future__ import annotations

import pytest

from aipolicy.library import Library
from tests.interview.random_runs import keep_one_library, random_run

SEEDS = 25
SCREENS = 60


@pytest.fixture(autouse=True)
def _one_library(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_one_library(real_library, monkeypatch)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_is_replied(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    random_run(tmp_path_factory.mktemp("run"), seed, SCREENS, drafts=seed % 8 == 0)
