"""What is unclear in a form is told with the question and its place, and nothing is guessed or written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.problems import UnreadableFile
from aipolicy.questionnaire.importing import Take
from tests.questionnaire.conftest import HEAD, District, written
from tests.questionnaire.filling import Form, W, cells, rows, write

DECIDED = HEAD + (
    "  kind: district\n  motto: undecided\ndecisions:\n"
    "  district.kind: {decided_by: A. Board, decided_on: 2026-12-01, public_reason: It always was.}\n"
    "  district.motto: {private_note: Ask the students.}\n"
)


def filled(district: District, *ticks: tuple[str, str], who: str = "J. Roe") -> Form:
    form = Form(district.form())
    form.who(name=who)
    for id, label in ticks:
        form.tick(id, label)
    return form


def codes(district: District, form: Form, **options: object) -> list[str]:
    return [problem.code for problem in district.take(form.bytes(), **options).problems]  # type: ignore[arg-type]


def test_two_ticks(district: District) -> None:
    form = filled(district, ("district.kind", "School district"), ("district.kind", "Charter school"))
    (problem,) = district.take(form.bytes()).problems
    assert problem.code == "two-ticks"
    assert problem.span.path == "form1.docx"
    assert f"question {problem.span.line} (district.kind): 2 answers are ticked" in problem.message


def test_a_tick_that_is_none(district: District) -> None:
    form = filled(district)
    write(cells(rows(form.by_head("district.kind", "Tick"))[1])[0], "maybe")
    (problem,) = district.take(form.bytes()).problems
    assert problem.code == "unknown-tick"
    assert "'\u2610maybe' in the box of answer A" in problem.message


def test_two_ticks_in_a_row_of_a_grid(district: District) -> None:
    district.text = HEAD + "  bands: [k2]\n"
    form = filled(district)
    form.cell("uses.consent", "Grades K to 2", "Notice")
    form.cell("uses.consent", "Grades K to 2", "Signed form", "typed")
    (problem,) = district.take(form.bytes()).problems
    assert problem.code == "two-ticks"
    assert "'Grades K to 2' has two ticks: A and B" in problem.message


@pytest.mark.parametrize(
    ("id", "said", "code"),
    [
        ("district.schools", "about five", "not-a-number"),
        ("district.schools", "5000", "out-of-range"),
        ("district.founded", "next spring", "bad-date"),
        ("district.founded", "February 31, 2027", "bad-date"),
        ("district.name", "X", "too-short"),
        ("district.motto", "A\ue000B", "bad-character"),
    ],
)
def test_values_that_do_not_fit(district: District, id: str, said: str, code: str) -> None:
    form = filled(district)
    form.text(id, said)
    (problem,) = district.take(form.bytes()).problems
    assert problem.code == code
    assert f"({id})" in problem.message


def test_a_value_that_does_not_fit_its_entry(district: District) -> None:
    """It is told with the number of the entry and what the form calls the field."""
    form = filled(district)
    form.entry("more.goals", 1, goal="Read", kind="Big", by="January 12, 2027")
    form.entry("more.goals", 2, goal="Write", kind="Big", by="soon")
    (problem,) = district.take(form.bytes()).problems
    assert problem.code == "bad-date"
    assert problem.message.endswith("(more.goals): entry 2, under 'By when': 'soon' is not a date")
    assert problem.span.path == "form1.docx"


def test_choices_that_exclude_each_other(district: District) -> None:
    form = filled(district, ("district.bands", "Grades 3 to 5"), ("district.bands", "Grades 3 to 6"))
    assert codes(district, form) == ["not-together"]


def test_changed_words(district: District) -> None:
    form = filled(district, ("district.kind", "Charter school"))
    form.replace("What kind?", "What kind, legally?")
    assert codes(district, form) == ["changed-question"]
    form = filled(district, ("district.kind", "Charter school"))
    form.replace("Charter school", "Charter school, but only one of ours")
    assert codes(district, form) == ["changed-choice"]
    form = filled(district)
    form.replace("Charter school", "Charter school, perhaps")
    assert codes(district, form) == []


def test_words_in_other_places_are_named(district: District) -> None:
    form = filled(district, ("district.kind", "Charter school"))
    form.replace("It has a charter.", "It has a charter. Only until June.")
    outcome = district.take(form.bytes())
    assert [(p.code, p.severity) for p in outcome.problems] == [("not-read", "warning")]
    assert "Only until June" in outcome.problems[0].message
    assert district.answers.value("district.kind") == "charter"


def test_an_old_form(district: District, tmp_path: Path) -> None:
    form = filled(district, ("district.kind", "Charter school"), ("district.unions", "Yes"))
    new = District(written(tmp_path / "new", ("What kind?", "What kind of district?")), tmp_path)
    outcome = new.take(form.bytes())
    assert [p.code for p in outcome.problems] == ["old-form"]
    assert "was worded otherwise" in outcome.problems[0].message
    gone = District(written(tmp_path / "gone", ("district.unions", "district.leagues")), tmp_path)
    outcome = gone.take(form.bytes())
    assert "old-form" in [p.code for p in outcome.problems]
    assert any("(district.unions)" in p.message and "not asked any more" in p.message for p in outcome.problems)


def test_a_form_of_another_district(district: District) -> None:
    form = filled(district, ("district.kind", "Charter school"))
    district.text = district.text.replace("Cedar Hollow", "Maple Fork")
    assert codes(district, form) == ["other-district"]
    assert codes(district, form, renamed=True) == []
    assert district.answers.value("district.kind") == "charter"


def test_a_form_written_before_the_district_had_a_name(district: District) -> None:
    named = district.text
    district.text = "aipolicy: {format: 1}\n"
    form = filled(district, ("district.kind", "Charter school"))
    district.text = named
    assert codes(district, form) == []


def test_nobody_and_no_date(district: District) -> None:
    form = Form(district.form())
    form.tick("district.kind", "Charter school")
    assert codes(district, form) == ["nobody-named"]
    assert codes(district, form, by="J. Roe") == ["no-date"]
    decision = district.answers.decisions["district.kind"]
    assert (decision.decided_by, decision.decided_on) == ("J. Roe", "")
    form.who(date="soon")
    assert "bad-date" in codes(district, form)


def test_a_conflict_names_both(district: District) -> None:
    district.text = DECIDED
    form = filled(district, ("district.kind", "Charter school"))
    (problem,) = district.take(form.bytes()).problems
    assert problem.code == "conflict"
    assert "'Charter school' (J. Roe, district counsel, 2027-01-31)" in problem.message
    assert "'School district' (A. Board in aipolicy.yaml, 2026-12-01)" in problem.message
    assert "--take district.kind=form or --take district.kind=file" in problem.hint
    assert problem.related[0][0].line == 5
    assert district.text == DECIDED
    assert district.take(form.bytes(), take=Take("file")).problems == ()
    assert district.text == DECIDED
    assert district.take(form.bytes(), take=Take(by_key={"district.kind": "form"})).problems == ()
    decision = district.answers.decisions["district.kind"]
    assert (decision.decided_by, decision.public_reason) == ("J. Roe, district counsel", "")


def test_the_same_answer_keeps_its_author(district: District) -> None:
    district.text = DECIDED
    form = filled(district, ("district.kind", "School district"))
    assert codes(district, form) == []
    assert district.text == DECIDED


def test_another_reason_is_a_conflict(district: District) -> None:
    district.text = DECIDED
    form = filled(district, ("district.kind", "School district"))
    form.notes("district.kind", "The state says so.")
    (problem,) = district.take(form.bytes()).problems
    assert "another" in problem.message or "different reasons" in problem.message
    assert codes(district, form, take=Take("form")) == []
    assert district.answers.decisions["district.kind"].public_reason == "The state says so."


def test_a_note_joins_the_note_that_is_there_once(district: District) -> None:
    district.text = DECIDED
    form = filled(district)
    form.notes("district.motto", note="They like it.")
    assert codes(district, form) == []
    once = district.text
    assert codes(district, form) == []
    assert district.text == once
    note = district.answers.decisions["district.motto"].private_note
    assert note == "Ask the students. J. Roe, district counsel: They like it."


def test_a_suggestion_gives_way_and_is_confirmed(district: District) -> None:
    text = HEAD + "  kind: district\ndecisions:\n  district.kind: {basis: suggested}\n"
    for label, value in (("Charter school", "charter"), ("School district", "district")):
        district.text = text
        assert codes(district, filled(district, ("district.kind", label))) == []
        assert district.answers.value("district.kind") == value
        assert district.answers.decisions["district.kind"].basis == "confirmed"


def test_two_forms_that_differ(district: District) -> None:
    one = filled(district, ("district.kind", "Charter school"), ("district.unions", "Yes"))
    two = filled(district, ("district.kind", "School district"), ("district.unions", "Yes"), who="Q. Poe")
    (problem,) = district.take(one.bytes(), two.bytes()).problems
    assert "J. Roe" in problem.message
    assert "Q. Poe" in problem.message
    assert "--take district.kind=form2.docx" in problem.hint
    take = Take(by_key={"district.kind": "form2.docx"})
    assert district.take(one.bytes(), two.bytes(), take=take).problems == ()
    assert district.answers.value("district.kind") == "district"
    assert district.answers.decisions["district.kind"].decided_by.startswith("Q. Poe")


def test_cells_of_one_grid_by_two_people(district: District) -> None:
    district.text = HEAD + "  bands: [k2, g9_12]\n"
    one, two = filled(district), filled(district, who="Q. Poe")
    one.cell("uses.consent", "Grades K to 2", "Notice")
    two.cell("uses.consent", "Grades 9 to 12", "Signed form")
    assert codes(district, one) == []
    assert codes(district, two) == []
    assert district.answers.value("uses.consent") == {"k2": {"": "notice"}, "g9_12": {"": "opt_in"}}
    assert district.answers.decisions["uses.consent"].decided_by.startswith("J. Roe")
    assert district.answers.decisions["uses.consent.g9_12"].decided_by.startswith("Q. Poe")


def test_rows_of_a_file_are_not_changed_here(district: District) -> None:
    (district.folder / "tools.csv").write_text("name,active,status\nA,yes,approved\n")
    district.text = HEAD + "uses:\n  tools: {file: tools.csv}\n"
    form = filled(district)
    form.entry("uses.tools", 1, name="B")
    assert codes(district, form) == ["rows-in-file"]
    assert codes(district, form, take=Take("file")) == []


def test_a_question_twice(district: District) -> None:
    import copy

    form = filled(district, ("district.kind", "Charter school"))
    body = form.body
    blocks = list(body)
    start = next(n for n, b in enumerate(blocks) if "What kind?" in "".join(b.itertext()))
    end = next(n for n, b in enumerate(blocks) if n > start and "Which grades?" in "".join(b.itertext()))
    for block in blocks[start:end]:
        body.insert(len(body) - 2, copy.deepcopy(block))
    assert codes(district, form) == ["question-twice"]


def test_a_deleted_heading_never_gives_its_answer_to_the_question_before(district: District) -> None:
    form = filled(district, ("district.kind", "Charter school"))
    for block in list(form.body):
        text = "".join(block.itertext())
        if block.tag == f"{W}p" and ("What kind?" in text or "Reference: district.kind" in text):
            form.body.remove(block)
    outcome = district.take(form.bytes())
    assert district.answers.value("district.unions") is None
    assert "changed-choice" in [p.code for p in outcome.problems]


def test_comments_and_text_boxes_are_told(district: District) -> None:
    from lxml import etree

    form = filled(district, ("district.kind", "Charter school"))
    paragraph = form.body.find(f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference", {f"{W}id": "1"})
    box = etree.SubElement(etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}pict"), f"{W}txbxContent")
    etree.SubElement(etree.SubElement(etree.SubElement(box, f"{W}p"), f"{W}r"), f"{W}t").text = "see me"
    said = [p.message for p in district.take(form.bytes()).problems]
    assert ["1 comment;" in said[0], "1 text box;" in said[1]] == [True, True]


def test_a_reason_never_goes_to_the_answer_of_somebody_else(district: District) -> None:
    """Also where what is clear is saved although there is a conflict."""
    district.text = DECIDED.replace(", public_reason: It always was.", "")
    form = filled(district, ("district.kind", "Charter school"), ("district.unions", "Yes"))
    form.notes("district.kind", "It has a charter.", "Look it up.")
    outcome = district.take(form.bytes())
    assert [p.code for p in outcome.problems] == ["conflict"]
    assert "unions: true" in outcome.text
    assert "It has a charter." not in outcome.text
    assert "J. Roe, district counsel: Look it up." in outcome.text


def test_too_much(district: District) -> None:
    form = filled(district)
    form.notes("district.kind", note="no end " * 1000)
    assert codes(district, form) == ["too-long"]
    form.text("district.motto", "x" * 2_000_001)
    with pytest.raises(UnreadableFile, match="far more"):
        district.take(form.bytes())
