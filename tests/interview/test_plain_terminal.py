"""The keys that a plain interview takes over for a blink: the terminal gets its own ways back, whatever comes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("a console of Windows reads lines in another way", allow_module_level=True)

import termios

from aipolicy.interview.faces.plain.terminal import Terminal


@pytest.fixture
def ours() -> Iterator[int]:
    outer, inner = os.openpty()
    yield inner
    os.close(inner)
    os.close(outer)


@pytest.mark.parametrize("taken_over", [True, False], ids=["just after", "just before"])
def test_a_signal_while_the_keys_are_taken_over(ours: int, taken_over: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes in the call that takes them over, whose effect is there already, or not yet."""
    calls: list[Any] = []
    put = termios.tcsetattr

    def interrupted(descriptor: int, when: int, settings: list[Any]) -> None:
        calls.append(settings)
        if taken_over or len(calls) > 1:
            put(descriptor, when, settings)
        if len(calls) == 1:
            raise KeyboardInterrupt

    found = termios.tcgetattr(ours)
    monkeypatch.setattr(termios, "tcsetattr", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Terminal(ours, "utf-8")._pasted()
    assert len(calls) == 2
    assert termios.tcgetattr(ours) == found
    assert Terminal(ours, "utf-8")._pasted() == b""
    assert termios.tcgetattr(ours) == found
