"""A district's folder, opened: its answer file, the library it names, and everything wrong with either."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aipolicy.answers import NAME, AnswerFile, Answers, read_answer_file, validate
from aipolicy.answers.answer_file import named_file
from aipolicy.library.interview import read_interview
from aipolicy.library.layers import Layer, layers_for, overlay
from aipolicy.library.questions import Interview, Stance
from aipolicy.library.stances_file import read_stances
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.source import Located, read_bytes

if TYPE_CHECKING:
    from aipolicy.library.model import Change, Library

T = TypeVar("T")

POLICIES = "policies"
OVERRIDES = "overrides"


@dataclass(frozen=True, slots=True)
class Project:
    """A project as read. `problems` are warnings here: `open_project` raises where there are errors.

    `letterhead` is the content of the district's letterhead, None where it names none.
    """

    folder: Path
    file: AnswerFile
    library: Library
    answers: Answers
    letterhead: bytes | None
    problems: tuple[Problem, ...]

    @property
    def amended(self) -> bool:
        """Whether the district changes the library, by overlays or overrides."""
        return bool(self.file.overlays) or (self.folder / OVERRIDES).is_dir()

    @property
    def policies(self) -> Path:
        """Where the drafts stand."""
        return self.folder / POLICIES


def is_project(folder: Path) -> bool:
    """Whether the folder holds an answer file."""
    return (folder / NAME).is_file()


def answer_file(folder: Path, shown: str = NAME) -> AnswerFile:
    """The answer file of the project in `folder`. Raises UnreadableFile, also where the folder is no project."""
    if not is_project(folder):
        message = "there is no answer file in this folder, so it is not a district's folder"
        hint = "run the command in the folder that holds aipolicy.yaml, or name that folder with --project DIR"
        raise UnreadableFile([Problem(Span(shown), "no-project", message, hint)])
    return read_answer_file(folder / NAME, shown)


def open_project(folder: Path, shown: str = NAME) -> Project:
    """The project in `folder`; `shown` is the answer file's path in messages.

    Raises UnreadableFile when the answer file or a file that it names cannot be read, InvalidContent when
    anything in the answer file, the library, the overlays or the overrides is wrong; both carry every problem.
    """
    file = answer_file(folder, shown)
    unreadable: list[Problem] = []
    sources = _layers(file, unreadable)
    from aipolicy.library.loading import read

    library, problems = read(sources)
    answers, found = validate(file, library.interview)
    problems = [*problems, *found]
    letterhead = _letterhead(file, problems, unreadable)
    if unreadable:
        raise UnreadableFile([*unreadable, *problems])
    if any(problem.severity == "error" for problem in problems):
        raise InvalidContent(problems)
    return Project(folder, file, library, answers, letterhead, tuple(problems))


def library_for(file: AnswerFile | None, rest: Callable[[], None] | None = None) -> Library:
    """The library of the project whose answer file this is, whatever its answers are worth; None: of a new one.

    `rest` is called before each file, as `Layer.rest`. Raises UnreadableFile and InvalidContent, for overlays and
    overrides, or where what ships with aipolicy is broken.
    """
    from aipolicy.library.loading import read

    sources = _sources(file)
    return _usable(*read(sources if rest is None else tuple(replace(layer, rest=rest) for layer in sources)))


def interview_for(file: AnswerFile | None) -> Interview:
    """The interview of that project alone, of a new one where there is no file yet.

    It takes a fraction of the time of `library_for`, and finds no mistake in clauses. Raises like that.
    """
    return _usable(*read_interview(_sources(file)))


def stances_for(file: AnswerFile | None, interview: Interview) -> Mapping[str, Stance]:
    """The stances of that project by id, in their order; `interview` is its interview. Raises like `library_for`."""
    return _usable(*read_stances(_sources(file), interview))


def changes_for(file: AnswerFile | None) -> tuple[Change, ...]:
    """What the versions of that project's library changed. Raises like `library_for`."""
    from aipolicy.library.loading import read_changes

    return _usable(*read_changes(_sources(file)))


def _sources(file: AnswerFile | None) -> tuple[Layer, ...]:
    if file is None:
        return layers_for()
    unreadable: list[Problem] = []
    sources = _layers(file, unreadable)
    if unreadable:
        raise UnreadableFile(unreadable)
    return sources


def _usable(found: T, problems: list[Problem]) -> T:
    if any(problem.severity == "error" for problem in problems):
        raise InvalidContent(problems)
    return found


def open_library(overlays: Iterable[Path] = ()) -> tuple[Library, list[Problem]]:
    """The built-in library under these overlays, and all its problems. Raises UnreadableFile for no overlay."""
    from aipolicy.library.loading import read

    return read(layers_for([(path, str(path)) for path in overlays]))


def _layers(file: AnswerFile, unreadable: list[Problem]) -> tuple[Layer, ...]:
    usable: list[tuple[Path, str]] = []
    for name in file.overlays:
        try:
            overlay(file.folder / name, str(name))
        except UnreadableFile as error:
            unreadable += [_at(problem, name) for problem in error.problems]
        else:
            usable.append((file.folder / name, str(name)))
    return layers_for(usable, file.folder / OVERRIDES)


def _letterhead(file: AnswerFile, problems: list[Problem], unreadable: list[Problem]) -> bytes | None:
    if file.letterhead is None:
        return None
    from aipolicy.writers import docx

    path = named_file(file, file.letterhead, problems)
    if path is None:
        return None
    try:
        data = read_bytes(path, str(file.letterhead))
    except UnreadableFile as error:
        unreadable += [_at(problem, file.letterhead) for problem in error.problems]
        return None
    problems += docx.check_letterhead(data, str(file.letterhead))
    return data


def _at(problem: Problem, name: Located) -> Problem:
    """The problem of a file, at the place that names the file."""
    related = ((Span(str(name)), "the file"),)
    message = problem.message if str(name) in problem.message else f"'{name}': {problem.message}"
    return Problem(name.span, problem.code, message, problem.hint, problem.severity, related)
