"""Markdown into the document: the filled body of a clause, and a whole written file."""

from aipolicy.readers.markdown.body import read_body
from aipolicy.readers.markdown.whole import read_document

__all__ = ["read_body", "read_document"]
