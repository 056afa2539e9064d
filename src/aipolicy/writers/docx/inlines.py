"""Inlines as runs: what each carries into Word, and nothing of an answer as structure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal
from urllib.parse import quote, urlsplit

from aipolicy.document import (
    Blank,
    Citation,
    Deleted,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Inserted,
    Link,
    Reference,
    Sentence,
    Strong,
    Term,
    Text,
)
from aipolicy.writers.docx.markup import Element, e, text
from aipolicy.writers.text import clean, inline_text, normal

BALLOT_BOX = "\u2610"
_LINE = 24
_LINE_IN_CELL = 10
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
_SCHEMES = ("http", "https", "mailto")

RunKind = Literal["text", "field", "instruction", "tab"]


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change around some runs."""

    tag: Literal["ins", "del"]
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run to be: its words (or field character or instruction) and how it stands."""

    words: str
    kind: RunKind = "text"
    style: str = ""
    bold: bool = False
    italic: bool = False
    highlight: bool = False
    url: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A reference that Word can compute: the words around the result and the instruction."""

    before: str
    instruction: str
    result: str
    after: str


def sentence_runs(
    sentences: Iterable[Sentence], refer: Callable[[Reference], Field | None], *, in_cell: bool = False
) -> tuple[Run, ...]:
    """The runs of one paragraph; `refer` says which references are fields.

    A line to fill in that ends the paragraph is a tab, drawn as a rule to the margin or to the end of the cell.
    """
    runs: list[Run] = []
    for sentence in sentences:
        made = list(_runs(sentence.inlines, Run(""), refer, _LINE_IN_CELL if in_cell else _LINE))
        if runs and made:
            runs.append(Run(" "))
        runs += made
    if runs and runs[-1].style == "FormLine" and not runs[-1].words.strip("_"):
        runs[-1] = replace(runs[-1], kind="tab", words="")
    return tuple(runs)


def _runs(inlines: Iterable[Inline], base: Run, refer: Callable[[Reference], Field | None], line: int) -> Iterator[Run]:
    before = ""
    for node in inlines:
        match node:
            case Text():
                yield replace(base, words=node.text)
            case Filled() | Term() | Citation():
                yield replace(base, words=node.text, style=type(node).__name__)
            case Strong():
                yield from _runs(node.children, replace(base, bold=True), refer, line)
            case Emphasis():
                yield from _runs(node.children, replace(base, italic=True), refer, line)
            case Link():
                yield from _runs(node.children, replace(base, url=safe_url(node.url)), refer, line)
            case Inserted() | Deleted():
                change = Change("ins" if isinstance(node, Inserted) else "del", node.author, node.date)
                yield from _runs(node.children, replace(base, change=change), refer, line)
            case Reference():
                yield from _reference(refer(node), node.text, replace(base, style="Reference"))
            case Blank():
                yield replace(base, words=f"[{clean(node.label)}]", style="Blank", highlight=True)
            case FormField():
                yield from _form_field(node, base, line, leads=not before.strip())
        before += inline_text((node,)) if not isinstance(node, FormField) else ""


def _reference(field: Field | None, words: str, base: Run) -> Iterator[Run]:
    if field is None:
        yield replace(base, words=words)
        return
    yield replace(base, words=field.before)
    yield replace(base, kind="field", words="begin")
    yield replace(base, kind="instruction", words=field.instruction)
    yield replace(base, kind="field", words="separate")
    yield replace(base, words=field.result)
    yield replace(base, kind="field", words="end")
    yield replace(base, words=field.after)


def _form_field(node: FormField, base: Run, line: int, *, leads: bool) -> Iterator[Run]:
    """A box before its label; a line after its label, or, within a sentence, before it in brackets."""
    label = replace(base, words=node.label, style="FormLabel")
    if node.kind == "check":
        yield replace(base, words=BALLOT_BOX + "\u00a0", style="CheckBox")
        yield label
    elif leads:
        yield label
        yield replace(base, words=" ", style="FormMark")
        yield replace(base, words="_" * line, style="FormLine")
    else:
        yield replace(base, words="_" * line + " (", style="FormLine")
        yield label
        yield replace(base, words=")", style="FormMark")


