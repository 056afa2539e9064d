"""The blocks of a document that lists what the others say: made after them, with references still to be numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from aipolicy.assemble.authorities import authority_blocks
from aipolicy.assemble.behind import Behind, behind
from aipolicy.assemble.context import label_of
from aipolicy.assemble.counsel_questions import counsel_questions
from aipolicy.assemble.crosswalk_blocks import crosswalk_blocks
from aipolicy.assemble.duty_blocks import duty_blocks
from aipolicy.assemble.law_calendar import law_dates
from aipolicy.assemble.maker import Maker
from aipolicy.assemble.publication import privileged
from aipolicy.assemble.register import register_of
from aipolicy.assemble.register_blocks import RegisterBlocks
from aipolicy.assemble.select import Selected
from aipolicy.document import Block, Document, Inline, Reference
from aipolicy.duties import DutyPlace, DutyRegister


class Registers:
    """What the registers of one set are made of. `drafts` are its documents, all but the registers finished, and
    `selection` is the part of each in the same order."""

    def __init__(
        self,
        maker: Maker,
        selection: Sequence[Selected],
        drafts: Sequence[Document],
        waiting: Mapping[str, Sequence[str]],
        duties: Callable[[Sequence[Document]], DutyRegister],
    ) -> None:
        self.maker = maker
        self.selection = selection
        self.drafts = drafts
        self.waiting = waiting
        self.duties = duties
        self.standing = frozenset(f"{draft.id}/{section.id}" for draft in drafts for section in draft.sections)

    def blocks(self, draft: Document) -> Mapping[str, tuple[Block, ...]]:
        """The blocks of the registers that `draft` has a place for, by kind."""
        kinds = {child.kind for section in draft.sections for child in section.children if isinstance(child, Block)}
        makers = {
            "decision-register": self._decisions,
            "duties": self._duties,
            "crosswalk": self._crosswalk,
            "authorities": self._authorities,
            "counsel-questions": self._questions,
            "law-dates": self._dates,
        }
        return {kind: make(draft) for kind, make in makers.items() if kind in kinds}

    def _decisions(self, draft: Document) -> tuple[Block, ...]:
        maker = self.maker
        register = register_of(
            maker.library, maker.answers, maker.facts, maker.open, maker.shown.places(), self.waiting
        )
        return RegisterBlocks(maker.library, maker.facts, self.standing, draft.id).blocks(register)

    def _duties(self, draft: Document) -> tuple[Block, ...]:
        return duty_blocks(self._register, _Refer(), self._label)

    def _label(self, question: str) -> str:
        return label_of(self.maker.library.interview.questions[question])

    @cached_property
    def _register(self) -> DutyRegister:
        return self.duties(self.drafts)

    @cached_property
    def _behind(self) -> Behind:
        return behind(self.maker, self.selection, self.drafts, self.waiting)

    def _crosswalk(self, draft: Document) -> tuple[Block, ...]:
        return crosswalk_blocks(self._behind, self.maker.library, self.maker.facts, draft.id)

    def _authorities(self, draft: Document) -> tuple[Block, ...]:
        return authority_blocks(self._behind, self.maker.library, self.maker.facts)

    def _questions(self, draft: Document) -> tuple[Block, ...]:
        return counsel_questions(self.maker.library, self.maker.answers, self.maker.facts)

    def _dates(self, draft: Document) -> tuple[Block, ...]:
        outlines = self.maker.library.outlines
        hidden = frozenset(id for id, outline in outlines.items() if privileged(outline))
        return law_dates(self._behind, self._register, self.maker.library, self.maker.facts, hidden, self._label)


class _Refer:
    """References that are numbered with the rest of the set."""

    def document(self, place: DutyPlace) -> Inline:
        return Reference(place.document, place.document, "")

    def section(self, place: DutyPlace) -> Inline:
        return Reference(place.clause, place.document, "")
