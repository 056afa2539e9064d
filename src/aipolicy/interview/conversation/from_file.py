"""How a new answer file begins: with nothing, with last year's answers, or with another district's choices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aipolicy.interview.conversation.turn import Desk, asked
from aipolicy.interview.screens import Choose, Command, Did, Face, Head, Option, Picked, Write, Wrote
from aipolicy.problems import InvalidContent, UnreadableFile

if TYPE_CHECKING:
    from aipolicy.interview.starting import Started

KEYS = (Command.WHY, Command.BACK, Command.QUIT)
WHY = (
    "Last year's file of this district: its facts are taken as they are, and its decisions as suggested, so that "
    "somebody confirms each of them. Dates, counsel's review and the names of those who decided are not taken.",
    "Another district's file: only its choices are taken, every one as suggested. Its facts, its words, its names and "
    "everything that its attorney decided are left out.",
)
PLACE = "aipolicy init"
INTRODUCTION = (
    "This asks about your district's decisions on artificial intelligence and writes the drafts of its policies.",
    "Everything is saved after each answer, in aipolicy.yaml. You can stop at any time with q and come back.",
    "'Not decided yet' is an answer: the drafts show what is open. Nothing is sent anywhere.",
)
BEGINNINGS = (
    Option("From the beginning", "Every question is asked; suggestions can be taken as a whole later."),
    Option("From last year's answer file", "The aipolicy.yaml that this district had before."),
    Option("From another district's answer file", "Its choices as suggestions, nothing else of it."),
)


def first_screen(face: Face) -> int:
    """Say what this is and ask how to begin; which of BEGINNINGS was chosen. It needs no library. Raises Quit."""
    face.tell(*INTRODUCTION)
    return _chosen(face)


def how_to_begin(desk: Desk, chosen: int) -> None:
    """Begin as chosen: put the other file's answers into the session where one is named. Raises Quit."""
    while chosen and not _named(desk, same=chosen == 1):
        chosen = _chosen(desk.face)


def _chosen(face: Face) -> int:
    screen = Choose(
        title="How do you want to begin?",
        options=BEGINNINGS,
        start=0,
        head=Head(PLACE, ""),
        why=WHY,
        commands=(Command.WHY, Command.QUIT),
    )
    reply = asked(face, screen)
    assert isinstance(reply, Picked)
    return reply.index


def _named(desk: Desk, same: bool) -> bool:
    """Ask for the file and take its answers. False when the person went back."""
    from aipolicy.interview.given_start import begin_with, place_of, start_lines

    note = ""
    while True:
        reply = desk.ask(
            Write(
                title=f"Where is {'last year' if same else 'the other district'}'s answer file?",
                label="File",
                form="the file aipolicy.yaml, or the folder that holds it",
                head=Head(PLACE, ""),
                note=note,
                why=WHY,
                commands=KEYS,
            )
        )
        if isinstance(reply, Did):
            return False
        assert isinstance(reply, Wrote)
        try:
            started = _started(place_of(reply.text), desk, same)
            if started.overlays:
                note = f"That file uses clauses of its own. Leave with q, then: aipolicy init --from {reply.text}"
                continue
            begin_with(desk.session, started)
        except (InvalidContent, UnreadableFile) as error:
            problem = error.problems[0]
            note = f"That file cannot be taken: {problem.message}{f' ({problem.hint})' if problem.hint else ''}."
            continue
        desk.face.tell(*start_lines(started))
        return True


def _started(path: Path, desk: Desk, same: bool) -> Started:
    from aipolicy.interview.starting import another, last_year

    return last_year(path, desk.session.folder) if same else another(path)
