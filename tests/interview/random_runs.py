"""A run of the whole interview by chance, in two sittings, looked at after every screen."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, load_answers, parse_answer_file, read_answer_file, validate
from aipolicy.build import Options
from aipolicy.interview import opening
from aipolicy.interview.behind import Behind
from aipolicy.interview.conversation.course import Arrival, run
from aipolicy.interview.conversation.turn import Quit
from aipolicy.interview.drafting import write_drafts
from aipolicy.interview.opening import Opened
from aipolicy.interview.session import TOLERATED
from aipolicy.library import Library
from aipolicy.problems import InvalidContent
from tests.interview.autopilot import Autopilot, desk_of, saved_text
from tests.projects import read_once


def keep_one_library(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every project and interview of this test has `library`, read once; drafts are Markdown, which is quicker."""
    monkeypatch.setattr("aipolicy.interview.drafting.Options", partial(Options, formats=("md",)))
    ready = Behind(lambda _: library)
    ready.wait()
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)
    monkeypatch.setattr(opening, "interview_for", lambda *_: library.interview)
    monkeypatch.setattr(opening, "library_for", lambda *_: library)
    monkeypatch.setattr(opening, "stances_for", lambda *_: library.stances)
    monkeypatch.setattr(opening, "Behind", lambda *_: ready)


def random_run(folder: Path, seed: int, screens: int, drafts: bool) -> None:
    """Two sittings of at most `screens` each; the second begins with the welcome. Then the drafts, if wanted.

    Raises AssertionError with the last replies where anything is not as it must be.
    """
    face = Autopilot(seed, screens)
    try:
        for _ in range(2):
            face.left = screens
            with opening.opened(folder) as found:
                face.check = lambda found=found: _look(folder, found, face)  # type: ignore[misc]
                with contextlib.suppress(Quit):
                    run(desk_of(found, face), Arrival(news=found.news), lambda: ())
                face.check()
        if drafts and saved_text(folder):
            _drafted(folder)
    except Exception as error:
        raise AssertionError(f"seed {seed}, after:\n" + "\n".join(face.log[-8:])) from error


def _look(folder: Path, found: Opened, face: Autopilot) -> None:
    """What is on the disk is what the session holds, it opens again, and no answer came or went by itself."""
    state = found.session.state
    on_disk = saved_text(folder)
    assert on_disk == state.file.text or (not on_disk and found.session.is_new)
    if not on_disk or on_disk == face.seen:
        return
    face.seen = on_disk
    file = parse_answer_file(on_disk, folder)
    answers, problems = validate(file, found.session.interview)
    assert [p for p in problems if p.severity == "error" and p.code not in TOLERATED] == []
    assert answers.values == state.answers.values
    for id, decision in answers.decisions.items():
        question = found.session.interview.questions.get(id)
        if decision.basis == "suggested" and question is not None:
            assert not question.for_counsel or question.type == "grid", id
            assert answers.value(id) is not UNDECIDED, id


def _drafted(folder: Path) -> None:
    """The drafts are written, or it is said in words why not."""
    try:
        drafted = write_drafts(folder)
    except InvalidContent as refusal:
        said = [bool(problem.message and problem.hint) for problem in refusal.problems]
        if not said or not all(said):
            raise
        return
    assert drafted.drafts
    assert drafted.next
    for draft in drafted.drafts:
        assert (folder / drafted.folder / draft.file).with_suffix(".md").is_file()
    load_answers(read_answer_file(folder / "aipolicy.yaml"), opening.interview_for(None))
