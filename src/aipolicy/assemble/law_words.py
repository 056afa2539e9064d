"""How a law's dates, status and source are said, and which of its dates concern a district."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.assemble import words
from aipolicy.assemble.blocks import CONFIDENCE, STATUS
from aipolicy.assemble.select import waiting_for
from aipolicy.conditions import Facts, evaluate
from aipolicy.library.law import Compliance, LawEntry

LATER = "effective_later"
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def date_words(date: str) -> str:
    """A date as it stands in a sentence: a day, a month and year, or a year."""
    month = _MONTH.fullmatch(date)
    return f"{words.MONTHS[int(month[2]) - 1]} {month[1]}" if month else words.long_date(date)


def concerning(law: LawEntry, facts: Facts) -> Iterator[tuple[Compliance, tuple[str, ...]]]:
    """The dates that the law sets and the answers do not exclude, in order; with the questions that decide it."""
    for date in sorted(law.compliance, key=lambda date: str(date.date)):
        applies = evaluate(date.when, facts)
        if applies is not False:
            yield date, () if applies else waiting_for(date.when, facts)


def begins(law: LawEntry, facts: Facts) -> list[str]:
    """When duties of a law begin: on the dates that concern the district, else when it takes effect."""
    dates = [str(date.date) for date, _ in concerning(law, facts)]
    return list(dict.fromkeys(dates)) or ([str(law.effective)] if law.effective else [])


def standing_of(law: LawEntry) -> str:
    """Status and effective date, when it was read and how sure it is, as sentences."""
    since = f", from {date_words(str(law.effective))}" if law.effective else ""
    status = words.capitalized(STATUS[str(law.status)])
    sure = CONFIDENCE[str(law.confidence)]
    return f"{status}{since}. Checked {words.long_date(str(law.checked))}: {sure}."
