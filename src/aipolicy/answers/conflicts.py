"""Answers that cannot both stand, as the library's `conflicts:` say."""

from __future__ import annotations

from aipolicy.answers.facts import facts_of
from aipolicy.answers.model import Answers
from aipolicy.conditions import evaluate
from aipolicy.library.questions import Interview
from aipolicy.problems import Problem, Span


def contradictions(answers: Answers, interview: Interview) -> tuple[Problem, ...]:
    """One problem for each conflict that holds, at the first question's answer, the others related to it.

    What is undecided contradicts nothing.
    """
    facts = facts_of(answers, interview)
    found = []
    for conflict in interview.conflicts:
        if evaluate(conflict.when, facts) is not True:
            continue
        places = [(str(id), _place(answers, str(id))) for id in conflict.between]
        names = " and ".join(id for id, _ in places)
        related = tuple((span, f"the answer to {id}") for id, span in places[1:])
        message = f"the answers to {names} contradict each other: {conflict.says}"
        found.append(Problem(places[0][1], "contradictory-answers", message, str(conflict.fix), related=related))
    return tuple(found)


def _place(answers: Answers, question: str) -> Span:
    answer = answers.values.get(question)
    return answer.span if answer else Span(answers.path)
