"""idle-question: a question whose answer changes nothing: no clause, no document, no other question, and no text.

Asking it costs people time. A question counts as used when changing only its answer can select or drop a
clause, section or document, a defined term, the name of an office, a framework element, another question, a
choice or a row; when its answer, or a derived answer that rests on it, is inserted or looped over in a
clause, a definition or the name of an office; when its items are the rows of a grid; when a generated block adds up
its rows; or when it sets the date of a duty. Merely being mentioned in a condition is not enough. The answers of the
section `manual` are read by the program itself (codes, cross-references, dates) and always count as used.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.study import Study, study
from aipolicy.conditions import Predicate
from aipolicy.library import Library
from aipolicy.library.model import BlockEntry
from aipolicy.problems import Problem

READ_BY_THE_PROGRAM = "manual."


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    used = _inserted(known)
    waiting = {id for id in library.interview.questions if id not in used and not id.startswith(READ_BY_THE_PROGRAM)}
    for predicate in dict.fromkeys(_predicates(library)):
        for id in waiting & known.analysis.mentioned(predicate):
            if known.analysis.matters(id, predicate):
                waiting.discard(id)
    for id, question in library.interview.questions.items():
        if id in waiting:
            message = f"the answer to '{id}' changes no clause, no document and no question, and stands in no text"
            hint = "insert it in a clause, give a clause a condition on it, or delete the question"
            yield Problem(question.id.span, "idle-question", message, hint)


def _predicates(library: Library) -> Iterator[Predicate]:
    yield from (block.when for block in library.blocks.values())
    for outline in library.outlines.values():
        yield outline.when
        yield from (section.when for section in outline.sections)
    for question in library.interview.questions.values():
        yield question.when
        yield from (choice.when for choice in question.choices)
        yield from (choice.when for column in question.columns for choice in column.choices)
        yield from (row.when for row in question.rows)
    for office in library.offices.values():
        yield from (name.when for name in office.by)
    yield from (term.when for term in library.terms.values())
    yield from (element.when for element in library.elements.values())


def _inserted(known: Study) -> set[str]:
    """The questions whose answers stand in some text."""
    library = known.library
    names = [str(office.answer) for office in library.offices.values()]
    names += [question.rows_from for question in library.interview.questions.values()]
    names += [str(duty.due) for block in library.blocks.values() for duty in block.obliges]
    entries = [e for outline in library.outlines.values() for section in outline.sections for e in section.entries]
    names += [
        str(entry.options["rows"]) for entry in entries if isinstance(entry, BlockEntry) and "rows" in entry.options
    ]
    for found in (*(u for each in known.block_uses.values() for u in each), *known.term_uses.values()):
        names += [use.loop or use.path for use in (*found.answers, *found.loops)]
    used: set[str] = set()
    waiting = [id for name in names for id in _prefixes(name) if id in library.vocabulary]
    while waiting:
        id = waiting.pop()
        if id not in used:
            used.add(id)
            derivation = library.vocabulary[id].derivation
            waiting += derivation.inputs if derivation else ()
    return used


def _prefixes(name: str) -> Iterator[str]:
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        yield ".".join(parts[:length])
