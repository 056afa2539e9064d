"""The drafts of districts in each jurisdiction from North Carolina to Wyoming."""

from tests.law import borders


class TestStates(borders.OfStates):
    STATES = tuple(state for state in borders.STATES if state > "n")
