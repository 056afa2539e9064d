"""A clause as plain sentences, those that hold an answer first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from aipolicy.assemble.words import capitalized
from aipolicy.document import (
    Blank,
    Citation,
    Content,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Reference,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)

NameReference = Callable[[Reference], str]
Holds = Callable[[Filled], bool]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, item or row of a table. `intro` is the unit without which it says little, -1: it needs none."""

    text: str
    holds: bool
    intro: int


def sentences(units: list[Unit], before: Collection[str], most: int) -> tuple[str, ...]:
    """At most `most` sentences: those that hold the answer first, else those that do not stand in `before`."""
    held = [place for place, unit in enumerate(units) if unit.holds]
    held = held or [place for place, unit in enumerate(units) if before and unit.text not in before]
    chosen: dict[int, None] = {}
    for place in (*held, *range(len(units))):
        if len(chosen) >= most:
            break
        chosen |= dict.fromkeys((*_intros(units, place), place))
    return tuple(units[place].text for place in list(chosen)[:most])


def _intros(units: list[Unit], place: int) -> list[int]:
    found: list[int] = []
    while units[place].intro >= 0:
        place = units[place].intro
        found.insert(0, place)
    return found


def units_of(content: Iterable[Content], name: NameReference, holds: Holds) -> list[Unit]:
    """The sentences of a clause in reading order; `name` says what a reference reads as."""
    made: list[Unit] = []

    def add(inlines: Iterable[Inline], intro: int, mark: str = "") -> None:
        inlines = tuple(inlines)
        text = mark + " ".join(_text(inlines, name, opening=True).split())
        if text.strip("-. "):
            made.append(Unit(text, any(map(holds, _filled(inlines))), intro))

    def listed(found: List, intro: int) -> None:
        for number, item in enumerate(found.items, 1):
            spaced = [inline for sentence in item.sentences for inline in (Text(" "), *sentence.inlines)]
            add(spaced[1:], intro, f"{number}. " if found.ordered else "- ")
            if item.nested:
                listed(item.nested, len(made) - 1)

    def row(cells: Iterable[tuple[Inline, ...]], intro: int) -> None:
        joined = [inline for cell in cells for inline in (Text(" | "), *cell)]
        add(joined[1:], intro)

    def blocks(found: Iterable[Content]) -> None:
        for block in found:
            match block:
                case Paragraph(parts):
                    for sentence in parts:
                        add(sentence.inlines, -1)
                case List():
                    listed(block, len(made) - 1 if made and made[-1].text.endswith(":") else -1)
                case Table(header, rows):
                    head = len(made)
                    row((cell.inlines for cell in header.cells), -1)
                    for one in rows:
                        row((cell.inlines for cell in one.cells), head if len(made) > head else -1)
                case Note(_, inner):
                    blocks(inner)
                case Signature(labels):
                    add((Text(f"[signature: {' | '.join(labels)}]"),), -1)

    blocks(content)
    return made


def _text(inlines: Iterable[Inline], name: NameReference, opening: bool = False) -> str:
    text = ""
    for inline in inlines:
        match inline:
            case Text(words) | Filled(text=words) | Term(text=words) | Citation(text=words):
                text += words
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                text += _text(inner, name, opening and not text)
            case Reference():
                text += capitalized(name(inline)) if opening and not text else name(inline)
            case Blank(label):
                text += f"[blank: {label}]"
            case FormField(label, kind):
                text += f"[ ] {label}" if kind == "check" else f"[____ {label}]" if label else "[____]"
            case _:
                pass
    return text


def _filled(inlines: Iterable[Inline]) -> Iterator[Filled]:
    for inline in inlines:
        match inline:
            case Filled():
                yield inline
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                yield from _filled(inner)
