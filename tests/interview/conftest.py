from __future__ import annotations

import pytest

from aipolicy.library import Library
from aipolicy.library.questions import Interview
from tests.interview import desks


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tiny library with questions of every kind."""
    return desks.library(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_library: Library) -> Interview:
    """Its interview."""
    return small_library.interview
