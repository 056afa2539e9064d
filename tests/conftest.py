"""Shared fixtures: the real library, read once, and the same examples in every run of a property test."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

from aipolicy.library import Library, layers_for
from tests.array_districts import Built, array_of_all
from tests.projects import read_once

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("fixed")

# As the command does: a library and its documents hold hardly a circle, and looking for them took half of the time.
gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The built-in library, without a problem of its own; the same object as everywhere else in the tests."""
    found, problems = read_once(tuple(layers_for()))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    gc.collect()
    gc.freeze()
    return found


@pytest.fixture(scope="session")
def array_districts(
    real_library: Library, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Built, ...]:
    """The districts of the covering array, built once for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    return array_of_all(real_library, own.parent if hasattr(request.config, "workerinput") else own)
