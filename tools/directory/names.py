"""The name of an agency as a person writes it, from the name as the source lists it."""

from __future__ import annotations

import re

from tools.directory.abbreviations import spelled_out
from tools.directory.capitals import proper_case

CODE = re.compile(r"\s*\(\d+\)$")
NOTES = {
    "MA": re.compile(r"\s*\(D[istrc]*\)?$"),
    "OK": re.compile(r"\s*\(CHARTER\)$"),
    "CA": re.compile(r"(?: \(State Special Schl\)| District| DIST)$"),
}
"""What the source adds to a name to say what kind of agency it is."""
REPAIRS = (
    ("Ni?os", "Ni\u00f1os"),
    (" ? ", " - "),
    ("`", "'"),
    ("LAnse", "L'Anse"),
    ("DArbonne", "D'Arbonne"),
    ("OFarrell", "O'Farrell"),
    ("ODonovan", "O'Donovan"),
    ("OBrien", "O'Brien"),
    ("GreeleySchool", "Greeley School"),
    ("SchoolInc", "School Inc."),
    ("AcademyInc", "Academy Inc."),
    ("WIlliam", "William"),
    ("D HANIS", "D'HANIS"),
    ("STARKVILLE- ", "STARKVILLE-"),
    ("BOARD OF EDUCATION School District", "Board of Education"),
    ("# ", "#"),
)
"""Letters that the source lost."""
OF_A_DISTRICT = re.compile(r"(?:Elementary|Elem|Unified|High|Union|Joint)$")
"""How the source ends the name of a California district; it ends the name of a charter agency with District."""
SHOUTED = re.compile(
    r"\b(?:HADDON|HEIGHTS|LONG|BRANCH|PUBLIC|SCHOOLS?|ORANGE|BOARD|OF|EDUCATION|UPPER|PITTSGROVE|TWP|VIRTUAL|CHARTER"
    r"|CITY|POINTE|DIST|ACAD|INC|CHRTR|CHTR|TECH|INST|UNIV|SCH|COM|VLY|CTR|TRN|ACADEMY)\b"
)
"""Words in capitals within names that are otherwise in proper case."""


def put_right(listed: str, state: str) -> str:
    """The name of an agency in proper case, without the source's codes, abbreviations spelled out where certain.

    Args:
        listed: the name as the source lists it.
        state: the two capital letters of its state.

    Returns:
        The name; a person still confirms it.
    """
    name = CODE.sub("", " ".join(listed.split()))
    if state in NOTES:
        name = NOTES[state].sub("", name)
    for wrong, right in REPAIRS:
        name = name.replace(wrong, right)
    if not any(letter.islower() for letter in name.removeprefix("e").removeprefix("i")):
        name = proper_case(name.upper())
    else:
        name = SHOUTED.sub(lambda found: "of" if found[0] == "OF" else found[0].capitalize(), name)
    name = spelled_out(name, state).strip(" -,(")
    if state == "CA" and OF_A_DISTRICT.search(listed):
        name += " School District"
    return name[:1].upper() + name[1:] if not re.match(r"[ei][A-Z]", name) else name


def city_put_right(listed: str) -> str:
    """The name of a city in proper case."""
    city = " ".join(listed.split())
    return proper_case(city.upper()) if not any(letter.islower() for letter in city) else city
