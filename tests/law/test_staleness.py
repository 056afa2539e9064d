"""Law long unchecked, law that has begun, and what is no law: told by dates alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aipolicy.answers import facts_of
from aipolicy.assemble import assemble
from aipolicy.conditions import Facts
from aipolicy.document import Document
from aipolicy.law.dates import period
from aipolicy.law.staleness import begun, dead, unchecked
from aipolicy.law.use import LawInUse, law_in_use
from aipolicy.library import Library
from tests.districts import answers_of
from tests.tiny import DISTRICT, TINY, tiny_library

CITATIONS = "policy_blocks/citations.yaml"
NOTHING = Facts({}, {})
OHIO = "  jurisdiction: oh\n  status: in_force\n"


def in_use(folder: Path, *changes: tuple[str, str], **answers: object) -> tuple[LawInUse, ...]:
    """The law behind a tiny district's documents, with the citations changed."""
    text = TINY[CITATIONS]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    library = tiny_library(folder, {CITATIONS: text})
    return law_in_use(documents(library, answers), library)


def documents(library: Library, answers: dict[str, object]) -> tuple[Document, ...]:
    return assemble(library, answers_of({**DISTRICT, **answers}, library)).documents


def test_the_law_of_clauses_citations_and_definitions(tmp_path: Path) -> None:
    found = {str(use.law.id): use for use in in_use(tmp_path)}
    assert found["oh-law"].words == "rules (rules.state)"
    assert found["us-law"].words == "rules (rules.purpose)"
    assert found["us-guide"].words == "rules (term ai-tool)"
    assert [span.path for span, _ in found["oh-law"].related] == ["policy_blocks/rules/state.md"]


def test_what_does_not_stand_counts_for_nothing(tmp_path: Path) -> None:
    assert "oh-law" not in {str(use.law.id) for use in in_use(tmp_path, **{"district.state": "tx"})}


def test_the_law_of_a_duty_counts(tmp_path: Path) -> None:
    clause = TINY["policy_blocks/rules/state.md"]
    duty = "obliges: {who: board, does: acts, when: in August, record: the minutes, law: [us-guide]}\ncitations"
    library = tiny_library(tmp_path, {"policy_blocks/rules/state.md": clause.replace("citations", duty)})
    found = {str(use.law.id): use for use in law_in_use(documents(library, {}), library)}
    assert found["us-guide"].words == "rules (rules.state, term ai-tool)"


def test_longer_ago_than_the_limit(tmp_path: Path) -> None:
    uses = in_use(tmp_path, (f'{OHIO}  checked: "2026-11-21"', f'{OHIO}  checked: "2026-11-01"'))
    assert unchecked(uses, date(2027, 4, 30), 180) == ()
    (problem,) = unchecked(uses, date(2027, 5, 1), 180)
    assert (problem.severity, problem.code) == ("warning", "law-not-checked")
    assert str(problem.span) == f"{CITATIONS}:10:3"
    assert problem.message == (
        "R.C. 1.1 (oh-law) was last checked 181 days ago, on November 1, 2026; it stands behind rules (rules.state); "
        "official text: https://example.org/oh"
    )
    assert "official text" in problem.hint
    assert len(unchecked(uses, date(2027, 5, 21), 180)) == 3
    assert "1 day ago" in unchecked(uses, date(2026, 11, 2), 0)[0].message
    assert unchecked(uses, date(2020, 1, 1), 0) == ()


def test_law_that_has_begun(tmp_path: Path) -> None:
    later = "  jurisdiction: oh\n  status: effective_later\n"
    uses = in_use(tmp_path, (OHIO, f'{later}  effective: "2027-07-01"\n'))
    assert begun(uses, NOTHING, date(2027, 6, 30)) == ()
    (problem,) = begun(uses, NOTHING, date(2027, 7, 1))
    assert (problem.severity, problem.code) == ("warning", "law-begun")
    assert "its date has come, on July 1, 2027" in problem.message
    assert dead(uses) == ()


@pytest.mark.parametrize(
    ("text", "eve", "words"), [("2027-07", (2027, 6, 30), "in July 2027"), ("2027", (2026, 12, 31), "in 2027")]
)
def test_law_that_begins_on_no_day(tmp_path: Path, text: str, eve: tuple[int, int, int], words: str) -> None:
    later = "  jurisdiction: oh\n  status: effective_later\n"
    uses = in_use(tmp_path, (OHIO, f'{later}  effective: "{text}"\n'))
    assert begun(uses, NOTHING, date(*eve)) == ()
    (problem,) = begun(uses, NOTHING, date.fromordinal(date(*eve).toordinal() + 1))
    assert words in problem.message


def test_law_whose_duties_begin_later_still(tmp_path: Path) -> None:
    later = '  jurisdiction: oh\n  status: effective_later\n  effective: "2026-07-01"\n'
    dated = f'{later}  compliance: [{{date: "2027-07", says: "write a report"}}]\n'
    uses = in_use(tmp_path, (OHIO, dated))
    assert begun(uses, NOTHING, date(2027, 6, 30)) == ()
    assert len(begun(uses, NOTHING, date(2027, 7, 1))) == 1
    others = dated.replace('report"}', 'report", when: {district.stance: free}}')
    library = tiny_library(tmp_path, {CITATIONS: TINY[CITATIONS].replace(OHIO, others)})
    answers = answers_of(DISTRICT, library)
    uses = law_in_use(assemble(library, answers).documents, library)
    assert len(begun(uses, facts_of(answers, library.interview), date(2026, 7, 1))) == 1
    never = in_use(tmp_path, (OHIO, "  jurisdiction: oh\n  status: effective_later\n"))
    assert begun(never, NOTHING, date(2099, 1, 1)) == ()


@pytest.mark.parametrize("status", ["introduced", "vacated", "repealed"])
def test_what_is_no_law(tmp_path: Path, status: str) -> None:
    (problem,) = dead(in_use(tmp_path, (OHIO, f"  jurisdiction: oh\n  status: {status}\n")))
    assert (problem.severity, problem.code) == ("error", "dead-law")
    assert f"R.C. 1.1 (oh-law) is {status}" in problem.message
    assert problem.related[0][1] == "'rules.state' rests on it, in rules"


def test_periods() -> None:
    assert period("2027-07-01").is_day
    assert (period("2028-02").first, period("2028-02").last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert (period("2027").first, period("2027").last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert period("2027-02-31").words == "on February 28, 2027"
