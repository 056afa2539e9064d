"""Lists of rows: field by field, each saved, or from a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, Other, Row
from aipolicy.interview.agenda import Scope, Status, next_question, status_of
from aipolicy.interview.conversation.row_lists import unique
from aipolicy.interview.conversation.turn import Turn
from aipolicy.interview.screens import Choose, Ticked, Wrote
from aipolicy.interview.session import Session
from aipolicy.library.questions import Interview
from tests.interview.desks import asked, on_disk, session, titles
from tests.interview.scripted import Answer, Scripted

HEAD = "aipolicy: {format: 1}\n"
BOLT: list[tuple[str, Answer]] = [
    ("Which parts", "=Add"),
    ("Name", ">Bolt, large"),
    ("Price", ">$1,250.50"),
    ("Kind", "=New"),
    ("Spare", "=Yes"),
    ("Places", Ticked((0,), ("the roof; and below",))),
]


def parts(made: Session) -> list[Row]:
    value = made.state.answers.value("more.parts")
    assert isinstance(value, tuple)
    return [row for row in value if isinstance(row, Row)]


def labels(face: Scripted, number: int = -1) -> list[str]:
    screen = face.screens[number]
    assert isinstance(screen, Choose)
    return [option.label for option in screen.options]


def test_a_row_is_asked_field_by_field(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(made, "more.parts", *BOLT, ("Which parts", ""))
        assert turn is Turn.DONE
        assert labels(face, 0) == ["Add the first one", "Read them from a CSV file", "There are none"]
        assert labels(face) == ["Bolt, large", "Add another", "That is all"]
        (row,) = parts(made)
        assert row.id == "bolt-large"
        assert row.fields == {
            "name": "Bolt, large",
            "price": Decimal("1250.50"),
            "kind": "new",
            "spare": True,
            "places": ("x", Other("the roof; and below")),
        }


@pytest.mark.parametrize("count", range(2, 6))
def test_each_field_is_saved_as_it_is_answered(tmp_path: Path, small: Interview, count: int) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, "more.parts", *BOLT[:count])[0] is None
        (row,) = parts(made)
        wanted = {"name": "Bolt, large", "price": Decimal("1250.50"), "kind": "new", "spare": True}
        given = list(wanted)[: count - 1]
        assert row.fields == {
            **{name: wanted[name] for name in given},
            **{name: UNDECIDED for name in ("name", "price", "kind") if name not in given},
        }


@pytest.mark.parametrize("count", range(2, 6))
def test_a_row_that_was_left_in_the_middle_is_gone_on_with(tmp_path: Path, small: Interview, count: int) -> None:
    question = small.questions["more.parts"]
    with session(tmp_path, small) as made:
        asked(made, "more.parts", *BOLT[:count])
        assert made.state.answers.decisions["more.parts"].basis == "begun"
        assert status_of(question, made.state) is Status.BEGUN
        earlier = list(small.questions)[list(small.questions).index("more.parts") - 1]
        assert next_question(made.state, small, Scope(), earlier) == "more.parts"
        turn, face = asked(made, "more.parts", *BOLT[count:], ("Which parts", ""))
        assert turn is Turn.DONE
        assert "Here is the rest of it" in " ".join(face.told)
        assert titles(face)[0] == BOLT[count][0]
        assert len(parts(made)) == 1
        assert len(parts(made)[0].fields) == 5
        assert "more.parts" not in made.state.answers.decisions
        assert status_of(question, made.state) is Status.ANSWERED
        assert "basis" not in on_disk(made)


def test_a_row_in_the_middle_stays_so_until_somebody_says_that_this_is_all(tmp_path: Path, small: Interview) -> None:
    question = small.questions["more.parts"]
    with session(tmp_path, small) as made:
        asked(made, "more.parts", *BOLT[:2])
        steps: list[tuple[str, Answer]] = [
            ("Price", "<"),
            ("Name", "<"),
            ("Which parts", "=Bolt"),
            ("Bolt", "=Kind"),
            ("Kind", "=Used"),
        ]
        asked(made, "more.parts", *steps)
        assert status_of(question, made.state) is Status.BEGUN
        asked(made, "more.parts", ("Spare", "<"), ("Kind", "<"), ("Price", "<"), ("Name", "<"), ("Which parts", ""))
        assert status_of(question, made.state) is Status.UNDECIDED
        assert parts(made)[0].fields == {"name": "Bolt, large", "price": UNDECIDED, "kind": "used"}


def test_back_between_fields_and_a_field_that_does_not_fit(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        steps: list[tuple[str, Answer]] = [
            *BOLT[:2],
            ("Price", ">dear"),
            ("Price", "<"),
            ("Name", ">Nut"),
            ("Price", "-"),
            ("Kind", "=Not decided"),
            ("Spare", "=Leave it out"),
            ("Places", Ticked(())),
            ("Which parts", "=Nut"),
            ("Nut", "=Kind"),
            ("Kind", "=Used"),
            ("Which parts", ""),
        ]
        turn, face = asked(made, "more.parts", *steps)
        assert turn is Turn.DONE
        assert "'dear' is not a number" in face.screens[3].note  # type: ignore[union-attr]
        assert face.screens[4].current == "Bolt, large"  # type: ignore[union-attr]
        shown = face.screens[9]
        assert isinstance(shown, Choose)
        assert shown.options[0].means == "Not decided: price, kind."
        (row,) = parts(made)
        assert (row.id, row.fields) == ("nut", {"name": "Nut", "price": UNDECIDED, "kind": "used"})


def test_back_before_the_first_field_adds_nothing(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, "more.parts", ("", "=Add"), ("Name", "<"), ("Which parts", "s"))[0] is Turn.SKIPPED
        assert not (tmp_path / "aipolicy.yaml").exists()


def test_two_rows_of_one_name_and_one_taken_out(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        asked(made, "more.parts", *BOLT, *BOLT, ("Which parts", ""))
        assert [row.id for row in parts(made)] == ["bolt-large", "bolt-large-2"]
        steps = [("Which parts", "=Bolt"), ("Bolt", "=Take this row out"), ("Which parts", "")]
        asked(made, "more.parts", *steps)
        assert [row.id for row in parts(made)] == ["bolt-large-2"]
        steps = [("Which parts", "=Bolt"), ("Bolt", "<"), ("Which parts", "=Bolt"), ("Bolt", ""), ("Which parts", "")]
        asked(made, "more.parts", *steps)
        asked(made, "more.parts", ("", "=Bolt"), ("Bolt", "=Take this row out"), ("Which parts", ""))
        assert made.state.answers.value("more.parts") == ()


def test_there_are_none(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, "more.parts", ("", "=There are none"))[0] is Turn.DONE
        assert made.state.answers.value("more.parts") == ()
        _, face = asked(made, "more.parts", ("", ""))
        assert "There are none" not in labels(face)
        _, face = asked(made, "manual.codes", ("", "=There are none"))
        assert made.state.answers.value("manual.codes") is None
        _, face = asked(made, "district.tools", ("", "s"))
        assert labels(face) == ["Add the first one"]


MISTAKES = """\
name,price,kind
Bolt,1.50,New
Nut,cheap,Used
Gear,2,old
"""


def test_a_spreadsheet_with_mistakes_and_then_without(tmp_path: Path, small: Interview) -> None:
    file = tmp_path / "parts.csv"
    with session(tmp_path, small) as made:
        csv: list[tuple[str, Answer]] = [("Which parts", "=Read them"), ("Which file", "")]
        _, face = asked(made, "more.parts", *csv, ("Which parts", "q"))
        assert "parts.csv" in face.screens[2].note  # type: ignore[union-attr]
        file.write_text(MISTAKES)
        _, face = asked(made, "more.parts", *csv, ("Which parts", "q"))
        note = face.screens[2].note  # type: ignore[union-attr]
        assert note.startswith("parts.csv, line 3, column 2; 1 more after it: 'cheap' is not a number.")
        assert not (tmp_path / "aipolicy.yaml").exists()
        file.write_text(MISTAKES.replace("cheap", "3").replace("old", "used"))
        turn, face = asked(made, "more.parts", *csv, ("Which parts", ""))
        assert turn is Turn.DONE
        assert face.told == ["Read 3 rows from parts.csv."]
        assert labels(face) == ["Read parts.csv again", "Take them into the answer file", "That is all"]
        assert face.screens[2].body == ("The file parts.csv holds 3 of them: Bolt; Nut; Gear.",)  # type: ignore[union-attr]
        assert "parts: {file: parts.csv}" in on_disk(made)


def test_a_spreadsheet_is_read_again_or_taken_in(tmp_path: Path, small: Interview) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("name,price,kind\n" + "".join(f"Part {n},1,New\n" for n in range(14)))
    with session(tmp_path, small) as made:
        asked(made, "more.parts", ("", "=Read them"), ("", ">parts.csv"), ("", "q"))
        file.write_text("name;price;kind\nBolt;1;New\n")
        steps: list[tuple[str, Answer]] = [("", "=Read parts.csv again"), ("Which file", "")]
        _, face = asked(
            made, "more.parts", *steps, ("", "=Take them"), ("", "=Bolt"), ("Bolt", "=Price"), ("Price", ">2")
        )
        assert "; and 2 more." in face.screens[0].body[0]  # type: ignore[union-attr]
        assert [(row.id, row.fields["price"]) for row in parts(made)] == [("bolt", Decimal(2))]
        assert "file:" not in on_disk(made)


def test_another_file_or_none(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        steps: list[tuple[str, Answer]] = [
            ("", "=Read them"),
            ("Which file", "<"),
            ("", "=Read them"),
            ("Which file", ">../parts.csv"),
            ("Which parts", "=Read them"),
            ("Which file", "q"),
        ]
        turn, face = asked(made, "more.parts", *steps)
        assert turn is None
        assert "leads out of the district's folder" in face.screens[4].note  # type: ignore[union-attr]
        assert titles(face)[1] == "Which file?"


def test_quitting_a_row(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, "more.parts", *BOLT, ("Which parts", "=Bolt"), ("Bolt", "q"))[0] is None
        assert asked(made, "more.parts", ("", "=Bolt"), ("Bolt", "=Name"), ("Name", "q"))[0] is None
        assert asked(made, "more.parts", ("", "=Bolt"), ("Bolt", "=Spare"), ("Spare", ""), ("", ""))[0] is Turn.DONE
        asked(made, "more.parts", ("", "=Bolt"), ("Bolt", "=Places"), ("Places", ""), ("", ""))
        asked(made, "more.parts", ("", "=Bolt"), ("Bolt", "=Name"), ("Name", Wrote("Bolt, large", False)), ("", ""))
        (row,) = parts(made)
        assert (row.fields["spare"], row.fields["places"]) == (True, ("x", Other("the roof; and below")))


def test_a_number_behind_an_id() -> None:
    assert unique("a", set()) == "a"
    assert unique("a", {"a", "a-2", "a-4"}) == "a-3"
