"""The reference of a library: documents, clauses, questions and framework, as linked Markdown pages."""

from aipolicy.explain.reference.pages import MARK, reference

__all__ = ["MARK", "reference"]
