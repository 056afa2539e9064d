"""The whole interview with the real library: from the first screen to the drafts, and back into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, read_answer_file
from aipolicy.answers.conflicts import contradictions
from aipolicy.conditions import Is
from aipolicy.interview import opening
from aipolicy.interview.agenda import Mode, Scope, Status, status_of
from aipolicy.interview.conversation.course import Arrival, run
from aipolicy.interview.conversation.finishing import finish
from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.opening import Opened
from aipolicy.interview.screens import Choose, Command, Face, Picked, Tell
from aipolicy.library import Library
from tests.interview.desks import TODAY, check_saved, titles
from tests.interview.persons import Person
from tests.interview.scripted import Answer, Scripted
from tests.projects import read_once

FEWER_THAN = 40


@pytest.fixture(autouse=True)
def _one_library(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)
    monkeypatch.setattr(opening, "interview_for", lambda *_: real_library.interview)
    monkeypatch.setattr(opening, "stances_for", lambda *_: real_library.stances)


@contextmanager
def interview(folder: Path, face: Face, text: str | None = None) -> Iterator[tuple[Opened, Desk]]:
    if text is not None:
        (folder / "aipolicy.yaml").write_text(text, encoding="utf-8")
    with opening.opened(folder) as found:
        yield found, Desk(face, found.session, lambda: None, found.behind.wait, found.stances, TODAY)


def went(
    folder: Path,
    face: Face,
    text: str | None = None,
    scope: Scope | None = None,
    changed: Callable[[], tuple[str, ...]] = lambda: (),
) -> bool:
    """The interview until its drafts are written (True) or the person quits."""
    with interview(folder, face, text) as (found, desk):
        try:
            run(desk, Arrival(scope, news=found.news, saved_on="Sat Nov 21, 2:14 PM"), changed)
        except Quit:
            check_saved(found.session)
            return False
        check_saved(found.session)
        return True


def small_town(library: Library, stance: int = -1) -> dict[str, Answer]:
    """What somebody in a small district of Ohio says, by the first words of the screens that ask."""

    def ask(id: str) -> str:
        return str(library.interview.questions[id].ask)

    names = [str(found.name) for found in library.stances.values()]
    found: dict[str, Answer] = {
        ask("district.state"): "=Ohio",
        "Which district is it": ">tri",
        "Which of these is it": "=Tri-County",
        "Where does your district want to begin": f"={names[stance]}" if stance >= 0 else "=None of these",
        ask("contact.phone"): ">937-555-0100",
        ask("contact.email"): ">office@example.org",
        ask("contact.office"): ">Superintendent's office",
    }
    for id, question in library.interview.questions.items():
        if id.startswith("roles."):
            found[str(question.ask)] = "" if question.optional else ">Superintendent"
    found["Which of these is it"] = lambda *_: Picked(0)
    return found


@pytest.fixture
def town(real_library: Library) -> Mapping[str, Answer]:
    return small_town(real_library, 1)


def test_a_small_district_reaches_its_drafts_in_fewer_than_forty_screens(
    tmp_path: Path, town: Mapping[str, Answer]
) -> None:
    person = Person(town)
    assert went(tmp_path, person)
    asked = "\n".join(screen.title for screen in person.asked)
    assert len(person.asked) < FEWER_THAN, asked
    said = "\n".join(person.told)
    assert "Drafts written to policies" in said
    for document in ("board-policy.docx", "staff-rules.docx", "decision-register.docx"):
        assert document in said
        assert (tmp_path / "policies" / document).is_file()
    assert "These are drafts, not legal advice. Next:" in said
    assert "aipolicy questionnaire --for counsel" in said
    assert "Confirm the" in said
    assert read_answer_file(tmp_path / "aipolicy.yaml").draft_date == TODAY


def test_after_the_first_section_and_a_stance_the_policy_has_few_open_decisions(
    tmp_path: Path, town: Mapping[str, Answer]
) -> None:
    person = Person({**town, "You have enough for a first board policy": "=Write first drafts now"})
    assert went(tmp_path, person)
    assert len(person.asked) < 22
    stands = next(line for line in person.told if "board-policy.docx" in line)
    words = stands.split("board-policy.docx")[1].strip()
    decisions = int(words.split()[0]) if "needed" in words else 0
    assert decisions <= 4, words


def steps(*made: tuple[str, Answer]) -> Scripted:
    return Scripted([*made, ("", "q")])


BEGUN = """\
aipolicy: {format: 1, asked_with: 0.1.0}
policy: {route: new}
district: {name: Elm Town, state: oh}
stance: {students: managed, staff: managed}
roles: {technology: undecided}
decisions: {stance.students: {basis: suggested}, roles.technology: {decides: Board, by: 2027-01-12}}
"""


@pytest.fixture
def begun(real_library: Library) -> str:
    """An answer file that is under way, whatever the routes are called."""
    route = real_library.interview.questions["policy.route"].choices[0].id
    stances = [str(c.id) for c in real_library.interview.questions["stance.students"].choices]
    return BEGUN.replace("route: new", f"route: {route}").replace("managed", stances[-2])


def test_welcome_back(tmp_path: Path, begun: str) -> None:
    face = steps()
    assert not went(tmp_path, face, begun)
    screen = face.screens[0]
    assert isinstance(screen, Choose)
    assert screen.title == "Welcome back. Elm Town"
    assert "1 not decided" in screen.body[0]
    assert "Last saved Sat Nov 21, 2:14 PM." in screen.body[0]
    labels = [option.label for option in screen.options]
    assert labels[0].startswith("Go on: ")
    assert labels[1:] == [
        "Only what is not decided (1)",
        "Go through what was suggested (1)",
        "Take a stance for what is not answered",
        "Review or change any answer",
        "Write the drafts",
        "Start again",
        "Save and quit",
    ]


@pytest.mark.parametrize(
    ("label", "then"),
    [
        ("Go on", ""),
        ("Only what", "What is the title of the person who runs"),
        ("Go through", "student"),
        ("Take a stance", "Where does your district want to begin"),
        ("Review", "Review: "),
        ("Write the drafts", "Which date"),
    ],
)
def test_each_way_from_the_welcome_and_back(tmp_path: Path, begun: str, label: str, then: str) -> None:
    face = steps(("Welcome back", f"={label}"), (then, "<"), ("Welcome back", "=Save and quit"))
    assert not went(tmp_path, face, begun)
    assert len(face.screens) == 3
    assert (tmp_path / "aipolicy.yaml").read_text() == begun


def test_start_again_keeps_the_file(tmp_path: Path, begun: str) -> None:
    face = steps(("Welcome back", "=Start again"))
    assert not went(tmp_path, face, begun)
    assert (tmp_path / f"aipolicy-{TODAY}.yaml").read_text() == begun
    assert f"The file as it was is kept as aipolicy-{TODAY}.yaml." in face.told


@pytest.mark.parametrize(
    ("scope", "first"),
    [
        (Scope(Mode.UNDECIDED), "What is the title of the person who runs"),
        (Scope(Mode.ALL, questions=("district.name",)), "What is the full"),
        (Scope(Mode.ALL, section="contact"), "Which office"),
        (Scope(Mode.SUGGESTED), "student"),
    ],
)
def test_a_part_that_was_asked_for_ends_in_the_review(tmp_path: Path, begun: str, scope: Scope, first: str) -> None:
    face = steps((first, "r"), ("Review", "<"), (first, "<"), ("Review", "<"), ("Review", "q"))
    face.steps.pop()
    assert not went(tmp_path, face, begun, scope)
    assert len(face.screens) == 5


def test_nothing_open_in_a_part(tmp_path: Path, begun: str) -> None:
    face = steps(("Review", "q"))
    face.steps.pop()
    assert not went(tmp_path, face, begun, Scope(Mode.UNDECIDED, section="contact"))
    assert face.told == ["Nothing is open in this part."]


@pytest.mark.parametrize(
    ("scope", "first", "decisive"),
    [
        (Scope(Mode.ALL, questions=("policy.kept_title",)), "policy.kept_title", "policy.route"),
        (Scope(Mode.ALL, section="budget"), "The section ", "documents.more"),
    ],
)
def test_a_part_that_is_not_asked_says_why(
    tmp_path: Path, begun: str, real_library: Library, scope: Scope, first: str, decisive: str
) -> None:
    questions = real_library.interview.questions
    face = Scripted([("Review", "q")])
    assert not went(tmp_path, face, begun + "documents: {more: []}\n", scope)
    (told,) = face.told
    assert told.startswith(f'"{questions[first].ask}"' if first in questions else first)
    assert "is not asked with the present answers." in told
    assert f'"{questions[decisive].ask}"' in told


def test_the_date_of_the_drafts_is_asked(tmp_path: Path, begun: str) -> None:
    text = begun + "draft_date: 2026-10-01\n"
    face = Scripted(
        [
            ("Which date", "=Another"),
            ("Which date", "<"),
            ("Which date", "=Another"),
            ("Which date", ">soon"),
            ("Which date", ">12/1/2026"),
        ]
    )
    with interview(tmp_path, face, text) as (found, desk):
        assert finish(desk, "")
        assert found.session.state.answers.draft_date == "2026-12-01"
        first = face.screens[0]
        assert isinstance(first, Choose)
        assert [(option.label, option.marks) for option in first.options[:2]] == [
            ("2026-10-01", ("current",)),
            (TODAY, ()),
        ]
        assert face.screens[4].note == "'soon' is not a date. Write it as 2027-01-12."  # type: ignore[union-attr]
        said = "\n".join(face.told)
        assert "2. Give decision-register.docx to Board (first date: 2027-01-12)." in said
        assert "  1. Answer the " in said
        assert "aipolicy init --only undecided" in said
        quitting = Desk(steps(), found.session, desk.effects, desk.all_effects, {}, TODAY)
        with pytest.raises(Quit):
            finish(quitting, "")


def test_edited_drafts_are_told_and_the_review_comes_back(tmp_path: Path, begun: str) -> None:
    dated: list[tuple[str, Answer]] = [("Review", "=Write the drafts"), ("Which date", "")]
    scope = Scope(Mode.UNDECIDED, section="contact")
    assert went(tmp_path, Scripted(dated), begun, scope)
    edited = tmp_path / "policies" / "board-policy.md"
    edited.write_text(edited.read_text() + "\nOur own sentence.\n")
    face = steps(
        ("Review", "=Write the drafts"), ("Which date", ""), ("The drafts were not written", ""), ("Review", "q")
    )
    face.steps.pop()
    text = (tmp_path / "aipolicy.yaml").read_text()
    assert not went(tmp_path, face, text.replace("Elm Town", "Oak Town"), scope)
    told = face.screens[2]
    assert isinstance(told, Tell)
    assert told.commands == (Command.QUIT,)
    assert told.body[0] == "Your answers are saved. What stands against it:"
    assert "board-policy.md" in " ".join(told.body)
    assert "Our own sentence." in edited.read_text()


def test_contradictory_answers_are_told_and_the_review_names_them(
    tmp_path: Path, real_library: Library, begun: str
) -> None:
    interview_ = real_library.interview
    begun = begun.replace("name: Elm Town,", "name: Elm Town, grade_bands: [k2, g9_12],")
    for conflict in interview_.conflicts:
        wanted = {part.question: part for part in getattr(conflict.when, "parts", ()) if isinstance(part, Is)}
        simple = all(id in interview_.questions and not part.row for id, part in wanted.items())
        if not simple or set(wanted) != {str(id) for id in conflict.between}:
            continue
        with interview(tmp_path, steps(), begun) as (found, _):
            for id, part in wanted.items():
                yes = interview_.questions[id].type == "yes_no"
                found.session.give(id, part.values[0] == "true" if yes else part.values[0])
            text = found.session.state.file.text
            if contradictions(found.session.state.answers, interview_):
                break
    else:
        raise AssertionError("no contradiction of the library is as simple as that")
    face = steps(("Review", "=Write"), ("Which date", ""), ("The drafts were not written", ""), ("Review", "q"))
    face.steps.pop()
    assert not went(tmp_path, face, text, Scope(Mode.UNDECIDED, section="contact"))
    said = face.screens[0].body[0]
    assert said.startswith('These answers contradict each other: "')
    assert said.endswith("Change one of them.")
    assert not any(id in said for id in wanted)
    assert said in face.screens[2].body  # type: ignore[operator]
    assert titles(face)[-1].startswith("Review")


def test_quitting_any_screen_leaves_a_file_that_opens_again(tmp_path: Path, town: Mapping[str, Answer]) -> None:
    for most in (1, 2, 5, 8, 13, 15, 18, 24, 28, 33):
        folder = tmp_path / str(most)
        folder.mkdir()
        assert not went(folder, Person(town, most=most))
        assert not went(folder, steps())


def test_the_same_answers_after_every_interruption(
    tmp_path: Path, town: Mapping[str, Answer], real_library: Library
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    write = {"Review": "q"}
    assert not went(whole, Person({**town, **write}))
    for _ in range(30):
        person = Person({**town, **write, "Welcome back": "", "How do you want to begin": ""}, most=4)
        went(parts, person)
        if any(screen.title.startswith("Review") for screen in person.asked):
            break
    with interview(whole, steps()) as (one, _):
        first = one.session.state
    with interview(parts, steps()) as (two, _):
        second = two.session.state
    assert first.answers.values.keys() == second.answers.values.keys()
    for id, question in real_library.interview.questions.items():
        stood = status_of(question, second)
        assert stood is not Status.UNANSWERED, id
        if question.type == "rows" and stood is Status.UNDECIDED:
            continue  # a row that was interrupted keeps its fields, the others not decided
        if id == "district.grade_bands":
            continue  # the list's facts are offered at one sitting; this person ticks something else
        assert first.answers.value(id) == second.answers.value(id), id
        assert status_of(question, first) is stood, id


def test_counsels_questions_go_to_the_attorney(
    tmp_path: Path, town: Mapping[str, Answer], real_library: Library
) -> None:
    person = Person({**town, "You have enough": "q"})
    assert not went(tmp_path, person)
    with interview(tmp_path, steps()) as (found, _):
        answers = found.session.state.answers
        left = [id for id, answer in answers.values.items() if answer.value is UNDECIDED]
        assert left
        for id in left:
            assert real_library.interview.questions[id].for_counsel
            assert answers.decisions[id].decides == "The district's attorney"
