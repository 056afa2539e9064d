"""Names put right: proper case, codes gone, abbreviations spelled out only where they stand for one thing."""

from __future__ import annotations

import re

import pytest

from aipolicy.directory import agencies_of, states
from tools.directory.capitals import ACRONYMS, ROMAN
from tools.directory.names import put_right

SAMPLE = (
    ("TX", "MCALLEN ISD", "McAllen Independent School District"),
    ("TX", "DESOTO ISD", "DeSoto Independent School District"),
    ("TX", "LA GRANGE ISD", "La Grange Independent School District"),
    ("TX", "SAN FELIPE-DEL RIO CISD", "San Felipe-Del Rio Consolidated Independent School District"),
    ("TX", "STAFFORD MSD", "Stafford Municipal School District"),
    ("TX", "KNOX CITY-OBRIEN CISD", "Knox City-O'Brien Consolidated Independent School District"),
    ("TX", "KIPP TEXAS PUBLIC SCHOOLS", "KIPP Texas Public Schools"),
    ("TX", "IDEA PUBLIC SCHOOLS", "IDEA Public Schools"),
    ("TX", "YES PREP PUBLIC SCHOOLS INC", "Yes Prep Public Schools Inc"),
    ("TX", "INTERNATIONAL LEADERSHIP OF TEXAS (ILTEXAS)", "International Leadership of Texas (ILTexas)"),
    ("TX", "TEKOA ACADEMY OF ACCELERATED STUDIES STEM SCHOOL", "Tekoa Academy of Accelerated Studies STEM School"),
    ("TX", "UT TYLER UNIVERSITY ACADEMY", "UT Tyler University Academy"),
    ("TX", "UNIVERSITY OF TEXAS AT AUSTIN H S", "University of Texas at Austin High School"),
    ("TX", "S AND S CISD", "S and S Consolidated Independent School District"),
    ("NY", "SOUTH BRONX CLASSICAL CHARTER SCHOOL IV", "South Bronx Classical Charter School IV"),
    ("NY", "PUTNAM-WESTCHESTER BOCES", "Putnam-Westchester BOCES"),
    ("NY", "NORTH COLONIE CSD", "North Colonie Central School District"),
    ("NY", "NEW YORK CITY GEOGRAPHIC DISTRICT # 7", "New York City Geographic District #7"),
    ("NY", "HASTINGS-ON-HUDSON UNION FREE SCHOOL DISTRICT", "Hastings-on-Hudson Union Free School District"),
    ("MO", "HOLCOMB R-III", "Holcomb R-III"),
    ("MO", "HICKMAN MILLS C-1", "Hickman Mills C-1"),
    ("MO", "NORTH PLATTE CO. R-I", "North Platte County R-I"),
    ("MO", "CRYSTAL CITY 47", "Crystal City 47"),
    ("OK", "MCALESTER", "McAlester"),
    ("OK", "LIGHTHOUSE ACADEMY (CHARTER)", "Lighthouse Academy"),
    ("OK", "eSCHOOL VIRTUAL CHARTER ACAD", "eSchool Virtual Charter Academy"),
    ("MN", "LAC QUI PARLE VALLEY SCHOOL DIST.", "Lac qui Parle Valley School District"),
    ("MN", "SARTELL-ST. STEPHEN SCHOOL DISTRICT", "Sartell-St. Stephen School District"),
    ("MN", "BUFFALO LK-HECTOR-STEWART PUBLIC SC", "Buffalo Lake-Hector-Stewart Public School District"),
    ("MN", "LAKE OF THE WOODS SCHOOL DISTRICT", "Lake of the Woods School District"),
    ("AR", "PULASKI CO. SPEC. SCHOOL DIST.", "Pulaski County Special School District"),
    ("NE", "SUMNER-EDDYVILLE-MILLER SCHS", "Sumner-Eddyville-Miller Schools"),
    ("NE", "ONEILL PUBLIC SCHOOLS", "O'Neill Public Schools"),
    ("ND", "FT RANSOM 6", "Ft Ransom 6"),
    ("VA", "CAROLINE CO PBLC SCHS", "Caroline County Public Schools"),
    ("VA", "ROANOKE VALLEY GOV SCH", "Roanoke Valley Governor's School"),
    ("ID", "PRESTON JOINT DISTRICT", "Preston Joint School District"),
    ("MS", "DESOTO CO SCHOOL DIST", "DeSoto County School District"),
    ("MS", "TISHOMINGO CO SP MUN SCH DIST", "Tishomingo County Special Municipal School District"),
    ("NM", "T OR C MUNICIPAL SCHOOLS", "T or C Municipal Schools"),
    ("NM", "T`siya Day School", "T'siya Day School"),
    ("FL", "PALM BEACH", "School District of Palm Beach County"),
    ("FL", "ST. LUCIE", "School District of St. Lucie County"),
    ("FL", "FAMU LAB SCH", "FAMU Lab School"),
    ("ME", "RSU 14", "Regional School Unit 14"),
    ("ME", "RSU 65/MSAD 65", "Regional School Unit 65/Maine School Administrative District 65"),
    ("AZ", "Fountain Hills Charter School (4356)", "Fountain Hills Charter School"),
    ("AZ", "Mingus Union High School District (4488)", "Mingus Union High School District"),
    ("AZ", "Sierra Vista Unified District (4175)", "Sierra Vista Unified School District"),
    ("MA", "UP Academy Charter School of Dorchester (District)", "UP Academy Charter School of Dorchester"),
    ("CA", "Los Alamitos Unified", "Los Alamitos Unified School District"),
    ("CA", "Blue Oak Academy District", "Blue Oak Academy"),
    ("CA", "Para Los Ni?os Charter District", "Para Los Ni\u00f1os Charter"),
    ("CA", "Newhall", "Newhall"),
    ("CO", "Peyton School District No. 23 in the county of El Paso and",
     "Peyton School District No. 23 in the County of El Paso and State of Colorado"),
    ("CO", "Manitou Springs School District No. 14 in the county of El", "Manitou Springs School District No. 14"),
    ("IL", "Hollis Cons SD 328", "Hollis Consolidated School District 328"),
    ("IL", "Streator Twp HSD 40", "Streator Township High School District 40"),
    ("IL", "Comm Cons SD 59", "Community Consolidated School District 59"),
    ("IN", "M S D Mount Vernon", "Metropolitan School District of Mount Vernon"),
    ("IN", "Huntington Co Com Sch Corp", "Huntington County Community School Corporation"),
    ("PA", "Altoona Area SD", "Altoona Area School District"),
    ("PA", "Crawford County CTC", "Crawford County CTC"),
    ("OH", "Wauseon Exempted Village", "Wauseon Exempted Village School District"),
    ("MI", "Kent ISD", "Kent Intermediate School District"),
    ("MI", "LAnse Area Schools", "L'Anse Area Schools"),
    ("MT", "Cut Bank H S", "Cut Bank High School"),
    ("DC", "KIPP DC PCS", "KIPP DC Public Charter School"),
    ("NJ", "ORANGE BOARD OF EDUCATION School District", "Orange Board of Education"),
    ("GA", "DeKalb County", "DeKalb County"),
    ("WA", "Columbia (Stevens) School District", "Columbia (Stevens) School District"),
    ("KS", "Manhattan-Ogden", "Manhattan-Ogden"),
)  # fmt: skip
OF_INITIALS = {"DCYF", "DYRS", "G.F.W.", "KIPP", "TGU 60"}
EVERY = [agency for state in states() for agency in agencies_of(state)]


