"""One answer set or taken out in the text of the answer file: only its own lines change, and every comment stays.

Three ways, from the finest to the coarsest; each result is read again and taken only if it says exactly
what was asked for and has lost no comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from aipolicy.answers.emit import Plain, Verbatim, block, plain
from aipolicy.answers.layout import Layout
from aipolicy.answers.meaning import meaning
from aipolicy.answers.splice import Clash, Splicer
from aipolicy.problems import InvalidContent, Problem, Span
from aipolicy.source import Mapping, Node, Scalar, parse_yaml

Path: TypeAlias = tuple[str, ...]


def set_value(text: str, key: str | Path, value: object, order: Sequence[str] = ()) -> str:
    """`text` with the value of one key set, or taken out where `value` is None.

    `key` is dotted, or a tuple where a part holds dots itself (`("decisions", "consent.model", "by")`).
    `value` is plain or typed. `order` are the question ids in asking order, for the places of new keys.
    Raises InvalidContent when the text cannot be parsed, or the value holds a refused character.
    """
    path = tuple(key.split(".")) if isinstance(key, str) else key
    wanted = None if value is None else plain(value)
    folded = text.replace("\r\n", "\n").replace("\r", "\n")
    changed = _edited(folded, path, wanted, order)
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _edited(text: str, path: Path, wanted: Plain | None, order: Sequence[str]) -> str:
    root = _parsed(text)
    before = _data(root)
    if not isinstance(before, dict):
        message = "the answer file must be keys with values"
        raise InvalidContent([Problem(Span("aipolicy.yaml"), "wrong-type", message)])
    after = _with(before, path, wanted)
    if meaning(after) == meaning(before):
        return text
    layout = Layout(text, root)
    ways: tuple[Callable[[], str], ...] = (
        lambda: _fine(layout, root, path, wanted, order),
        lambda: _section(layout, root, path[0], after, order),
        lambda: _whole(layout, after),
    )
    comments = Counter(comment.text for comment in layout.comments)
    for way in ways:
        try:
            made = way()
        except (Clash, ValueError, IndexError):
            continue
        node, problems = _read(made)
        if problems or meaning(_data(node)) != meaning(after):
            continue
        if Counter(comment.text for comment in Layout(made, node).comments) == comments:
            return made
    message = f"'{'.'.join(path)}' cannot be written into this file without changing something else"
    hint = "edit the file by hand"
    raise InvalidContent([Problem(Span("aipolicy.yaml"), "cannot-edit", message, hint)])


def _parsed(text: str) -> Node | None:
    node, problems = _read(text)
    if problems:
        raise InvalidContent(problems)
    return node


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The text parsed. One answer makes several changes, and each begins with the text that the last one ended with."""
    node, problems = parse_yaml(text, "aipolicy.yaml")
    return node, tuple(problems)


def _data(node: Node | None) -> Plain | None:
    """A node as plain data; an empty file holds no keys."""
    if node is None:
        return {}
    found = _plain_of(node)
    return {} if found is None else found


def _plain_of(node: Node) -> Plain | None:
    if isinstance(node, Mapping):
        return {key.text: _plain_of(value) for key, value in node.entries}  # type: ignore[misc]  # null is kept
    if isinstance(node, Scalar):
        if node.is_null:
            return None
        if not node.quoted and node.text in ("true", "false"):
            return node.text == "true"
        return node.text if node.quoted else Verbatim(node.text)
    return [_plain_of(item) for item in node.items]  # type: ignore[misc]  # null is kept


def _with(data: dict[str, Plain], path: Path, wanted: Plain | None) -> dict[str, Plain]:
    """`data` with the edit made; parents left empty by a removal go too."""
    key, rest = path[0], path[1:]
    changed = dict(data)
    if not rest and wanted is not None:
        changed[key] = wanted
        return changed
    if not rest:
        changed.pop(key, None)
        return changed
    child = data.get(key)
    inner = child if isinstance(child, dict) else {}
    made = _with(inner, rest, wanted)
    if wanted is None and made == inner:
        return changed
    if made:
        changed[key] = made
    else:
        changed.pop(key, None)
    return changed


def _fine(layout: Layout, root: Node | None, path: Path, wanted: Plain | None, order: Sequence[str]) -> str:
    splicer = Splicer(layout, order)
    if isinstance(root, Mapping) and root.entries:
        splicer.set(root, path, wanted)
        return splicer.result()
    value: Plain = wanted if wanted is not None else {}
    for key in reversed(path):
        value = {key: value}
    text = layout.text
    if isinstance(root, Mapping):
        text = text[: root.start] + text[root.end :]
    return _joined(text, block(value, 0)[1])


def _section(layout: Layout, root: Node | None, key: str, after: dict[str, Plain], order: Sequence[str]) -> str:
    """The whole section written anew, its comments under its head."""
    if not isinstance(root, Mapping) or key not in after:
        raise Clash
    splicer = Splicer(layout, order)
    entry = next((pair for pair in root.entries if pair[0].text == key), None)
    if entry is None or root.flow:
        raise Clash
    splicer.replace_value(entry[0], entry[1], after[key])
    return splicer.result()


def _whole(layout: Layout, after: dict[str, Plain]) -> str:
    """The whole file written anew, its comments on top."""
    return _joined("".join(f"{comment.text}\n" for comment in layout.comments), block(after, 0)[1])


def _joined(text: str, lines: list[str]) -> str:
    if text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{line}\n" for line in lines)
