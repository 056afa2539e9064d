"""What a clause body says, read by Jinja's lexer and parser and never run by Jinja.

No code is generated, compiled or executed: a body becomes a handful of parts, words to print and loops, and
whatever has no part here is refused before anything is filled. `evaluate` walks the parts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

FILTERS = ("cap", "a", "and", "or", "plural", "date", "money", "where")
FUNCTIONS = ("ref", "doc", "cite", "manual_ref")
# A name with filters, or a call: read one by one where nothing else opens (a brace before "{{" is part of a mark).
_PLAIN = re.compile(r"""(\{\{ [\w.]+(?: \| \w+)* \}\}|\{\{ \w+\("[\w./-]+"\) \}\})""")
_OPENS = re.compile(r"\{[{%#]|\{\Z")
_LOOP = re.compile(r"\{%-? *for +\w+ +in +(.+?) *-?%\}")


@dataclass(frozen=True, slots=True)
class Call:
    """A function and the one id that it is given."""

    function: str
    target: str


@dataclass(frozen=True, slots=True)
class Print:
    """What stands between braces: the parts of a dotted name, or a call; and its filters, innermost first."""

    subject: tuple[str, ...] | Call
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop over what a dotted name gives; `tests` are the fields and values of a `where`, None without one."""

    variable: str
    collection: tuple[str, ...]
    tests: tuple[tuple[str, tuple[str, ...]], ...] | None
    body: tuple[Part, ...]


Part: TypeAlias = str | Print | Loop


class Unreadable(Exception):
    """A body that is no template, or holds what no clause may hold; `line` is counted from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@functools.lru_cache(maxsize=4096)
def parts(body: str) -> tuple[Part, ...]:
    """The parts of `body`. Raises Unreadable: a build must not compute anything, even where nobody ran the checks."""
    pieces = _PLAIN.split(body)
    if not any(_OPENS.search(words) for words in pieces[::2]):
        try:
            return tuple(_plain(piece) if place % 2 else piece for place, piece in enumerate(pieces) if piece)
        except Unreadable:
            pass  # read whole, the problem has its line
    return _statements(tree(body).body)


@functools.lru_cache(maxsize=1024)
def _plain(text: str) -> Part:
    """The part that one pair of braces is; the same few names stand in many bodies."""
    return _statements(tree(text).body)[0]


@functools.lru_cache(maxsize=4096)
def tree(body: str) -> Any:
    """Jinja's own syntax tree of `body`, for whoever wants to say what is wrong where. Raises Unreadable."""
    import jinja2

    try:
        return _environment().parse(body)
    except jinja2.TemplateSyntaxError as error:
        raise Unreadable(error.message or "this is no template", error.lineno or 1) from None


@functools.cache
def _environment() -> SandboxedEnvironment:
    """A sandbox without a single global, filter or test: should anybody ever render with it, nothing would run."""
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        cache_size=0,
    )
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def _refused(what: str, node: Any) -> Unreadable:
    return Unreadable(f"{what} may not stand in a clause", node.lineno or 1)


def _statements(nodes: list[Any]) -> tuple[Part, ...]:
    from jinja2 import nodes as n

    found: list[Part] = []
    for node in nodes:
        if isinstance(node, n.Output):
            found += [part.data if isinstance(part, n.TemplateData) else _print(part) for part in node.nodes]
        elif isinstance(node, n.For):
            found.append(_loop(node))
        else:
            raise _refused(f"'{type(node).__name__.lower()}'", node)
    return tuple(found)


def _print(node: Any) -> Print:
    from jinja2 import nodes as n

    filters: list[str] = []
    while isinstance(node, n.Filter):
        if node.name not in FILTERS or node.name == "where":
            raise Unreadable(f"there is no filter '{node.name}' for words", node.lineno)
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise _refused(f"an argument of '{node.name}'", node)
        filters.append(node.name)
        node = node.node
    return Print(_call(node) if isinstance(node, n.Call) else _dotted(node), tuple(reversed(filters)))


def _call(node: Any) -> Call:
    from jinja2 import nodes as n

    name = node.node.name if isinstance(node.node, n.Name) else ""
    if name not in FUNCTIONS:
        raise _refused("a call of anything but " + ", ".join(FUNCTIONS), node)
    target = node.args[0] if len(node.args) == 1 else None
    given = target.value if isinstance(target, n.Const) else None
    if node.kwargs or node.dyn_args or node.dyn_kwargs or not isinstance(given, str):
        raise Unreadable('a function takes one id in quotes, such as ref("clause.id")', node.lineno)
    return Call(name, given)


def _dotted(node: Any) -> tuple[str, ...]:
    from jinja2 import nodes as n

    names: list[str] = []
    while isinstance(node, n.Getattr):
        names.append(node.attr)
        node = node.node
    if not isinstance(node, n.Name):
        raise _refused(f"'{type(node).__name__.lower()}'", node)
    return (node.name, *reversed(names))


def _loop(node: Any) -> Loop:
    from jinja2 import nodes as n

    if node.else_ or node.test or node.recursive or not isinstance(node.target, n.Name):
        raise _refused("this kind of loop", node)
    source, tests = node.iter, None
    if isinstance(source, n.Filter) and source.name == "where":
        if source.args or source.dyn_args or source.dyn_kwargs or not source.kwargs:
            raise _refused("where() without field=[...]", node)
        tests = tuple((str(pair.key), _constants(pair.value)) for pair in source.kwargs)
        source = source.node
    return Loop(node.target.name, _dotted(source), tests, _statements(node.body))


def _constants(node: Any) -> tuple[str, ...]:
    from jinja2 import nodes as n

    values = [item.value if isinstance(item, n.Const) else None for item in getattr(node, "items", [node])]
    if not all(isinstance(value, str) for value in values):
        raise _refused("a computed list in where()", node)
    return tuple(map(str, values))


def looped(body: str) -> Iterator[str]:
    """The collections that the body loops over, without parsing it: what `select` needs for every clause."""
    for match in _LOOP.finditer(body):
        yield match.group(1).split("|")[0].strip(" ()")
