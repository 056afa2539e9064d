"""Every kind of hostile answer in all documents of the larger example."""

from __future__ import annotations

import pytest

from aipolicy.library import Library
from tests.test_hostile_answers import HOSTILE, Districts, assert_structure, plain_districts


@pytest.fixture(scope="module")
def districts(real_library: Library) -> Districts:
    return plain_districts(real_library)


@pytest.mark.parametrize("kind", HOSTILE)
def test_structure_stays(kind: str, districts: Districts, real_library: Library) -> None:
    assert_structure(kind, districts["lakeshore"], real_library)
