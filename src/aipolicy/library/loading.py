"""Loading a library: every file of every layer, every problem in one pass."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from aipolicy.conditions import Vocabulary
from aipolicy.library import data_files, law_files, layers
from aipolicy.library.clause_file import read_clause
from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.interview import interview_of
from aipolicy.library.model import Change, Library, Outline, PolicyBlock
from aipolicy.library.outline_file import amend, read_outline
from aipolicy.library.parsing import parsed
from aipolicy.library.rules_file import read_rules
from aipolicy.library.stances_file import stances_of
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.source import Mapping, Node
from aipolicy.source import Sequence as NodeList

T = TypeVar("T")
DATA = ("citations", "jurisdictions", "terms", "offices", "framework", "manuals", "changes")


def load(sources: Sequence[layers.Layer]) -> Library:
    """The library of these layers, lowest first. Raises InvalidContent with every problem of every file."""
    library, problems = read(sources)
    if any(problem.severity == "error" for problem in problems):
        raise InvalidContent(problems)
    return library


def read(sources: Sequence[layers.Layer]) -> tuple[Library, list[Problem]]:
    """The library as far as it can be read, and every problem of every file."""
    problems: list[Problem] = []
    marks: list[str] = []
    interview = interview_of(sources, marks, problems)
    stances = stances_of(sources, interview, marks, problems)
    vocabulary = interview.vocabulary
    blocks = _blocks(sources, vocabulary, problems)
    marks += [block.fingerprint for block in blocks.values()]
    outlines = _outlines(sources, vocabulary, blocks, marks, problems)
    crosswalks = _crosswalk_nodes(sources, marks, problems)
    data = {name: _data_nodes(sources, name, marks, problems) for name in DATA}

    def entries(name: str, reader: Callable[[Node, Vocabulary, list[Problem]], T], key: str = "id") -> dict[str, T]:
        return _by_id(data[name], reader, key, vocabulary, problems)

    library = Library(
        interview=interview,
        stances=stances,
        blocks=blocks,
        outlines=dict(sorted(outlines.items(), key=lambda pair: (pair[1].order, pair[0]))),
        citations=entries("citations", law_files.read_law),
        jurisdictions=entries("jurisdictions", law_files.read_jurisdiction),
        crosswalks=_by_id(crosswalks, law_files.read_crosswalk, "id", vocabulary, problems),
        terms=entries("terms", data_files.read_term),
        offices=entries("offices", data_files.read_office),
        manuals=entries("manuals", data_files.read_manual),
        elements=entries("framework", data_files.read_element),
        rule_book=read_rules(_rule_nodes(sources, marks, problems), problems),
        changes=tuple(entries("changes", data_files.read_change, "version").values()),
        fingerprint=fingerprint(*marks),
    )
    return library, problems


def _blocks(sources: Sequence[layers.Layer], vocabulary: Vocabulary, problems: list[Problem]) -> dict[str, PolicyBlock]:
    found: dict[str, PolicyBlock] = {}
    for layer in sources:
        for file in layers.files(layer, "policy_blocks", "**/*.md"):
            if file.relative.startswith("base/"):
                continue
            try:
                block = read_clause(file, vocabulary, problems)
            except UnreadableFile as error:
                problems += error.problems
                continue
            if block is not None:
                lower = found.get(block.id)
                _replaces(lower, block, problems)
                required = lower is not None and (lower.lock == "required" or lower.instead_of_required)
                found[str(block.id)] = replace(block, instead_of_required=True) if required else block
    return found


def _replaces(lower: PolicyBlock | None, block: PolicyBlock, problems: list[Problem]) -> None:
    """An overlay says which text it replaces, so that a changed original is noticed."""
    if lower is None:
        if block.replaces:
            message = f"there is no clause '{block.id}' to replace"
            problems.append(Problem(block.replaces.span, "replaces-nothing", message, "delete 'replaces:'"))
        return
    related = ((lower.span, "the clause it stands instead of"),)
    if lower.layer == block.layer:
        message = f"the clause '{block.id}' stands twice"
        problems.append(Problem(block.id.span, "duplicate-id", message, "rename one", related=related))
    elif block.replaces != lower.fingerprint:
        hint = f"read the original; if this clause still fits, write 'replaces: {lower.fingerprint}'"
        message = f"'{block.id}' replaces a text with another fingerprint than the original now has"
        problems.append(Problem(block.replaces.span, "replaces-other", message, hint, related=related))
    if lower.lock == "required":
        hint = "counsel must approve this: the library marks the clause as required"
        message = f"'{block.id}' replaces a required clause"
        problems.append(Problem(block.id.span, "replaces-required", message, hint, "warning", related))


def _outlines(
    sources: Sequence[layers.Layer],
    vocabulary: Vocabulary,
    clauses: Collection[str],
    marks: list[str],
    problems: list[Problem],
) -> dict[str, Outline]:
    found: dict[str, Outline] = {}
    for layer in sources:
        for file in layers.files(layer, "templates", "documents/*.yaml"):
            node = parsed(file, marks, problems)
            if node is None:
                continue
            id = file.relative.rsplit("/", 1)[-1].removesuffix(".yaml")
            changes = isinstance(node, Mapping) and (node.get("insert") or node.get("remove"))
            if changes and id in found and isinstance(node, Mapping):
                found[id] = amend(found[id], node, clauses, problems)
                continue
            outline = read_outline(node, file.shown, vocabulary, clauses, problems)
            if outline is not None:
                found[id] = outline
    return found


def read_changes(sources: Sequence[layers.Layer]) -> tuple[tuple[Change, ...], list[Problem]]:
    """What the versions of the library changed, in the order of the file, and every problem of it."""
    problems: list[Problem] = []
    nodes = _data_nodes(sources, "changes", None, problems)
    return tuple(_by_id(nodes, data_files.read_change, "version", {}, problems).values()), problems


def _data_nodes(
    sources: Sequence[layers.Layer], name: str, marks: list[str] | None, problems: list[Problem]
) -> list[tuple[str, Node]]:
    nodes: list[tuple[str, Node]] = []
    for layer in sources:
        # Law stands in a folder with a file for each jurisdiction; an overlay may have it in one file.
        patterns = (f"{name}.yaml", f"{name}/*.yaml") if name == "citations" else (f"{name}.yaml",)
        for file in (file for pattern in patterns for file in layers.files(layer, "policy_blocks", pattern)):
            node = parsed(file, marks, problems)
            if isinstance(node, NodeList):
                nodes += [(layer.name, item) for item in node.items]
            elif node is not None:
                message = f"{file.relative} must be a list (- id: ...)"
                problems.append(Problem(node.span, "wrong-type", message, "begin each entry with '- id:'"))
    return nodes


def _crosswalk_nodes(
    sources: Sequence[layers.Layer], marks: list[str], problems: list[Problem]
) -> list[tuple[str, Node]]:
    files = ((layer, file) for layer in sources for file in layers.files(layer, "policy_blocks", "crosswalks/*.yaml"))
    return [(layer.name, node) for layer, file in files if (node := parsed(file, marks, problems)) is not None]


def _rule_nodes(sources: Sequence[layers.Layer], marks: list[str], problems: list[Problem]) -> list[Node]:
    files = (file for layer in sources for file in layers.files(layer, "policy_blocks", "rules.yaml"))
    return [node for file in files if (node := parsed(file, marks, problems)) is not None]


def _by_id(
    nodes: list[tuple[str, Node]],
    reader: Callable[[Node, Vocabulary, list[Problem]], T],
    key: str,
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> dict[str, T]:
    """The entries by id; a later layer's entry stands instead of an earlier one's."""
    found: dict[str, T] = {}
    seen: dict[tuple[str, str], Span] = {}
    for layer, node in nodes:
        entry = reader(node, vocabulary, problems)
        id = str(getattr(entry, key))
        if (layer, id) in seen:
            first = ((seen[layer, id], "the first one"),)
            problems.append(Problem(node.span, "duplicate-id", f"'{id}' stands twice", "keep one", related=first))
        seen[layer, id] = node.span
        found[id] = entry
    return found
