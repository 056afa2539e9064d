"""A start from another file put into a district's folder, and what git is told about that folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aipolicy.answers import NAME
from aipolicy.answers.nodes import plain_of
from aipolicy.answers.store import ATTRIBUTES
from aipolicy.interview.session import Session
from aipolicy.interview.starting import Started
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.source import Mapping as MappingNode
from aipolicy.source import parse_yaml, write_atomically

MOST_LEFT = 12
ATTRIBUTES_TEXT = """\
# Text has the same line ends on every system, and Word files stay as they are: the same answers give the same files.
* text=auto eol=lf
*.docx binary
"""


def refuse_where_begun(on_disk: str | None) -> None:
    """Raise InvalidContent where the answer file holds more than its first line."""
    if on_disk is None:
        return
    node, _ = parse_yaml(on_disk, NAME)
    if isinstance(node, MappingNode) and not any(key.text != "aipolicy" for key, _ in node.entries):
        return
    message = "this district's file has answers already; only a new file begins with another one's answers"
    hint = "name another folder, or choose 'Start again' in 'aipolicy init': it keeps this file under another name"
    raise InvalidContent([Problem(Span(NAME), "already-there", message, hint)])


@contextmanager
def brought(started: Started, folder: Path) -> Iterator[None]:
    """Put the files that come along beside the answer file; they go again where this ends with an error.

    A file of that name that is there already stays. Raises UnreadableFile.
    """
    made: list[Path] = []
    try:
        for name, data in started.files.items():
            path = folder / name
            if not path.exists():
                write_atomically(path, data, name)
                made.append(path)
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise


def begin_with(session: Session, started: Started) -> None:
    """Put a start into a session that has no answers yet, with one save. Raises as `Session.change`."""
    node, _ = parse_yaml(started.text, NAME)
    assert isinstance(node, MappingNode)
    with brought(started, session.folder):
        session.change([((key.text,), plain_of(value)) for key, value in node.entries if key.text != "aipolicy"])


def attributes(folder: Path) -> None:
    """Say to git how the files of a district's folder are kept, where nothing says so yet."""
    path = folder / ATTRIBUTES
    if not path.exists():
        # The answers are saved; a folder that takes no further file is no reason to stop.
        with suppress(UnreadableFile):
            write_atomically(path, ATTRIBUTES_TEXT.encode(), ATTRIBUTES)


def place_of(typed: str) -> Path:
    """The path that a person typed or pasted, quotes and a home sign included."""
    words = "".join(letter for letter in typed if letter.isprintable()).strip().strip("\"'")
    return Path(os.path.expanduser(words))


def begin(session: Session, started: Started) -> None:
    """Begin an interview with a start from another file, and save it.

    Raises InvalidContent where there are answers already, and UnreadableFile.
    """
    refuse_where_begun(None if session.is_new else session.state.file.text)
    begin_with(session, started)


def start_lines(started: Started) -> list[str]:
    """What a start took and what not, in sentences."""
    taken, suggested = len(started.taken), len(started.suggested)
    lines = [f"{taken} answers are taken, {suggested} of them as suggested: somebody confirms those in the review."]
    lines += [f"Not taken: {reason}" for reason in started.left[:MOST_LEFT]]
    more = len(started.left) - MOST_LEFT
    return [*lines, f"... and {more} more"] if more > 0 else lines
