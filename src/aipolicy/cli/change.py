"""`aipolicy set` and `aipolicy undo`: the answer file changed, and the change shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aipolicy.cli import completion
from aipolicy.cli.options import InProject
from aipolicy.cli.run import folder_of, guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aipolicy.answers import AnswerFile, Answers
    from aipolicy.answers.record import Recorded
    from aipolicy.library import Library
    from aipolicy.problems import Problem

CURRENT = "current"
REVIEW = "reviewed.fingerprint"
_NO_TEXT = "0" * 16


@guarded
def set_answer(
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY VALUE ...", help="A question's id and its answer.", autocompletion=completion.questions
        ),
    ],
    project: InProject = None,
) -> None:
    """Change an answer in aipolicy.yaml.

    The value is checked first, and then the whole file: on any problem nothing is saved. Comments stay.
    Lists are written "a, b". 'undecided' is an answer too. Several pairs are saved together.
    'reviewed.fingerprint current' binds counsel's review to the text as it would be built now.
    """
    from aipolicy.answers import NAME, parse_answer_file, read_answer_file
    from aipolicy.answers.conflicts import contradictions
    from aipolicy.answers.edit import set_value
    from aipolicy.answers.marks import ended
    from aipolicy.answers.model import UNCONFIRMED
    from aipolicy.answers.record import unasked
    from aipolicy.answers.store import holding
    from aipolicy.cli.console import problems, say
    from aipolicy.project import answer_file, library_for

    if len(pairs) % 2:
        raise typer.BadParameter("write a key and its value, such as: aipolicy set district.unions true")
    folder = folder_of(None, project)
    path = folder / NAME
    answer_file(folder)
    with holding(path, NAME) as hold:
        file = read_answer_file(path)
        library = library_for(file)
        order = list(library.interview.questions)
        text, current = file.text, False
        values = dict(zip(pairs[::2], pairs[1::2], strict=True))
        if values.get(REVIEW, "").strip() == CURRENT:
            current, values[REVIEW] = True, _NO_TEXT
        recorded = _recorded(values, library, file)
        given = [one.path for one in recorded]
        for one in recorded:
            text = set_value(text, one.path, one.value, order)
            for key in ended(file.decisions, one.question, one.path, given) if one.differs(file.node) else ():
                text = set_value(text, key, None, order)
            decision = file.decisions.get(".".join(one.path))
            basis = ("decisions", ".".join(one.path), "basis")
            if decision is not None and decision.basis in UNCONFIRMED and basis not in given:
                text = set_value(text, basis, "confirmed", order)
        if current:
            mark = _fingerprint(text, file, library)
            text = set_value(text, ("reviewed", "fingerprint"), mark, order)
        answers = _validated(parse_answer_file(text, folder, NAME), library)
        if text == file.text:
            say("Nothing to change: the file says so already.")
            return
        hold.save(text, file.text)
    _changes(file.text, text)
    for id in unasked(recorded, answers, library.interview):
        say(f"{id} is not asked of your district with its other answers: it is kept, and printed nowhere.")
    contradictory = contradictions(answers, library.interview)
    if contradictory:
        problems(contradictory, folder)
        say("Saved, but the drafts cannot be built until the answers agree. 'aipolicy undo' takes the change back.")
        return
    say("Saved. 'aipolicy undo' takes it back; 'aipolicy build' brings the drafts up to date.")


@guarded
def undo(project: InProject = None) -> None:
    """Take the last change of aipolicy.yaml back. A second undo brings it again."""
    from aipolicy.answers import NAME
    from aipolicy.answers.store import undo as take_back
    from aipolicy.cli.console import say
    from aipolicy.project import answer_file

    folder = folder_of(None, project)
    answer_file(folder)
    before, after = take_back(folder / NAME, NAME)
    _changes(before, after)
    say("Taken back. A second 'aipolicy undo' brings the change again.")


def _recorded(values: Mapping[str, str], library: Library, file: AnswerFile) -> list[Recorded]:
    """What each pair says. Raises InvalidContent with every problem of all of them."""
    from aipolicy.answers.record import record
    from aipolicy.interview.given_pairs import named
    from aipolicy.problems import InvalidContent

    found: list[Recorded] = []
    problems: list[Problem] = []
    for key, value in values.items():
        try:
            found.append(record(key, value, library.interview, file))
        except InvalidContent as error:
            problems += [named(problem, key, file.folder) for problem in error.problems]
    if problems:
        raise InvalidContent(problems)
    return found


def _fingerprint(text: str, file: AnswerFile, library: Library) -> str:
    """The fingerprint of the text that these answers give, in the scope of their review."""
    from aipolicy.answers import load_answers, parse_answer_file
    from aipolicy.assemble import assemble

    answers = load_answers(parse_answer_file(text, file.folder, file.path), library.interview)
    return assemble(library, answers).review.fingerprint


def _validated(file: AnswerFile, library: Library) -> Answers:
    from aipolicy.answers import load_answers
    from aipolicy.cli.console import say
    from aipolicy.problems import InvalidContent

    try:
        return load_answers(file, library.interview)
    except InvalidContent:
        say("Nothing was saved: with this change the answer file has problems.")
        raise


def _changes(before: str, after: str) -> None:
    """The changed lines of the answer file, taken out with `-` and put in with `+`."""
    import difflib

    from aipolicy.cli.console import plain, show

    for line in list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            show(f"{line[0]} {plain(line[1:])}")
