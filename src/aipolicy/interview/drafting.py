"""The drafts written at the end of the interview, and what to do with them, in sentences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from aipolicy.answers import UNDECIDED, Other, facts_of
from aipolicy.assemble.blank_words import blank_labels
from aipolicy.build import Options, Place, carry_out, plan
from aipolicy.conditions import Facts
from aipolicy.document import Document
from aipolicy.interview.agenda import progress
from aipolicy.interview.session import COUNSEL, State
from aipolicy.project import Project, open_project

REGISTER = "decision-register"
FIRST_READ = "board-policy"
MOST_NAMED = 2
"""Languages by name: more would not fit the line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One document: its Word file, its title and how it stands ("2 decisions needed")."""

    file: str
    title: str
    stands: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was written into `folder` (as shown to people), and what to do next, a sentence each."""

    folder: str
    files: int
    drafts: tuple[Draft, ...]
    waiting: tuple[str, ...]
    next: tuple[str, ...]


def write_drafts(folder: Path, shown: str = "") -> Drafted:
    """Build the drafts of the project in `folder`; `shown` is how commands name it, "" for the current folder.

    Raises InvalidContent (contradictory answers, edited drafts, another library version) and UnreadableFile.
    """
    project = open_project(folder)
    planned = plan(project, Options(), Place.of(project))
    carry_out(planned)
    assembled = planned.assembled
    drafts = tuple(
        Draft(
            f"{document.id}.docx",
            document.title,
            _stands(document, project, len(assembled.open_in.get(document.id, ()))),
        )
        for document in assembled.documents
    )
    names = {draft.file.removesuffix(".docx") for draft in drafts}
    topics = {topic for document in assembled.documents for topic in blank_labels(document)[0]}
    return Drafted(
        folder="policies" if not shown else f"{shown}/policies",
        files=len(planned.write) + len(planned.unchanged),
        drafts=drafts,
        waiting=tuple(str(project.library.outlines[id].title) for id in assembled.waiting),
        next=tuple(next_steps(project, assembled.unconfirmed, names, len(topics), shown)),
    )


def _stands(document: Document, project: Project, decisions: int) -> str:
    """How one document stands: "1 decision needed; 12 present policies to name"."""
    if document.id == REGISTER:
        return "What is decided, what is open, who, by when"
    topics, blanks = blank_labels(document)
    counted = (
        (decisions, "decision needed", "decisions needed"),
        (len(blanks), "blank to fill", "blanks to fill"),
        (len(topics), "present policy to name", "present policies to name"),
    )
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    if not decisions and not blanks:
        parts.insert(0, "ready for counsel")
    languages = _languages(project) if str(project.library.outlines[document.id].audience) == "families" else ()
    if languages:
        named = ", ".join(languages) if len(languages) <= MOST_NAMED else f"{len(languages)} languages"
        parts.append(f"translation needed: {named}")
    return "; ".join(parts)


def _languages(project: Project) -> tuple[str, ...]:
    question = project.library.interview.questions.get("district.languages")
    value = project.answers.value("district.languages")
    if question is None or not isinstance(value, tuple):
        return ()
    labels = {str(choice.id): str(choice.label) for choice in question.choices}
    return tuple(item.text if isinstance(item, Other) else labels.get(str(item), str(item)) for item in value)


def next_steps(project: Project, unconfirmed: Collection[str], names: set[str], unnamed: int, shown: str) -> list[str]:
    """What to do next, in the order in which one would do it. Only what there is reason for.

    `unconfirmed` are the suggested answers, `names` the documents written, `unnamed` counts the present policies that
    nobody has named; `shown` is how commands name the folder, "" for the current one.
    """
    where = f" {shown}" if shown else ""
    questions = project.library.interview.questions
    facts = facts_of(project.answers, project.library.interview)
    undecided = [
        id
        for id, answer in project.answers.values.items()
        if answer.value is UNDECIDED and facts.visible(id) is not False
    ]
    sentences = []
    left = _left(project, facts)
    if left:
        many = "question that has" if left == 1 else f"{left} questions that have"
        sentences.append(f"Answer the {many} no answer yet: aipolicy init{where} --only open")
    if undecided and REGISTER in names:
        open_decisions = [project.answers.decisions[id] for id in undecided if id in project.answers.decisions]
        who = list(dict.fromkeys(d.decides for d in open_decisions if d.decides))
        dates = sorted(d.by for d in open_decisions if d.by)
        named = [name[:1].lower() + name[1:] if name == COUNSEL else name for name in who[:4]]
        to = _joined(named) if named else "whoever decides what is open"
        first = f" (first date: {dates[0]})" if dates else ""
        sentences.append(f"Give {REGISTER}.docx to {to}{first}.")
    for_counsel = [id for id in undecided if questions[id].for_counsel]
    if for_counsel:
        many = f"{len(for_counsel)} question{'' if len(for_counsel) == 1 else 's'}"
        sentences.append(
            f"Give the attorney's {many} to counsel as a Word form: aipolicy questionnaire{where} --for counsel"
        )
    if FIRST_READ in names:
        sentences.append(f"Have counsel read {FIRST_READ}.docx and the others.")
    if unconfirmed:
        many = f"{len(unconfirmed)} suggested answer{'' if len(unconfirmed) == 1 else 's'}"
        sentences.append(f"Confirm the {many}, with a name and a date: aipolicy init{where}, then 'Review'.")
    if unnamed:
        many = f"{unnamed} present polic{'y' if unnamed == 1 else 'ies'}"
        sentences.append(
            f"Name the {many} that the drafts point to: aipolicy init{where} --question manual.cross_references"
        )
    if undecided:
        sentences.append(f"When something is decided: aipolicy init{where} --only undecided")
    sentences.append(f"Write the drafts again after a change: aipolicy build{where}")
    return sentences


def _left(project: Project, facts: Facts) -> int:
    """How many questions have no answer, as the interview counts them on its way."""
    interview = project.library.interview
    return progress(State(project.file, project.answers, facts), interview).left


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
