"""What the drafts may say about law: rules of text that hold for every district."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aipolicy.document import Clause, Document, Reference, walk
from aipolicy.library import Library
from aipolicy.writers.markdown import write
from tests.districts import ROOT, blocks, build, clauses, every_document, example, named, words
from tests.law.borders import STATUTES

FORBIDDEN = {
    "a status that FERPA does not give": r"FERPA[- ](compliant|certified|approved)|approved (by|under) FERPA",
    "a federal FERPA rule of 2026": r"2026 FERPA",
    "a statute that does not exist": r"\bECRA\b",
    "the 2024 Title IX rule": r"sex-based harassment|2024 (Title IX|rule)|Title IX[^.\n]*deepfake",
    "the old date of the ADA web rule": r"April 24, ?2026|2026-04-24",
    "a COPPA rule that was not adopted": r"312\.5\(c\)\(10\)|COPPA( Rule)? (allows|lets) (a |the )?(school|district)",
    "COPPA as a duty of the district": r"(the )?(district|school) (complies|must comply) with COPPA|COPPA[- ]compliant",
    "the wrong date of the COPPA amendments": r"June 21, ?2025",
    "disparate impact as a duty": r"disparate[- ]impact|discriminatory effect|100\.3\(b\)\(2\)",
    "an executive order": r"(?i:executive order)|\bE\.?O\.? ?1\d{4}\b|\b(13166|14110|14224|14277)\b",
    "a bill": r"\b(?<!U\.)(H\.?R|S\.?B|H\.?B|A\.?B|H\.?F|S\.?S\.?B|S)\.? \d{2,}\b|\bKIDS Act\b",
    "rescinded guidance": r"2015[^.\n]*Dear Colleague|Dear Colleague[^.\n]*2015",
    "a law that was repealed": r"24-205|June 30, 2026",
    "pre-emption of state law": r"\bpre-?empt",
    # "Members must first state in writing" is no such claim.
    "a claim to be first": r"\bfirst (state|district|school)s? (to|in|of)\b(?! writing)|first in the (country|nation)",
    "the court case on assistive technology": r"Clarksville|William A\.",
}
Districts = dict[str, tuple[dict[str, Any], tuple[Document, ...]]]
LARGER, SMALLER = "April 26, 2027", "April 26, 2028"
STOP = r"(must|shall|will) not"
NO_TOOL = re.compile(
    # A ban on one purpose ("to profile", "in place of an interpreter") leaves the tool itself alone.
    rf"\b([Ss]tudents?|[Ss]taff|child|[Pp]erson)\b[^.\n]{{0,60}} {STOP} use (an|any) (AI|open) tools?\b"
    r"(?! to\b| or other software to\b| in place of\b)"
    rf"|\b([Ss]tudents?|[Ss]taff|child)\b[^.\n]{{0,60}} {STOP} use AI tools\b(?!,[^.\n]* to urge\b)"
)
PROHIBITS = re.compile(rf"\b([Ss]tudents?|[Ss]taff|child|[Tt]eachers?|[Pp]erson|provider|Committee)\b[^.\n]* {STOP}\b")
PROHIBITS_A_TOOL = re.compile(
    rf"\b([Ss]tudents?|[Ss]taff|child|[Tt]eachers?|[Pp]erson)\b[^.\n]* {STOP} (use|open|bring|try|start)\b"
    r"[^.\n]*\btools?\b"
)
RIGHTS = (r"IEP|individualized education program", r"Section 504", r"Americans with Disabilities Act")
EXCEPTION = re.compile(
    r"\b(No|Nothing)\b[^.]* (takes? away|prohibits?|withholds|reaches|limits)\b"
    r"|does not prohibit assistive technology|No rule here takes it away"
    r"|arrange another means at once"
)
EXCEPTIONS = {
    "administrative-regulation": ("regulation.assistive",),
    "board-policy": ("policy.assistive",),
    "budget-and-roi": ("budget.assistive",),
    "caregiver-notice": ("consent.assistive",),
    "committee-charter": ("committee.limits",),
    "department-uses": ("uses.assistive",),
    "engagement-plan": ("engagement.assistive",),
    "family-faq": ("faq.disability",),
    "incident-response-plan": ("incident.assistive",),
    "roadmap": ("roadmap.assistive",),
    "staff-handbook-insert": ("handbook-staff.assistive",),
    "staff-rules": ("staff.assistive",),
    "student-handbook-insert": ("handbook-student.fair",),
    "student-rules": ("student.assistive", "student.elementary-assistive"),
    "technology-readiness": ("technology.assistive",),
    "vendor-addendum": ("vendor.assistive",),
    "vendor-checklist": ("checklist.assistive",),
}
"""The clause of each document that excepts assistive technology from every rule in it."""
ASSISTIVE = {id for ids in EXCEPTIONS.values() for id in ids}
ENDORSES = re.compile(r"Federal Trade Commission(?! takes complaints)")


def _texas(library: Library) -> dict[str, Any]:
    return example("lakeshore", library) | {"district.state": "tx", "committee.role": "recommending"}


def _tennessee(library: Library) -> dict[str, Any]:
    return example("lakeshore", library) | {
        "district.state": "tn",
        "district.population": "30000",
        "district.counsel": "outside",
        "consent.under_13": "prohibited",
        "consent.open_tools": "staff_and_students",
        "vendors.national_agreement": "not_used",
        "vendors.training": "deidentified",
    }


def _prohibited(library: Library) -> dict[str, Any]:
    return example("cedar-hollow", library) | {
        "documents.more": every_document(library),
        "stance.staff": "prohibited",
        "district.state": "va",
        "vendors.training": "written_consent",
    }


def _keep(library: Library) -> dict[str, Any]:
    return _prohibited(library) | {"policy.route": "keep", "policy.kept_title": "Policy 7540 on technology"}


def _undecided(library: Library) -> dict[str, Any]:
    return dict.fromkeys(library.interview.questions, "undecided") | {"documents.more": every_document(library)}


@pytest.fixture(scope="module")
def districts(real_library: Library) -> Districts:
    """Answers and documents by the name of the district."""
    answers = {
        "lakeshore": example("lakeshore", real_library),
        "cedar-hollow": example("cedar-hollow", real_library),
        "texas": _texas(real_library),
        "tennessee": _tennessee(real_library),
        "prohibited": _prohibited(real_library),
        "keep": _keep(real_library),
        "undecided": _undecided(real_library),
    }
    return {name: (values, _published(values, real_library)) for name, values in answers.items()}


def _published(values: dict[str, Any], library: Library) -> tuple[Document, ...]:
    """The documents but counsel's papers, which quote what was read of the law (tests/law looks at those)."""
    documents = build(values, library).documents
    return tuple(found for found in documents if library.outlines[found.id].publication != "privileged")


