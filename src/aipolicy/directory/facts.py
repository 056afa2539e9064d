"""The facts that an agency of the list suggests; a person confirms or corrects each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aipolicy.directory.agency import Agency

TERRITORIES = frozenset({"as", "gu", "pr", "vi"})
"""The list has them; the question about the state does not."""

COUNTY_SYSTEMS = frozenset({"al", "fl", "ga", "ky", "md", "ms", "nc", "nv", "tn", "va", "wv"})
"""States whose counties run schools as counties do, so that a district named after its county is one."""
BY_COUNTY = re.compile(r"^School District of [\w.\- ]+ County$|County(?: Public)? School(?:s| District)$|County$")
FOR_SEVERAL = re.compile(
    r"County (?:Office|Department|Superintendent) of |Regional Office of Education|Intermediate School District"
    r"|Intermediate Unit|Education(?:al)? Service (?:Center|District|Unit|Agency)"
    r"|\bBOCES\b|\bB\.O\.C\.E\.S\b|Board of Cooperative Educational Services|\bR?ESA\b|\bESC\b",
    re.IGNORECASE,
)
CHARTER = re.compile(r"\bcharters?\b|^KIPP\b|\(CHARTER\)", re.IGNORECASE)
NO_CHARTER = re.compile(r"^Charter Oak\b|\b(?:Institute|Commission|Board|Authorizers?|District)$")
"""A place named Charter Oak, and bodies that grant charters; whatever else ends in District is left to the person."""
DISTRICT = re.compile(r"School District(?: (?:No\. ?|#)?[\w-]{1,6})?$|^School District\b")
ANOTHER_KIND = re.compile(
    r"County|Parish|Vocational|Career|Technical|Technology|Special|Cooperative|Charter|Academy|Correction|Justice",
    re.IGNORECASE,
)
OWN_BOARD = re.compile(r"\b(?:Independent|Unified|Union Free|Central|City|Local|Community Unit) School District")
"""District of one kind whatever else the name holds, as in Ector County Independent School District."""
GRADES = ("PK", "KG", *(f"{number:02}" for number in range(1, 13)))
PREKINDERGARTEN, FIRST, SECOND, THIRD, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH = 0, 2, 3, 4, 6, 7, 8, 9, 10


@dataclass(frozen=True, slots=True)
class Facts:
    """Suggested answers. Nothing stands for no suggestion: the question is asked as if the list were not there."""

    name: str
    state: str | None
    kind: str | None
    grade_bands: tuple[str, ...]

    def answers(self) -> dict[str, str | list[str]]:
        """The suggestions by question id, in the order of the questions, without those that suggest nothing."""
        every: dict[str, str | list[str] | None] = {
            "district.name": self.name,
            "district.state": self.state,
            "district.kind": self.kind,
            "district.grade_bands": list(self.grade_bands) or None,
        }
        return {question: value for question, value in every.items() if value is not None}


def suggestions(agency: Agency) -> Facts:
    """What the list says of an agency, as answers to the questions about the district.

    Args:
        agency: an agency of the list.

    Returns:
        The facts; the kind only where the name leaves no doubt, the grade bands only where the list has the grades.
    """
    return Facts(
        name=agency.name,
        state=None if agency.state in TERRITORIES else agency.state,
        kind=_kind(agency),
        grade_bands=_bands(agency.lowest_grade, agency.highest_grade),
    )


def _kind(agency: Agency) -> str | None:
    name, listed = agency.name, agency.listed
    if CHARTER.search(listed) or CHARTER.search(name):
        return None if NO_CHARTER.search(name) else "charter"
    if agency.state == "ca" and listed.endswith((" District", " DIST")):
        return "charter"
    if FOR_SEVERAL.search(name):
        return "county"
    if agency.state in COUNTY_SYSTEMS and BY_COUNTY.search(name):
        return "county"
    if DISTRICT.search(name) and (OWN_BOARD.search(name) or not ANOTHER_KIND.search(name)):
        return "district"
    return None


def _bands(lowest: str, highest: str) -> tuple[str, ...]:
    """The bands that hold a grade of the span; of two that overlap, the one that fits its ends."""
    if lowest not in GRADES:
        return ()
    low = GRADES.index(lowest)
    high = len(GRADES) - 1 if highest == "13" else GRADES.index(highest) if highest in GRADES else -1
    if high < low:
        return ()
    elementary_has_sixth = high == SIXTH and low < SIXTH
    bands = (
        ("prek", low == PREKINDERGARTEN),
        ("k2", low <= SECOND and high > PREKINDERGARTEN),
        ("g3_5", low <= FIFTH and high >= THIRD and not elementary_has_sixth),
        ("g3_6", elementary_has_sixth),
        ("g6_8", low <= SIXTH and high >= SIXTH and not elementary_has_sixth),
        ("g7_8", SEVENTH <= low <= EIGHTH),
        ("g9_12", high >= NINTH),
    )
    return tuple(band for band, holds in bands if holds)
