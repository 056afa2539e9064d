"""One state's law in another state's documents."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import foreign_law

Found = Callable[..., list[str]]


STATE, PILOT = "policy_blocks/rules/state.md", "policy_blocks/rules/pilot.md"


def test_law_of_another_state(found: Found) -> None:
    assert found(foreign_law.check, {STATE: ("when: {district.state: oh}", "when: {district.state: [oh, ca]}")}) == [
        f"{STATE}:5:13: error[foreign-law]: the clause 'rules.state' cites 'oh-law', law of OH, "
        "and also stands when district.state: ca"
    ]


def test_law_cited_in_the_text_only(found: Found) -> None:
    assert found(foreign_law.check, {PILOT: ("these tools:", 'these tools under {{ cite("oh-law") }}:')}) == [
        f"{PILOT}:8:42: error[foreign-law]: the clause 'rules.pilot' cites 'oh-law', law of OH, "
        "and also stands when district.stance: pilot, district.state: ca"
    ]


def test_the_documents_condition_counts(found: Found) -> None:
    changes = {
        STATE: ("when: {district.state: oh}\n", ""),
        "templates/documents/rules.yaml": ("summary: The rules.", "summary: The rules.\nwhen: {district.state: oh}"),
    }
    assert found(foreign_law.check, changes) == []


TERMS, RULES, OFFICES = "policy_blocks/terms.yaml", "templates/documents/rules.yaml", "policy_blocks/offices.yaml"


def test_a_term(found: Found) -> None:
    term = "- {id: tool, term: tool, definition: means a tool., citations: [oh-law]}\n"
    assert found(foreign_law.check, {TERMS: term}) == [
        f"{TERMS}:1:65: error[foreign-law]: the term 'tool' cites 'oh-law', law of OH, "
        "and also stands when district.state: ca"
    ]


def test_the_name_of_a_state_in_a_text(found: Found) -> None:
    change = ("these tools:\n", "these tools:\n\nTexas has other tools, and Texas has more.\n")
    assert found(foreign_law.check, {PILOT: change}) == [
        f"{PILOT}:10:1: error[foreign-law]: the clause 'rules.pilot' names 'Texas', "
        "and also stands when district.stance: pilot, district.state: oh"
    ]
    assert found(foreign_law.check, {STATE: ("applies,", "applies in Ohio,")}) == []
    (told,) = found(foreign_law.check, {STATE: ("applies,", "applies in Ohio, not in California,")})
    assert "names 'California'" in told


def test_the_name_of_a_state_in_a_duty_a_term_and_a_title(found: Found) -> None:
    duty = "obliges: {who: chief, does: tells Ohio, when: in August, record: the notice}"
    old = "obliges: {who: chief, does: tells staff, when: in August, record: the notice}"
    assert "names 'Ohio'" in found(foreign_law.check, {"policy_blocks/rules/none.md": (old, duty)})[0]
    term = "- {id: tool, term: tool, definition: means a tool of Texas.}\n"
    assert "the term 'tool' names 'Texas'" in found(foreign_law.check, {TERMS: term})[0]
    assert (
        "the title of 'rules'" in found(foreign_law.check, {RULES: ("title: Rules\n", "title: Rules for Texas\n")})[0]
    )
    (told,) = found(foreign_law.check, {RULES: ("title: Students\n", "title: Students in Texas\n")})
    assert "the title of 'rules/students'" in told


def test_the_name_of_an_agency(found: Found) -> None:
    agency = """\
- {id: chief, name: Superintendent}
- id: agency
  name: state education agency
  by:
    - {when: {district.state: tx}, name: Education Agency of the Lone Star}
    - {when: {district.state: [oh, ca]}, name: Department of Education}
"""
    text = ("must not use AI tools", "must ask the Education Agency of the Lone Star or a Department of Education")
    (told,) = found(foreign_law.check, {OFFICES: agency, "policy_blocks/rules/none.md": text})
    assert "names 'Education Agency of the Lone Star', and also stands when" in told


def test_the_seat_of_federal_agencies_is_no_state(found: Found) -> None:
    question = "templates/interview/district.yaml"
    state = ("label: Texas}", "label: Washington}")
    known = {"policy_blocks/jurisdictions.yaml": ("name: Texas", "name: Washington")}
    text = ("these tools:", "these tools, as the office in Washington, DC, says:")
    assert found(foreign_law.check, {question: state, **known, PILOT: text}) == []
    text = ("these tools:", "these tools, as the office in Washington says:")
    assert len(found(foreign_law.check, {question: state, **known, PILOT: text})) == 1
