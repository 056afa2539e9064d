"""The library: clauses, outlines, interview, law, terms, offices, manuals; built-in content and overlays."""

from aipolicy.library.interview import read_interview
from aipolicy.library.layers import Layer, base_docx, built_in
from aipolicy.library.load import layers_for, load, read, read_changes
from aipolicy.library.model import Library, Outline, PolicyBlock
from aipolicy.library.questions import Interview, Question, Stance
from aipolicy.library.stances import stance_values, suggested_value
from aipolicy.library.stances_file import read_stances

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
