"""Puts one Word file together."""

from __future__ import annotations

from aipolicy.document import Document
from aipolicy.problems import UnreadableFile
from aipolicy.writers.docx import running
from aipolicy.writers.docx.blocks import joined
from aipolicy.writers.docx.body import Body
from aipolicy.writers.docx.context import Context
from aipolicy.writers.docx.frame import opened
from aipolicy.writers.docx.letterhead import check
from aipolicy.writers.docx.markup import Element, e, node
from aipolicy.writers.docx.numbering import Headings, Numbering, headings
from aipolicy.writers.docx.package import Package
from aipolicy.writers.docx.styles import Styles


def compose(document: Document, base: bytes, letterhead: bytes | None) -> bytes:
    """The DOCX of `document`; raises UnreadableFile where the letterhead cannot serve."""
    if letterhead is not None:
        errors = [problem for problem in check(letterhead, "letterhead") if problem.severity == "error"]
        if errors:
            raise UnreadableFile(errors)
    package = Package(opened(base if letterhead is None else letterhead))
    styles = Styles(package.styles(), None if letterhead is None else opened(base).styles)
    styles.language(document.language)
    numbering = Numbering(package.numbering())
    scheme = headings(document)
    number = _number_headings(scheme, numbering, styles)
    context = Context(document, styles, numbering, scheme, package.text_width(), package.relate, package.highest_id)
    body = joined(Body(context, number).blocks())
    _run(context, package, letterhead=letterhead is not None)
    package.describe(document)
    return package.save(body)


def _number_headings(scheme: Headings, numbering: Numbering, styles: Styles) -> int | None:
    if not scheme.automatic:
        return None
    ids = (styles["Heading1"], styles["Heading2"])
    number = numbering.headings(scheme, ids)
    for level, (id, pattern) in enumerate(zip(("Heading1", "Heading2"), (scheme.section, scheme.clause), strict=True)):
        if pattern is not None:
            styles.number(id, level, number)
    return number


def _run(context: Context, package: Package, *, letterhead: bool) -> None:
    """Adds the running headers and footers."""
    if not letterhead:
        package.title_page()
    done: list[Element] = []
    for kind in ("header", "footer"):
        for type in package.types(kind, letterhead=letterhead):
            part = package.running(kind, type)
            if any(part is other for other in done):
                continue
            done.append(part)
            if kind == "header":
                lines = running.header(context, first=type == "first", letterhead=letterhead)
            else:
                page = not running.has_page_number(part)
                lines = running.footer(context, page=page, letterhead=letterhead)
            part.extend(node(line.xml()) for line in lines)
            if not len(part):
                part.append(node(e("p")))
