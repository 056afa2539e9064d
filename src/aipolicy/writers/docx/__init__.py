"""The Word writer. Light to import: python-docx and lxml are loaded when a file is written."""

from __future__ import annotations

from aipolicy.document import Document
from aipolicy.problems import Problem
from aipolicy.writers.docx.names import END, bookmark_name

__all__ = ["END", "bookmark_name", "check_letterhead", "write"]


def write(document: Document, *, base: bytes | None = None, letterhead: bytes | None = None) -> bytes:
    """`document` as a Word file, the same bytes for the same input.

    `base` is the base file, the built-in `templates/docx/base.docx` where it is None.
    With a `letterhead` (the district's own DOCX) its page
    setup, headers, footers, pictures and styles are kept, and `base` only supplies the styles it lacks.
    Raises UnreadableFile where the letterhead cannot serve (`check_letterhead` says why, with a path).
    """
    from aipolicy.writers.docx.compose import compose

    if base is None:
        from aipolicy.library.layers import base_docx

        base = base_docx().read_bytes()
    return compose(document, base, letterhead)


def check_letterhead(data: bytes, path: str) -> list[Problem]:
    """What keeps `data`, the file known to the person as `path`, from being a letterhead; [] if nothing does."""
    from aipolicy.writers.docx.letterhead import check

    return check(data, path)
