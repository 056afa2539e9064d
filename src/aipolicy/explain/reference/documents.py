"""The page of documents: for whom, when built, and which clauses in which order."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.explain.reference.links import Links, anchor, cell
from aipolicy.library import Library
from aipolicy.library.model import BlockEntry, Entry, OneOf, Outline, OutlineSection

BLOCKS = {
    "definitions": "the defined terms that the document uses",
    "legal-references": "the law that its clauses rest on",
    "cross-references": "the district's other policies and documents that it refers to",
    "adoption": "code, status and dates of adoption",
    "decision-register": "every open decision and every decision made",
    "duties": "every duty of the set",
    "totals": "totals of rows that the district gave",
    "crosswalk": "every clause of the set with the elements and the law behind it",
    "authorities": "every law behind the set, and what the library does not hold",
    "counsel-questions": "every open question that is counsel's to answer",
    "law-dates": "the dates that law sets for the district",
}


def documents_page(library: Library) -> list[str]:
    """The lines of the page, without its head."""
    links = Links(library)
    lines = ["| document | title | for | built |", "|---|---|---|---|"]
    for id, outline in library.outlines.items():
        built = links.when(outline.when) or "always"
        lines.append(f"| {links.document(id)} | {cell(str(outline.title))} | {outline.audience} | {built} |")
    for outline in library.outlines.values():
        lines += ["", *_document(outline, library, links)]
    return lines


def _document(outline: Outline, library: Library, links: Links) -> Iterator[str]:
    yield f"## {anchor(str(outline.id))}{cell(str(outline.title))}"
    yield ""
    yield f"`{outline.id}`: {cell(str(outline.summary))}"
    yield ""
    yield f"- Kind: {outline.kind}. For: {outline.audience}. Publication: {outline.publication}."
    if outline.reading is not None:
        yield f"- Reading grade: at most {outline.reading}."
    yield f"- Built: {_only(links.when(outline.when))}."
    yield f"- File: `{outline.path}`."
    for section in outline.sections:
        yield ""
        yield from _section(section, library, links)


def _only(condition: str) -> str:
    return f"when {condition}" if condition else "always"


def _section(section: OutlineSection, library: Library, links: Links) -> Iterator[str]:
    yield f"### {cell(str(section.title))}"
    yield ""
    about = [f"`{section.id}`"]
    if condition := links.when(section.when):
        about.append(f"only when {condition}")
    if section.reading is not None:
        about.append(f"reading grade at most {section.reading}")
    if not section.numbered:
        about.append("not numbered")
    yield "; ".join(about) + "."
    yield ""
    for entry in section.entries:
        yield from _entry(entry, library, links)


def _entry(entry: Entry, library: Library, links: Links) -> Iterator[str]:
    if isinstance(entry, OneOf):
        yield f"- one of these (`{entry.id}`):"
        for id in entry.of:
            yield f"  - {_clause(str(id), library, links)}"
    elif isinstance(entry, BlockEntry):
        options = ", ".join(f"{name} `{value}`" for name, value in entry.options.items())
        yield f"- block `{entry.kind}`: {BLOCKS.get(str(entry.kind), '')}{f' ({options})' if options else ''}"
    else:
        yield f"- {_clause(str(entry), library, links)}"


def _clause(id: str, library: Library, links: Links) -> str:
    block = library.blocks.get(id)
    return f"{links.clause(id)} {cell(str(block.title))}" if block else links.clause(id)
