"""Loading a library: every file of every layer, every problem in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from aipolicy.conditions import Predicate, Variable, Vocabulary, parse
from aipolicy.library import data_files, layers
from aipolicy.library.clause_file import read_clause
from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.interview_file import RawInterview, collect, no_conditions, read_conflict, read_section
from aipolicy.library.model import Library, Outline, PolicyBlock
from aipolicy.library.more_choices import with_more_choices
from aipolicy.library.outline_file import amend, read_outline
from aipolicy.library.questions import Interview, InterviewSection, Question
from aipolicy.library.rules_file import read_rules
from aipolicy.library.vocabulary import cycle_in, read_derived, variable_of, without_conditions
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.source import Mapping, Node, read_yaml
from aipolicy.source import Sequence as NodeList

T = TypeVar("T")
DATA = ("citations", "terms", "offices", "framework", "manuals", "changes")


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
    interview = _interview(sources, marks, problems)
    vocabulary = interview.vocabulary
    blocks = _blocks(sources, vocabulary, problems)
    marks += [block.fingerprint for block in blocks.values()]
    outlines = _outlines(sources, vocabulary, marks, problems)
    data = {name: _data_nodes(sources, name, marks, problems) for name in DATA}

    def entries(name: str, reader: Callable[[Node, Vocabulary, list[Problem]], T], key: str = "id") -> dict[str, T]:
        return _by_id(data[name], reader, key, vocabulary, problems)

    library = Library(
        interview=interview,
        blocks=blocks,
        outlines=dict(sorted(outlines.items(), key=lambda pair: (pair[1].order, pair[0]))),
        citations=entries("citations", data_files.read_law),
        terms=entries("terms", data_files.read_term),
        offices=entries("offices", data_files.read_office),
        manuals=entries("manuals", data_files.read_manual),
        elements=entries("framework", data_files.read_element),
        rule_book=read_rules(_rule_nodes(sources, marks, problems), problems),
        changes=tuple(entries("changes", data_files.read_change, "version").values()),
        fingerprint=fingerprint(*marks),
    )
    return library, problems


def _yaml(file: layers.LibraryFile, marks: list[str], problems: list[Problem]) -> Node | None:
    """The parsed file; its text joins the library's fingerprint."""
    try:
        node, found = read_yaml(file.path, file.shown)
    except UnreadableFile as error:
        problems += error.problems
        return None
    problems += found
    if node is None and not found:
        problems.append(Problem(Span(file.shown), "empty-file", "the file is empty", "fill it or delete it"))
    marks.append(fingerprint(file.relative, repr(_plain(node))))
    return node


def _plain(node: Node | None) -> object:
    """What a node says, without its places: comments and layout never change a fingerprint."""
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, NodeList):
        return [_plain(item) for item in node.items]
    return node.text if node is not None else None


def _interview(sources: Sequence[layers.Layer], marks: list[str], problems: list[Problem]) -> Interview:
    raw = RawInterview()
    for layer in sources:
        for file in layers.files(layer, "templates", "interview/*.yaml"):
            collect(_yaml(file, marks, problems), raw, problems)
    ignored: list[Problem] = []
    shapes: dict[str, Variable] = {}
    raw.sections = with_more_choices(raw.sections, problems)
    for node in raw.sections:
        for question in read_section(node, no_conditions, ignored).questions:
            shapes.setdefault(str(question.id), variable_of(question))
    for node in raw.derived:
        derived = read_derived(node, no_conditions, {}, ignored)
        shapes.setdefault(derived.id, derived)

    def condition(node: Node | None) -> Predicate:
        return parse(node, shapes, problems)

    sections = [read_section(node, condition, problems) for node in raw.sections]
    questions: dict[str, Question] = {}
    spans: dict[str, Span] = {}
    vocabulary: dict[str, Variable] = {}
    for section in sorted(sections, key=lambda s: (s.order, s.id)):
        for question in section.questions:
            if question.id in questions:
                first = ((questions[question.id].span, "the first one"),)
                message = f"the question '{question.id}' stands twice"
                problems.append(Problem(question.id.span, "duplicate-id", message, "rename one", related=first))
                continue
            questions[str(question.id)] = question
            spans[str(question.id)] = question.span
            vocabulary[str(question.id)] = variable_of(question)
    for node in raw.derived:
        derived = read_derived(node, condition, shapes, problems)
        if derived.id in vocabulary:
            problems.append(Problem(node.span, "duplicate-id", f"'{derived.id}' stands twice", "rename one"))
        vocabulary.setdefault(derived.id, derived)
        spans.setdefault(derived.id, node.span)
    _prefixes(vocabulary, spans, problems)
    for question in questions.values():
        source = questions.get(question.rows_from)
        if question.rows_from and (source is None or source.type != "choices"):
            message = f"'rows_from: {question.rows_from}' is not a choices question"
            problems.append(Problem(question.span, "unknown-question", message))
    while circle := cycle_in(vocabulary):
        message = "these wait for each other: " + " -> ".join(circle)
        hint = "take one of them out of a condition of the others"
        problems.append(Problem(spans.get(circle[0], Span("templates/interview")), "circle", message, hint))
        vocabulary[circle[0]] = without_conditions(vocabulary[circle[0]])
    conflicts = tuple(read_conflict(node, condition, problems) for node in raw.conflicts)
    return Interview(_merged(sections), questions, vocabulary, conflicts, spans)


