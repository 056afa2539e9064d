"""Coverage as a document: an appendix for a board packet, or a Markdown page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from aipolicy import __version__
from aipolicy.answers import Answers
from aipolicy.assemble.draft import ReviewState, draft_line
from aipolicy.assemble.fingerprints import clause_fingerprint
from aipolicy.coverage import words
from aipolicy.coverage.model import MEANING, STATUSES, Covered, CoveredList, Status
from aipolicy.document import (
    Block,
    Cell,
    Content,
    Document,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Row,
    Section,
    Sentence,
    Strong,
    Table,
    Text,
)
from aipolicy.library.fingerprint import fingerprint

TITLE = "What the Drafts Carry Out"
LABEL = "Appendix"
MARK = "coverage.statuses"
"""The id of the block that every appendix begins with; its bookmark is how an earlier appendix is known again."""
COLUMNS = ("Item", "Status", "Where, or why not")


def appendix(lists: Sequence[CoveredList], answers: Answers, only: Collection[Status] = STATUSES) -> Document:
    """The lists as a document of the district: what each list is, its counts, and a table of its items.

    Only items with a status of `only` are in the tables; the counts are of all of them.
    """
    name = answers.value("district.name")
    sections = (_statuses(only), *(_section(listed, only) for listed in lists))
    blocks = (child for section in sections for child in section.children)
    mark = fingerprint(*(f"{block.id}={clause_fingerprint(block)}" for block in blocks))
    return Document(
        id="coverage",
        title=TITLE,
        district=name if isinstance(name, str) else "",
        label=LABEL,
        draft=draft_line("coverage", answers, ReviewState(None, "")),
        version=f"Library {__version__}, text {mark[:8]}",
        language="en-US",
        sections=sections,
    )


def _statuses(only: Collection[Status]) -> Section:
    lead = _paragraph(
        "This appendix holds the district's working drafts against the lists by which such drafts are judged.",
        "It says what the drafts carry out, and what they leave out and why.",
        "It shows no more than that: whether the drafts meet the law is for counsel to say.",
    )
    shown = [status for status in STATUSES if status in only]
    meanings = tuple(
        Item((Sentence((Strong((Text(words.STATUS[status]),)), Text(f": {MEANING[status]}."))),)) for status in shown
    )
    block = Block(MARK, "coverage", "", "", (lead, _paragraph("Each item has a status:"), List(False, meanings)))
    return Section("statuses", "How to read this appendix", "", (block,))


def _section(listed: CoveredList, only: Collection[Status]) -> Section:
    blocks = [Block(f"list.{listed.id}", "coverage", "", "", tuple(_about(listed, only)))]
    shown = [item for item in listed.items if item.status in only]
    for number, (group, items) in enumerate(groupby(shown, lambda item: item.group), 1):
        content = (_table(items),)
        # A group without a heading continues the text about the list.
        if not group and number == 1:
            blocks[0] = Block(blocks[0].id, "coverage", "", "", (*blocks[0].content, *content))
        else:
            blocks.append(Block(f"list.{listed.id}.{number}", "coverage", group, "", content))
    return Section(f"list.{listed.id}", listed.name, "", tuple(blocks))


def _about(listed: CoveredList, only: Collection[Status]) -> Iterator[Content]:
    yield _paragraph(*filter(None, (f"By: {listed.by}.", words.standing(listed), words.known(listed))))
    if listed.note:
        yield _paragraph(listed.note)
    if listed.sources:
        inlines: list[Inline] = [Text("Read at: ")]
        for source in listed.sources:
            inlines += [Text(", ")] if len(inlines) > 1 else []
            inlines.append(Link(source, (Text(source),)))
        yield Paragraph((Sentence(tuple(inlines)),))
    left = (
        ""
        if set(STATUSES) <= set(only)
        else f"Listed here: {', '.join(words.STATUS[s] for s in STATUSES if s in only)}."
    )
    yield _paragraph(*filter(None, (words.counted(listed.counts()), left)))


def _table(items: Iterable[Covered]) -> Table:
    rows = tuple(
        _row(f"{item.id}: {item.says}" if item.kind else item.says, words.STATUS[item.status], _where(item))
        for item in items
    )
    return Table(_row(*COLUMNS), rows)


def _where(item: Covered) -> str:
    return words.where_or_why(item, titles=True)


def _row(*cells: str) -> Row:
    return Row(tuple(Cell((Text(text),)) for text in cells))


def _paragraph(*sentences: str) -> Paragraph:
    return Paragraph(tuple(Sentence((Text(sentence),)) for sentence in sentences))
