"""Every question with a few answers undecided, one at a time, and every cell of every grid."""

from __future__ import annotations

import pytest

from aipolicy.library import Library
from tests.test_undecided import assert_cell_undecided, assert_one_undecided, grids, single


@pytest.mark.parametrize("district", ["lakeshore", "cedar-hollow"])
def test_each_question_undecided(district: str, real_library: Library) -> None:
    for question in single(real_library):
        assert_one_undecided(question, district, real_library)


def test_each_cell_of_each_grid_undecided(real_library: Library) -> None:
    for id, rows in grids(real_library).items():
        for row in rows:
            assert_cell_undecided(id, row, real_library)
