"""The card face on a real terminal: what is drawn, what is dropped, and what is left when it ends."""

from __future__ import annotations

import os
import re
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.signals import none_ignored

pexpect = pytest.importorskip("pexpect", reason="pseudo-terminals")
pyte = pytest.importorskip("pyte")
termios = pytest.importorskip("termios")

SCRIPT = textwrap.dedent(
    """
    import os, select, signal, sys, termios
    from aipolicy.interview.faces.cards import open_cards
    from aipolicy.interview.screens import Choose, Closed, Command, Head, Option, Preview, Tell, Tick, Write

    class Stopped(BaseException):
        pass

    def stop(number, frame):
        raise Stopped(number)

    def preview(index):
        return Preview("", "Draft wording (Policy)", (f"This is wording {index}.",))

    keys = (Command.BACK, Command.SKIP, Command.UNDECIDED, Command.QUIT)
    labels = tuple(Option(f"Choice {n}", "It means that much.") for n in range(1, 6))
    choose = Choose("Which one?", labels, 0, Head("1 of 9", "about 20 left", True), commands=keys, preview=preview)
    other = Choose("And now which?", labels, None, commands=keys)
    write = Write("What is it?", "Your answer", commands=keys)
    again = Write("What is it?", "Your answer", note="That was wrong.", commands=keys)
    tell = Tell("Read this.", ("A line to read.",))
    signal.signal(signal.SIGTERM, stop)
    before = termios.tcgetattr(0)
    log = open(sys.argv[1], "w", buffering=1)
    try:
        face = open_cards(sys.stdin, sys.stdout, os.environ)
        face.tell("Said before.", "    columns    stay")
        for name in sys.argv[2:]:
            if name == "early":
                print("TYPE", flush=True)
                select.select([0], [], [])
            elif name == "nohup":
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            else:
                print("GOT " + ascii(face.ask(globals()[name])), file=log)
    except BaseException as error:
        print("ENDED " + type(error).__name__, file=log)
    try:
        print("SAME" if termios.tcgetattr(0) == before else "CHANGED", file=log)
        print("OVER", flush=True)
    except (OSError, termios.error):
        print("GONE", file=log)
    """
)


class Session:
    """The script above on a pseudo-terminal, and what a person sees of it."""

    def __init__(self, folder: Path, *steps: str, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        script, self.log = folder / "script.py", folder / "log"
        script.write_text(SCRIPT)
        columns, rows = size
        variables = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "TERM": "xterm"}
        self.child = pexpect.spawn(
            sys.executable,
            [str(script), str(self.log), *steps],
            env={**variables, **environment},
            dimensions=(rows, columns),
            timeout=30,
            preexec_fn=none_ignored,
        )
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def read(self) -> None:
        data = self.child.read_nonblocking(65536, timeout=30)
        self.raw += data
        self.stream.feed(data)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, found: str | Callable[[], bool]) -> None:
        while not (found in self.text if isinstance(found, str) else found()):
            self.read()

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def row(self) -> str:
        """The line of the cursor."""
        return str(self.screen.display[self.screen.cursor.y]).rstrip()

    def at(self, start: str) -> None:
        self.until(lambda: self.row().startswith(start))

    def over(self) -> list[str]:
        """What the script wrote down until it was over."""
        self.until("OVER")
        self.child.expect(pexpect.EOF)
        self.child.wait()
        return self.log.read_text().splitlines()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Session]]:
    sessions: list[Session] = []

    def begin(*steps: str, **others: object) -> Session:
        sessions.append(Session(tmp_path, *steps, **others))  # type: ignore[arg-type]
        return sessions[-1]

    yield begin
    for session in sessions:
        with suppress(OSError, pexpect.ExceptionPexpect):
            session.child.close(force=True)


def test_a_card_is_drawn_in_place_and_leaves_one_line(start: Callable[..., Session]) -> None:
    session = start("choose", "write", "tell")
    session.at("> 1. Choice 1")
    session.until("| This is wording 0.")
    session.send("\x1b[B")
    session.at("> 2. Choice 2")
    session.until("| This is wording 1.")
    session.send("\r")
    session.until("Type it, then Enter")
    assert "Which one? Choice 2" in session.text
    assert "wording" not in session.text
    session.send("words of its own")
    session.at("Your answer > words of its own")
    session.send("\r")
    session.until("A line to read.")
    session.send("\r")
    assert session.over() == [
        "GOT Picked(index=1, deliberate=True)",
        "GOT Wrote(text='words of its own', deliberate=True)",
        "GOT Went()",
        "SAME",
    ]
    lines = [line for line in session.text.splitlines() if line]
    assert lines == [
        "Said before.",
        "    columns    stay",
        "Which one? Choice 2",
        "What is it? words of its own",
        "OVER",
    ]
    assert b"\x1b[6n" not in session.raw
    assert b"\x1b[?1049h" not in session.raw
    assert b"\x1b[?1000h" not in session.raw
    assert all(byte < 128 for byte in session.raw)


