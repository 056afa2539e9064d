"""The rows of every list, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from aipolicy.assemble.select import Chosen, Selected, Waiting, select
from aipolicy.cli.console import count
from aipolicy.cli.known import Known
from aipolicy.cli.report import seen
from aipolicy.explain import given, places_of
from aipolicy.law.staleness import age
from aipolicy.library.law import FEDERAL

Rows = list[dict[str, object]]

OPEN = ("unanswered", "undecided", "suggested", "reworded", "waits")
COLUMNS = {
    "questions": ("id", "type", "state", "answer", "who_knows", "ask"),
    "clauses": ("id", "state", "lock", "documents", "title"),
    "documents": ("id", "state", "kind", "audience", "title"),
    "citations": ("id", "citation", "status", "checked", "title"),
    "states": ("state", "name", "citations", "clauses", "checked", "holds", "lacks"),
    "terms": ("id", "term", "also", "definition"),
    "offices": ("id", "name", "plural", "answer_from"),
    "manuals": ("id", "name", "numbering", "duty_verb", "about"),
    "framework": ("id", "kind", "clauses", "element"),
    "crosswalks": ("id", "standing", "jurisdiction", "items", "name"),
}

STALE = ("id", "citation", "checked", "days_ago", "url")


def of(what: str, known: Known) -> Rows:
    """The rows of one list; `what` is a key of COLUMNS."""
    return _MAKERS[what](known)


def _questions(known: Known) -> Rows:
    rows: Rows = []
    for id, question in known.library.interview.questions.items():
        answer = given(id, known.answers, known.facts) if known.answers and known.facts else None
        span = seen(answer.span, known.folder) if answer and answer.span else None
        rows.append(
            {
                "id": id,
                "section": question.section,
                "type": question.type,
                "ask": str(question.ask),
                "who_knows": [str(who) for who in question.who_knows],
                "optional": question.optional,
                "choices": [str(choice.id) for choice in question.choices],
                "state": answer.state if answer else "",
                "answer": answer.words if answer else "",
                "where": f"{span.path}:{span.line}" if span else "",
            }
        )
    return rows


def _selected(known: Known) -> tuple[Selected, ...]:
    return select(known.library, known.facts) if known.facts else ()


def _clauses(known: Known) -> Rows:
    places = places_of(known.library)
    stands: set[str] = set()
    waits: set[str] = set()
    for document in _selected(known):
        for section in document.sections:
            for entry in section.entries:
                if isinstance(entry, Chosen):
                    (stands if document.truth else waits).add(str(entry.block.id))
                elif isinstance(entry, Waiting):
                    waits.add(str(entry.block.id))
    rows: Rows = []
    for id, block in known.library.blocks.items():
        state = "stands" if id in stands else "waits" if id in waits else "left out"
        rows.append(
            {
                "id": id,
                "title": str(block.title),
                "state": state if known.facts else "",
                "documents": list(dict.fromkeys(document for document, _, _ in places.get(id, ()))),
                "lock": str(block.lock),
                "publication": str(block.publication),
                "framework": [str(element) for element in block.framework],
                "citations": [str(citation) for citation in block.citations],
                "layer": block.layer,
                "source": block.path,
                "fingerprint": block.fingerprint,
            }
        )
    return rows


def _documents(known: Known) -> Rows:
    words = {True: "built", False: "left out", None: "waits"}
    states = {str(s.outline.id): (words[s.truth], s.waits_for) for s in _selected(known)}
    return [
        {
            "id": id,
            "title": str(outline.title),
            "state": states[id][0] if id in states else "",
            "waits_for": list(states[id][1]) if id in states else [],
            "kind": str(outline.kind),
            "audience": str(outline.audience),
            "publication": str(outline.publication),
            "summary": str(outline.summary),
            "clauses": [str(clause) for _, clause, _ in outline.clauses()],
        }
        for id, outline in known.library.outlines.items()
    ]


def citations(known: Known, every_state: bool) -> Rows:
    """Law and guidance; in a project of a known state without other states' law, unless `every_state`."""
    state = known.answers.value("district.state") if known.answers else None
    own = None if every_state or not isinstance(state, str) else (FEDERAL, state)
    return [
        {
            "id": id,
            "citation": str(law.citation),
            "title": str(law.title),
            "says": str(law.says),
            "jurisdiction": str(law.jurisdiction),
            "status": str(law.status),
            "effective": str(law.effective),
            "checked": str(law.checked),
            "url": str(law.url),
            "confidence": str(law.confidence),
            "clauses": [str(block.id) for block in known.library.blocks.values() if id in block.citations],
        }
        for id, law in known.library.citations.items()
        if own is None or law.jurisdiction in own
    ]


