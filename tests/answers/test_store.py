"""Saving: whole or not at all, one writer at a time, the last change taken back."""

from __future__ import annotations

import codecs
import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from aipolicy.answers import store
from aipolicy.problems import InvalidContent, UnreadableFile

OLD = "aipolicy: {format: 1}\n"
NEW = OLD + "district:\n  name: Ä\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "aipolicy.yaml"
    path.write_bytes(OLD.encode())
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refused(caught: pytest.ExceptionInfo[InvalidContent] | pytest.ExceptionInfo[UnreadableFile]) -> tuple[str, str]:
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.span.path == "aipolicy.yaml"
    return problem.code, problem.message


def test_a_save_keeps_the_text_before(path: Path) -> None:
    store.save(path, NEW, OLD)
    assert path.read_bytes() == NEW.encode()
    assert store.backup_of(path).read_bytes() == OLD.encode()
    assert names(path.parent) == ["aipolicy.yaml", "aipolicy.yaml.bak"]


def test_saving_the_same_text_changes_nothing(path: Path) -> None:
    store.save(path, OLD, OLD)
    assert names(path.parent) == ["aipolicy.yaml"]


def test_the_first_save_makes_the_file_and_never_writes_over_one(tmp_path: Path) -> None:
    path = tmp_path / "aipolicy.yaml"
    store.save(path, OLD, None)
    assert names(tmp_path) == ["aipolicy.yaml"]
    with pytest.raises(InvalidContent) as caught:
        store.save(path, NEW, None)
    assert refused(caught)[0] == "already-there"
    assert path.read_text() == OLD


def test_a_file_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    path.write_text("aipolicy: {format: 1}  # by hand\n")
    with pytest.raises(InvalidContent) as caught:
        store.save(path, NEW, OLD)
    code, message = refused(caught)
    assert code == "changed-on-disk"
    assert "changed by someone else" in message
    path.unlink()
    with pytest.raises(InvalidContent) as caught:
        store.save(path, NEW, OLD)
    assert "was removed" in refused(caught)[1]
    assert names(path.parent) == []


def test_line_ends_byte_order_mark_and_mode_stay(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF8 + OLD.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    store.save(path, NEW, OLD)
    assert path.read_bytes() == codecs.BOM_UTF8 + NEW.replace("\n", "\r\n").encode()
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o640
    path.write_bytes(b"a: 1\r\nb: 2\n")
    store.save(path, "a: 1\nb: 3\n", "a: 1\nb: 2\n")
    assert path.read_bytes() == b"a: 1\nb: 3\n", "mixed line ends become LF"


def test_undo_and_redo(path: Path) -> None:
    with pytest.raises(InvalidContent) as caught:
        store.undo(path)
    assert refused(caught) == ("nothing-to-undo", "there is no change to take back")
    store.save(path, NEW, OLD)
    assert store.undo(path) == (NEW, OLD)
    assert path.read_text(encoding="utf-8") == OLD
    assert store.undo(path) == (OLD, NEW)
    assert path.read_text(encoding="utf-8") == NEW
    assert names(path.parent) == ["aipolicy.yaml", "aipolicy.yaml.bak"]
    store.backup_of(path).write_text(NEW, encoding="utf-8")
    with pytest.raises(InvalidContent):
        store.undo(path)


def test_a_second_writer_is_told_who_holds_the_file(path: Path) -> None:
    with store.holding(path) as hold:
        for _ in range(2):
            with pytest.raises(InvalidContent) as caught:
                store.save(path, NEW, OLD)
            code, message = refused(caught)
            assert code == "file-held"
            assert f"process {os.getpid()}" in message
        hold.save(NEW, OLD)
        hold.save(OLD, NEW)
    store.save(path, NEW, OLD)


def test_the_lock_holds_between_programs_and_ends_with_them(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from aipolicy.answers import store\n"
        "hold = store.holding(Path(sys.argv[1])); hold.__enter__(); print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InvalidContent) as caught:
            store.save(path, NEW, OLD)
        assert f"process {other.pid}" in refused(caught)[1]
        other.kill()
    store.save(path, NEW, OLD)
    assert names(path.parent) == ["aipolicy.yaml", "aipolicy.yaml.bak"]


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
def test_a_full_disk_leaves_everything_as_it_was(path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(UnreadableFile) as caught:
            store.save(path, NEW, OLD)
    code, message = refused(caught)
    assert code == "cannot-write"
    assert "No space left on device" in message
    assert "nothing was changed" in caught.value.problems[0].hint
    assert path.read_text() == OLD
    assert names(path.parent) == ["aipolicy.yaml"], "no half file, no temporary file, no lock"


def test_a_disk_that_fills_between_the_two_writes_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(path, NEW, OLD)
    real, calls = os.replace, []

    def second_fails(source: object, target: object) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", second_fails)
        with pytest.raises(UnreadableFile):
            store.undo(path)
    assert path.read_text(encoding="utf-8") == NEW
    assert store.backup_of(path).read_text() == OLD
    assert names(path.parent) == ["aipolicy.yaml", "aipolicy.yaml.bak"]


def test_an_interrupt_leaves_no_temporary_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.save(path, NEW, OLD)
    assert names(path.parent) == ["aipolicy.yaml"]


def test_an_interrupt_leaves_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(stream: IO[bytes]) -> None:
        take(stream)
        raise KeyboardInterrupt

    take = store._take
    with monkeypatch.context() as patch:
        patch.setattr(store, "_take", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.save(path, NEW, OLD)
    assert names(path.parent) == ["aipolicy.yaml"]
    store.save(path, NEW, OLD)


def test_a_folder_that_is_missing_or_is_the_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        store.save(tmp_path / "nowhere" / "aipolicy.yaml", NEW, None)
    assert refused(caught)[0] == "cannot-write"
    (tmp_path / "aipolicy.yaml").mkdir()
    with pytest.raises(UnreadableFile) as caught:
        store.save(tmp_path / "aipolicy.yaml", NEW, OLD)
    assert refused(caught)[0] == "not-a-file"


def test_half_characters_never_reach_the_file(path: Path) -> None:
    with pytest.raises(InvalidContent) as caught:
        store.save(path, OLD + "# \ud800\n", OLD)
    assert refused(caught)[0] == "bad-character"
    assert path.read_text() == OLD


def test_what_a_killed_program_left_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "aipolicy.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    left = [
        tmp_path / ".aipolicy.yaml.a1b2c3_d",
        tmp_path / ".aipolicy.yaml.bak.x1y2z3w4",
        tmp_path / "..gitattributes.abcdefgh",
    ]
    kept = [tmp_path / ".aipolicy.yaml.mine", tmp_path / "aipolicy.yaml.a1b2c3d4"]
    for file in (*left, *kept):
        file.write_text("half", encoding="utf-8")
    with store.holding(path):
        assert not any(file.exists() for file in left)
    assert all(file.exists() for file in kept)