def test_a_refused_answer_leaves_no_line(start: Callable[..., Session]) -> None:
    session = start("write", "again", "tell")
    session.at("Your answer >")
    session.send("bad\r")
    session.until("That was wrong.")
    session.send("good\r")
    session.until("A line to read.")
    assert "What is it? good" in session.text
    assert "bad" not in session.text
    session.send("\r")
    session.over()


def test_no_color_is_honoured(start: Callable[..., Session]) -> None:
    session = start("choose", NO_COLOR="1")
    session.at("> 1.")
    session.send("\r")
    session.over()
    assert set(re.findall(rb"\x1b\[([0-9;]*)m", session.raw)) <= {b"0", b""}


def test_with_color_nothing_but_bold_and_reverse(start: Callable[..., Session]) -> None:
    session = start("choose")
    session.at("> 1.")
    session.send("\r")
    session.over()
    assert set(b";".join(re.findall(rb"\x1b\[([0-9;]*)m", session.raw)).split(b";")) <= {b"0", b"", b"1", b"7"}


def test_what_was_typed_before_a_card_is_dropped(start: Callable[..., Session]) -> None:
    session = start("early", "choose")
    session.until("TYPE")
    session.send("3\rq\r")
    session.at("> 1. Choice 1")
    session.send("\r")
    assert session.over() == ["GOT Picked(index=0, deliberate=False)", "SAME"]


def test_a_block_that_is_not_marked_as_pasted_answers_nothing(start: Callable[..., Session]) -> None:
    session = start("choose", "other")
    session.at("> 1. Choice 1")
    session.send("2\rsome words\r3\r")
    session.until("What was pasted is ignored here.")
    session.send("4\r")
    session.until("And now which?")
    session.send("1\r")
    assert session.over()[:2] == ["GOT Picked(index=3, deliberate=True)", "GOT Picked(index=0, deliberate=True)"]


@pytest.mark.parametrize("size", [(60, 12), (120, 40)], ids=str)
def test_a_resized_terminal_is_drawn_anew(start: Callable[..., Session], size: tuple[int, int]) -> None:
    session = start("choose")
    session.at("> 1. Choice 1")
    session.until("wording 0")
    columns, rows = size
    session.screen.resize(rows, columns)
    before = len(session.raw)
    session.child.setwinsize(rows, columns)
    session.until(lambda: b"Which one?" in session.raw[before:] and b"save and quit" in session.raw[before:])
    session.at("> 1. Choice 1")
    assert session.text.count("Which one?") == 1
    session.send("\r")
    session.over()


@pytest.mark.parametrize(
    ("number", "ended"), [(signal.SIGTERM, "Stopped"), (signal.SIGINT, "KeyboardInterrupt")], ids=["term", "int"]
)
def test_signals_go_through_and_the_terminal_is_put_back(
    start: Callable[..., Session], number: signal.Signals, ended: str
) -> None:
    session = start("choose")
    session.at("> 1. Choice 1")
    session.child.kill(number)
    assert session.over() == [f"ENDED {ended}", "SAME"]
    assert session.raw.rindex(b"\x1b[?2004l") > session.raw.rindex(b"\x1b[?2004h")
    assert session.raw.rindex(b"\x1b[?25h") > session.raw.rindex(b"\x1b[?25l")
    assert "Choice 1" not in session.text


@pytest.mark.parametrize(("keys", "ended"), [("\x03", "KeyboardInterrupt"), ("\x04", "Closed")])
def test_keys_that_end_put_the_terminal_back(start: Callable[..., Session], keys: str, ended: str) -> None:
    session = start("write")
    session.at("Your answer >")
    session.send(keys)
    assert session.over() == [f"ENDED {ended}", "SAME"]


def test_a_terminal_that_goes_away_is_the_end(start: Callable[..., Session]) -> None:
    session = start("nohup", "choose")
    session.at("> 1. Choice 1")
    session.child.ptyproc.fileobj.close()
    os.waitpid(session.child.pid, 0)
    assert "ENDED Closed" in session.log.read_text().splitlines()


def test_a_dumb_terminal_cannot_start(start: Callable[..., Session]) -> None:
    session = start("choose", TERM="dumb")
    assert session.over() == ["ENDED CannotStart", "SAME"]
