"""A project as it stands: built again in memory and compared with what is on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aipolicy import __version__, drift
from aipolicy.answers import facts_of
from aipolicy.answers.conflicts import contradictions
from aipolicy.answers.validate import span_of
from aipolicy.assemble import Assembled, assemble
from aipolicy.build.final import reasons, since_review
from aipolicy.build.planning import FORMATS, Place, dropped, other_library, read_lock, written
from aipolicy.drift import Drift, content_hash
from aipolicy.law.deadlines import ADOPTED, Deadline, Vote, deadlines, missed, unmet, votes
from aipolicy.law.staleness import begun, dead, unchecked
from aipolicy.law.use import LawInUse, law_in_use
from aipolicy.lock import Lock
from aipolicy.problems import Problem, Span, in_order
from aipolicy.project import Project
from aipolicy.readability import measure, too_hard


@dataclass(frozen=True, slots=True)
class Inspection:
    """What `check` found. `problems` are of content and files; `reasons` keep an adoption copy from being made.

    `changed` are the clauses changed since counsel's review, by kind, None where that is not known.
    `law` stands behind the documents; `deadlines` are for the adoption, and `votes` the days the answers give for it.
    """

    assembled: Assembled
    files: tuple[Drift, ...]
    problems: tuple[Problem, ...]
    reasons: tuple[Problem, ...]
    changed: Mapping[str, tuple[str, ...]] | None
    law: tuple[LawInUse, ...]
    deadlines: tuple[Deadline, ...]
    votes: tuple[Vote, ...]


def inspect(project: Project, place: Place) -> Inspection:
    """The state of a project. Raises InvalidContent when it cannot be assembled."""
    lock, problems = read_lock(place.lock)
    problems += [*project.problems, *contradictions(project.answers, project.library.interview)]
    draft = assemble(project.library, project.answers)
    final = assemble(project.library, project.answers, final=True)
    if lock and lock.library_version != __version__:
        files = _against_lock(place, lock)
        problems.append(other_library(lock))
    else:
        files = _against_build(project, place, lock, draft, final)
    if lock is None and all(file.state == "missing" for file in files):
        problems.append(Problem(Span(place.shown), "not-built", "no drafts were built yet", "run 'aipolicy build'"))
    else:
        problems += [found for file in files if (found := drift.problem(file, place.shown))]
    for selected in draft.selected:
        document = next((d for d in draft.documents if d.id == selected.outline.id), None)
        if document is not None:
            problems += too_hard(measure(document, selected.outline), Span(f"{place.shown}/{document.id}.md"))
    facts = facts_of(project.answers, project.library.interview)
    law = law_in_use(draft.documents, project.library)
    limits, days = deadlines(project.library, facts, law), votes(project.answers, facts)
    problems += [*dead(law), *missed(limits, days)]
    return Inspection(
        assembled=draft,
        files=tuple(files),
        problems=in_order([*problems, *draft.problems]),
        reasons=reasons(project, draft, final, lock),
        changed=since_review(draft, lock),
        law=law,
        deadlines=limits,
        votes=days,
    )


def on_day(project: Project, found: Inspection, today: date, within: int) -> tuple[Problem, ...]:
    """What is the matter with the law and its deadlines on `today`: warnings that no build may know of.

    Law counts as checked for `within` days.
    """
    facts = facts_of(project.answers, project.library.interview)
    place = span_of(project.file, ADOPTED)
    return (
        *begun(found.law, facts, today),
        *unmet(found.deadlines, found.votes, today, place),
        *unchecked(found.law, today, within),
    )


def _against_lock(place: Place, lock: Lock) -> list[Drift]:
    """Only whether files are as they were built: what another library would make of them says nothing."""
    marks = {name: output.content for name, output in lock.outputs.items()}
    return drift.compare(place.folder, marks, None)


def _against_build(
    project: Project, place: Place, lock: Lock | None, draft: Assembled, final: Assembled
) -> list[Drift]:
    names = set(lock.outputs) if lock else {path.name for path in place.folder.glob("*")}
    formats = [ending for ending in FORMATS if any(name.endswith(f".{ending}") for name in names)] or list(FORMATS)
    adopted = {name for name, output in (lock.outputs if lock else {}).items() if output.copy == "adoption-copy"}
    outputs: dict[str, bytes] = {}
    for assembled, wanted in ((draft, False), (final, True)):
        for document in assembled.documents:
            # Adoption copies stand without the papers for counsel; those are not missed there.
            if (
                adopted
                and document.id in assembled.privileged
                and names.isdisjoint(f"{document.id}.{e}" for e in FORMATS)
            ):
                continue
            endings = [ending for ending in formats if (f"{document.id}.{ending}" in adopted) is wanted]
            outputs |= written(project, [document], endings)
    fresh = {name: content_hash(name, data) for name, data in outputs.items()}
    return drift.compare(place.folder, fresh, lock, dropped(lock, draft))
