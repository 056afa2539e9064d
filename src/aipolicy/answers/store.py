"""Saving the answer file: one writer at a time, whole or not at all, the last change kept in `aipolicy.yaml.bak`."""

from __future__ import annotations

import codecs
import contextlib
import getpass
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.source import read_text, write_atomically
from aipolicy.source.files import LARGEST_TEXT, read_bytes, write_together

ATTRIBUTES = ".gitattributes"
"""What git is told about the folder stands beside the answer file, and is written while it is held."""

# Far behind the text: on Windows a locked byte cannot be read by others, and the text says who holds the lock.
_LOCKED_BYTE = 1 << 20


class Hold:
    """The right to change one answer file, while `holding` lasts."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown

    def save(self, new_text: str, old_text: str | None) -> None:
        """Put `new_text` in the file and what it held in the `.bak`; the file's line ends and byte-order mark stay.

        `old_text` is the text as it was read, None where there was no file. Raises InvalidContent when the
        file is not that any more, and UnreadableFile when the folder or disk refuses (nothing is changed then).
        """
        before = self._bytes()
        self._unchanged(before, old_text)
        if new_text == old_text:
            return
        data = _encoded(new_text, before, self.shown)
        kept = [(backup_of(self.path), before)] if before is not None else []
        write_together([*kept, (self.path, data)], self.shown)

    def undo(self) -> tuple[str, str]:
        """Take the last change back by swapping the file and its `.bak`, so that a second undo brings it again.

        Gives the texts before and after. Raises InvalidContent when there is nothing to take back.
        """
        backup = backup_of(self.path)
        if not backup.exists():
            raise self._refusal("nothing-to-undo", "there is no change to take back", f"no {backup.name} is there yet")
        after, before = read_text(backup, f"{self.shown}.bak"), read_text(self.path, self.shown)
        if before == after:
            hint = f"{backup.name} holds the same text"
            raise self._refusal("nothing-to-undo", "there is no change to take back", hint)
        aside = self.path.with_name(f".{self.path.name}.undo")
        write_atomically(aside, read_bytes(self.path, self.shown), self.shown)
        try:
            write_atomically(self.path, read_bytes(backup, f"{self.shown}.bak"), self.shown)
            os.replace(aside, backup)
        except (UnreadableFile, KeyboardInterrupt):
            # Unless the change was taken back already: then only this file holds the text before.
            with contextlib.suppress(OSError):
                if self.path.read_bytes() == aside.read_bytes():
                    aside.unlink()
            raise
        except OSError as error:
            message = f"the change was taken back, but {backup.name} cannot be written: {error.strerror or error}"
            hint = f"the text before is in {aside.name}"
            raise UnreadableFile([Problem(Span(self.shown), "cannot-write", message, hint)]) from None
        return before, after

    def _bytes(self) -> bytes | None:
        return read_bytes(self.path, self.shown, LARGEST_TEXT) if os.path.lexists(self.path) else None

    def _unchanged(self, before: bytes | None, old_text: str | None) -> None:
        now = read_text(self.path, self.shown) if before is not None else None
        if now == old_text:
            return
        if old_text is None:
            hint = "choose another folder, or change the file that is there with 'aipolicy set'"
            raise self._refusal("already-there", "there is an answer file already; it is not overwritten", hint)
        what = "was removed" if now is None else "was changed by someone else"
        message = f"the file {what} since it was read, so nothing was saved over it"
        raise self._refusal("changed-on-disk", message, "run the command again to go on from the file as it is now")

    def _refusal(self, code: str, message: str, hint: str) -> InvalidContent:
        return InvalidContent([Problem(Span(self.shown), code, message, hint)])


@contextlib.contextmanager
def holding(path: Path, shown: str = "") -> Iterator[Hold]:
    """Hold the answer file at `path` against every other aipolicy. Raises InvalidContent naming who holds it."""
    name = shown or path.name
    with _lock(path, name):
        yield Hold(path, name)


def save(path: Path, new_text: str, old_text: str | None, shown: str = "") -> None:
    """Save once; see `Hold.save`."""
    with holding(path, shown) as hold:
        hold.save(new_text, old_text)


def undo(path: Path, shown: str = "") -> tuple[str, str]:
    """Take the last change back; see `Hold.undo`."""
    with holding(path, shown) as hold:
        return hold.undo()


def backup_of(path: Path) -> Path:
    """Where the text before the last change is kept."""
    return path.with_name(f"{path.name}.bak")


def lock_of(path: Path) -> Path:
    """The file that is locked while the answer file is held; it is there only that long."""
    return path.with_name(f".{path.name}.lock")


def _encoded(text: str, before: bytes | None, shown: str) -> bytes:
    if before is not None and b"\r\n" in before and before.count(b"\r\n") == before.count(b"\n"):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        message = "the text holds half a character that no file can hold"
        raise InvalidContent([Problem(Span(shown), "bad-character", message, "type it again")]) from None
    return codecs.BOM_UTF8 + data if before is not None and before.startswith(codecs.BOM_UTF8) else data


@contextlib.contextmanager
def _lock(path: Path, shown: str) -> Iterator[None]:
    place = lock_of(path)
    name, remove = str(place), os.unlink
    stream = _opened(place, path, shown)
    try:
        stream.seek(0)
        stream.truncate()
        stream.write(_who().encode("utf-8", "replace"))
        stream.flush()
        _tidy(path)
        yield
    finally:
        # On POSIX the name goes first, so that nobody takes a lock on a file about to vanish unnoticed. A signal is
        # noticed after a call: another one before this would leave the file.
        try:  # noqa: SIM105
            remove(name)
        except OSError:
            pass
        stream.close()
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                place.unlink()


def _tidy(path: Path) -> None:
    """Take away the half-made files of a program that was killed while it saved; whoever holds the lock is alone."""
    for name in (path.name, backup_of(path).name, ATTRIBUTES):
        for left in path.parent.glob(f".{name}.{'[a-z0-9_]' * 8}"):
            with contextlib.suppress(OSError):
                left.unlink()


def _opened(place: Path, path: Path, shown: str) -> IO[bytes]:
    """The lock's file, opened and locked."""
    while True:
        try:
            stream = open(place, "a+b")  # noqa: SIM115  # closed by the caller
        except OSError as error:
            message = f"the folder cannot be written in: {error.strerror or error}"
            hint = "nothing was changed; check the folder and its permissions"
            raise UnreadableFile([Problem(Span(shown), "cannot-write", message, hint)]) from None
        try:
            _take(stream)
        except OSError:
            stream.seek(0)
            holder = stream.read(200).decode("utf-8", "replace").strip() or "another program"
            stream.close()
            message = f"another aipolicy is working on this file: {holder}"
            hint = "finish there first, then run this command again; nothing was changed"
            raise InvalidContent([Problem(Span(shown), "file-held", message, hint)]) from None
        except KeyboardInterrupt:
            place.unlink(missing_ok=True)
            raise
        if _still(stream, place):
            return stream
        stream.close()


def _take(stream: IO[bytes]) -> None:
    """Lock the file or raise OSError; the system gives the lock back when the program ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt

        stream.seek(_LOCKED_BYTE)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _still(stream: IO[bytes], place: Path) -> bool:
    """Whether the locked file is still the one with that name: its last holder may have taken it away meanwhile."""
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(stream.fileno()), place.stat())
    except OSError:
        return False


def _who() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "somebody"
    return f"{user} on {platform.node() or 'this computer'}, process {os.getpid()}"
