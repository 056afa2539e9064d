"""one-of: a `one_of` group of an outline that can select none of its clauses, or two.

Wherever the document is built and the section stands, exactly one member must. The message names answers
under which that fails. Every combination of answers is covered, so a group without a message is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.study import both, study
from aipolicy.library import Library
from aipolicy.library.model import OneOf
from aipolicy.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    known = study(library)
    for outline in library.outlines.values():
        for section in outline.sections:
            for group in (entry for entry in section.entries if isinstance(entry, OneOf)):
                if not all(id in library.blocks for id in group.of):
                    continue
                scope = both(outline.when, section.when)
                for missed in known.analysis.exactly_one([known.condition(id) for id in group.of], scope):
                    members = [group.of[number] for number in missed.which or range(len(group.of))]
                    what = "none of its clauses is" if missed.kind == "none" else " and ".join(members) + " are both"
                    yield Problem(
                        group.id.span,
                        "one-of",
                        f"in the group '{group.id}' {what} selected when {missed.witness}",
                        "change the conditions so that exactly one clause holds",
                        related=tuple((library.blocks[id].span, f"the condition of {id}") for id in members),
                    )
