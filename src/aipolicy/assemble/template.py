"""What a clause body uses: answers, loops, references, citations; and whatever it may not contain.

Reads the template's syntax tree; nothing is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aipolicy.assemble.syntax import FILTERS, FUNCTIONS, Unreadable, tree
from aipolicy.problems import Problem, Span, did_you_mean


@dataclass(frozen=True, slots=True)
class Use:
    """One use: `path` is the dotted name as written (loop variables resolved by `loop`), with its place.

    `loop` is the id path of the collection when the name belongs to a loop variable, else "".
    `filters` are those applied directly to it, innermost first.
    """

    path: str
    span: Span
    loop: str = ""
    filters: tuple[str, ...] = ()


@dataclass
class Uses:
    """Everything that a body uses, in reading order."""

    answers: list[Use] = field(default_factory=list)
    loops: list[Use] = field(default_factory=list)
    wheres: list[tuple[str, str, tuple[str, ...], Span]] = field(default_factory=list)
    """(collection, field, values, span) of each `where`."""
    refs: list[Use] = field(default_factory=list)
    docs: list[Use] = field(default_factory=list)
    cites: list[Use] = field(default_factory=list)
    manual_refs: list[Use] = field(default_factory=list)


def uses(body: str, place: Span) -> tuple[Uses, list[Problem]]:
    """What `body`, which begins at `place`, uses; and a problem for each thing that no body may contain."""
    found = Uses()
    if "{" not in body:
        return found, []
    try:
        read = tree(body)
    except Unreadable as error:
        where = Span(place.path, place.line + error.line - 1, 1)
        hint = "only {{ answer }}, {{ answer | filter }} and {% for x in rows %} ... {% endfor %} may stand here"
        return found, [Problem(where, "template-syntax", f"cannot read this: {error}", hint)]
    walker = _Walker(body, place, found)
    walker.statements(read.body, {})
    return found, walker.problems


class _Walker:
    def __init__(self, body: str, place: Span, found: Uses) -> None:
        self.lines = body.split("\n")
        self.place = place
        self.found = found
        self.problems: list[Problem] = []

    def span(self, node: Any, words: str = "") -> Span:
        number = node.lineno or 1  # some of Jinja's own nodes have none
        line = self.lines[number - 1] if number <= len(self.lines) else ""
        column = line.find(words) + 1 if words and words in line else (line.find("{") + 1 or 1)
        return Span(self.place.path, self.place.line + number - 1, column)

    def refuse(self, node: Any, what: str, hint: str) -> None:
        self.problems.append(Problem(self.span(node), "template-forbidden", f"{what} may not stand in a clause", hint))

    def statements(self, nodes: list[Any], loops: dict[str, str]) -> None:
        from jinja2 import nodes as n

        for node in nodes:
            if isinstance(node, n.Output):
                for part in node.nodes:
                    if not isinstance(part, n.TemplateData):
                        self.expression(part, loops, ())
            elif isinstance(node, n.For):
                self.loop(node, loops)
            else:
                kind = type(node).__name__.lower()
                hint = "conditions belong in 'when:', small differences of wording in a choice's forms"
                self.refuse(node, f"'{kind}'", hint)

    def loop(self, node: Any, loops: dict[str, str]) -> None:
        from jinja2 import nodes as n

        if node.else_ or node.test or node.recursive or not isinstance(node.target, n.Name):
            self.refuse(node, "this kind of loop", "write {% for x in rows %}, with 'none:' for an empty list")
            return
        source, collection = node.iter, ""
        if isinstance(source, n.Filter) and source.name == "where":
            collection = self.dotted(source.node)
            for pair in source.kwargs:
                key, values = str(pair.key), self.constants(pair.value)
                if values is None:
                    self.refuse(node, "a computed list in where()", 'write where(status=["approved"])')
                else:
                    self.found.wheres.append((collection, key, values, self.span(node, key)))
            if source.args or not source.kwargs:
                self.refuse(node, "where() without field=[...]", 'write where(status=["approved"])')
        else:
            collection = self.dotted(source)
        if not collection:
            self.refuse(node, "a loop over this", "loop over rows, a grid or a list of choices")
            return
        self.found.loops.append(Use(collection, self.span(node, collection)))
        self.statements(node.body, {**loops, node.target.name: collection})

    def constants(self, node: Any) -> tuple[str, ...] | None:
        from jinja2 import nodes as n

        values = [
            i.value if isinstance(i, n.Const) else None for i in (node.items if isinstance(node, n.List) else [node])
        ]
        return None if any(not isinstance(value, str) for value in values) else tuple(map(str, values))

    def dotted(self, node: Any) -> str:
        """The dotted name that a node spells, or ""."""
        from jinja2 import nodes as n

        if isinstance(node, n.Name):
            return str(node.name)
        if isinstance(node, n.Getattr):
            head = self.dotted(node.node)
            return f"{head}.{node.attr}" if head else ""
        return ""

    def expression(self, node: Any, loops: dict[str, str], filters: tuple[str, ...]) -> None:
        from jinja2 import nodes as n

        if isinstance(node, n.Filter):
            if node.name not in FILTERS or node.name == "where":
                hint = did_you_mean(str(node.name), FILTERS)
                self.problems.append(
                    Problem(self.span(node, node.name), "unknown-filter", f"there is no filter '{node.name}'", hint)
                )
            elif node.args or node.kwargs:
                self.refuse(node, f"an argument of '{node.name}'", "this filter takes none")
            self.expression(node.node, loops, (*filters, str(node.name)))
        elif isinstance(node, n.Call):
            self.call(node)
        elif (path := self.dotted(node)) != "":
            head, _, rest = path.partition(".")
            if head in loops:
                self.found.answers.append(Use(rest, self.span(node, path), loops[head], filters[::-1]))
            else:
                self.found.answers.append(Use(path, self.span(node, path), "", filters[::-1]))
        else:
            kind = type(node).__name__.lower()
            hint = "insert one answer, one form of it, an office, or ref(), doc(), cite(), manual_ref()"
            self.refuse(node, f"the expression '{kind}'", hint)

    def call(self, node: Any) -> None:
        from jinja2 import nodes as n

        name = self.dotted(node.node)
        if name not in FUNCTIONS:
            hint = did_you_mean(name, FUNCTIONS)
            self.problems.append(
                Problem(self.span(node, name), "unknown-function", f"there is no function '{name}'", hint)
            )
            return
        given = node.args[0].value if len(node.args) == 1 and isinstance(node.args[0], n.Const) else None
        if node.kwargs or not isinstance(given, str):
            self.refuse(node, f"{name}() with this", f'write {name}("the-id")')
            return
        target = given
        lists = {
            "ref": self.found.refs,
            "doc": self.found.docs,
            "cite": self.found.cites,
            "manual_ref": self.found.manual_refs,
        }
        lists[name].append(Use(target, self.span(node, target)))
