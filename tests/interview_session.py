"""The interview as documentation shows it, held anew: a recorded session in the plain face, and card screens.

`python -m tests.interview_session` writes docs/interview-session.txt anew, and in docs/interview.md the block below
each `<!-- shown: ... -->`. What may stand there:

    session 1: WORDS              the first screen of the first run that shows WORDS (or the id of a question)
    session 1: WORDS ... OTHERS   from that screen to the next one that shows OTHERS
    session 1                     the whole first run
    session 1, end                what it says after the last reply
    card NAME                     a card screen, one of CARDS
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tests.maple_valley import TOLD, Held, saved_on
from tests.pty.moves import title_of
from tests.sittings import ROOT, Sitting, flat

if TYPE_CHECKING:
    from tests.pty.terminal import Terminal

DOWN = "\x1b[B"
PAGE = ROOT / "docs" / "interview.md"
RECORD = ROOT / "docs" / "interview-session.txt"


def recorded(sittings: Iterable[Sitting]) -> str:
    """The runs one below the other, without spaces at the ends of lines."""
    return bare("\n".join(sitting.transcript for sitting in sittings))


def bare(text: str) -> str:
    """`text` without spaces at the ends of lines."""
    return re.sub(r" +$", "", text, flags=re.MULTILINE)


# Card screens


def _stances(terminal: Terminal) -> None:
    terminal.asks("Welcome back")
    terminal.send("\r")
    terminal.asks("Where does your district want to begin?")


def _choice(terminal: Terminal) -> None:
    terminal.asks(title_of("stance.students"))
    terminal.until(lambda: "Draft wording" in terminal.text and terminal.drawn(), "the wording")
    terminal.type(DOWN)
    terminal.at_row(3)
    terminal.until(lambda: "permits it" in _wording(terminal), "the wording of this choice")


def _wording(terminal: Terminal) -> str:
    return flat(terminal.text.partition("Draft wording")[2]) if terminal.drawn() else ""


def _tick(terminal: Terminal) -> None:
    terminal.asks(title_of("use.red"))
    terminal.until(lambda: "Draft wording" in terminal.text and terminal.drawn(), "the wording")


def _review(terminal: Terminal) -> None:
    terminal.asks(title_of("use.red"))
    terminal.send("r")
    terminal.asks("Review:")


CARDS: Mapping[str, tuple[int, tuple[str, ...], Callable[[Terminal], None]]] = {
    "stances": (1, (), _stances),
    "choice": (2, ("--question", "stance.students"), _choice),
    "checkbox": (2, ("--question", "use.red"), _tick),
    "review": (2, ("--question", "use.red"), _review),
}
"""The run whose answers it begins with, the arguments, and the way to the screen."""


def card(name: str, answers: str, folder: Path) -> str:
    """One card on a terminal of 80 columns and 24 lines, with `answers` as the answer file in `folder`."""
    from tests.pty.terminal import Terminal

    _, arguments, way = CARDS[name]
    folder.mkdir()
    path = folder / "aipolicy.yaml"
    path.write_text(answers, encoding="utf-8")
    saved_on(path, TOLD[0][0])
    terminal = Terminal(folder, "cards", *arguments, "--today", TOLD[1][0])
    try:
        way(terminal)
        shown = _without_what_was_said(terminal.text)
        terminal.type("\x03")
        terminal.end()
        return shown
    finally:
        terminal.close()


def _without_what_was_said(screen: str) -> str:
    """The card alone: from its first line, which says the place and how far the interview is."""
    lines = screen.splitlines()
    start = next(n for n, line in enumerate(lines) if " | " in line)
    return "\n".join(lines[start:]) + "\n"


# The page

_BLOCK = re.compile(r"<!-- shown: (.+?) -->\n```text\n(.*?)```", re.DOTALL)
_SESSION = re.compile(r"session (\d)(?:: (.+?)(?: \.\.\. (.+))?|(, end))?")


def part(sittings: list[Sitting], what: str) -> str:
    """What `session ...` stands for. Raises AssertionError where no screen is meant."""
    found = _SESSION.fullmatch(what)
    assert found, f"the page asks for '{what}'"
    sitting = sittings[int(found[1]) - 1]
    screens = list(sitting.screens)
    if not found[2]:
        return bare(sitting.transcript if not found[4] else _trimmed(screens[-1]))
    first = _with(screens, found[2], 0)
    last = _with(screens, found[3], first) if found[3] else first
    return bare(_trimmed("".join(screens[first : last + 1])))


def _trimmed(screen: str) -> str:
    """Without the line that says what was taken on the screen before."""
    first, _, rest = screen.partition("\n")
    return (rest if first.startswith("Taken: ") else screen).strip("\n") + "\n"


def _with(screens: list[str], words: str, start: int) -> int:
    wanted = flat(title_of(words))
    place = next((n for n in range(start, len(screens)) if wanted in flat(screens[n])), None)
    assert place is not None, f"no screen shows '{words}'"
    return place


def asked(page: str) -> list[str]:
    """What the page shows, in order."""
    return [found[1] for found in _BLOCK.finditer(page)]


def shown_in(page: str, what: str) -> str:
    """What the page has in the block for `what`."""
    return next(found[2] for found in _BLOCK.finditer(page) if found[1] == what)


def refreshed(page: str, shown: Mapping[str, str]) -> str:
    """The page with the blocks of which `shown` has the present text."""

    def block(found: re.Match[str]) -> str:
        return f"<!-- shown: {found[1]} -->\n```text\n{shown.get(found[1], found[2])}```"

    return _BLOCK.sub(block, page)


def main() -> None:
    """Write the record and the page anew; where there is no pseudo-terminal, the cards stay."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = Held(folder)
        RECORD.write_text(recorded(held.sittings), encoding="utf-8")
        shown = {what: part(held.sittings, what) for what in asked(page) if what.startswith("session ")}
        try:
            import tests.pty.terminal  # noqa: F401
        except ImportError as error:
            print(f"The card screens stay as they are: {error}.")
        else:
            for what in asked(page):
                name = what.removeprefix("card ")
                if name != what:
                    shown[what] = card(name, held.answers[CARDS[name][0]], folder / name)
        PAGE.write_text(refreshed(page, shown), encoding="utf-8")


if __name__ == "__main__":
    main()
