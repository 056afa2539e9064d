"""crosswalk-ids: an id in a crosswalk that names nothing, or law and clauses that are not its district's.

Checked: the clauses of each part, the law, that every item's id begins with the id of its list, and that no list has
the name of the framework. Law and clauses (`states.<state>. ...`) of one state stand only in lists of that state.
Whether a list's jurisdiction is one: see jurisdictions.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.library import Library
from aipolicy.library.law import FEDERAL, Crosswalk
from aipolicy.problems import Problem, did_you_mean

FRAMEWORK = "framework"
CODE = "crosswalk-id"


def check(library: Library) -> Iterator[Problem]:
    for listed in library.crosswalks.values():
        if listed.id == FRAMEWORK:
            message = f"'{FRAMEWORK}' is how coverage calls the elements of framework.yaml"
            yield Problem(listed.id.span, CODE, message, "give the list another id")
        yield from _law(listed, library)
        for item in listed.items:
            if not item.id.startswith(f"{listed.id}.") or item.id == f"{listed.id}.":
                message = f"the item '{item.id}' does not begin with the id of its list"
                yield Problem(item.id.span, CODE, message, f"write '{listed.id}.' and a name")
        yield from _parts(listed, library)


def _law(listed: Crosswalk, library: Library) -> Iterator[Problem]:
    if not listed.law:
        return
    law = library.citations.get(listed.law)
    if law is None:
        hint = did_you_mean(listed.law, sorted(library.citations))
        yield Problem(listed.law.span, CODE, f"there is no citation '{listed.law}'", hint)
    elif law.jurisdiction not in (FEDERAL, listed.jurisdiction):
        message = f"'{listed.law}' is law of {law.jurisdiction.upper()}, and '{listed.id}' is a list of another place"
        yield Problem(
            listed.law.span, CODE, message, "cite law that applies there", related=((law.span, "the citation"),)
        )


def _parts(listed: Crosswalk, library: Library) -> Iterator[Problem]:
    for clause in (clause for item in listed.items for part in item.parts for clause in part):
        place = clause.split(".")
        if clause not in library.blocks:
            hint = did_you_mean(clause, sorted(library.blocks))
            yield Problem(clause.span, CODE, f"there is no clause '{clause}'", hint)
        elif place[0] == "states" and place[1] != listed.jurisdiction:
            message = f"'{clause}' stands only in {place[1].upper()}, and '{listed.id}' is a list of another place"
            yield Problem(clause.span, CODE, message, "name a clause that stands there")
