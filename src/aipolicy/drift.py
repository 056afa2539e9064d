"""Drift: files on disk against what was built last and what would be built now."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aipolicy.lock import OUTPUT, Lock
from aipolicy.problems import Problem, Span, UnreadableFile
from aipolicy.source import read_bytes

State = Literal["fresh", "missing", "stale", "edited", "dropped", "dropped-edited"]
"""fresh: on disk as it would be built now; missing: not on disk; stale: as built last, to be built anew;
edited: neither; dropped: ours and no longer part of the set; dropped-edited: the same, but changed since."""

_LARGEST_PARTS = 400_000_000
_MOST_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class Drift:
    """One file and how it stands."""

    name: str
    state: State


def content_hash(name: str, data: bytes) -> str:
    """What an output says, whatever zlib or git did to its bytes: text without CR, Word files by their parts."""
    if name.endswith(".docx"):
        return _parts_hash(data)
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _parts_hash(data: bytes) -> str:
    """A damaged or oversized file hashes as plain bytes: then it is simply not one of ours."""
    digest = hashlib.sha256()
    room = _LARGEST_PARTS
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = sorted(package.infolist(), key=lambda part: part.filename)
            if len(parts) > _MOST_PARTS or len({part.filename for part in parts}) != len(parts):
                return hashlib.sha256(data).hexdigest()
            for part in parts:
                inner = hashlib.sha256()
                with package.open(part) as stream:
                    while chunk := stream.read(1 << 20):
                        room -= len(chunk)
                        if room < 0:
                            return hashlib.sha256(data).hexdigest()
                        inner.update(chunk)
                digest.update(f"{part.filename}\0{inner.hexdigest()}\n".encode())
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return hashlib.sha256(data).hexdigest()
    return digest.hexdigest()


def hash_on_disk(folder: Path, name: str) -> str | None:
    """The content hash of a file, None where there is none, "" where something else or unreadable stands there."""
    path = folder / name
    if not path.exists() and not path.is_symlink():
        return None
    try:
        return content_hash(name, read_bytes(path, name))
    except UnreadableFile:
        return ""


def compare(folder: Path, fresh: Mapping[str, str], lock: Lock | None, dropped: Collection[str] = ()) -> list[Drift]:
    """How every output stands: `fresh` maps names to hashes; `dropped` are names that no build makes any more."""
    known = lock.outputs if lock else {}
    found: list[Drift] = []
    for name, wanted in sorted(fresh.items()):
        there = hash_on_disk(folder, name)
        locked = known[name].content if name in known else None
        found.append(Drift(name, _state(there, wanted, locked)))
    for name in sorted(dropped):
        there = hash_on_disk(folder, name)
        if there is not None and name in known and OUTPUT.fullmatch(name):
            found.append(Drift(name, "dropped" if there == known[name].content else "dropped-edited"))
    return found


def _state(there: str | None, wanted: str, locked: str | None) -> State:
    if there is None:
        return "missing"
    if there == wanted:
        return "fresh"
    return "stale" if locked and there == locked else "edited"


def problem(drift: Drift, folder: str) -> Problem | None:
    """What `check` says of a file, None where it is fine."""
    span = Span(f"{folder}/{drift.name}")
    build = "run 'aipolicy build'"
    match drift.state:
        case "fresh":
            return None
        case "missing":
            return Problem(span, "output-missing", "this draft is not on disk", build)
        case "stale":
            message = "this draft is older than the answers, the library or the letterhead"
            return Problem(span, "output-stale", message, build)
        case "dropped":
            message = "this draft is no longer part of the set"
            return Problem(span, "output-dropped", message, f"{build}; it removes the file")
        case _:
            return edited(drift, folder)


def edited(drift: Drift, folder: str) -> Problem:
    """Why a build does not touch a file, and the two ways on."""
    span = Span(f"{folder}/{drift.name}")
    keep = "to keep the edits, copy the file to another place first"
    if drift.state == "dropped-edited":
        message = "this draft is no longer part of the set, and it was edited after it was built"
        return Problem(span, "output-edited", message, f"{keep}; 'aipolicy build --discard {span.path}' removes it")
    message = "this file is not as aipolicy built it: it was edited, or it comes from somewhere else"
    return Problem(span, "output-edited", message, f"{keep}; 'aipolicy build --discard {span.path}' replaces it")
