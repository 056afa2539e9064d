"""Walking the parts of a clause body: names looked up, filters applied, rows looped over; nothing else can happen.

What is printed is not text but a marker, U+E000 number U+E001; the inline that stands for the marker waits in a
table that the Markdown reader looks up, so an answer can never change a document's structure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aipolicy.assemble import words
from aipolicy.assemble.syntax import Call, Loop, Part, Print
from aipolicy.assemble.values import Group, Items, Missing, Named, Phrase, Record, Records, Value
from aipolicy.document import Blank, Citation, Filled, Inline, Reference

OPEN, CLOSE = "\ue000", "\ue001"


class Unfillable(Exception):
    """A body that names what is not there, or prints or loops over what it cannot."""


class Evaluation:
    """One filling: the inserts so far, whether a loop found nothing, and which answers were not there."""

    def __init__(self, functions: Mapping[str, Callable[[str], Inline]]) -> None:
        self.functions = functions
        self.inserts: list[Inline] = []
        self.empty_loop = False
        self.missing: dict[str, None] = {}

    def text(self, parts: tuple[Part, ...], names: Mapping[str, object]) -> str:
        """The text of `parts` with markers. Raises Unfillable."""
        made = []
        for part in parts:
            if isinstance(part, str):
                made.append(part)
            elif isinstance(part, Print):
                made.append(self.printed(self.value(part, names)))
            else:
                found = self.rows(part, names)
                made += [self.text(part.body, {**names, part.variable: row}) for row in found]
        return "".join(made)

    def value(self, part: Print, names: Mapping[str, object]) -> object:
        subject = part.subject
        value: object
        if isinstance(subject, Call):
            value = self.functions[subject.function](subject.target)
        else:
            value = _found(subject, names)
        for name in part.filters:
            value = _FILTERS[name](value)
        return value

    def rows(self, loop: Loop, names: Mapping[str, object]) -> list[object]:
        """What a loop goes over; remembered when there is nothing, or when that is still open."""
        collection = _found(loop.collection, names)
        if loop.tests is not None and isinstance(collection, Records):
            collection = collection.where(dict(loop.tests))
        if not isinstance(collection, Items | Records | Missing):
            raise Unfillable(f"'{'.'.join(loop.collection)}' is no list to loop over")
        if isinstance(collection, Missing) or (isinstance(collection, Records) and collection.unsettled):
            self.missing[collection.question] = None
        found: list[object] = list(collection)
        self.empty_loop = self.empty_loop or not found
        return found

    def marker(self, inline: Inline) -> str:
        self.inserts.append(inline)
        return f"{OPEN}{len(self.inserts) - 1}{CLOSE}"

    def printed(self, value: object) -> str:
        """The marker, or markers and words, for what a body prints."""
        match value:
            case Named(inner):
                return self.printed(inner)
            case Value(question, row, field, text):
                return self.marker(Filled(question, row, field, text)) if text else ""
            case Missing(question, label):
                self.missing[question] = None
                return self.marker(Blank(label))
            case Phrase(parts):
                return "".join(part if isinstance(part, str) else self.printed(part) for part in parts)
            case Items():
                return self.printed(value.joined("and"))
            case Reference() | Citation() | Filled() | Blank():
                return self.marker(value)
            case _:
                raise Unfillable(f"a clause may not print {type(value).__name__}")


_OURS = Value | Missing | Phrase | Items | Record | Records | Group | Named


def _found(path: tuple[str, ...], names: Mapping[str, object]) -> object:
    """What a dotted name stands for. Only `get` of our own values is asked; Python's attributes are out of reach."""
    value = names.get(path[0])
    for place, name in enumerate(path):
        if place:
            value = value.get(name) if isinstance(value, _OURS) else None
        if value is None:
            raise Unfillable(f"there is no '{'.'.join(path[: place + 1])}'")
    return value


def _text_filter(change: Callable[[str], str]) -> Callable[[object], object]:
    def apply(value: object) -> object:
        match value:
            case Named(inner):
                return inner.changed(change)
            case Value():
                return value.changed(change)
            case Phrase(parts) if parts:
                first = parts[0]
                return Phrase((change(first) if isinstance(first, str) else first.changed(change), *parts[1:]))
            case Items() if value.items:
                return apply(value.joined("and"))
        return value

    return apply


def _joined(word: str) -> Callable[[object], object]:
    return lambda value: value.joined(word) if isinstance(value, Items) else value


_FILTERS: Mapping[str, Callable[[object], object]] = {
    "cap": _text_filter(words.capitalized),
    "a": _text_filter(words.with_article),
    "plural": _text_filter(words.plural),
    "date": _text_filter(words.long_date),
    "money": _text_filter(lambda text: text if text.startswith("$") else f"${text}"),
    "and": _joined("and"),
    "or": _joined("or"),
}
