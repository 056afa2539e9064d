"""The interview on this terminal, or out of a pipe: its face, its signals, and its last words."""

from __future__ import annotations

import gc
import io
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aipolicy.cli.run import Exit, leave

if TYPE_CHECKING:
    from aipolicy.interview.conversation.course import Arrival
    from aipolicy.interview.opening import Opened
    from aipolicy.interview.screens import Face, Reply, Screen

TURN = 0.00005
"""Seconds after which what works beside an interview makes room for whoever answers; Python waits 100 times as long."""
NEW = 5_000
"""Objects after which Python looks for circles among the new ones: that takes some four milliseconds."""

NO_ANSWERS = (
    "There is no terminal to ask on and no answer was given: give answers with --answers FILE, --set KEY=VALUE or "
    "--defaults, or run 'aipolicy init --plain' in a terminal or with the replies in a pipe."
)


def has_terminal() -> bool:
    """Whether there is somebody to ask."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except (OSError, ValueError):
        return False


def is_empty() -> bool:
    """Whether standard input is known to hold nothing at all; a pipe that is still open may bring something."""
    if sys.stdin is None or sys.stdin.closed:
        return True
    try:
        ready = bool(select.select([sys.stdin.fileno()], [], [], 0)[0])
    except (OSError, ValueError):
        return False
    return ready and isinstance(sys.stdin.buffer, io.BufferedReader) and not sys.stdin.buffer.peek(1)


class Heard:
    """A face that remembers whether anybody ever replied, and after each reply has the reading behind make room."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.make_room: Callable[[], None] = lambda: None
        self.any = False
        self.on_terminal = has_terminal()

    def ask(self, screen: Screen) -> Reply:
        """As the face."""
        reply = self.face.ask(screen)
        self.make_room()
        self.any = True
        return reply

    def tell(self, *lines: str) -> None:
        """As the face."""
        self.face.tell(*lines)


def converse(face: Heard, found: Opened, arrival: Arrival, today: str, told: list[str]) -> None:
    """The interview on an opened file until its drafts are written; `told` are lines above its first screen."""
    from aipolicy.interview.conversation.course import run
    from aipolicy.interview.conversation.turn import Desk

    session = found.session

    def changed() -> tuple[str, ...]:
        from aipolicy.lock import NAME as LOCK

        if not (session.folder / LOCK).exists():
            return ()
        from aipolicy.build.planning import read_lock
        from aipolicy.lock import changed_since

        return changed_since(read_lock(session.folder / LOCK)[0], session.state.answers)

    face.make_room = found.behind.make_room
    if told:
        face.tell(*told)
    run(Desk(face, session, found.behind.now, found.behind.wait, found.stances, today), arrival, changed)


def heard(plain: bool) -> Heard:
    """The face for this terminal."""
    from aipolicy.cli.faces import face_for

    return Heard(face_for(plain))


@contextmanager
def ending(face: Heard, shown: str) -> Iterator[None]:
    """What an interview ends with, however it ends: its last words, and an exit code where it was stopped."""
    from pathlib import Path

    from aipolicy.answers.answer_file import NAME
    from aipolicy.cli.console import say
    from aipolicy.cli.signals import Stopped, let_go, stopping
    from aipolicy.interview.conversation.turn import Quit
    from aipolicy.interview.screens import Closed

    def kept(words: str) -> str:
        command = f"aipolicy init {shown}".rstrip()
        if (Path(shown) / NAME).exists():
            return f"{words} Go on with: {command}"
        return f"Nothing was answered, and nothing was written. Begin with: {command}"

    try:
        with stopping(), _prompt():
            yield
    except Quit:
        say(kept("Everything is saved."))
    except (KeyboardInterrupt, Closed, Stopped) as end:
        let_go()
        if isinstance(end, Closed) and not face.any and not face.on_terminal:
            say(f"\n{NO_ANSWERS}")
            leave(Exit.UNREADABLE)
        say(f"\nStopped. {kept('Everything that was acknowledged is saved.')}")
        leave(Exit.INTERRUPTED)


@contextmanager
def _prompt() -> Iterator[None]:
    """Short pauses, each soon over, while somebody answers; other commands take few long ones, which costs less."""
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(NEW, *threshold[1:])
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        sys.setswitchinterval(interval)
