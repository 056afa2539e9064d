"""Grids: a page at a time, row by row, with the whole of it shown before going on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED
from aipolicy.interview.agenda import Status, status_of
from aipolicy.interview.conversation.turn import Turn
from aipolicy.interview.screens import Choose, Picked
from aipolicy.interview.session import COUNSEL, Session
from aipolicy.library.questions import Interview
from tests.interview.desks import asked, on_disk, session, titles
from tests.interview.scripted import Answer, Scripted

HEAD = "aipolicy: {format: 1}\n"
NO_NOTES: tuple[tuple[str, Answer], ...] = (("", ""), ("", ""), ("", ""), ("", ""))


def seats(made: Session) -> Mapping[str, str]:
    value = made.state.answers.value("more.seats")
    assert isinstance(value, Mapping)
    return {row: cells[""] for row, cells in value.items()}


def labels(face: Scripted, number: int) -> list[tuple[str, str]]:
    screen = face.screens[number]
    assert isinstance(screen, Choose)
    return [(option.label, option.means) for option in screen.options]


def test_seven_rows_a_page_and_suggestions_taken_by_going_on(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(made, "more.seats", ("", ""), ("", ""))
        assert turn is Turn.DONE
        assert [screen.body for screen in face.screens] == [("Page 1 of 2.",), ("Page 2 of 2.",)]
        first = face.screens[0]
        assert isinstance(first, Choose)
        assert [option.marks for option in first.options] == [("suggested",)] * 7 + [()]
        assert first.start == 7
        assert labels(face, 1) == [
            ("Seat H", "a seat"),
            ("Go on with these answers", "A number changes that row and comes back here."),
        ]
        assert seats(made) == dict.fromkeys("abcdefgh", "yes")
        assert status_of(small.questions["more.seats"], made.state) is Status.SUGGESTED


def test_a_page_is_saved_before_the_next_is_shown(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, _ = asked(made, "more.seats", ("", ""), ("", "q"))
        assert turn is None
        assert list(seats(made)) == list("abcdefg")
        assert status_of(small.questions["more.seats"], made.state) is Status.UNANSWERED


def test_a_row_is_changed_and_the_page_comes_back(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        steps = [("Who sits", "=Seat B"), ("Seat B", "=No seat"), ("Who sits", ""), ("Who sits", "<"), ("Who sits", "")]
        turn, face = asked(made, "more.seats", *steps, ("Who sits", ""))
        assert turn is Turn.DONE
        assert labels(face, 2)[:3] == [("Seat A", "a seat"), ("Seat B", "no seat"), ("Seat C", "a seat")]
        assert face.screens[4].body == ("Page 1 of 2.",)  # type: ignore[union-attr]
        assert seats(made)["b"] == "no"
        assert "basis: suggested" in on_disk(made)


def test_a_grid_chosen_cell_by_cell_is_not_a_suggestion(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        steps: list[tuple[str, Answer]] = []
        for seat in "ABCDEFG":
            steps += [("Who sits", f"=Seat {seat}"), (f"Seat {seat}", "=A seat")]
        steps += [("Who sits", ""), ("Who sits", "=Seat H"), ("Seat H", "=No seat"), ("Who sits", "")]
        asked(made, "more.seats", *steps)
        assert status_of(small.questions["more.seats"], made.state) is Status.ANSWERED


def test_enter_on_a_suggested_cell_is_a_suggestion(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        asked(made, "more.seats", ("Who sits", "=Seat B"), ("Seat B", ""), ("", "q"))
        assert seats(made) == {"b": "yes"}
        assert "basis: suggested" in on_disk(made)


def test_cells_that_nothing_is_suggested_for_are_asked_one_by_one(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        steps = [
            ("Lessons", "=The author"),
            ("Office work", "<"),
            ("Lessons", "=The head"),
            ("Office work", "=The author"),
        ]
        turn, _ = asked(made, "district.signs", *steps, ("Who signs off", ""))
        assert turn is Turn.DONE
        assert made.state.answers.value("district.signs") == {"class": {"": "chief"}, "office": {"": "author"}}
        assert status_of(small.questions["district.signs"], made.state) is Status.ANSWERED
        turn, _ = asked(made, "more.advice", ("", "<"))
        assert turn is Turn.BACK


def test_back_on_the_first_cell_leaves_the_grid(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, "district.signs", ("Lessons", "<"))[0] is Turn.BACK
        assert asked(made, "district.signs", ("Lessons", "=The head"), ("Office work", "q"))[0] is None
        assert made.state.answers.value("district.signs") == {"class": {"": "chief"}}


def test_a_column_is_asked_where_an_earlier_one_calls_for_it(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, f"{HEAD}more: {{areas: [bus, kitchen]}}\n") as made:
        steps: list[tuple[str, Answer]] = [
            ("What holds", "=Buses"),
            ("Buses: Status", "=Allowed"),
            ("Buses: Checked by", "<"),
            ("Buses: Status", "=Allowed"),
            ("Buses: Checked by", "=The head"),
            ("What holds", ""),
        ]
        turn, _ = asked(made, "more.uses", *steps)
        assert turn is Turn.DONE
        assert made.state.answers.value("more.uses") == {
            "bus": {"status": "allowed", "gate": "head"},
            "kitchen": {"status": "banned"},
        }


def test_a_column_without_a_suggestion_is_asked_before_going_on(tmp_path: Path, small: Interview) -> None:
    text = f"{HEAD}more: {{areas: [bus], uses: {{bus: {{status: allowed}}}}}}\n"
    with session(tmp_path, small, text) as made:
        steps = [("Buses: Status", ""), ("Buses: Checked by", "=A teacher"), ("What holds", "")]
        assert asked(made, "more.uses", *steps)[0] is Turn.DONE
        assert status_of(small.questions["more.uses"], made.state) is Status.ANSWERED


def test_the_whole_grid_not_decided_and_a_row_taken_up_again(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, "more.seats", ("", "-"), ("", ">Board"), ("", ""), ("", ""), ("", ""))[0] is Turn.DONE
        assert made.state.answers.value("more.seats") is UNDECIDED
        steps = [("Who sits", "=Seat C"), ("Seat C", "=A seat"), ("Who sits", ""), ("Who sits", "")]
        turn, face = asked(made, "more.seats", *steps)
        assert turn is Turn.DONE
        assert {means for _, means in labels(face, 0)[:-1]} == {"Not decided"}
        assert [means for _, means in labels(face, 2)[:4]] == ["Not decided", "Not decided", "a seat", "Not decided"]
        assert seats(made) == {"c": "yes"}
        assert status_of(small.questions["more.seats"], made.state) is Status.UNDECIDED
        assert "suggested" not in on_disk(made)


def test_going_on_takes_no_suggestion_for_what_was_left_undecided(tmp_path: Path, small: Interview) -> None:
    text = f"{HEAD}more: {{areas: [class, bus], uses: {{class: undecided}}}}\n"
    with session(tmp_path, small, text) as made:
        assert asked(made, "more.uses", ("", ""))[0] is Turn.DONE
        assert made.state.answers.value("more.uses") == {"bus": {"status": "banned"}}
        assert "class: undecided" in on_disk(made)


@pytest.mark.parametrize("how", ["-", "=Not decided"])
def test_one_cell_not_decided_with_who_and_when(tmp_path: Path, small: Interview, how: str) -> None:
    with session(tmp_path, small) as made:
        steps = [("Who sits", "=Seat A"), ("Seat A", how), ("Seat A", ">Board"), ("Seat A", ">2027-02-01")]
        turn, face = asked(made, "more.seats", *steps, ("", ""), ("", ""), ("Who sits", ""), ("Who sits", ""))
        assert turn is Turn.DONE
        assert "a" not in seats(made)
        assert "a: undecided" in on_disk(made)
        found = made.state.answers.decisions["more.seats.a"]
        assert (found.decides, found.by) == ("Board", "2027-02-01")
        _, face = asked(made, "more.seats", ("Who sits", "=Seat A"), ("Seat A", ""), ("Who sits", "q"))
        assert face.screens[1].start == 2  # type: ignore[union-attr]
        asked(made, "more.seats", ("Who sits", "=Seat A"), ("Seat A", how), ("Seat A", "<"), ("Seat A", "=No seat"))
        assert seats(made)["a"] == "no"


def test_a_grid_for_counsel_is_left_to_counsel_by_enter(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(made, "more.advice", ("", ""))
        assert turn is Turn.DONE
        assert labels(face, 0)[-1] == ("Not decided yet", "Leave the whole of it to the district's attorney.")
        assert made.state.answers.value("more.advice") is UNDECIDED
        assert made.state.answers.decisions["more.advice"].decides == COUNSEL
        steps = [("", "=Young"), ("Young", "=Few"), ("Which limits", "=Old"), ("Old", "=Many"), ("Which limits", "")]
        assert asked(made, "more.advice", *steps)[0] is Turn.DONE
        assert made.state.answers.value("more.advice") == {"young": {"": "few"}, "old": {"": "many"}}
        assert "suggested" not in on_disk(made)


def test_the_wording_is_shown_with_a_row(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        _, face = asked(made, "more.seats", ("", "w"), ("", "q"))
        assert face.told == ["Choose a row first; the wording is shown with its choices."]
        assert titles(face) == ["Who sits at the table?"] * 2


def test_a_page_that_cannot_be_saved_says_so(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD) as made:
        (tmp_path / "aipolicy.yaml").write_text(f"{HEAD}# mine\n")
        steps = [("", ""), ("", Picked(0)), ("", "=No seat"), ("", "q")]
        _, face = asked(made, "more.seats", *steps, watched=False)
        assert "was changed by someone else" in face.screens[1].note  # type: ignore[union-attr]
        assert "was changed by someone else" in face.screens[3].note  # type: ignore[union-attr]
        _, face = asked(made, "more.advice", ("", ""), ("", "q"), watched=False)
        assert "was changed by someone else" in face.told[0]
