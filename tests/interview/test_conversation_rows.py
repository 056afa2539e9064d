"""Lists of rows: field by field, each saved, or from a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, Other, Row
from aipolicy.interview.agenda import Scope, Status, next_question, status_of
from aipolicy.interview.conversation.row_lists import unique
from aipolicy.interview.conversation.turn import Turn
from aipolicy.interview.screens import Choose, Tick, Ticked, Write, Wrote
from aipolicy.interview.session import Session
from aipolicy.library.questions import Interview
from tests.interview.desks import asked, on_disk, session, titles
from tests.interview.scripted import Answer, Scripted
from tests.tiny import tiny_library

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


def test_entries_do_not_go_with_the_word_undecided(tmp_path: Path, small: Interview) -> None:
    question = small.questions["more.parts"]
    with session(tmp_path, small) as made:
        asked(made, "more.parts", *BOLT[:2], ("Price", "-"), *BOLT[3:], ("Which parts", ""))
        steps: list[tuple[str, Answer]] = [
            ("Which parts", "-"),
            ("Which parts", ">Board"),
            ("Which parts", ">2027-01-12"),
            ("Which parts", ""),
            ("Which parts", ""),
        ]
        turn, face = asked(made, "more.parts", *steps)
        assert turn is Turn.DONE
        assert face.screens[1].body == ("The entries stay; what is not decided in them stays open.",)  # type: ignore[union-attr]
        assert [row.fields["name"] for row in parts(made)] == ["Bolt, large"]
        assert status_of(question, made.state) is Status.UNDECIDED
        decision = made.state.answers.decisions["more.parts"]
        assert (decision.decides, decision.by) == ("Board", "2027-01-12")


def test_a_list_in_which_nothing_is_open_goes_only_when_somebody_says_so(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        asked(made, "more.parts", *BOLT, ("Which parts", ""))
        keeps: list[tuple[str, Answer]] = [("Which parts", "-"), ("Which parts", "=Keep"), ("Which parts", "")]
        turn, face = asked(made, "more.parts", *keeps)
        assert turn is Turn.DONE
        assert face.screens[1].body == ("This list has 1 entry, and nothing in it is open.",)  # type: ignore[union-attr]
        assert len(parts(made)) == 1
        blank: tuple[str, Answer] = ("Which parts", "")
        goes: list[tuple[str, Answer]] = [("Which parts", "-"), ("Which parts", "=Leave the whole"), *[blank] * 4]
        assert asked(made, "more.parts", *goes)[0] is Turn.DONE
        assert made.state.answers.value("more.parts") is UNDECIDED


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
        assert shown.options[0].means == "Not decided: Price; Kind."
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
        _, face = asked(made, "more.parts", csv[0], ("Which file", ">parts.csv"), ("Which file", "q"))
        first, again = face.screens[1:]
        assert isinstance(first, Write)
        assert isinstance(again, Write)
        assert (first.current, first.form) == ("", "a file in the district's folder, such as parts.csv")
        assert "parts.csv" in again.note
        assert (first.typed, again.typed) == ("", "parts.csv")
        file.write_text(MISTAKES)
        _, face = asked(made, "more.parts", *csv, ("Which file", "q"))
        assert face.screens[1].current == "parts.csv", "what is there may be taken with Enter alone"  # type: ignore[union-attr]
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
            ("Which file", ">skip.csv"),
            ("Which file", "<"),
            ("Which parts", "q"),
        ]
        turn, face = asked(made, "more.parts", *steps)
        assert turn is None
        assert "leads out of the district's folder" in face.screens[4].note  # type: ignore[union-attr]
        assert "skip.csv" in face.screens[5].note  # type: ignore[union-attr]
        assert face.screens[6].note == ""  # type: ignore[union-attr]
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


KIT = """\
section: kit
title: The kit
order: 14
questions:
  - id: kit.things
    ask: What is in the kit?
    type: rows
    why: The list names it.
    who_knows: office
    min: 0
    fields:
      - id: kind
        label: Kind
        type: choice
        choices: [{id: light_source, label: A light}, {id: pen, label: A pen}]
      - {id: name, label: Name, type: text}
      - {id: users, label: Used by, type: choices, choices: [{id: staff, label: Staff}, {id: pupils, label: Pupils}]}
      - id: classes
        label: Used in
        type: choices
        optional: true
        when: {users: [pupils]}
        choices: [{id: low, label: The lower school}, {id: high, label: The upper school, when: {district.open: true}}]
      - id: needs
        label: Needs
        type: choices
        other: true
        choices: [{id: none, label: nothing, not_with: [cell]}, {id: cell, label: a cell}]
      - {id: since, label: Bought on, type: date, optional: true}
