"""A grid, asked a page at a time: each row its own answer, the whole of it shown before going on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aipolicy.answers import UNDECIDED
from aipolicy.interview.agenda import Seen, cells_of, row_labels
from aipolicy.interview.conversation.choosing import NOT_YET, command
from aipolicy.interview.conversation.shown import ANSWERING, WITHIN, cell_words, offered, preview_of, said, why_of
from aipolicy.interview.conversation.turn import Desk, Turn
from aipolicy.interview.conversation.undecided import leave, leave_to_counsel
from aipolicy.interview.screens import Choose, Command, Did, Option, Picked, Preview
from aipolicy.interview.session import Change, key_of
from aipolicy.library.questions import Column, Question
from aipolicy.library.stances import suggested_cell
from aipolicy.problems import InvalidContent

PAGE = 7
"""Rows on a page: with head, question and cues they fit a screen of 24 lines."""
PAGE_OF_SEVERAL = 4
GO_ON = "Go on with these answers"


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a grid: `number` of `count`."""

    rows: tuple[str, ...]
    number: int
    count: int


def grid(desk: Desk, question: Question, note: str = "") -> Turn:
    """Ask the grid page by page. Back on the first page leaves it; what was answered stays saved."""
    place = 0
    while True:
        pages = _pages(desk, question)
        if not pages:
            return Turn.DONE
        turn = _page(desk, question, pages[min(place, len(pages) - 1)], note)
        note = ""
        if turn is Turn.DONE:
            place += 1
            if place >= len(_pages(desk, question)) or desk.session.state.answers.value(str(question.id)) is UNDECIDED:
                return Turn.DONE
        elif turn is Turn.BACK and place > 0:
            place -= 1
        else:
            return turn


def _pages(desk: Desk, question: Question) -> tuple[Page, ...]:
    rows = tuple(dict.fromkeys(row for row, _, _ in cells_of(question, desk.session.state)))
    size = PAGE if len(question.columns) == 1 else PAGE_OF_SEVERAL
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    return tuple(Page(part, number, len(parts)) for number, part in enumerate(parts, start=1))


def _page(desk: Desk, question: Question, page: Page, note: str) -> Turn:
    """One page: its rows with their answers; a row is chosen to change it."""
    id = str(question.id)
    asked = _unanswerable(desk, question, page)
    if asked and not question.for_counsel:
        turn = _each(desk, question, asked)
        if turn is not Turn.DONE:
            return turn
    while True:
        labels = row_labels(question, desk.session.interview)
        options = [_row_option(desk, question, row, labels[row]) for row in page.rows]
        if question.for_counsel and desk.session.state.answers.value(id) is None:
            options.append(Option(NOT_YET.label, "Leave the whole of it to the district's attorney."))
            leaving = True
        else:
            options.append(Option(GO_ON, "A number changes that row and comes back here."))
            leaving = False
        screen = Choose(
            title=str(question.ask),
            options=tuple(options),
            start=len(options) - 1,
            head=desk.head(id),
            body=(f"Page {page.number} of {page.count}.",) if page.count > 1 else (),
            note=note,
            why=why_of(question, desk),
            commands=ANSWERING,
        )
        reply = desk.ask(screen)
        note = ""
        if isinstance(reply, Did):
            if reply.command is Command.WORDING:
                desk.face.tell("Choose a row first; the wording is shown with its choices.")
                continue
            turn_or_none = command(desk, question, reply, [], None)
            if turn_or_none is not None:
                return turn_or_none
            continue
        assert isinstance(reply, Picked)
        if reply.index < len(page.rows):
            _row(desk, question, page.rows[reply.index])
            continue
        if leaving:
            if leave_to_counsel(desk, question):
                return Turn.DONE
            continue
        try:
            _take_suggestions(desk, question, page)
            if reply.deliberate and page.number == page.count:
                desk.session.keep(id)
        except InvalidContent as error:
            note = said(error)
            continue
        still = _unanswerable(desk, question, page)
        if still:
            turn = _each(desk, question, still)
            if turn is not Turn.DONE:
                return turn
            continue
        return Turn.DONE


def _given(desk: Desk, question: Question, row: str) -> Mapping[str, str]:
    value = desk.session.state.answers.value(str(question.id))
    return value.get(row, {}) if isinstance(value, Mapping) else {}


def _seen(desk: Desk, question: Question) -> Mapping[tuple[str, str], Seen]:
    return {(row, column): seen for row, column, seen in cells_of(question, desk.session.state)}


def _filled(desk: Desk, question: Question, row: str) -> dict[str, str]:
    """The cells of a row, with the suggestion wherever a column that is asked has nothing at all."""
    cells = dict(_given(desk, question, row))
    seen = _seen(desk, question)
    for column in question.columns:
        name = str(column.id)
        word = suggested_cell(question, column, row)
        if name in cells or not column.asked(cells) or seen.get((row, name)) is Seen.UNDECIDED:
            continue
        if word in {str(choice.id) for choice in offered(column.choices, desk)}:
            cells[name] = word
    return cells


