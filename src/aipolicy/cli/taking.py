"""`--take`: whose answer wins where answers differ, for everything, for one question, or for one cell of a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from aipolicy.answers.merge import Settling
    from aipolicy.library import Interview
    from aipolicy.questionnaire.importing import Take

_REASON = ("public_reason",)
_HINT = "--take"


def of_forms(words: Sequence[str], forms: Sequence[str]) -> Take:
    """What --take of `answers import` says. Raises BadParameter for a word that is none."""
    from aipolicy.questionnaire.importing import FILE, FORM, Take

    default, by_key = "", {}
    for word in words:
        key, separator, wish = word.rpartition("=")
        known = wish in (FORM, FILE) or (separator and _named(wish, forms))
        if not known or (not separator and default not in ("", wish)):
            message = f"'{word}' is none of form, file, KEY=form, KEY=file, KEY={Path(forms[0]).name}"
            raise typer.BadParameter(message, param_hint=_HINT)
        if separator:
            by_key[key.strip()] = wish if wish in (FORM, FILE) else _named(wish, forms)
        else:
            default = wish
    return Take(default, by_key)


def of_files(words: Sequence[str], names: Sequence[str], ours: bool, theirs: bool) -> Settling:
    """What the options of `answers merge` say; the first of `names` is ours. Raises BadParameter for a bad word."""
    from aipolicy.answers.merge import Settling

    by_key = {}
    for word in words:
        key, separator, wish = word.rpartition("=")
        name = names[0] if wish == "ours" else _named(wish, names)
        if not separator or not name:
            raise typer.BadParameter(f"'{word}' is not KEY=FILE; files: {', '.join(names)}", param_hint=_HINT)
        by_key[key.strip()] = name
    return Settling(by_key, "ours" if ours else "theirs" if theirs else "")


def refuse_unknown(keys: Iterable[str], interview: Interview, merging: bool) -> None:
    """Raise BadParameter, naming all of them, where keys of --take are nothing that could be in conflict.

    When `merging`, words about decisions and the keys that are no questions can be. A key about which nobody
    differs is fine: the same command can be run again.
    """
    from aipolicy.answers.merge_words import DIFFER, RESERVED

    words = DIFFER if merging else _REASON
    known = [*_answers(interview), *(RESERVED if merging else ())]
    wrong = [_unknown(key, known, words) for key in keys if not _is_known(key, known, words, interview)]
    if wrong:
        raise typer.BadParameter(f"there is no question or cell {', '.join(wrong)}", param_hint=_HINT)


def _answers(interview: Interview) -> Iterator[str]:
    """The keys of all questions, and of all cells of grids."""
    from aipolicy.answers.validate import grid_row_ids

    for id, question in interview.questions.items():
        yield str(id)
        if question.type == "grid":
            for row in grid_row_ids(question, interview):
                yield from (".".join(filter(None, (id, row, column.id))) for column in question.columns)


def _is_known(key: str, known: Sequence[str], words: Sequence[str], interview: Interview) -> bool:
    from aipolicy.answers.validate import is_cell

    if not key.startswith("decisions."):
        return key in known
    decided, _, word = key.removeprefix("decisions.").rpartition(".")
    return word in words and (decided in known or is_cell(decided, interview))


def _unknown(key: str, known: Sequence[str], words: Sequence[str]) -> str:
    from aipolicy.problems import did_you_mean

    if key.startswith("decisions."):
        known = [f"decisions.{one}.{word}" for one in known for word in words]
    inside = [one for one in known if one.startswith(f"{key}.")]
    hint = f"there are: {', '.join(inside[:12])}" if inside else did_you_mean(key, known, list_up_to=0)
    return f"'{key}' ({hint or 'aipolicy list questions shows them all'})"


def _named(wish: str, names: Sequence[str]) -> str:
    """The one of `names`, paths of files, that is meant; "" where it is none or not clear which."""
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wish,
        lambda name: Path(name).resolve() == Path(wish).resolve(),
        lambda name: wish in (Path(name).name, Path(name).stem),
    )
    found = next((found for way in ways if (found := [name for name in names if way(name)])), [])
    return found[0] if len(found) == 1 else ""
