"""What a district's set carries out: every element of the framework and every item of the lists that concern it."""

from aipolicy.coverage.lists import FRAMEWORK, coverage, other_lists
from aipolicy.coverage.model import MEANING, STATUSES, Carrier, Covered, CoveredList, Reason, Status

__all__ = [
    "FRAMEWORK",
    "MEANING",
    "STATUSES",
    "Carrier",
    "Covered",
    "CoveredList",
    "Reason",
    "Status",
    "coverage",
    "other_lists",
]
