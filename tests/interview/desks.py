"""Sessions and desks for tests, over a library small enough to see at once and over the real one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aipolicy.answers.store import holding
from aipolicy.interview.conversation.asking import ask
from aipolicy.interview.conversation.turn import Desk, Quit, Turn
from aipolicy.interview.effects import Effects
from aipolicy.interview.screens import Reply, Screen
from aipolicy.interview.session import Session
from aipolicy.library import Library
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent
from aipolicy.source import read_text
from tests.interview.scripted import Answer, Scripted
from tests.tiny import tiny_library

TODAY = "2026-11-21"
MORE = """\
section: more
title: More questions
order: 15
intro: What only some towns are asked.
questions:
  - id: more.law
    ask: May a parent say no?
    type: choice
    why: State law may decide it.
    who_knows: [counsel, superintendent]
    suggest: always
    choices:
      - {id: always, label: Always, means: No reason is needed.}
      - {id: never, label: Never}
  - id: more.terms
    ask: How do parents say no?
    type: choice
    why: The letter tells them.
    who_knows: office
    when: {more.law: always}
    suggest: letter
    choices: [{id: letter, label: By letter}, {id: phone, label: By phone, when: {district.stance: free}}]
  - id: more.areas
    ask: Where are tools used?
    type: choices
    why: Each place has its own rules.
    who_knows: technology
    min: 1
    suggest: [class, bus]
    choices:
      - {id: class, label: Classrooms}
      - {id: bus, label: Buses}
      - {id: kitchen, label: Kitchens}
  - id: more.uses
    ask: What holds in each place?
    type: grid
    why: The table shows it.
    who_knows: technology
    rows_from: more.areas
    columns:
      - id: status
        label: Status
        suggest: {class: allowed, bus: banned, kitchen: banned}
        choices: [{id: allowed, label: allowed}, {id: banned, label: banned}]
      - id: gate
        label: Checked by
        when: {status: [allowed]}
        suggest: {class: teacher}
        choices: [{id: teacher, label: a teacher}, {id: head, label: the head}]
  - id: more.seats
    ask: Who sits at the table?
    type: grid
    why: The charter lists them.
    who_knows: board
    suggest: "yes"
    rows:
      - {id: a, label: Seat A}
      - {id: b, label: Seat B}
      - {id: c, label: Seat C}
      - {id: d, label: Seat D}
      - {id: e, label: Seat E}
      - {id: f, label: Seat F}
      - {id: g, label: Seat G}
      - {id: h, label: Seat H}
      - {id: i, label: Seat I, when: {district.open: true}}
    choices: [{id: "yes", label: a seat}, {id: "no", label: no seat}]
  - id: more.advice
    ask: Which limits does the attorney set?
    type: grid
    why: State law may decide it.
    who_knows: counsel
    rows: [{id: young, label: Young pupils}, {id: old, label: Old pupils}]
    choices: [{id: few, label: few}, {id: many, label: many}]
  - id: more.parts
    ask: Which parts are bought?
    type: rows
    why: The list names them.
    who_knows: business
    csv: parts.csv
    min: 0
    fields:
      - {id: name, label: Name, type: text}
      - {id: price, label: Price, type: money}
      - {id: kind, label: Kind, type: choice, choices: [{id: new, label: New}, {id: used, label: Used}]}
      - {id: spare, label: Spare, type: yes_no, optional: true}
      - {id: places, label: Places, type: choices, other: true, optional: true, choices: [{id: x, label: X}]}
"""

EXTRA = """\
section: extra
title: Extra papers
order: 12
questions:
  - id: extra.papers
    ask: Which further papers do you want?
    type: choices
    why: Each is written on request.
    who_knows: office
    optional: true
    when: {district.open: true}
    choices: [{id: plan, label: A plan}, {id: list, label: A list}]
  - id: extra.pages
    ask: How many pages?
    type: number
    why: A plan needs a length.
    who_knows: office
    optional: true
    when: {extra.papers: {includes: plan}}
"""


def library(folder: Path) -> Library:
    """The tiny library with the questions above."""
    files = {"templates/interview/more.yaml": MORE, "templates/interview/extra.yaml": EXTRA}
    return tiny_library(folder, files)


@contextmanager
def session(folder: Path, interview: Interview, text: str | None = None) -> Iterator[Session]:
    """A session on the answer file of `folder`, which is written first where `text` is given."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "aipolicy.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with holding(path) as hold:
        yield Session(interview, folder, hold, read_text(path) if path.exists() else None)


def no_wording() -> Effects:
    raise InvalidContent([])


def desk(session: Session, steps: Iterable[tuple[str, Answer]] = (), *, watched: bool = True) -> tuple[Desk, Scripted]:
    """A desk whose face follows these steps, without live wording and without stances.

    A `watched` one looks, before each screen, whether the file on disk says what the session says.
    """
    face = Watched(session, steps) if watched else Scripted(steps)
    return Desk(face, session, lambda: None, no_wording, {}, TODAY), face


class Watched(Scripted):
    """A scripted face that looks at the disk before each screen."""

    def __init__(self, session: Session, steps: Iterable[tuple[str, Answer]]) -> None:
        super().__init__(steps)
        self.session = session

    def ask(self, screen: Screen) -> Reply:
        check_saved(self.session)
        return super().ask(screen)


def check_saved(session: Session) -> None:
    """The file on disk holds the session's text, unless nothing was given yet."""
    path = session.folder / "aipolicy.yaml"
    if not session.is_new:
        assert path.read_text(encoding="utf-8") == session.state.file.text


def asked(
    session: Session, id: str, *steps: tuple[str, Answer], note: str = "", watched: bool = True
) -> tuple[Turn | None, Scripted]:
    """One question asked with these steps; None for its turn where the person quit or the steps came to their end."""
    made, face = desk(session, steps, watched=watched)
    try:
        turn = ask(made, id, note)
    except Quit:
        return None, face
    assert face.steps == []
    return turn, face


def titles(face: Scripted) -> list[str]:
    """The titles of the screens."""
    return [screen.title for screen in face.screens]


def on_disk(session: Session) -> str:
    return (session.folder / "aipolicy.yaml").read_text(encoding="utf-8")


def refused(error: pytest.ExceptionInfo[InvalidContent]) -> str:
    return " ".join(problem.code for problem in error.value.problems)
