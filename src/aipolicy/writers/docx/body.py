"""The body: title area, contents, sections, clauses, blocks, the constant last paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from aipolicy.document import (
    Block,
    Clause,
    Content,
    Document,
    FormField,
    Item,
    List,
    Note,
    Paragraph,
    Section,
    Signature,
    Table,
)
from aipolicy.writers.docx import names
from aipolicy.writers.docx.blocks import Made, MadeParagraph
from aipolicy.writers.docx.contents import contents, has_contents
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.inlines import Run, sentence_runs
from aipolicy.writers.docx.numbering import HEADING_HANGING
from aipolicy.writers.docx.paragraphs import PLAIN, Layout, paragraph
from aipolicy.writers.docx.tables import signature, table
from aipolicy.writers.markdown import NOTE_WORDS
from aipolicy.writers.text import normal

END_TEXT = "End of document"
_NOTE_STYLES = {"note": "PolicyNote", "decision": "DecisionBox", "draft": "DraftNote"}
_DEEPEST = 8
_KEPT_WHOLE = 10
_GAP_AFTER = {"table": 200, "note": 180, "list": 60, "signature": 160}


class Body:
    """Makes the blocks of one document, in order; bookmarks and gaps wait for the next paragraph."""

    def __init__(self, context: Context, heading_number: int | None) -> None:
        """`heading_number` is the numbering instance of the headings, None where nothing is numbered."""
        self._context = context
        self._heading_number = heading_number
        self._made: list[Made] = []
        self._bookmark = ""
        self._after: Literal["", "table", "note", "list", "signature"] = ""

    def blocks(self) -> list[Made]:
        """Every paragraph and table of the body."""
        document = self._context.document
        self._title_area(document)
        if has_contents(document):
            self._made += contents(self._context)
        for at, section in enumerate(document.sections):
            self._section(at, section)
        self._made[-1].keep_with_next()
        self._bookmark, self._after = names.END, ""
        self._paragraph("EndMark", [Run(END_TEXT)])
        return self._made

    def _paragraph(self, style: str, runs: Sequence[Run], layout: Layout = PLAIN, lead: Sequence[Run] = ()) -> None:
        if self._after and layout.before is None:
            layout = replace(layout, before=_GAP_AFTER[self._after])
        self._after = ""
        bookmark = self._take_bookmark() if any(normal(run.words) for run in runs) else ""
        self._made.append(paragraph(self._context, style, runs, layout, bookmark, lead))

    def _take_bookmark(self) -> str:
        name, self._bookmark = self._bookmark, ""
        return name

    def _gap(self, kind: Literal["table", "note"]) -> None:
        """A sliver between two tables, or two boxes, which would be one if they touched."""
        if self._after == kind:
            self._after = ""
            self._made.append(paragraph(self._context, "TableGap", ()))

    def _title_area(self, document: Document) -> None:
        for style, words in (("District", document.district), ("DocumentLabel", document.label)):
            if normal(words):
                self._paragraph(style, [Run(words)], Layout(keep_next=True))
        self._paragraph("Title", [Run(document.title)])
        if normal(document.draft):
            self._paragraph("DraftLine", [Run(document.draft)])

    def _section(self, at: int, section: Section) -> None:
        before = len(self._made)
        self._heading("Heading1", (at, -1), section.title, section.number, names.bookmark_name(section.id, "section"))
        # What is signed and sent back has pages of its own, so that the rest can be kept.
        apart = at and any(map(_is_signed, self._context.document.sections[at - 1 : at + 1]))
        if apart and len(self._made) > before and isinstance(first := self._made[before], MadeParagraph):
            first.on_new_page()
        for child_at, child in enumerate(section.children):
            self._clause((at, child_at), child)

    def _clause(self, place: tuple[int, int], clause: Clause | Block) -> None:
        name = names.bookmark_name(clause.id, "block" if isinstance(clause, Block) else "clause")
        self._heading("Heading2", place, clause.title, clause.number, name)
        for at, content in enumerate(clause.content):
            following = clause.content[at + 1] if at + 1 < len(clause.content) else None
            self._content(content, following, clause.title)
        self._bookmark = ""

    def _heading(self, style: str, place: tuple[int, int], title: str, number: str, name: str) -> None:
        """A heading, or, where there is no title, only the bookmark, which the next paragraph takes."""
        self._bookmark = name
        if not normal(title):
            return
        self._after = ""
        level = 0 if style == "Heading1" else 1
        if self._heading_number is not None and self._context.scheme.numbers(place):
            self._paragraph(style, [Run(title)], Layout(number=(self._heading_number, level)))
            return
        layout = PLAIN
        if self._heading_number is not None:
            layout = Layout(number=(self._context.numbering.unnumbered(), level))
        # Word would not print this number by itself; as words it is right, though it no longer counts.
        lead: list[Run] = []
        if number:
            lead = [Run(number, style="HeadingNumber"), Run("", kind="tab", style="HeadingNumber")]
            layout = replace(layout, indent=(HEADING_HANGING, HEADING_HANGING))
        self._paragraph(style, [Run(title)], layout, lead)

    def _content(self, content: Content, following: Content | None, caption: str) -> None:
        match content:
            case Paragraph():
                runs = sentence_runs(content.sentences, self._context.refer)
                self._paragraph("BodyText", runs, Layout(keep_next=isinstance(following, List | Table | Signature)))
            case List():
                self._list(content)
                self._after = "list"
            case Table():
                self._table(content, caption)
            case Signature():
                self._made[-1].keep_with_next()
                self._made += signature(self._context, content, self._take_bookmark())
                self._after = "signature"
            case Note():
                self._note(content)

    def _table(self, content: Table, caption: str) -> None:
        self._gap("table")
        made = table(self._context, content, caption)
        _, first = made.rows[0].cells[0]
        first.content = self._context.bookmarked(self._take_bookmark(), first.content)
        self._made.append(made)
        self._after = "table"

    def _list(self, content: List, level: int = 0) -> None:
        kinds = {_form(item) for item in content.items}
        forms = "" not in kinds
        style = (
            "CheckList"
            if kinds == {"check"}
            else "FormList"
            if forms
            else "ListNumber"
            if content.ordered
            else "ListBullet"
        )
        number: tuple[int, int] | None = None
        if not forms:
            numbering = self._context.numbering
            number = (numbering.ordered(level) if content.ordered else numbering.bullets(), min(level, _DEEPEST))
        for item in content.items:
            runs = sentence_runs(item.sentences, self._context.refer)
            indent = (360 * (level + 1), 360) if forms and level else None
            self._paragraph(style, runs, Layout(number=number, keep_next=item.nested is not None, indent=indent))
            if item.nested:
                self._list(item.nested, min(level + 1, _DEEPEST))

    def _note(self, note: Note) -> None:
        """Paragraphs of one style and one indent, so that Word draws one border around them all."""
        self._gap("note")
        start = len(self._made)
        style = _NOTE_STYLES[note.kind]
        words = [Run(f"{NOTE_WORDS[note.kind]} ", style="NoteLabel")]
        if not (note.content and isinstance(note.content[0], Paragraph)):
            self._paragraph(style, words)
            words = []
        for content in note.content:
            if isinstance(content, Paragraph):
                self._paragraph(style, sentence_runs(content.sentences, self._context.refer), lead=words)
                words = []
            else:
                self._note_list(style, content, 0)
        inside = self._made[start:]
        for made in inside[: -1 if len(inside) <= _KEPT_WHOLE else 1]:
            made.keep_with_next()
        self._after = "note"

    def _note_list(self, style: str, content: List, level: int) -> None:
        numbering = self._context.numbering
        number = numbering.ordered(level, boxed=True) if content.ordered else numbering.bullets(boxed=True)
        for item in content.items:
            runs = sentence_runs(item.sentences, self._context.refer)
            self._paragraph(style, runs, Layout(number=(number, level)))
            if item.nested:
                self._note_list(style, item.nested, min(level + 1, _DEEPEST))


def _is_signed(section: Section) -> bool:
    return any(isinstance(content, Signature) for child in section.children for content in child.content)


def _form(item: Item) -> str:
    """The kind of form field that an item begins with, or ""."""
    inlines = [inline for sentence in item.sentences for inline in sentence.inlines]
    return inlines[0].kind if inlines and isinstance(inlines[0], FormField) else ""
