"""Interviews shown in documentation, held anew: what a person types, and all that `aipolicy` shows for it.

A sitting is one run of a command with its replies in a pipe, each given when its prompt stands there. A reply names
what it answers (the id of a question, or words of the screen), so that a question that comes new is noticed.
`python -m tests.interview_session` writes docs/interview-session.txt and the screens in docs/interview.md anew.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.pty.moves import title_of

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
        "LANG": "C.UTF-8",
    }


def sit(folder: Path, command: str, replies: Sequence[Reply] = ()) -> Sitting:
    """Run `command` in `folder`. After the last reply the input ends.

    A screen that no reply is meant for gets Enter where that will do, else a skip, and is noted. Raises
    AssertionError where a reply was not asked for.
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
    assert run.stdin is not None and run.stdout is not None
    sitting, left = Sitting(command), list(replies)
    with run:
        while True:
            screen, ended = _until_prompt(run.stdout.fileno())
            sitting.shown += screen
            if ended:
                break
            if not left:
                run.stdin.close()
                sitting.shown += run.stdout.read().decode("utf-8")
                break
            typed = _reply(screen, left, sitting)
            run.stdin.write(f"{typed}\n".encode())
            run.stdin.flush()
            sitting.at.append(len(sitting.shown) + len(typed) + 1)
    sitting.shown = sitting.shown.replace("\r\n", "\n")
    sitting.code = run.returncode
    assert not left, f"'{command}' never asked for '{left[0].asks}' after:\n{sitting.shown[-1500:]}"
    return sitting


def _until_prompt(output: int) -> tuple[str, bool]:
    data = b""
    while not _PROMPT.search(data):
        part = os.read(output, 65536)
        if not part:
            return data.decode("utf-8"), True
        data += part
    return data.decode("utf-8"), False


def _reply(screen: str, left: list[Reply], sitting: Sitting) -> str:
    shown = flat(screen)
    if flat(title_of(left[0].asks)) in shown:
        return left.pop(0).typed
    sitting.unasked.append(shown[:200])
    assert len(sitting.unasked) <= MOST_UNASKED, f"'{left[0].asks}' never came; instead:\n{screen}"
    return "" if _ENTER_WILL_DO.search(shown) else "s"


def told(*replies: tuple[str, str] | str) -> tuple[Reply, ...]:
    """Replies in short: what is asked and what is typed; what is asked alone is answered with Enter."""
    return tuple(Reply(*each) if isinstance(each, tuple) else Reply(each) for each in replies)


def all_of(sittings: Iterable[Sitting]) -> str:
    """The runs one below the other."""
    return "\n".join(sitting.transcript for sitting in sittings)


DISTRICT = "maple-valley"
TOLD: tuple[tuple[str, str, tuple[Reply, ...]], ...] = (
    (
        "2027-01-05",
        f"aipolicy init {DISTRICT} --plain --today 2027-01-05",
        told(
            "How do you want to begin?",
            "policy.route",
            ("district.state", "montana"),
            ("Which district is it?", "maple valley"),
            "Nothing in the list sounds like",
            ("district.kind", "1"),
            ("district.grade_bands", "2 3 6 7"),
            "Chosen now",
            ("district.schools", "3"),
            ("district.unions", "?"),
            ("Why we ask", "yes"),
            ("district.erate", "yes"),
            ("district.counsel", "2"),
            ("roles.coordinator", "Director of Technology"),
            ("district.name", "Maple Valley School District"),
            ("Where does your district want to begin?", "q"),
        ),
    ),
    (
        "2027-01-12",
        f"aipolicy init {DISTRICT} --plain --today 2027-01-12",
        told(
            "Welcome back",
            ("Where does your district want to begin?", "2"),
            "for the district's attorney",
            "What now?",
            ("policy.vision", "Every student learns to judge what a machine says before it counts."),
            "policy.strategic_goal",
            ("policy.goals", "1"),
            ("Goal", "Teachers have clear rules for assignments"),
            ("How it is measured", "Share of courses with a level of AI use on each assignment"),
            ("Title of the person answerable", "Director of Instruction"),
            ("By when", "1/15/2028"),
            ("policy.goals", "that is all"),
            ("policy.opportunities", "2"),
            ("policy.risks", "2"),
            ("roles.technology", "Director of Technology"),
            ("roles.privacy", "Registrar"),
            ("roles.instruction", "<"),
            ("roles.privacy", "Student Records Manager"),
            ("roles.instruction", "Director of Instruction"),
            ("roles.business", "Business Manager"),
            "roles.communications",
            "roles.special_education",
            "roles.human_resources",
            ("contact.office", "Office of the Superintendent"),
            ("contact.phone", "406-555-0142"),
            ("contact.email", "ai@maplevalley.example"),
            "district.website",
            ("district.languages", "1"),
            "Chosen now",
            ("tools.register", "-"),
            ("Who will decide?", "Director of Technology"),
            ("By when?", "2027-02-10"),
            ("Why is it open?", "The list of last year is out of date."),
            ("A note for whoever decides", "Ask each principal what is in use."),
            ("manual.codes", "2"),
            ("manual.cross_references", "2"),
            "manual.first_reading",
            "manual.second_reading",
            "manual.adopted",
            "manual.effective",
            "manual.revised",
            "manual.reviewed",
            ("district.nondiscrimination_statement", "-"),
            ("Who will decide?", "Superintendent"),
            "By when?",
            "Why is it open?",
            "A note for whoever decides",
            ("Review:", "your district"),
            ("Your district and where it stands:", "which grades"),
            ("district.grade_bands", "2 3 5 7"),
            "Chosen now",
            ("Your district and where it stands:", "back to the whole review"),
            ("Review:", "people stay in charge"),
            ("People stay in charge:", "confirm"),
            ("Who confirms these", "Pat Lee, Superintendent"),
            "On which date?",
            ("People stay in charge:", "back to the whole review"),
            ("Review:", "write the drafts"),
            "Which date do the drafts carry?",
        ),
    ),
    ("2027-01-12", f"aipolicy questionnaire {DISTRICT} --for counsel", ()),
    (
        "2027-02-10",
        f"aipolicy init {DISTRICT} --plain --today 2027-02-10 --only undecided --for technology",
        told(("tools.register", "3"), ("Review:", "q")),
    ),
)


def stamp(folder: Path, day: str) -> None:
    """Date the answer file's last save, which the welcome shows."""
    path = folder / DISTRICT / "aipolicy.yaml"
    if path.exists():
        saved = datetime.fromisoformat(f"{day}T14:14").timestamp()
        os.utime(path, (saved, saved))


def held(folder: Path) -> list[Sitting]:
    """The recorded session, held in `folder`: run after run."""
    sittings, last = [], ""
    for day, command, replies in TOLD:
        stamp(folder, last)
        sittings.append(sit(folder, command, replies))
        last = day
    return sittings
