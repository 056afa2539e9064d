"""One question explained: what it asks, how it stands, which clauses depend on it, insert it or wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aipolicy.answers import Answers, Decision
from aipolicy.assemble.select import Waiting, select
from aipolicy.assemble.template import uses
from aipolicy.conditions import Facts, Predicate, questions_of
from aipolicy.conditions.predicate import Always
from aipolicy.explain.condition import Because, because
from aipolicy.explain.shown import Given, given
from aipolicy.explain.taken import Taken, taken
from aipolicy.library import Library, Question
from aipolicy.problems import Span


@dataclass(frozen=True, slots=True)
class QuestionExplained:
    """Everything about one question. The lists are clause ids; `documents` are those whose being depends on it."""

    question: Question
    answer: Given | None
    decision: Decision | None
    asked: Because | None
    taken: Taken
    depend: tuple[str, ...]
    insert: tuple[str, ...]
    waiting: tuple[str, ...]
    documents: tuple[str, ...]
    questions: tuple[str, ...]


def explain_question(
    id: str, library: Library, answers: Answers | None = None, facts: Facts | None = None
) -> QuestionExplained:
    """The explanation of question `id`, which is in the library."""
    question = library.interview.questions[id]
    names = {id, *_derived_from(id, library)}
    waiting: dict[str, None] = {}
    for selected in select(library, facts) if facts else ():
        for section in selected.sections:
            for entry in section.entries:
                if isinstance(entry, Waiting) and id in entry.questions:
                    waiting[str(entry.block.id)] = None
    return QuestionExplained(
        question=question,
        answer=given(id, answers, facts) if answers and facts else None,
        decision=answers.decisions.get(id) if answers else None,
        asked=None if isinstance(question.when, Always) else because(question.when, library.vocabulary, answers, facts),
        taken=taken(question, library.interview, answers, facts),
        depend=tuple(str(b.id) for b in library.blocks.values() if _compares(b.when, names)),
        insert=tuple(_inserting(id, library)),
        waiting=tuple(waiting),
        documents=tuple(
            str(o.id)
            for o in library.outlines.values()
            if _compares(o.when, names) or any(_compares(s.when, names) for s in o.sections)
        ),
        questions=tuple(str(q.id) for q in library.interview.questions.values() if _compares(q.when, names)),
    )


def _compares(when: Predicate, names: set[str]) -> bool:
    return not names.isdisjoint(questions_of(when))


def _derived_from(id: str, library: Library) -> Iterator[str]:
    """The derived answers that rest on a question, through other derived ones too."""
    reached = {id}
    grew = True
    while grew:
        grew = False
        for name, variable in library.vocabulary.items():
            derivation = variable.derivation
            if derivation is None or name in reached:
                continue
            sources = {*derivation.inputs, *(q for case in derivation.cases for q in questions_of(case.when))}
            if not sources.isdisjoint(reached):
                reached.add(name)
                grew = True
                yield name


def _inserting(id: str, library: Library) -> Iterator[str]:
    offices = {f"the.{o.id}" for o in library.offices.values() if o.answer == id}
    for block in library.blocks.values():
        bodies = block.body + str(block.none)
        if id not in bodies and not any(office in bodies for office in offices):
            continue
        found, _ = uses(bodies, Span(block.path, block.body_line))
        paths = [use.path for use in (*found.answers, *found.loops)]
        if any(path == name or path.startswith(f"{name}.") for path in paths for name in (id, *offices)):
            yield str(block.id)
