"""A returned form opened. It comes from outside: nothing of it is trusted, and little of it is read."""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
import zlib
from typing import Any

from aipolicy.problems import Problem, Span, UnreadableFile

LARGEST_FILE = 20_000_000
LARGEST_PART = 30_000_000
MOST_PARTS = 2_000
MOST_ELEMENTS = 1_500_000
DEEPEST = 200
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "officeDocument"
_ENCRYPTED = 0x1
_SAVE_AS = "open it in the program it was filled in with and save a copy as 'Word Document (*.docx)'"
_BY_HAND = "type its answers into the Word form, or give them with 'aipolicy init --for ROLE'"


def main_part(data: bytes, shown: str) -> ET.Element:
    """The root of the main part of the Word file `data`. Raises UnreadableFile with what keeps it from being read."""
    if len(data) > LARGEST_FILE:
        message = f"the file is {len(data) // 1_000_000} MB; a form has at most {LARGEST_FILE // 1_000_000} MB"
        raise _refusal(shown, "form-too-large", message, "take the pictures out of it")
    if data.startswith((b"%PDF", b"\xff\xd8", b"\x89PNG")):
        raise _refusal(shown, "not-a-form", "this is a PDF or a picture, and only Word files are read", _BY_HAND)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "this is an old Word file (.doc), or it is protected with a password"
        raise _refusal(shown, "not-a-form", message, f"remove the password, if it has one; {_SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _root(package, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        message = "this is not a Word file (.docx), or it is damaged"
        raise _refusal(shown, "not-a-form", message, _SAVE_AS) from None


def _refusal(shown: str, code: str, message: str, hint: str) -> UnreadableFile:
    return UnreadableFile([Problem(Span(shown), code, message, hint)])


def _root(package: zipfile.ZipFile, shown: str) -> ET.Element:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _refusal(shown, "not-a-form", "the file is encrypted", f"remove the password; {_SAVE_AS}")
    if len(entries) > MOST_PARTS or len({name.lower() for name in names}) < len(names):
        message = "the file's parts are more, or have other names, than in any Word file"
        raise _refusal(shown, "not-a-form", message, _SAVE_AS)
    if "mimetype" in names:
        message = "this is an OpenDocument file (.odt), and only Word files are read"
        raise _refusal(shown, "not-a-form", message, _SAVE_AS)
    main = "word/document.xml"
    if "_rels/.rels" in names:
        for relation in _parsed(package, "_rels/.rels", shown).iter(_RELATIONSHIP):
            if relation.get("Type", "").rpartition("/")[2] == _OFFICE:
                main = posixpath.normpath(relation.get("Target", "").lstrip("/"))
    if main not in names:
        message = "this is a zip file but not a Word document"
        raise _refusal(shown, "not-a-form", message, _SAVE_AS)
    root = _parsed(package, main, shown)
    if root.tag != f"{W}document":
        message = "this is a Word file of another kind (strict Open XML, or no document)"
        raise _refusal(shown, "not-a-form", message, _SAVE_AS)
    return root


def _parsed(package: zipfile.ZipFile, name: str, shown: str) -> ET.Element:
    # The directory of a zip file may lie about sizes: reading stops at the limit, whatever it says.
    with package.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        message = "the file unpacks to far more than a form holds, so it was not opened"
        raise _refusal(shown, "form-bomb", message, "check that this is the file you meant")
    parser = ET.XMLParser(target=_Careful())
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except _Refused as error:
        raise _refusal(shown, "not-a-form", str(error), "check that this is the file you meant") from None
    except (ET.ParseError, LookupError, UnicodeError, AttributeError, AssertionError):
        message = "the file is damaged: a part of it is not well-formed"
        raise _refusal(shown, "not-a-form", message, _SAVE_AS) from None
    return root


class _Refused(Exception):
    pass


class _Careful(ET.TreeBuilder):
    """Builds a tree of bounded depth and size, and refuses document types, with which entities would come."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise _Refused("the file declares a document type, which no Word file does")

    def start(self, tag: Any, attrs: Any, /) -> Any:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise _Refused("the file has more parts within parts than any form")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)
