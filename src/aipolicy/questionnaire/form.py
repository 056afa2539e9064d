"""The form of one person's questions, as a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.assemble.decisions import who_decides
from aipolicy.assemble.words import capitalized, long_date
from aipolicy.library import Library
from aipolicy.questionnaire import answer_tables
from aipolicy.questionnaire.asked import Asked, Selection, row_labels
from aipolicy.questionnaire.printed import (
    DATE,
    DECIDES,
    HOW,
    NAME,
    NOTE,
    NOW,
    OFFICE,
    OPEN_BECAUSE,
    REASON,
    REASON_NOW,
    REFERENCE,
    RESTS,
    ROLES,
    SOURCES,
    WHY,
    bookmark,
    district_code,
    question_code,
)
from aipolicy.questionnaire.sheet import Grid, Sheet, empty, heading
from aipolicy.writers.docx.inlines import Run
from aipolicy.writers.text import inline_text, normal

_UNNAMED = "District not named yet"
_STEPS = (
    "Type your name and the date in the first table.",
    "Click a box to tick it, or type x in it. You may type the letter of an answer instead. On paper, use a pen.",
    "Tick one box only, unless the question says that several may be ticked.",
    "Leave blank what you cannot decide. A blank changes nothing.",
    "Write only in the boxes and in the empty spaces. If no answer fits, say so in the note of that question.",
    "The reason may be printed in the district's register of decisions. The note is never printed.",
    'The mark "(suggested)" shows what the drafting tool suggests. It is no advice, and counts only if you tick it.',
)


def form(selection: Selection, library: Library, district: str) -> bytes:
    """The Word file with these questions, the same bytes for the same questions and answers."""
    title = f"Questions for {ROLES[selection.role]}"
    sheet = Sheet(title, district or _UNNAMED, "Questionnaire")
    _front(sheet, selection, title, district)
    section = ""
    for asked in selection.asked:
        if asked.section != section:
            section = asked.section
            sheet.paragraph("Heading1", [Run(section)], keep=True)
        _question(sheet, asked, library, district)
    return sheet.save()


def _front(sheet: Sheet, selection: Selection, title: str, district: str) -> None:
    for style, said in (("District", district or _UNNAMED), ("DocumentLabel", "Questionnaire")):
        sheet.paragraph(style, [Run(said)], keep=True)
    sheet.paragraph("Title", [Run(title)])
    count = len(selection.asked)
    many = f"These {count} questions are" if count > 1 else "This question is"
    due = f" Please return the form before {long_date(selection.due)}, the first date set." if selection.due else ""
    sheet.paragraph(
        "BodyText",
        [Run(f"{many} for {ROLES[selection.role]}. The answers become the district's AI policy drafts.{due}")],
    )
    sheet.paragraph("BodyText", [Run("How to fill in this form", bold=True)], keep=True, before=160)
    for step in _STEPS:
        sheet.bullet([Run(step)])
    sheet.paragraph("BodyText", [Run("Who answers", bold=True)], keep=True, before=160)
    sheet.grid(Grid("Who answers", heading(NAME, OFFICE, DATE), [empty(3)], (45, 35, 20), 480, together=False))


def _question(sheet: Sheet, asked: Asked, library: Library, district: str) -> None:
    question = asked.question
    codes = question_code(question, dict(row_labels(question, library)).values()), district_code(district)
    sheet.paragraph(
        "Heading2",
        [Run(str(question.ask))],
        bookmark=bookmark(str(question.id), *codes),
        lead=[Run(f"{asked.number}. ")],
        keep=True,
    )
    sheet.paragraph("BodyText", [Run(f"{WHY} ", bold=True), Run(str(question.why))], keep=True)
    for label, said in _beside(asked, library):
        sheet.paragraph("BodyText", [Run(f"{label} ", bold=True), Run(said)], keep=True)
    how = answer_tables.how_to_answer(asked)
    mark = f"{REFERENCE} {question.id} {codes[0]}.{codes[1]}"
    runs = [Run(f"{HOW} ", bold=True), Run(f"{how} "), Run(mark, style="FormMark")]
    sheet.paragraph("BodyText", runs, keep=True)
    answer_tables.tables(sheet, asked)
    titles = f"{REASON} {asked.number} (may be printed)", f"{NOTE} {asked.number} (is not printed)"
    caption = f"Question {asked.number}, reason and note"
    sheet.grid(Grid(caption, heading(*titles), [empty(2)], (1, 1), 560, together=False))


def _beside(asked: Asked, library: Library) -> Iterator[tuple[str, str]]:
    """What is said before the answers: what the question rests on, who decides, what stands now."""
    rests = "; ".join(_sources(asked, library))
    if rests:
        yield RESTS, f"{rests}."
    decision = asked.decision
    if decision is not None and (decision.decides or decision.by):
        said = normal(inline_text(who_decides(asked.question, decision)))
        yield DECIDES, capitalized(said.removeprefix("Decides: ").removeprefix("Decided by: "))
    if decision is not None and decision.public_reason:
        yield OPEN_BECAUSE if asked.standing == "open" else REASON_NOW, decision.public_reason
    if asked.present:
        who = f" ({decision.decided_by})" if decision is not None and decision.decided_by else ""
        unsure = " Nobody has confirmed this suggestion." if asked.standing == "suggested" else ""
        said = asked.present.rstrip(".") if asked.question.type != "text" or who else asked.present
        yield NOW, f"{capitalized(said)}{who}{'' if f'{said}{who}'.endswith('.') else '.'}{unsure}"


def _sources(asked: Asked, library: Library) -> Iterator[str]:
    """The law by its citation, then the elements of each framework by their ids."""
    elements: dict[str, list[str]] = {}
    for id in asked.question.sources:
        law, element = library.citations.get(id), library.elements.get(id)
        if law is not None:
            yield f"{law.citation} ({law.title})"
        elif element is not None:
            elements.setdefault(str(element.source), []).append(str(element.id))
    for source, ids in elements.items():
        yield f"{SOURCES.get(source, source)}, {'element' if len(ids) == 1 else 'elements'} {', '.join(ids)}"
