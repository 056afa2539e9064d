"""The body: title area, contents, sections, clauses, blocks, the constant last paragraph."""

from __future__ import annotations

from dataclasses import replace

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
    Sentence,
    Signature,
    Table,
)
from aipolicy.writers.docx import names
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.inlines import Run, sentence_runs
from aipolicy.writers.docx.markup import Element, e
from aipolicy.writers.docx.paragraphs import Layout, paragraph
from aipolicy.writers.docx.tables import signature, table
from aipolicy.writers.text import normal, plain

END_TEXT = "End of document"
# A contents list earns its place in a long document only; most drafts are two to eight pages.
CONTENTS_SECTIONS = 9
CONTENTS_WORDS = 3000

_NOTE_STYLES = {"note": "PolicyNote", "decision": "DecisionBox", "draft": "DraftNote"}
_NOTE_INDENT = 200
_DEEPEST = 8
_AFTER_TABLE = 200
_AFTER_NOTE = 180


class Body:
    """Makes the block elements of one document, in order; bookmarks and gaps wait for the next paragraph."""

    def __init__(self, context: Context, heading_number: int | None) -> None:
        """`heading_number` is the numbering instance of the headings, None where nothing is numbered."""
        self._context = context
        self._heading_number = heading_number
        self._made: list[Element] = []
        self._bookmark = ""
        self._before: int | None = None

    def elements(self) -> list[Element]:
        """Every paragraph and table of the body."""
        document = self._context.document
        self._title_area(document)
        if has_contents(document):
            self._contents(document)
        for at, section in enumerate(document.sections):
            self._section(at, section)
        self._bookmark, self._before = names.END, None
        self._paragraph("EndMark", [Run(END_TEXT)])
        return self._made

    def _paragraph(self, style: str, runs: list[Run] | tuple[Run, ...], layout: Layout = Layout()) -> None:
        if self._before is not None and layout.before is None:
            layout = replace(layout, before=self._before)
        bookmark = self._bookmark if any(normal(run.words) for run in runs) else ""
        self._made.append(paragraph(self._context, style, runs, layout, bookmark))
        self._before = None
        if bookmark:
            self._bookmark = ""

    def _title_area(self, document: Document) -> None:
        for style, words in (("District", document.district), ("DocumentLabel", document.label)):
            if normal(words):
                self._paragraph(style, [Run(words)], Layout(keep_next=True))
        self._paragraph("Title", [Run(document.title)])
        if normal(document.draft):
            self._paragraph("DraftLine", [Run(document.draft)])

    def _contents(self, document: Document) -> None:
        titled = [section for section in document.sections if normal(section.title)]
        self._paragraph("TOCHeading", [Run("Contents")])
        for at, section in enumerate(titled):
            words = e("r", e("t"))
            name = names.bookmark_name(section.id, "section")
            line = paragraph(self._context, "TOC1", ())
            number = [Run(section.number), Run("", kind="tab")] if section.number else []
            runs = paragraph(self._context, "TOC1", [*number, Run(section.title)])
            words = e("hyperlink", *runs[1:], anchor=name, history=1)
            # Page numbers are left out (\n): nothing here knows on what page Word will put a section.
            if at == 0:
                line.append(_character("begin"))
                line.append(e("r", _instruction(' TOC \\o "1-1" \\n \\h \\z ')))
                line.append(_character("separate"))
            line.append(words)
            if at == len(titled) - 1:
                line.append(_character("end"))
            self._made.append(line)

    def _section(self, at: int, section: Section) -> None:
        self._heading("Heading1", (at, -1), section.title, section.number, names.bookmark_name(section.id, "section"))
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
        context = self._context
        level = 0 if style == "Heading1" else 1
        if self._heading_number is not None and context.scheme.numbers(place):
            self._paragraph(style, [Run(title)], Layout(number=(self._heading_number, level)))
            return
        layout = Layout(number=(0, level), indent=(0, 0)) if self._heading_number is not None else Layout()
        if number:
            # Word would not print this number by itself; as words it is right, though it no longer counts.
            self._bookmark = ""
            self._paragraph(style, [Run(f"{number} ", style="HeadingNumber"), Run(title)], layout)
            heading = self._made[-1]
            rest = context.bookmarked(name, list(heading)[2:])
            heading[2:] = rest
            return
        self._paragraph(style, [Run(title)], layout)

    def _content(self, content: Content, following: Content | None, caption: str) -> None:
        match content:
            case Paragraph():
                runs = sentence_runs(content.sentences, self._context.refer)
                self._paragraph("BodyText", runs, Layout(keep_next=isinstance(following, List | Table | Signature)))
            case List():
                self._list(content)
            case Table():
                self._table(content, caption)
            case Signature():
                self._made += signature(self._context, content)
            case Note():
                self._note(content)

    def _table(self, content: Table, caption: str) -> None:
        # Two tables that touch would be one.
        if self._before == _AFTER_TABLE:
            self._before = None
            self._paragraph("TableGap", [])
        made = table(self._context, content, caption)
        if self._bookmark:
            first = next(made.iter(e("p").tag))
            first[1:] = self._context.bookmarked(self._bookmark, list(first)[1:])
            self._bookmark = ""
        self._made.append(made)
        self._before = _AFTER_TABLE

    def _list(self, content: List, level: int = 0) -> None:
        forms = all(_is_form(item) for item in content.items)
        style = "FormList" if forms else "ListNumber" if content.ordered else "ListBullet"
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
        """Paragraphs of one style and indent, so that Word draws one border around them all."""
        start = len(self._made)
        style = _NOTE_STYLES[note.kind]
        for content in note.content:
            if isinstance(content, Paragraph):
                self._paragraph(style, sentence_runs(content.sentences, self._context.refer), Layout())
            else:
                self._note_list(style, content, 0)
        if len(self._made) > start:
            self._before = _AFTER_NOTE

    def _note_list(self, style: str, content: List, level: int) -> None:
        for at, item in enumerate(content.items, 1):
            runs = sentence_runs(item.sentences, self._context.refer)
            self._paragraph(style, runs, Layout(number=self._note_number(content, level, first=at == 1)))
            if item.nested:
                self._note_list(style, item.nested, min(level + 1, _DEEPEST))

    def _note_number(self, content: List, level: int, *, first: bool) -> tuple[int, int]:
        numbering = self._context.numbering
        if not content.ordered:
            return numbering.boxed(), level
        if first:
            self._boxed_count = numbering.boxed_ordered(level)
        return self._boxed_count, level


def has_contents(document: Document) -> bool:
    """Whether the document is long enough for a contents list."""
    return len(document.sections) >= CONTENTS_SECTIONS and len(plain(document).split()) >= CONTENTS_WORDS


def _is_form(item: Item) -> bool:
    inlines = [inline for sentence in item.sentences for inline in sentence.inlines]
    return bool(inlines) and isinstance(inlines[0], FormField)


def _character(kind: str) -> Element:
    return e("r", e("fldChar", fldCharType=kind))


def _instruction(words: str) -> Element:
    from aipolicy.writers.docx.markup import text

    return text(words, "instrText")


def sentences(words: str) -> tuple[Sentence, ...]:
    """One sentence of plain words."""
    from aipolicy.document import Text

    return (Sentence((Text(words),)),)
