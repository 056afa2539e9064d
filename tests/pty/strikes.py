"""Signals at random moments, while somebody answers as fast as it goes."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from aipolicy.answers.store import backup_of
from aipolicy.interview.opening import opened
from tests.pty.moves import Rehearsal
from tests.pty.terminal import Terminal

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
AT_START = 0.6
AFTER_A_KEY = 0.06
"""Within so many seconds an answer is checked, saved, and the next screen drawn."""


def strike(folder: Path, face: str, rehearsal: Rehearsal, seed: int) -> None:
    """End a run by a signal at a moment that `seed` tells, and look at what is left."""
    chance = random.Random(seed)
    number = chance.choice(SIGNALS)
    last = chance.randrange(-1, len(rehearsal.exchanges) - 1)
    moment = chance.uniform(0, AT_START if last < 0 else AFTER_A_KEY)
    terminal = Terminal(folder, face)
    try:
        _struck(terminal, rehearsal, number, last, moment)
    except AssertionError as error:
        raise AssertionError(f"seed {seed}, {face}, {number.name} after screen {last}: {error}") from error
    finally:
        terminal.close()


def _struck(terminal: Terminal, rehearsal: Rehearsal, number: signal.Signals, last: int, moment: float) -> None:
    exchanges = rehearsal.exchanges
    if last >= 0:
        terminal.play(exchanges[: last + 1], hurried=True)
    end = time.monotonic() + moment
    while not terminal.ended and time.monotonic() < end:
        terminal.pump(max(end - time.monotonic(), 0.001))
    shown = last + 1 if terminal.is_shown(exchanges[last + 1].screen) else last
    terminal.kill(number)
    code = terminal.end()
    path = terminal.folder / "aipolicy.yaml"

    assert "Traceback" not in terminal.lines, terminal.lines[terminal.lines.find("Traceback") :][:2000]
    if number is signal.SIGKILL:
        assert code == -signal.SIGKILL
    else:
        assert code == 130 or (shown < 0 and code == -number), f"exit code {code}"
        assert terminal.flags() == terminal.found, "the terminal is not as it was"
        kept = "Everything that was acknowledged is saved." if path.exists() else "Nothing was answered, and"
        # Before the first screen it is a command like any other that is interrupted.
        ends = (f"Stopped. {kept}", *(["Interrupted. No file was left half written."] if shown < 0 else []))
        assert code < 0 or any(end in terminal.lines for end in ends), terminal.lines[-500:]

    least, most = (exchanges[max(n, 0)].saved for n in (shown, last + 1))
    text = path.read_text("utf-8") if path.exists() else ""
    allowed = rehearsal.texts[least : most + 1]
    assert text in allowed, f"the file is none of the saves {least} to {most}:\n{text}"
    backup = backup_of(path)
    assert not backup.exists() or backup.read_text("utf-8") in rehearsal.texts[: most + 1]
    _goes_on(terminal, code < 0, text)


def _goes_on(terminal: Terminal, killed: bool, text: str) -> None:
    """The next run reads the file and is not refused, whatever was left beside it."""
    left = {path.name for path in terminal.folder.iterdir()} - {"aipolicy.yaml", "aipolicy.yaml.bak", ".gitattributes"}
    assert killed or ".aipolicy.yaml.lock" not in left
    # A signal in the moment in which a file was begun can leave it: it never had the name that counts.
    assert all(name.startswith((".aipolicy.yaml.", ".gitattributes.")) for name in left), left
    assert len(left) <= 3, left
    with opened(terminal.folder) as found:
        assert found.session.is_new == (not text)
