"""The plain face on a real terminal: what is typed too early, pasted, too long, or not meant as text."""

from __future__ import annotations

import io
import os
import re
import select
import signal
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aipolicy.interview.faces.plain import PlainFace, sources
from aipolicy.interview.screens import Choose, Closed, Option, Picked, Write, Wrote
from tests.signals import none_ignored

pexpect = pytest.importorskip("pexpect", reason="pseudo-terminals")
termios = pytest.importorskip("termios")

SCRIPT = textwrap.dedent(
    """
    import os, sys
    from aipolicy.interview.faces.plain import PlainFace
    from aipolicy.interview.screens import Choose, Closed, Command, Option, Tell, Tick, Write

    colors = tuple(map(Option, ("Red", "Gr\\u00fcn", "Blue")))
    choose = Choose("Which one?", colors, 0, commands=(Command.QUIT,), why=("Why.",))
    tick = Tick("Which ones?", colors, other=True)
    text = Write("What is it?", "Name", commands=(Command.BACK,))
    number = Write("How many?", "Number", kind="number")
    tell = Tell("Read this.", ())
    face = PlainFace(sys.stdin, sys.stdout)
    try:
        for name in sys.argv[2:]:
            if name == "wait":
                print("BUSY", flush=True)
                open(sys.argv[1]).close()
            else:
                print("GOT " + ascii(face.ask(globals()[name])), flush=True)
    except Closed:
        print("CLOSED", flush=True)
    except KeyboardInterrupt:
        print("INTERRUPTED", flush=True)
    import termios
    print("KEYS " + str(termios.tcgetattr(0)[3] == termios.tcgetattr(0)[3] | termios.ICANON), flush=True)
    """
)


