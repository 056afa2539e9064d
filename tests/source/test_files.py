"""Files: every failure is a message with a path, and nothing is ever half written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from aipolicy.problems import Problem, UnreadableFile
from aipolicy.source import read_bytes, read_text, write_atomically
from aipolicy.source.files import LARGEST_TEXT, write_together


def problem_of(path: Path) -> Problem:
    with pytest.raises(UnreadableFile) as caught:
        read_text(path, "shown.yaml")
    (problem,) = caught.value.problems
    assert problem.span.path == "shown.yaml"
    assert problem.hint
    return problem


def test_missing_and_folder(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "none").code == "file-missing"
    assert problem_of(tmp_path / "none" / "deeper").code == "file-missing"
    assert problem_of(tmp_path).code == "not-a-file"
    assert problem_of(tmp_path / ("x" * 300)).code == "file-unreadable"


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(tmp_path / "pipe")
    assert problem_of(tmp_path / "pipe").code == "not-a-file"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f"
    path.write_text("x")

    def denied(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    problem = problem_of(path)
    assert (problem.code, problem.message) == ("file-unreadable", "the file cannot be read: Permission denied")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "f"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert "50.0 MB; the most that is read here is 5 MB" in problem_of(path).message
    with pytest.raises(UnreadableFile):
        read_bytes(path)
    with path.open("wb") as stream:
        stream.write(b"x" * LARGEST_TEXT)
    assert len(read_text(path)) == LARGEST_TEXT


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("a: é".encode("latin-1"), "wrong-encoding", 1, 4),
        ("é: 1\nü: ".encode() + b"\xfc\n", "wrong-encoding", 2, 4),
        (b"\xef\xbb\xbfa: \x93x\x94\n", "wrong-encoding", 1, 4),
        ("a".encode("utf-16"), "wrong-encoding", 1, 1),
        ("a".encode("utf-16-be"), "binary-file", 1, 1),
        ("a".encode("utf-32"), "wrong-encoding", 1, 1),
        (b"\x7fELF\x00", "binary-file", 1, 1),
        (b"a\xed\xa0\x80", "wrong-encoding", 1, 2),
    ],
)
def test_encodings(data: bytes, code: str, line: int, column: int, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(data)
    problem = problem_of(tmp_path / "f")
    assert (problem.code, problem.span.line, problem.span.column) == (code, line, column)


def test_line_ends_and_the_byte_order_mark_are_folded(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(tmp_path / "f") == "a\nb\nc\n"


def test_a_file_is_made_with_its_folder_and_with_ordinary_rights(tmp_path: Path) -> None:
    path = tmp_path / "new" / "f"
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert path.stat().st_mode & 0o777 == 0o666 & ~mask


def test_the_rights_of_the_program_are_never_changed_while_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two changes an interruption would leave files that anybody may write to."""

    def changed(mask: int) -> int:
        raise AssertionError("the umask was set")

    monkeypatch.setattr(os, "umask", changed)
    write_atomically(tmp_path / "new.yaml", b"a: 1\n")
    assert (tmp_path / "new.yaml").read_bytes() == b"a: 1\n"


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_a_full_disk_leaves_the_old_files_and_nothing_else(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(UnreadableFile) as caught:
            write_together([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")], "b")
    (problem,) = caught.value.problems
    assert (problem.code, problem.span.path) == ("cannot-write", "b")
    assert "No space left on device" in problem.message
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old"}
