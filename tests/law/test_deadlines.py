"""Dates by which law wants a policy adopted, against the dates in the answers, and against a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aipolicy.answers import facts_of
from aipolicy.assemble import assemble
from aipolicy.law.deadlines import Deadline, Vote, deadlines, missed, unmet, votes
from aipolicy.law.use import law_in_use
from aipolicy.problems import Problem, Span
from tests.districts import answers_of
from tests.tiny import DISTRICT, TINY, tiny_library

CITATIONS, INTERVIEW = "policy_blocks/citations.yaml", "templates/interview/manual.yaml"
TOP = Span("aipolicy.yaml")
ASKED = "".join(
    f"  - {{id: {id}, ask: When?, type: date, why: It is printed., who_knows: board, optional: true}}\n"
    for id in ("manual.first_reading", "manual.second_reading", "resolution.meeting", "roadmap.vision_by")
)
ROUTE = """\
  - id: policy.route
    ask: Which policy?
    type: choice
    why: It decides the documents.
    who_knows: board
    choices: [{id: standalone, label: New}, {id: keep, label: Old}]
"""
POLICY = 'date: "2027-07-01", says: "adopt a policy on tools", adoption: true'
Known = tuple[tuple[Deadline, ...], tuple[Vote, ...]]


def known(folder: Path, entry: str = POLICY, law: str = "oh", **given: object) -> Known:
    """The deadlines of a tiny district, and the days that its answers give."""
    head = f"  jurisdiction: {law}\n"
    assert TINY[CITATIONS].count("  jurisdiction: oh\n") == 1
    citations = TINY[CITATIONS].replace("  jurisdiction: oh\n", f"{head}  compliance: [{{{entry}}}]\n")
    library = tiny_library(folder, {CITATIONS: citations, INTERVIEW: TINY[INTERVIEW] + ASKED + ROUTE})
    answers = answers_of({**DISTRICT, **{id.replace("__", "."): value for id, value in given.items()}}, library)
    facts = facts_of(answers, library.interview)
    uses = law_in_use(assemble(library, answers).documents, library)
    return deadlines(library, facts, uses), votes(answers, facts)


def words(problems: tuple[Problem, ...]) -> list[str]:
    assert all(problem.severity == "warning" for problem in problems)
    return [problem.message for problem in problems]


def test_a_recorded_adoption(tmp_path: Path) -> None:
    assert missed(*known(tmp_path, manual__adopted="2027-07-01")) == ()
    (problem,) = missed(*known(tmp_path, manual__adopted="2027-07-02"))
    assert (problem.code, problem.severity) == ("misses-deadline", "warning")
    assert problem.message == (
        "the adoption on July 2, 2027 misses the deadline of R.C. 1.1 on July 1, 2027: "
        "the district must adopt a policy on tools"
    )
    assert problem.related[0][0].path == CITATIONS
    assert unmet(*known(tmp_path, manual__adopted="2027-07-02"), date(2029, 1, 1), TOP) == ()


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("resolution__meeting", "the board's vote"),
        ("roadmap__vision_by", "the planned adoption"),
        ("manual__second_reading", "the second reading"),
        ("manual__first_reading", "the first reading"),
    ],
)
def test_a_plan(tmp_path: Path, question: str, what: str) -> None:
    (told,) = words(missed(*known(tmp_path, **{question: "2027-08-10"})))
    assert told.startswith(f"{what} on August 10, 2027 misses the deadline")
    assert missed(*known(tmp_path, **{question: "2027-06-10"})) == ()
    # What is recorded counts, and not what was planned.
    assert missed(*known(tmp_path, **{question: "2027-08-10"}, manual__adopted="2027-06-30")) == ()


def test_a_month_and_a_year(tmp_path: Path) -> None:
    month = POLICY.replace("2027-07-01", "2027-07")
    assert missed(*known(tmp_path, month, manual__adopted="2027-07-01")) == ()
    (told,) = words(missed(*known(tmp_path, month, manual__adopted="2027-07-02")))
    assert "may miss the deadline of R.C. 1.1 in July 2027" in told
    (told,) = words(missed(*known(tmp_path, month, manual__adopted="2027-08-01")))
    assert " misses the deadline of R.C. 1.1 in July 2027" in told
    (told,) = words(missed(*known(tmp_path, POLICY.replace("2027-07-01", "2027"), manual__adopted="2027-08-01")))
    assert "may miss the deadline of R.C. 1.1 in 2027" in told


def test_whose_deadline_it_is(tmp_path: Path) -> None:
    assert known(tmp_path, district__state="tx", manual__adopted="2027-08-01")[0] == ()
    # Federal law counts where a document rests on it, and a state's own law in any case.
    assert len(known(tmp_path, law="us")[0]) == 1
    assert len(known(tmp_path, law="tx", district__state="tx")[0]) == 1
    assert known(tmp_path, f"{POLICY}, when: {{district.stance: free}}")[0] == ()
    assert known(tmp_path, f"{POLICY}, when: {{district.stance: free}}", district__stance="undecided")[0] == ()
    assert known(tmp_path, POLICY.replace(", adoption: true", ""))[0] == ()


def test_no_date_and_a_deadline_near_or_past(tmp_path: Path) -> None:
    found = known(tmp_path)
    assert unmet(*found, date(2027, 5, 1), TOP) == ()
    assert words(unmet(*found, date(2027, 5, 2), TOP)) == [
        "no adoption is recorded, and the deadline of R.C. 1.1 is on July 1, 2027, in 60 days: "
        "the district must adopt a policy on tools"
    ]
    assert "in 1 day:" in words(unmet(*found, date(2027, 6, 30), TOP))[0]
    assert "is on July 1, 2027, today:" in words(unmet(*found, date(2027, 7, 1), TOP))[0]
    assert "was on July 1, 2027, 1 day ago:" in words(unmet(*found, date(2027, 7, 2), TOP))[0]
    assert unmet(*found, date(2027, 7, 2), TOP)[0].span == TOP


def test_a_month_is_near_and_is_past(tmp_path: Path) -> None:
    found = known(tmp_path, POLICY.replace("2027-07-01", "2027-07"))
    assert "is in July 2027:" in words(unmet(*found, date(2027, 7, 31), TOP))[0]
    assert "was in July 2027, 1 day ago:" in words(unmet(*found, date(2027, 8, 1), TOP))[0]


def test_a_plan_in_time_is_enough_until_it_has_passed(tmp_path: Path) -> None:
    found = known(tmp_path, resolution__meeting="2027-06-10")
    assert unmet(*found, date(2027, 6, 10), TOP) == ()
    assert len(unmet(*found, date(2027, 6, 11), TOP)) == 1
    # A reading is no adoption; a plan that comes too late is told by `missed`.
    assert len(unmet(*known(tmp_path, manual__first_reading="2027-06-10"), date(2027, 6, 1), TOP)) == 1
    assert unmet(*known(tmp_path, resolution__meeting="2027-08-10"), date(2027, 8, 1), TOP) == ()


def test_a_district_that_keeps_its_policy_plans_no_adoption(tmp_path: Path) -> None:
    found = known(tmp_path, policy__route="keep", resolution__meeting="2027-08-10")
    assert found[1] == ()
    assert missed(*found) == ()
    assert len(unmet(*found, date(2027, 8, 1), TOP)) == 1
    assert len(missed(*known(tmp_path, policy__route="keep", manual__adopted="2027-08-10"))) == 1
