"""The review: every answer by section, counted, changed from there, confirmed by name and date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED
from aipolicy.interview.agenda import Status
from aipolicy.interview.conversation.reviewing import After, lines, show_review
from aipolicy.interview.conversation.turn import Quit
from aipolicy.interview.review import review
from aipolicy.interview.screens import Choose, Tell
from aipolicy.interview.session import Session
from aipolicy.library.questions import Interview
from tests.interview.desks import desk, on_disk, session, titles
from tests.interview.scripted import Answer, Scripted

TEXT = """\
aipolicy: {format: 1}
district:
  name: Elm Town
  state: oh
  schools: 3
  stance: none
  open: false
  limits: [hiring, {other: the award of a prize}]
  tools: [{id: a, name: Reader, status: approved}]
  signs: {class: author, office: undecided}
  review: 2027-01-12
more:
  law: undecided
  areas: [class, bus]
  uses: {class: {status: banned}, bus: {status: banned}}
decisions:
  district.stance: {basis: suggested}
  district.open: {basis: reworded}
  district.signs.office: {decides: Board}
  district.name: {basis: confirmed, decided_by: Jo Lee, decided_on: 2026-05-01}
  more.law: {decides: The district's attorney, by: 2027-01-12}
  more.areas: {basis: suggested}
"""


def shown(made: Session, *steps: tuple[str, Answer], changed: Callable[[], tuple[str, ...]] = lambda: ()) -> Scripted:
    """The review with these steps, until the person quits."""
    at, face = desk(made, [*steps, ("", "q")])
    with pytest.raises(Quit):
        show_review(at, changed)
    assert face.steps == []
    return face


def options(face: Scripted, number: int = 0) -> dict[str, str]:
    screen = face.screens[number]
    assert isinstance(screen, Choose)
    return {option.label: option.means for option in screen.options}


def test_what_the_review_holds(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        found = review(made.state, small, ("district.name",))
        assert [section.section for section in found.sections] == ["district", "more", "manual"]
        assert found.unused == ("district.review",)
        assert [entry.number for entry in found.entries] == list(range(1, len(found.entries) + 1))
        by_id = {entry.question: entry for entry in found.entries}
        assert "district.review" not in by_id
        assert by_id["district.name"].changed
        assert not by_id["district.state"].changed
        assert by_id["district.fee"].status is Status.LEFT_OUT
        assert by_id["more.terms"].status is Status.WAITING
        assert by_id["more.law"].decision is not None
        first = found.sections[0]
        assert first.words() == "7 answered, 1 NOT DECIDED, 2 to confirm, 1 not answered"
        assert first.unconfirmed() == ("district.stance", "district.open")
        assert found.count(Status.UNDECIDED) == 2
        assert found.conflicts == ()


def test_the_first_screen_counts_and_offers_what_there_is_reason_for(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        face = shown(made, changed=lambda: ("district.name", "more.areas"))
        screen = face.screens[0]
        assert screen.title == "Review: 9 of 16 answered, 2 not decided, 3 to confirm, 5 not answered"
        assert screen.body == (
            "CHANGED since the last drafts: What is your district called; Where are tools used.",
            "NO LONGER USED (kept, not printed): When is the review due.",
        )
        assert options(face)["More questions"] == "2 answered, 1 NOT DECIDED, 1 to confirm, 3 not answered"
        assert list(options(face))[3:] == [
            "Write the drafts",
            "Answer what is not answered (5)",
            "Only what is not decided (2)",
            "Go through what was suggested, one by one (3)",
            "Confirm all that was suggested (3)",
            "Show all answers as text",
        ]
        assert screen.start == 3  # type: ignore[union-attr]


def test_a_section_shows_each_answer_as_people_read_it(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        face = shown(made, ("Review", "=Your town"), ("Your town: 7", ""))
        found = options(face, 1)
        assert found == {
            "What is your district called?": "Elm Town (confirmed by Jo Lee)",
            "In which state is it?": "Ohio",
            "How many schools are there?": "3",
            "What may students do?": "Nothing",
            "Who coordinates the work?": "not answered",
            "Is the list of tools public?": "NEEDS A SECOND LOOK: no",
            "Which decisions stay with people?": "Hiring; the award of a prize",
            "Which tools are there?": "Reader",
            "Who signs off?": "NOT DECIDED",
            "What does it cost?": "left out",
            "Confirm the 2 suggested answers of this section": "With a name and a date.",
            "Back to the whole review": "",
        }
        assert face.screens[1].options[3].marks == ("suggested",)  # type: ignore[union-attr]


def test_changing_an_answer_comes_straight_back(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        steps: list[tuple[str, Answer]] = [
            ("Review", "=Your town"),
            ("Your town", "=What is your"),
            ("What is your district called", ">Oak Town"),
            ("Your town", "=In which"),
            ("In which state", "<"),
            ("Your town", "=How many"),
            ("How many", "r"),
            ("Your town", "<"),
            ("Review", "=More"),
            ("More", "=How do parents"),
            ("More", "=May a parent"),
            ("May a parent", "=Always"),
            ("More", "=How do parents"),
            ("How do parents", "=By letter"),
            ("More", ""),
        ]
        face = shown(made, *steps)
        assert made.state.answers.value("district.name") == "Oak Town"
        assert "district.name" not in made.state.answers.decisions
        assert face.screens[3].start == 0  # type: ignore[union-attr]
        assert face.told == ["This one waits for another decision, so it cannot be answered yet."]
        assert made.state.answers.value("more.terms") == "letter"


def test_a_section_is_confirmed_by_name_and_date(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        steps: list[tuple[str, Answer]] = [
            ("Review", "=Your town"),
            ("Your town", "=Confirm the 2"),
            ("Who confirms these 2 answers", ">Pat Lee, Superintendent"),
            ("On which date", "<"),
            ("Who confirms", ">Pat Lee"),
            ("On which date", ">tomorrow"),
            ("On which date", ""),
            ("Your town: 7 answered, 1 NOT DECIDED, 1 not answered$", ""),
        ]
        face = shown(made, *steps)
        assert face.told == ["Confirmed: 2 answers, by Pat Lee on 2026-11-21."]
        for id in ("district.stance", "district.open"):
            found = made.state.answers.decisions[id]
            assert (found.basis, found.decided_by, found.decided_on) == ("confirmed", "Pat Lee", "2026-11-21")
        assert made.state.answers.decisions["more.areas"].basis == "suggested"
        assert face.screens[6].note == "'tomorrow' is not a date. Write it as 2027-01-12."  # type: ignore[union-attr]
        face = shown(
            made, ("", "=Confirm all"), ("Who confirms this 1 answer", "<"), ("Review", "=Confirm all"), ("", ">Jo")
        )
        assert made.state.answers.decisions["more.areas"].basis == "suggested"
        shown(
            made,
            ("", "=Confirm all"),
            ("", ">x\x00y"),
            ("On which date", ""),
            ("Who confirms", ">Jo"),
            ("", ">1/2/2027"),
        )
        assert made.state.answers.decisions["more.areas"].decided_on == "2027-01-02"
        assert "Confirm all" not in " ".join(options(shown(made)))


def test_walks_from_the_review_come_back_to_it(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        steps: list[tuple[str, Answer]] = [
            ("Review", "=Only what is not decided"),
            ("Who signs off", "s"),
            ("May a parent", "r"),
            ("Review", "=Answer what"),
            ("Who coordinates", "<"),
            ("Review", "=Answer what"),
            ("Who coordinates", ">Jo"),
            ("Is the list", "r"),
            ("Review", "=Go through what was suggested"),
            ("What may students", ""),
            ("Is the list", "=No"),
            ("Where are tools", ""),
            ("Review", "=Show all answers"),
            ("All answers", ""),
        ]
        face = shown(made, *steps)
        assert made.state.answers.value("district.coordinator") == "Jo"
        assert made.state.answers.decisions["district.stance"].basis == "suggested"
        assert "district.open" not in made.state.answers.decisions
        told = next(screen for screen in face.screens if isinstance(screen, Tell))
        assert "4. What may students do? Nothing (suggested)" in told.body
        assert "11. May a parent say no? NOT DECIDED (The district's attorney, by 2027-01-12)" in told.body


def test_drafts_back_and_quit(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        at, _ = desk(made, [("", "")])
        assert show_review(at, lambda: ()) is After.DRAFTS
        at, _ = desk(made, [("", "<")])
        assert show_review(at, lambda: ()) is After.BACK
        before = on_disk(made)
        for steps in (
            [("", "=Your"), ("", "q")],
            [("", "=Show all answers"), ("All answers", "q")],
            [("", "=Confirm"), ("", "q")],
            [("", "=Confirm"), ("", ">Jo"), ("", "q")],
        ):
            at, _ = desk(made, steps)
            with pytest.raises(Quit):
                show_review(at, lambda: ())
        assert on_disk(made) == before


def test_all_answers_as_text(tmp_path: Path, small: Interview) -> None:
    long = "word " * 60
    text = TEXT.replace("name: Elm Town", f"name: {long}").replace("law: undecided", "law: always, terms: phone")
    text = text.replace("more:\n  law: always, terms: phone", "more:\n  law: always\n  terms: phone")
    with session(tmp_path, small, text) as made:
        found = lines(review(made.state, small), desk(made)[0])
        assert found[0].startswith("Your town: ")
        assert found.count("") == 2
        assert next(line for line in found if line.startswith("1. ")).endswith("... (confirmed by Jo Lee)")
        assert "12. How do parents say no? MUST BE CHOSEN AGAIN: By phone" in found


def test_hidden_answers_come_back_with_the_branch(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, TEXT) as made:
        made.give("district.stance", "free")
        assert review(made.state, small).unused == ()
        assert made.state.answers.value("district.review") == "2027-01-12"
        made.give("district.stance", UNDECIDED)
        assert review(made.state, small).unused == ()
        made.give("more.law", "never")
        made.give("more.areas", ("kitchen",))
        assert "class: {status: banned}" in on_disk(made)


def test_a_district_without_reason_for_more(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, "aipolicy: {format: 1}\n") as made:
        assert titles(shown(made)) == ["Review: 0 of 15 answered, 15 not answered"]
