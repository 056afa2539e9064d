"""Open decisions: which questions are undecided, and the box that shows one in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aipolicy.answers import UNDECIDED, Answers, Decision, Row
from aipolicy.answers.cleaning import clean
from aipolicy.assemble import words
from aipolicy.assemble.context import grid_rows
from aipolicy.assemble.values import blank
from aipolicy.conditions import Facts, evaluate
from aipolicy.document import Block, Filled, Inline, Item, List, Note, Paragraph, Sentence, Strong, Text
from aipolicy.library import Library, Question
from aipolicy.library.questions import Column

MOST_TITLES = 8
ASKED = {
    "superintendent": "the superintendent",
    "counsel": "an attorney",
    "technology": "the head of technology",
    "instruction": "the head of instruction",
    "privacy": "the privacy officer",
    "business": "the business office",
    "communications": "the communications office",
    "human_resources": "human resources",
    "special_education": "the head of special education",
    "board": "the board",
    "office": "the office of the superintendent",
}
"""Whom to ask where nobody is named, by what a question says in `who_knows`."""
BOXED = ("yes_no", "choice", "choices", "rows", "grid")


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A question without an answer that some document waits for.

    `cells` are what is open of a grid or a list of rows of which the rest is decided.
    """

    question: Question
    decision: Decision | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """How one section of a document shows that a question is open.

    `left_out` are the titles of the clauses that wait for the answer, `blanks` the ids of those that print a gap.
    """

    document: str
    section: str
    title: str
    left_out: tuple[str, ...]
    boxed: bool
    blanks: tuple[str, ...]


def open_decision(id: str, library: Library, answers: Answers, facts: Facts) -> OpenDecision | None:
    """The open decision on a question that some text waits for, or None where it is decided or hidden.

    An optional question counts like any other: text waits for it only where leaving it out says nothing.
    """
    question = library.interview.questions.get(id)
    if question is None or facts.visible(id) is False:
        return None
    value = answers.value(id)
    decision = answers.decisions.get(id)
    if question.type == "grid" and value not in (None, UNDECIDED):
        cells = open_cells(question, library, answers, facts)
        return OpenDecision(question, decision, cells) if cells else None
    if question.type == "rows" and isinstance(value, tuple):
        cells = open_fields(question, answers)
        return OpenDecision(question, decision, cells) if cells else None
    if value is UNDECIDED or value is None:
        return OpenDecision(question, decision, ())
    return None


def open_cells(question: Question, library: Library, answers: Answers, facts: Facts) -> tuple[str, ...]:
    """The labels of the rows of a grid that still want an answer."""
    value = answers.value(question.id)
    given = value if isinstance(value, dict) else {}

    def open_row(cells: Mapping[str, str]) -> bool:
        return any(str(column.id) not in cells and column.asked(cells) for column in question.columns)

    rows = grid_rows(question, library, answers, facts)
    return tuple(label for row, label in rows if open_row(given.get(row, {})))


def open_fields(question: Question, answers: Answers) -> tuple[str, ...]:
    """The fields of rows that are undecided, such as "reading-tutor (Status)"."""
    value = answers.value(question.id)
    labels = {str(field.id): str(field.label) for field in question.fields}
    return tuple(
        f"{row.id} ({labels[name]})"
        for row in (value if isinstance(value, tuple) else ())
        if isinstance(row, Row)
        for name in labels
        if row.fields.get(name) is UNDECIDED
    )


def box(decision: OpenDecision, waiting: Iterable[str], facts: Facts) -> Block:
    """The box of one open decision: the question, its options, who decides by when, and what waits for it."""
    question = decision.question
    id = str(question.id)
    first: list[Sentence] = [said(Strong((Text(f"{id}:"),)), Text(f" {question.ask}"))]
    if decision.cells:
        first.append(said(Text(f"Not decided for: {words.joined(list(decision.cells))}.")))
    content: list[Paragraph | List] = [Paragraph(tuple(first))]
    options = options_of(question, facts)
    if options:
        content.append(List(False, tuple(options)))
    last = [said(*who_decides(question, decision.decision))]
    reason = clean(decision.decision.public_reason) if decision.decision else ""
    if not blank(reason):
        last.append(said(Text("Why it is open: "), Filled(id, "", "public_reason", reason)))
    titles = list(dict.fromkeys(waiting))
    if titles:
        more = [f"{len(titles) - MOST_TITLES} more"] if len(titles) > MOST_TITLES else []
        last.append(said(Text(f"Text that waits for this decision: {'; '.join(titles[:MOST_TITLES] + more)}.")))
    content.append(Paragraph(tuple(last)))
    return Block(f"decision.{id}", "decision", "", "", (Note("decision", tuple(content)),))


def said(*inlines: Inline) -> Sentence:
    """The inlines as one sentence."""
    return Sentence(inlines)


def options_of(question: Question, facts: Facts) -> list[Item]:
    """The choices of a question that this district has, and what each means; none where it is answered in words."""
    if question.type == "yes_no":
        return [Item((said(Text("Yes")),)), Item((said(Text("No")),))]
    if len(question.columns) > 1:
        return [_column(column, facts) for column in question.columns]
    choices = question.columns[0].choices if question.columns else question.choices
    return [
        Item(tuple(said(Text(text)) for text in (stopped(words.capitalized(choice.label)), choice.means) if text))
        for choice in choices
        if evaluate(choice.when, facts) is not False
    ]


def _column(column: Column, facts: Facts) -> Item:
    """A column of a grid with its choices, on one line: what each means would drown the others."""
    labels = [str(choice.label) for choice in column.choices if evaluate(choice.when, facts) is not False]
    return Item((said(Text(stopped(f"{words.capitalized(column.label)}: {words.joined(labels, 'or')}"))),))


def stopped(text: str) -> str:
    """`text` as a sentence of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def who_decides(question: Question, decision: Decision | None) -> list[Inline]:
    """Who decides a question and by when, as a sentence; whom to ask where nobody is named."""
    id = str(question.id)
    decides = clean(decision.decides) if decision else ""
    by = words.long_date(decision.by) if decision else ""
    if blank(decides) and not by:
        ask = words.joined([ASKED[who] for who in map(str, question.who_knows) if who in ASKED], "or")
        return [Text(f"Nobody is named yet to decide this{f'; ask {ask}' if ask else ''}.")]
    parts: list[Inline] = []
    if not blank(decides):
        parts += [Text("Decides: "), Filled(id, "", "decides", decides)]
    if by:
        parts += [Text(", by " if parts else "Decided by: "), Filled(id, "", "by", by)]
    return [*parts, Text(".")]
