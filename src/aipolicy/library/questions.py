"""The interview as read: sections, questions, choices, grids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from aipolicy.conditions import Predicate, Vocabulary
from aipolicy.problems import Span
from aipolicy.source import Located

QuestionType = Literal["text", "number", "money", "date", "yes_no", "choice", "choices", "rows", "grid"]
FACT_TYPES = ("text", "number", "money", "date", "rows")
QUESTION_TYPES = ("text", "number", "money", "date", "yes_no", "choice", "choices", "rows", "grid")
WHO_KNOWS = (
    "superintendent",
    "counsel",
    "technology",
    "instruction",
    "privacy",
    "business",
    "communications",
    "human_resources",
    "special_education",
    "board",
    "office",
)


Suggestion: TypeAlias = str | tuple[str, ...] | Mapping[str, str] | None
"""A choice id; for `choices` several; for a grid one for every row, or row -> choice id."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. `forms` holds every form that its question declares."""

    id: Located
    label: Located
    means: Located
    forms: Mapping[str, Located]
    when: Predicate
    not_with: tuple[Located, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a `rows` question.

    `only` names fields before it and their choices with which it is asked; empty: always.
    """

    id: Located
    label: Located
    type: QuestionType
    choices: tuple[Choice, ...]
    forms: tuple[Located, ...]
    optional: bool
    other: bool
    only: Mapping[str, tuple[str, ...]]
    span: Span

    def asked(self, values: Mapping[str, object]) -> bool:
        """Whether the field is asked in a row with these fields (field -> value). Undecided: not yet."""
        return all(
            any(str(item) in choices for item in (value if isinstance(value, tuple) else (value,)))
            for value, choices in ((values.get(field), choices) for field, choices in self.only.items())
        )


@dataclass(frozen=True, slots=True)
class GridRow:
    """A fixed row of a grid. `forms` holds every form that its question declares in `row_forms`."""

    id: Located
    label: Located
    forms: Mapping[str, Located]
    when: Predicate
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """A column of choices; a grid without `columns:` has one with the id "".

    `only` names another column of the grid and its choices with which this one is asked; empty: always.
    """

    id: Located
    label: Located
    choices: tuple[Choice, ...]
    forms: tuple[Located, ...]
    suggest: Suggestion
    only: Mapping[str, tuple[str, ...]]

    def asked(self, cells: Mapping[str, str]) -> bool:
        """Whether the column is asked in a row with these cells (column -> choice id)."""
        return all(cells.get(column) in choices for column, choices in self.only.items())


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers that cannot both stand: `when` holds where they do, `between` are the questions.

    `says` tells why they cannot, `fix` what to do.
    """

    id: Located
    when: Predicate
    between: tuple[Located, ...]
    says: Located
    fix: Located
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `minimum` and `maximum` count characters, value or choices, by `type`.

    `fact` is true where the answer states a fact or a district's own words: nobody can suggest it, and it is
    never taken from another district.
    """

    id: Located
    section: str
    ask: Located
    why: Located
    type: QuestionType
    who_knows: tuple[Located, ...]
    sources: tuple[Located, ...]
    when: Predicate
    optional: bool
    fact: bool
    suggest: Suggestion
    choices: tuple[Choice, ...]
    forms: tuple[Located, ...]
    other: bool
    minimum: int | None
    maximum: int | None
    fields: tuple[Field, ...]
    csv: str
    rows: tuple[GridRow, ...]
    row_forms: tuple[Located, ...]
    rows_from: str
    columns: tuple[Column, ...]
    span: Span

    @property
    def for_counsel(self) -> bool:
        """Whether counsel is the first who knows: then no suggestion and no stance answers it."""
        return self.who_knows[:1] == ("counsel",)

    def choice(self, id: str) -> Choice | None:
        return next((c for c in self.choices if c.id == id), None)


@dataclass(frozen=True, slots=True)
class InterviewSection:
    id: Located
    title: Located
    order: int
    intro: Located
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """Sections in asking order; `questions` by id, in the same order; `vocabulary` for conditions."""

    sections: tuple[InterviewSection, ...]
    questions: Mapping[str, Question]
    vocabulary: Vocabulary
    conflicts: tuple[Conflict, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)


StanceValue: TypeAlias = str | bool | tuple[str, ...] | Mapping[str, str | Mapping[str, str]]
"""choice: its id; yes_no: bool; choices: ids.

grid: one choice id for every row, or row -> choice id, or row -> column -> choice id.
"""


@dataclass(frozen=True, slots=True)
class Stance:
    """Answers that belong together and can be taken as a whole. `shows` are the questions shown side by side.

    `places` says where each of `answers` stands. What a stance leaves out takes the question's own suggestion.
    """

    id: Located
    name: Located
    about: Located
    fits: Located
    shows: tuple[Located, ...]
    answers: Mapping[str, StanceValue]
    places: Mapping[str, Span]
    span: Span
