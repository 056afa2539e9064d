"""The contents list of a long document: a TOC field with its lines filled in."""

from __future__ import annotations

from aipolicy.document import Document
from aipolicy.writers.docx.blocks import MadeParagraph
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.inlines import Run
from aipolicy.writers.docx.markup import Xml, e, text
from aipolicy.writers.docx.names import bookmark_name
from aipolicy.writers.docx.paragraphs import Layout, paragraph
from aipolicy.writers.text import normal, plain

# A contents list earns its place in a long document only; most drafts are two to eight pages.
_SECTIONS = 9
_WORDS = 3000


def has_contents(document: Document) -> bool:
    """Whether the document is long enough for a contents list."""
    return len(document.sections) >= _SECTIONS and len(plain(document).split()) >= _WORDS


def contents(context: Context) -> list[MadeParagraph]:
    """The heading of the list and its lines, each a link to its section.

    Page numbers are left out (the field's switch n): nothing here knows on what page Word will put a section.
    """
    sections = [section for section in context.document.sections if normal(section.title)]
    # A letterhead may base this style on its numbered Heading 1; the word "Contents" never takes a number.
    made = [paragraph(context, "TOCHeading", [Run("Contents")], Layout(number=(0, 0)))]
    for section in sections:
        number = [Run(section.number), Run("", kind="tab")] if section.number else []
        line = paragraph(context, "TOC1", [*number, Run(section.title)])
        line.content = [e("hyperlink", *line.content, anchor=bookmark_name(section.id, "section"), history=1)]
        made.append(line)
    begin = [_character("begin"), e("r", text(' TOC \\o "1-1" \\n \\h \\z ', "instrText")), _character("separate")]
    made[1].content[:0] = begin
    made[-1].content.append(_character("end"))
    return made


def _character(kind: str) -> Xml:
    return e("r", e("fldChar", fldCharType=kind))
