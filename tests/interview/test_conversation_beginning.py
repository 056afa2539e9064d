"""The beginning: found in the list, a stance beside the others, and back through all of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED
from aipolicy.interview import opening
from aipolicy.interview.agenda import OPEN, Mode, Scope, statuses
from aipolicy.interview.conversation.beginning import begin
from aipolicy.interview.conversation.stances import choose_stance, counts, side_by_side
from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.screens import Choose, Picked, Write
from aipolicy.library import Library
from tests.interview.desks import TODAY, check_saved, titles
from tests.interview.persons import Person
from tests.interview.scripted import Answer, Scripted
from tests.projects import read_once

FIRST: Mapping[str, Answer] = {"How do you want to begin": "", "Where does your district want": lambda *_: Picked(1)}


@pytest.fixture(autouse=True)
def _one_library(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)
    monkeypatch.setattr(opening, "interview_for", lambda *_: real_library.interview)
    monkeypatch.setattr(opening, "stances_for", lambda *_: real_library.stances)


def ask(library: Library, id: str) -> str:
    return str(library.interview.questions[id].ask)


def desk_with(found: opening.Opened, face: Person | Scripted) -> Desk:
    return Desk(face, found.session, lambda: None, found.behind.wait, found.stances, TODAY)


def test_the_list_is_searched_until_the_district_is_found(tmp_path: Path, real_library: Library) -> None:
    route, state = ask(real_library, "policy.route"), ask(real_library, "district.state")
    name, kind = ask(real_library, "district.name"), ask(real_library, "district.kind")
    steps: list[tuple[str, Answer]] = [
        (route[:20], ""),
        (state[:20], "=Ohio"),
        ("Which district is it", ">zzqqxx"),
        ("Which district is it", ">tri"),
        ("Which of these", "=None of these"),
        ("Which district is it", ">tri"),
        ("Which of these", "<"),
        ("Which district is it", ">tri"),
        ("Which of these", lambda *_: Picked(0)),
        (name[:20], lambda *_: Picked(0)),
        (kind[:20], "<"),
        (name[:20], "=Something else"),
        (kind[:20], "q"),
    ]
    face = Scripted(steps)
    with opening.opened(tmp_path) as found:
        with pytest.raises(Quit):
            begin(desk_with(found, face), lambda: None)
        assert face.steps == []
        again = face.screens[3]
        assert isinstance(again, Write)
        assert again.note.startswith("Nothing in the list sounds like 'zzqqxx'.")
        offered = face.screens[9]
        assert isinstance(offered, Choose)
        assert offered.start is None
        assert [option.label for option in offered.options][1:] == ["Something else"]
        assert found.session.state.answers.value("district.name") == offered.options[0].label
        check_saved(found.session)


def test_the_list_may_be_left_aside(tmp_path: Path, real_library: Library) -> None:
    face = Person({**FIRST, ask(real_library, "district.state"): "=Ohio", "Which district is it": "", "You have": "q"})
    with opening.opened(tmp_path) as found:
        with pytest.raises(Quit):
            begin(desk_with(found, face), lambda: None)
        assert found.session.state.answers.value("district.name") == "The office of the superintendent answers."


def test_back_through_the_whole_beginning_keeps_every_answer(tmp_path: Path, real_library: Library) -> None:
    state = {ask(real_library, "district.state"): "=Ohio", "Which district is it": ">tri", "Which of these": "=Tri"}
    forward = Person({**FIRST, **state, "Which of these": lambda *_: Picked(0), "You have": "q"})
    with opening.opened(tmp_path) as found, pytest.raises(Quit):
        begin(desk_with(found, forward), lambda: None)
    text = (tmp_path / "aipolicy.yaml").read_text()
    with opening.opened(tmp_path) as found:
        back = Scripted([("You have enough", "<"), *[("", "<")] * 40])
        with pytest.raises(Quit):
            begin(desk_with(found, back), lambda: None)
        seen = titles(back)
        assert seen[-1] == seen[-2] == ask(real_library, "policy.route")
        assert ask(real_library, "district.state") in seen
        assert ask(real_library, "district.unions") in seen
    assert (tmp_path / "aipolicy.yaml").read_text() == text


def test_another_stance_takes_the_place_of_the_first(tmp_path: Path, real_library: Library) -> None:
    names = [str(stance.name) for stance in real_library.stances.values()]
    with opening.opened(tmp_path) as found:
        session = found.session
        session.give("district.state", "oh")
        filled: list[str] = []
        assert choose_stance(desk_with(found, Scripted([("", f"={names[0]}")])), filled)
        first = {id: a.value for id, a in session.state.answers.values.items()}
        kept = next(id for id in filled if session.interview.questions[id].type == "choice")
        value = first[kept]
        assert isinstance(value, str)
        session.give(kept, value)
        assert choose_stance(desk_with(found, Scripted([("", f"={names[-1]}")])), filled)
        second = {id: a.value for id, a in session.state.answers.values.items()}
        assert first != second
        assert second[kept] == value
        assert kept not in filled
        assert choose_stance(desk_with(found, Scripted([("", "=None of these")])), filled)
        assert set(session.state.answers.values) == {"district.state", kept}
        assert filled == []
        assert not choose_stance(desk_with(found, Scripted([("", "<")])), filled)
        assert choose_stance(desk_with(found, Scripted([("", "s")])), filled)
        assert "basis: suggested" not in (tmp_path / "aipolicy.yaml").read_text()


def test_stances_stand_side_by_side(real_library: Library) -> None:
    stances = list(real_library.stances.values())
    table = side_by_side(stances, real_library.interview)
    assert table.headings == ("", *(str(stance.name) for stance in stances))
    assert len(table.rows) == len(stances[0].shows)
    for row in table.rows:
        assert len(row) == len(table.headings)
        assert all(cell and "_" not in cell for cell in row), row


@pytest.mark.parametrize(
    ("label", "scope"),
    [("Answer what", Scope(Mode.GO_ON)), ("Go through every", Scope(Mode.THOROUGH)), ("Write", None)],
)
def test_how_much_to_go_through(tmp_path: Path, real_library: Library, label: str, scope: Scope | None) -> None:
    state = {ask(real_library, "district.state"): "=Ohio", "Which district is it": ""}
    counsel: dict[str, Answer] = {f"{count} question": "=No" for count in range(1, 20)}
    face = Person({**FIRST, **state, **counsel, "You have": f"={label}"})
    with opening.opened(tmp_path) as found:
        assert begin(desk_with(found, face), lambda: None) == scope
        assert UNDECIDED not in [answer.value for answer in found.session.state.answers.values.values()]


def first_offered(found: opening.Opened) -> str:
    face = Scripted([("You have", "q")])
    with pytest.raises(Quit):
        begin(desk_with(found, face), lambda: None)
    screen = face.screens[0]
    assert isinstance(screen, Choose)
    assert screen.start == 0
    return screen.options[0].label


def test_nothing_is_offered_that_would_ask_nothing(tmp_path: Path, real_library: Library) -> None:
    state = {ask(real_library, "district.state"): "=Ohio", "Which district is it": ""}
    with opening.opened(tmp_path) as found:
        desk = desk_with(found, Person({**FIRST, **state, "You have": "q"}))
        with pytest.raises(Quit):
            begin(desk, lambda: None)
        while (left := counts(desk)[0]) > 1:
            standing = statuses(found.session.state, found.session.interview)
            found.session.leave([id for id, status in standing.items() if status in OPEN][-1])
        assert left == 1
        assert first_offered(found) == "Answer what nobody can suggest (about 1 question)"
        standing = statuses(found.session.state, found.session.interview)
        found.session.leave(next(id for id, status in standing.items() if status in OPEN))
        assert first_offered(found).startswith("Go through every question (about ")
