"""Shared fixtures: the real library, read once, and the same examples in every run of a property test."""

from __future__ import annotations

import pytest
from hypothesis import settings

from aipolicy import library
from aipolicy.library import Library

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The built-in library, without a problem of its own."""
    return library.load(library.layers_for())
