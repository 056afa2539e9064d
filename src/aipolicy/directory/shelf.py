"""Reading the shipped list, one state at a time."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from aipolicy.directory.agency import Agency

if TYPE_CHECKING:
    import zipfile

SAME_LETTERS = "="
"""Stands for a listed name that differs from the name put right only in its capitals."""
WIDTH_OF_LEAID = 7


@cache
def _archive() -> zipfile.ZipFile:
    """The list in memory, so that it can also be read where the program itself is one compressed file."""
    # Imported here: these take longer to import than a state takes to read, and most commands never read one.
    import io
    import zipfile
    from importlib.resources import files

    return zipfile.ZipFile(io.BytesIO((files("aipolicy.directory") / "agencies.zip").read_bytes()))


@cache
def states() -> tuple[str, ...]:
    """The two small letters of every state, district and territory of the list, in order."""
    return tuple(sorted(name[:2] for name in _archive().namelist() if len(name) == len("tx.txt")))


@cache
def school_year() -> str:
    """The school year that the list is of, as in 2019-20."""
    return _archive().read("school-year.txt").decode("utf-8")


@cache
def agencies_of(state: str) -> tuple[Agency, ...]:
    """The agencies of one state in the order of their numbers.

    Args:
        state: two letters, small or capital.

    Returns:
        Every agency; none for a state that the list does not have.
    """
    if state not in states():
        return agencies_of(state.lower()) if state.lower() in states() and state != state.lower() else ()
    columns = [column.split("\n") for column in _archive().read(f"{state}.txt").decode("utf-8").split("\f")]
    steps, names, listed, cities, lowest, highest = columns
    same_name = Counter(names)
    same_place = Counter(zip(names, cities, strict=True))
    found: list[Agency] = []
    number = 0
    for step, name, printed, city, low, high in zip(steps, names, listed, cities, lowest, highest, strict=True):
        number += int(step)
        leaid = f"{number:0{WIDTH_OF_LEAID}}"
        shown = name
        if same_place[name, city] > 1:
            shown = f"{name} ({city}, {leaid})"
        elif same_name[name] > 1:
            shown = f"{name} ({city})"
        printed = name.upper() if printed == SAME_LETTERS else printed or name
        found.append(Agency(leaid, name, city, state, low, high, printed, shown))
    return tuple(found)
