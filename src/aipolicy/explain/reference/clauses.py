"""The pages of clauses: an index, and a page for each first part of an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aipolicy.assemble.words import MONTHS
from aipolicy.explain.clause import places_of
from aipolicy.explain.reference.links import Links, anchor, cell, family
from aipolicy.library import Library, PolicyBlock
from aipolicy.library.model import Obligation, RuleBook

Places = Mapping[str, Sequence[tuple[str, str, str]]]


def families(library: Library) -> dict[str, list[PolicyBlock]]:
    """The clauses by the first part of their ids, in order."""
    found: dict[str, list[PolicyBlock]] = {}
    for id in sorted(library.blocks):
        found.setdefault(family(id), []).append(library.blocks[id])
    return dict(sorted(found.items()))


def index_page(library: Library) -> list[str]:
    """The lines of the index, without its head."""
    links, places = Links(library), places_of(library)
    lines: list[str] = []
    for name, blocks in families(library).items():
        lines += [f"## [{name}](clauses/{name}.md)", "", "| clause | title | stands in |", "|---|---|---|"]
        for block in blocks:
            homes = dict.fromkeys(document for document, _, _ in places.get(str(block.id), ()))
            where = ", ".join(map(links.document, homes))
            lines.append(f"| {links.clause(str(block.id))} | {cell(str(block.title))} | {where} |")
        lines.append("")
    return lines[:-1]


def family_page(blocks: Sequence[PolicyBlock], library: Library) -> list[str]:
    """The lines of one page of clauses, without its head."""
    links, places = Links(library, "../"), places_of(library)
    lines: list[str] = []
    for block in blocks:
        lines += [*_clause(block, library, links, places), ""]
    return lines[:-1]


def _clause(block: PolicyBlock, library: Library, links: Links, places: Places) -> Iterator[str]:
    yield f"## {anchor(str(block.id))}{block.id}"
    yield ""
    yield f"{cell(str(block.title))}. {cell(str(block.rationale))}".replace("..", ".")
    yield ""
    yield f"- Stands: {links.when(block.when) or 'always'}."
    where = [_place(place, library, links) for place in places.get(str(block.id), ())]
    yield f"- In: {'; '.join(where) or 'no document'}."
    for duty in block.obliges:
        yield f"- Duty: {_duty(duty, library, links)}."
    for rule in block.rules:
        yield f"- Rule: {_act(str(rule.who), rule.verb, str(rule.what), library.rule_book)}."
    for settled in block.settles:
        yield f"- States: {settled.subject} is {settled.value}."
    if block.framework:
        yield f"- Framework: {', '.join(links.element(str(id)) for id in block.framework)}."
    if block.citations:
        yield f"- Law: {'; '.join(links.law(str(id)) for id in block.citations)}."
    yield f"- Lock: {block.lock}. Publication: {block.publication}. File: `{block.path}`."


def _place(place: tuple[str, str, str], library: Library, links: Links) -> str:
    document, section, group = place
    titles = {str(s.id): str(s.title) for s in library.outlines[document].sections}
    return f"{links.document(document)}, {cell(titles[section])}{f' (one of `{group}`)' if group else ''}"


def _duty(duty: Obligation, library: Library, links: Links) -> str:
    parts = [f"{duty.who} {cell(str(duty.does))}", f"when: {cell(str(duty.when))}", f"record: {cell(str(duty.record))}"]
    if duty.months:
        parts.append("due in " + ", ".join(MONTHS[month - 1] for month in duty.months))
    if duty.due:
        parts.append(f"due on {links.question(str(duty.due))}")
    if duty.law:
        parts.append("required by " + ", ".join(links.law(str(id)) for id in duty.law))
    return "; ".join(parts)


def _act(who: str, verb: str, what: str, book: RuleBook) -> str:
    act = book.acts.get(what)
    return f"{who.replace('_', ' ')} {verb.replace('_', ' ')} {cell(str(act.says)) if act else what} (`{what}`)"
