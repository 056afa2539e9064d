"""Many answers at once: a suggestion is only a suggestion, and counsel's questions are left to counsel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED
from aipolicy.build import Options, Place, plan, reasons
from aipolicy.interview.agenda import Status, status_of
from aipolicy.interview.session import COUNSEL, Session
from aipolicy.interview.suggesting import fill, leave_to_counsel, open_for_counsel, suggested_value
from aipolicy.library import Library
from aipolicy.library.questions import Interview
from aipolicy.library.stances import stance_values, suggested_cell
from aipolicy.project import open_project
from tests.interview.desks import on_disk, session
from tests.projects import read_once

HEAD = "aipolicy: {format: 1}\n"


def basis(made: Session, id: str) -> str:
    found = made.state.answers.decisions.get(id)
    return found.basis if found else ""


def test_what_can_be_suggested_is_filled_in_and_marked(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD) as made:
        filled = fill(made)
        assert filled == ("district.stance", "more.areas", "more.seats", "more.uses")
        assert all(basis(made, id) == "suggested" for id in filled)
        assert all(status_of(small.questions[id], made.state) is Status.SUGGESTED for id in filled)
        assert made.state.answers.value("more.uses") == {
            "class": {"status": "allowed", "gate": "teacher"},
            "bus": {"status": "banned"},
        }
        assert fill(made) == ()


def test_a_stance_goes_before_the_library_and_only_where_it_is_offered(tmp_path: Path, small: Interview) -> None:
    wanted: Mapping[str, object] = {
        "district.stance": "none",
        "district.open": True,
        "district.limits": ("hiring",),
        "more.terms": "phone",
        "more.law": "always",
        "more.seats": {"a": {"": "no"}, "i": {"": "no"}},
        "district.fee": "10",
    }
    with session(tmp_path, small, f"{HEAD}more: {{law: always}}\n") as made:
        filled = fill(made, wanted)
        values = made.state.answers
        assert values.value("district.stance") == "none"
        assert values.value("district.open") is True
        assert values.value("district.limits") == ("hiring",)
        assert values.value("more.terms") == "letter"
        seats = values.value("more.seats")
        assert isinstance(seats, Mapping)
        assert (seats["a"], seats["b"]) == ({"": "no"}, {"": "yes"})
        assert "district.fee" not in filled
        assert "more.law" not in filled


def test_nothing_that_was_answered_or_left_undecided_is_changed(tmp_path: Path, small: Interview) -> None:
    text = (
        f"{HEAD}district: {{stance: none, open: false}}\n"
        "more: {areas: [class, bus], uses: {kitchen: {status: allowed, gate: head}, bus: undecided}, "
        'seats: {a: undecided, b: "no", i: "no"}}\n'
        "decisions: {district.stance: {decides: Board}, more.seats.a: {decides: Board}}\n"
    )
    with session(tmp_path, small, text) as made:
        assert fill(made) == ("more.uses", "more.seats")
        assert made.state.answers.value("district.stance") == "none"
        assert made.state.answers.value("more.uses") == {
            "kitchen": {"status": "allowed", "gate": "head"},
            "class": {"status": "allowed", "gate": "teacher"},
        }
        seats = made.state.answers.value("more.seats")
        assert isinstance(seats, Mapping)
        assert "a" not in seats
        assert (seats["b"], seats["c"], seats["i"]) == ({"": "no"}, {"": "yes"}, {"": "no"})
        assert "bus: undecided" in on_disk(made)
        assert "a: undecided" in on_disk(made)
        assert status_of(small.questions["more.seats"], made.state) is Status.UNDECIDED
        assert made.state.answers.decisions["more.seats.a"].decides == "Board"


def test_counsels_questions_are_left_to_the_attorney(tmp_path: Path, small: Interview) -> None:
    text = f"{HEAD}decisions: {{more.advice: {{decides: Our law firm}}}}\n"
    with session(tmp_path, small, text) as made:
        assert open_for_counsel(made.state, small) == ("more.law", "more.advice")
        assert leave_to_counsel(made) == ("more.law", "more.advice")
        for id, who in (("more.law", COUNSEL), ("more.advice", "Our law firm")):
            assert made.state.answers.value(id) is UNDECIDED
            assert made.state.answers.decisions[id].decides == who
            assert basis(made, id) == ""
        assert leave_to_counsel(made) == ()


def test_a_cell_is_suggested_by_its_column_or_its_grid(small: Interview) -> None:
    uses, seats = small.questions["more.uses"], small.questions["more.seats"]
    assert suggested_cell(uses, uses.columns[0], "bus") == "banned"
    assert suggested_cell(uses, uses.columns[1], "bus") == ""
    assert suggested_cell(seats, seats.columns[0], "a") == "yes"


def test_no_suggestion_where_a_cell_has_none(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, f"{HEAD}more: {{areas: [bus], uses: {{bus: {{status: allowed}}}}}}\n") as made:
        assert suggested_value(small.questions["more.uses"], made.state) is None
        assert suggested_value(small.questions["district.name"], made.state) is None
        assert suggested_value(small.questions["district.open"], made.state, True) is True


def test_what_the_real_library_suggests_fits_its_questions(real_library: Library) -> None:
    for id, question in real_library.interview.questions.items():
        if question.type == "choices":
            assert question.suggest is None or isinstance(question.suggest, tuple), id


@pytest.fixture
def project_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)
    return tmp_path


def test_every_stance_fills_the_real_interview(real_library: Library, project_folder: Path) -> None:
    interview = real_library.interview
    assert real_library.stances
    for stance in real_library.stances.values():
        folder = project_folder / str(stance.id)
        text = f"{HEAD}district: {{name: Elm Town, state: oh, grade_bands: [k2, g9_12]}}\n"
        with session(folder, interview, text) as made:
            filled = fill(made, stance_values(stance, interview))
            assert all(basis(made, id) == "suggested" for id in filled)
            assert not [id for id in filled if interview.questions[id].fact or interview.questions[id].for_counsel]
            leave_to_counsel(made)
            left = [id for id, q in interview.questions.items() if status_of(q, made.state) is Status.UNANSWERED]
            for id in left:
                question = interview.questions[id]
                assert question.fact or question.type == "grid", id
            assert not made.state.clashes


def test_a_choice_that_hangs_on_a_later_answer_waits_for_it(tmp_path: Path, small: Interview) -> None:
    text = f"{HEAD}more: {{law: always}}\n"
    for stance, terms in (("free", "phone"), ("none", "letter")):
        with session(tmp_path / stance, small, text) as made:
            fill(made, {"district.stance": stance, "more.terms": "phone"})
            assert made.state.answers.value("more.terms") == terms
            assert not made.state.clashes
    with session(tmp_path / "open", small, f"{HEAD}district: {{stance: undecided}}\nmore: {{law: always}}\n") as made:
        fill(made, {"more.terms": "phone"})
        assert made.state.answers.value("more.terms") == "letter"


def test_no_adoption_copy_while_an_answer_is_only_suggested(real_library: Library, project_folder: Path) -> None:
    interview = real_library.interview
    with session(project_folder, interview, f"{HEAD}district: {{name: Elm Town, state: oh}}\n") as made:
        made.give("stance.students", "prohibited", deliberate=False)
        made.give("use.biometrics", next(str(c.id) for c in interview.questions["use.biometrics"].choices))

        def unconfirmed() -> list[str]:
            project = open_project(project_folder)
            planned = plan(project, Options(formats=("md",)), Place.of(project))
            found = reasons(project, planned.assembled, planned.assembled, None)
            return [problem.message for problem in found if problem.code == "unconfirmed"]

        assert [message.split()[3] for message in unconfirmed()] == ["stance.students"]
        made.confirm(("stance.students",), "Pat Lee", "2026-11-21")
        assert unconfirmed() == []
