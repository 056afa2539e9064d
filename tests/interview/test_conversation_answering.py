"""One question asked: what Enter does, a choice, what is not decided, and what is said when it does not fit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, Other
from aipolicy.interview.conversation.asking import ask
from aipolicy.interview.conversation.shown import note_of
from aipolicy.interview.conversation.turn import Desk, Quit, Turn
from aipolicy.interview.effects import Effects
from aipolicy.interview.screens import Choose, Command, Did, Tell, Tick, Ticked, Write, Wrote
from aipolicy.interview.session import COUNSEL
from aipolicy.library import Library
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent, Problem, Span
from tests.interview.desks import MORE, TODAY, asked, desk, on_disk, session
from tests.interview.scripted import Scripted
from tests.tiny import tiny_library

HEAD = "aipolicy: {format: 1}\n"
NO_NOTES = (("", ""), ("", ""), ("", ""), ("", ""))


def basis(made: object, id: str) -> str:
    found = made.state.answers.decisions.get(id)  # type: ignore[attr-defined]
    return found.basis if found else ""


def test_enter_takes_the_suggestion_and_marks_it(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(made, "district.stance", ("What may students do", ""))
        assert turn is Turn.DONE
        screen = face.screens[0]
        assert isinstance(screen, Choose)
        assert screen.options[screen.start or 0].marks == ("suggested",)
        assert screen.options[1].means == "Some students try tools."
        assert made.state.answers.value("district.stance") == "pilot"
        assert basis(made, "district.stance") == "suggested"
        _, face = asked(made, "district.stance", ("", ""))
        assert face.screens[0].options[1].marks == ("suggested", "current")  # type: ignore[union-attr]
        assert basis(made, "district.stance") == "suggested"
        asked(made, "district.stance", ("", "=A pilot"))
        assert basis(made, "district.stance") == ""


def test_where_nothing_is_suggested_enter_does_nothing(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        for id in ("district.state", "district.open"):
            _, face = asked(made, id)
            assert isinstance(face.screens[0], Choose)
            assert face.screens[0].start is None
        asked(made, "district.open", ("", "=No"))
        assert made.state.answers.value("district.open") is False
        asked(made, "district.open", ("", ""))
        assert basis(made, "district.open") == ""


def test_enter_leaves_counsels_question_to_the_attorney(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(made, "more.law", ("", ""))
        assert turn is Turn.DONE
        assert made.state.answers.value("more.law") is UNDECIDED
        assert made.state.answers.decisions["more.law"].decides == COUNSEL
        assert basis(made, "more.law") == ""
        assert face.told == ["One later question depends on this one. It waits until it is decided."]
        assert "This question is for the district's attorney." in " ".join(face.screens[0].why)  # type: ignore[union-attr]
        before = on_disk(made)
        asked(made, "more.law", ("", ""))
        assert on_disk(made) == before
        asked(made, "more.law", ("", "=Never"))
        assert made.state.answers.value("more.law") == "never"


def test_not_decided_is_saved_at_once_and_each_note_as_it_is_typed(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(
            made,
            "district.stance",
            ("", "=Not decided"),
            ("What may students do", ">Board"),
            ("", ">next week"),
            ("", ">1/12/2027"),
            ("", ">A hearing comes first."),
            ("", ">Ask Jo about # and 'that'."),
        )
        assert turn is Turn.DONE
        found = made.state.answers.decisions["district.stance"]
        assert (found.decides, found.by, found.public_reason, found.private_note) == (
            "Board",
            "2027-01-12",
            "A hearing comes first.",
            "Ask Jo about # and 'that'.",
        )
        assert [screen.note for screen in face.screens if isinstance(screen, Write)] == [
            "",
            "",
            "'next week' is not a date. Write it as 2027-01-12, or leave it empty.",
            "",
            "",
        ]
        assert "the drafts will say so in plain sight" in face.screens[1].body[0]
        assert face.told == ["One later question depends on this one. It waits until it is decided."]


@pytest.mark.parametrize("typed", ["q", "x\x00y", "stop"])
def test_whatever_happens_in_the_middle_what_was_typed_is_saved(tmp_path: Path, small: Interview, typed: str) -> None:
    with session(tmp_path, small) as made:
        steps = [("", "-"), ("", ">Board"), ("", "q" if typed != "x\x00y" else "")]
        if typed == "x\x00y":
            steps += [("", f">{typed}"), ("", "q")]
        if typed == "stop":
            steps.pop()
        turn, face = asked(made, "district.stance", *steps)  # type: ignore[arg-type]
        assert turn is None
        assert made.state.answers.value("district.stance") is UNDECIDED
        assert made.state.answers.decisions["district.stance"].decides == "Board"
        if typed == "x\x00y":
            assert "U+0000" in face.screens[-1].note  # type: ignore[union-attr]


def test_back_between_the_notes_keeps_them_and_back_from_the_first_keeps_the_answer(
    tmp_path: Path, small: Interview
) -> None:
    text = f"{HEAD}district: {{stance: free}}\ndecisions: {{district.stance: {{basis: confirmed, decided_by: Pat}}}}\n"
    with session(tmp_path, small, text) as made:
        turn, face = asked(
            made, "district.stance", ("", "-"), ("", ">Board"), ("", "<"), ("", ""), ("", "<"), ("", "<"), ("", "")
        )
        assert turn is Turn.DONE
        assert [screen.current for screen in face.screens if isinstance(screen, Write)] == [
            "",
            "",
            "Board",
            "",
            "Board",
        ]
        assert made.state.answers.value("district.stance") == "free"
        found = made.state.answers.decisions["district.stance"]
        assert (found.basis, found.decided_by, found.decides) == ("confirmed", "Pat", "Board")


def test_an_optional_choice_may_be_left_out(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, f"{HEAD}district: {{fee: 10}}\n") as made:
        turn, face = asked(made, "district.fee", ("", Wrote("")))
        assert turn is Turn.DONE
        assert made.state.answers.value("district.fee") is None
        assert "fee" not in on_disk(made)
        _, face = asked(made, "district.fee", ("", ""))
        assert face.screens[0].empty == "leave it out"  # type: ignore[union-attr]
        assert "This one may be left out." in face.screens[0].why  # type: ignore[union-attr]


def test_ticks_with_other_words(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        words = "the award of a prize, and more: # all"
        asked(made, "district.limits", ("", Ticked((0, 2), (words,))))
        assert made.state.answers.value("district.limits") == ("grades", "discipline", Other(words))
        assert basis(made, "district.limits") == ""
        _, face = asked(made, "district.limits", ("", ""))
        screen = face.screens[0]
        assert isinstance(screen, Tick)
        assert (screen.ticked, screen.own) == (frozenset({0, 2}), (words,))
        assert Command.ALL in screen.commands
        assert basis(made, "district.limits") == ""
        _, face = asked(made, "more.areas", ("", Ticked((), deliberate=True)), ("", ""))
        assert "it needs at least 1" in face.screens[1].note  # type: ignore[union-attr]
        assert made.state.answers.value("more.areas") == ("class", "bus")
        assert basis(made, "more.areas") == "suggested"


@pytest.mark.parametrize(
    ("id", "wrong", "says", "right", "value"),
    [
        ("district.schools", "many", "'many' is not a number", "1,250", Decimal(1250)),
        ("district.review", "soon", "'soon' is not a date", "1/12/2027", "2027-01-12"),
        ("district.fee", "1.234", "too many decimals", "$1,250.50", Decimal("1250.50")),
        ("district.name", "a\x07b", "U+0007", "Elm: a #town", "Elm: a #town"),
    ],
)
def test_a_line_that_does_not_fit_is_asked_again(
    tmp_path: Path, small: Interview, id: str, wrong: str, says: str, right: str, value: object
) -> None:
    with session(tmp_path, small) as made:
        turn, face = asked(made, id, ("", f">{wrong}"), ("", f">{right}"))
        assert turn is Turn.DONE
        assert says in face.screens[1].note  # type: ignore[union-attr]
        assert made.state.answers.value(id) == value
        before = on_disk(made)
        _, face = asked(made, id, ("", ""))
        assert face.screens[0].current  # type: ignore[union-attr]
        assert on_disk(made) == before


def test_undecided_typed_into_a_line(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small) as made:
        asked(made, "district.coordinator", ("", "-"), *NO_NOTES)
        assert made.state.answers.value("district.coordinator") is UNDECIDED
        asked(made, "district.coordinator", ("", ">Jo Lee"))
        assert made.state.answers.value("district.coordinator") == "Jo Lee"


@pytest.mark.parametrize("id", ["district.coordinator", "district.schools", "district.fee", "district.review"])
def test_the_word_undecided_in_a_line_is_the_command(tmp_path: Path, small: Interview, id: str) -> None:
    with session(tmp_path, small) as made:
        notes = (("", ">Board"), ("", ">2027-01-12"), ("", ""), ("", ""))
        turn, face = asked(made, id, ("", ">Undecided"), *notes)
        assert turn is Turn.DONE
        assert made.state.answers.value(id) is UNDECIDED
        found = made.state.answers.decisions[id]
        assert (found.decides, found.by) == ("Board", "2027-01-12")
        assert "the drafts will say so in plain sight" in face.screens[1].body[0]


def test_a_grid_that_does_not_fit_any_more_names_the_choice(tmp_path: Path) -> None:

    given = "choices: [{id: few, label: few}, {id: many, label: many, when: {district.open: true}}]"
    more = MORE.replace("choices: [{id: few, label: few}, {id: many, label: many}]", given)
    interview = tiny_library(tmp_path / "library", {"templates/interview/more.yaml": more}).interview
    text = f"{HEAD}district: {{open: false}}\nmore: {{advice: {{young: few, old: many}}}}\n"
    with session(tmp_path / "town", interview, text) as made:
        note = note_of(interview.questions["more.advice"], desk(made, ())[0])
        assert note == 'This must be chosen again: "many" does not go with the answer to "Is the list of tools public".'


def test_an_answer_that_does_not_fit_any_more_must_be_chosen(tmp_path: Path, small: Interview) -> None:

    text = f"{HEAD}district: {{stance: none}}\nmore: {{law: always, terms: phone}}\n"
    with session(tmp_path, small, text) as made:
        note = note_of(small.questions["more.terms"], desk(made, ())[0])
        assert note == 'This must be chosen again: "By phone" does not go with the answer to "What may students do".'
        _, face = asked(made, "more.terms", ("", "=By letter"), note=note)
        screen = face.screens[0]
        assert isinstance(screen, Choose)
        assert (screen.start, screen.note) == (None, note)
        assert [option.label for option in screen.options] == ["By letter", "Not decided yet"]


@pytest.mark.parametrize(("key", "turn"), [("<", Turn.BACK), ("s", Turn.SKIPPED), ("r", Turn.REVIEW), ("q", None)])
@pytest.mark.parametrize("id", ["district.stance", "more.areas", "district.name", "more.seats", "more.parts"])
def test_the_commands_of_every_question(tmp_path: Path, small: Interview, id: str, key: str, turn: Turn | None) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, id, ("", key))[0] is turn
        assert not (tmp_path / "aipolicy.yaml").exists()


@pytest.mark.parametrize("id", ["district.stance", "more.areas", "district.name", "more.seats", "more.parts"])
def test_undecided_by_its_key_on_every_question(tmp_path: Path, small: Interview, id: str) -> None:
    with session(tmp_path, small) as made:
        assert asked(made, id, ("", "-"), *NO_NOTES)[0] is Turn.DONE
        assert made.state.answers.value(id) is UNDECIDED


def test_the_full_wording_where_the_library_cannot_be_read(tmp_path: Path, small: Interview) -> None:

    def broken() -> Effects:
        raise InvalidContent([Problem(Span("x.md"), "x", "the clause x is broken")])

    with session(tmp_path, small) as made:
        face = Scripted([("", "w"), ("", "=Nothing")])
        assert ask(Desk(face, made, lambda: None, broken, {}, TODAY), "district.stance") is Turn.DONE
        assert "The wording cannot be shown. The clause x is broken." in face.told[0]


def test_the_full_wording_of_one_choice_and_of_all(tmp_path: Path, small_library: Library) -> None:
    effects = Effects(small_library)
    with session(tmp_path, small_library.interview) as made:
        face = Scripted(
            [("", Did(Command.WORDING, 0)), ("Full wording", ""), ("", "w"), ("Full wording", ""), ("", "=Nothing")]
        )
        at = Desk(face, made, lambda: effects, lambda: effects, {}, TODAY)
        assert ask(at, "district.stance") is Turn.DONE
        first, second = (screen for screen in face.screens if isinstance(screen, Tell))
        assert "| Students must not use AI tools." in first.body
        assert "| Students may use an AI tool in pilots." in second.body
        assert first.commands == second.commands == (Command.QUIT,)
        preview = face.screens[0].preview  # type: ignore[union-attr]
        assert preview is not None
        assert preview(0).lines == ("Students must not use AI tools.",)  # type: ignore[arg-type, union-attr]


def test_the_full_wording_can_be_left_for_good(tmp_path: Path, small_library: Library) -> None:
    effects = Effects(small_library)
    with session(tmp_path, small_library.interview) as made:
        face = Scripted([("", "w"), ("Full wording", "q")])
        with pytest.raises(Quit):
            ask(Desk(face, made, lambda: effects, lambda: effects, {}, TODAY), "district.stance")


def test_a_file_that_changed_meanwhile_is_told_on_the_screen(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, f"{HEAD}district: {{fee: 10}}\n") as made:
        (tmp_path / "aipolicy.yaml").write_text(f"{HEAD}# mine\n")
        for id, answer in (("district.stance", "=Nothing"), ("district.fee", ">12"), ("district.fee", Wrote(""))):
            turn, face = asked(made, id, ("", answer), ("", "q"), watched=False)
            assert turn is None
            assert "was changed by someone else" in face.screens[1].note  # type: ignore[union-attr]
        turn, face = asked(made, "district.stance", ("", "-"), ("", "q"), watched=False)
        assert "was changed by someone else" in face.told[0]
        turn, face = asked(made, "more.law", ("", ""), ("", "q"), watched=False)
        assert "was changed by someone else" in face.told[0]
    assert (tmp_path / "aipolicy.yaml").read_text() == f"{HEAD}# mine\n"
