"""States, their entries, and the jurisdictions of law."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import jurisdictions

Found = Callable[..., list[str]]
STATES, LAW = "policy_blocks/jurisdictions.yaml", "policy_blocks/citations.yaml"
ASKED = "templates/interview/district.yaml"
TEXAS = "- {id: tx, name: Texas, lacks: Everything.}\n"


def test_a_state_without_an_entry_and_an_entry_that_is_no_state(found: Found) -> None:
    lines = found(jurisdictions.check, {STATES: (TEXAS, TEXAS.replace("tx", "te"))})
    assert lines == [
        f"{STATES}:3:8: error[jurisdictions]: 'te' is no choice of district.state",
        f"{ASKED}:13:14: error[jurisdictions]: the state 'tx' has no entry in jurisdictions.yaml",
    ]


def test_law_of_no_jurisdiction(found: Found) -> None:
    lines = found(jurisdictions.check, {LAW: ("jurisdiction: oh", "jurisdiction: ohio")})
    assert lines == [
        f"{LAW}:5:17: error[jurisdictions]: the jurisdiction 'ohio' of the citation 'oh-law' "
        "is no choice of district.state",
        f"{STATES}:1:31: error[jurisdictions]: 'oh' has 'holds', and the library cites no law of Ohio",
    ]
    assert len(found(jurisdictions.check, {LAW: ("jurisdiction: oh", "jurisdiction: us")})) == 1


def test_law_of_a_state_that_says_it_holds_none(found: Found) -> None:
    lines = found(jurisdictions.check, {LAW: ("jurisdiction: oh", "jurisdiction: tx")})
    assert f"{STATES}:3:3: warning[jurisdictions]: the library cites law of Texas, and 'tx' does not say" in lines[-1]


def test_a_crosswalk(found: Found) -> None:
    walk = """\
id: own
name: A list
by: Somebody
jurisdiction: te
standing: yardstick
sources: [https://example.org]
checked: "2026-11-21"
confidence: primary
items:
  - {id: own.one, item: A rule., outside: No draft carries it.}
"""
    (told,) = found(jurisdictions.check, {"policy_blocks/crosswalks/own.yaml": walk})
    assert "the jurisdiction 'te' of the crosswalk 'own'" in told


def test_an_interview_without_states(found: Found) -> None:
    state = "  - id: district.state\n"
    assert (
        found(
            jurisdictions.check,
            {
                ASKED: (state, state.replace("state", "land")),
                "policy_blocks/rules/state.md": "---\nid: rules.state\ntitle: A\nrationale: B.\n---\nText.\n",
            },
        )
        == []
    )
