"""The page of framework elements: what each asks, and which clauses carry it out."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.explain.reference.links import Links, anchor, cell
from aipolicy.library import Library
from aipolicy.library.model import Element

KINDS = {
    "duty": "somebody must do something: carried out only by a clause with a duty",
    "choice": "the district chooses",
    "framing": "a principle or a reason",
    "column": "an entry of a table or form",
}


def framework_page(library: Library) -> list[str]:
    """The lines of the page, without its head."""
    links = Links(library)
    carried: dict[str, list[str]] = {}
    for id, block in library.blocks.items():
        for name in block.framework:
            carried.setdefault(str(name), []).append(id)
    lines = [f"- {kind}: {meaning}" for kind, meaning in KINDS.items()]
    source = ""
    for id, element in library.elements.items():
        if element.source != source:
            source = str(element.source)
            lines += ["", f"## {cell(source)}"]
        lines += ["", *_element(element, carried.get(id, []), links)]
    return lines


def _element(element: Element, clauses: list[str], links: Links) -> Iterator[str]:
    yield f"### {anchor(str(element.id))}{element.id}"
    yield ""
    yield cell(str(element.element))
    yield ""
    yield f"- {cell(str(element.where))}: {element.kind}{'; added by this library' if element.ours else ''}."
    if element.choice:
        yield f"- The district chooses: {cell(str(element.choice)).rstrip('.')}."
    applies = links.when(element.when)
    when = [cell(str(element.applies)), f"when {applies}" if applies else ""]
    if any(when):
        yield f"- Applies: {'; '.join(part for part in when if part)}."
    yield from links.clauses("Carried out by", sorted(clauses))
