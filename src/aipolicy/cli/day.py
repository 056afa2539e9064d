"""The day that a command reckons with: the one it is told, else the machine's. Nothing else reads the clock for it."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

Today = Annotated[
    str,
    typer.Option(
        "--today",
        envvar="AIPOLICY_TODAY",
        metavar="DATE",
        help="The day to reckon from, if not the machine's.",
        show_default=False,
    ),
]


def _days(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise typer.BadParameter(f"'{given}' is not a number of days; write it as 180")
    return int(given)


CheckedWithin = Annotated[
    int | None,
    typer.Option(
        "--law-checked-within",
        envvar="AIPOLICY_LAW_CHECKED_WITHIN",
        metavar="DAYS",
        parser=_days,
        help="How long law counts as checked; 180 days unless told.",
        show_default=False,
    ),
]


def day(given: str) -> datetime.date:
    """The day that was given, else the machine's. Raises typer.BadParameter."""
    from aipolicy.answers.answer_file import is_date

    if given and not is_date(given):
        raise typer.BadParameter(f"'{given}' is not a date; write it as 2027-01-12", param_hint="--today")
    return datetime.date.fromisoformat(given) if given else datetime.date.today()
