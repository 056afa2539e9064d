"""Running headers and footers: ours are paragraphs added to whatever a letterhead has, never in its place."""

from __future__ import annotations

from dataclasses import replace

from aipolicy.document import Document
from aipolicy.writers.docx.blocks import Made
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.inlines import Run
from aipolicy.writers.docx.markup import Element, every, get
from aipolicy.writers.docx.paragraphs import PLAIN, Layout, paragraph
from aipolicy.writers.text import normal

_LONGEST_LINE = 84
# A header as tall as the margin pushes the text down, but would touch it.
_BELOW = 160


def header(context: Context, *, first: bool, letterhead: bool) -> list[Made]:
    """The paragraphs of a header: the draft line and what this is; none above the title, which says both."""
    document = context.document
    made: list[Made] = []
    if first:
        return made
    if normal(document.draft):
        layout = Layout(after=_BELOW) if letterhead else PLAIN
        made.append(paragraph(context, "RunningDraft", [Run(document.draft)], layout))
    if not letterhead:
        left, right = name(document), document.district
        if len(normal(left)) + len(normal(right)) > _LONGEST_LINE:
            right = ""
        runs = [Run(left), *([Run("", kind="tab"), Run(right)] if normal(right) else [])]
        made.append(paragraph(context, "RunningHeader", runs, replace(_right(context), after=_BELOW)))
    return made


def footer(context: Context, *, page: bool, letterhead: bool) -> list[Made]:
    """The paragraphs of a footer: the version in a run of its own, and page X of Y unless `page` is False.

    In a letterhead's footer a line before it says what the document is, which its header does not.
    """
    document = context.document
    version = [Run(document.version)] if normal(document.version) else []
    pages = [Run("", kind="tab"), Run("Page "), *_field("PAGE"), Run(" of "), *_field("NUMPAGES")] if page else []
    lines = [[Run(name(document)), *pages], version] if letterhead else [[*version, *pages]]
    return [paragraph(context, "RunningFooter", line, _right(context)) for line in lines if line]


def name(document: Document) -> str:
    """What a document is called in a running line: its label and title."""
    return ", ".join(filter(None, (normal(document.label), normal(document.title))))


def has_page_number(part: Element) -> bool:
    """Whether a letterhead's footer numbers the pages itself."""
    codes = [(code.text or "").split() for code in every(part, "instrText")]
    codes += [get(field, "instr").split() for field in every(part, "fldSimple")]
    return any(code[:1] == ["PAGE"] for code in codes)


def _field(instruction: str) -> list[Run]:
    return [
        Run("begin", kind="field"),
        Run(f" {instruction} ", kind="instruction"),
        Run("separate", kind="field"),
        Run("1"),
        Run("end", kind="field"),
    ]


def _right(context: Context) -> Layout:
    return Layout(tabs=(("right", context.width, ""),))