@pytest.mark.parametrize(("state", "listed", "right"), SAMPLE, ids=[listed for _, listed, _ in SAMPLE])
def test_name_is_put_right(state: str, listed: str, right: str) -> None:
    assert put_right(listed, state) == right


def test_what_is_right_stays() -> None:
    """The shipped list agrees with the rules, and putting a name right twice changes nothing."""
    for agency in EVERY:
        assert put_right(agency.listed, agency.state.upper()) == agency.name
        if not agency.name.startswith(("School District of", "M S D")) and agency.state != "ca":
            assert put_right(agency.name, agency.state.upper()) == agency.name


def test_no_name_shouts_or_whispers() -> None:
    whispered = re.compile(r"(?:e|i)[A-Z]|iQ")
    for agency in EVERY:
        assert not agency.name.isupper() or agency.name in OF_INITIALS, agency
        assert agency.name[0].isupper() or agency.name[0].isdigit() or whispered.match(agency.name), agency
        assert not re.search(r"\(\d+\)$|  |[\t\n?`]|\s$", agency.name), agency
        assert not agency.city.isupper(), agency


@pytest.mark.parametrize("state", ["tx", "ny"])
def test_every_word_of_a_state_listed_in_capitals_is_in_proper_case(state: str) -> None:
    small = {"of", "the", "and", "for", "at", "in", "to", "by", "on", "with", "de", "or"}
    for agency in agencies_of(state):
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\d+\w*|O'(?=[A-Z])|'s\b", "", agency.name)):
            proper = word[0].isupper() and word[1:].islower()
            known = word in ACRONYMS or ROMAN.fullmatch(word) or len(word) == 1 or word in small
            inside = re.fullmatch(r"(?:Mc|De|La|IL)[A-Z][a-z]+", word)
            assert proper or known or inside or word in {"CP", "PRG"}, agency.name
