"""The pipeline: select, fill, read, word, number, refer. A library and answers in, documents out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from aipolicy import __version__
from aipolicy.answers import Answers, facts_of
from aipolicy.assemble.context import label_of
from aipolicy.assemble.decisions import OpenDecision
from aipolicy.assemble.draft import PRIVILEGED_LABEL, ReviewState, counsel_line, draft_line, unconfirmed
from aipolicy.assemble.duty_titles import district_of
from aipolicy.assemble.fingerprints import LISTS, clause_fingerprints, review_fingerprint, text_fingerprint
from aipolicy.assemble.maker import Maker
from aipolicy.assemble.number import Places, numbered, resolved
from aipolicy.assemble.publication import privileged
from aipolicy.assemble.registers import Registers
from aipolicy.assemble.select import Generated, Selected, select, waiting_targets
from aipolicy.document import Blank, Clause, Document, walk
from aipolicy.duties import DutyRegister, Standing
from aipolicy.duties import register as duty_register
from aipolicy.library import Library
from aipolicy.library.model import Manual
from aipolicy.problems import InvalidContent, Problem, Span


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole set: documents in the library's order, what is open, and the fingerprints of the text.

    `waiting` names the documents that wait for a decision themselves, with the questions.
    `problems` are warnings; errors are raised.
    """

    documents: tuple[Document, ...]
    selected: tuple[Selected, ...]
    open: tuple[OpenDecision, ...]
    open_in: Mapping[str, tuple[str, ...]]
    blanks: Mapping[str, int]
    unconfirmed: Mapping[str, str]
    waiting: Mapping[str, tuple[str, ...]]
    review: ReviewState
    clause_fingerprints: Mapping[str, str]
    duties: DutyRegister
    problems: tuple[Problem, ...]

    @property
    def privileged(self) -> frozenset[str]:
        """The documents that are for the district's attorney alone, and never part of what a board adopts."""
        return frozenset(str(selected.outline.id) for selected in self.selected if privileged(selected.outline))

    @property
    def reviewable(self) -> Mapping[str, str]:
        """The clause fingerprints that a review by counsel is bound to: not those of papers for counsel."""
        return _reviewable(self.clause_fingerprints, self.selected)


def manual_of(library: Library, answers: Answers) -> Manual:
    """The district's manual profile; plain until it has chosen one. Raises InvalidContent where there is none."""
    chosen = answers.value("manual.profile")
    found = library.manuals.get(chosen if isinstance(chosen, str) else "plain") or next(
        iter(library.manuals.values()), None
    )
    if found is None:
        message = "the library has no manual profile"
        span = Span("policy_blocks/manuals.yaml")
        raise InvalidContent([Problem(span, "no-manual", message, "add one with the id 'plain'")])
    return found


def assemble(library: Library, answers: Answers, *, final: bool = False) -> Assembled:
    """The documents of this district. `final` leaves out every mark of a working draft.

    Raises InvalidContent when a clause cannot be filled or read.
    """
    facts = facts_of(answers, library.interview)
    manual = manual_of(library, answers)
    problems: list[Problem] = []
    selection = select(library, facts)
    chosen = [s for s in selection if s.truth is True]
    waiting = {str(s.outline.id): s.waits_for for s in selection if s.truth is None}
    maker = Maker(library, answers, facts, manual, final, problems)
    for question in dict.fromkeys(question for questions in waiting.values() for question in questions):
        maker.opened(question)
    drafts = [maker.document(selected) for selected in chosen]
    drafts = [
        draft if _lists_others(selected) else maker.generated(selected, draft, drafts)
        for selected, draft in zip(chosen, drafts, strict=True)
    ]
    district = district_of(library, answers, facts, manual)
    registers = Registers(
        maker, chosen, drafts, waiting, lambda found: duty_register(_standing(found, library), district)
    )
    drafts = [
        maker.generated(selected, draft, drafts, registers.blocks(draft)) if _lists_others(selected) else draft
        for selected, draft in zip(chosen, drafts, strict=True)
    ]
    drafts = [
        numbered(draft, str(selected.outline.numbering or manual.numbering), _unnumbered(selected))
        for selected, draft in zip(chosen, drafts, strict=True)
    ]
    bare = frozenset(str(type.type) for type in manual.documents.values())
    questions = library.interview.questions
    waits = {target: asked for target, asked in waiting_targets(selection).items() if asked}
    asks = {target: label_of(questions[asked[0]]) for target, asked in waits.items()}
    places = Places(drafts, maker.groups, asks, bare)
    spans = {id: Span(block.path, block.body_line) for id, block in library.blocks.items()}
    drafts = [resolved(draft, places, spans, problems) for draft in drafts]
    marks = clause_fingerprints(drafts)
    scope = answers.reviewed.scope if answers.reviewed else ()
    review = ReviewState(answers.reviewed, review_fingerprint(_reviewable(marks, chosen), scope))
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise InvalidContent(problems)
    documents = tuple(
        _marked(draft, answers, review, marks, final, privileged(selected.outline))
        for selected, draft in zip(chosen, drafts, strict=True)
    )
    order = list(library.interview.questions)
    return Assembled(
        documents=documents,
        selected=tuple(chosen),
        open=tuple(sorted(maker.open.values(), key=lambda o: order.index(o.question.id))),
        open_in={id: tuple(found) for id, found in maker.open_in.items()},
        blanks={d.id: sum(isinstance(node, Blank) for node in walk(d)) for d in documents},
        unconfirmed=unconfirmed(answers, facts),
        waiting=waiting,
        review=review,
        clause_fingerprints=marks,
        duties=duty_register(_standing(documents, library), district),
        problems=tuple(problems),
    )


def _lists_others(selected: Selected) -> bool:
    """Whether the document holds a register of what the others say, so that it is finished after them."""
    return any(isinstance(e, Generated) and e.kind in LISTS for part in selected.sections for e in part.entries)


def _standing(documents: Iterable[Document], library: Library) -> list[Standing]:
    """The clauses of these documents, as far as the library knows them; not those that only counsel reads."""
    return [
        Standing(document.id, child.number, library.blocks[child.id])
        for document in documents
        if not privileged(library.outlines[document.id])
        for section in document.sections
        for child in section.children
        if isinstance(child, Clause) and child.id in library.blocks
    ]


def _unnumbered(selected: Selected) -> frozenset[str]:
    return frozenset(str(s.outline.id) for s in selected.sections if not s.outline.numbered)


def _reviewable(marks: Mapping[str, str], selection: Iterable[Selected]) -> dict[str, str]:
    kept_back = {str(selected.outline.id) for selected in selection if privileged(selected.outline)}
    return {id: mark for id, mark in marks.items() if id.split("/")[0] not in kept_back}


def _marked(
    draft: Document, answers: Answers, review: ReviewState, marks: Mapping[str, str], final: bool, counsel: bool
) -> Document:
    own = text_fingerprint(draft, marks)
    version = f"Text {own[:8]}" if final else f"Library {__version__}, text {own[:8]}"
    if counsel:
        draft = replace(draft, label=f"{PRIVILEGED_LABEL}. {draft.label}")
        return replace(draft, draft=counsel_line(answers), version=version)
    return replace(draft, draft="" if final else draft_line(draft.id, answers, review), version=version)
