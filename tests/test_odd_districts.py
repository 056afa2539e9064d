"""Small and odd districts: what their drafts must say and must not say, so that each reads as if written for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from aipolicy.assemble import Assembled
from aipolicy.document import Blank, Document, Signature, walk
from aipolicy.library import Library
from aipolicy.readability import measure
from aipolicy.writers.text import plain
from tests.completed import ALL_DOCUMENTS, answers, responders
from tests.districts import build, named
from tests.odd_districts import ODD

STARTER = {"board-policy", "administrative-regulation", "caregiver-notice", "staff-rules", "decision-register"}
QUESTIONS = frozenset({"decision-register"})
"""Prints the questions of the interview as they stand, for every kind of district."""
REGISTERS = QUESTIONS | {"duties-register"}
"""The duties are named in general words: a committee, each principal, district accounts."""

SECONDARY = (
    r"high school|senior (?!administrator|staff)|seniors|transcript|diploma|graduat|college|scholarship|employers\b"
    r"|eligible student|\bat 18\b|age 18|turns? 18|is 18|am 18|adult student|middle (school|grades)"
    r"|grades? (6|7|8|9|10|11|12)\b|driver education|course credit"
)
ELEMENTARY = r"elementary|kindergarten|K to 2|grades (3|6|7) |middle school|grown-?up|primary grades|child read\b"
BARGAINING = r"\bunions?\b|bargain|representatives of staff|grievance officer"
OWN_LAWYER = r"general counsel|the school attorney|law firm|legal (department|office)|\bcounsel must\b"
DISTRICT = r"\b(?<!school )districts?\b(?! data)(?! privacy)"

# For each district: words that its drafts must not hold, and the documents that are left out of the search.
FORBIDDEN: Mapping[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "one-school": (
        (r"\bschools\b(?!\.example)", QUESTIONS),
        (r"each principal|(?-i:\bthe principal\b)", REGISTERS),
        (r"high school|grades? (9|10|11|12)\b|eligible student|\b(at|age|turns?|is|am) 18\b|adult student", QUESTIONS),
        (BARGAINING, QUESTIONS),
        (OWN_LAWYER, QUESTIONS),
        (r"steering committee|the committee\b", REGISTERS),
    ),
    "elementary": ((SECONDARY, QUESTIONS), (OWN_LAWYER.replace("the school attorney|law firm|", ""), QUESTIONS)),
    "high-schools": (
        (ELEMENTARY, QUESTIONS),
        (r"Steering Committee (must|may|recommends|meets)", REGISTERS),
    ),
    "charter": (
        (r"superintendent|school board|board of (education|trustees)", QUESTIONS),
        (DISTRICT, REGISTERS),
        (BARGAINING, QUESTIONS),
        (r"the charter school\b", REGISTERS),
    ),
    "charter-school": (
        (r"superintendent|school board|board of (education|trustees)", QUESTIONS),
        (DISTRICT, REGISTERS),
        (r"(?<!other )(?<!school )\bschools\b(?!\.example)", QUESTIONS),
        (r"each principal|(?-i:\bthe principal\b)", REGISTERS),
        (ELEMENTARY, QUESTIONS),
        (BARGAINING, QUESTIONS),
        (OWN_LAWYER, QUESTIONS),
    ),
    "county": ((DISTRICT, REGISTERS), (r"school board|governing board|county superintendent", QUESTIONS)),
    "county-office": ((DISTRICT, REGISTERS), (r"school board|governing board|the superintendent\b", REGISTERS)),
    "large": ((r"this district has one school|school attorney", QUESTIONS),),
    "primary": (
        (SECONDARY, QUESTIONS),
        (r"\bschools\b(?!\.example)", QUESTIONS),
        (r"each principal|(?-i:\bthe principal\b)", REGISTERS),
        (r"grades? [3-9]|essay|homework", QUESTIONS),
        (BARGAINING, QUESTIONS),
        (OWN_LAWYER, QUESTIONS),
        (r"steering committee|the committee\b", REGISTERS),
    ),
    "division": (
        (r"the superintendent\b|board of education|governing board", QUESTIONS),
        (DISTRICT, REGISTERS),
        (BARGAINING, QUESTIONS),
    ),
    "texas": (
        (BARGAINING, QUESTIONS),
        (r"board of education|school board|governing board", QUESTIONS),
        (r"collective", QUESTIONS),
    ),
}

# For each district: words that a document must hold.
REQUIRED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "one-school": {
        "board-policy": ("Board of Trustees", "an attorney licensed in Montana", "has no committee on AI"),
        "administrative-regulation": ("those of the Montana Office of Public Instruction", "District Clerk"),
        "student-rules": ("Rules for elementary students", "More rules for middle school", "ask the Principal"),
        "engagement-plan": ("Where there is only one school",),
    },
    "elementary": {
        "board-policy": ("Board of Education", "collective bargaining agreement", "licensed in Illinois"),
        "administrative-regulation": ("those of the Illinois State Board of Education",),
        "student-rules": ("Read these with a grown-up",),
        "committee-charter": ("Teachers, grades K to 2", "Employee union representatives"),
        "training-plan": ("Grades 3 to 5",),
    },
    "high-schools": {
        "board-policy": (
            "Resolution 2024-11",
            "Governing Board",
            "Instructional Council",
            "licensed in Arizona",
            "or an eligible student",
        ),
        "administrative-regulation": ("those of the Arizona Department of Education",),
        "caregiver-notice": ("When your child turns 18", "I am 18 or older"),
        "student-rules": ("More rules for high school", "Colleges, employers, and contests"),
        "committee-charter": ('The Instructional Council ("the Committee")',),
    },
    "charter": {
        "board-policy": ("Governing Board", "Executive Director", "the charter network", "licensed in New Jersey"),
        "administrative-regulation": ("those of the New Jersey Department of Education",),
        "caregiver-notice": ('"we" means the charter network',),
        "committee-charter": ("from as many different schools",),
    },
    "charter-school": {
        "board-policy": ("Governing Authority", "Executive Director", "the charter school", "licensed in Ohio"),
        "administrative-regulation": ("those of the Ohio Department of Education and Workforce",),
        "caregiver-notice": ("When your child turns 18",),
    },
    "county": {
        "board-policy": ("County Board of Education", "Superintendent", "the school system", "licensed in Maryland"),
        "administrative-regulation": ("those of the Maryland State Department of Education", "bargaining agreement"),
        "committee-charter": ("The AI Steering Committee",),
        "incident-response-plan": ("General Counsel",),
    },
    "county-office": {
        "board-policy": (
            "County Board of Education",
            "County Superintendent of Schools shall",
            "the county office of education",
            "Cal. Educ. Code 49073.1",
        ),
        "administrative-regulation": ("those of the California Department of Education",),
    },
    "large": {
        "board-policy": ("collective bargaining agreement", "licensed in New York", "The AI Steering Committee"),
        "administrative-regulation": ("those of the New York State Education Department", "Chief Privacy Officer"),
        "caregiver-notice": ("General Counsel", "the provider must ask you directly for permission"),
        "committee-charter": ("ask the unions that represent staff",),
    },
    "primary": {
        "student-rules": ("Your teacher runs the AI tool", "Read these with a grown-up"),
        "caregiver-notice": ("Prekindergarten", "Grades K to 2", "a teacher must be the one who works it"),
        "administrative-regulation": ("Policy 7540 on technology", "School Board", "an attorney licensed in Vermont"),
    },
    "division": {
        "board-policy": ("School Board", "Division Superintendent", "the school division", "licensed in Virginia"),
        "administrative-regulation": ("those of the Virginia Department of Education",),
        "committee-charter": ("gives advice",),
        "caregiver-notice": ("No AI tools before age 13",),
    },
    "texas": {
        "board-policy": ("Board of Trustees shall", "LOCAL", "licensed in Texas"),
        "administrative-regulation": ("those of the Texas Education Agency",),
        "caregiver-notice": ("Students use AI tools in pilots", "The principal must send you"),
    },
}

_built: dict[str, Assembled] = {}


def drafts(name: str, library: Library) -> Assembled:
    """The drafts of a district, assembled once."""
    if name not in _built:
        _built[name] = build(answers(ODD[name], library), library)
    return _built[name]


def said(document: Document) -> str:
    """What the document says, in one line; not the line under its title that every draft has."""
    return re.sub(r"\s+", " ", plain(document).replace("Not reviewed by counsel.", ""))


def assert_absent(pattern: str, document: Document) -> None:
    text = said(document)
    found = re.search(pattern, text, re.I)
    assert not found, (document.id, text[max(0, found.start() - 90) : found.end() + 50])


@pytest.mark.parametrize("name", ODD)
def test_an_odd_district_has_sound_drafts(name: str, real_library: Library) -> None:
    built = drafts(name, real_library)
    assert built.problems == ()
    assert built.open == ()
    assert built.waiting == {}
    for document in built.documents:
        blanks = [node.label for node in walk(document) if isinstance(node, Blank)]
        assert [label for label in blanks if not LEFT_OUT.match(label)] == [], document.id


@pytest.mark.parametrize("name", ODD)
def test_it_has_the_documents_it_asked_for(name: str, real_library: Library) -> None:
    found = {document.id for document in drafts(name, real_library).documents}
    kept = {"board-policy"} if ODD[name].get("policy.route") == "keep" else set()
    assert found >= STARTER - kept
    assert not found & kept
    asked = ODD[name]["documents.more"]
    assert (found == STARTER - kept) == (not asked)
    assert ("committee-charter" in found) == ("committee_charter" in asked)
    if asked == ALL_DOCUMENTS:
        # The documents that the law of one state asks for begin with its letters.
        assert {id for id in found if id[2] != "-"} == {id for id in real_library.outlines if id[2] != "-"} - kept
        assert {id[:2] for id in found if id[2] == "-"} <= {ODD[name]["district.state"]}


@pytest.mark.parametrize("name", ODD)
def test_no_part_of_it_is_empty(name: str, real_library: Library) -> None:
    for document in drafts(name, real_library).documents:
        for section in document.sections:
            assert section.children, (document.id, section.id)
            for child in section.children:
                assert child.content, (document.id, child.id)


@pytest.mark.parametrize("name", ODD)
def test_it_reads_within_its_ceilings(name: str, real_library: Library) -> None:
    built = drafts(name, real_library)
    for selected in built.selected:
        for found in measure(named(built.documents, str(selected.outline.id)), selected.outline):
            assert not found.hard, (found.document, found.section, found.grade, found.ceiling)


@pytest.mark.parametrize("name", ODD)
def test_it_holds_no_words_of_other_districts(name: str, real_library: Library) -> None:
    for pattern, without in FORBIDDEN[name]:
        built = drafts(name, real_library)
        for document in built.documents:
            if document.id not in {*without, *built.privileged}:
                assert_absent(pattern, document)


@pytest.mark.parametrize("name", REQUIRED)
def test_it_holds_its_own_words(name: str, real_library: Library) -> None:
    documents = drafts(name, real_library).documents
    for id, phrases in REQUIRED[name].items():
        text = said(named(documents, id))
        for phrase in phrases:
            assert phrase in text, (name, id, phrase)


@pytest.mark.parametrize("name", ["large", "elementary", "texas"])
def test_each_language_stands_where_families_look(name: str, real_library: Library) -> None:
    question = real_library.interview.questions["district.languages"]
    languages = [
        item["other"] if isinstance(item, dict) else str(next(c.label for c in question.choices if c.id == item))
        for item in ODD[name]["district.languages"]
    ]
    documents = drafts(name, real_library).documents
    for id in ("caregiver-notice", "family-faq"):
        text = said(named(documents, id))
        assert [language for language in languages if language not in text] == [], (name, id)


def test_only_a_district_with_high_school_lets_an_adult_student_sign(real_library: Library) -> None:
    for name in ODD:
        notice = named(drafts(name, real_library).documents, "caregiver-notice")
        signers = [line for node in walk(notice) if isinstance(node, Signature) for line in node.labels]
        expected = "g9_12" in ODD[name]["district.grade_bands"]
        assert ("Signature of student" in signers) == expected, name


LEFT_OUT = re.compile(r"code in the policy manual|amounts: ")
"""What these districts left open: codes, and budget lines for which they gave no amount."""
DOUBLED = re.compile(
    r"\b[Tt]he ((?:[A-Z][\w-]+)(?: (?:of|for|[A-Z][\w-]+))*)(?:,|, and|, or| and| or| and to| with| from) the \1\b"
)
"""One office twice in a row, as where two offices are one person."""


@pytest.mark.parametrize("committee", ["new", "none"])
def test_one_person_in_every_office_is_named_once(committee: str, real_library: Library) -> None:
    """In a small district the principal is the coordinator, the technology office and all the rest."""
    offices = [str(id) for id in real_library.interview.questions if str(id).startswith("roles.")]
    own = dict(ODD["one-school"]) | dict.fromkeys(offices, "Principal") | {"committee.form": committee}
    own |= {"documents.more": [d for d in ALL_DOCUMENTS if committee == "new" or d != "committee_charter"]}
    own |= responders("Principal", "Lead Teacher", "attorney engaged for the incident")
    for document in build(answers(own, real_library), real_library).documents:
        found = DOUBLED.search(said(document))
        assert not found, (document.id, found[0])


def test_what_is_searched_for_does_stand_elsewhere(real_library: Library) -> None:
    """A pattern that no draft of any other district holds would prove nothing."""
    texts = {name: [said(d) for d in drafts(name, real_library).documents] for name in ODD}
    for name, patterns in FORBIDDEN.items():
        for pattern, _ in patterns:
            others = (text for other in ODD if other != name for text in texts[other])
            assert any(re.search(pattern, text, re.I) for text in others), (name, pattern)
