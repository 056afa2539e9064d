"""One paragraph of Word: its properties in the order the schema wants, its runs, its tracked mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aipolicy.writers.docx.blocks import MadeParagraph
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.inlines import Change, Run, elements, mark, starts_right_to_left
from aipolicy.writers.docx.markup import Xml, e


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paragraph sets beside its style; `number` is (instance, level), `indent` (left, hanging)."""

    keep_next: bool = False
    number: tuple[int, int] | None = None
    tabs: tuple[tuple[str, int, str], ...] = ()
    before: int | None = None
    after: int | None = None
    indent: tuple[int, int] | None = None


PLAIN = Layout()


def paragraph(
    context: Context,
    style: str,
    runs: Sequence[Run],
    layout: Layout = PLAIN,
    bookmark: str = "",
    lead: Sequence[Run] = (),
) -> MadeParagraph:
    """A w:p in our `style` holding `runs`; wholly tracked runs track its mark too.

    `bookmark` stands around the runs, but not around `lead`, the runs that come before them.
    """
    tabs = layout.tabs
    if any(run.kind == "tab" and run.style == "FormLine" for run in runs) and not tabs:
        tabs = (("right", context.width, "underscore"),)
    words = "".join(run.words for run in runs if run.kind == "text")
    tracked = whole_change(runs)
    if tracked:
        lead = [run._replace(change=tracked) for run in lead]
    number = layout.number
    spacing = {side: gap for side, gap in (("before", layout.before), ("after", layout.after)) if gap is not None}
    properties = [
        e("pStyle", val=context.style(style)),
        e("keepNext") if layout.keep_next else None,
        e("numPr", e("ilvl", val=number[1]), e("numId", val=number[0])) if number else None,
        e("tabs", *(_tab(*tab) for tab in tabs)) if tabs else None,
        e("bidi") if starts_right_to_left(words) else None,
        e("spacing", **spacing) if spacing else None,
        e("ind", left=layout.indent[0], hanging=layout.indent[1]) if layout.indent else None,
        e("rPr", mark(tracked, context.next_id())) if tracked else None,
    ]
    first, rest = (elements(part, context.style, context.relate, context.next_id) for part in (lead, runs))
    return MadeParagraph([item for item in properties if item], [*first, *context.bookmarked(bookmark, rest)])


def _tab(kind: str, position: int, leader: str) -> Xml:
    return e("tab", val=kind, leader=leader, pos=position) if leader else e("tab", val=kind, pos=position)


def whole_change(runs: Sequence[Run]) -> Change | None:
    """The one change that all of `runs` stand in, if there is one."""
    changes = {run.change for run in runs}
    return changes.pop() if len(changes) == 1 else None
