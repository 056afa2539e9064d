"""What is filled into a form, in whatever way, is what stands in the answer file afterwards."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aipolicy.answers import UNDECIDED
from aipolicy.questionnaire.importing import Take
from tests.questionnaire.conftest import HEAD, District
from tests.questionnaire.filling import STYLES, Form, Style

OPEN = HEAD + "  bands: [k2, g9_12]\n"


def plain(district: District, id: str) -> object:
    value = district.answers.value(id)
    return [getattr(item, "text", item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_tick(district: District, style: Style) -> None:
    district.text = OPEN
    form = Form(district.form())
    form.who()
    form.tick("district.kind", "Charter school", style)
    form.tick("district.unions", "No", style)
    form.tick("district.languages", "Somali", style)
    form.cell("uses.consent", "Grades 9 to 12", "Signed form", style)
    form.cell("uses.table", "Tutoring", "Banned", style, "status")
    form.cell("uses.table", "College essays", "Staff", style, "who")
    outcome = district.take(form.bytes())
    assert [str(p) for p in outcome.problems] == []
    assert outcome.answered == 5
    assert district.answers.value("district.kind") == "charter"
    assert district.answers.value("district.unions") is False
    assert plain(district, "district.languages") == ["so"]
    assert district.answers.value("uses.consent") == {"g9_12": {"": "opt_in"}}
    assert district.answers.value("uses.table") == {"tutoring": {"status": "banned"}, "college": {"who": "staff"}}
    decision = district.answers.decisions["district.kind"]
    assert (decision.decided_by, decision.decided_on) == ("J. Roe, district counsel", "2027-01-31")
    assert district.text.startswith("# Ours.\n")


@pytest.mark.parametrize("left", ["controls", "bookmarks", "references", "all"])
def test_words_and_numbers(district: District, left: str) -> None:
    """Also where a program keeps no content controls or bookmarks, or somebody took the references out."""
    district.text = OPEN
    form = Form(district.form())
    form.who(date="2/1/2027")
    form.text("district.motto", "Learn.\nAlways & <everywhere>")
    form.text("district.schools", "12")
    form.text("district.schools", "0")
    form.text("district.budget", "$1,250.50")
    form.text("district.founded", "21st November 2026")
    form.own("district.languages", "Karen, S'gaw\nHmong")
    form.tick("district.languages", "Spanish")
    form.notes("district.motto", "Everybody\nknows it.", "Ask the board: again.")
    if left in ("controls", "all"):
        form.without_controls()
    if left in ("bookmarks", "all"):
        form.without("bookmarkStart")
        form.without("bookmarkEnd")
    if left == "references":
        for text in form.root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
            text.text = "" if (text.text or "").startswith("Reference:") else text.text
    outcome = district.take(form.bytes())
    assert [str(p) for p in outcome.problems] == []
    assert district.answers.value("district.motto") == "Learn.\nAlways & <everywhere>"
    assert district.answers.value("district.schools") == Decimal(120)
    assert district.answers.value("district.budget") == Decimal("1250.50")
    assert district.answers.value("district.founded") == "2026-11-21"
    assert plain(district, "district.languages") == ["es", "Karen, S'gaw", "Hmong"]
    decision = district.answers.decisions["district.motto"]
    assert (decision.public_reason, decision.private_note) == ("Everybody knows it.", "Ask the board: again.")
    assert decision.decided_on == "2027-02-01"


def test_entries(district: District) -> None:
    form = Form(district.form())
    form.who()
    form.entry("more.goals", 1, goal="Fewer hours on forms", kind="a", by_when="Jan. 5, 2027")
    form.entry("more.goals", 3, goal="No, not it", kind="Small")
    form.entry("uses.tools", 2, name="Reading Tutor", seats="1,200", in_use="Yes", data="A; names of pets", where="b")
    outcome = district.take(form.bytes())
    assert [str(p) for p in outcome.problems] == []
    goals = district.answers.value("more.goals")
    assert isinstance(goals, tuple)
    assert [(row.id, dict(row.fields)) for row in goals] == [  # type: ignore[union-attr]
        ("fewer-hours-on-forms", {"goal": "Fewer hours on forms", "kind": "big", "by": "2027-01-05"}),
        ("no-not-it", {"goal": "No, not it", "kind": "small"}),
    ]
    tools = district.answers.value("uses.tools")
    assert isinstance(tools, tuple)
    fields = dict(tools[0].fields)  # type: ignore[union-attr]
    assert fields["seats"] == Decimal(1200)
    assert fields["active"] is True
    assert fields["status"] == "review"
    assert [getattr(item, "text", item) for item in fields["data"]] == ["work", "names of pets"]


def test_blanks_change_nothing(district: District) -> None:
    district.text = OPEN + "  motto: undecided\n"
    before = district.text
    form = Form(district.form())
    form.who()
    form.text("district.motto", "not decided")
    form.text("district.schools", "____________")
    assert district.take(form.bytes()).problems == ()
    assert district.text == before


def test_a_note_without_an_answer_is_kept_with_its_author(district: District) -> None:
    form = Form(district.form())
    form.who()
    form.notes("district.kind", note="I want to see the charter first.")
    assert district.take(form.bytes()).problems == ()
    assert district.answers.value("district.kind") is None
    decision = district.answers.decisions["district.kind"]
    assert decision.private_note == "J. Roe, district counsel: I want to see the charter first."
    assert decision.decided_by == ""


def test_a_blank_field_of_an_entry_is_undecided(district: District) -> None:
    form = Form(district.form())
    form.who()
    form.entry("more.goals", 1, goal="A goal")
    assert district.take(form.bytes()).problems == ()
    goals = district.answers.value("more.goals")
    assert isinstance(goals, tuple)
    assert goals[0].fields["kind"] is UNDECIDED  # type: ignore[union-attr]


def test_entries_join_the_rows_that_are_there(district: District) -> None:
    rows = "more:\n  goals:\n    - {id: g1, goal: First, kind: undecided}\n    - {id: g2, goal: Second, kind: big}\n"
    district.text = HEAD + rows
    form = Form(district.form())
    form.who()
    form.entry("more.goals", 1, goal="first", kind="B")
    form.entry("more.goals", 2, goal="Third", kind="A")
    form.entry("more.goals", 3, goal="Second", kind="B")
    before = district.text
    outcome = district.take(form.bytes())
    assert [p.code for p in outcome.problems] == ["conflict"]
    assert "g2: kind is 'big' in the file and 'small' in the form" in outcome.problems[0].message
    assert district.text == before
    assert district.take(form.bytes(), take=Take(by_key={"more.goals": "form"})).problems == ()
    goals = district.answers.value("more.goals")
    assert isinstance(goals, tuple)
    assert [(row.id, row.fields["kind"]) for row in goals] == [  # type: ignore[union-attr]
        ("g1", "small"), ("g2", "small"), ("third", "big")
    ]  # fmt: skip
