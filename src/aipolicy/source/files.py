"""Reading and writing files, with limits, and with messages for people instead of tracebacks."""

from __future__ import annotations

import codecs
import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from aipolicy.problems import Problem, Span, UnreadableFile

LARGEST_TEXT = 5_000_000
LARGEST_BINARY = 40_000_000

# It can be read only by setting it. An interruption between the two, later, would make files that anybody may change.
_UMASK = os.umask(0o077)
os.umask(_UMASK)


def read_bytes(path: Path, shown: str = "", largest: int = LARGEST_BINARY) -> bytes:
    """The bytes of `path`. Raises UnreadableFile (missing, a folder, no permission, over `largest` bytes)."""
    name = shown or str(path)

    def unreadable(code: str, message: str, hint: str) -> UnreadableFile:
        return UnreadableFile([Problem(Span(name), code, message, hint)])

    try:
        size = path.stat().st_size
        if not path.is_file():
            raise unreadable("not-a-file", "this is a folder or a device, not a file", "name a file")
        if size > largest:
            raise unreadable(
                "file-too-large",
                f"the file has {size / 1e6:.1f} MB; the most that is read here is {largest / 1e6:.0f} MB",
                "check that this is the file you meant",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise unreadable("file-missing", "there is no such file", "check the name and the folder") from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise unreadable("file-unreadable", f"the file cannot be read: {reason}", "check its permissions") from None


def decode_text(data: bytes, shown: str) -> str:
    """`data` as UTF-8 text with LF line ends and no byte-order mark. Raises UnreadableFile for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "save it again as UTF-8 (in Excel: 'CSV UTF-8'; in an editor: encoding UTF-8)"
        raise UnreadableFile([Problem(Span(shown), "wrong-encoding", "the file is UTF-16, not UTF-8", hint)])
    if b"\x00" in data:
        message = "this is a binary file, not text"
        raise UnreadableFile([Problem(Span(shown), "binary-file", message, "check that this is the file you meant")])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _lf(data[: error.start].decode("utf-8"))
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{data[error.start]:02x} here is not UTF-8 text"
        hint = "save the file again as UTF-8 (in Excel: 'CSV UTF-8'; in an editor: encoding UTF-8)"
        raise UnreadableFile([Problem(Span(shown, line, column), "wrong-encoding", message, hint)]) from None
    return _lf(text)


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path, shown: str = "") -> str:
    """The text of `path` (UTF-8, LF). Raises UnreadableFile."""
    name = shown or str(path)
    return decode_text(read_bytes(path, name, LARGEST_TEXT), name)


def write_atomically(path: Path, data: bytes, shown: str = "") -> None:
    """Put `data` at `path` whole or not at all. Raises UnreadableFile when the folder or disk refuses."""
    write_together([(path, data)], shown)


def write_together(files: Sequence[tuple[Path, bytes]], shown: str = "") -> None:
    """Put each file's data at its path, whole or not at all. Raises UnreadableFile when the folder or disk refuses.

    Temporary files in the same folders are synced first and then take the names in the order given, so a
    reader, a crash or a full disk never leaves half a file.
    """
    staged: list[tuple[str, Path]] = []
    changed = "nothing was changed"
    try:
        for path, data in files:
            _stage(path, data, staged)
        while staged:
            os.replace(*staged[0])
            del staged[0]
            changed = "some files are new already, the others are as they were"
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"the file cannot be written: {reason}"
        hint = f"{changed}; check free space and permissions, then run the command again"
        raise UnreadableFile([Problem(Span(shown or str(files[-1][0])), "cannot-write", message, hint)]) from None
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _stage(path: Path, data: bytes, staged: list[tuple[str, Path]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    staged.append((temporary, path))
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_UMASK
    os.chmod(temporary, mode)
