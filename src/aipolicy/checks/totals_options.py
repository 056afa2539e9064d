"""totals-options: a totals block that names no rows, or fields that cannot be added up.

`rows` is a question with rows, `amount` a money field of it, `down` and `across` choice fields. A build would stop at
the same mistake; this rule finds it before anybody builds.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.assemble.totals import KIND, plan_of
from aipolicy.library import Library
from aipolicy.library.model import BlockEntry
from aipolicy.problems import InvalidContent, Problem


def check(library: Library) -> Iterator[Problem]:
    for outline in library.outlines.values():
        for section in outline.sections:
            for entry in section.entries:
                if isinstance(entry, BlockEntry) and entry.kind == KIND:
                    try:
                        plan_of(entry.options, library)
                    except InvalidContent as error:
                        yield from error.problems
