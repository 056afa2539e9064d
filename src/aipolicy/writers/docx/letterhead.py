"""Whether a file can serve as letterhead. It comes from outside: nothing of it is trusted before this."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache

from aipolicy.problems import Problem, Span

_LARGEST_FILE = 20 * 1024 * 1024
_LARGEST_CONTENT = 100 * 1024 * 1024
_LARGEST_PART = 30 * 1024 * 1024
_MOST_PARTS = 2000
_STEEPEST = 200
_SMALL = 1024 * 1024
_ENCRYPTED = 0x1
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "open it in Word and save a copy as 'Word Document (*.docx)'"


def check(data: bytes, path: str) -> list[Problem]:
    """What keeps `data`, the file that the person knows as `path`, from being a letterhead; [] if nothing."""
    found = _fault(data, path)
    return [found] if found else []


# Every document of a build asks about the same file.
@lru_cache(maxsize=4)
def _fault(data: bytes, path: str) -> Problem | None:
    return _container(data, path) or _package(data, path)


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(Span(path), code, message, hint)


def _container(data: bytes, path: str) -> Problem | None:
    if len(data) > _LARGEST_FILE:
        size = len(data) // (1024 * 1024)
        return _problem(
            path,
            "letterhead-too-large",
            f"the letterhead is {size} MB; at most {_LARGEST_FILE // (1024 * 1024)} MB can be used",
            "make its pictures smaller (in Word: Picture Format, Compress Pictures) and save it again",
        )
    if data.startswith(_OLD_FORMAT):
        return _problem(
            path,
            "letterhead-not-docx",
            "the letterhead is an old Word file (.doc) or is protected with a password, so it cannot be read",
            f"remove the password, if it has one; {_SAVE_AS}",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _entries(package, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return _problem(
            path, "letterhead-not-docx", "the letterhead is not a Word file (.docx), or it is damaged", _SAVE_AS
        )


def _entries(package: zipfile.ZipFile, path: str) -> Problem | None:
    entries = package.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return _problem(path, "letterhead-encrypted", "the letterhead is encrypted", f"remove the password; {_SAVE_AS}")
    steep = any(e.file_size > _SMALL and e.file_size > _STEEPEST * max(e.compress_size, 1) for e in entries)
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_PARTS or total > _LARGEST_CONTENT or steep:
        return _problem(
            path,
            "letterhead-bomb",
            "the letterhead unpacks to far more than a letterhead holds, so it was not opened",
            "make a new, empty document in Word, copy the header and footer into it, and use that",
        )
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) < len(names) or any(".." in name.split("/") for name in names):
        return _problem(
            path, "letterhead-not-docx", "the letterhead's parts have names that no Word file has", _SAVE_AS
        )
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        return _problem(
            path,
            "letterhead-not-docx",
            "the letterhead is a zip file but not a Word document (it has no word/document.xml)",
            _SAVE_AS,
        )
    return _parts(package, entries, path)


def _parts(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], path: str) -> Problem | None:
    for entry in entries:
        # The directory of a zip file may lie about sizes: reading stops at the limit, whatever it says.
        with package.open(entry) as part:
            content = part.read(_LARGEST_PART + 1)
        if len(content) > _LARGEST_PART:
            return _problem(
                path,
                "letterhead-bomb",
                f"the part {entry.filename!a} of the letterhead is too large, so it was not opened",
                "make its pictures smaller, or copy the header and footer into a new document and use that",
            )
        if entry.filename.endswith((".xml", ".rels")) and _declares(content):
            return _problem(
                path,
                "letterhead-not-docx",
                f"the part {entry.filename!a} of the letterhead declares a document type, which no Word file does",
                _SAVE_AS,
            )
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        return _problem(
            path,
            "letterhead-macros",
            "the letterhead holds macros; drafts are never made from a file with macros",
            f"{_SAVE_AS}, which leaves the macros out",
        )
    if b"wordprocessingml.template.main" in types:
        return _problem(path, "letterhead-not-docx", "the letterhead is a Word template (.dotx)", _SAVE_AS)
    return None


def _declares(content: bytes) -> bool:
    """Whether XML in any encoding that Word reads declares a document type."""
    return b"<!DOCTYPE" in content.replace(b"\0", b"") or b"<!ENTITY" in content.replace(b"\0", b"")


def _package(data: bytes, path: str) -> Problem | None:
    import docx

    try:
        opened = docx.Document(io.BytesIO(data))
        _ = opened.element.body, opened.styles.element, opened.settings.element, opened.core_properties
        for section in opened.sections:
            _ = section.header.part.element, section.footer.part.element
    except Exception:  # python-docx and lxml raise many kinds on damaged files, some of them undocumented
        return _problem(
            path, "letterhead-not-docx", "the letterhead is damaged: Word's parts in it do not fit together", _SAVE_AS
        )
    if opened.element.body is None:
        return _problem(path, "letterhead-not-docx", "the letterhead has no body", _SAVE_AS)
    return None
