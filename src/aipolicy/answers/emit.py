"""Values written as YAML that the strict reader, and any other YAML reader, takes for exactly the same values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from aipolicy.answers.model import UNDECIDED, Other, Row
from aipolicy.problems import InvalidContent, Problem, Span
from aipolicy.source.yaml_reader import REFUSED

Plain: TypeAlias = "str | bool | int | Decimal | list[Plain] | dict[str, Plain]"

WIDEST_FLOW = 96
# What YAML 1.1 readers take for something else than text.
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))
_SAFE = re.compile(r"[^\W\d_](?:[\w\-./()'&;+?!@$%*= ]*[\w\-./()'&;+?!@$%*=])?")
_SAFE_IN_BLOCK = re.compile(r"[^\W\d_](?:[\w\-./()'&;+?!@$%*=, ]*[\w\-./()'&;+?!@$%*=])?")
_VERBATIM = re.compile(r"[A-Za-z0-9.+-][A-Za-z0-9_.+\-/]*")


class Verbatim(str):
    """A text that stood without quotes in the file, and stays so where it can."""

    __slots__ = ()


def plain(value: object) -> Plain:
    """`value` (plain, or typed as in `model`) as plain data. Raises InvalidContent for what no answer file can hold."""
    if value is UNDECIDED:
        return "undecided"
    if isinstance(value, Other):
        return {"other": plain(value.text)}
    if isinstance(value, Row):
        return {"id": plain(value.id), **{key: plain(field) for key, field in value.fields.items()}}
    if isinstance(value, str):
        bad = REFUSED.search(value)
        if bad:
            message = f"the character U+{ord(bad[0]):04X} may not stand in the answer file"
            raise InvalidContent([Problem(Span("aipolicy.yaml"), "bad-character", message, "delete it")])
        return value
    if isinstance(value, bool | int | Decimal):
        return value
    if isinstance(value, Mapping):
        if set(value) == {""}:
            return plain(value[""])
        return {str(plain(str(key))): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"no answer is a {type(value).__name__}")


def scalar(value: Plain | None, in_flow: bool = True) -> str:
    """One value on one line, quoted wherever a reader might take it for something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    assert isinstance(value, str)
    if isinstance(value, Verbatim) and _VERBATIM.fullmatch(value) and value not in ("---", "...", "-"):
        return str(value)
    fits = (_SAFE if in_flow else _SAFE_IN_BLOCK).fullmatch(value)
    if fits and value.isprintable() and value.lower() not in _WORDS:
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def flow(value: Plain) -> str:
    """The value on one line, lists as `[a, b]` and keys as `{a: b}`."""
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    return scalar(value)


def block(value: Plain, indent: int) -> tuple[str, list[str]]:
    """What follows `key:` or `-` on its line (with a space before it), and the lines below, `indent` deep."""
    pad = " " * indent
    if isinstance(value, dict) and value and set(value) != {"file"}:
        lines: list[str] = []
        for key, item in value.items():
            head, body = block(item, indent + 2)
            lines += [f"{pad}{scalar(key)}:{head}", *body]
        return "", lines
    if isinstance(value, list) and not _short(value):
        return "", [line for item in value for line in item_lines(item, indent)]
    if isinstance(value, str) and _literal(value):
        return " |-", [pad + line if line else "" for line in value.split("\n")]
    if isinstance(value, list | dict):
        return f" {flow(value)}", []
    return f" {scalar(value, in_flow=False)}", []


def item_lines(value: Plain, indent: int) -> list[str]:
    """The lines of one item of a list whose dashes stand in column `indent`."""
    head, body = block(value, indent + 2)
    dash = " " * indent + "-"
    if not head:
        return [f"{dash} {body[0][indent + 2 :]}", *body[1:]]
    return [dash + head, *body]


def _short(value: list[Plain]) -> bool:
    return not any(isinstance(item, list | dict) for item in value) and len(flow(value)) <= WIDEST_FLOW


def _literal(text: str) -> bool:
    """Whether a text of several lines reads back exactly from a `|-` block, also after an editor cut spaces at ends."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0] and lines[-1])
        and not lines[0][0].isspace()
        and not any(line != line.rstrip() for line in lines)
    )
