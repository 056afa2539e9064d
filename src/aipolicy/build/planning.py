"""What a build would do: everything is made in memory and compared before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aipolicy import __version__, drift
from aipolicy.answers import facts_of
from aipolicy.answers.conflicts import contradictions
from aipolicy.assemble import Assembled, assemble
from aipolicy.build.final import DecisionsOpen, in_scope, reasons
from aipolicy.document import Document
from aipolicy.drift import Drift, content_hash
from aipolicy.law.deadlines import deadlines, missed, votes
from aipolicy.law.use import law_in_use
from aipolicy.library.fingerprint import fingerprint
from aipolicy.lock import NAME as LOCK
from aipolicy.lock import Copy, Lock, Output, ReviewedText, answered, parse, render
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile, did_you_mean
from aipolicy.project import POLICIES, Project
from aipolicy.source import read_text
from aipolicy.writers import docx, markdown

FORMATS = ("md", "docx")


@dataclass(frozen=True, slots=True)
class Options:
    """What to build. `documents` empty: the whole set. `discard`: names of edited files to write over."""

    formats: tuple[str, ...] = FORMATS
    documents: tuple[str, ...] = ()
    final: bool = False
    discard: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where outputs stand: the folder, its lock, and the folder's name in messages."""

    folder: Path
    lock: Path
    shown: str

    @staticmethod
    def of(project: Project, out: Path | None = None) -> Place:
        """The project's own `policies/`, or another folder, which then holds a lock of its own.

        Raises UnreadableFile where that would be the project folder itself, or leads out of the project unasked.
        """
        if out is None:
            folder = project.policies
            if not folder.resolve().is_relative_to(project.folder.resolve()):
                message = f"'{POLICIES}' is a link that leads out of the project; nothing is written there"
                raise UnreadableFile([Problem(Span(POLICIES), "outside-folder", message, "name the folder with --out")])
            return Place(folder, project.folder / LOCK, POLICIES)
        if out.resolve() == project.folder.resolve():
            message = "the drafts cannot stand in the project folder itself"
            raise UnreadableFile([Problem(Span(str(out)), "bad-folder", message, "name another folder with --out")])
        return Place(out, out / LOCK, out.as_posix())


@dataclass(frozen=True, slots=True)
class Plan:
    """What `carry_out` does. `write` and `lock` are new contents; `unchanged` files are already right."""

    place: Place
    assembled: Assembled
    write: Mapping[str, bytes]
    unchanged: tuple[str, ...]
    remove: tuple[str, ...]
    lock: str
    notes: tuple[Problem, ...]


def read_lock(path: Path, shown: str = LOCK) -> tuple[Lock | None, list[Problem]]:
    """The lock at `path`; None where there is none, or with a warning where it cannot be used."""
    if not path.exists():
        return None, []
    try:
        return parse(read_text(path, shown), shown)
    except UnreadableFile as error:
        return None, [replace(problem, severity="warning") for problem in error.problems]


def plan(project: Project, options: Options, place: Place) -> Plan:
    """What building this project would do.

    Raises InvalidContent for problems, edited files and another library version; DecisionsOpen where an
    adoption copy may not be made.
    """
    lock, notes = read_lock(place.lock)
    if lock and lock.library_version != __version__:
        raise InvalidContent([other_library(lock)])
    contradictory = contradictions(project.answers, project.library.interview)
    if contradictory:
        raise InvalidContent(contradictory)
    assembled = assemble(project.library, project.answers, final=options.final)
    documents = _wanted(project, assembled, options.documents)
    kept_back: frozenset[str] = frozenset()
    if options.final and not options.documents:
        kept_back = assembled.privileged
        documents = tuple(document for document in documents if document.id not in kept_back)
    if options.final:
        draft = assemble(project.library, project.answers)
        found = reasons(project, draft, assembled, lock, options.documents)
        if found:
            raise DecisionsOpen(found)
    outputs = written(project, documents, options.formats)
    fresh = {name: content_hash(name, data) for name, data in outputs.items()}
    gone = () if options.documents else dropped(lock, assembled, kept_back)
    states = drift.compare(place.folder, fresh, lock, gone)
    edited = [s for s in states if s.state in ("edited", "dropped-edited") and s.name not in options.discard]
    if edited:
        raise InvalidContent([drift.edited(state, place.shown) for state in edited])
    remove = tuple(s.name for s in states if s.state.startswith("dropped"))
    return Plan(
        place=place,
        assembled=assembled,
        write={s.name: outputs[s.name] for s in states if s.name in outputs and s.state != "fresh"},
        unchanged=tuple(s.name for s in states if s.state == "fresh"),
        remove=remove,
        lock=render(_locked(project, assembled, options, lock, fresh, remove)),
        notes=(
            *(*notes, *project.problems, *assembled.problems),
            *_late(project, assembled),
            *_privileged(kept_back, place),
            *_unused(options, states, place),
        ),
    )


def written(project: Project, documents: Iterable[Document], formats: Iterable[str]) -> dict[str, bytes]:
    """The content of every output by file name."""
    found: dict[str, bytes] = {}
    for document in documents:
        for ending in formats:
            name = f"{document.id}.{ending}"
            if ending == "docx":
                found[name] = docx.write(document, letterhead=project.letterhead)
            else:
                found[name] = markdown.write(document).encode()
    return found