def _merged(sections: Iterable[InterviewSection]) -> tuple[InterviewSection, ...]:
    return tuple(sorted(sections, key=lambda section: (section.order, section.id)))


def _prefixes(vocabulary: dict[str, Variable], spans: dict[str, Span], problems: list[Problem]) -> None:
    """No id may be the beginning of another: one would have to be both a value and a group of keys."""
    for id in vocabulary:
        parts = id.split(".")
        for length in range(1, len(parts)):
            shorter = ".".join(parts[:length])
            if shorter in vocabulary:
                message = f"'{shorter}' is the beginning of '{id}'; no id may be"
                problems.append(Problem(spans[id], "id-prefix", message, "rename one of them"))


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
                _replaces(found.get(block.id), block, problems)
                found[str(block.id)] = block
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
    sources: Sequence[layers.Layer], vocabulary: Vocabulary, marks: list[str], problems: list[Problem]
) -> dict[str, Outline]:
    found: dict[str, Outline] = {}
    for layer in sources:
        for file in layers.files(layer, "templates", "documents/*.yaml"):
            node = _yaml(file, marks, problems)
            if node is None:
                continue
            id = file.relative.rsplit("/", 1)[-1].removesuffix(".yaml")
            changes = isinstance(node, Mapping) and (node.get("insert") or node.get("remove"))
            if changes and id in found and isinstance(node, Mapping):
                found[id] = amend(found[id], node, problems)
                continue
            outline = read_outline(node, file.shown, vocabulary, problems)
            if outline is not None:
                found[id] = outline
    return found


def _data_nodes(
    sources: Sequence[layers.Layer], name: str, marks: list[str], problems: list[Problem]
) -> list[tuple[str, Node]]:
    nodes: list[tuple[str, Node]] = []
    for layer in sources:
        for file in layers.files(layer, "policy_blocks", f"{name}.yaml"):
            node = _yaml(file, marks, problems)
            if isinstance(node, NodeList):
                nodes += [(layer.name, item) for item in node.items]
            elif node is not None:
                message = f"{name}.yaml must be a list (- id: ...)"
                problems.append(Problem(node.span, "wrong-type", message, "begin each entry with '- id:'"))
    return nodes


def _rule_nodes(sources: Sequence[layers.Layer], marks: list[str], problems: list[Problem]) -> list[Node]:
    files = [file for layer in sources for file in layers.files(layer, "policy_blocks", "rules.yaml")]
    return [node for file in files if (node := _yaml(file, marks, problems)) is not None]


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


def layers_for(overlays: Iterable[tuple[Path, str]] = (), overrides: Path | None = None) -> tuple[layers.Layer, ...]:
    """The layers of a district: built-in, its overlays in order, its overrides. Raises UnreadableFile."""
    found = [layers.built_in(), *(layers.overlay(folder, shown) for folder, shown in overlays)]
    if overrides is not None and overrides.is_dir():
        found.append(layers.Layer("overrides", overrides, overrides / "templates", "overrides"))
    return tuple(found)
