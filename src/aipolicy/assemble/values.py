"""What templates are given: answers as values that know their question, and nothing else.

Every value answers `get(name)` (a form, a field, a cell) and gives None for a name it does not have;
Python attributes are never reachable from a template.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aipolicy.assemble import words
from aipolicy.conditions.evaluate import all_of


@dataclass(frozen=True, slots=True)
class Value:
    """Words from an answer: which question, row and field or form they came from, and the choice id if any."""

    question: str
    row: str
    field: str
    text: str
    id: str = ""
    forms: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        form = self.forms.get(name)
        return None if form is None else replace(self, field=name, text=form, forms={})

    def changed(self, change: Callable[[str], str]) -> Value:
        forms = {name: change(text) if text else "" for name, text in self.forms.items()}
        return replace(self, text=change(self.text) if self.text else "", forms=forms)


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is not there; prints as a visible blank."""

    question: str
    label: str

    def get(self, name: str) -> Missing:
        return self

    def __iter__(self) -> Iterator[object]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Values and plain words in a row, made by a filter such as `and`."""

    parts: tuple[Value | str, ...]

    def get(self, name: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Items:
    """A `choices` answer: a list of values; a form's name gives the list of that form."""

    question: str
    items: tuple[Value, ...]

    def get(self, name: str) -> Items | None:
        forms = [item.get(name) for item in self.items]
        return Items(self.question, tuple(f for f in forms if f is not None)) if all(forms) else None

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items)

    def joined(self, word: str) -> Phrase:
        parts: list[Value | str] = []
        for separator, item in zip(words.list_separators(len(self.items), word), self.items, strict=True):
            parts += [separator, item] if separator else [item]
        return Phrase(tuple(parts))


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a `rows` answer or of a grid: `fields` by name; `ids` are what `where` compares."""

    fields: Mapping[str, Value | Items | Missing]
    ids: Mapping[str, frozenset[str]]

    def get(self, name: str) -> Value | Items | Missing | None:
        return self.fields.get(name)

    def fits(self, name: str, wanted: Sequence[str]) -> bool | None:
        """Whether the field has one of the wanted ids; None while it is undecided."""
        if isinstance(self.fields.get(name), Missing):
            return None
        return not self.ids.get(name, frozenset()).isdisjoint(wanted)


@dataclass(frozen=True, slots=True)
class Records:
    """All rows of a `rows` answer or a grid. A grid also gives its rows by name.

    `unsettled`: a `where` could not tell of some row whether it fits, because a field of it is undecided.
    """

    question: str
    rows: tuple[Record, ...]
    by_name: Mapping[str, Value | Record | Missing] = dataclasses.field(default_factory=dict)
    unsettled: bool = False

    def get(self, name: str) -> Value | Record | Missing | None:
        return self.by_name.get(name)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.rows)

    def where(self, tests: Mapping[str, Sequence[str]]) -> Records:
        fits = [(row, all_of(row.fits(name, wanted) for name, wanted in tests.items())) for row in self.rows]
        kept = tuple(row for row, truth in fits if truth is True)
        unsettled = self.unsettled or any(truth is None for _, truth in fits)
        return Records(self.question, kept, self.by_name, unsettled)


@dataclass(frozen=True, slots=True)
class Group:
    """A dotted prefix of question ids."""

    members: Mapping[str, object]

    def get(self, name: str) -> object | None:
        return self.members.get(name)


@dataclass(frozen=True, slots=True)
class Named:
    """An office: its name with the article, and the forms name, plural and possessive."""

    value: Value

    def get(self, name: str) -> Value | None:
        return self.value.get(name)


def blank(text: str) -> bool:
    """Whether nothing of these words can be seen."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in text)
