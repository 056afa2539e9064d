"""jurisdictions: a state without an entry in jurisdictions.yaml, an entry that is no state, or law of no jurisdiction.

The states are the choices of `district.state`. Law and crosswalks are federal (`us`) or of one state. A state whose
law the library cites says in `holds` what it has of it; one without law says nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.library import Library
from aipolicy.library.law import FEDERAL
from aipolicy.problems import Problem, did_you_mean

STATE = "district.state"


def check(library: Library) -> Iterator[Problem]:
    question = library.interview.questions.get(STATE)
    if question is None:
        return
    states = {str(choice.id): choice for choice in question.choices}
    for id, choice in states.items():
        if id not in library.jurisdictions:
            message = f"the state '{id}' has no entry in jurisdictions.yaml"
            hint = f"add '- {{id: \"{id}\", name: {choice.label}, lacks: ...}}'"
            yield Problem(choice.id.span, "jurisdictions", message, hint)
    own = {str(law.jurisdiction): law for law in library.citations.values()}
    for id, entry in library.jurisdictions.items():
        if id not in states:
            hint = did_you_mean(id, list(states), 0)
            yield Problem(entry.id.span, "jurisdictions", f"'{id}' is no choice of {STATE}", hint)
        if entry.holds and id not in own:
            message = f"'{id}' has 'holds', and the library cites no law of {entry.name}"
            yield Problem(entry.holds.span, "jurisdictions", message, "take 'holds' out, or add the citations")
        if id in own and not entry.holds:
            message = f"the library cites law of {entry.name}, and '{id}' does not say what it holds"
            related = ((own[id].span, "a citation"),)
            yield Problem(entry.span, "jurisdictions", message, "add 'holds' and 'checked'", "warning", related)
    listed = [(law.jurisdiction, law.id, "citation") for law in library.citations.values()]
    listed += [(walk.jurisdiction, walk.id, "crosswalk") for walk in library.crosswalks.values()]
    for jurisdiction, id, what in listed:
        if jurisdiction != FEDERAL and jurisdiction not in states:
            message = f"the jurisdiction '{jurisdiction}' of the {what} '{id}' is no choice of {STATE}"
            yield Problem(jurisdiction.span, "jurisdictions", message, "write 'us' or a state's two letters")
