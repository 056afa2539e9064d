"""What an abbreviation in a name stands for: only where a state leaves no doubt."""

from __future__ import annotations

import re

EVERYWHERE = (
    (r"Pblc", "Public"),
    (r"Schl?s", "Schools"),
    (r"Schl\.?|Sch\.?", "School"),
    (r"Dist\.?|Dst\.?", "District"),
    (r"Elem\.?", "Elementary"),
    (r"Acad\.?|Acdmy", "Academy"),
    (r"Chrtr|Chtr\.?", "Charter"),
    (r"Cntr|Ctr", "Center"),
    (r"Ctrs", "Centers"),
    (r"Dept\.?", "Department"),
    (r"Twp\.?", "Township"),
    (r"Univ", "University"),
    (r"Cons\.?(?= (?:School|SD\b|District))", "Consolidated"),
    (r"Comm(?= (?:School|Cons|Unit|High|SD\b))", "Community"),
    (r"Spec(?:ial|\.)? Ed(?:uc)?\.?(?= |$)", "Special Education"),
    (r"Coop\.?(?=$| )", "Cooperative"),
)
"""Words that a list shortens to save room; tried in this order on the name in proper case."""

COUNTY = (r"Co\.?", "County")
SCHOOL_DISTRICT_ENDS = (r"(?<=[a-z]) (Local|City|Exempted Village)$", r" \1 School District")

IN_A_STATE: dict[str, tuple[tuple[str, str], ...]] = {
    "AR": (
        COUNTY,
        (r"Spec\.", "Special"),
        (r"Ark\.?", "Arkansas"),
        (r"Is\.", "Island"),
        (r"Cons\.", "Consolidated"),
    ),
    "AZ": ((r"(Unified|Elementary|High|Union) District", r"\1 School District"),),
    "CO": (
        (r" (in|of) the county of (.+?) a(?:n|nd(?: S.*)?)?$", r" \1 the County of \2 and State of Colorado"),
        (r" (?:in|of) the count.*$", ""),
    ),
    "DC": ((r"PCS", "Public Charter School"), (r"PCHS", "Public Charter High School")),
    "IA": ((r"Comm\.?", "Community"),),
    "ID": (
        (r"(?<!School) (Joint |Independent )?District$", r" \1School District"),
        (r"(?<=County) Jt(?= )", "Joint"),
    ),
    "IL": (
        (r"Comm(?= Cons)", "Community"),
        (r"CUSD", "Community Unit School District"),
        (r"CCSD", "Community Consolidated School District"),
        (r"CHSD", "Community High School District"),
        (r"UHSD", "Union High School District"),
        (r"CUD", "Community Unit District"),
        (r"HSD", "High School District"),
        (r"ESD", "Elementary School District"),
        (r"GSD", "Grade School District"),
        (r"PSD", "Public School District"),
        (r"UD", "Unit District"),
        (r"SD", "School District"),
        (r"ROE", "Regional Office of Education"),
        (r"Cons(?= )", "Consolidated"),
    ),
    "IN": (
        (r"^M ?S ?D(?: of)?(?= )", "Metropolitan School District of"),
        (r"Corp(?=$)", "Corporation"),
        (r"Com(?= School)", "Community"),
        (r"Con(?= School)", "Consolidated"),
        (r"Co(?= )", "County"),
    ),
    "KY": ((r"(County|Independent)$", r"\1 School District"),),
    "ME": ((r"RSU(?= \d)", "Regional School Unit"), (r"MSAD(?= \d)", "Maine School Administrative District")),
    "MI": ((r"ISD", "Intermediate School District"),),
    "MN": ((r"Lk", "Lake"), (r"Public S[Cc]$|Public School D\w*$", "Public School District")),
    "MO": (COUNTY, (r"Specl\.?", "Special")),
    "MS": (COUNTY, (r"Sp Mun", "Special Municipal"), (r"Cons", "Consolidated")),
    "MT": ((r"H S", "High School"),),
    "ND": (COUNTY,),
    "NJ": ((r"Co(?= JDC)", "County"),),
    "NY": ((r"CSD", "Central School District"), (r"UFSD", "Union Free School District")),
    "OH": (SCHOOL_DISTRICT_ENDS,),
    "OR": ((r"ESD", "Education Service District"), (r"SD", "School District")),
    "PA": ((r"SD", "School District"), (r"CS", "Charter School"), (r"AVTS", "Area Vocational-Technical School")),
    "TX": (
        (r"ISD", "Independent School District"),
        (r"CISD", "Consolidated Independent School District"),
        (r"MSD", "Municipal School District"),
        (r"CSD", "Common School District"),
        (r"Pub(?= Charter)", "Public"),
        (r"H S", "High School"),
        (r"of Ed$", "of Education"),
        (r"^Ft(?= )", "Fort"),
    ),
    "UT": ((r"(?<!School) District$", " School District"),),
    "VA": (
        COUNTY,
        (r"Gov(?:ernors)? School", "Governor's School"),
        (r"Ed\.?(?=$|/| )", "Education"),
        (r"Reg(?= )", "Regional"),
        (r"Alt(?= )", "Alternative"),
        (r"Geo(?= County)", "George"),
    ),
}

_FLORIDA = """
    Alachua Baker Bay Bradford Brevard Broward Calhoun Charlotte Citrus Clay Collier Columbia DeSoto Dixie Duval
    Escambia Flagler Franklin Gadsden Gilchrist Glades Gulf Hamilton Hardee Hendry Hernando Highlands Hillsborough
    Holmes Indian_River Jackson Jefferson Lafayette Lake Lee Leon Levy Liberty Madison Manatee Marion Martin Miami-Dade
    Monroe Nassau Okaloosa Okeechobee Orange Osceola Palm_Beach Pasco Pinellas Polk Putnam St._Johns St._Lucie
    Santa_Rosa Sarasota Seminole Sumter Suwannee Taylor Union Volusia Wakulla Walton Washington
"""
FLORIDA_COUNTIES = frozenset(county.replace("_", " ") for county in _FLORIDA.split())


def _pattern(abbreviation: str) -> re.Pattern[str]:
    start = "" if abbreviation.startswith(("^", "(?<", " ")) else r"(?<![\w.'])"
    end = "" if abbreviation.endswith(("$", ")", " ")) else r"(?![\w'])"
    return re.compile(f"{start}(?:{abbreviation}){end}")


GENERAL = tuple((_pattern(short), long) for short, long in EVERYWHERE)
OF_STATE = {state: tuple((_pattern(short), long) for short, long in pairs) for state, pairs in IN_A_STATE.items()}


def spelled_out(name: str, state: str) -> str:
    """The name with each abbreviation spelled out that can stand for one thing only.

    Args:
        name: a name in proper case.
        state: the two capital letters of its state.

    Returns:
        The longer name; a name without such an abbreviation comes back unchanged.
    """
    for short, long in (*GENERAL, *OF_STATE.get(state, ())):
        name = short.sub(long, name)
    if state == "FL" and name in FLORIDA_COUNTIES:
        return f"School District of {name} County"
    return name