@pytest.fixture(scope="module")
def texts(districts: Districts) -> list[tuple[str, str, str]]:
    """District, document and Markdown of every draft."""
    return [(name, str(d.id), write(d)) for name, (_, documents) in districts.items() for d in documents]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_no_draft_makes_a_wrong_statement(
    statement: str, texts: list[tuple[str, str, str]], real_library: Library
) -> None:
    for name, document, shown in texts:
        # An act that has no number of its own yet is cited by the bill that was enacted.
        text = shown
        quoted = [str(law.citation) for law in real_library.citations.values()]
        quoted += [str(state.lacks) for state in real_library.jurisdictions.values()]
        for quote in quoted:
            text = text.replace(quote, "")
        found = re.search(FORBIDDEN[statement], text)
        assert not found, (name, document, found and found[0])


def test_no_clause_or_question_makes_a_wrong_statement() -> None:
    files = [*(ROOT / "policy_blocks").rglob("*.md"), *(ROOT / "templates" / "interview").glob("*.yaml")]
    assert len(files) > 200
    for file in files:
        text = file.read_text(encoding="utf-8")
        for statement, pattern in FORBIDDEN.items():
            found = re.search(pattern, text)
            assert not found, (file.name, statement, found and found[0])


def test_a_draft_without_a_state_cites_no_states_law(texts: list[tuple[str, str, str]]) -> None:
    """Those of the 51 jurisdictions: tests/law/borders.py."""
    for name, document, text in texts:
        for state, statutes in STATUTES.items() if name == "undecided" else ():
            found = re.search(statutes, text)
            assert not found, (document, state, found and found[0])


def test_the_date_of_the_web_rule_follows_the_population(
    districts: Districts, texts: list[tuple[str, str, str]]
) -> None:
    expected = {
        "lakeshore": {LARGER},
        "texas": {LARGER},
        "tennessee": {SMALLER},
        "cedar-hollow": {SMALLER},
        "prohibited": {SMALLER},
        "keep": {SMALLER},
        "undecided": set(),
    }
    for name in districts:
        text = "".join(text for district, _, text in texts if district == name)
        certain = "\n".join(line for line in text.splitlines() if "(depends on the answer to: " not in line)
        assert {date for date in (LARGER, SMALLER) if date in certain} == expected[name], name


def test_an_open_population_prints_no_date(real_library: Library) -> None:
    values = example("lakeshore", real_library) | {"district.population": "undecided"}
    addendum = write(named(build(values, real_library).documents, "vendor-addendum"))
    assert not {date for date in (LARGER, SMALLER) if date in addendum}


def test_each_document_that_prohibits_excepts_assistive_technology(districts: Districts) -> None:
    """By a clause of its own, which keeps what the three laws require, or where it forbids by reference to one."""
    prohibiting = set()
    for name, (_, documents) in districts.items():
        for document in documents:
            found = clauses(document)
            if any(PROHIBITS.search(words(clause)) for clause in found.values()):
                prohibiting.add(document.id)
            if document.id in EXCEPTIONS:
                own = [id for id in EXCEPTIONS[document.id] if id in found]
                # Until a district has said which grades it has, the rules for its students wait in a box.
                assert own or "decision.district.grade_bands" in blocks(document), (name, document.id)
                for id in own:
                    assert EXCEPTION.search(words(found[id])), (name, id)
                # Rules for young children say it without the names of laws.
                for law in RIGHTS if own and own != ["student.elementary-assistive"] else ():
                    assert any(re.search(law, words(found[id])) for id in own), (name, document.id, law)
                continue
            for id, clause in found.items():
                if PROHIBITS_A_TOOL.search(words(clause)):
                    assert _targets(clause) & ASSISTIVE, (name, id)
    assert set(EXCEPTIONS) <= prohibiting


