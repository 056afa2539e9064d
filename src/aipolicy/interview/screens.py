"""What the conversation shows and what a person gives back: plain values, so that a face is only their drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, Protocol, TypeAlias


class Command(Enum):
    """What a person may do besides answering; the value is the key. WHY and ALL are a face's own affair."""

    WHY = "?"
    BACK = "<"
    UNDECIDED = "-"
    SKIP = "s"
    ALL = "a"
    WORDING = "w"
    REVIEW = "r"
    QUIT = "q"


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a screen: "3 of 9 | Caregiver consent | 12 answered, about 20 left"."""

    place: str
    progress: str
    saved: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `marks` are words such as "suggested" and "current"; `means` is one short paragraph."""

    label: str
    means: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What choosing would do. `effect` is a sentence or ""; `lines` the draft wording, one sentence each."""

    effect: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Things side by side: a heading for each column, the first column naming the rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """One of several options.

    `start` is the option that stands highlighted and that Enter takes; None: there is none, a person must choose.
    `note` says what was wrong with the last reply, or why the question comes again. `body` stands above the options.
    `why` are the paragraphs that "?" opens. `preview` is asked for the highlighted option only.
    """

    title: str
    options: tuple[Option, ...]
    start: int | None = None
    head: Head | None = None
    body: tuple[str, ...] = ()
    table: Table | None = None
    note: str = ""
    why: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    preview: Callable[[int], Preview | None] | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """Any number of options, `least` to `most` (None: no limit). `ticked` are ticked at first.

    `other` offers "Something else: type it"; `own` are the words that were typed before.
    """

    title: str
    options: tuple[Option, ...]
    ticked: frozenset[int] = frozenset()
    own: tuple[str, ...] = ()
    other: bool = False
    least: int = 0
    most: int | None = None
    head: Head | None = None
    body: tuple[str, ...] = ()
    note: str = ""
    why: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    preview: Callable[[frozenset[int]], Preview | None] | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """A line to type. `current` is kept by Enter alone; `empty` says what Enter means where there is no current
    value ("" : it means nothing and the face asks again). `label` stands before the cursor, `form` says how to
    write it ("such as 2027-01-12"). `typed` was not accepted: a face that can edit a line has it there to be mended."""

    title: str
    label: str
    current: str = ""
    empty: str = ""
    form: str = ""
    kind: Literal["text", "number", "money", "date"] = "text"
    typed: str = ""
    head: Head | None = None
    body: tuple[str, ...] = ()
    note: str = ""
    why: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    preview: Callable[[str], Preview | None] | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """Something to read; Enter goes on."""

    title: str
    body: tuple[str, ...]
    table: Table | None = None
    head: Head | None = None
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """The option with this index. `deliberate` is False where Enter alone took the one that stood highlighted."""

    index: int
    deliberate: bool = True


@dataclass(frozen=True, slots=True)
class Ticked:
    """These options and these own words. `deliberate` is False where Enter alone took what was ticked at first."""

    indexes: tuple[int, ...]
    own: tuple[str, ...] = ()
    deliberate: bool = True


@dataclass(frozen=True, slots=True)
class Wrote:
    """The text, without spaces at its ends; "" where Enter alone means something. `deliberate` as in `Picked`."""

    text: str
    deliberate: bool = True


@dataclass(frozen=True, slots=True)
class Went:
    """On from a `Tell`."""


@dataclass(frozen=True, slots=True)
class Did:
    """A command; `at` is the option it was given on ("w 2", or the highlighted one), None where there is none."""

    command: Command
    at: int | None = None


Screen: TypeAlias = Choose | Tick | Write | Tell
Reply: TypeAlias = Picked | Ticked | Wrote | Went | Did


class Closed(Exception):
    """The input ended (Ctrl-D, a closed terminal, the end of a pipe). Everything acknowledged is saved."""


class Face(Protocol):
    """Draws screens and brings replies. Ctrl-C raises KeyboardInterrupt, the end of the input Closed.

    A reply fits its screen: Picked to Choose, Ticked to Tick, Wrote to Write, Went to Tell, and Did with one of the
    screen's commands to any of them.
    """

    def ask(self, screen: Screen) -> Reply:
        """Show the screen and wait. Keys that were typed before it is drawn are dropped."""

    def tell(self, *lines: str) -> None:
        """Lines that stay above the next screen."""
