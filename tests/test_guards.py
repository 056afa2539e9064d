"""Rules that no set may break, whatever a district answers (tests/pairs.py): the clauses that stand, and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from aipolicy.library import Library
from tests.array_districts import Built, Piece, pieces_of
from tests.districts import build, example

MUST = "(?:must|shall|will)"
SEXUAL = re.compile(r"\b(?:nude|sexual) (?:image|picture|video|photo)s?\b", re.I)
MINOR = re.compile(r"\bminors?\b|\bunder 18\b|\bstudents?\b|\bchild", re.I)
VERBS = "copy|forward|show|delete|print|store|keep|save|send"
HANDLED = rf"(?:{VERBS}) (?:it|them|such|the|an?) ?(?:image|picture|copy|copies)?\b"
HANDLING = re.compile(rf"\b{MUST} (?:also )?{HANDLED}|^(?:\d\. )?{HANDLED}", re.I)
"""A duty or a step to handle such an image."""
FORBIDS_USE = re.compile(
    rf"\b{MUST} (?:not|never) (?:use|approve|give students|let students use) (?:an?|any|another|other)?"
    r" ?(?:AI|open|approved|personal|chatbot|companion|recording|tool)",
    re.I,
)
BANS = (
    "use-ai-tool",
    "use-approved-tool",
    "use-unapproved-tool",
    "use-open-tool",
    "use-companion-chatbot",
    "use-ai-without-permission",
    "use-ai-on-secure-assessment",
    "use-personal-account",
    "record-with-ai",
)
"""The acts whose prohibition could take assistive technology away."""
# The youngest students read it in plain words.
ASSISTIVE = re.compile(r"assistive|\bIEP\b|504|Some children need a tool to read", re.I)
RULES_OF_CONDUCT = ("administrative-regulation", "staff-rules", "student-rules", "student-handbook-insert")


@pytest.fixture(scope="module")
def districts(array_districts: tuple[Built, ...]) -> tuple[Built, ...]:
    return array_districts


def policy_of(built: Built) -> str:
    """The document that holds what the policy decides: the regulation, where the present policy stays."""
    return "administrative-regulation" if built.values["policy.route"] == "keep" else "board-policy"


def test_the_districts_take_every_route(districts: tuple[Built, ...], real_library: Library) -> None:
    routes = [str(choice.id) for choice in real_library.interview.questions["policy.route"].choices]
    assert {built.values["policy.route"] for built in districts} == set(routes) > {"keep"}
    for built in districts:
        assert ("board-policy" in built.pieces) == (built.values["policy.route"] != "keep")


def sentences(piece: Piece) -> Iterator[str]:
    for line in piece.text.split("\n"):
        yield from re.split(r"(?<=[.;!?]) ", line)


def test_sexual_images_of_minors_go_to_the_authorities_untouched(districts: tuple[Built, ...]) -> None:
    homes = {
        "administrative-regulation": "regulation.sexual-images",
        "staff-rules": "staff.sexual-images",
        "staff-handbook-insert": "handbook-staff.sexual-images",
        "incident-response-plan": "incident.sexual-images",
    }
    for built in districts:
        for document, clause in homes.items():
            if document not in built.pieces:
                continue
            (piece,) = [p for p in built.pieces[document] if p.id == clause]
            words = piece.text
            for forbidden in ("copy", "forward", "show", "delete"):
                forbids = rf"Staff {MUST} (?:not|never) [^.]*\b{forbidden}\b[^.]*\."
                assert re.search(forbids, words), (document, forbidden, words)
            assert re.search(r"\b[Rr]eport\b[^.]*law enforcement and (?:to )?child protection", words), words
            assert re.search(r"at once", words), words


def test_no_text_tells_anybody_to_handle_such_an_image(districts: tuple[Built, ...]) -> None:
    met = set()
    for built in districts:
        for pieces in built.pieces.values():
            for piece in pieces:
                if piece.kind != "clause" or piece.text in met:
                    continue
                met.add(piece.text)
                # In a clause about nothing else every sentence counts.
                whole = piece.id.endswith("sexual-images")
                for sentence in sentences(piece):
                    if whole or (SEXUAL.search(sentence) and MINOR.search(sentence)):
                        found = HANDLING.search(sentence)
                        assert not found, (piece.document, piece.id, sentence)


def test_rules_on_such_images_stand_in_every_district(districts: tuple[Built, ...], real_library: Library) -> None:
    for built in districts:
        standing = [real_library.blocks[id] for id in built.ids() if id in real_library.blocks]
        rules = {(rule.verb, str(rule.what)) for block in standing for rule in block.rules if rule.who == "staff"}
        assert ("must_not", "handle-sexual-images") in rules
        assert ("must", "report-sexual-images") in rules
        assert ("may", "handle-sexual-images") not in rules


def test_every_prohibition_excepts_assistive_technology(districts: tuple[Built, ...], real_library: Library) -> None:
    """A document that forbids use says in its own text that assistive technology is excepted, or where that stands."""
    for built in districts:
        for document, pieces in built.pieces.items():
            forbids = [
                p for p in pieces if p.kind == "clause" and (_bans(p, real_library) or FORBIDS_USE.search(p.text))
            ]
            if not forbids or document in {"duties-register", "decision-register"}:
                continue
            excepts = [p for p in pieces if p.kind == "clause" and ASSISTIVE.search(p.text)]
            assert excepts, (document, [p.id for p in forbids], str(built))
        for document, clause in (
            (policy_of(built), "policy.assistive"),
            ("administrative-regulation", "regulation.assistive"),
        ):
            (piece,) = [p for p in built.pieces[document] if p.id == clause]
            for named in ("IEP", "Section 504 plan", "Americans with Disabilities Act"):
                assert named in piece.text
            assert re.search(rf"staff {MUST} (?:not withdraw|provide)", piece.text, re.I)


def _bans(piece: Piece, library: Library) -> bool:
    block = library.blocks.get(piece.id)
    return block is not None and any(r.verb == "must_not" and r.what in BANS for r in block.rules)


def test_consent_passes_to_the_student_at_18(districts: tuple[Built, ...]) -> None:
    for built in districts:
        high = "g9_12" in built.values["district.grade_bands"]
        assert ("regulation.turn-18" in built.ids("administrative-regulation")) == high
        asks = "caregiver-notice" in built.pieces and built.values["stance.students"] != "prohibited"
        if high and asks:
            assert re.search(r"\b18\b", built.text("caregiver-notice")), str(built)
        if high and asks and "student-rules" in built.pieces:
            assert "student.eighteen" in built.ids("student-rules")
        if not high:
            for document in ("caregiver-notice", "student-rules", "family-faq"):
                found = [p.id for p in built.pieces.get(document, ()) if re.search(r"\bturns? 18\b|At 18", p.text)]
                assert not found, (document, found)


def test_rules_away_from_school_need_a_nexus(districts: tuple[Built, ...]) -> None:
    for built in districts:
        (piece,) = [p for p in built.pieces["administrative-regulation"] if p.id == "regulation.off-campus"]
        assert re.search(
            rf"{MUST} not discipline a student for AI conduct away from school without a nexus", piece.text
        )
        for document in ("student-rules", "student-handbook-insert"):
            if document in built.pieces:
                assert re.search(r"(away from|off|outside|at home)", built.text(document)), document


def test_complaints_go_to_the_districts_own_procedures(districts: tuple[Built, ...], real_library: Library) -> None:
    parallel = re.compile(
        r"\bappeals? (?:committee|panel|board)\b|\bAI (?:complaint|grievance|appeal)s? (?:form|procedure|panel)",
        re.I,
    )
    for built in districts:
        (piece,) = [p for p in built.pieces[policy_of(built)] if p.id == "policy.complaints"]
        assert "follow" in piece.text
        assert "regulation.complaints" in built.ids("administrative-regulation")
        for pieces in built.pieces.values():
            for other in pieces:
                assert other.kind != "clause" or not parallel.search(other.words), (other.document, other.id)
    for topic in ("complaints", "nondiscrimination", "title-ix"):
        assert f'manual_ref("{topic}")' in real_library.blocks["policy.complaints"].body


def test_no_rule_of_conduct_applies_before_notice(districts: tuple[Built, ...], real_library: Library) -> None:
    for built in districts:
        ids = built.ids("administrative-regulation")
        assert "regulation.notice-first" in ids
        standing = [real_library.blocks[id] for id in built.ids() if id in real_library.blocks]
        rules = {(rule.verb, str(rule.what)) for block in standing for rule in block.rules}
        assert ("must_not", "discipline-before-notice") in rules
        assert ("may", "discipline-before-notice") not in rules
        if "student-rules" in built.pieces:
            assert "student.given" in built.ids("student-rules")


def test_the_nondiscrimination_statement_is_the_districts_own(real_library: Library) -> None:
    own = "Elm County admits everyone. It treats nobody worse. Ask the office in Room 4."
    values = example("lakeshore", real_library)
    for said in (own, None):
        answers = {id: value for id, value in values.items() if id != "district.nondiscrimination_statement"}
        built = build(answers | ({"district.nondiscrimination_statement": said} if said else {}), real_library)
        regulation = next(d for d in built.documents if d.id == "administrative-regulation")
        (piece,) = [p for p in pieces_of(regulation) if p.id == "regulation.nondiscrimination"]
        body = piece.text.split("\n", 1)[1].replace("\n", " ")
        assert body == said if said else re.fullmatch(r"\[[^\]]+\]\.?", body), body


def test_no_nondiscrimination_statement_is_generated(districts: tuple[Built, ...]) -> None:
    listed = re.compile(r"discriminat\w* (?:on the basis of|because of|based on) (?:race|color|sex|religion)", re.I)
    for built in districts:
        for pieces in built.pieces.values():
            for piece in pieces:
                assert not listed.search(piece.text), (piece.document, piece.id)


def test_nothing_binds_beyond_law_and_agreements(districts: tuple[Built, ...]) -> None:
    for built in districts:
        unions = built.values["district.unions"]
        for document, clause in ((policy_of(built), "policy.bargaining"), ("staff-rules", "staff.bargaining")):
            if document in built.pieces:
                assert (clause in built.ids(document)) == unions, (document, str(built))
                if unions:
                    (piece,) = [p for p in built.pieces[document] if p.id == clause]
                    assert "collective bargaining agreement controls" in piece.text
