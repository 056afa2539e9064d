"""Filling a clause body: its parts read, its answers looked up. Problems come out, never exceptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aipolicy.assemble.evaluate import CLOSE, OPEN, Evaluation, Unfillable
from aipolicy.assemble.syntax import Unreadable, parts
from aipolicy.document import Inline, Reference
from aipolicy.problems import Problem, Span

__all__ = ["CLOSE", "OPEN", "FilledBody", "Functions", "fill"]


@dataclass(frozen=True, slots=True)
class FilledBody:
    """A filled body: text with markers, what each marker stands for, and whether a loop found nothing.

    `missing` are the questions whose answers it lacks, in reading order.
    """

    text: str
    inserts: tuple[Inline, ...]
    empty_loop: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Functions:
    """What `cite`, `doc` and `manual_ref` print: inlines; the numbers come later."""

    cite: Callable[[str], Inline]
    doc: Callable[[str], Inline]
    manual_ref: Callable[[str], Inline]


def fill(
    body: str, context: Mapping[str, object], functions: Functions, place: Span
) -> tuple[FilledBody | None, list[Problem]]:
    """`body` with its answers in place. Problems, not exceptions, for a template that cannot be filled.

    `place` is where the body begins in its file.
    """
    if OPEN in body or CLOSE in body:
        message = "the private-use characters U+E000 and U+E001 may not stand in a clause"
        return None, [Problem(place, "bad-character", message, "delete them; they are invisible")]
    if "{" not in body:
        return FilledBody(body, (), False), []
    run = Evaluation(
        {
            "ref": lambda target: Reference(target, "", ""),
            "cite": functions.cite,
            "doc": functions.doc,
            "manual_ref": functions.manual_ref,
        }
    )
    try:
        text = run.text(parts(body), context)
    except Unreadable as error:
        where = Span(place.path, place.line + error.line - 1, 1)
        return None, [Problem(where, "template-syntax", f"cannot read this: {error}")]
    except Unfillable as error:
        return None, [Problem(place, "template-error", f"cannot fill this clause: {error}")]
    return FilledBody(text, tuple(run.inserts), run.empty_loop, tuple(run.missing)), []
