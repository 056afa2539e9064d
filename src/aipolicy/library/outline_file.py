"""Reading `templates/documents/*.yaml`: the shape of a document; and what an overlay changes in one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from aipolicy.conditions import Vocabulary, parse
from aipolicy.library.model import BlockEntry, Entry, OneOf, Outline, OutlineSection
from aipolicy.problems import Problem, did_you_mean
from aipolicy.source import Fields, Located, Mapping, Node, Scalar

KINDS = ("policy", "regulation", "exhibit")
AUDIENCES = ("board", "staff", "families", "students", "vendors", "counsel")
PUBLICATIONS = ("public", "internal", "confidential", "privileged")
BLOCKS = (
    "definitions",
    "legal-references",
    "cross-references",
    "adoption",
    "decision-register",
    "duties",
    "totals",
    "crosswalk",
    "authorities",
    "counsel-questions",
    "law-dates",
)
OPTIONS = {"totals": ("rows", "amount", "down", "across")}


def read_outline(
    node: Node | None, path: str, vocabulary: Vocabulary, clauses: Collection[str], problems: list[Problem]
) -> Outline | None:
    """The outline in one parsed file; `clauses` are the ids of all clauses, among which those of states are found."""
    keys = Fields(node, "the outline", problems)
    if keys.map is None:
        return None
    id = keys.text("id")
    keys.what = f"the outline '{id}'"
    title, order = keys.text("title"), keys.number("order")
    kind, audience = keys.word("kind", KINDS), keys.word("audience", AUDIENCES)
    publication, reading = keys.word("publication", PUBLICATIONS, "public"), keys.number("reading")
    numbering = keys.word("numbering", ("decimal", "outline", "none", ""), "")
    when, summary = parse(keys.node("when"), vocabulary, problems), keys.text("summary")
    sections = tuple(_section(item, vocabulary, clauses, problems) for item in keys.items("sections", required=True))
    keys.finish()
    if order is None:
        keys.report(keys.span, "missing-key", f"{keys.what} has no 'order'", "add 'order: 50'")
    if id and id != path.rsplit("/", 1)[-1].removesuffix(".yaml"):
        keys.report(id.span, "bad-id", f"the file's name does not match the outline's id '{id}'", "rename one of them")
    _repeats(sections, problems)
    return Outline(
        id, title, order or 0, kind, audience, publication, reading, numbering, when, summary, sections, path, keys.span
    )


def _repeats(sections: tuple[OutlineSection, ...], problems: list[Problem]) -> None:
    seen: dict[str, Located] = {}
    for section in sections:
        ids: list[Located] = [section.id]
        for entry in section.entries:
            ids += [entry.id, *entry.of] if isinstance(entry, OneOf) else [entry] if isinstance(entry, Located) else []
        for id in ids:
            if id in seen:
                first = ((seen[id].span, "the first one"),)
                message = f"'{id}' stands twice in this outline"
                problems.append(Problem(id.span, "duplicate-id", message, "keep one", related=first))
            seen.setdefault(id, id)


def _section(node: Node, vocabulary: Vocabulary, clauses: Collection[str], problems: list[Problem]) -> OutlineSection:
    keys = Fields(node, "the section", problems)
    id = keys.text("id")
    keys.what = f"the section '{id}'"
    title, when = keys.text("title"), parse(keys.node("when"), vocabulary, problems)
    numbered, reading = not keys.flag("unnumbered"), keys.number("reading")
    entries = tuple(e for item in keys.items("clauses", required=True) for e in read_entries(item, clauses, problems))
    keys.finish()
    return OutlineSection(id, title, when, numbered, reading, entries)


def read_entries(node: Node, clauses: Collection[str], problems: list[Problem]) -> tuple[Entry, ...]:
    """A clause id, `{one_of: {id, of}}`, `{block: kind}`, or `{for_state: name}`: that of all states."""
    if isinstance(node, Scalar):
        return (node.located,)
    keys = Fields(node, "the entry", problems)
    block, group, name = keys.node("block"), keys.node("one_of"), keys.node("for_state")
    if block is not None:
        kind = keys.word("block", BLOCKS)
        options = {name: keys.text(name) for name in OPTIONS.get(kind, ())}
        keys.finish()
        return (BlockEntry(kind, options),)
    keys.finish()
    if isinstance(name, Scalar):
        return _for_state(name.located, clauses, problems)
    if isinstance(group, Mapping):
        inner = Fields(group, "the one_of", problems)
        entry = OneOf(inner.text("id"), inner.texts("of", required=True))
        inner.finish()
        return (entry,)
    hint = "write the id of a clause, or one of the others as they stand here"
    message = "an entry is a clause id, {one_of: {id, of}}, {block: kind} or {for_state: name}"
    keys.report(keys.span, "bad-entry", message, hint)
    return ()


def _for_state(name: Located, clauses: Collection[str], problems: list[Problem]) -> tuple[Located, ...]:
    """`states.<state>.<name>` and `states.<state>.<name>.<more>` of every state, in the order of their ids."""
    fits = re.compile(rf"states\.[a-z]{{2}}\.{re.escape(name)}(\..+)?")
    found = sorted(id for id in clauses if fits.fullmatch(id))
    if not found:
        hint = "check the spelling, or take the entry out until a state has such a clause"
        problems.append(Problem(name.span, "unknown-clause", f"no state has a clause '{name}'", hint))
    return tuple(Located(id, name.span) for id in found)


def amend(outline: Outline, node: Mapping, clauses: Collection[str], problems: list[Problem]) -> Outline:
    """`outline` with an overlay's `insert:` and `remove:` carried out."""
    keys = Fields(node, "the overlay's outline", problems)
    keys.text("id")
    for item in keys.items("insert"):
        step = Fields(item, "the insertion", problems)
        after = step.text("after")
        entries = tuple(e for n in step.items("clauses", required=True) for e in read_entries(n, clauses, problems))
        step.finish()
        outline = _insert(outline, after, entries, problems)
    for id in keys.texts("remove"):
        outline = _remove(outline, id, problems)
    keys.finish()
    return outline


