"""Inlines as Markdown that reads back as the same words and stays clean where it can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

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
    Strong,
    Term,
    Text,
)

_SPECIAL = re.compile(r"[\\`*~\[\]]|_+|<(?=[A-Za-z/!?]|\Z)|&(?=#?[0-9A-Za-z]+;)|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_LINE_START = re.compile(r"#{1,6}(?=[ \t]|\Z)|>|[-+](?=[ \t]|\Z)|=+\Z|[|:-][|:\-\s]*\Z")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=[ \t]|\Z)")
# Beside these a delimiter that touches a letter can only open, or only close.
_BEFORE = " (\"'[-/"
_AFTER = " .,;:)\"'?!]-/"


def escape(text: str, brackets: bool = False) -> str:
    """`text` so that Markdown reads it as itself; `brackets` also escapes "]" (inside brackets)."""

    def one(match: re.Match[str]) -> str:
        found = match[0]
        if found == "]":
            return "\\]" if brackets else "]"
        if found[0] == "_":
            inside_word = text[: match.start()][-1:].isalnum() and text[match.end() :][:1].isalnum()
            return found if inside_word else "\\_" * len(found)
        return f"&#{ord(found)};" if found.isspace() else "\\" + found

    return _SPECIAL.sub(one, text)


def line(inlines: Sequence[Inline], start: bool = True) -> str:
    """One sentence as one line; `start` guards what would begin a block at the start of a line."""
    text = _ends(_render(inlines, " ", " ", False))
    if not start:
        return text
    if _LINE_START.match(text):
        return "\\" + text
    return _NUMBER_START.sub(r"\1\\\2", text, count=1) if _NUMBER_START.match(text) else text


def cell(inlines: Sequence[Inline]) -> str:
    """One table cell."""
    return _ends(_render(inlines, " ", " ", False)).replace("|", "\\|")


def _ends(text: str) -> str:
    """Markdown drops white space at either end of a line; an entity is kept."""
    if text[:1].isspace():
        text = f"&#{ord(text[0])};{text[1:]}"
    if text[-1:].isspace():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text


def _render(inlines: Sequence[Inline], before: str, after: str, brackets: bool) -> str:
    pieces = [_piece(inline, place == len(inlines) - 1, brackets) for place, inline in enumerate(inlines)]
    out = ""
    for place, (inline, piece) in enumerate(zip(inlines, pieces, strict=True)):
        if isinstance(inline, Strong | Emphasis):
            following = (pieces[place + 1] or "*")[0] if place + 1 < len(pieces) else after
            piece = _emphasis(inline, out[-1:] or before, following, brackets)
        elif piece.startswith("[") and out.endswith("!"):
            out = out[:-1] + "\\!"
        elif place and isinstance(inlines[place - 1], Blank | FormField) and out.endswith("]"):
            # "[blank: x](y)" would read as a link, "[blank: x]: y" as the definition of one.
            piece = "\\" + piece if piece[:1] in ("(", ":") else piece
        out += piece
    return out


def _emphasis(inline: Strong | Emphasis, before: str, after: str, brackets: bool) -> str:
    """Delimiters where they read back for certain, tags where they may not."""
    inner = _render(inline.children, "*", "*", brackets)
    strong = isinstance(inline, Strong)
    if inner and _opens(inner[0], before, _BEFORE) and _opens(inner[-1], after, _AFTER):
        mark = "**" if strong else "*"
        return f"{mark}{inner}{mark}"
    tag = "strong" if strong else "em"
    return f"<{tag}>{inner}</{tag}>"


def _opens(inside: str, outside: str, beside: str) -> bool:
    if inside.isalnum():
        return outside in beside
    return outside == " " and not inside.isspace() and inside not in "*_"


def _piece(inline: Inline, last: bool, brackets: bool) -> str:
    match inline:
        case Text(text) | Filled(text=text) | Term(text=text) | Citation(text=text):
            return escape(text, brackets)
        case Link(url, children):
            return f"[{_label(children)}]({_destination(url)})"
        case Reference(target, document, text):
            page = f"{quote(document)}.md" if document else ""
            return f"[{_label((Text(text),))}]({page}#{quote(target)})"
        case Blank(label):
            return f"[blank: {escape(label, True)}]" if label else "[blank:]"
        case FormField(label, "check"):
            return f"[ ] {escape(label, brackets)}" if label or not last else "[ ]"
        case FormField(label):
            return f"[____ {escape(label, True)}]" if label else "[____]"
        case Inserted(children):
            return f"<ins>{_render(children, '>', '<', brackets)}</ins>"
        case Deleted(children):
            return f"<del>{_render(children, '>', '<', brackets)}</del>"
        case _:
            return ""


def _label(children: Sequence[Inline]) -> str:
    return _render(children, "[", "]", True)


def _destination(url: str) -> str:
    def one(match: re.Match[str]) -> str:
        return f"&#{ord(match[0])};" if match[0].isspace() else "\\" + match[0]

    return re.sub(r"[\\()<>]|&(?=#?[0-9A-Za-z]+;)|\s", one, url)
