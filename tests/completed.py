"""Completes what a district says of itself: for districts of tests that decide only what makes them odd.

A question that the district leaves open takes the suggested answer, and a fact takes one that fits any district.
Nothing asked stays unanswered but optional facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aipolicy.conditions import Facts
from aipolicy.conditions.evaluate import Fact
from aipolicy.library import Library
from aipolicy.library.questions import Question, Suggestion

ALL_DOCUMENTS = [
    "student_rules",
    "family_faq",
    "handbook_inserts",
    "committee_charter",
    "vendor_documents",
    "incident_response_plan",
    "training_plan",
    "engagement_plan",
    "roadmap",
    "department_uses",
    "technology_readiness",
    "budget_and_roi",
    "readiness_assessment",
    "board_resolution",
    "duties_register",
    "legal_crosswalk",
]
TOPICS = [
    "acceptable-use",
    "academic-integrity",
    "bullying",
    "complaints",
    "copyright",
    "discipline",
    "equity",
    "internet-safety",
    "nondiscrimination",
    "open-meetings",
    "personnel-conduct",
    "procurement",
    "records-retention",
    "special-education",
    "student-records",
    "title-ix",
    "volunteers-visitors",
]

TITLES = {"title-ix": "Sex Discrimination"}

STAFF_TOOL: dict[str, Any] = {
    "id": "planner",
    "name": "Plan Helper",
    "provider": "Invented Tools Co.",
    "purpose": "drafts lesson plans",
    "users": ["staff"],
    "data": ["none"],
    "environment": "closed",
    "agreement": "addendum",
    "basis": "no_student_data",
    "consent": "none",
    "status": "approved",
    "expires": "2027-06-30",
}

FACTS: dict[str, Any] = {
    "contact.phone": "555-0120",
    "contact.email": "families@schools.example",
    "policy.kept_title": "Policy 7540 on technology",
    "manual.rescinds": "Resolution 2024-11 on AI tools",
    "district.kind": "district",
    "district.erate": True,
    "district.enrollment": "4200",
    "district.county": "Cardinal County",
    "district.website": "www.schools.example",
    "district.nondiscrimination_statement": "We do not discriminate on any ground that law protects.",
    "manual.cross_references": [
        {
            "id": f"topic_{n}",
            "topic": topic,
            "code": f"{700 + n}",
            "title": TITLES.get(topic, topic.replace("-", " ").capitalize()),
        }
        for n, topic in enumerate(TOPICS)
    ],
    "manual.first_reading": "2027-01-12",
    "manual.second_reading": "2027-02-09",
    "manual.effective": "2027-07-01",
    "policy.vision": "Every student learns to question what a machine says.",
    "policy.goals": [
        {
            "id": "know",
            "goal": "Each family knows which AI tools are used",
            "measure": "the yearly family survey",
            "owner": "AI Coordinator",
            "by": "2028-05-31",
        }
    ],
    "policy.opportunities": [{"id": "time", "text": "more time for small groups"}],
    "policy.risks": [{"id": "thinking", "text": "students who let a tool do the thinking"}],
    "committee.created_by": "chief",
    "committee.votes": "all",
    "committee.open": "open",
    "committee.conflicts": "recuse",
    "tools.register": [STAFF_TOOL],
    "vendors.existing_by": "2027-09-30",
    "vendors.board_amount": "25000",
    "engagement.listening_ends": "2027-01-29",
    "engagement.vision_by": "2027-02-09",
    "engagement.strategy_by": "2027-05-28",
    "engagement.execution_from": "2027-08-16",
    "engagement.targets": [
        {"id": "families", "group": "Families", "target": "half of all households", "reach": "Paper and telephone"}
    ],
    "readiness.assessed_on": "2026-10-09",
    "readiness.reassess_by": "2027-10-29",
    "incident.extends": ["crisis", "title_ix", "bullying", "cyber", "threat"],
    "readiness.method": "team",
    "incident.police": "the local police",
    "incident.alternate_police": "the county sheriff",
    "incident.payment_limit": "1000",
    "roadmap.engagement": "done",
    "roadmap.engagement_by": "2026-11-20",
    "roadmap.vision_by": "2027-02-09",
    "roadmap.strategy_by": "2027-05-28",
    "roadmap.start": "2027-08-16",
    "roadmap.pilot_size": "60",
    "roadmap.board_amount": "25000",
    "roadmap.contracts_by": "2027-12-17",
    "training.deadline": "2027-10-29",
    "training.leaders_session": "2027-03-05",
    "technology.audited_on": "2026-11-06",
    "technology.incident_contact": "the technology desk, 555-0121",
    "technology.ingests": False,
    "technology.help_hours": "8:00 a.m. to 4:00 p.m. on school days",
    "budget.fiscal_year": "2027-28",
    "budget.lines": [
        {
            "id": "course",
            "line": "intro_training",
            "what": "the first course for staff",
            "kind": "one_time",
            "year": "y1",
            "amount": "4000",
            "fund": "title_ii",
            "owner": "AI Coordinator",
        }
    ],
    "resolution.meeting": "2027-02-09",
    "resolution.issue_by": "2027-05-28",
    "resolution.first_report": "2027-12-14",
    "uses.school_choice": False,
    "state.oh_monitoring": ["web"],
    "state.ut_metadata_link": "www.schools.example/metadata",
}


CELLS: dict[str, dict[str, str]] = {
    "technology.audit": {"level": "not_checked", "gap": "unknown"},
    "technology.measures": {"": "planned"},
}
"""What stands in every row of a grid of facts, by column; elsewhere it is a level in the middle."""


def answers(own: Mapping[str, Any], library: Library, *, strict: bool = True) -> dict[str, Any]:
    """Every answer of the district that says `own` of itself, by question id, as `tests.districts` takes them.

    Unless `strict`, some of `own` may answer a question that this district is not asked; it is left out.
    """
    values: dict[str, Any] = {"draft_date": "2026-11-16"}
    known: dict[str, Fact] = {}
    waiting = list(library.interview.questions.values())
    while waiting:
        later = []
        for question in waiting:
            id = str(question.id)
            facts = Facts(library.vocabulary, known, frozenset())
            asked = facts.visible(id)
            if asked is None or (question.rows_from and question.rows_from not in values):
                later.append(question)
            elif asked and (value := _answer(question, own, facts)) is not None:
                values[id] = value
                known[id] = _fact(question, value)
        # What waits in vain is asked of nobody.
        if len(later) == len(waiting):
            break
        waiting = later
    assert not strict or set(own) <= set(values), set(own) - set(values)
    return values


def _answer(question: Question, own: Mapping[str, Any], facts: Facts) -> Any:
    id = str(question.id)
    if id in own or id in FACTS:
        return own[id] if id in own else FACTS[id]
    match question.type:
        case "grid":
            return _grid(question, facts)
        case "yes_no" if question.suggest:
            return question.suggest == "true"
        case "choices" if question.suggest:
            return list(question.suggest)
        case "choice" if question.suggest:
            return str(question.suggest)
        case "rows" if question.minimum == 0 and not question.optional:
            return []
    assert question.optional, f"{id} has no answer"
    return None


def _grid(question: Question, facts: Facts) -> dict[str, Any]:
    """Suggested cells; in grids of facts, which have no suggestions, those of any district."""
    usual = CELLS.get(str(question.id), {"": "level_1"})
    rows = [row for row, asked in facts.grid_rows(facts.vocabulary[str(question.id)]) if asked is True]
    if not question.columns or str(question.columns[0].id) == "":
        suggest = question.suggest or (question.columns[0].suggest if question.columns else None)
        return {row: _suggested(suggest, row) or usual[""] for row in rows}
    found: dict[str, Any] = {}
    for row in rows:
        cells: dict[str, str] = {}
        for column in question.columns:
            if column.asked(cells):
                cells[str(column.id)] = _suggested(column.suggest, row) or usual[str(column.id)]
        found[row] = cells
    return found


def _suggested(suggest: Suggestion, row: str) -> str:
    return str(suggest.get(row, "")) if isinstance(suggest, Mapping) else str(suggest or "")


def _fact(question: Question, value: Any) -> Fact:
    match question.type:
        case "yes_no":
            return "true" if value else "false"
        case "number" | "money":
            return Decimal(value)
        case "choices":
            return frozenset("other" if isinstance(item, dict) else item for item in value)
        case "rows":
            return tuple({k: frozenset(v) if isinstance(v, list) else v for k, v in row.items()} for row in value)
        case _:
            return value  # type: ignore[no-any-return]


def roles(**titles: str) -> dict[str, str]:
    """Who fills the offices; whoever is not named is the coordinator."""
    return {
        f"roles.{office}": titles.get(office, titles["coordinator"])
        for office in ("coordinator", "technology", "privacy", "instruction", "business")
    } | {f"roles.{office}": title for office, title in titles.items()}


def responders(leader: str, second: str, legal: str, **others: str) -> dict[str, str]:
    """Who answers a fake: `second` stands in for everyone who is not named, but the lawyer."""
    seats = ("commander", "administration", "technology", "communications", "title_ix", "counseling")
    return {
        "incident.commander": leader,
        "incident.legal": legal,
        "incident.alternate_legal": "an outside attorney on call",
        **{f"incident.alternate_{seat}": second for seat in seats},
        **{f"incident.{seat}": title for seat, title in others.items()},
    }


def tool(
    id: str, name: str, purpose: str, grades: tuple[str, ...], consent: str = "none", status: str = "approved"
) -> dict[str, Any]:
    """A closed tool that students of these grades use."""
    return {
        "id": id,
        "name": name,
        "provider": "Fictional Learning Co.",
        "purpose": purpose,
        "users": ["students", "staff"],
        "grades": list(grades),
        "data": ["name_login", "work"],
        "environment": "closed",
        "agreement": "national",
        "basis": "school_official",
        "consent": consent,
        "status": status,
        "expires": "2027-06-30",
    }
