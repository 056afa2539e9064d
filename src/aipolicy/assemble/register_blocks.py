"""The register of decisions as generated blocks: one a part and interview section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from aipolicy.answers import Decision
from aipolicy.answers.cleaning import clean
from aipolicy.assemble import words
from aipolicy.assemble.decisions import ASKED, MOST_TITLES, OpenDecision, OpenPlace, options_of, said, who_decides
from aipolicy.assemble.register import DecidedEntry, DecisionRegister, OpenEntry
from aipolicy.assemble.values import blank
from aipolicy.conditions import Facts
from aipolicy.document import (
    Block,
    Cell,
    Content,
    Filled,
    Inline,
    Item,
    List,
    Paragraph,
    Reference,
    Row,
    Sentence,
    Strong,
    Table,
    Text,
)
from aipolicy.library import Library, Question

KIND = "decision-register"
NOT_RECORDED = "not recorded"
MOST_BLANKS = 6


class RegisterBlocks:
    """Prints a register. `standing` are the sections ("document/section") that references may name."""

    def __init__(self, library: Library, facts: Facts, standing: frozenset[str], home: str) -> None:
        self.facts = facts
        self.standing = standing
        self.home = home
        self.titles = {str(section.id): str(section.title) for section in library.interview.sections}

    def blocks(self, register: DecisionRegister) -> tuple[Block, ...]:
        """An overview, what is open, what waits for it, what is decided, and what is not confirmed."""
        made = [_block("overview", "Open decisions by date", _overview(register.open))]
        for section, opened in groupby(register.open, lambda entry: entry.decision.question.section):
            content = [part for entry in opened for part in self.open(entry)]
            made.append(_block(f"open.{section}", f"Open: {self.titles[section]}", content))
        if register.later:
            made.append(_block("later", "Questions that wait for another decision", self.later(register)))
        for section, decided in groupby(register.decided, lambda entry: entry.question.section):
            made.append(_block(f"decided.{section}", f"Decided: {self.titles[section]}", _decided(list(decided))))
        if register.unconfirmed:
            content = _unconfirmed(register.unconfirmed)
            made.append(_block("unconfirmed", "Suggestions taken and not confirmed", content))
        if register.reworded:
            made.append(_block("reworded", "Answers to questions reworded since", _reworded(register.reworded)))
        return tuple(made)

    def open(self, entry: OpenEntry) -> Iterator[Content]:
        """One open decision: the question, its options, who decides by when, and where the drafts show it."""
        decision = entry.decision
        question, id = decision.question, str(decision.question.id)
        first = [said(Strong((Text(str(question.ask)),)), Text(f" ({id})"))]
        if decision.cells:
            first.append(said(Text(f"Not decided for: {words.joined(list(decision.cells))}.")))
        yield Paragraph(tuple(first))
        options = options_of(question, self.facts)
        if options:
            yield List(False, tuple(options))
        last = [said(*who_decides(question, decision.decision))]
        reason = clean(decision.decision.public_reason) if decision.decision else ""
        if not blank(reason):
            last.append(said(Text("Why it is open: "), Filled(id, "", "public_reason", reason)))
        if entry.documents:
            last.append(said(Text(f"Not built until then: {'; '.join(entry.documents)}.")))
        last.append(said(Text("Until then the drafts show it here:" if entry.places else "No text waits for it now.")))
        yield Paragraph(tuple(last))
        if entry.places:
            by_document = groupby(entry.places, lambda place: place.document)
            yield List(False, tuple(Item(tuple(self.shown(id, list(places)))) for id, places in by_document))

    def shown(self, document: str, places: list[OpenPlace]) -> Iterator[Sentence]:
        """What one document leaves out, boxes and leaves blank, and where."""
        facts: list[list[Inline]] = []
        for place in places:
            if place.left_out:
                titles = [f'"{title}"' for title in place.left_out[:MOST_TITLES]]
                more = len(place.left_out) - len(titles)
                left = words.joined([*titles, f"{more} more"] if more else titles)
                box = ", and has a decision box" if place.boxed else ""
                facts.append([*self.section(place), Text(f" leaves out {left}{box}.")])
            elif place.boxed:
                facts.append([*self.section(place), Text(" has a decision box.")])
        gaps: list[list[Inline]] = [[Reference(clause, document, "")] for place in places for clause in place.blanks]
        if gaps:
            others: list[list[Inline]] = [[Text(f"{len(gaps) - MOST_BLANKS} more")]] if len(gaps) > MOST_BLANKS else []
            facts.append([Text("There is a blank in "), *_listed(gaps[:MOST_BLANKS] + others), Text(".")])
        name: Inline = Text("This register") if document == self.home else Reference(document, document, "")
        yield said(name, Text(":"))
        for fact in facts:
            yield said(*fact)

    def section(self, place: OpenPlace) -> list[Inline]:
        """A reference to the section, or its title where nothing of it stands."""
        if f"{place.document}/{place.section}" in self.standing:
            return [Reference(place.section, place.document, "")]
        return [Text(f'The section "{place.title}"')]

    def later(self, register: DecisionRegister) -> list[Content]:
        """Questions that are asked only once another is decided."""
        rows = [
            (_asked(entry.question), (Text("; ".join(str(question.ask) for question in entry.waits_for)),))
            for entry in register.later
        ]
        return [_table(("Question", "Asked once this is decided"), rows)]


def _block(id: str, title: str, content: Iterable[Content]) -> Block:
    return Block(f"register.{id}", KIND, title, "", tuple(content))


def _asked(question: Question) -> tuple[Inline, ...]:
    return (Text(str(question.ask)),)


def _listed(parts: list[list[Inline]]) -> list[Inline]:
    made: list[Inline] = []
    for separator, part in zip(words.list_separators(len(parts), "and"), parts, strict=True):
        made += [Text(separator), *part] if separator else part
    return made


def _table(header: tuple[str, ...], rows: Iterable[tuple[tuple[Inline, ...], ...]]) -> Table:
    return Table(
        Row(tuple(Cell((Text(word),)) for word in header)),
        tuple(Row(tuple(Cell(cell) for cell in row)) for row in rows),
    )


def _overview(entries: tuple[OpenEntry, ...]) -> list[Content]:
    if not entries:
        return [Paragraph((said(Text("No decision is open.")),))]
    assigned = [entry for entry in entries if _named(entry.decision)]
    first = "One decision is open." if len(entries) == 1 else f"{len(entries)} decisions are open."
    nobody = len(entries) - len(assigned)
    second = f"For {nobody or 'none'} of them, nobody is named and no date is set."
    if not assigned:
        second = "Nobody is named to decide, and no date is set."
    content: list[Content] = [Paragraph((said(Text(first)), said(Text(second))))]
    if assigned:
        # A date that is not set comes last; the sort keeps asking order within a date.
        ordered = sorted(assigned, key=lambda entry: _date(entry.decision) or "9999")
        content.append(_table(("Decide by", "Decision", "Who decides"), map(_assigned, ordered)))
    if nobody > MOST_TITLES:
        content += _to_ask([entry.decision.question for entry in entries if entry not in assigned])
    return content


def _to_ask(questions: list[Question]) -> list[Content]:
    """How many questions that nobody is named for each person can answer; a question counts with the first it names."""
    counts = Counter(ASKED.get(str(who), "") for question in questions for who in question.who_knows[:1])
    rows = [((Text(words.capitalized(who)),), (Text(str(count)),)) for who, count in counts.most_common() if who]
    first = "Name first who decides them; these people can answer or say who can."
    return [Paragraph((said(Text(first)),)), _table(("Ask", "Decisions with nobody named"), rows)] if rows else []


def _named(decision: OpenDecision) -> bool:
    recorded = decision.decision
    return recorded is not None and (bool(recorded.by) or not blank(clean(recorded.decides)))


def _date(decision: OpenDecision) -> str:
    return decision.decision.by if decision.decision else ""


def _assigned(entry: OpenEntry) -> tuple[tuple[Inline, ...], ...]:
    id, recorded = str(entry.decision.question.id), entry.decision.decision
    assert recorded is not None
    by: Inline = Filled(id, "", "by", words.long_date(recorded.by)) if recorded.by else Text("no date set")
    decides = clean(recorded.decides)
    who: Inline = Text("nobody is named") if blank(decides) else Filled(id, "", "decides", decides)
    return ((by,), _asked(entry.decision.question), (who,))


def _decided(entries: list[DecidedEntry]) -> list[Content]:
    """A table of one section; its third column only where the answer file says who decided anything.

    Of answers that are not public, nothing is told but their number, and what was recorded for the public.
    """
    told = {str(entry.question.id): _told(entry) for entry in entries}
    wide = any(told.values())
    header = ("Question", "Answer", "Who decided, when, and why")
    rows, silent = [], 0
    for entry in entries:
        said_of_it = told[str(entry.question.id)]
        if entry.answer is None and not said_of_it:
            silent += 1
            continue
        row = (_asked(entry.question), _answer(entry), said_of_it or (Text(NOT_RECORDED),))
        rows.append(row if wide else row[:2])
    content: list[Content] = [_table(header if wide else header[:2], rows)] if rows else []
    if silent:
        answers = "One answer" if silent == 1 else f"{silent} answers"
        stand = "stands" if silent == 1 else "stand"
        content.append(Paragraph((said(Text(f"{answers} of this part {stand} only in text that is not public.")),)))
    return content


def _answer(entry: DecidedEntry) -> tuple[Inline, ...]:
    return (Text("stands only in text that is not public"),) if entry.answer is None else entry.answer


def _told(entry: DecidedEntry) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for label, decision in entry.recorded:
        parts = _recorded(str(entry.question.id), decision)
        if parts:
            made += [Text(" ")] if made else []
            made += [Text(f"{label}: ")] if label else []
            made += parts
    return tuple(made)


def _recorded(id: str, decision: Decision) -> list[Inline]:
    """Who decided, when, and the public reason, as far as they are recorded."""
    who, reason = clean(decision.decided_by), clean(decision.public_reason)
    made: list[Inline] = [] if blank(who) else [Filled(id, "", "decided_by", who)]
    if decision.decided_on:
        made += [Text(", ")] if made else []
        made.append(Filled(id, "", "decided_on", words.long_date(decision.decided_on)))
    if not blank(reason):
        made += [Text(". ")] if made else []
        made.append(Filled(id, "", "public_reason", reason))
    return made


def _unconfirmed(entries: tuple[DecidedEntry, ...]) -> list[Content]:
    first = "The drafts use these answers, and no adoption copy can be printed until a person has confirmed each one."
    rows = [(_asked(entry.question), _answer(entry)) for entry in entries]
    return [Paragraph((said(Text(first)),)), _table(("Question", "Suggestion"), rows)]


def _reworded(entries: tuple[DecidedEntry, ...]) -> list[Content]:
    first = (
        "These questions were reworded after they were answered. The drafts use the answers, and no adoption copy "
        "can be printed until a person has read each question again and confirmed its answer."
    )
    rows = [(_asked(entry.question), _answer(entry)) for entry in entries]
    return [Paragraph((said(Text(first)),)), _table(("Question", "Answer"), rows)]
