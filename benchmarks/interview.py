"""The interview on a pseudo-terminal: how soon the first question is there, and how soon the next one."""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from paired import Pair, Skipped
from processes import OURS, environment
from rehearsal import TODAY, Move, Rehearsed, rehearsed

IMPORTS = (sys.executable, "-c", "import prompt_toolkit, typer")
IMPORTS_SHOWN = 'python -c "import prompt_toolkit, typer"'
FACES = {"cards": (), "plain": ("--plain",)}
SOON = 0.05
"""Seconds in which the next question is to be there."""
PATIENCE = 60
HURRIED, READING = "answered at once", "after reading"
FIRST, EACH = 3, 0.15
"""Seconds in which somebody reads the first question, so that the clauses are read too, and each that follows, so that
its draft wording is drawn."""
_CARD, _HIDDEN, _SHOWN, _PROMPT = b"\x1b[?2004h", b"\x1b[?25l", b"\x1b[?25h", b"> "


def pairs(work: Path) -> Iterator[Pair | Skipped]:
    """The first question, and every answer of a whole interview, in both faces."""
    if sys.platform == "win32":
        yield Skipped("interview", "aipolicy init", IMPORTS_SHOWN, "needs a pseudo-terminal")
        return
    (work / "rehearsal").mkdir()
    script = rehearsed(work / "rehearsal")
    for face in FACES:
        start = _first_question(face, script)
        yield Pair("interview", f"aipolicy init, first question, {face}", IMPORTS_SHOWN, start, _imports, 2)
    for face, pace in itertools.product(FACES, (HURRIED, READING)):
        runs = _Runs(face, pace, script)
        for name, quantile in (("median", statistics.median), ("95 of 100", _nineteen_of_twenty)):
            shown = f"from an answer to the next question, saved between, {face}, {pace}, {name}"
            given = f"{SOON * 1000:.0f} ms"
            yield Pair("interview", shown, given, runs.each(quantile), lambda: SOON, 1, _number)


def _imports() -> None:
    subprocess.run(IMPORTS, check=True, stdin=subprocess.DEVNULL, env=_variables())


def _first_question(face: str, script: Rehearsed) -> Callable[[], object]:
    """A run that ends when its first question is there, complete, and takes keys."""

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder, _Terminal(Path(folder), face) as terminal:
            terminal.wait(script.moves[0].title)

    return run


@dataclass(slots=True)
class _Runs:
    """Whole interviews in one face at one pace. A run serves each of the quantiles once."""

    face: str
    pace: str
    script: Rehearsed
    made: list[list[float]] = field(default_factory=list)
    taken: dict[object, int] = field(default_factory=dict)

    def each(self, quantile: Callable[[list[float]], float]) -> Callable[[], object]:
        def run() -> float:
            number = self.taken[quantile] = self.taken.get(quantile, 0) + 1
            while len(self.made) < number:
                self.made.append(self._times())
            return quantile(self.made[number - 1])

        return run

    def _times(self) -> list[float]:
        """Seconds from the last key of each answer that is saved to the next question, complete."""
        times: list[float] = []
        with tempfile.TemporaryDirectory() as folder, _Terminal(Path(folder), self.face) as terminal:
            terminal.wait(self.script.moves[0].title)
            if self.pace == READING:
                time.sleep(FIRST)
            for move in self.script.moves:
                if self.pace == READING:
                    terminal.read(EACH)
                begun = terminal.reply(move)
                terminal.wait()
                if move.saves and not move.fills:
                    times.append(time.perf_counter() - begun)
            saved = (Path(folder) / "aipolicy.yaml").read_text(encoding="utf-8")
        assert saved == self.script.saved, f"the {self.face} face came to other answers than the rehearsal"
        return times


def _nineteen_of_twenty(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


class _Terminal:
    """`aipolicy init` in a new folder, on a terminal of 80 columns and 24 rows."""

    def __init__(self, folder: Path, face: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self._face = face
        self._seen = b""
        own, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._descriptor = own
        self._process = subprocess.Popen(
            [*OURS, "init", "--today", TODAY, *FACES[face]],
            cwd=folder,
            env=_variables(),
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
        )
        os.close(its)

    def __enter__(self) -> _Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._descriptor)

    def wait(self, words: str = "") -> None:
        """Until a question is there, complete, with these words in what was shown since the last reply."""
        import select

        while not (self._is_complete() and words.encode() in self._seen):
            try:
                data = (
                    os.read(self._descriptor, 65536) if select.select([self._descriptor], [], [], PATIENCE)[0] else b""
                )
            except OSError:
                data = b""
            if not data:
                raise AssertionError(f"no question came after: {self._seen[-500:]!r}")
            self._seen += data

    def read(self, seconds: float) -> None:
        """Let the screen stand for so long; what is drawn meanwhile is taken in."""
        import select

        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._descriptor], [], [], left)[0]:
                os.read(self._descriptor, 65536)

    def reply(self, move: Move) -> float:
        """Give the reply; the time of its last key."""
        keys = move.plain if self._face == "plain" else move.cards
        *before, last = f"{keys}\r".split("\r")[:-1]
        for part in before:
            self._send(f"{part}\r")
            self.wait()
        if self._face == "cards" and last:
            # A person's keys: each is shown before the next.
            os.write(self._descriptor, last.encode())
            self._seen = b""
            self._settled()
        return self._send("\r" if self._face == "cards" else f"{last}\r")

    def _send(self, keys: str) -> float:
        self._seen = b""
        begun = time.perf_counter()
        os.write(self._descriptor, keys.encode())
        return begun

    def _settled(self) -> None:
        """Until what was typed is drawn."""
        import select

        while not (self._seen and self._seen.rfind(_HIDDEN) < self._seen.rfind(_SHOWN)):
            if not select.select([self._descriptor], [], [], PATIENCE)[0]:
                raise AssertionError("what was typed is not shown")
            self._seen += os.read(self._descriptor, 65536)

    def _is_complete(self) -> bool:
        if self._face == "plain":
            return self._seen.endswith(_PROMPT)
        card = self._seen.find(_CARD)
        return card >= 0 and card < self._seen.rfind(_SHOWN) and self._seen.rfind(_HIDDEN) < self._seen.rfind(_SHOWN)


def _variables() -> dict[str, str]:
    kept = {name: value for name, value in environment().items() if not name.startswith(("AIPOLICY_", "ACCESSIBLE"))}
    return kept | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _number(run: Callable[[], object]) -> float:
    found = run()
    assert isinstance(found, float)
    return found
