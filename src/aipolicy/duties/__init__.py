"""Who must do what, when, with which record: read off the clauses that stand in a built set. Pure."""

from aipolicy.duties.model import (
    Combined,
    Duty,
    DutyPlace,
    DutyRegister,
    Flags,
    Load,
    Title,
    Vacancy,
)
from aipolicy.duties.register import GROUPS, MOST_IN_A_MONTH, MOST_IN_ALL, SCHOOL_YEAR, District, Standing, register

__all__ = [
    "GROUPS",
    "MOST_IN_ALL",
    "MOST_IN_A_MONTH",
    "SCHOOL_YEAR",
    "Combined",
    "District",
    "Duty",
    "DutyPlace",
    "DutyRegister",
    "Flags",
    "Load",
    "Standing",
    "Title",
    "Vacancy",
    "register",
]
