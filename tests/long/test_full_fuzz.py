"""Twenty thousand damaged files for every reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.library import Library
from tests.test_fuzz import READERS, fuzz

INPUTS = 20_000


@pytest.mark.parametrize("reader", READERS)
def test_damaged_files(reader: str, real_library: Library, tmp_path: Path) -> None:
    good = fuzz(reader, 1_000_000, INPUTS, real_library, tmp_path)
    print(f"{reader}: {INPUTS} damaged files, {good} of them taken, the others refused at a place")
    assert 0 < good < INPUTS
