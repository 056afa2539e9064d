"""contradictory-stance: a stance whose answers cannot all stand, as the `conflicts:` of the interview say.

A district that took it could build nothing. The suggestions of the questions that the stance leaves out count too,
since a district that takes the stance is offered them. Answers that only some districts give (their facts, and what
counsel decides) are left open, so a conflict that rests on them is no mistake of the stance.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.stance_facts import facts_under
from aipolicy.conditions import evaluate
from aipolicy.library import Library
from aipolicy.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    for stance in library.stances.values():
        facts = facts_under(stance, library)
        for conflict in library.interview.conflicts:
            if evaluate(conflict.when, facts) is not True:
                continue
            places = [(str(id), stance.places[id]) for id in conflict.between if id in stance.places]
            others = [str(id) for id in conflict.between if id not in stance.places]
            taken = f" (with the suggestion of {' and '.join(others)})" if others else ""
            message = f"the stance '{stance.id}' contradicts itself{taken}: {conflict.says}"
            related = tuple((span, f"its answer to {id}") for id, span in places[1:])
            related += ((conflict.span, "the conflict"),)
            hint = f"change an answer of the stance: {' or '.join(map(str, conflict.between))}"
            yield Problem(
                places[0][1] if places else stance.span, "contradictory-stance", message, hint, related=related
            )
