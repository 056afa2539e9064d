"""totals-options."""

from __future__ import annotations

from aipolicy.checks import totals_options
from tests.checks.conftest import Found

INTERVIEW, OUTLINE = "templates/interview/district.yaml", "templates/documents/rules.yaml"
MONEY = """\
    fields:
      - {id: name, label: Name, type: text}
      - {id: cost, label: Cost, type: money}
      - {id: kind, label: Kind, type: choice, choices: [{id: a, label: A}]}
      - {id: year, label: Year, type: choice, choices: [{id: y1, label: Year 1}]}
"""


def changes(options: str) -> dict[str, tuple[str, str]]:
    return {
        INTERVIEW: ("    fields:\n      - {id: name, label: Name, type: text}\n", MONEY),
        OUTLINE: ("      - block: adoption\n", f"      - {{block: totals, {options}}}\n      - block: adoption\n"),
    }


def test_fields_that_fit(found: Found) -> None:
    options = "rows: district.tools, amount: cost, down: kind, across: year"
    assert found(totals_options.check, changes(options)) == []


def test_fields_that_do_not(found: Found) -> None:
    options = "rows: district.tools, amount: kind, down: name, across: year"
    assert found(totals_options.check, changes(options)) == [
        f"{OUTLINE}:17:55: error[bad-totals]: 'amount' must be a money field of district.tools, and 'kind' is none",
        f"{OUTLINE}:17:67: error[bad-totals]: 'down' must be a choice field of district.tools, and 'name' is none",
    ]


def test_a_question_without_rows(found: Found) -> None:
    options = "rows: district.stance, amount: cost, down: kind, across: year"
    assert found(totals_options.check, changes(options)) == [
        f"{OUTLINE}:17:31: error[bad-totals]: 'district.stance' is no question with rows, so there is nothing to add up"
    ]
