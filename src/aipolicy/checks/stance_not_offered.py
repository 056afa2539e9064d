"""stance-not-offered: a stance that answers with a choice which its other answers, or some districts, do not offer.

A choice with a `when:` is offered only there, and an answer that is not offered is refused. A stance is taken by any
district, so each of its answers must be offered whatever the district's facts are and whatever counsel decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aipolicy.checks.stance_facts import facts_under
from aipolicy.conditions import Facts, evaluate, questions_of
from aipolicy.library import Library, Question, stance_values
from aipolicy.library.questions import Choice
from aipolicy.library.stances import StanceAnswer
from aipolicy.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    for stance in library.stances.values():
        facts = facts_under(stance, library)
        for id, value in stance_values(stance, library.interview).items():
            if facts.visible(id) is False:
                continue
            chosen = _chosen(library.interview.questions[id], value, facts)
            for choice in {choice.span: choice for choice in chosen}.values():
                offered = evaluate(choice.when, facts)
                if offered is True:
                    continue
                rests = " and ".join(questions_of(choice.when))
                why = f"is {'not offered with its answer' if offered is False else 'offered only with some answers'} to"
                message = f"the stance '{stance.id}' answers {id} with '{choice.id}', which {why} {rests}"
                related = ((choice.span, f"the choice {choice.id}"),)
                hint = f"answer {id} with another choice" + (f", or change {rests}" if offered is False else "")
                yield Problem(stance.places[id], "stance-not-offered", message, hint, related=related)


def _chosen(question: Question, value: StanceAnswer, facts: Facts) -> Iterator[Choice]:
    """The choices that the value holds; of a grid, those of every cell that is not hidden."""
    if isinstance(value, Mapping):
        hidden = {str(row.id) for row in question.rows if evaluate(row.when, facts) is False}
        shown = [cells for row, cells in value.items() if row not in hidden]
        for column in question.columns:
            ids = {cells.get(str(column.id)) for cells in shown}
            yield from (choice for choice in column.choices if choice.id in ids)
    else:
        ids = set(value) if isinstance(value, tuple) else {str(value)}
        yield from (choice for choice in question.choices if choice.id in ids)
