"""What conditions may speak of, from parsed files alone: ids, types, values, rows. No problem is reported here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aipolicy.conditions import ALWAYS, Variable
from aipolicy.library.questions import QUESTION_TYPES
from aipolicy.source import Mapping, Node, Scalar, Sequence

YES_NO = ("true", "false")
COMPARABLE = ("yes_no", "choice", "choices")


def shapes_of(sections: Iterable[Mapping]) -> Iterator[Variable]:
    """Every question of these section files as a condition can name it; its own conditions are left out."""
    for section in sections:
        for question in _mappings(section.get("questions")):
            yield _question(question)


def derived_shape(node: Mapping) -> Variable:
    """A derived answer as a condition can name it."""
    values = node.get("values")
    items = values.items if isinstance(values, Sequence) else ()
    return Variable(_text(node, "id"), "derived", tuple(item.text for item in items if isinstance(item, Scalar)))


def _question(node: Mapping) -> Variable:
    kind = _kind(node)
    fields: dict[str, tuple[str, ...]] = {}
    if kind == "grid":
        columns = _mappings(node.get("columns"))
        fields = {_text(column, "id"): _ids(column) for column in columns} or {"": _ids(node)}
    elif kind == "rows":
        listed = [(field, _text(field, "type")) for field in _mappings(node.get("fields"))]
        fields = {_text(field, "id"): _values(field, type) for field, type in listed if type in COMPARABLE}
    return Variable(
        id=_text(node, "id"),
        kind=kind,  # type: ignore[arg-type]  # a word of QUESTION_TYPES
        values=_values(node, kind),
        fields=fields,
        rows=tuple((_text(row, "id"), ALWAYS) for row in _mappings(node.get("rows"))),
        rows_from=_text(node, "rows_from"),
    )


def _kind(node: Mapping) -> str:
    type = _text(node, "type")
    return type if type in QUESTION_TYPES else "text"


def _values(node: Mapping, type: str) -> tuple[str, ...]:
    return YES_NO if type == "yes_no" else _ids(node)


def _ids(node: Mapping) -> tuple[str, ...]:
    return tuple(_text(choice, "id") for choice in _mappings(node.get("choices")))


def _mappings(node: Node | None) -> tuple[Mapping, ...]:
    return tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) and not value.is_null else ""
