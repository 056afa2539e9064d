"""What a newer library brings to an answer file: new, reworded and renamed questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aipolicy.interview import opening
from aipolicy.interview.agenda import Mode, Scope, Status, next_question, status_of
from aipolicy.interview.conversation.turn import Desk, Quit
from aipolicy.interview.conversation.welcome import greet
from aipolicy.interview.news import number, renamed, since
from aipolicy.interview.opening import Opened
from aipolicy.interview.screens import Ticked, Wrote
from aipolicy.library import Library
from aipolicy.library.model import Change
from aipolicy.problems import Span
from aipolicy.source import Located
from tests.interview import desks
from tests.interview.scripted import Answer, Scripted

AT = Span("changes.yaml")


def version(name: str, added: str = "", renamed: str = "", reworded: str = "") -> Change:
    def words(text: str) -> tuple[Located, ...]:
        return tuple(Located(word, AT) for word in text.split())

    pairs = (pair.split(">") for pair in renamed.split())
    return Change(
        version=Located(name, AT),
        added=words(added),
        renamed={Located(old, AT): Located(new, AT) for old, new in pairs},
        reworded=words(reworded),
        span=AT,
    )


@contextmanager
def opened(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch, text: str, *versions: Change
) -> Iterator[Opened]:
    (folder / "aipolicy.yaml").write_text(text)
    monkeypatch.setattr(opening, "interview_for", lambda *_: library.interview)
    monkeypatch.setattr(opening, "library_for", lambda *_: library)
    monkeypatch.setattr(opening, "changes_for", lambda *_: versions)
    monkeypatch.setattr(opening, "stances_for", lambda *_: {})
    with opening.opened(folder) as found:
        yield found


def test_versions_are_numbers() -> None:
    assert number("0.10.2") > number("0.9")
    versions = (version("0.10.0"), version("0.2.0"), version("0.9.0"), version("0.1.0"))
    assert [str(found.version) for found in since("0.2.0", versions)] == ["0.9.0", "0.10.0"]
    assert since("", versions) == ()


def test_names_follow_several_renamings() -> None:
    versions = [version("0.2.0", renamed="a.b>a.c x.y>x.z"), version("0.3.0", renamed="a.c>d.e")]
    assert renamed(versions) == {"a.b": "d.e", "a.c": "d.e", "x.y": "x.z"}


TEXT = """\
# Ours.
aipolicy: {format: 1, asked_with: 0.1.0}
district:
  # The name on the letterhead.
  called: Elm Town
  attitude: pilot  # the board's vote
town:
  seats: {a: "yes", b: undecided}
decisions:
  town.seats.b: {decides: Board}  # asked in May
  district.attitude: {decided_by: Pat Lee}
