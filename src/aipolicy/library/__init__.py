"""The library: clauses, outlines, interview, law, terms, offices, manuals; built-in content and overlays.

What reads clauses is imported when it is first asked for: an interview asks its first question without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aipolicy.library.interview import read_interview
from aipolicy.library.layers import Layer, base_docx, built_in, layers_for
from aipolicy.library.questions import Interview, Question, Stance
from aipolicy.library.stances import stance_values, suggested_value
from aipolicy.library.stances_file import read_stances

if TYPE_CHECKING:
    from aipolicy.library.loading import load, read, read_changes
    from aipolicy.library.model import Library, Outline, PolicyBlock

__all__ = [
    "Interview",
    "Layer",
    "Library",
    "Outline",
    "PolicyBlock",
    "Question",
    "Stance",
    "base_docx",
    "built_in",
    "layers_for",
    "load",
    "read",
    "read_changes",
    "read_interview",
    "read_stances",
    "stance_values",
    "suggested_value",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from aipolicy.library import loading

    return getattr(loading, name)
