"""A returned form taken apart: who filled it in, and the part of each question, whatever was done to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aipolicy.problems import Problem, Span, UnreadableFile
from aipolicy.questionnaire.container import main_part
from aipolicy.questionnaire.marks import date, said_nothing
from aipolicy.questionnaire.printed import (
    BOOKMARK,
    EACH_ROW,
    ENTRY,
    FIELD,
    LETTER,
    NAME,
    REASON,
    REFERENCE_LINE,
    TICK,
    YOUR_ANSWER,
    folded,
)
from aipolicy.questionnaire.story import Paragraph, Story, Table, story_of
from aipolicy.source.yaml_reader import REFUSED

MOST_ROWS, MOST_CHARACTERS = 20_000, 2_000_000
LONGEST_NAME = 200
_NUMBERED = re.compile(r"(\d{1,4})\.\s+(.*)", re.DOTALL)


@dataclass(slots=True)
class Part:
    """What a form holds of one question. `code` and `district` are "" where both places of them are gone."""

    id: str
    code: str
    district: str
    number: int
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Returned:
    """A form as it came back. `front` are the tables before the first question."""

    shown: str
    name: str
    office: str
    date: str
    parts: tuple[Part, ...]
    comments: int
    boxes: int


def returned(data: bytes, shown: str, ids: Mapping[str, str]) -> Returned:
    """The form in the file `data`. `ids` are question ids by their code in bookmarks. Raises UnreadableFile."""
    story = story_of(main_part(data, shown))
    rows, characters = _size(story)
    if rows > MOST_ROWS or characters > MOST_CHARACTERS:
        message = "the file holds far more rows or text than any form"
        hint = "check that this is the file you meant"
        raise UnreadableFile([Problem(Span(shown), "form-too-large", message, hint)])
    parts = _parts(story, ids)
    who = _who(story)
    return Returned(shown, who[0], who[1], date(who[2]), tuple(parts), story.comments, story.boxes)


def _size(story: Story) -> tuple[int, int]:
    tables = [block for block in story.blocks if isinstance(block, Table)]
    cells = sum(len(cell) for table in tables for row in table.rows for cell in row)
    texts = sum(len(block.text) for block in story.blocks if isinstance(block, Paragraph))
    return sum(len(table.rows) for table in tables), cells + texts


def kind_of(table: Table) -> str:
    """What a table is for, by its headings: ticks, text, key, matrix, rows, columns, notes, who; "" if unknown."""
    head = [folded(cell) for cell in table.head]
    first = head[0] if head else ""
    if first == folded(TICK):
        return "ticks"
    if EACH_ROW in first:
        return "matrix"
    for start, kind in _STARTS:
        if first.startswith(start):
            return kind
    return ""


_STARTS = (
    (folded(YOUR_ANSWER), "text"),
    (folded(LETTER), "key"),
    (folded(FIELD), "columns"),
    (folded(ENTRY), "rows"),
    (folded(REASON), "notes"),
    (folded(NAME.partition(" (")[0]), "who"),
)


def _parts(story: Story, ids: Mapping[str, str]) -> list[Part]:
    """A question begins at its bookmark, or where that is gone at the heading before its reference."""
    parts: list[Part] = []
    loose: list[str] = []
    for block in story.blocks:
        if isinstance(block, Table):
            if parts:
                parts[-1].tables.append(block)
            continue
        begun = _begun(block, ids)
        if begun is not None:
            parts.append(begun)
            continue
        reference = REFERENCE_LINE.search(block.text)
        if reference is not None:
            _refer(parts, loose, *reference.groups())
        (parts[-1].paragraphs if parts else loose).append(block.text)
    return parts


def _begun(block: Paragraph, ids: Mapping[str, str]) -> Part | None:
    for name in block.bookmarks:
        found = BOOKMARK.fullmatch(name)
        if found is not None:
            number, heading = _heading(block.text)
            return Part(ids.get(found[1], ""), found[2], found[3], number, heading)
    return None


def _heading(text: str) -> tuple[int, str]:
    found = _NUMBERED.fullmatch(text.strip())
    return (int(found[1]), found[2]) if found else (0, text.strip())


def _refer(parts: list[Part], loose: list[str], id: str, code: str, district: str) -> None:
    """Take a reference into account: it names the question at hand, or one whose bookmark is gone."""
    last = parts[-1] if parts else None
    if last is not None and (last.id in (id, "") or last.code == code) and not last.tables:
        last.id, last.code, last.district = id, code, district
        return
    before = last.paragraphs if last is not None else loose
    at = next((n for n in range(len(before) - 1, -1, -1) if _NUMBERED.fullmatch(before[n].strip())), len(before))
    number, heading = _heading(before[at]) if at < len(before) else (0, "")
    made = Part(id, code, district, number, heading, before[at + 1 :])
    del before[at:]
    parts.append(made)


def _who(story: Story) -> tuple[str, str, str]:
    """Name, office and date from the table that asks for them; words typed after a heading count too."""
    for block in story.blocks:
        if isinstance(block, Table) and kind_of(block) == "who":
            cells = [*zip(*((*row, "", "", "")[:3] for row in block.rows[1:]), strict=True)] or [(), (), ()]
            said = [" ".join(REFUSED.sub("", " ".join(column)).split())[:LONGEST_NAME] for column in cells]
            after = [cell.partition(":")[2].strip() for cell in (*block.head, "", "", "")[:3]]
            found = ["" if said_nothing(text) else text for text in (s or a for s, a in zip(said, after, strict=True))]
            return found[0], found[1], found[2]
    return "", "", ""