def _row_option(desk: Desk, question: Question, row: str, label: str) -> Option:
    given = _given(desk, question, row)
    seen = [s for (name, _), s in _seen(desk, question).items() if name == row]
    if Seen.UNDECIDED in seen:
        words = cell_words(question, given)
        return Option(label, f"{words}, the rest not decided" if words else "Not decided")
    full = _filled(desk, question, row)
    words = cell_words(question, full)
    if full != dict(given):
        return Option(label, words, ("suggested",))
    return Option(label, words or "Not answered yet")


def _unanswerable(desk: Desk, question: Question, page: Page) -> list[str]:
    """The rows of the page with a cell that has neither an answer nor a suggestion."""
    found = []
    seen = _seen(desk, question)
    for row in page.rows:
        full = _filled(desk, question, row)
        missing = [
            str(c.id)
            for c in question.columns
            if c.asked(full) and str(c.id) not in full and seen.get((row, str(c.id))) is not Seen.UNDECIDED
        ]
        if missing:
            found.append(row)
    return found


def _each(desk: Desk, question: Question, rows: list[str]) -> Turn:
    """Ask these rows one after the other. Back on the first one leaves."""
    place = 0
    while place < len(rows):
        if _row(desk, question, rows[place]):
            place += 1
            continue
        place -= 1
        if place < 0:
            return Turn.BACK
    return Turn.DONE


def _row(desk: Desk, question: Question, row: str) -> bool:
    """Ask the columns of one row, each that its earlier columns call for. False when the person went back."""
    place = 0
    while True:
        columns = list(_asked(desk, question, row))
        if place >= len(columns):
            return True
        if _cell(desk, question, row, columns[place]):
            place += 1
            continue
        place -= 1
        if place < 0:
            return False


def _asked(desk: Desk, question: Question, row: str) -> Iterator[Column]:
    cells = _given(desk, question, row)
    yield from (column for column in question.columns if column.asked(cells))


def _cell(desk: Desk, question: Question, row: str, column: Column) -> bool:
    """Ask one cell. False when the person went back. Raises Quit."""
    label = row_labels(question, desk.session.interview)[row]
    name = str(column.id)
    title = f"{label}: {column.label}" if len(question.columns) > 1 else label
    choices = offered(column.choices, desk)
    ids: list[str] = [str(choice.id) for choice in choices]
    key = ".".join((str(question.id), row, *((name,) if name else ())))
    note = ""
    while True:
        current = _given(desk, question, row).get(name)
        open_now = _seen(desk, question).get((row, name)) is Seen.UNDECIDED
        suggested = suggested_cell(question, column, row)
        options = [
            Option(
                f"{str(c.label)[:1].upper()}{str(c.label)[1:]}",
                str(c.means),
                tuple(
                    word
                    for word, holds in (("suggested", str(c.id) == suggested), ("current", str(c.id) == current))
                    if holds
                ),
            )
            for c in choices
        ]
        options.append(Option(NOT_YET.label, NOT_YET.means, ("current",) if open_now else ()))
        wanted = current or ("" if open_now else suggested)
        screen = Choose(
            title=title,
            options=tuple(options),
            start=ids.index(wanted) if wanted in ids else (len(ids) if open_now else None),
            head=desk.head(str(question.id)),
            body=(str(question.ask),),
            note=note,
            why=why_of(question, desk),
            commands=WITHIN,
            preview=lambda index: _preview(desk, question, ids, index, row, name),
        )
        reply = desk.ask(screen)
        note = ""
        if isinstance(reply, Did):
            if reply.command is Command.BACK:
                return False
            if leave(desk, question, key, title):
                return True
            continue
        assert isinstance(reply, Picked)
        if reply.index == len(ids):
            if open_now and not reply.deliberate:
                return True
            if leave(desk, question, key, title):
                return True
            continue
        choice = ids[reply.index]
        if not reply.deliberate and choice == current:
            return True
        try:
            desk.session.give_cell(str(question.id), row, name, choice, deliberate=reply.deliberate)
        except InvalidContent as error:
            note = said(error)
            continue
        return True


def _preview(desk: Desk, question: Question, ids: list[str], index: int, row: str, column: str) -> Preview | None:
    value = ids[index] if index < len(ids) else UNDECIDED
    return preview_of(desk, question, value, (row, column))


def _take_suggestions(desk: Desk, question: Question, page: Page) -> None:
    """Write the suggestion into each cell of the page without an answer; the grid is marked as suggested."""
    changes: list[Change] = []
    for row in page.rows:
        given = _given(desk, question, row)
        for name, choice in _filled(desk, question, row).items():
            if name not in given:
                changes.append(((*key_of(str(question.id)), row, *((name,) if name else ())), choice))
    if changes:
        desk.session.change([*changes, (("decisions", str(question.id), "basis"), "suggested")])
