"""Explanations as plain data: what `--format json` prints and the text is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aipolicy.answers.validate import is_cell
from aipolicy.assemble.select import Chosen, Waiting, select, waiting_for
from aipolicy.cli.known import Known
from aipolicy.cli.report import seen
from aipolicy.conditions import questions_of
from aipolicy.explain import (
    Because,
    ClauseExplained,
    Given,
    QuestionExplained,
    because,
    explain_clause,
    explain_question,
    offered,
)
from aipolicy.library.model import OneOf, Outline
from aipolicy.library.questions import Choice
from aipolicy.problems import Span

Data = dict[str, Any]


def of(id: str, known: Known) -> Data | None:
    """The explanation of what has this id, None where nothing has. Of a cell of a grid it is that of the grid."""
    library = known.library
    document, _, clause = id.rpartition("/")
    if document and document in library.outlines and clause in library.blocks:
        return _clause(clause, known, document)
    if document:
        return None
    if id in library.interview.questions:
        return _question(id, known)
    if id in library.blocks:
        return _clause(id, known)
    if id in library.outlines:
        return _document(library.outlines[id], known)
    if id in library.vocabulary:
        return _derived(id, known)
    if is_cell(id, library.interview):
        return _question(next(grid for grid in library.interview.questions if id.startswith(f"{grid}.")), known)
    groups = {
        str(entry.id): entry
        for outline in library.outlines.values()
        for section in outline.sections
        for entry in section.entries
        if isinstance(entry, OneOf)
    }
    return _group(groups[id], known) if id in groups else None


def _where(span: Span | None, known: Known) -> str:
    if span is None:
        return ""
    placed = seen(span, known.folder)
    return f"{placed.path}:{placed.line}"


def _given(answer: Given | None, known: Known) -> Data | None:
    if answer is None:
        return None
    return {"state": answer.state, "value": answer.words, "where": _where(answer.span, known)}


def _because(found: Because | None, known: Known) -> Data | None:
    if found is None:
        return None
    return {
        "says": found.words,
        "holds": found.truth,
        "known": found.known,
        "question": found.question,
        "answer": _given(found.answer, known),
        "parts": [_because(part, known) for part in found.parts],
    }


def _clause(id: str, known: Known, document: str = "") -> Data:
    assembled = None
    if known.answers is not None:
        from aipolicy.assemble import assemble

        assembled = assemble(known.library, known.answers)
    return _clause_data(explain_clause(id, known.library, known.answers, known.facts, assembled, document), known)


def _clause_data(found: ClauseExplained, known: Known) -> Data:
    block = found.block
    truths = [place.stands for place in found.places]
    stands = True if True in truths else None if None in truths else False
    return {
        "kind": "clause",
        "id": str(block.id),
        "title": str(block.title),
        "state": ("stands", "waits", "left out")[(True, None, False).index(stands)] if known.facts else "",
        "places": [
            {
                "document": place.document,
                "section": place.section,
                "one_of": place.group,
                "stands": place.stands if known.facts else None,
                "number": place.number,
                "fingerprint": place.fingerprint,
                "waits_for": list(place.waits_for),
                "condition": _because(place.condition, known),
            }
            for place in found.places
        ],
        "rationale": str(block.rationale),
        "obliges": [
            {"who": str(o.who), "does": str(o.does), "when": str(o.when), "record": str(o.record)}
            for o in block.obliges
        ],
        "framework": [{"id": str(e.id), "element": str(e.element)} for e in found.elements],
        "citations": [
            {
                "id": str(law.id),
                "citation": str(law.citation),
                "status": str(law.status),
                "effective": str(law.effective),
                "checked": str(law.checked),
                "confidence": str(law.confidence),
                "url": str(law.url),
            }
            for law in found.citations
        ],
        "lock": str(block.lock),
        "publication": str(block.publication),
        "layer": block.layer,
        "source": _where(block.span, known),
        "fingerprint": block.fingerprint,
    }


def _question(id: str, known: Known) -> Data:
    found = explain_question(id, known.library, known.answers, known.facts)
    question, decision = found.question, found.decision
    return {
        "kind": "question",
        "id": id,
        "ask": str(question.ask),
        "why": str(question.why),
        "type": question.type,
        "who_knows": [str(who) for who in question.who_knows],
        "sources": [str(source) for source in question.sources],
        **_takes(found, known),
        "answer": _given(found.answer, known),
        "decides": decision.decides if decision else "",
        "by": decision.by if decision else "",
        "asked_when": _because(found.asked, known),
        "clauses_depend": list(found.depend),
        "clauses_insert": list(found.insert),
        "clauses_wait": list(found.waiting),
        "documents_depend": list(found.documents),
        "questions_depend": list(found.questions),
        "source": _where(question.span, known),
    }


def _takes(found: QuestionExplained, known: Known) -> Data:
    """What an answer is made of, and one as an example."""
    question, taken = found.question, found.taken
    return {
        "optional": question.optional,
        "minimum": question.minimum,
        "maximum": question.maximum,
        "own_words": question.other,
        "choices": _choices(question.choices, known),
        "fields": [
            {
                "id": str(field.id),
                "label": str(field.label),
                "type": field.type,
                "optional": field.optional,
                "own_words": field.other,
                "only_when": {name: list(choices) for name, choices in field.only.items()},
                "choices": _choices(field.choices, known),
            }
            for field in question.fields
        ],
        "csv": question.csv,
        "rows_from": question.rows_from,
        "rows": [
            {"id": row.id, "label": row.label, "asked": row.asked, "only_when": _because(row.only, known)}
            for row in taken.rows
        ],
        "columns": [
            {
                "id": str(column.id),
                "label": str(column.label),
                "only": {name: list(choices) for name, choices in column.only.items()},
                "choices": _choices(column.choices, known),
            }
            for column in question.columns
            if column.id
        ],
        "example": list(taken.example),
        "example_with_csv": list(taken.named),
        "example_on_one_line": taken.flow,
    }


def _choices(choices: Iterable[Choice], known: Known) -> list[Data]:
    return [
        {
            "id": str(choice.id),
            "label": str(choice.label),
            "means": str(choice.means),
            "offered": offered(choice, known.facts),
            "not_with": [str(id) for id in choice.not_with],
        }
        for choice in choices
    ]


def _document(outline: Outline, known: Known) -> Data:
    data: Data = {
        "kind": "document",
        "id": str(outline.id),
        "title": str(outline.title),
        "summary": str(outline.summary),
        "audience": str(outline.audience),
        "publication": str(outline.publication),
        "condition": _because(because(outline.when, known.library.vocabulary, known.answers, known.facts), known),
        "state": "",
        "waits_for": [],
        "clauses": [{"id": str(id), "state": "", "waits_for": []} for _, id, _ in outline.clauses()],
        "source": _where(outline.span, known),
    }
    if known.facts is None:
        return data
    selected = next(s for s in select(known.library, known.facts) if s.outline is outline)
    data["state"] = {True: "built", False: "left out", None: "waits"}[selected.truth]
    data["waits_for"] = list(selected.waits_for)
    states: dict[str, tuple[str, tuple[str, ...]]] = {}
    for section in selected.sections:
        for entry in section.entries:
            if isinstance(entry, Chosen):
                states[str(entry.block.id)] = ("stands", ())
            elif isinstance(entry, Waiting):
                states[str(entry.block.id)] = ("waits", entry.questions)
    for clause in data["clauses"]:
        state, waits = states.get(clause["id"], ("left out", ()))
        clause.update(state=state, waits_for=list(waits))
    return data


def _derived(id: str, known: Known) -> Data:
    vocabulary = known.library.vocabulary
    derivation = vocabulary[id].derivation
    facts = known.facts
    cases = derivation.cases if derivation else ()
    value = facts.derived(id) if facts else None
    return {
        "kind": "derived answer",
        "id": id,
        "value": value or "",
        "from": list(derivation.inputs) if derivation else [],
        "waits_for": sorted({q for c in cases for q in waiting_for(c.when, facts)}) if facts and value is None else [],
        "cases": [
            {"value": c.value, "condition": _because(because(c.when, vocabulary, known.answers, facts), known)}
            for c in cases
        ],
        "otherwise": derivation.otherwise if derivation else "",
        "clauses_depend": [str(b.id) for b in known.library.blocks.values() if id in questions_of(b.when)],
        "source": _where(known.library.interview.spans.get(id), known),
    }


def _group(group: OneOf, known: Known) -> Data:
    found = [_clause_data(explain_clause(str(id), known.library, known.answers, known.facts), known) for id in group.of]
    return {"kind": "one of several clauses", "id": str(group.id), "clauses": found}