class Session:
    """The script above on a pseudo-terminal."""

    def __init__(self, folder: Path, *steps: str, columns: int = 80, **environment: str) -> None:
        self.gate = folder / "gate"
        os.mkfifo(self.gate)
        script = folder / "script.py"
        script.write_text(SCRIPT)
        source = Path(__file__).parents[2] / "src"
        variables = {**os.environ, "PYTHONPATH": str(source), **environment}
        self.child = pexpect.spawn(
            sys.executable,
            [str(script), str(self.gate), *steps],
            env=variables,
            dimensions=(24, columns),
            timeout=20,
            preexec_fn=none_ignored,
        )
        # What is sent is sent at once: the tests wait for prompts.
        self.child.delaybeforesend = None
        self.log = io.BytesIO()
        self.child.logfile_read = self.log

    def send(self, keys: str | bytes) -> None:
        self.child.send(keys)

    def until(self, *words: str) -> None:
        for each in words:
            self.child.expect_exact(each)

    def end(self) -> str:
        """All that was shown, after the script has ended by itself."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0
        return self.log.getvalue().decode("utf-8", "replace")


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[list[Session]]:
    started: list[Session] = []
    yield started
    for session in started:
        session.child.close(force=True)


def started(sessions: list[Session], folder: Path, *steps: str, **how: Any) -> Session:
    sessions.append(Session(folder, *steps, **how))
    return sessions[-1]


def test_lines_only_and_no_control(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "choose", "tick", "text", "tell", columns=40)
    for keys in ("?\r", "9\r", "gru\r", "1 3\r", "4\r"):
        session.until("> ")
        session.send(keys)
    session.until("Something else > ")
    session.send("Pink\r")
    for keys in ("\r", "A name\r", "\r"):
        session.until("> ")
        session.send(keys)
    shown = session.end()
    assert "GOT Picked(index=1, deliberate=True)" in shown
    assert "GOT Ticked(indexes=(0, 2), own=('Pink',), deliberate=True)" in shown
    assert "GOT Wrote(text='A name', deliberate=True)" in shown
    assert "KEYS True" in shown
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", shown.replace("\r\n", "\n"))
    assert "\r" not in shown.replace("\r\n", "\n")


def test_keys_before_the_prompt_are_dropped(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "wait", "choose", "text")
    session.until("BUSY")
    session.send("3\r2\rhalf")
    session.until("3\r\n", "2\r\n", "half")
    session.gate.write_text("")
    session.until("Which one?", "> ")
    session.send("1\r")
    session.until("GOT Picked(index=0", "Name > ")
    session.send("whole\r")
    assert "GOT Wrote(text='whole', deliberate=True)" in session.end()


def test_a_paste_into_a_text_field_is_one_text(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "text", "choose")
    session.until("Name > ")
    session.send("first line\r\r  second line\rand the third, unended")
    session.until("Read as: first line second line and the third, unended\r\n", "GOT", "Which one?", "> ")
    session.send("2\r")
    shown = session.end()
    assert "GOT Wrote(text='first line second line and the third, unended', deliberate=True)" in shown
    assert "GOT Picked(index=1, deliberate=True)" in shown


@pytest.mark.parametrize(
    ("step", "keys", "said"),
    [
        ("choose", "2\r1\r1\r1\r", "GOT Picked(index=1, deliberate=True)"),
        ("number", "12\r13\r", "GOT Wrote(text='12', deliberate=True)"),
    ],
)
def test_a_paste_elsewhere_answers_one_question(
    sessions: list[Session], tmp_path: Path, step: str, keys: str, said: str
) -> None:
    session = started(sessions, tmp_path, step, "choose")
    session.until("> ")
    session.send(keys)
    session.until("Several lines came at once.", said, "Which one?", "> ")
    session.send("\r")
    assert "GOT Picked(index=0, deliberate=False)" in session.end()


def test_a_paste_that_begins_with_an_empty_line_takes_nothing(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "choose")
    session.until("> ")
    session.send("\rsome text\r")
    session.until("the first one was empty. Nothing was taken", "> ")
    session.send("3\r")
    assert "GOT Picked(index=2" in session.end()


def test_enter_held_down_answers_one_question(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "choose", "number")
    session.until("> ")
    session.send("\r\r\r\r")
    session.until("GOT Picked(index=0, deliberate=False)", "Number > ")
    session.send("5\r")
    shown = session.end()
    assert "Several lines" not in shown
    assert "An empty line" not in shown


@pytest.mark.skipif(sys.platform != "linux", reason="how long a line may be differs")
def test_a_line_that_the_terminal_cuts_is_refused(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "text", "text")
    session.until("Name > ")
    session.send("x" * 6000 + "\r")
    session.until("A terminal passes on 4095 characters", "put together.", "Name > ")
    session.send("y" * 4094 + "\r")
    session.until("GOT Wrote(text='" + "y" * 4094 + "'", "Name > ")
    session.send(("z" * 60 + "\r") * 100)
    session.until("Read as:", "GOT Wrote(text='" + "z" * 60 + " z")
    assert session.end().count("z" * 60 + " " + "z" * 60) >= 50


def test_a_paste_that_never_ends_is_refused(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "text")
    session.until("Name > ")
    session.send(("z" * 1000 + "\r") * 21)
    session.until("That is longer than 20,000 characters", "Name > ")
    session.send("short\r")
    assert "GOT Wrote(text='short'" in session.end()


def test_the_end_and_the_interruption(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "text")
    session.until("Name > ")
    session.child.sendeof()
    assert "Name > \r\nCLOSED\r\nKEYS True" in session.end()
    (tmp_path / "more").mkdir()
    session = started(sessions, tmp_path / "more", "text")
    session.until("Name > ")
    session.send("half\x03")
    session.until("\r\nINTERRUPTED\r\nKEYS True")
    session.end()


def test_a_half_line_and_the_end(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "text")
    session.until("Name > ")
    session.send("half\x04\x04")
    assert "Name > half\r\nGOT Wrote(text='half', deliberate=True)" in session.end()


def test_arrow_keys_do_not_get_into_a_text(sessions: list[Session], tmp_path: Path) -> None:
    session = started(sessions, tmp_path, "text")
    session.until("Name > ")
    session.send("Mapel\x1b[D\x1b[Ds\x7f\r")
    assert "Read as: Mapel\r\nGOT Wrote(text='Mapel'" in session.end()


def test_an_ascii_locale(sessions: list[Session], tmp_path: Path) -> None:
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    session = started(sessions, tmp_path, "choose", "text", **settings)
    session.until("2. Grun", "> ")
    session.send("2\r")
    session.until("Name > ")
    session.send(b"\xff\xfe\r")
    session.until("Some of those characters arrived damaged", "Name > ")
    session.send("Peña\r")
    assert "GOT Wrote(text='Pe\\xf1a', deliberate=True)" in session.end()


def test_a_terminal_that_goes_away_closes_the_face() -> None:
    keyboard, screen = os.openpty()
    with open(screen, encoding="utf-8") as reader:
        face = PlainFace(reader, io.StringIO())
        os.close(keyboard)
        with pytest.raises(Closed):
            face.ask(CHOOSE)


CHOOSE = Choose("Which?", (Option("Red"), Option("Blue")))


class Keys(ModuleType):
    """The keyboard of Windows."""

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.pressed = ""

    def kbhit(self) -> bool:
        return bool(self.pressed)

    def getwch(self) -> str:
        key, self.pressed = self.pressed[0], self.pressed[1:]
        return key


class ConsoleStream(io.StringIO):
    """Lines of a console; what is pasted behind a line comes into the keyboard's buffer when the line is read."""

    def __init__(self, keys: Keys, *lines: tuple[str, str]) -> None:
        super().__init__()
        self._keys, self._lines = keys, list(lines)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readline(self, size: int | None = -1, /) -> str:
        line, self._keys.pressed = self._lines.pop(0) if self._lines else ("", "")
        if line == "damaged":
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")
        if line == "gone":
            raise OSError
        return line


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Keys:
    """A system without termios, with msvcrt."""
    keys = Keys()
    monkeypatch.delitem(sys.modules, "aipolicy.interview.faces.plain.terminal", raising=False)
    monkeypatch.setitem(sys.modules, "termios", None)
    monkeypatch.setitem(sys.modules, "msvcrt", keys)
    monkeypatch.setattr(sources, "PAUSE", 0)
    return keys


