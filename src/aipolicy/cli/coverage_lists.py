"""Coverage for a terminal and for programs."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict

from aipolicy.coverage import MEANING, STATUSES, Covered, CoveredList, Status, words

WIDEST = 80


def lines(lists: Sequence[CoveredList], only: Collection[Status]) -> Iterator[str]:
    """Plain lines that fit a terminal: a heading and the counts of each list, then its items of these statuses."""
    for number, listed in enumerate(lists):
        if number:
            yield ""
        yield from wrapped(f"{listed.name} ({listed.id})")
        yield from wrapped(" ".join(filter(None, (f"By: {listed.by}.", words.standing(listed), words.known(listed)))))
        yield from wrapped(words.counted(listed.counts()))
        group = ""
        for item in listed.items:
            if item.status not in only:
                continue
            if item.group != group:
                group = item.group
                yield ""
                yield from wrapped(group)
            yield ""
            yield from wrapped(f"{item.id}: {words.STATUS[item.status]}", "  ")
            yield from wrapped(item.says, "    ")
            yield from wrapped(words.where_or_why(item, titles=False), "    ")


def summary(lists: Sequence[CoveredList]) -> str:
    """How many items have each status that there is, with what it means."""
    numbers = _counts(lists)
    named = [f"{number} {name} ({MEANING[name]})" for name, number in numbers.items() if number]
    return f"{'; '.join(named) or 'There is nothing to cover'}."


def data(lists: Sequence[CoveredList], only: Collection[Status]) -> dict[str, object]:
    """Everything, for programs. Counts are of all items, whatever is shown."""
    return {"lists": [_list(listed, only) for listed in lists], "counts": _counts(lists)}


def _list(listed: CoveredList, only: Collection[Status]) -> dict[str, object]:
    found = asdict(listed)
    found["counts"] = listed.counts()
    found["items"] = [_item(item) for item in listed.items if item.status in only]
    return found


def _item(item: Covered) -> dict[str, object]:
    found = asdict(item)
    standing, needed = found.pop("parts")
    return {**found, "parts": {"standing": standing, "needed": needed}}


def _counts(lists: Sequence[CoveredList]) -> dict[Status, int]:
    counts = [listed.counts() for listed in lists]
    return {name: sum(each[name] for each in counts) for name in STATUSES}


def wrapped(text: str, indent: str = "") -> list[str]:
    """The text as lines that fit the terminal, or 80 characters where there is none."""
    width = min(WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else WIDEST
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
