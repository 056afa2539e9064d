"""The districts of the covering array as built sets, each assembled once and kept as what it prints."""

from __future__ import annotations

import os
import pickle
import time
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from aipolicy.assemble import Assembled, assemble
from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Citation,
    Clause,
    Deleted,
    Document,
    Emphasis,
    FormField,
    Inline,
    Inserted,
    Link,
    Reference,
    Sentence,
    Signature,
    Strong,
    Text,
    walk,
)
from aipolicy.library import Library
from aipolicy.readability import Measured, measure
from tests.districts import answers_of
from tests.pairs import Array


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause or generated block as it stands: its printed sentences and cells, one a line.

    `kind` is "clause" or the block's; `words` is the text with a mark in the place of references and citations;
    `offices` are those that it names, as (office, words).
    """

    document: str
    section: str
    id: str
    kind: str
    number: str
    text: str
    words: str
    offices: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Built:
    """A district and its set."""

    values: Mapping[str, Any]
    pieces: Mapping[str, tuple[Piece, ...]]
    measured: tuple[Measured, ...]
    unfinished: tuple[str, ...]

    def ids(self, document: str = "") -> list[str]:
        """The clauses that stand, in a document or in any."""
        chosen = self.pieces if not document else {document: self.pieces.get(document, ())}
        return [piece.id for pieces in chosen.values() for piece in pieces if piece.kind == "clause"]

    def text(self, document: str) -> str:
        return "\n".join(piece.text for piece in self.pieces.get(document, ()))

    def __str__(self) -> str:
        leading = ("stance.students", "stance.staff", "district.kind", "district.state", "manual.profile")
        return ", ".join(f"{name}: {self.values.get(name)}" for name in leading)


def built(values: Mapping[str, Any], library: Library) -> Built:
    """The set of one district."""
    assembled = assemble(library, answers_of(values, library))
    measured = tuple(m for d in assembled.documents for m in measure(d, library.outlines[d.id]))
    return Built(values, {d.id: pieces_of(d) for d in assembled.documents}, measured, tuple(_unfinished(assembled)))


def _unfinished(assembled: Assembled) -> Iterable[str]:
    yield from (f"open: {found.question.id}" for found in assembled.open if not found.question.optional)
    yield from (f"waiting: {id}" for id in assembled.waiting)
    yield from (str(problem) for problem in assembled.problems)


def pieces_of(document: Document) -> tuple[Piece, ...]:
    """The clauses and blocks of a document, in order."""
    found = []
    for section in document.sections:
        for child in section.children:
            kind = child.kind if isinstance(child, Block) else "clause"
            lines: list[tuple[Inline, ...]] = []
            offices = set()
            for node in walk(child):
                if isinstance(node, Sentence | Cell):
                    lines.append(node.inlines)
                elif isinstance(node, Signature):
                    lines += [(Text(label),) for label in node.labels]
                question = getattr(node, "question", "")
                if question.startswith("the."):
                    offices.add((question, node.text))  # type: ignore[union-attr]
            if isinstance(child, Clause):
                lines.insert(0, (Text(child.title),))
            text, words = ("\n".join(printed(line, marked) for line in lines) for marked in (False, True))
            piece = Piece(document.id, section.id, child.id, kind, child.number, text, words, frozenset(offices))
            found.append(piece)
    return tuple(found)


def printed(inlines: Iterable[Inline], marked: bool = False) -> str:
    """The words with answers, and a mark where a person writes; `marked`: also for each reference and citation."""
    found = []
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis | Link | Inserted | Deleted):
            found.append(printed(inline.children, marked))
        elif isinstance(inline, Blank | FormField):
            found.append(f"[{inline.label}]")
        elif marked and isinstance(inline, Reference | Citation):
            found.append("#")
        else:
            found.append(inline.text)
    return "".join(found)


_library: list[Library] = []
_districts: dict[tuple[int, int, tuple[str, ...]], tuple[Built, ...]] = {}


def _in_process(values: Mapping[str, Any]) -> Built:
    return built(values, _library[0])


def array(library: Library, strength: int = 2, names: tuple[str, ...] = ()) -> tuple[Built, ...]:
    """The districts of the covering array, built once in a run of the tests."""
    key = (id(library), strength, names)
    if key not in _districts:
        _library[:] = [library]
        districts = Array(library, strength, names)
        with ProcessPoolExecutor(min(2, os.cpu_count() or 1), get_context("fork")) as pool:
            # Each is built while the next are still looked for.
            waiting = [pool.submit(_in_process, values) for values in districts]
            words: dict[str, str] = {}
            _districts[key] = tuple(_shared(one.result(), words) for one in waiting)
        assert districts.unmet == []
    return _districts[key]


def array_of_all(library: Library, folder: Path) -> tuple[Built, ...]:
    """The array of pairs, built by one of the processes that share `folder` and read by the others."""
    kept, held = folder / "array.pickle", folder / "array.held"
    while not kept.exists():
        try:
            held.touch(exist_ok=False)
        except FileExistsError:
            # Another process is at it; where it fails it lets go, and this one tries.
            time.sleep(0.2)
            continue
        try:
            if not kept.exists():
                part = kept.with_suffix(".part")
                part.write_bytes(zlib.compress(pickle.dumps(array(library)), 1))
                part.replace(kept)
        finally:
            held.unlink()
    key = (id(library), 2, ())
    if key not in _districts:
        _districts[key] = pickle.loads(zlib.decompress(kept.read_bytes()))
    return _districts[key]


def _shared(found: Built, words: dict[str, str]) -> Built:
    """The same, its texts shared with other districts: most clauses print alike."""

    def shared(piece: Piece) -> Piece:
        text, plain = (words.setdefault(said, said) for said in (piece.text, piece.words))
        return replace(piece, text=text, words=plain)

    return replace(found, pieces={id: tuple(map(shared, pieces)) for id, pieces in found.pieces.items()})