def test_each_prohibition_of_ai_tools_names_the_exception(districts: Districts) -> None:
    checked = set()
    for name, (_, documents) in districts.items():
        for document in documents:
            for id, clause in clauses(document).items():
                if id in ASSISTIVE or not NO_TOOL.search(words(clause)):
                    continue
                checked.add(id)
                assert _targets(clause) & ASSISTIVE, (name, id)
    assert {
        *("consent.students-prohibited", "consent.staff-prohibited", "consent.under-13-prohibited"),
        *("policy.students-prohibited", "policy.staff-prohibited", "staff.use-prohibited", "staff.open-nobody"),
        *("faq.use-prohibited", "faq.under-13-prohibited", "training.no-staff-use", "regulation.assessments"),
    } <= checked


def _targets(clause: Clause) -> set[str]:
    return {str(node.target) for node in walk(clause) if isinstance(node, Reference)}


def test_a_school_authorizes_only_under_guidance(districts: Districts) -> None:
    for name, (_, documents) in districts.items():
        for document in documents:
            for id, clause in clauses(document).items():
                if ENDORSES.search(text := words(clause)):
                    assert re.search(r"[Uu]nder current (federal )?guidance", text), (name, id)


def test_the_addendum_states_the_three_conditions_for_school_officials(districts: Districts) -> None:
    for name, (_, documents) in districts.items():
        text = words(clauses(named(documents, "vendor-addendum"))["vendor.school-official"])
        for condition in ("would otherwise use employees", "directs how the provider uses and maintains", "redisclose"):
            assert condition in text, (name, condition)


def test_the_addendum_never_permits_training_on_young_children(districts: Districts) -> None:
    for name, (_, documents) in districts.items():
        addendum = clauses(named(documents, "vendor-addendum"))
        training = [words(clause) for id, clause in addendum.items() if id.startswith("vendor.training")]
        assert len(training) == (name != "undecided")
        for text in training:
            assert re.search(rf"{STOP} use [^.]*child under 13 to train a model, in any form or for any reason", text)


def test_the_consent_form_has_every_part_that_ferpa_asks_for(
    districts: Districts, texts: list[tuple[str, str, str]]
) -> None:
    notice = clauses(named(districts["lakeshore"][1], "caregiver-notice"))
    assert "34 CFR 99.30" in words(notice["consent.form-statement"])
    for part in ("Records", "Purpose", "Who gets them"):
        assert part in words(notice["consent.form-statement"])
        assert part.split()[0] in words(notice["consent.form-tools"])
    text = next(text for name, document, text in texts if (name, document) == ("lakeshore", "caregiver-notice"))
    for signature in ("consent.form-signature", "consent.form-signature-student"):
        part = text.partition(f'<a id="{signature}"></a>')[2].partition("<a id=")[0]
        assert "Signature of" in part
        assert "| Date |" in part
    assert "18 or older" in words(notice["consent.form-signature-student"])


@pytest.mark.parametrize("creator", ["board", "chief"])
@pytest.mark.parametrize("role", ["advisory", "recommending", "delegated"])
def test_every_document_gives_the_committee_the_verb_of_its_role(
    role: str, creator: str, real_library: Library
) -> None:
    values = example("lakeshore", real_library) | {
        "committee.role": role,
        "committee.created_by": creator,
        "committee.open": "closed",
    }
    text = "\n".join(write(document) for document in _published(values, real_library))
    verbs = {
        "advisory": r"Committee advises on AI tools",
        "recommending": r"Committee recommends AI tools for approval",
        "delegated": r"Committee approves AI tools for use",
    }
    for other, verb in verbs.items():
        assert bool(re.search(verb, text)) is (other == role), other
    decides = re.search(r"Committee('s approval| (may|must|shall|will) (approve|decide the request))", text)
    assert role == "delegated" or not decides
    if role == "advisory":
        assert "formal recommendation" not in text
    open_meetings = re.search(r"Committee (must|shall|will) follow the state's open-meetings law, and", text)
    assert bool(open_meetings) is (creator == "board")


def test_each_draft_says_what_it_is_and_when_its_law_was_checked(texts: list[tuple[str, str, str]]) -> None:
    for name, document, text in texts:
        assert "Not legal advice" in text, (name, document)
        _, _, references = text.partition("### Legal references")
        for line in re.findall(r"^- .*: (?:in force|guidance).*$", references, re.M):
            assert "; checked " in line, (name, document, line)
