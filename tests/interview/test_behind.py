"""The clauses read in a thread of their own: they make room for whoever answers, and come when they are needed."""

from __future__ import annotations

import gc
import threading

import pytest

from aipolicy.interview import behind
from aipolicy.library import Library
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile

SOON = 30
"""Seconds in which a thread has surely come to what it does next."""
PROBLEM = Problem(Span("policy_blocks/a.md"), "missing", "it is not there")


class Reading:
    """A library in two pieces, with a rest between."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.first, self.second = threading.Event(), threading.Event()

    def __call__(self, rest: behind.Rest) -> Library:
        self.first.set()
        rest()
        self.second.set()
        return self.library


def test_it_rests_after_a_reply_and_goes_on_for_whoever_waits(
    real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "AFTER", 3600)
    reading = Reading(real_library)
    found = behind.Behind(reading)
    assert found.now() is None
    found.make_room()
    assert reading.first.wait(SOON)
    assert found.now() is None
    assert not reading.second.is_set()
    assert found.wait().library is real_library
    assert reading.second.is_set()
    assert found.now() is found.wait()


def test_it_goes_on_by_itself_where_no_reply_comes(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind, "AFTER", 0.001)
    reading = Reading(real_library)
    found = behind.Behind(reading)
    found.now()
    found.make_room()
    assert reading.second.wait(SOON)
    assert found.wait().library is real_library


def test_a_reply_before_it_was_asked_for_waits_for_nothing(real_library: Library) -> None:
    reading = Reading(real_library)
    found = behind.Behind(reading)
    found.make_room()
    assert not reading.first.is_set()
    assert found.wait().library is real_library


def test_what_fails_beside_an_interview_is_done_again_for_whoever_waits(
    real_library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def read(_: behind.Rest) -> Library:
        asked.append(threading.current_thread().name)
        if len(asked) == 1:
            raise ImportError("half a module")
        return real_library

    found = behind.Behind(read)
    assert found.wait().library is real_library
    assert asked == ["library", "MainThread"]
    assert capfd.readouterr() == ("", "")


def test_where_there_is_no_thread_to_be_had_whoever_waits_reads(
    real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    found = behind.Behind(lambda _: real_library)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refused)
        assert found.now() is None
        found.make_room()
        assert found.wait().library is real_library


@pytest.mark.parametrize("error", [InvalidContent, UnreadableFile])
def test_a_library_that_cannot_be_used_is_refused_where_it_is_waited_for(
    error: type[InvalidContent] | type[UnreadableFile],
) -> None:
    def read(_: behind.Rest) -> Library:
        raise error([PROBLEM])

    found = behind.Behind(read)
    found.now()
    with pytest.raises(InvalidContent) as refused:
        found.wait()
    assert refused.value.problems == (PROBLEM,)
    assert found.now() is None
    assert gc.isenabled()
