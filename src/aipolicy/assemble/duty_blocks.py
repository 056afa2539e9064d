"""The register of duties as generated blocks: a calendar, the duties of each office, and what to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from aipolicy.assemble import words
from aipolicy.assemble.decisions import said
from aipolicy.document import Blank, Block, Cell, Content, Filled, Inline, Item, List, Paragraph, Row, Table, Text
from aipolicy.duties import MOST_IN_A_MONTH, MOST_IN_ALL, SCHOOL_YEAR, Duty, DutyPlace, DutyRegister, Vacancy

KIND = "duties"
EACH_MONTH = "Each month"
ONGOING = "as it arises"
CHOSEN = "chosen"


class Refer(Protocol):
    """How a place is printed: references inside the set, words outside it."""

    def document(self, place: DutyPlace) -> Inline:
        """The document alone."""
        ...

    def section(self, place: DutyPlace) -> Inline:
        """The number alone, or the title where there is no number."""
        ...


def duty_blocks(register: DutyRegister, refer: Refer, ask: Callable[[str], str]) -> tuple[Block, ...]:
    """Calendar, offices, flags. `ask` says what a blank for a date question is called."""
    if not register.duties:
        return (_block("none", "Duties", [Paragraph((said(Text("No clause of this set imposes a duty.")),))]),)
    return (
        _block("calendar", "Calendar", list(_calendar(register, ask))),
        *(_office(number, title, register, refer, ask) for number, title in enumerate(register.titles(), 1)),
        _block("flags", "What to look at", [List(False, tuple(Item((said(Text(f)),)) for f in flag_lines(register)))]),
    )


def _block(id: str, title: str, content: Iterable[Content]) -> Block:
    return Block(f"duties.{id}", KIND, title, "", tuple(content))


def _table(header: tuple[str, ...], rows: Iterable[tuple[tuple[Inline, ...], ...]]) -> Table:
    cells = tuple(Row(tuple(Cell(cell) for cell in row)) for row in rows)
    return Table(Row(tuple(Cell((Text(word),)) for word in header)), cells)


def _calendar(register: DutyRegister, ask: Callable[[str], str]) -> Iterable[Content]:
    rows = []
    for name, duties in calendar(register):
        for duty in duties:
            when = time_of(duty, ask) if duty.due else (Text(duty.when),)
            rows.append(((Text(name),), (who_of(duty),), (Text(duty.does),), when))
    if rows:
        yield _table(("Month", "Who", "Duty", "When"), rows)
    count = len(register.arising())
    if count:
        more = "duty arises with an event, or has" if count == 1 else "duties arise with an event, or have"
        yield Paragraph((said(Text(f"{count} {more} no date yet, and so {'is' if count == 1 else 'are'} not here.")),))


def calendar(register: DutyRegister) -> list[tuple[str, list[Duty]]]:
    """The duties by month from July on; those of each month once, before the others."""
    always = [duty for duty in register.duties if len(duty.months) == len(SCHOOL_YEAR)]
    months = [
        (words.MONTHS[month - 1], [duty for duty in register.in_month(month) if duty not in always])
        for month in SCHOOL_YEAR
    ]
    return [(name, duties) for name, duties in ((EACH_MONTH, always), *months) if duties]


def _office(number: int, title: str, register: DutyRegister, refer: Refer, ask: Callable[[str], str]) -> Block:
    """One table for each document that states duties of this office; a duty stands under the first that states it."""
    by_document: dict[str, list[Duty]] = {}
    for duty in register.of(title):
        by_document.setdefault(duty.places[0].document, []).append(duty)
    content: list[Content] = []
    for duties in by_document.values():
        content.append(Paragraph((said(refer.document(duties[0].places[0]), Text(":")),)))
        rows = [_row(duty, refer, ask) for duty in duties]
        content.append(_table(("Duty", "When", "Record", "Section", "Basis"), rows))
    return _block(f"office-{number}", title, content)


def _row(duty: Duty, refer: Refer, ask: Callable[[str], str]) -> tuple[tuple[Inline, ...], ...]:
    first, *others = duty.places
    places: list[Inline] = [refer.section(first)]
    for place in others:
        places += [Text("; "), refer.document(place), Text(", "), refer.section(place)]
    when: tuple[Inline, ...] = (Text(duty.when),)
    if duty.due:
        when = time_of(duty, ask)
    elif duty.months:
        when = (Text(f"{duty.when} ("), *time_of(duty, ask), Text(")"))
    return (Text(duty.does),), when, (Text(duty.record),), tuple(places), (Text(basis_of(duty)),)


def time_of(duty: Duty, ask: Callable[[str], str]) -> tuple[Filled | Blank | Text, ...]:
    """The months or the date of a duty; a blank where its date is open."""
    if duty.due_on:
        return (Filled(duty.due, "", "", words.long_date(duty.due_on)),)
    if duty.due:
        return (Blank(ask(duty.due)),)
    if len(duty.months) == len(SCHOOL_YEAR):
        return (Text(EACH_MONTH.lower()),)
    return (Text(words.joined([words.MONTHS[month - 1] for month in duty.months]) or ONGOING),)


def who_of(duty: Duty) -> Inline:
    """The title that a duty binds; words of an answer know their question."""
    title = duty.title
    return Filled(title.question, "", "", title.words) if title.state == "named" else Text(title.words)


def basis_of(duty: Duty) -> str:
    """Why the duty is there: a law requires it, or the district chose it."""
    return f"required by law ({'; '.join(duty.law)})" if duty.law else CHOSEN


def flag_lines(register: DutyRegister) -> list[str]:
    """Each flag as a sentence, or one that says that there is none."""
    flags = register.flags
    made = [_vacant(vacancy) for vacancy in flags.vacant]
    for held in flags.combined:
        each = words.joined([f"{office} ({count})" for office, count in held.offices])
        made.append(
            f"{held.title}: one title has the duties of {len(held.offices)} offices, {held.duties} in all: {each}."
        )
    for load in flags.heavy:
        peak = f", {load.in_peak} of them in {words.MONTHS[load.peak - 1]}" if load.peak else ""
        made.append(
            f"{load.title}: {load.duties} duties{peak}. "
            f"More than {MOST_IN_ALL} in all or {MOST_IN_A_MONTH} in one month is more than one person can carry."
        )
    return made or ["Every office with duties has a holder, and none has too many."]


def _vacant(vacancy: Vacancy) -> str:
    duties = f"{vacancy.duties} {'duty' if vacancy.duties == 1 else 'duties'}"
    title, question = vacancy.title.words, vacancy.title.question
    match vacancy.title.state:
        case "absent":
            return f"{title}: {duties}, and the district has none ({question})."
        case "default":
            return f"{title}: {duties}. No title was given ({question}), so this one prints."
        case _:
            return f"{title}: {duties}. Nobody has answered who this is ({question})."