def stale(rows: Rows, known: Known, today: date, within: int) -> Rows:
    """The rows of law that was checked more than `within` days before `today`, oldest first, with the days."""
    ages = {id: age(law, today) for id, law in known.library.citations.items()}
    old = [row | {"days_ago": ages[str(row["id"])]} for row in rows if ages[str(row["id"])] > within]
    return sorted(old, key=lambda row: -ages[str(row["id"])])


def _states(known: Known) -> Rows:
    clauses: dict[str, list[str]] = {}
    for id in known.library.blocks:
        if id.startswith("states."):
            clauses.setdefault(id.split(".")[1], []).append(id)
    laws: dict[str, list[str]] = {}
    for id, law in known.library.citations.items():
        if law.jurisdiction != FEDERAL:
            laws.setdefault(str(law.jurisdiction), []).append(id)
    return [
        {
            "state": id,
            "name": str(state.name),
            "citations": laws.get(id, []),
            "clauses": clauses.get(id, []),
            "checked": str(state.checked),
            "holds": str(state.holds),
            "lacks": str(state.lacks),
        }
        for id, state in known.library.jurisdictions.items()
    ]


def state_lines(rows: Rows) -> Iterator[str]:
    """The rows of states as text that fits a narrow terminal; those without any law stand last, by name alone."""
    from aipolicy.cli.coverage_lists import wrapped

    bare = []
    for row in rows:
        if not row["citations"] and not row["clauses"]:
            bare.append(f"{row['name']} ({row['state']})")
            continue
        citations, clauses = (len(found) for found in (row["citations"], row["clauses"]) if isinstance(found, list))
        yield f"{row['name']} ({row['state']}): {count(citations, 'citation')}, {count(clauses, 'clause')}"
        yield from wrapped(f"checked {row['checked']}. Held: {row['holds']}", "    ")
        yield from wrapped(f"Not held: {row['lacks']}", "    ")
    if bare:
        yield from wrapped(f"No law held: {', '.join(bare)}")


def _terms(known: Known) -> Rows:
    return [
        {
            "id": id,
            "term": str(term.term),
            "also": [str(word) for word in term.also],
            "definition": str(term.definition).strip(),
            "citations": [str(citation) for citation in term.citations],
        }
        for id, term in known.library.terms.items()
    ]


def _offices(known: Known) -> Rows:
    return [
        {
            "id": id,
            "name": f"{office.default.article} {office.default.name}".strip(),
            "plural": str(office.default.plural),
            "answer_from": str(office.answer),
            "names": [f"{name.article} {name.name}".strip() for name in office.by],
        }
        for id, office in known.library.offices.items()
    ]


def _manuals(known: Known) -> Rows:
    return [
        {
            "id": id,
            "name": str(manual.name),
            "about": str(manual.about),
            "numbering": str(manual.numbering),
            "headings": str(manual.headings),
            "duty_verb": str(manual.duty_verb),
            "documents": {str(kind): str(type.type) for kind, type in manual.documents.items()},
        }
        for id, manual in known.library.manuals.items()
    ]


def _framework(known: Known) -> Rows:
    carried: dict[str, list[str]] = {}
    for id, block in known.library.blocks.items():
        for element in block.framework:
            carried.setdefault(str(element), []).append(id)
    return [
        {
            "id": id,
            "element": str(element.element),
            "kind": str(element.kind),
            "source": str(element.source),
            "ours": element.ours,
            "clauses": carried.get(id, []),
        }
        for id, element in known.library.elements.items()
    ]


def _crosswalks(known: Known) -> Rows:
    """Lists by which policies are judged; in a project of a known state without other states' lists."""
    state = known.answers.value("district.state") if known.answers else None
    own = (FEDERAL, state) if isinstance(state, str) else None
    return [
        {
            "id": id,
            "name": str(listed.name),
            "by": str(listed.by),
            "standing": str(listed.standing),
            "jurisdiction": str(listed.jurisdiction),
            "law": str(listed.law),
            "sources": [str(source) for source in listed.sources],
            "checked": str(listed.checked),
            "confidence": str(listed.confidence),
            "note": str(listed.note),
            "items": len(listed.items),
        }
        for id, listed in known.library.crosswalks.items()
        if own is None or listed.jurisdiction in own
    ]


_MAKERS: dict[str, Callable[[Known], Rows]] = {
    "questions": _questions,
    "clauses": _clauses,
    "documents": _documents,
    "citations": lambda known: citations(known, every_state=False),
    "states": _states,
    "terms": _terms,
    "offices": _offices,
    "manuals": _manuals,
    "framework": _framework,
    "crosswalks": _crosswalks,
}
