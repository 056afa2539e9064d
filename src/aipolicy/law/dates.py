"""Dates as the law entries write them: a day, a month or a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from aipolicy.assemble.words import MONTHS


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date may mean, and its words after a noun: "on July 1, 2026", "in July 2026", "in 2026"."""

    first: date
    last: date
    words: str

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def period(text: str) -> Period:
    """The period of `2026-07-01`, `2026-07` or `2026`. A day that its month does not have is the month's last."""
    year, *rest = (int(part) for part in text.split("-"))
    year = max(year, 1)
    if not rest:
        return Period(date(year, 1, 1), date(year, 12, 31), f"in {year}")
    month = rest[0]
    end = monthrange(year, month)[1]
    if len(rest) == 1:
        return Period(date(year, month, 1), date(year, month, end), f"in {MONTHS[month - 1]} {year}")
    day = date(year, month, min(rest[1], end))
    return Period(day, day, f"on {MONTHS[month - 1]} {day.day}, {year}")


def days(number: int) -> str:
    """ "1 day", "200 days"."""
    return f"{number} day{'' if number == 1 else 's'}"
