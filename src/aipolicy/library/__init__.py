"""The library: clauses, outlines, interview, law, terms, offices, manuals; built-in content and overlays."""

from aipolicy.library.layers import Layer, base_docx, built_in
from aipolicy.library.load import layers_for, load, read
from aipolicy.library.model import Library, Outline, PolicyBlock
from aipolicy.library.questions import Interview, Question

__all__ = [
    "Interview",
    "Layer",
    "Library",
    "Outline",
    "PolicyBlock",
    "Question",
    "base_docx",
    "built_in",
    "layers_for",
    "load",
    "read",
]
