"""The blocks of a document that lists what the others say: made after them, with references still to be numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from aipolicy.assemble.context import label_of
from aipolicy.assemble.duty_blocks import duty_blocks
from aipolicy.assemble.fingerprints import REGISTERS
from aipolicy.assemble.maker import Maker
from aipolicy.assemble.register import register_of
from aipolicy.assemble.register_blocks import RegisterBlocks
from aipolicy.document import Block, Document, Inline, Reference
from aipolicy.duties import DutyPlace, DutyRegister

__all__ = ["REGISTERS", "Registers"]


class Registers:
    """What the registers of one set are made of. `drafts` are its documents, all but the registers finished."""

    def __init__(
        self,
        maker: Maker,
        drafts: Sequence[Document],
        waiting: Mapping[str, Sequence[str]],
        duties: Callable[[Sequence[Document]], DutyRegister],
    ) -> None:
        self.maker = maker
        self.drafts = drafts
        self.waiting = waiting
        self.duties = duties
        self.standing = frozenset(f"{draft.id}/{section.id}" for draft in drafts for section in draft.sections)

    def blocks(self, draft: Document) -> Mapping[str, tuple[Block, ...]]:
        """The blocks of the registers that `draft` has a place for, by kind."""
        kinds = {child.kind for section in draft.sections for child in section.children if isinstance(child, Block)}
        makers = {"decision-register": self._decisions, "duties": self._duties}
        return {kind: make(draft) for kind, make in makers.items() if kind in kinds}

    def _decisions(self, draft: Document) -> tuple[Block, ...]:
        maker = self.maker
        register = register_of(
            maker.library, maker.answers, maker.facts, maker.open, maker.shown.places(), self.waiting
        )
        return RegisterBlocks(maker.library, maker.facts, self.standing, draft.id).blocks(register)

    def _duties(self, draft: Document) -> tuple[Block, ...]:
        questions = self.maker.library.interview.questions
        return duty_blocks(self.duties(self.drafts), _Refer(), lambda id: label_of(questions[id]))


class _Refer:
    """References that are numbered with the rest of the set."""

    def document(self, place: DutyPlace) -> Inline:
        return Reference(place.document, place.document, "")

    def section(self, place: DutyPlace) -> Inline:
        return Reference(place.clause, place.document, "")
