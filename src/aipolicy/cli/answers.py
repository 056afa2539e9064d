"""`aipolicy answers import` and `aipolicy answers merge`: other people's answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli.options import InProject
from aipolicy.cli.run import Exit, folder_of, guarded, leave

if TYPE_CHECKING:
    from aipolicy.answers import AnswerFile, Answers
    from aipolicy.answers.merge import Settling, Side
    from aipolicy.answers.store import Hold
    from aipolicy.library import Library
    from aipolicy.questionnaire.importing import Take

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
    from aipolicy.questionnaire.claims import claims_of
    from aipolicy.questionnaire.importing import put_in
    from aipolicy.source import read_bytes

    folder = folder_of(None, project)
    given = [(path.as_posix(), read_bytes(path, path.as_posix())) for path in dict.fromkeys(files)]
    date = _date(on)
    wishes = _takes(take or (), [name for name, _ in given])
    with _held(folder) as held:
        sheaf = claims_of(given, held.file, held.library, held.answers, by=by.strip(), on=date, renamed=renamed)
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
    theirs: Annotated[bool, typer.Option("--theirs", help="Where answers differ, take the colleagues'.")] = False,
) -> None:
    """Put colleagues' answer files into aipolicy.yaml.

    What only one file decides is taken, with who decided it. Different answers are conflicts: nothing is saved
    until --take, --ours or --theirs says which one wins. Rows of one list are put together, and the cells of
    grids are compared one by one. The comments of aipolicy.yaml stay.
    """
    from aipolicy.answers.merge import Side, merge
    from aipolicy.cli.console import count, problems, say

    if ours and theirs:
        raise typer.BadParameter("--ours and --theirs exclude each other")
    folder = folder_of(None, project)
    with _held(folder) as held:
        own = Side(held.file.path, held.file, held.answers)
        others = _sides(files, held)
        settling = _settling(take or (), [own, *others], ours, theirs)
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


def _takes(words: Sequence[str], forms: Sequence[str]) -> Take:
    """What --take says. Raises BadParameter for a word that is none."""
    from aipolicy.questionnaire.importing import FILE, FORM, Take

    default, by_key = "", {}
    for word in words:
        key, separator, wish = word.rpartition("=")
        known = wish in (FORM, FILE) or (separator and _named(wish, forms))
        if not known or (not separator and default not in ("", wish)):
            message = f"'{word}' is none of form, file, KEY=form, KEY=file, KEY={Path(forms[0]).name}"
            raise typer.BadParameter(message, param_hint="--take")
        if separator:
            by_key[key.strip()] = wish if wish in (FORM, FILE) else _named(wish, forms)
        else:
            default = wish
    return Take(default, by_key)


def _named(wish: str, names: Sequence[str]) -> str:
    """The one of `names`, paths of files, that is meant; "" where it is none or not clear which."""
    exact = [name for name in names if name == wish or Path(name) == Path(wish)]
    close = [name for name in names if wish in (Path(name).name, Path(name).stem)]
    found = exact or close
    return found[0] if len(found) == 1 else ""


def _settling(words: Sequence[str], sides: Sequence[Side], ours: bool, theirs: bool) -> Settling:
    from aipolicy.answers.merge import Settling

    names = [side.name for side in sides]
    by_key = {}
    for word in words:
        key, separator, wish = word.rpartition("=")
        name = names[0] if wish == "ours" else _named(wish, names)
        if not separator or not name:
            raise typer.BadParameter(f"'{word}' is not KEY=FILE; files: {', '.join(names)}", param_hint="--take")
        by_key[key.strip()] = name
    return Settling(by_key, "ours" if ours else "theirs" if theirs else "")


def _sides(files: Sequence[Path], held: _Held) -> list[Side]:
    """The colleagues' files, valid. Raises InvalidContent with the problems of all of them."""
    from aipolicy.answers import NAME, read_answer_file, validate
    from aipolicy.answers.merge import Side
    from aipolicy.cli.console import say
    from aipolicy.problems import InvalidContent, Problem

    sides: list[Side] = []
    wrong: list[Problem] = []
    for path in dict.fromkeys(files):
        place = path / NAME if path.is_dir() else path
        if place.resolve() == (held.folder / NAME).resolve():
            raise typer.BadParameter(f"'{path}' is the answer file itself")
        file = read_answer_file(place, place.as_posix())
        answers, problems = validate(file, held.library.interview)
        wrong += [problem for problem in problems if problem.severity == "error"]
        sides.append(Side(place.as_posix(), file, answers))
    if wrong:
        say("Nothing was saved: a colleague's file has problems.")
        raise InvalidContent(wrong)
    return sides


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
