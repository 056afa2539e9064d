"""What a shell offers when someone presses the tab key: ids of the built-in library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aipolicy.library import Library


def documents(incomplete: str) -> list[str]:
    """Document ids that begin like this."""
    library = _library()
    return [id for id in library.outlines if id.startswith(incomplete)] if library else []


def questions(incomplete: str) -> list[str]:
    """Question ids that begin like this."""
    library = _library()
    return [id for id in library.interview.questions if id.startswith(incomplete)] if library else []


def covered_lists(incomplete: str) -> list[str]:
    """Lists of coverage that begin like this."""
    library = _library()
    known = ["framework", *library.crosswalks] if library else []
    return [id for id in known if id.startswith(incomplete)]


def ids(incomplete: str) -> list[str]:
    """Clause, document and question ids that begin like this."""
    library = _library()
    if library is None:
        return []
    known = [*library.blocks, *library.outlines, *library.interview.questions]
    return [id for id in known if id.startswith(incomplete)]


def _library() -> Library | None:
    """The library, None where it is broken: a shell that completes shows no messages."""
    from aipolicy.problems import InvalidContent, UnreadableFile
    from aipolicy.project import library_for

    try:
        return library_for(None)
    except (InvalidContent, UnreadableFile):
        return None
