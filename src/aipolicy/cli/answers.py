"""`aipolicy answers import` and `aipolicy answers merge`: other people's answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.options import InProject
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from aipolicy.answers import AnswerFile, Answers
    from aipolicy.answers.merge import Side
    from aipolicy.answers.store import Hold
    from aipolicy.library import Library
    from aipolicy.problems import Problem, Span
    from aipolicy.questionnaire.claims import Sheaf

_NEXT = "'aipolicy undo' takes everything back; 'aipolicy build' brings the drafts up to date."


@dataclass(frozen=True)
class _Held:
    """The answer file, held against every other aipolicy while it is changed."""

    folder: Path
    hold: Hold
    file: AnswerFile
    library: Library
    answers: Answers


@guarded
def import_forms(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE.docx ...", help="Filled forms of 'aipolicy questionnaire'.")
    ],
    project: InProject = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who answered, where a form does not say.")] = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="When, where a form does not say; such as 2027-01-31.")
    ] = "",
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take",
            metavar="form|file|KEY=form|KEY=file|KEY=FILE.docx",
            help="What wins where answers differ: for everything, or for one question; may be repeated.",
        ),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Save what is clear although something else is not.")
    ] = False,
    renamed: Annotated[
        bool, typer.Option("--renamed", help="Accept a form that was written under another name of the district.")
    ] = False,
) -> None:
    """Read filled forms back into aipolicy.yaml.

    Each answer is checked and saved with who decided it, when, and why, as the form says. What was left blank
    stays as it is. An answer that differs from one in the file is a conflict: nothing is saved until --take
    says which one wins. Everything is saved together or, unless --partial, nothing.
    """
    from aipolicy.cli.console import count, problems, say
    from aipolicy.cli.report import outside
    from aipolicy.cli.taking import of_forms, refuse_unknown
    from aipolicy.questionnaire.importing import put_in

    folder = folder_of(None, project)
    given = {outside(path, folder): path for path in dict.fromkeys(files)}
    date = _date(on)
    wishes = of_forms(take or (), list(given))
    with _held(folder) as held:
        refuse_unknown(wishes.by_key or (), held.library.interview, merging=False)
        sheaf = _sheaf(given, held, by.strip(), date, renamed)
        outcome = put_in(sheaf.claims, held.file, held.library, held.answers, wishes)
        found = [*sheaf.problems, *outcome.problems]
        wrong = [problem for problem in found if problem.severity == "error"]
        problems(found, folder)
        if wrong and not partial:
            say(f"Nothing was saved: {count(len(wrong), 'problem')} to settle first. --partial saves the rest.")
            leave(Exit.PROBLEMS)
        saved = _saved(outcome.text, held)
    if saved:
        say(f"{count(outcome.answered, 'answer')} from {count(len(given), 'form')}. {_NEXT}")
    else:
        say("Nothing to change: the forms say nothing that is not in the file already.")
    if wrong:
        say(f"{count(len(wrong), 'problem')} left: what they are about was not saved.")
        leave(Exit.PROBLEMS)


@guarded
def merge_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE ...", help="Colleagues' answer files.")],
    project: InProject = None,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="KEY=FILE", help="Whose answer wins for one question; may be repeated."),
    ] = None,
    ours: Annotated[bool, typer.Option("--ours", help="Where answers differ, keep the one in aipolicy.yaml.")] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where answers differ, take the colleagues', if those agree.")
    ] = False,
) -> None:
    """Put colleagues' answer files into aipolicy.yaml.

    What only one file decides is taken, with who decided it. Different answers are conflicts: nothing is saved
    until --take, --ours or --theirs says which one wins; between two colleagues only --take does. Rows of one
    list are put together, and the cells of grids are compared one by one. The comments of aipolicy.yaml stay.
    """
    from aipolicy.answers.merge import Side, merge
    from aipolicy.cli.console import count, problems, say
    from aipolicy.cli.taking import of_files, refuse_unknown

    if ours and theirs:
        raise typer.BadParameter("--ours and --theirs exclude each other")
    folder = folder_of(None, project)
    with _held(folder) as held:
        own = Side(held.file.path, held.file, held.answers)
        others = _sides(files, held)
        settling = of_files(take or (), [side.name for side in (own, *others)], ours, theirs)
        refuse_unknown(settling.by_key, held.library.interview, merging=True)
        merged = merge(own, others, held.library.interview, settling)
        problems(merged.problems, folder)
        if merged.problems:
            say(f"Nothing was saved: {count(len(merged.problems), 'conflict')} to settle first.")
            leave(Exit.PROBLEMS)
        saved = _saved(merged.text, held)
    if saved:
        say(f"{count(len(merged.taken), 'answer')} taken from {count(len(others), 'file')}. {_NEXT}")
    else:
        say("Nothing to change: the files say nothing that is not in aipolicy.yaml already.")


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[_Held]:
    """The project in `folder`, held. Raises InvalidContent where its answer file has problems already."""
    from aipolicy.answers import NAME, load_answers, read_answer_file
    from aipolicy.answers.store import holding
    from aipolicy.project import answer_file, library_for

    answer_file(folder)
    with holding(folder / NAME, NAME) as hold:
        file = read_answer_file(folder / NAME)
        library = library_for(file)
        yield _Held(folder, hold, file, library, load_answers(file, library.interview))


def _saved(text: str, held: _Held) -> bool:
    """Check the whole file as it would be, save it, and show what changed; False where nothing does."""
    from aipolicy.answers import load_answers, parse_answer_file
    from aipolicy.answers.conflicts import contradictions
    from aipolicy.cli.console import problems, say
    from aipolicy.problems import InvalidContent
    from aipolicy.project import library_for

    if text == held.file.text:
        return False
    file = parse_answer_file(text, held.folder, held.file.path)
    library = held.library if file.overlays == held.file.overlays else library_for(file)
    try:
        answers = load_answers(file, library.interview)
    except InvalidContent:
        say("Nothing was saved: with these answers the file has problems.")
        raise
    held.hold.save(text, held.file.text)
    _changes(held.file.text, text)
    contradictory = contradictions(answers, library.interview)
    if contradictory:
        problems(contradictory, held.folder)
        say("Saved, but the drafts cannot be built until the answers agree.")
    return True


def _sheaf(given: Mapping[str, Path], held: _Held, by: str, on: str, renamed: bool) -> Sheaf:
    """What the forms say, given by the names that messages call them. Raises UnreadableFile: all that are none."""
    from aipolicy.problems import UnreadableFile
    from aipolicy.questionnaire.claims import Sheaf, claims_of
    from aipolicy.source import read_bytes

    unreadable: list[Problem] = []
    forms: list[tuple[str, bytes]] = []
    sheaf = Sheaf((), ())
    for shown, path in given.items():
        try:
            forms.append((shown, read_bytes(path, shown)))
        except UnreadableFile as error:
            unreadable += error.problems
    try:
        sheaf = claims_of(forms, held.file, held.library, held.answers, by=by, on=on, renamed=renamed)
    except UnreadableFile as error:
        unreadable += error.problems
    if unreadable:
        raise UnreadableFile([*unreadable, *sheaf.problems])
    return sheaf


def _sides(files: Sequence[Path], held: _Held) -> list[Side]:
    """The colleagues' files, valid. Raises UnreadableFile and InvalidContent with the problems of all of them."""
    from aipolicy.answers import NAME, read_answer_file, validate
    from aipolicy.answers.merge import Side
    from aipolicy.cli.console import say
    from aipolicy.cli.report import outside
    from aipolicy.problems import InvalidContent, UnreadableFile

    sides: list[Side] = []
    unreadable: list[Problem] = []
    wrong: list[Problem] = []
    for path in dict.fromkeys(files):
        place = path / NAME if path.is_dir() else path
        if place.resolve() == (held.folder / NAME).resolve():
            raise typer.BadParameter(f"'{path}' is the answer file itself")
        shown = outside(place, held.folder)
        try:
            file = read_answer_file(place, shown)
        except UnreadableFile as error:
            unreadable += error.problems
            continue
        answers, problems = validate(file, held.library.interview)
        wrong += [_beside(problem, place, shown, held.folder) for problem in problems if problem.severity == "error"]
        sides.append(Side(shown, file, answers))
    if unreadable or wrong:
        say("Nothing was saved: a colleague's file has problems.")
    if unreadable:
        raise UnreadableFile([*unreadable, *wrong])
    if wrong:
        raise InvalidContent(wrong)
    return sides


def _beside(problem: Problem, place: Path, shown: str, folder: Path) -> Problem:
    """A problem with the colleague's file at `place`, or with a file that it names, which stands beside it."""
    from aipolicy.cli.report import outside

    def seen(span: Span) -> Span:
        return span if span.path == shown else replace(span, path=outside(place.parent / span.path, folder))

    return replace(problem, span=seen(problem.span), related=tuple((seen(span), why) for span, why in problem.related))


def _date(text: str) -> str:
    from aipolicy.answers.answer_file import is_date
    from aipolicy.questionnaire.marks import date

    found = date(text)
    if found and not is_date(found):
        raise typer.BadParameter(f"'{text}' is not a date; write it as 2027-01-31", param_hint="--on")
    return found


def _changes(before: str, after: str) -> None:
    """The changed lines of the answer file, taken out with `-` and put in with `+`, as `set` shows them."""
    import difflib

    from aipolicy.cli.console import plain, show

    for line in list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            show(f"{line[0]} {plain(line[1:])}")
