"""The drafts of districts in each jurisdiction from North Carolina to Wyoming."""

from __future__ import annotations

import pytest

from aipolicy.library import Library
from tests.law import borders

STATES = [state for state in borders.STATES if state > "n"]


@pytest.mark.parametrize("state", STATES)
def test_a_state_builds_with_no_other_states_law_and_no_false_statement(state: str, real_library: Library) -> None:
    borders.stays_at_home(state, real_library)


@pytest.mark.parametrize("state", STATES)
def test_the_law_of_a_state_that_the_library_holds_stands_in_its_drafts(state: str, real_library: Library) -> None:
    borders.cites_its_law(state, real_library)


@pytest.mark.parametrize("state", STATES)
def test_what_the_library_holds_of_a_state_is_said(state: str, real_library: Library) -> None:
    borders.says_what_is_held(state, real_library)


@pytest.mark.parametrize("state", STATES)
def test_the_answers_of_these_districts_contradict_no_law(state: str, real_library: Library) -> None:
    borders.contradicts_no_law(state, real_library)