"""
RENAMED = (
    version("0.2.0", renamed="district.called>district.label town.seats>more.chairs gone.away>gone.further"),
    version("0.3.0", renamed="district.label>district.name more.chairs>more.seats district.attitude>district.stance"),
)


def test_answers_and_decisions_go_to_the_new_names_with_their_comments(
    tmp_path: Path, small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path, small_library, monkeypatch, TEXT, *RENAMED) as found:
        answers = found.session.state.answers
        assert answers.value("district.name") == "Elm Town"
        assert answers.value("district.stance") == "pilot"
        assert answers.value("more.seats") == {"a": {"": "yes"}}
        assert answers.decisions["more.seats.b"].decides == "Board"
        assert answers.decisions["district.stance"].decided_by == "Pat Lee"
        assert found.news.renamed == {
            "district.called": "district.name",
            "town.seats": "more.seats",
            "district.attitude": "district.stance",
        }
        text = (tmp_path / "aipolicy.yaml").read_text()
        assert text == found.session.state.file.text
        assert (tmp_path / "aipolicy.yaml.bak").read_text() == TEXT
        for comment in ("# Ours.", "# The name on the letterhead.", "# the board's vote", "# asked in May"):
            assert comment in text
        for word in ("called", "attitude", "town"):
            assert f"{word}:" not in text
    with opened(tmp_path, small_library, monkeypatch, text, *RENAMED) as found:
        assert found.news.renamed == {}


def test_what_stands_under_the_new_name_is_left_as_it_is(
    tmp_path: Path, small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "aipolicy: {format: 1, asked_with: 0.1.0}\ndistrict: {called: Elm, name: Oak}\n"
        "decisions: {district.called: {decides: Old}, district.name: {decides: New}}\n"
    )
    with opened(tmp_path, small_library, monkeypatch, text, *RENAMED) as found:
        answers = found.session.state.answers
        assert answers.value("district.name") == "Oak"
        assert answers.decisions["district.name"].decides == "New"
        assert set(answers.decisions) == {"district.name"}


REWORDED = version(
    "0.2.0", added="district.fee more.law more.none", reworded="district.stance district.name more.seats"
)
ANSWERED = """\
aipolicy: {format: 1, asked_with: 0.1.0}
district: {name: Elm Town, stance: pilot, limits: [hiring], tools: [], open: false}
more: {seats: {a: "yes", b: "no", c: "no", d: "no", e: "no", f: "no", g: "no", h: "no"}}
"""


def test_new_and_reworded_questions_are_told_once(
    tmp_path: Path, small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path, small_library, monkeypatch, ANSWERED, REWORDED) as found:
        assert found.news.new == ("district.fee", "more.law")
        assert sorted(found.news.reworded) == ["district.name", "district.stance", "more.seats"]
        text = (tmp_path / "aipolicy.yaml").read_text()
        assert text == found.session.state.file.text
        assert text.count("basis: reworded") == 3
        face = Scripted([])
        desk = Desk(face, found.session, lambda: None, desks.no_wording, {}, desks.TODAY)
        with pytest.raises(Quit):
            greet(desk, "", found.news)
        body = face.screens[0].body
        assert "2 questions are new since then." in body
        assert "3 answers need a second look, because the question was reworded." in body
        assert next_question(found.session.state, found.session.interview, Scope(Mode.SUGGESTED)) == "district.name"
    with opened(tmp_path, small_library, monkeypatch, text) as found:
        assert (found.news.new, found.news.reworded) == ((), ())
        assert (tmp_path / "aipolicy.yaml").read_text() == text


def reworded(session: desks.Session, id: str) -> bool:
    return status_of(session.interview.questions[id], session.state) is Status.REWORDED


def test_a_reworded_choice_is_looked_at_by_choosing(tmp_path: Path, small_library: Library) -> None:
    marked = "\ndecisions: {district.stance: {basis: reworded}}\n"
    with desks.session(tmp_path, small_library.interview, ANSWERED + marked) as made:
        _, face = desks.asked(made, "district.stance")
        assert face.screens[0].start is None
        assert reworded(made, "district.stance")
        desks.asked(made, "district.stance", ("", "=A pilot"))
        assert not reworded(made, "district.stance")
        assert "basis" not in desks.on_disk(made)


@pytest.mark.parametrize(
    ("id", "by_enter", "chosen"),
    [
        ("district.limits", ("",), (Ticked((1,)),)),
        ("district.tools", ("",), ("=That is all",)),
        ("more.seats", ("", ""), ("", "=Go on")),
    ],
)
def test_enter_is_no_second_look(
    tmp_path: Path, small_library: Library, id: str, by_enter: tuple[Answer, ...], chosen: tuple[Answer, ...]
) -> None:
    marked = f"\ndecisions: {{{id}: {{basis: reworded}}}}\n"
    with desks.session(tmp_path, small_library.interview, ANSWERED + marked) as made:
        desks.asked(made, id, *(("", answer) for answer in by_enter))
        assert reworded(made, id)
        desks.asked(made, id, *(("", answer) for answer in chosen))
        assert not reworded(made, id)
        assert f"{id}:" not in desks.on_disk(made)


def test_a_reworded_text_is_kept_by_enter_on_the_text(tmp_path: Path, small_library: Library) -> None:
    marked = "\ndecisions: {district.name: {basis: reworded}}\n"
    with desks.session(tmp_path, small_library.interview, ANSWERED + marked) as made:
        desks.asked(made, "district.name", ("", Wrote("Elm Town", False)))
        assert not reworded(made, "district.name")


def test_a_reworded_answer_that_is_confirmed(tmp_path: Path, small_library: Library) -> None:
    marked = "\ndecisions: {district.stance: {basis: reworded}}\n"
    with desks.session(tmp_path, small_library.interview, ANSWERED + marked) as made:
        made.confirm(("district.stance",), "Pat Lee", "2026-11-21")
        assert not reworded(made, "district.stance")