"""
LAMP: list[tuple[str, Answer]] = [("", "=Add"), ("Kind", "=A light"), ("Name", ">Lamp")]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    return tiny_library(tmp_path_factory.mktemp("kit"), {"templates/interview/kit.yaml": KIT}).interview


def things(made: Session) -> list[Row]:
    value = made.state.answers.value("kit.things")
    assert isinstance(value, tuple)
    return [row for row in value if isinstance(row, Row)]


def test_rows_are_named_by_the_labels_of_their_choices(tmp_path: Path, kit: Interview) -> None:
    with session(tmp_path, kit, f"{HEAD}kit:\n  things:\n    - {{id: a, kind: light_source, name: {'Lamp ' * 30}, "
                 "users: [staff, pupils], needs: [none]}\n    - {id: b, kind: pen, name: undecided, users: [], "
                 "needs: [{other: ink}], since: 2026-01-02}\n") as made:  # fmt: skip
        _, face = asked(made, "kit.things", ("", "=A light"), ("A light", "<"), ("", "=A pen"), ("A pen", "q"))
        names, shown, _, second = face.screens
        assert isinstance(names, Choose)
        assert isinstance(shown, Choose)
        assert isinstance(second, Choose)
        assert names.options[0].label == f"A light: {'Lamp ' * 12}Lamp..."
        assert (names.options[1].label, names.options[1].means) == ("A pen", "Not decided: Name.")
        assert shown.title == names.options[0].label
        assert [option.means for option in shown.options[2:5]] == ["Staff; Pupils", "", "nothing"]
        assert [(o.label, o.means) for o in second.options[2:5]] == [
            ("Used by", ""), ("Needs", "ink"), ("Bought on", "2026-01-02"),
        ]  # fmt: skip


def test_a_field_is_asked_where_it_goes_with_those_before_it(tmp_path: Path, kit: Interview) -> None:
    with session(tmp_path, kit) as made:
        end: list[tuple[str, Answer]] = [("Needs", "+nothing"), ("Bought on", ""), ("", "")]
        asked(made, "kit.things", *LAMP, ("Used by", "+Staff"), *end)
        assert things(made)[0].fields == {
            "kind": "light_source",
            "name": "Lamp",
            "users": ("staff",),
            "needs": ("none",),
        }
        assert "kit.things" not in made.state.answers.decisions
        steps: list[tuple[str, Answer]] = [
            *LAMP,
            ("Used by", "+Pupils"),
            ("Used in", "+The lower"),
            ("Needs", "<"),
            ("Used in", "<"),
            ("Used by", "+Staff"),
            ("Needs", "<"),
            ("Used by", "-"),
            *end,
        ]
        asked(made, "kit.things", *steps)
        assert "classes" not in things(made)[1].fields


def test_a_field_that_is_not_asked_at_the_end_leaves_no_row_begun(tmp_path: Path) -> None:
    last = KIT.replace(
        "      - {id: since", "        when: {users: [pupils]}\n        optional: true\n      - {id: since"
    )
    last = last[: last.index("      - {id: since")]
    interview = tiny_library(tmp_path / "library", {"templates/interview/kit.yaml": last}).interview
    with session(tmp_path / "town", interview) as made:
        asked(made, "kit.things", *LAMP, ("Used by", "+Staff"), ("What is in", ""))
        assert status_of(interview.questions["kit.things"], made.state) is Status.ANSWERED


def test_only_choices_that_the_district_has_are_offered_in_a_field(tmp_path: Path, kit: Interview) -> None:
    for open, labels in ((True, ["The lower school", "The upper school"]), (False, ["The lower school"])):
        with session(tmp_path / str(open), kit, f"{HEAD}district: {{open: {str(open).lower()}}}\n") as made:
            _, face = asked(made, "kit.things", *LAMP, ("Used by", "+Pupils"), ("Used in", "q"))
            last = face.screens[-1]
            assert isinstance(last, Tick)
            assert [option.label for option in last.options] == labels


def test_choices_of_a_field_that_do_not_go_together(tmp_path: Path, kit: Interview) -> None:
    with session(tmp_path, kit) as made:
        steps: list[tuple[str, Answer]] = [
            *LAMP,
            ("Used by", "+Staff"),
            ("Needs", Ticked((0, 1), ("oil",))),
            ("Needs", "+a cell"),
            ("Bought on", ""),
            ("", ""),
        ]
        _, face = asked(made, "kit.things", *steps)
        again = face.screens[5]
        assert isinstance(again, Tick)
        assert again.note == '"nothing" and "a cell" do not go together. Keep one of them.'
        assert (again.ticked, again.own) == ({0, 1}, ("oil",))
        assert things(made)[0].fields["needs"] == ("cell",)


def test_a_field_that_was_refused_has_what_was_typed_to_be_mended(tmp_path: Path, kit: Interview) -> None:
    row = "{id: a, kind: pen, name: Pen, users: [], needs: [], since: 2026-01-02}"
    with session(tmp_path, kit, f"{HEAD}kit: {{things: [{row}]}}\n") as made:
        steps: list[tuple[str, Answer]] = [
            ("", "=A pen"),
            ("A pen", "=Bought"),
            ("Bought", ">31 June"),
            ("Bought", ">30 June"),
            ("Bought", "<"),
            ("", ""),
        ]
        _, face = asked(made, "kit.things", *steps)
        for screen in face.screens[3:5]:
            assert isinstance(screen, Write)
            assert screen.current == "2026-01-02"
            assert screen.typed.endswith(" June")
            assert "is not a date" in screen.note
        assert things(made)[0].fields["since"] == "2026-01-02"


def test_a_long_first_field_gives_a_short_id(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        asked(made, "more.parts", ("", "=Add"), ("Name", f">{'bolts and nuts ' * 40}"), ("Price", "q"))
        assert parts(made)[0].id == "bolts-and-nuts-bolts-and-nuts-bolts-and"


def test_a_number_behind_an_id() -> None:
    assert unique("a", set()) == "a"
    assert unique("a", {"a", "a-2", "a-4"}) == "a-3"