def test_the_console_of_windows(windows: Keys) -> None:
    reader = ConsoleStream(windows, ("2\n", ""), ("one\n", "two\rthree"), ("damaged", ""), ("x\n", ""), ("gone", ""))
    out = io.StringIO()
    face = PlainFace(reader, out)
    windows.pressed = "1\r1\r"
    assert face.ask(CHOOSE) == Picked(1)
    assert face.ask(Write("Name?", "Name")) == Wrote("one two three")
    assert face.ask(Write("Name?", "Name")) == Wrote("x")
    assert "Read as: one two three" in out.getvalue()
    assert "arrived damaged" in out.getvalue()
    for _ in range(2):
        with pytest.raises(Closed):
            face.ask(CHOOSE)


def test_a_terminal_without_either_is_read_line_by_line(windows: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", None)
    out = io.StringIO()
    assert PlainFace(ConsoleStream(windows, ("2\n", "")), out).ask(CHOOSE) == Picked(1)
    assert out.getvalue().endswith("> ")


def test_what_only_looks_like_a_terminal() -> None:
    class Odd(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert PlainFace(Odd("2\n"), io.StringIO()).ask(CHOOSE) == Picked(1)
    from aipolicy.interview.faces.plain.terminal import Terminal

    reading, writing = os.pipe()
    os.write(writing, b"no terminal\n")
    source = Terminal(reading, "utf-8")
    source.ready()
    assert source.line().text == "no terminal"
    os.close(writing)
    with pytest.raises(Closed):
        source.line()
    os.close(reading)


def test_an_interruption_while_a_paste_is_awaited_gives_the_terminal_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from aipolicy.interview.faces.plain import terminal

    def interrupted(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(select, "select", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    keyboard, screen = os.openpty()
    os.write(keyboard, b"line\n")
    with pytest.raises(KeyboardInterrupt):
        terminal.Terminal(screen, "utf-8").line()
    signal.signal(signal.SIGINT, before)
    assert termios.tcgetattr(screen)[3] & termios.ICANON
    os.close(keyboard)
    os.close(screen)