def safe_url(url: str) -> str:
    """`url` where Word may follow it (http, https, mailto), escaped; otherwise ""."""
    url = clean(url).strip()
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not (parts.hostname or parts.scheme == "mailto"):
        return ""
    if not re.fullmatch(r"[A-Za-z0-9.\-]*", parts.hostname or "") or "@" in parts.netloc:
        return ""
    return quote(url, safe="%/:?#@!$&'()*+,;=~-._")


def elements(
    runs: Iterable[Run], styles: Callable[[str], str], relate: Callable[[str], str], next_id: Callable[[], int]
) -> list[Element]:
    """The runs as w:r, changes around them, links around those (w:ins and w:del stand inside w:hyperlink)."""
    made: list[Element] = []
    for url, linked in groupby(_pieces(runs), key=lambda run: run.url):
        inner: list[Element] = []
        for change, changed in groupby(linked, key=lambda run: run.change):
            of_change = [_run(run, styles) for run in changed]
            inner += [_changed(change, of_change, next_id())] if change else of_change
        made += [e("hyperlink", *inner, r_id=relate(url), history="1")] if url else inner
    return made


def mark(change: Change, id: int) -> Element:
    """What says, in a paragraph's or row's properties, that its mark or itself was inserted or deleted."""
    return _changed(change, [], id)


def _changed(change: Change, children: list[Element], id: int) -> Element:
    date = {"date": change.date} if _DATE.fullmatch(change.date) else {}
    return e(change.tag, *children, id=id, author=normal(change.author) or "aipolicy", **date)


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with something in them, those of mixed direction cut where the direction changes."""
    for run in runs:
        if run.kind == "text" and run.style != "Blank" and is_right_to_left(run.words):
            for piece in _directed(clean(run.words)):
                yield replace(run, words=piece)
        elif run.kind == "tab" or clean(run.words):
            yield run


def _directed(words: str) -> Iterator[str]:
    """`words` cut into stretches of one direction; what has none joins right-to-left only between two of it."""
    found = [_direction(char) for char in words]
    right, held = [False] * len(words), -1
    for at, direction in enumerate(found):
        if direction == "R":
            right[held if held >= 0 else at : at + 1] = [True] * (at + 1 - (held if held >= 0 else at))
            held = at
        elif direction == "mark" and at and right[at - 1]:
            right[at], held = True, at
        elif direction == "L":
            held = -1
    for _, stretch in groupby(zip(words, right, strict=True), key=lambda pair: pair[1]):
        yield "".join(char for char, _ in stretch)


def _direction(char: str) -> Literal["R", "L", "mark", ""]:
    match unicodedata.bidirectional(char):
        case "R" | "AL":
            return "R"
        case "L" | "EN" | "AN":
            return "L"
        case "NSM":
            return "mark"
        case _:
            return ""


def _run(run: Run, styles: Callable[[str], str]) -> Element:
    made = e("r")
    right = run.kind == "text" and is_right_to_left(run.words)
    style = run.style or ("Hyperlink" if run.url else "")
    properties = [
        e("rStyle", val=styles(style)) if style else None,
        *((e("b"), e("bCs")) if run.bold else ()),
        *((e("i"), e("iCs")) if run.italic else ()),
        e("highlight", val="yellow") if run.highlight else None,
        e("rtl") if right else None,
    ]
    if any(item is not None for item in properties):
        made.append(e("rPr", *properties))
    deleted = run.change is not None and run.change.tag == "del"
    match run.kind:
        case "text":
            made.append(text(run.words, "delText" if deleted else "t"))
        case "field":
            made.append(e("fldChar", fldCharType=run.words))
        case "instruction":
            made.append(text(run.words, "delInstrText" if deleted else "instrText"))
        case "tab":
            made.append(e("tab"))
    return made


def is_right_to_left(words: str) -> bool:
    """Whether `words` hold a strong right-to-left character."""
    return not words.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in words)


def starts_right_to_left(words: str) -> bool:
    """Whether the first strong character of `words` runs right to left."""
    for char in words:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL", "L"):
            return direction != "L"
    return False
