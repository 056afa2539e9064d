"""Every question once: no clause changes with its answer that the live wording would not know of."""

from __future__ import annotations

from aipolicy.interview.effects import Effects
from aipolicy.library import Library
from tests.districts import answers_of, example
from tests.interview.test_effects import changing


def test_no_clause_changes_that_the_index_does_not_name(real_library: Library) -> None:
    large, full = Effects(real_library), answers_of(example("lakeshore", real_library), real_library)
    assert changing(large, full, 1) > 100
