"""Every law behind a set as generated blocks: what it requires, its dates, how sure it is, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.assemble import words
from aipolicy.assemble.behind import STATE, Behind
from aipolicy.assemble.decisions import said
from aipolicy.assemble.law_words import concerning, date_words, standing_of
from aipolicy.conditions import Facts
from aipolicy.document import (
    Block,
    Content,
    FormField,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Reference,
    Sentence,
    Strong,
    Text,
)
from aipolicy.library import Library
from aipolicy.library.law import LawEntry

KIND = "authorities"
NAME = "authority"
"""How the id of one law's block begins."""


def authority_blocks(found: Behind, library: Library, facts: Facts) -> tuple[Block, ...]:
    """A block for each law, in the order of a list of references; then what the library does not hold."""
    made = [_block(f"{NAME}.{law.id}", law.citation, _law(law, found, library, facts)) for law in found.authorities()]
    if not made:
        none = Paragraph((said(Text("No clause of this set rests on law that the library holds.")),))
        made.append(_block(f"{KIND}.{NAME}", "No authorities", iter((none,))))
    return (*made, _block(f"{KIND}.lacks", "Law of the state and other law", _lacks(library, facts)))


def _block(id: str, title: str, content: Iterator[Content]) -> Block:
    return Block(id, KIND, str(title), "", tuple(content))


def _law(law: LawEntry, found: Behind, library: Library, facts: Facts) -> Iterator[Content]:
    yield Paragraph((said(Strong((Text(f"{law.title}."),))), said(Text(str(law.says)))))
    items = [Item((said(Text(standing_of(law))),))]
    for date, asked in concerning(law, facts):
        unsure = "; ".join(str(library.interview.questions[id].ask) for id in asked)
        only = f" (depends on the answer to: {unsure})" if unsure else ""
        items.append(Item((said(Text(f"By {date_words(str(date.date))}: {date.says}{only}.")),)))
    items.append(Item((said(Text("Official page: "), Link(str(law.url), (Text(str(law.url)),)), Text(".")),)))
    if law.note:
        items.append(Item((said(Text(str(law.note))),)))
    waiting = (said(Text("Only clauses that wait for a decision rest on it.")),)
    items.append(Item(tuple(_resting(law, found)) or waiting))
    items.append(Item((said(FormField("confirmed in the official text;", "check")), said(FormField("initials")))))
    yield List(False, tuple(items))


def _resting(law: LawEntry, found: Behind) -> Iterator[Sentence]:
    """The clauses that rest on the law, a sentence for each document."""
    for place in found.resting(str(law.id)):
        parts: list[list[Inline]] = [[Reference(str(e.block.id), place.document, "")] for e in place.clauses]
        parts += [[Text("its definitions")]] if place.defined else []
        inlines: list[Inline] = [Reference(place.document, place.document, ""), Text(": ")]
        for separator, part in zip(words.list_separators(len(parts), "and"), parts, strict=True):
            inlines += [Text(separator), *part] if separator else part
        yield Sentence((*inlines, Text(".")))


def _lacks(library: Library, facts: Facts) -> Iterator[Content]:
    """What the library holds of the law of the district's state, and what was not looked at."""
    state = facts.known.get(STATE) if facts.visible(STATE) is True else None
    place = library.jurisdictions.get(state) if isinstance(state, str) else None
    if place is not None:
        if not place.holds:
            yield Paragraph((said(Text(f"The library holds no law of {place.name}.")), said(Text(str(place.lacks)))))
        else:
            checked = f", checked {words.long_date(str(place.checked))}" if place.checked else ""
            for label, text in (
                (f"Held of the law of {place.name}{checked}.", place.holds),
                ("Not held.", place.lacks),
            ):
                yield Paragraph((said(Strong((Text(label),))), said(Text(str(text)))))
    elif isinstance(state, str):
        yield Paragraph((said(Text("The library does not say what it holds of the law of this state.")),))
    else:
        yield Paragraph((said(Text("The state is not decided, so no law of a state stands behind this set.")),))
    ordinances = "Law of a county or a city, decisions of courts, and agreements of the district are not in the library"
    yield Paragraph((said(Text(f"{ordinances}, except where this paper names one.")),))
