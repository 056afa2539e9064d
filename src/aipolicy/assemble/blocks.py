"""Generated blocks: definitions, legal references, cross references, adoption."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from aipolicy.answers import Answers
from aipolicy.answers import Row as AnswerRow
from aipolicy.answers.cleaning import clean
from aipolicy.assemble import words
from aipolicy.assemble.blank_words import OWN_CODE, policy_reference
from aipolicy.assemble.values import Missing, Records, Value, blank
from aipolicy.conditions import Facts
from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Content,
    Document,
    Filled,
    FormField,
    Inline,
    Item,
    List,
    Reference,
    Row,
    Sentence,
    Table,
    Text,
)
from aipolicy.library import Library, Outline
from aipolicy.library.law import LawEntry
from aipolicy.library.model import Manual

CONFIDENCE = {
    "primary": "read in the official text",
    "two_sources": "two sources agree",
    "one_source": "one source",
    "unverified": "not confirmed",
}
STATUS = {
    "in_force": "in force",
    "effective_later": "enacted or issued, with duties that begin later",
    "guidance": "guidance, not law",
    "introduced": "introduced, not law",
    "vacated": "vacated",
    "repealed": "repealed",
}


def manual_code(document: str, answers: Answers) -> Filled | None:
    """The code that the district's manual gives a document, if the district has entered one."""
    found = _code_row(document, answers)
    return Filled("manual.codes", *found) if found else None


def _code_row(document: str, answers: Answers, field: str = "code") -> tuple[str, str, str] | None:
    rows = answers.value("manual.codes")
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, AnswerRow) and row.fields.get("document") == document:
            found = row.fields.get(field)
            text = clean(found) if isinstance(found, str) else ""
            return None if blank(text) else (row.id, field, text)
    return None


def legal_references(citations: Iterable[LawEntry], working: bool) -> tuple[Content, ...]:
    """The law that the document's clauses rest on, federal first; a working draft adds status and date checked."""
    entries = sorted(citations, key=lambda e: (e.status == "guidance", e.jurisdiction != "us", e.citation, e.id))
    items = []
    for entry in entries:
        kind = ", guidance" if entry.status == "guidance" and not working else ""
        text = f"{entry.citation} ({entry.title}){kind}"
        if working:
            checked = words.long_date(entry.checked)
            text += f": {STATUS[entry.status]}; checked {checked}; {CONFIDENCE[entry.confidence]}"
        items.append(Item((Sentence((Text(text),)),)))
    return (List(False, tuple(items)),) if items else ()


def cross_references(
    document: Document,
    others: Sequence[Document],
    codes: Records | Missing | None,
    wanted: Iterable[str],
    topics: dict[str, str],
    named: Collection[str] | None = None,
) -> tuple[Content, ...]:
    """Other documents of the set, then the district's own policies; a blank for each one that is not entered.

    `named` are the rows of `manual.cross_references` that the document's text names; None lists them all.
    """
    items = [Item((Sentence((Reference(other.id, other.id, ""),)),)) for other in others if other.id != document.id]
    entered: set[str] = set()
    for row in codes.rows if isinstance(codes, Records) else ():
        topic, code, title = row.get("topic"), row.get("code"), row.get("title")
        if isinstance(topic, Value):
            entered.add(topic.id)
        if named is not None and not (isinstance(code, Value) and code.row in named):
            continue
        parts: list[Inline] = []
        for value in (code, title):
            if isinstance(value, Value) and value.text:
                parts += [Text(", "), _filled(value)] if parts else [_filled(value)]
        if parts:
            items.append(Item((Sentence(tuple(parts)),)))
    lacking = [topics.get(topic, topic) for topic in sorted(set(wanted) - entered)]
    items += [Item((Sentence((Blank(policy_reference(topic)),)),)) for topic in lacking]
    return (List(False, tuple(items)),) if items else ()


def _filled(value: Value) -> Filled:
    return Filled(value.question, value.row, value.field, value.text)


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    label: str
    question: str


POLICY_LINES = (
    AdoptionLine("First reading", "manual.first_reading"),
    AdoptionLine("Second reading", "manual.second_reading"),
    AdoptionLine("Adopted", "manual.adopted"),
    AdoptionLine("Effective", "manual.effective"),
    AdoptionLine("Revised", "manual.revised"),
    AdoptionLine("Last reviewed", "manual.reviewed"),
)
REGULATION_LINES = (
    AdoptionLine("Issued", ""),
    AdoptionLine("Effective", "manual.effective"),
    AdoptionLine("Revised", "manual.revised"),
)
# Plans and forms begin when they are issued: some of their work comes before the policy takes effect.
EXHIBIT_LINES = (AdoptionLine("Issued", ""), AdoptionLine("Effective", ""), AdoptionLine("Revised", "manual.revised"))
LINES = {"policy": POLICY_LINES, "regulation": REGULATION_LINES, "exhibit": EXHIBIT_LINES}


def adoption(
    outline: Outline, manual: Manual, library: Library, answers: Answers, facts: Facts, working: bool
) -> tuple[Content, ...]:
    """The adoption block: code, status, dates of its readings and adoption, what it rescinds."""
    rows: list[tuple[str, tuple[Inline, ...]]] = [("Document", (Text(str(manual.documents[outline.kind].type)),))]
    rows.append(("Code", (manual_code(outline.id, answers) or Blank(OWN_CODE),)))
    adopted = isinstance(answers.value("manual.adopted"), str) and outline.kind == "policy"
    status = (
        "Working draft"
        if working
        else "Adopted"
        if adopted
        else "For adoption"
        if outline.kind == "policy"
        else "For issue"
    )
    rows.append(("Status", (Text(status),)))
    for line in LINES[outline.kind]:
        if line.question and line.question not in library.interview.questions:
            continue
        value = answers.value(line.question) if line.question else None
        optional = line.label in ("Revised", "Last reviewed")
        if isinstance(value, str) and facts.visible(line.question):
            rows.append((line.label, (Filled(line.question, "", "", words.long_date(value)),)))
        elif not optional:
            rows.append((line.label, (FormField("date"),)))
    rescinds = _rescinds(outline, answers, facts)
    if rescinds is not None:
        rows.append(("Rescinds", (rescinds,)))
    table = [Row((Cell((Text(label),)), Cell(tuple(inlines)))) for label, inlines in rows]
    return (Table(table[0], tuple(table[1:])),)


def _rescinds(outline: Outline, answers: Answers, facts: Facts) -> Filled | None:
    found = _code_row(outline.id, answers, "rescinds")
    if found:
        return Filled("manual.codes", *found)
    value = answers.value("manual.rescinds") if facts.visible("manual.rescinds") else None
    text = clean(value) if isinstance(value, str) and outline.kind == "policy" else ""
    return None if blank(text) else Filled("manual.rescinds", "", "", text)


def block(kind: str, title: str, content: tuple[Content, ...]) -> Block:
    """A generated block with the id that its kind gives it."""
    return Block(kind, kind, title, "", content)
