"""Decision diagrams: exact truth functions over many-valued variables, equal functions being equal numbers.

A diagram is a number; 0 is false everywhere and 1 is true everywhere. Any other names a variable (by
level) and one diagram for each of its values. Diagrams are reduced and shared, so values that no
predicate tells apart cost nothing, and equality, satisfiability and implication are comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator

Node = int
FALSE: Node = 0
TRUE: Node = 1
MOST_NODES = 2_000_000


class TooLarge(Exception):
    """The exact analysis outgrew its cap; nothing is guessed instead."""

    def __init__(self, cap: int) -> None:
        super().__init__(f"the conditions are too entangled to analyse exactly (more than {cap} cases)")


class Diagrams:
    """A family of diagrams that share their parts. Raises TooLarge once it holds over `cap` of them."""

    def __init__(self, cap: int = MOST_NODES) -> None:
        self.cap = cap
        self._level: list[int] = [1 << 30, 1 << 30]
        self._children: list[tuple[Node, ...]] = [(), ()]
        self._known: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._both: dict[tuple[Node, Node], Node] = {}
        self._not: dict[Node, Node] = {FALSE: TRUE, TRUE: FALSE}
        self._sizes: list[int] = []

    def variable(self, size: int) -> int:
        """The level of a new variable with `size` values; later variables stand lower in every diagram."""
        self._sizes.append(size)
        return len(self._sizes) - 1

    def literal(self, level: int, wanted: frozenset[int]) -> Node:
        """True where the variable has one of the `wanted` values (by index)."""
        return self._node(level, tuple(TRUE if i in wanted else FALSE for i in range(self._sizes[level])))

    def negate(self, f: Node) -> Node:
        found = self._not.get(f)
        if found is None:
            found = self._node(self._level[f], tuple(self.negate(child) for child in self._children[f]))
            self._not[f] = found
            self._not[found] = f
        return found

    def both(self, f: Node, g: Node) -> Node:
        if f == g or g == TRUE:
            return f
        if f == FALSE or g == FALSE:
            return FALSE
        if f == TRUE:
            return g
        key = (f, g) if f < g else (g, f)
        found = self._both.get(key)
        if found is None:
            level = min(self._level[f], self._level[g])
            pairs = zip(self._split(f, level), self._split(g, level), strict=True)
            found = self._node(level, tuple(self.both(a, b) for a, b in pairs))
            self._both[key] = found
        return found

    def either(self, f: Node, g: Node) -> Node:
        return self.negate(self.both(self.negate(f), self.negate(g)))

    def without(self, f: Node, levels: frozenset[int]) -> Node:
        """True where some values of the variables at `levels` make `f` true."""
        done: dict[Node, Node] = {}
        lowest = max(levels, default=-1)

        def visit(node: Node) -> Node:
            level = self._level[node]
            if level > lowest:
                return node
            if node not in done:
                children = tuple(visit(child) for child in self._children[node])
                if level in levels:
                    result = FALSE
                    for child in children:
                        result = self.either(result, child)
                    done[node] = result
                else:
                    done[node] = self._node(level, children)
            return done[node]

        return visit(f)

    def levels(self, f: Node) -> frozenset[int]:
        """The variables that the function depends on, each of them truly."""
        seen: set[Node] = set()
        found: set[int] = set()
        waiting = [f]
        while waiting:
            node = waiting.pop()
            if node > TRUE and node not in seen:
                seen.add(node)
                found.add(self._level[node])
                waiting += self._children[node]
        return frozenset(found)

    def path(self, f: Node) -> Iterator[tuple[int, int]]:
        """One way to make `f` true: (level, value) of each variable that it turns on; nothing else matters."""
        while f > TRUE:
            value = next(i for i, child in enumerate(self._children[f]) if child != FALSE)
            yield self._level[f], value
            f = self._children[f][value]

    def _split(self, f: Node, level: int) -> tuple[Node, ...]:
        return self._children[f] if self._level[f] == level else (f,) * self._sizes[level]

    def _node(self, level: int, children: tuple[Node, ...]) -> Node:
        first = children[0]
        if all(child == first for child in children):
            return first
        key = (level, children)
        found = self._known.get(key)
        if found is None:
            found = len(self._level)
            if found > self.cap:
                raise TooLarge(self.cap)
            self._level.append(level)
            self._children.append(children)
            self._known[key] = found
        return found
