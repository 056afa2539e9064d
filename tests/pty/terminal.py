"""`aipolicy init` on a pseudo-terminal: starts it, waits for what it shows, and turns replies into keys."""

from __future__ import annotations

import os
import re
import signal
import termios
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pexpect
import pyte

from aipolicy.interview.screens import Choose, Did, Picked, Reply, Screen, Tell, Tick, Ticked, Wrote
from tests.pty.moves import TODAY, Exchange
from tests.pty.spawning import PATIENCE, spawned

FACES = ("plain", "cards")
DOWN, BRACKETED, BRACKETED_END = "\x1b[B", "\x1b[200~", "\x1b[201~"
_SHOWN = re.compile(rb"\x1b\[\?2004h")
"""Each card asks for marked pasting once, when it is drawn first."""
_LONGEST = 50


def flat(text: str) -> str:
    """`text` on one line with single spaces."""
    return " ".join(text.split())


def beginning(text: str) -> str:
    """As much of a title as every screen shows, whole words."""
    words = flat(text)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0]


def _words_of(screen: Screen) -> str:
    """What is sure to be seen of a screen: the note where the same question comes again."""
    return screen.title if isinstance(screen, Tell) or not screen.note else screen.note


class Terminal:
    """One run of `aipolicy init` and the terminal that it has. `by_flag`: the plain face is asked for with --plain.

    `times` are the seconds from each reply's last key to the next screen.
    """

    def __init__(
        self,
        folder: Path,
        face: str,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        before: Callable[[], None] | None = None,
        by_flag: bool = True,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.face = folder, face
        words = ["-m", "aipolicy", "init", "--today", TODAY, *arguments]
        if face == "plain" and by_flag:
            words.append("--plain")
        columns, rows = size
        self.child = spawned(folder, words, size, environment or {}, before)
        self.found = self.flags()
        self.display = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.display)
        self.raw = b""
        self.ended = False
        self.times: list[float] = []
        self._sent_at = 0.0
        self._mark = 0
        self._cards = 0

    # Reading

    def pump(self, seconds: float = PATIENCE) -> bool:
        """Read what comes next. False when the program has ended, or nothing came within `seconds`."""
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.EOF:
            self.ended = True
            return False
        except pexpect.TIMEOUT:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Read until `holds`; `what` says what was waited for."""
        while not holds():
            if not self.pump():
                ending = "the program ended" if self.ended else "nothing came"
                raise AssertionError(f"waited for {what}, and {ending}:\n{self.text}\n--- {self.raw[-600:]!r}")

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.display.display).rstrip()

    @property
    def row(self) -> str:
        """The line of the cursor."""
        return str(self.display.display[self.display.cursor.y]).rstrip()

    @property
    def fresh(self) -> str:
        """What was shown since the last reply."""
        return self.raw[self._mark :].decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def lines(self) -> str:
        """All that was shown, as lines."""
        return self.raw.decode("utf-8", "replace").replace("\r\n", "\n")

    def cards(self) -> int:
        return len(_SHOWN.findall(self.raw))

    def drawn(self) -> bool:
        """Whether the last drawing is complete: the cursor is shown again at its end."""
        return self.raw.rfind(b"\x1b[?25l") <= self.raw.rfind(b"\x1b[?25h")

    def flags(self) -> list[Any]:
        """The settings of the terminal."""
        return list(termios.tcgetattr(self.child.child_fd))

    # Waiting for screens

    def shows(self, screen: Screen) -> None:
        """Wait until this screen is there, complete, and takes keys."""
        self.asks(_words_of(screen))

    def is_shown(self, screen: Screen) -> bool:
        """Whether this screen is there already."""
        return self._asked(beginning(_words_of(screen)))

    def asks(self, words: str) -> None:
        """Wait for a screen with these words."""
        expected = beginning(words)
        self.until(lambda: self._asked(expected), f"'{expected}'")
        if self._sent_at:
            self.times.append(time.perf_counter() - self._sent_at)
            self._sent_at = 0.0

    def _asked(self, expected: str) -> bool:
        if self.face == "plain":
            return self.prompted() and expected in flat(self.fresh)
        return self.cards() > self._cards and self.drawn() and expected in flat(self.text)

    def prompted(self) -> bool:
        """Whether the plain face waits for a line."""
        return self.fresh.endswith("> ")

    def says(self, words: str) -> None:
        """Wait for words, on the screen or among the lines."""
        shown = (lambda: flat(self.fresh)) if self.face == "plain" else (lambda: flat(self.text))
        self.until(lambda: words in shown(), f"'{words}'")

    # Keys

    def send(self, keys: str | bytes) -> None:
        """Keys after which a new screen, or a new prompt, comes."""
        self._mark = len(self.raw)
        self._cards = self.cards()
        self._sent_at = time.perf_counter()
        self.child.send(keys)

    def type(self, keys: str | bytes) -> None:
        """Keys within a card or a line."""
        self.child.send(keys)

    def answer(self, screen: Screen, reply: Reply, hurried: bool = False) -> None:
        """Give the reply with this face's keys. Hurried, nothing is looked at on the way."""
        match reply:
            case Did(command=found):
                line = self.face == "plain" or (not isinstance(screen, Choose | Tick) and found.value not in "?<")
                self.send(found.value + ("\r" if line else ""))
            case Picked(index=index, deliberate=True):
                self._choose(index, hurried)
            case Ticked(indexes=indexes, own=own, deliberate=True):
                assert isinstance(screen, Tick)
                (self._tick_lines if self.face == "plain" else self._tick_card)(screen, set(indexes), own)
                self.send("\r")
            case Wrote(text=text) if text and text != getattr(screen, "current", ""):
                self.send(f"{text}\r")
            case Wrote(text="") if getattr(screen, "current", ""):
                self.send('""\r')
            case _:
                while isinstance(screen, Tell) and self.face == "cards" and "Enter shows more" in self.text:
                    before = self.text
                    self.type("\r")
                    self.until(lambda before=before: self.text != before and self.drawn(), "the next part")  # type: ignore[misc]
                self.send("\r")

    def quit(self, screen: Screen | None = None) -> int:
        """Save and quit, at this screen (none: a choice). The exit code."""
        line = self.face == "plain" or not isinstance(screen or Choose("", ()), Choose | Tick)
        self.send("q\r" if line else "q")
        return self.end()

    def _choose(self, index: int, hurried: bool) -> None:
        if self.face == "cards" and not hurried:
            self.type(str(index + 1))
            self.at_row(index + 1)
            self.send("\r")
        else:
            self.send(f"{index + 1}\r")

    def at_row(self, number: int) -> None:
        """Wait until the cursor stands on the row of this number."""
        self.until(lambda: self.drawn() and self.row.lstrip(" >").startswith(f"{number}."), f"row {number}")

    def _tick_lines(self, screen: Tick, wanted: set[int], own: tuple[str, ...]) -> None:
        numbers = " ".join(str(index + 1) for index in sorted(wanted))
        parts = [f"only {numbers}" if numbers else "none"]
        for words in own:
            parts += [str(len(screen.options) + 1), words]
        for part in parts:
            self.send(f"{part}\r")
            self.until(self.prompted, "the prompt")

    def _tick_card(self, screen: Tick, wanted: set[int], own: tuple[str, ...]) -> None:
        many = len(screen.options) + screen.other + len(screen.own) > 9
        for index in sorted(wanted ^ set(screen.ticked)):
            box = "[x]" if index in wanted else "[ ]"
            self.type(f"{index + 1}")
            self.at_row(index + 1)
            if many:
                self.type(" ")
            self.until(lambda box=box: box in self.row, f"{box} on row {index + 1}")  # type: ignore[misc]
        for words in own:
            self.type(f"{len(screen.options) + 1}" + (" " if many else ""))
            self.until(lambda: "Something else >" in self.row, "the line for own words")
            self.type(f"{words}\r")
            self.until(lambda words=words: f"[x] {words}" in self.text and self.drawn(), words)  # type: ignore[misc]

    def play(self, exchanges: Iterable[Exchange], hurried: bool = False) -> None:
        """Show by show and reply by reply."""
        for each in exchanges:
            self.shows(each.screen)
            self.answer(each.screen, each.reply, hurried)

    # The end

    def end(self) -> int:
        """Wait for the end. The exit code; of a program that a signal ended, minus the signal."""
        while not self.ended:
            if not self.pump() and not self.ended:
                raise AssertionError(f"the program does not end:\n{self.text}")
        self.child.wait()
        return int(-self.child.signalstatus if self.child.signalstatus else self.child.exitstatus)

    def kill(self, number: int) -> None:
        self.child.kill(number)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self.display.resize(rows, columns)
        self._mark, self._cards = len(self.raw), self.cards()
        self.child.setwinsize(rows, columns)

    def hang_up(self) -> int:
        """Close the window; the exit code."""
        self.child.ptyproc.fileobj.close()
        self.ended = self.child.closed = self.child.ptyproc.closed = True
        _, status = os.waitpid(self.child.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Whatever still runs is ended."""
        if self.child.closed:
            return
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.ptyproc.fileobj.close()
        self.child.closed = self.child.ptyproc.closed = True
