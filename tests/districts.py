"""Districts for tests: answers from a plain dict, and the examples as dicts that a test may change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aipolicy.answers import Answers, load_answers, parse_answer_file
from aipolicy.answers.rows_csv import read_rows_csv
from aipolicy.assemble import Assembled, assemble
from aipolicy.document import Block, Clause, Document, Node, walk
from aipolicy.library import Library
from aipolicy.source import Mapping as Keys
from aipolicy.source import Node as Yaml
from aipolicy.source import Scalar, read_yaml
from aipolicy.source import Sequence as Items

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def answer_text(values: Mapping[str, Any]) -> str:
    """An answer file: `values` by dotted id; reserved keys as they stand. JSON is YAML that quotes every text."""
    tree: dict[str, Any] = {"aipolicy": {"format": 1}}
    for id, value in values.items():
        if id in ("decisions", "reviewed", "draft_date"):
            tree[id] = value
            continue
        *groups, last = id.split(".")
        inside = tree
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = value
    return json.dumps(tree, ensure_ascii=False, indent=1)


def answers_of(values: Mapping[str, Any], library: Library, folder: Path = ROOT) -> Answers:
    """The valid answers that a dict of dotted ids holds."""
    return load_answers(parse_answer_file(answer_text(values), folder), library.interview)


def build(values: Mapping[str, Any], library: Library, *, final: bool = False) -> Assembled:
    """The documents of the district with these answers."""
    return assemble(library, answers_of(values, library), final=final)


def example(name: str, library: Library) -> dict[str, Any]:
    """The answers of examples/`name` by question id, its tools inline."""
    node, problems = read_yaml(EXAMPLES / name / "aipolicy.yaml")
    assert not problems
    tree = _plain(node)
    values = {id: _at(tree, id) for id in library.interview.questions}
    found = {id: value for id, value in values.items() if value is not None}
    tools = found.get("tools.register")
    if isinstance(tools, dict):
        text = (EXAMPLES / name / tools["file"]).read_text()
        rows = read_rows_csv(text, tools["file"], library.interview.questions["tools.register"], [])
        found["tools.register"] = [
            {"id": row.id, **{k: _value(v) for k, v in row.fields.items()}} for row in rows or ()
        ]
    return found | {key: tree[key] for key in ("draft_date", "decisions") if key in tree}


def every_document(library: Library) -> list[str]:
    """The answer that asks for every document there is."""
    return [str(choice.id) for choice in library.interview.questions["documents.more"].choices]


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [v if isinstance(v, str) else {"other": v.text} for v in value]
    return str(value)


def _plain(node: Yaml | None) -> Any:
    if isinstance(node, Keys):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    if not node.quoted and node.text in ("true", "false"):
        return node.text == "true"
    return node.text


def _at(tree: Any, id: str) -> Any:
    for part in id.split("."):
        tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def clauses(document: Document) -> dict[str, Clause]:
    """The clauses of a document by id."""
    return {c.id: c for section in document.sections for c in section.children if isinstance(c, Clause)}


def blocks(document: Document) -> dict[str, Block]:
    """The generated blocks of a document by id."""
    return {b.id: b for section in document.sections for b in section.children if isinstance(b, Block)}


def named(documents: Iterable[Document], id: str) -> Document:
    return next(document for document in documents if document.id == id)


def words(node: Node) -> str:
    """Everything that a node prints, in reading order, joined as it stands."""
    return "".join(getattr(n, "text", "") or getattr(n, "label", "") for n in walk(node))


def all_of(node: Node, *kinds: type) -> list[Any]:
    """The nodes of these kinds inside `node`, in reading order."""
    return [n for n in walk(node) if isinstance(n, kinds)]
