"""What templates are given: answers as values that know their question, and nothing else.

Every value answers `get(name)` (a form, a field, a cell) and gives None for a name it does not have;
Python attributes are never reachable from a template.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from aipolicy.assemble import words


class Gettable(Protocol):
    def get(self, name: str) -> object | None: ...


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
        return replace(self, text=change(self.text), forms={k: change(v) for k, v in self.forms.items()})


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


@dataclass(frozen=True, slots=True)
class Records:
    """All rows of a `rows` answer or a grid. A grid also gives its rows by name."""

    question: str
    rows: tuple[Record, ...]
    by_name: Mapping[str, Value | Record | Missing] = dataclasses.field(default_factory=dict)

    def get(self, name: str) -> Value | Record | Missing | None:
        return self.by_name.get(name)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.rows)

    def where(self, tests: Mapping[str, Sequence[str]]) -> Records:
        kept = (r for r in self.rows if all(not r.ids.get(n, frozenset()).isdisjoint(v) for n, v in tests.items()))
        return Records(self.question, tuple(kept), self.by_name)


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


def clean(text: str) -> str:
    """A person's words as one line: control characters gone, any white space a single space."""
    kept = "".join(c if c.isspace() or not unicodedata.category(c).startswith("C") or _joins(c) else "" for c in text)
    return " ".join(kept.split())


def _joins(character: str) -> bool:
    """Format characters that scripts and right-to-left text need; private use and surrogates never."""
    return unicodedata.category(character) == "Cf" and character != "\ufeff"
