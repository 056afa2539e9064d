"""The library and, where there are some, the answers that `list`, `explain` and `schema` speak of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aipolicy.answers import Answers
    from aipolicy.conditions import Facts
    from aipolicy.library import Library


@dataclass(frozen=True, slots=True)
class Known:
    """A library, with a district's answers where a project is at hand."""

    library: Library
    folder: Path
    answers: Answers | None
    facts: Facts | None


def library_here(folder: Path, needed: bool) -> Library:
    """The library of the project in `folder`, the built-in one where there is none and none is `needed`."""
    from aipolicy.project import answer_file, is_project, library_for

    if needed or is_project(folder):
        return library_for(answer_file(folder))
    return library_for(None)


def known_here(folder: Path, needed: bool) -> Known:
    """What is known in `folder`. Problems with the answers are told, and the library is shown without them."""
    from aipolicy.answers import facts_of, load_answers
    from aipolicy.cli.console import say
    from aipolicy.problems import InvalidContent
    from aipolicy.project import answer_file, is_project, library_for

    if not needed and not is_project(folder):
        return Known(library_for(None), folder, None, None)
    file = answer_file(folder)
    library = library_for(file)
    try:
        answers = load_answers(file, library.interview)
    except InvalidContent:
        say("The answer file has problems ('aipolicy check' lists them), so this is shown without the answers.")
        return Known(library, folder, None, None)
    return Known(library, folder, answers, facts_of(answers, library.interview))
