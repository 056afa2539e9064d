"""A disk that is full or refuses, and Ctrl-C: whole files, the old lock, nothing left over."""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input.refusals import everything, run
from tests.projects import MINIMAL, make

Failing = Callable[..., Any]
FULL = OSError(errno.ENOSPC, "No space left on device")
DENIED = PermissionError(errno.EACCES, "Permission denied")


def failing(error: BaseException, real: Failing, at: int) -> Failing:
    """`real` until its call number `at`, which fails."""
    calls = 0

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            raise error
        return real(*args, **kwargs)

    return call


class FullStream(io.FileIO):
    """A file on a disk that is full after a few bytes."""

    def write(self, data: Any) -> int:
        super().write(bytes(data)[:100])
        raise FULL


def break_disk(monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, at: int) -> None:
    real = {"stage": "tempfile.mkstemp", "sync": "os.fsync", "replace": "os.replace", "open": "os.fdopen"}
    if step == "write":
        monkeypatch.setattr("aipolicy.source.files.os.fdopen", lambda descriptor, _: FullStream(descriptor, "w"))
        return
    module, name = real[step].split(".")
    function = getattr({"os": os}.get(module) or __import__(module), name)
    monkeypatch.setattr(f"aipolicy.source.files.{real[step]}", failing(error, function, at))


@pytest.mark.parametrize("command", [("build", "--format", "md"), ("set", "district.unions", "true"), ("undo",)])
@pytest.mark.parametrize(
    ("step", "error", "at"),
    [
        ("write", FULL, 1),
        ("sync", FULL, 1),
        ("stage", FULL, 1),
        ("stage", DENIED, 1),
        ("replace", FULL, 1),
        ("replace", DENIED, 1),
        ("sync", FULL, 2),
    ],
)
def test_a_disk_that_refuses_changes_nothing(
    folder: Path, command: tuple[str, ...], step: str, error: OSError, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("set", "district.name", "Maple Hollow Schools").exit_code == 0
    before = everything(folder)
    with monkeypatch.context() as patch:
        break_disk(patch, step, error, at)
        result = run(*command)
    assert result.exit_code == 2, result.output
    assert re.search(r"^\S+:1:1: error\[cannot-write\]: .*(No space left|Permission denied)", result.output, re.M)
    assert "hint: " in result.output
    assert everything(folder) == before
    assert run(*command).exit_code == 0


@pytest.mark.parametrize("at", [2, 3, 4])
def test_a_disk_that_refuses_half_way_leaves_whole_files_and_the_old_lock(
    folder: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, MINIMAL.replace("Cedar", "Maple"))
    before = everything(folder)
    with monkeypatch.context() as patch:
        break_disk(patch, "replace", FULL, at)
        result = run("build", "--format", "md")
    assert result.exit_code == 2
    assert "nothing was changed" not in result.output
    after = everything(folder)
    assert after.keys() == before.keys()
    assert after["aipolicy.lock"] == before["aipolicy.lock"]
    again = run("build", "--format", "md")
    assert again.exit_code == 0, again.output
    done = everything(folder)
    assert all(after[name] in (before[name], done[name]) for name in done)
    assert sum(after[name] != before[name] for name in done) == at - 1


@pytest.mark.parametrize("command", [("build", "--format", "md"), ("set", "district.unions", "true"), ("undo",)])
@pytest.mark.parametrize(("step", "at"), [("sync", 1), ("sync", 2), ("replace", 1), ("stage", 1), ("open", 1)])
def test_an_interruption_changes_nothing(
    folder: Path, command: tuple[str, ...], step: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("set", "district.name", "Maple Hollow Schools").exit_code == 0
    before = everything(folder)
    with monkeypatch.context() as patch:
        break_disk(patch, step, KeyboardInterrupt(), at)
        result = run(*command)
    assert result.exit_code == 130, result.output
    assert "Interrupted" in result.stderr
    assert everything(folder) == before
    assert run(*command).exit_code == 0
