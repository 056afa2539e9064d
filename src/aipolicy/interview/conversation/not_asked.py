"""Why a question or a section that somebody asked for by its id is not asked of this district."""

from __future__ import annotations

from collections.abc import Iterable

from aipolicy.conditions import All, Predicate, evaluate, questions_of
from aipolicy.interview.agenda import Scope, Status, status_of
from aipolicy.interview.conversation.turn import Desk
from aipolicy.library.questions import Question

MOST = 3
"""So many deciding questions are named; more would hide the sentence."""


def not_asked(desk: Desk, scope: Scope) -> list[str]:
    """A sentence or two for each question of `scope` that is named and not asked, or for its section."""
    questions = desk.session.interview.questions
    said = [
        f'"{questions[id].ask}" {_because(_deciding(questions[id], desk), desk)}'
        for id in dict.fromkeys(scope.questions)
        if not _is_asked(questions[id], desk)
    ]
    section = next((s for s in desk.session.interview.sections if s.id == scope.section), None)
    if section is None or said or any(_is_asked(question, desk) for question in section.questions):
        return said
    inside = {str(question.id) for question in section.questions}
    each = [[id for id in _deciding(question, desk) if id not in inside] for question in section.questions]
    common = [id for id in each[0] if all(id in others for others in each)] if each else []
    return [f'The section "{section.title}" {_because(common or (each[0] if each else []), desk)}']


def _is_asked(question: Question, desk: Desk) -> bool:
    return status_of(question, desk.session.state) not in (Status.HIDDEN, Status.WAITING)


def _because(deciding: Iterable[str], desk: Desk) -> str:
    """The rest of the sentence: that it is not asked, and on which answers that turns."""
    named = [f'"{desk.session.interview.questions[id].ask}"' for id in deciding][:MOST]
    turns = f" That turns on the answer to {' and to '.join(named)} You can change it in the review." if named else ""
    return f"is not asked with the present answers.{turns}"


def _deciding(question: Question, desk: Desk) -> list[str]:
    """The questions whose answers keep `question` from being asked; none where the reason is not that simple."""
    from aipolicy.assemble.select import waiting_for

    facts, questions = desk.session.state.facts, desk.session.interview.questions
    if facts.visible(str(question.id)) is None:
        return [id for id in waiting_for(question.when, facts) if id in questions]
    found = dict.fromkeys(
        id for name in questions_of(_false_part(question.when, desk)) for id in _asked_for(name, desk)
    )
    if not found and question.type == "grid" and question.rows_from in questions:
        found[str(question.rows_from)] = None
    return list(found)


def _false_part(predicate: Predicate, desk: Desk) -> Predicate:
    """The part of a condition that is false already by itself: the first, where several must hold."""
    if isinstance(predicate, All):
        for part in predicate.parts:
            if evaluate(part, desk.session.state.facts) is False:
                return _false_part(part, desk)
    return predicate


def _asked_for(name: str, desk: Desk) -> list[str]:
    """The questions that a name in a condition stands for: a hidden one for what hides it, a derived one for its
    source."""
    questions = desk.session.interview.questions
    if name not in questions:
        derivation = desk.session.interview.vocabulary[name].derivation
        return [str(id) for id in derivation.inputs if str(id) in questions] if derivation else []
    hidden = desk.session.state.facts.visible(name) is False
    return _deciding(questions[name], desk) if hidden else [name]