def _names(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, OneOf):
        return (str(entry.id), *map(str, entry.of))
    return (str(entry),) if isinstance(entry, Located) else (str(entry.kind),)


def _unknown(outline: Outline, id: Located, problems: list[Problem]) -> None:
    known = sorted(name for section in outline.sections for entry in section.entries for name in _names(entry))
    hint = did_you_mean(id, known, list_up_to=0)
    problems.append(Problem(id.span, "unknown-clause", f"the outline '{outline.id}' has no '{id}'", hint))


def _insert(outline: Outline, after: Located, new: tuple[Entry, ...], problems: list[Problem]) -> Outline:
    sections = list(outline.sections)
    for number, section in enumerate(sections):
        if section.id == after:
            sections[number] = replace(section, entries=(*new, *section.entries))
            return replace(outline, sections=tuple(sections))
        for place, entry in enumerate(section.entries):
            if after in _names(entry):
                entries = (*section.entries[: place + 1], *new, *section.entries[place + 1 :])
                sections[number] = replace(section, entries=entries)
                return replace(outline, sections=tuple(sections))
    _unknown(outline, after, problems)
    return outline


def _remove(outline: Outline, id: Located, problems: list[Problem]) -> Outline:
    sections = []
    found = False
    for section in outline.sections:
        kept: list[Entry] = []
        for entry in section.entries:
            if isinstance(entry, OneOf) and id in entry.of and id != entry.id:
                entry, found = replace(entry, of=tuple(o for o in entry.of if o != id)), True
            elif id in _names(entry):
                found = True
                continue
            kept.append(entry)
        sections.append(replace(section, entries=tuple(kept)))
    if not found:
        _unknown(outline, id, problems)
    return replace(outline, sections=tuple(sections))
