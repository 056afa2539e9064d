"""Runs of `aipolicy` in the plain face: what a person types through a pipe, and all that is shown for it.

Each reply is given when its prompt stands there, and names what it answers: the id of a question, or words of the
screen. So a question that comes new, or in another place, is noticed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.pty.moves import interview, title_of

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
_PROMPT = re.compile(rb"(?:^|\n)[^\n]*> $")
MOST_UNASKED = 12
_ENTER_WILL_DO = re.compile(r"Enter (?:takes|keeps|alone|when done|goes on)")


@dataclass(frozen=True)
class Reply:
    """`typed` on the screen that shows `asks`: words, or the id of a question."""

    asks: str
    typed: str = ""


@dataclass
class Sitting:
    """One run: all that was shown, `at` the end of each screen with the line typed there, and the exit code."""

    command: str
    shown: str = ""
    at: list[int] = field(default_factory=list)
    code: int = 0
    unasked: list[str] = field(default_factory=list)

    @property
    def screens(self) -> Iterator[str]:
        """Each screen up to the line that was typed on it, then what came last."""
        for start, end in zip((0, *self.at), (*self.at, len(self.shown)), strict=True):
            yield self.shown[start:end]

    @property
    def transcript(self) -> str:
        """The run as a terminal shows it."""
        ending = f"[exit code {self.code}]\n" if self.code else ""
        return f"$ {self.command}\n{self.shown}{ending}"


def flat(text: str) -> str:
    """`text` on one line with single spaces."""
    return " ".join(text.split())


def environment() -> dict[str, str]:
    """The variables of a run: nothing of whoever runs the tests."""
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": str(SOURCE),
        "PYTHONIOENCODING": "utf-8",
        # As on a terminal: what is printed first stands first.
        "PYTHONUNBUFFERED": "1",
        "LANG": "C.UTF-8",
    }


def sit(folder: Path, command: str, replies: Sequence[Reply] = ()) -> Sitting:
    """Run `command` in `folder`. After the last reply the input ends.

    A screen that no reply is meant for gets Enter where that will do, else a skip, and is noted in `unasked`.
    Raises AssertionError where a reply was never asked for, unless its question may be left out.
    """
    name, *words = shlex.split(command)
    assert name == "aipolicy", command
    run = subprocess.Popen(
        [sys.executable, "-m", "aipolicy", *words],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert run.stdin is not None
    assert run.stdout is not None
    sitting, left = Sitting(command), list(replies)
    with run:
        while True:
            screen, ended = _until_prompt(run.stdout.fileno())
            sitting.shown += screen
            if ended:
                break
            if not left:
                run.stdin.close()
                sitting.shown += _text(run.stdout.read())
                break
            typed = _reply(screen, left, sitting)
            run.stdin.write(f"{typed}\n".encode())
            run.stdin.flush()
            sitting.at.append(len(sitting.shown) + len(typed) + 1)
    sitting.code = run.returncode
    _forget_what_may_be_left_out(left)
    assert not left, f"'{command}' never asked for '{left[0].asks}' after:\n{sitting.shown[-1500:]}"
    return sitting


def _until_prompt(output: int) -> tuple[str, bool]:
    data = b""
    while not _PROMPT.search(data):
        part = os.read(output, 65536)
        if not part:
            return _text(data), True
        data += part
    return _text(data), False


def _text(data: bytes) -> str:
    return data.decode("utf-8").replace("\r\n", "\n")


def _reply(screen: str, left: list[Reply], sitting: Sitting) -> str:
    shown = flat(screen)
    if not _answers(left[0], shown):
        _to_the_front(shown, left)
    if _answers(left[0], shown):
        return left.pop(0).typed
    sitting.unasked.append(shown[:200])
    assert len(sitting.unasked) <= MOST_UNASKED, f"'{left[0].asks}' never came; after:\n{sitting.shown[-2500:]}"
    return "" if _ENTER_WILL_DO.search(shown) else "s"


def _answers(reply: Reply, shown: str) -> bool:
    return flat(title_of(reply.asks)) in shown


def _to_the_front(shown: str, left: list[Reply]) -> None:
    """Questions may come in another order than the replies: what follows an id up to the next one goes with it."""
    ids = [n for n, each in enumerate(left) if each.asks in interview().questions]
    place = next((n for n in ids if _answers(left[n], shown)), None)
    if place is not None:
        end = next((n for n in ids if n > place), len(left))
        left[:] = [*left[place:end], *left[:place], *left[end:]]


def _forget_what_may_be_left_out(left: list[Reply]) -> None:
    questions = interview().questions
    while left and left[0].asks in questions and questions[left[0].asks].optional:
        left.pop(0)
        while left and left[0].asks not in questions:
            left.pop(0)


def told(*replies: tuple[str, str] | str) -> tuple[Reply, ...]:
    """Replies in short: what is asked and what is typed; what is asked alone is answered with Enter."""
    return tuple(Reply(*each) if isinstance(each, tuple) else Reply(each) for each in replies)
