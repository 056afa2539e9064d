"""Reading a `when:` from YAML into a predicate; every word in it must be declared."""

from __future__ import annotations

from aipolicy.conditions.predicate import ALWAYS, All, Answered, AnyOf, Includes, Is, Not, Predicate, Some
from aipolicy.conditions.vocabulary import Variable, Vocabulary
from aipolicy.problems import Problem, Span, did_you_mean
from aipolicy.source import Mapping, Node, Scalar, Sequence

COMPARABLE = ("yes_no", "choice", "derived")


def parse(node: Node | None, vocabulary: Vocabulary, problems: list[Problem]) -> Predicate:
    """The predicate that `node` states (ALWAYS where there is none); what is wrong goes to `problems`."""
    return ALWAYS if node is None else _Parser(vocabulary, problems).predicate(node)


class _Parser:
    def __init__(self, vocabulary: Vocabulary, problems: list[Problem]) -> None:
        self.vocabulary = vocabulary
        self.problems = problems

    def report(self, span: Span, code: str, message: str, hint: str = "") -> Predicate:
        self.problems.append(Problem(span, code, message, hint))
        return ALWAYS

    def predicate(self, node: Node) -> Predicate:
        if not isinstance(node, Mapping) or not node.entries:
            hint = "write {question.id: value}"
            return self.report(node.span, "bad-condition", "a condition must be keys with values", hint)
        parts = tuple(self.entry(key, value) for key, value in node.entries)
        return parts[0] if len(parts) == 1 else All(parts)

    def entry(self, key: Scalar, value: Node) -> Predicate:
        if key.text in ("any", "all"):
            if not isinstance(value, Sequence) or not value.items:
                return self.report(value.span, "bad-condition", f"'{key.text}' takes a list of conditions")
            parts = tuple(self.predicate(item) for item in value.items)
            return AnyOf(parts) if key.text == "any" else All(parts)
        if key.text == "not":
            return Not(self.predicate(value))
        variable = self.vocabulary.get(key.text)
        if variable is not None:
            return self.comparison(variable, value)
        grid, row, column = self.cell(key.text)
        if grid is not None:
            return self.cell_comparison(grid, row, column, value)
        hint = did_you_mean(key.text, sorted(self.vocabulary), list_up_to=0)
        return self.report(key.span, "unknown-question", f"there is no question '{key.text}'", hint)

    def cell(self, key: str) -> tuple[Variable | None, str, str]:
        """The grid, row and column that a longer key such as uses.ci_1.status names."""
        parts = key.split(".")
        for tail in (1, 2):
            grid = self.vocabulary.get(".".join(parts[:-tail]))
            if grid is None or grid.kind != "grid":
                continue
            row, column = parts[-tail], parts[-1] if tail == 2 else ""
            if row in self.row_ids(grid) and column in grid.fields:
                return grid, row, column
        return None, "", ""

    def row_ids(self, grid: Variable) -> tuple[str, ...]:
        if grid.rows_from:
            source = self.vocabulary.get(grid.rows_from)
            return source.values if source else ()
        return tuple(row for row, _ in grid.rows)

    def values(self, node: Node, allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
        """One value or a list of them, each declared."""
        items = node.items if isinstance(node, Sequence) else (node,)
        found: list[str] = []
        for item in items:
            if not isinstance(item, Scalar):
                self.report(item.span, "bad-condition", f"compare {what} with a value or a list of values")
            elif item.text not in allowed:
                hint = did_you_mean(item.text, allowed)
                self.report(item.span, "unknown-choice", f"'{item.text}' is not a value of {what}", hint)
            else:
                found.append(item.text)
        if not items:
            self.report(node.span, "bad-condition", f"the list of values for {what} is empty")
        return tuple(found)

    def comparison(self, variable: Variable, value: Node) -> Predicate:
        name, kind = variable.id, variable.kind
        if isinstance(value, Scalar) and value.text == "answered":
            return Answered(name)
        if kind in COMPARABLE:
            return Is(name, self.values(value, variable.values, name))
        if kind == "choices":
            wanted = value.get("includes") if isinstance(value, Mapping) and len(value.entries) == 1 else None
            if wanted is None:
                hint = f"write {{{name}: {{includes: [...]}}}}"
                return self.report(value.span, "bad-condition", f"{name} is a list of choices", hint)
            return Includes(name, self.values(wanted, variable.values, name))
        if kind in ("rows", "grid"):
            return self.quantified(variable, value)
        hint = f"write {{{name}: answered}}, or give a derived answer bands"
        return self.report(value.span, "bad-condition", f"{name} is a {kind}; it can only be 'answered'", hint)

    def quantified(self, variable: Variable, value: Node) -> Predicate:
        name = variable.id
        if not isinstance(value, Mapping) or len(value.entries) != 1 or value.entries[0][0].text not in ("some", "no"):
            hint = f"write {{{name}: {{some: ...}}}} or {{{name}: {{no: ...}}}}"
            return self.report(value.span, "bad-condition", f"{name} has rows; ask for 'some' or 'no'", hint)
        quantifier, wanted = value.entries[0]
        test: list[tuple[str, tuple[str, ...]]] = []
        if "" in variable.fields:
            test.append(("", self.values(wanted, variable.fields[""], name)))
        elif not isinstance(wanted, Mapping):
            hint = f"fields: {', '.join(variable.fields)}"
            return self.report(wanted.span, "bad-condition", f"say which field of {name} to compare", hint)
        else:
            for key, values in wanted.entries:
                if key.text not in variable.fields:
                    hint = did_you_mean(key.text, sorted(variable.fields))
                    self.report(key.span, "unknown-field", f"{name} has no field '{key.text}' to compare", hint)
                else:
                    test.append((key.text, self.values(values, variable.fields[key.text], f"{name}.{key.text}")))
        some = Some(name, tuple(test))
        return some if quantifier.text == "some" else Not(some)

    def cell_comparison(self, grid: Variable, row: str, column: str, value: Node) -> Predicate:
        shown = ".".join(part for part in (grid.id, row, column) if part)
        return Is(grid.id, self.values(value, grid.fields[column], shown), row, column)
