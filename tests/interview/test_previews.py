"""Draft wording worked out in a thread: what happens between its looks is met, and nothing fails across a card."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from aipolicy.interview.faces.cards import previews
from aipolicy.interview.screens import Preview

READY = Preview("", "Ready", ("yes",))


class LateWait:
    """A condition whose wait ends, with nobody having woken it, in the moment in which something else happens."""

    def __init__(self, lock: threading.Lock, *happens: Callable[[], object]) -> None:
        self._lock, self._happens = lock, iter(happens)

    def wait(self, timeout: float) -> bool:
        self._lock.release()
        try:
            next(self._happens, lambda: None)()
        finally:
            self._lock.acquire()
        return False

    def notify(self) -> None:
        pass


def worked_out(monkeypatch: pytest.MonkeyPatch, *happens: Callable[[previews.Previews[int]], object]) -> list[int]:
    """What is computed where 0 is highlighted, and these things happen while the thread waits."""
    failed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    worked: list[int] = []

    def compute(index: int) -> Preview:
        worked.append(index)
        return READY

    seen = previews.Previews(compute)
    monkeypatch.setattr(seen, "_wake", LateWait(seen._lock, *((lambda call=call: call(seen)) for call in happens)))
    before = set(threading.enumerate())
    seen.get(0)
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()
    assert not failed, failed
    assert all(seen.get(index) == READY for index in worked)
    return worked


def test_a_card_that_ends_just_before_its_wording_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked_out(monkeypatch, lambda seen: seen.close()) == []


def test_a_choice_that_is_left_just_before_its_wording_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked_out(monkeypatch, lambda seen: seen.get(1)) == [1]
    assert worked_out(monkeypatch, lambda seen: seen.get(1), lambda seen: seen.get(2)) == [2]
    assert worked_out(monkeypatch, lambda seen: seen.get(1), lambda seen: seen.close()) == []


def test_a_choice_that_stands_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked_out(monkeypatch) == [0]
    assert worked_out(monkeypatch, lambda seen: seen.get(0)) == [0]


def test_a_card_that_has_ended_begins_no_work() -> None:
    worked: list[int] = []
    seen = previews.Previews[int](worked.append)
    seen.close()
    before = set(threading.enumerate())
    assert seen.get(0) is None
    assert set(threading.enumerate()) <= before
    assert not worked


def test_without_a_thread_there_is_no_wording_until_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    event = threading.Event()
    seen = previews.Previews[int](lambda _: READY)
    seen.ready = event.set
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refused)
        assert seen.get(0) is None
    assert seen.get(0) is None
    assert event.wait(10)
    assert seen.get(0) == READY


def test_a_preview_that_is_not_there_yet_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "PAUSE", 0.001)
    found = iter([None, RuntimeError(), None, Preview("", "Ready", ("yes",))])

    def compute(index: int) -> Preview | None:
        value = next(found)
        if isinstance(value, Exception):
            raise value
        return value

    event = threading.Event()
    seen = previews.Previews(compute)
    seen.ready = event.set
    assert seen.get(0) is None
    assert event.wait(10)
    assert seen.get(0) == Preview("", "Ready", ("yes",))
