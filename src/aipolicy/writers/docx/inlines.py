"""Inlines as runs: what each carries into Word, and nothing of an answer as structure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple
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
from aipolicy.writers.docx.markup import Xml, e, shortened, text
from aipolicy.writers.text import clean, inline_text

BALLOT_BOX = "\u2610"
_LINE = 24
_LINE_IN_CELL = 10
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
_SCHEMES = ("http", "https", "mailto")
_LONGEST_AUTHOR = 255

RunKind = Literal["text", "field", "instruction", "tab"]


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change around some runs."""

    tag: Literal["ins", "del"]
    author: str
    date: str


class Run(NamedTuple):
    """One run to be: its words (or field character or instruction) and how it stands.

    A tuple, because a document has thousands and a frozen dataclass takes several times as long to make.
    """

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
        runs[-1] = runs[-1]._replace(kind="tab", words="")
    return tuple(runs)


def _runs(inlines: Iterable[Inline], base: Run, refer: Callable[[Reference], Field | None], line: int) -> Iterator[Run]:
    leads = True
    for node in inlines:
        match node:
            case Text():
                yield base._replace(words=node.text)
            case Filled() | Term() | Citation():
                yield base._replace(words=node.text, style=type(node).__name__)
            case Strong():
                yield from _runs(node.children, base._replace(bold=True), refer, line)
            case Emphasis():
                yield from _runs(node.children, base._replace(italic=True), refer, line)
            case Link():
                yield from _runs(node.children, base._replace(url=safe_url(node.url)), refer, line)
            case Inserted() | Deleted():
                change = Change("ins" if isinstance(node, Inserted) else "del", node.author, node.date)
                yield from _runs(node.children, base._replace(change=change), refer, line)
            case Reference():
                yield from _reference(refer(node), node.text, base._replace(style="Reference"))
            case Blank():
                yield base._replace(words=f"[{clean(node.label)}]", style="Blank", highlight=True)
            case FormField():
                yield from _form_field(node, base, line, leads=leads)
        leads = leads and (isinstance(node, FormField) or not inline_text((node,)).strip())


def _reference(field: Field | None, words: str, base: Run) -> Iterator[Run]:
    if field is None:
        yield base._replace(words=words)
        return
    yield base._replace(words=field.before)
    yield base._replace(kind="field", words="begin")
    yield base._replace(kind="instruction", words=field.instruction)
    yield base._replace(kind="field", words="separate")
    yield base._replace(words=field.result)
    yield base._replace(kind="field", words="end")
    yield base._replace(words=field.after)


def _form_field(node: FormField, base: Run, line: int, *, leads: bool) -> Iterator[Run]:
    """A box before its label; a line after its label, or, within a sentence, before it in brackets."""
    label = base._replace(words=node.label, style="FormLabel")
    if node.kind == "check":
        yield base._replace(words=BALLOT_BOX + "\u00a0", style="CheckBox")
        yield label
    elif leads:
        yield label
        yield base._replace(words=" ", style="FormMark")
        yield base._replace(words="_" * line, style="FormLine")
    else:
        yield base._replace(words="_" * line + " (", style="FormLine")
        yield label
        yield base._replace(words=")", style="FormMark")


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
) -> list[Xml]:
    """The runs as w:r, changes around them, links around those (w:ins and w:del stand inside w:hyperlink)."""
    made: list[Xml] = []
    for url, linked in groupby(_pieces(runs), key=lambda run: run.url):
        inner: list[Xml] = []
        for change, changed in groupby(linked, key=lambda run: run.change):
            of_change = [_run(run, styles) for run in changed]
            inner += [_changed(change, of_change, next_id())] if change else of_change
        made += [e("hyperlink", *inner, r_id=relate(url), history="1")] if url else inner
    return made


def mark(change: Change, id: int) -> Xml:
    """What says, in a paragraph's or row's properties, that its mark or itself was inserted or deleted."""
    return _changed(change, [], id)


def _changed(change: Change, children: list[Xml], id: int) -> Xml:
    date = {"date": change.date} if _DATE.fullmatch(change.date) else {}
    return e(change.tag, *children, id=id, author=shortened(change.author, _LONGEST_AUTHOR) or "aipolicy", **date)


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with something in them, those of mixed direction cut where the direction changes."""
    for run in runs:
        if run.kind == "text" and run.style != "Blank" and is_right_to_left(run.words):
            for piece in _directed(clean(run.words)):
                yield run._replace(words=piece)
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


def _run(run: Run, styles: Callable[[str], str]) -> Xml:
    right = run.kind == "text" and is_right_to_left(run.words)
    style = run.style or ("Hyperlink" if run.url else "")
    properties = _properties(styles(style) if style else "", run.bold, run.italic, run.highlight, right)
    deleted = run.change is not None and run.change.tag == "del"
    match run.kind:
        case "text":
            return e("r", properties, text(run.words, "delText" if deleted else "t"))
        case "field":
            return e("r", properties, e("fldChar", fldCharType=run.words))
        case "instruction":
            return e("r", properties, text(run.words, "delInstrText" if deleted else "instrText"))
        case "tab":
            return e("r", properties, e("tab"))


@lru_cache
def _properties(style: str, bold: bool, italic: bool, highlight: bool, right: bool) -> Xml | None:
    properties = [
        e("rStyle", val=style) if style else None,
        *((e("b"), e("bCs")) if bold else ()),
        *((e("i"), e("iCs")) if italic else ()),
        e("highlight", val="yellow") if highlight else None,
        e("rtl") if right else None,
    ]
    return e("rPr", *properties) if any(properties) else None


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
