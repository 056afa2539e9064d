"""unknown-ids: an id that names nothing: a framework element, citation, clause, office or document that is not there.

Checked: `framework` and `citations` of clauses, `citations` of terms, `sources` of questions, clause ids in
outlines, who a duty binds (an office, or students, staff, teachers, principal, parents, provider), the law and the
date question of a duty, the actors, acts, subjects and values of rules (`rules.yaml`), the questions of a conflict, the
documents of framework elements, the answer that names an office, the column and
choices with which a column of a grid is asked, and the choices of `manual.codes`, which must be the outlines. Ids
inside texts: see template-names and references.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from aipolicy.library import Library, PolicyBlock, Question
from aipolicy.problems import Problem, Span, did_you_mean
from aipolicy.source import Located

ACTORS = ("students", "staff", "teachers", "principal", "parents", "provider")


def check(library: Library) -> Iterator[Problem]:
    yield from _clauses(library)
    yield from _outlines(library)
    for question in library.interview.questions.values():
        known = {**library.elements, **library.citations}
        yield from _unknown(question.sources, known, "framework element or citation")
        yield from _columns(question)
    for term in library.terms.values():
        yield from _unknown(term.citations, library.citations, "citation")
    for element in library.elements.values():
        yield from _unknown(element.documents, library.outlines, "document")
    for conflict in library.interview.conflicts:
        yield from _unknown(conflict.between, library.interview.questions, "question")
    for office in library.offices.values():
        if office.answer:
            yield from _unknown((office.answer,), library.interview.questions, "question")


def _clauses(library: Library) -> Iterator[Problem]:
    bound = {*library.offices, *ACTORS}
    for block in library.blocks.values():
        yield from _unknown(block.framework, library.elements, "framework element")
        yield from _unknown(block.citations, library.citations, "citation")
        yield from _unknown((duty.who for duty in block.obliges), bound, "office or actor")
        yield from _duties_and_rules(block, library)


def _duties_and_rules(block: PolicyBlock, library: Library) -> Iterator[Problem]:
    dates = [id for id, question in library.interview.questions.items() if question.type == "date"]
    yield from _unknown((id for duty in block.obliges for id in duty.law), library.citations, "citation")
    yield from _unknown((duty.due for duty in block.obliges if duty.due), dates, "date question")
    book = library.rule_book
    yield from _unknown((rule.who for rule in block.rules), book.actors, "actor in rules.yaml")
    yield from _unknown((rule.what for rule in block.rules), book.acts, "act in rules.yaml")
    yield from _unknown((settled.subject for settled in block.settles), book.subjects, "subject in rules.yaml")
    for settled in block.settles:
        if settled.subject in book.subjects:
            values = [str(value) for value in book.subjects[settled.subject].values]
            yield from _unknown((settled.value,), values, f"value of '{settled.subject}'")


def _outlines(library: Library) -> Iterator[Problem]:
    for outline in library.outlines.values():
        yield from _unknown((id for _, id, _ in outline.clauses()), library.blocks, "clause")
    codes = library.interview.questions.get("manual.codes")
    for field in (f for f in codes.fields if f.id == "document") if codes else ():
        listed = {str(choice.id) for choice in field.choices}
        yield from _unknown((choice.id for choice in field.choices), library.outlines, "document")
        for missing in sorted(library.outlines.keys() - listed):
            message = f"manual.codes has no choice for the document '{missing}', so it can never get a code"
            yield Problem(field.span, "unknown-id", message, f"add '- {{id: {missing}, label: ..., means: ...}}'")


def _columns(question: Question) -> Iterator[Problem]:
    """What the columns of a grid are asked with: other columns and their choices."""
    columns = {str(column.id): {str(choice.id) for choice in column.choices} for column in question.columns}
    for column in question.columns:
        for name, choices in column.only.items():
            yield from _missing(name, column.id.span, columns.keys() - {str(column.id)}, "other column")
            for choice in choices if name in columns else ():
                yield from _missing(choice, column.id.span, columns[name], f"choice of the column '{name}'")


def _unknown(ids: Iterable[Located], known: Collection[str], what: str) -> Iterator[Problem]:
    for id in ids:
        yield from _missing(str(id), id.span, known, what)


def _missing(id: str, span: Span, known: Collection[str], what: str) -> Iterator[Problem]:
    if id not in known:
        hint = did_you_mean(id, sorted(known))
        yield Problem(span, "unknown-id", f"there is no {what} '{id}'", hint)