def dropped(lock: Lock | None, assembled: Assembled, kept_back: Collection[str] = ()) -> tuple[str, ...]:
    """The outputs in the lock whose document is no longer built, or must not stand beside what is built now."""
    built = {document.id for document in assembled.documents if document.id not in kept_back}
    return tuple(name for name in (lock.outputs if lock else ()) if name.split(".")[0] not in built)


def other_library(lock: Lock) -> Problem:
    """The drafts on disk were made with another library version."""
    message = (
        f"these drafts were built with library {lock.library_version}, and this is {__version__}: "
        "the same answers may now give other words"
    )
    hint = (
        "'aipolicy upgrade' shows what would change first; to take the new library without looking, "
        "copy edited drafts aside, delete aipolicy.lock and policies/, and build"
    )
    return Problem(Span(LOCK), "other-library", message, hint)


def _late(project: Project, assembled: Assembled) -> tuple[Problem, ...]:
    """The deadlines of law that the dates in the answers miss: dates against dates, whatever day it is."""
    facts = facts_of(project.answers, project.library.interview)
    law = law_in_use(assembled.documents, project.library)
    return missed(deadlines(project.library, facts, law), votes(project.answers, facts))


def _privileged(kept_back: Collection[str], place: Place) -> tuple[Problem, ...]:
    """That papers for counsel are no part of the adoption copies, and how to print one all the same."""
    message = "this paper is privileged, so it is no part of the adoption copies and does not stand beside them"
    hint = "aipolicy build --final --document {id} --out FOLDER"
    return tuple(
        Problem(Span(f"{place.shown}/{id}"), "privileged", message, hint.format(id=id), "warning")
        for id in sorted(kept_back)
    )


def _wanted(project: Project, assembled: Assembled, ids: tuple[str, ...]) -> tuple[Document, ...]:
    found = {document.id: document for document in assembled.documents}
    problems = []
    for id in ids:
        if id in found:
            continue
        span = Span(project.answers.path)
        if id in assembled.waiting:
            message = f"'{id}' waits for {', '.join(assembled.waiting[id])}"
            hint = f"aipolicy set {assembled.waiting[id][0]} VALUE"
            problems.append(Problem(span, "document-waits", message, hint))
        elif id in project.library.outlines:
            message = f"'{id}' is not part of this district's set"
            problems.append(Problem(span, "document-left-out", message, f"'aipolicy explain {id}' says why"))
        else:
            hint = did_you_mean(id, list(project.library.outlines))
            problems.append(Problem(Span("command line"), "unknown-document", f"there is no document '{id}'", hint))
    if problems:
        raise InvalidContent(problems)
    return tuple(document for document in assembled.documents if not ids or document.id in ids)


def _locked(
    project: Project,
    assembled: Assembled,
    options: Options,
    lock: Lock | None,
    fresh: Mapping[str, str],
    remove: tuple[str, ...],
) -> Lock:
    """The new lock; what this build did not make keeps its entry."""
    copy: Copy = "adoption-copy" if options.final else "working-draft"
    outputs = {name: output for name, output in (lock.outputs if lock else {}).items() if name not in remove}
    outputs |= {name: Output(mark, copy) for name, mark in fresh.items()}
    clauses = dict(assembled.clause_fingerprints)
    if options.documents:
        kept = {id: mark for id, mark in (lock.clauses if lock else {}).items() if not _of(id, options.documents)}
        clauses = kept | {id: mark for id, mark in clauses.items() if _of(id, options.documents)}
    letterhead = fingerprint(content_hash("letterhead.docx", project.letterhead)) if project.letterhead else ""
    return Lock(
        library_version=__version__,
        library=project.library.fingerprint,
        answers=project.answers.fingerprint,
        letterhead=letterhead,
        outputs=outputs,
        clauses=clauses,
        reviewed=_reviewed(assembled, lock),
        answered=_answered(project, options, lock),
    )


def _answered(project: Project, options: Options, lock: Lock | None) -> Mapping[str, str]:
    """The answers behind the drafts; while only some of them are built, the others still rest on earlier answers."""
    kept = lock.answered if lock and options.documents else None
    return answered(project.answers) if kept is None else kept


def _of(clause: str, documents: tuple[str, ...]) -> bool:
    return clause.split("/")[0] in documents


def _reviewed(assembled: Assembled, lock: Lock | None) -> ReviewedText | None:
    review = assembled.review.review
    if review is not None and assembled.review.valid:
        return ReviewedText(review.fingerprint, in_scope(assembled.reviewable, review.scope))
    return lock.reviewed if lock else None


def _unused(options: Options, states: list[Drift], place: Place) -> list[Problem]:
    """A --discard that names no edited file does nothing; say so."""
    edited = {s.name for s in states if s.state in ("edited", "dropped-edited")}
    return [
        Problem(Span(f"{place.shown}/{name}"), "nothing-to-discard", "this file has no edits to discard", "", "warning")
        for name in sorted(options.discard - edited)
    ]
