"""The session: each change is on the disk before it is acknowledged, and what does not fit saves nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, Other, load_answers, read_answer_file
from aipolicy.answers.store import holding
from aipolicy.interview.agenda import Seen, Status, cells_of, status_of
from aipolicy.interview.session import NEW_FILE, Session
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent, UnreadableFile
from tests.interview.desks import on_disk, refused, session
from tests.tiny import TINY, write_library

COMMENTED = """\
# What the board decided.
aipolicy: {format: 1, asked_with: 0.1.0}

district:
  name: Elm Town  # as on the letterhead
  # The board voted in May.
  stance: pilot

decisions:
  district.stance: {decides: Board, decided_by: Pat Lee, decided_on: 2026-05-01, basis: confirmed}
"""


def decision(session: Session, id: str, name: str) -> str:
    found = session.state.answers.decisions.get(id)
    return getattr(found, name) if found else ""


def test_a_new_file_is_written_with_the_first_answer(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        assert made.is_new
        assert not made.saved
        assert not (tmp_path / "aipolicy.yaml").exists()
        made.give("district.name", "Elm Town")
        assert not made.is_new
        assert made.saved
        assert on_disk(made) == made.state.file.text == NEW_FILE + "district:\n  name: Elm Town\n"
        assert not (tmp_path / "aipolicy.yaml.bak").exists()


def test_each_change_is_on_the_disk_with_the_one_before_kept(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        seen = None
        for id, value in (
            ("district.name", "Elm Town"),
            ("district.schools", Decimal(3)),
            ("district.open", True),
            ("district.limits", ("hiring", Other("a prize: # 1"))),
            ("district.review", "2027-01-12"),
            ("district.fee", Decimal("10.50")),
            ("district.signs", {"class": {"": "author"}}),
            ("district.tools", [{"id": "a", "name": "A, or B", "status": "approved"}]),
            ("more.areas", UNDECIDED),
        ):
            made.give(id, value)
            assert on_disk(made) == made.state.file.text
            if seen is not None:
                assert (tmp_path / "aipolicy.yaml.bak").read_text() == seen
            seen = on_disk(made)
            again = load_answers(read_answer_file(tmp_path / "aipolicy.yaml"), small)
            assert again.values == made.state.answers.values
        assert made.state.answers.value("district.limits") == ("hiring", Other("a prize: # 1"))


def test_comments_and_spelling_stay(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        made.give("district.stance", "free")
        made.give("district.name", "Oak Town")
        made.leave("district.review", decides="Board")
    text = (tmp_path / "aipolicy.yaml").read_text()
    for line in (
        "# What the board decided.",
        "  name: Oak Town  # as on the letterhead",
        "  # The board voted in May.",
    ):
        assert line in text.splitlines()


@pytest.mark.parametrize(
    ("id", "value", "code"),
    [
        ("district.stance", "maybe", "unknown-choice"),
        ("district.schools", Decimal("2.5"), "not-a-number"),
        ("district.review", "soon", "bad-date"),
        ("district.name", " ", "empty-text"),
        ("district.name", "a\x00b", "bad-character"),
        ("more.areas", (), "how-many"),
        ("district.tools", [{"id": "a", "name": "A"}], "missing-key"),
        ("district.signs", {"roof": {"": "author"}}, "unknown-row"),
        ("district.none", "x", "unknown-key"),
        ("more.parts", {"file": "gone.csv"}, "cannot-read file-unreadable"),
    ],
)
def test_what_does_not_fit_saves_nothing(tmp_path: Path, small: Interview, id: str, value: object, code: str) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        before = made.state
        with pytest.raises(InvalidContent) as error:
            made.give(id, value)
        assert set(refused(error).split()) & set(code.split())
        assert made.state is before
        assert on_disk(made) == COMMENTED
        assert not made.saved
        assert not (tmp_path / "aipolicy.yaml.bak").exists()


def test_several_changes_are_one_save_or_none(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        with pytest.raises(InvalidContent):
            made.change([(("district", "schools"), "3"), (("district", "stance"), "maybe")])
        assert on_disk(made) == COMMENTED
        made.change([(("district", "schools"), "3"), (("district", "stance"), "free")])
        assert (tmp_path / "aipolicy.yaml.bak").read_text() == COMMENTED


def test_a_suggestion_is_marked_and_a_choice_is_not(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        made.give("district.stance", "pilot", deliberate=False)
        assert decision(made, "district.stance", "basis") == "suggested"
        made.give("district.stance", "pilot")
        assert "basis" not in on_disk(made)
        made.give("district.open", True)
        assert "decisions:" not in on_disk(made)


def test_confirmed_by_name_and_date(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        for id, value in (("district.stance", "pilot"), ("more.terms", "letter")):
            made.give(id, value, deliberate=False)
        made.confirm(("district.stance", "more.terms"), "Pat Lee, Superintendent", "2026-11-21")
        for id in ("district.stance", "more.terms"):
            assert decision(made, id, "basis") == "confirmed"
            assert decision(made, id, "decided_by") == "Pat Lee, Superintendent"
            assert decision(made, id, "decided_on") == "2026-11-21"
        with pytest.raises(InvalidContent):
            made.confirm(("district.stance",), "Pat Lee", "yesterday")


def test_nobody_decided_what_was_changed_after_the_decision(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        made.give("district.stance", "pilot")
        assert decision(made, "district.stance", "decided_by") == "Pat Lee"
        made.give("district.stance", "free")
        found = made.state.answers.decisions["district.stance"]
        assert (found.decides, found.decided_by, found.decided_on, found.basis) == ("Board", "", "", "")
    for change in (lambda s: s.leave("district.stance", decides="Board"), lambda s: s.take_out("district.stance")):
        with session(tmp_path, small, COMMENTED) as made:
            change(made)
            found = made.state.answers.decisions["district.stance"]
            assert (found.decides, found.decided_by, found.basis) == ("Board", "", "")


def test_not_decided_with_who_when_and_why(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        made.leave(
            "district.stance",
            decides="Board",
            by="2027-01-12",
            public_reason="A hearing first.",
            private_note="Ask Jo.",
        )
        assert made.state.answers.value("district.stance") is UNDECIDED
        assert status_of(small.questions["district.stance"], made.state) is Status.UNDECIDED
        found = made.state.answers.decisions["district.stance"]
        assert (found.decides, found.by, found.public_reason, found.private_note) == (
            "Board",
            "2027-01-12",
            "A hearing first.",
            "Ask Jo.",
        )
        made.leave("district.stance", decides="Superintendent", by="2027-01-12")
        found = made.state.answers.decisions["district.stance"]
        assert (found.decides, found.public_reason, found.private_note) == ("Superintendent", "", "")
        made.give("district.stance", "free")
        assert decision(made, "district.stance", "decides") == "Superintendent"
        before = on_disk(made)
        with pytest.raises(InvalidContent):
            made.leave("district.stance", by="12/1/2027")
        assert on_disk(made) == before


def test_an_answer_that_another_makes_impossible_stays_and_is_named(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        made.give("district.stance", "free")
        made.give("more.law", "always")
        made.give("more.terms", "phone")
        made.give("district.stance", "none")
        assert made.state.answers.value("more.terms") == "phone"
        assert list(made.state.clashes) == ["more.terms"]
        assert "contradicts the answer to district.stance" in made.state.clashes["more.terms"].message
        assert status_of(small.questions["more.terms"], made.state) is Status.CLASHES
        made.give("more.terms", "letter")
        assert not made.state.clashes


def cells(made: Session, grid: str) -> dict[str, Seen]:
    question = made.interview.questions[grid]
    return {
        ".".join(part for part in (row, column) if part): seen for row, column, seen in cells_of(question, made.state)
    }


def test_a_whole_grid_not_decided_and_then_one_cell(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        made.leave("more.seats", decides="Board")
        assert set(cells(made, "more.seats").values()) == {Seen.UNDECIDED}
        made.give_cell("more.seats", "b", "", "no")
        found = cells(made, "more.seats")
        assert found.pop("b") is Seen.ANSWERED
        assert set(found.values()) == {Seen.UNDECIDED}
        assert status_of(small.questions["more.seats"], made.state) is Status.UNDECIDED
        assert decision(made, "more.seats", "decides") == "Board"
        made.leave("more.seats.b", decides="Superintendent", by="2027-02-01")
        assert cells(made, "more.seats")["b"] is Seen.UNDECIDED
        assert decision(made, "more.seats.b", "by") == "2027-02-01"
        made.give_cell("more.seats", "b", "", "yes")
        assert decision(made, "more.seats.b", "decides") == "Superintendent"


def test_a_row_of_several_columns_not_decided_and_then_one_cell(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        made.give("more.areas", ("class", "bus"))
        made.leave("more.uses")
        made.give_cell("more.uses", "class", "status", "allowed")
        assert cells(made, "more.uses") == {
            "class.status": Seen.ANSWERED,
            "class.gate": Seen.NOT_YET,
            "bus.status": Seen.UNDECIDED,
        }
        made.give_cell("more.uses", "bus", "status", "banned")
        made.leave("more.uses.class.gate", decides="Board")
        assert cells(made, "more.uses")["class.gate"] is Seen.UNDECIDED
        assert made.state.answers.value("more.uses") == {"class": {"status": "allowed"}, "bus": {"status": "banned"}}
    with session(tmp_path, small, "aipolicy: {format: 1}\nmore: {areas: [class], uses: {class: undecided}}\n") as made:
        made.leave("more.uses.class.gate")
        assert cells(made, "more.uses") == {"class.status": Seen.UNDECIDED}
        assert "gate: undecided" in on_disk(made)


def test_put_back_gives_the_answer_before_with_its_marks(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        before = made.state
        made.leave("district.stance", decides="The voters")
        made.put_back("district.stance", before)
        found = made.state.answers.decisions["district.stance"]
        assert made.state.answers.value("district.stance") == "pilot"
        assert (found.decided_by, found.basis, found.decides) == ("Pat Lee", "confirmed", "The voters")
        made.leave("more.seats")
        whole = made.state
        made.leave("more.seats.c")
        made.put_back("more.seats.c", whole)
        assert made.state.answers.value("more.seats") is UNDECIDED
        fresh = made.state
        made.leave("district.review")
        made.put_back("district.review", fresh)
        assert made.state.answers.value("district.review") is None


def test_rows_from_a_file_are_put_back_as_a_file(tmp_path: Path, small: Interview) -> None:
    (tmp_path / "parts.csv").write_text("name,price,kind\nBolt,1.50,New\n")
    with session(tmp_path, small) as made:
        made.give("more.parts", {"file": "parts.csv"})
        before = made.state
        made.leave("more.parts")
        made.put_back("more.parts", before)
        assert "parts: {file: parts.csv}" in on_disk(made)
        rows = made.state.answers.value("more.parts")
        assert isinstance(rows, tuple)
        assert len(rows) == 1


def test_starting_again_never_loses_a_file(tmp_path: Path, small: Interview) -> None:
    (tmp_path / "aipolicy-2026-11-21.yaml").write_text("kept from this morning\n")
    with session(tmp_path, small, COMMENTED) as made:
        assert made.start_again("aipolicy-2026-11-21.yaml").name == "aipolicy-2026-11-21-2.yaml"
        assert on_disk(made) == made.state.file.text == NEW_FILE
        made.give("district.name", "New Town")
        assert made.start_again("aipolicy-2026-11-21.yaml").name == "aipolicy-2026-11-21-3.yaml"
    assert (tmp_path / "aipolicy-2026-11-21.yaml").read_text() == "kept from this morning\n"
    assert (tmp_path / "aipolicy-2026-11-21-2.yaml").read_text() == COMMENTED
    assert "New Town" in (tmp_path / "aipolicy-2026-11-21-3.yaml").read_text()


def test_starting_again_asks_the_same_questions(tmp_path: Path, small: Interview) -> None:
    write_library(tmp_path / "ours", {"policy_blocks/terms.yaml": TINY["policy_blocks/terms.yaml"]})
    text = COMMENTED + "overlays: [ours]\nletterhead: ours.docx\ndraft_date: 2026-11-21\n"
    with session(tmp_path, small, text) as made:
        made.start_again("old.yaml")
        assert made.state.answers.overlays == ("ours",)
        assert made.state.answers.letterhead == "ours.docx"
        assert made.state.answers.draft_date == ""
        assert made.state.answers.values == {}


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        (tmp_path / "aipolicy.yaml").write_text(COMMENTED + "# more\n")
        for change in (lambda: made.give("district.stance", "free"), lambda: made.start_again("old.yaml")):
            with pytest.raises(InvalidContent) as error:
                change()
            assert "was changed by someone else" in str(error.value)
        (tmp_path / "aipolicy.yaml").unlink()
        with pytest.raises(InvalidContent) as error:
            made.give("district.stance", "free")
        assert "was removed" in str(error.value)
        assert made.state.answers.value("district.stance") == "pilot"


def test_a_second_session_is_refused(tmp_path: Path, small: Interview) -> None:
    path = tmp_path / "aipolicy.yaml"
    with session(tmp_path, small, COMMENTED), pytest.raises(InvalidContent) as error, holding(path):
        pass
    assert refused(error) == "file-held"


def test_a_folder_that_refuses_changes_nothing(
    tmp_path: Path, small: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aipolicy.answers import store
    from aipolicy.problems import Problem, Span

    def full(*_: object) -> None:
        raise UnreadableFile([Problem(Span("aipolicy.yaml"), "cannot-write", "the disk is full")])

    with session(tmp_path, small, COMMENTED) as made:
        before = made.state
        monkeypatch.setattr(store, "write_together", full)
        with pytest.raises(UnreadableFile):
            made.give("district.stance", "free")
        assert made.state is before
        assert on_disk(made) == COMMENTED


def test_a_file_with_mistakes_is_refused_whole(tmp_path: Path, small: Interview) -> None:
    with (
        pytest.raises(InvalidContent) as error,
        session(tmp_path, small, "aipolicy: {format: 1}\ndistrict: {stance: maybe, schools: many}\n"),
    ):
        pass
    assert refused(error) == "unknown-choice not-a-number"


def test_what_is_already_so_saves_nothing(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, COMMENTED) as made:
        made.give("district.name", "Elm Town")
        made.keep("district.name")
        assert made.saved
        assert not (tmp_path / "aipolicy.yaml.bak").exists()
