"""Which questions a form asks, and how each stands: no Word in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aipolicy.answers import UNDECIDED, Answers, Decision, Row
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.assemble.answer_words import answer_in_words
from aipolicy.conditions import Facts, evaluate
from aipolicy.library import Library
from aipolicy.library.questions import Choice, Column, Question
from aipolicy.writers.text import inline_text, normal

Standing = Literal["open", "suggested", "decided"]
YES_NO = (("true", "Yes"), ("false", "No"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a form. `present` is the answer in words, `chosen` its choices' ids, `rows` a grid's."""

    question: Question
    number: int
    section: str
    standing: Standing
    present: str
    chosen: frozenset[str]
    decision: Decision | None
    facts: Facts
    rows: tuple[tuple[str, str], ...]

    def offered(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """The choices that this district has."""
        return tuple(choice for choice in choices if evaluate(choice.when, self.facts) is not False)

    @property
    def suggested(self) -> frozenset[str]:
        """The ids of the suggested choices of a question that is no grid."""
        suggest = self.question.suggest
        if suggest is None or isinstance(suggest, Mapping):
            return frozenset()
        return frozenset((suggest,) if isinstance(suggest, str) else suggest)


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions of a form in asking order, and how many more wait for other decisions."""

    role: str
    asked: tuple[Asked, ...]
    waiting: int

    @property
    def due(self) -> str:
        """The first date by which one of the questions is to be decided, ""."""
        return min((a.decision.by for a in self.asked if a.decision and a.decision.by), default="")


def select(role: str, library: Library, answers: Answers, facts: Facts, everything: bool = False) -> Selection:
    """The questions that `role` knows about: those that are asked and open, or `everything` that is asked."""
    titles = {str(section.id): str(section.title) for section in library.interview.sections}
    asked: list[Asked] = []
    waiting = 0
    for question in library.interview.questions.values():
        visible = facts.visible(question.id)
        if role not in question.who_knows or visible is False:
            continue
        if visible is None:
            waiting += 1
            continue
        standing = _standing(question, answers, facts)
        if standing == "decided" and not everything:
            continue
        words = normal(inline_text(answer_in_words(question, library, answers, facts)))
        asked.append(
            Asked(
                question=question,
                number=len(asked) + 1,
                section=titles.get(question.section, question.section),
                standing=standing,
                present=words,
                chosen=_chosen(answers.value(question.id)),
                decision=answers.decisions.get(question.id),
                facts=facts,
                rows=grid_rows(question, library, facts),
            )
        )
    return Selection(role, tuple(asked), waiting)


def grid_rows(question: Question, library: Library, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Id and label of the rows of a grid that this district has or may have; nothing for another question."""
    if question.type != "grid":
        return ()
    shown = {row for row, visible in facts.grid_rows(library.vocabulary[question.id]) if visible is not False}
    return tuple((row, label) for row, label in row_labels(question, library) if row in shown)


def row_labels(question: Question, library: Library) -> tuple[tuple[str, str], ...]:
    """Id and label of every row of a grid."""
    if question.rows_from:
        source = library.interview.questions[question.rows_from]
        return tuple((str(choice.id), str(choice.label)) for choice in source.choices)
    return tuple((str(row.id), str(row.label)) for row in question.rows)


def _standing(question: Question, answers: Answers, facts: Facts) -> Standing:
    value = answers.value(question.id)
    if value is None or value is UNDECIDED:
        return "open"
    if question.type == "grid" and isinstance(value, Mapping):
        rows = [row for row, visible in facts.grid_rows(facts.vocabulary[question.id]) if visible is not False]
        if any(_wanting(question.columns, value.get(row, {})) for row in rows):
            return "open"
    if isinstance(value, tuple) and any(isinstance(r, Row) and UNDECIDED in r.fields.values() for r in value):
        return "open"
    decision = answers.decisions.get(question.id)
    return "suggested" if decision is not None and decision.basis in UNCONFIRMED else "decided"


def _wanting(columns: tuple[Column, ...], cells: Mapping[str, str]) -> bool:
    return any(str(column.id) not in cells and column.asked(cells) for column in columns)


def _chosen(value: object) -> frozenset[str]:
    if isinstance(value, bool):
        return frozenset(("true" if value else "false",))
    if isinstance(value, tuple):
        return frozenset(item for item in value if isinstance(item, str))
    return frozenset((value,)) if isinstance(value, str) else frozenset()
