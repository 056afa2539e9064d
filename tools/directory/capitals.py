"""Proper case for a name that the source prints in capitals."""

from __future__ import annotations

import re

_ACRONYMS = """
    ABQ ACES AECI AFSA AHSTW AMU ASK ASU AVTS BASIS BCLUW BIA BIE BOCES BOLD CCSD CHSD CISD CS CSD CTE CUSD DC DCYF DECA
    DOE DYRS EBACS EFACS ESD ESU FAMU FAU FSU GST HS IDEA ISD JDC JKL KC KIPP LGACS LINK LISA LLC MACCRAY MCV MDHS MN
    MO MS MSAD MSD ND NCYF NE NM NRHEG NV NW NYC NYOS NYS OCFS OMH PACT PCHS PCS RESA ROCORI RSU RTC RTR SAU SD SER
    SPED STEAM STEM SW TGH TGU TX UF UFSD UFT UME USA USD UT UTPB VA VSDB WV CEC EQ PTAA MOT CREC EDAC SEC LLP LKRSU
"""
ACRONYMS = frozenset(_ACRONYMS.split())
"""Letters said one by one, and schools that write their own names in capitals."""

PARTLY = {
    "BLUESKY": "BlueSky",
    "DAVINCI": "DaVinci",
    "DEFOREST": "DeForest",
    "DEKALB": "DeKalb",
    "DELASALLE": "DeLaSalle",
    "DEQUEEN": "De Queen",
    "DERUYTER": "DeRuyter",
    "DESOTO": "DeSoto",
    "DEWITT": "DeWitt",
    "DUPAGE": "DuPage",
    "EDVISIONS": "EdVisions",
    "ESCHOOL": "eSchool",
    "ESTEM": "eStem",
    "ILTEXAS": "ILTexas",
    "ISUCCEED": "iSucceed",
    "LAFARGEVILLE": "LaFargeville",
    "LAMOURE": "LaMoure",
    "LAPOYNOR": "LaPoynor",
    "LAPORTE": "LaPorte",
    "LASALLE": "LaSalle",
    "LEROY": "LeRoy",
    "MACARTHUR": "MacArthur",
    "NINOS": "Ni\u00f1os",
    "NORTHLITTLE": "North Little",
    "OBRIEN": "O'Brien",
    "ODONNELL": "O'Donnell",
    "OFALLON": "O'Fallon",
    "ONEILL": "O'Neill",
    "SCHOLARMADE": "ScholarMade",
    "TREKNORTH": "TrekNorth",
}
"""Names with a capital inside, which no rule finds."""

SMALL = frozenset(("OF", "THE", "AND", "FOR", "AT", "IN", "TO", "BY", "ON", "WITH", "DE", "DU", "OR", "QUI"))
_WRITTEN_SHORT = """
    ST STE MT FT DR MR MRS JR SR SCH SCHS SCHL PBLC CNTR CTR CTRS LK HTS JT MC TWP DST PRGM PGM CHTR CHRTR CTY TRN CT
    INC BR RD BL SPL SCHLS SP
"""
WRITTEN_SHORT = frozenset(_WRITTEN_SHORT.split())
"""Words without a vowel that are no acronyms."""
ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")
WORD = re.compile(r"[A-Z0-9]+")
STARTS_ANEW = re.compile(r"(?:^|[:(/]\s*|\s[-@]+\s+|[^\s]-\s+)$")


def proper_case(text: str) -> str:
    """A name in capitals in the case that a person writes it in.

    Args:
        text: a name that holds no small letter.

    Returns:
        The name in proper case.
    """

    def cased(found: re.Match[str]) -> str:
        word, before, after = found[0], text[: found.start()], text[found.end() :]
        return _word(word, before, after)

    return WORD.sub(cased, text)


def _word(word: str, before: str, after: str) -> str:
    if before.endswith(("'", "`")) and len(word) == 1:
        return word.lower()
    if word in ACRONYMS or ROMAN.fullmatch(word):
        return word
    if word in PARTLY:
        return PARTLY[word]
    if any(letter.isdigit() for letter in word):
        return word.lower() if ORDINAL.fullmatch(word) else word
    if word in SMALL and not STARTS_ANEW.search(before) and not _hyphenated_end(before, after):
        return word.lower()
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    if len(word) > 1 and not set(word) & set("AEIOUY") and word not in WRITTEN_SHORT:
        return word
    return word.capitalize()


def _hyphenated_end(before: str, after: str) -> bool:
    """Whether a small word stands at one end of a hyphenated name, as in Buffalo-De Soto, and not within one."""
    return before.endswith("-") and not after.startswith("-")
