"""The finest edit of a YAML text: cuts at the places where a value differs from the wanted one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from aipolicy.answers.emit import WIDEST_FLOW, Plain, block, flow, item_lines, scalar
from aipolicy.answers.layout import Comment, Layout
from aipolicy.answers.meaning import meaning, ranks
from aipolicy.source import Mapping, Node, Scalar
from aipolicy.source import Sequence as NodeList

FIRST_KEYS = ("aipolicy", "draft_date", "letterhead", "overlays")
LAST_KEYS = ("decisions", "reviewed")

Entry: TypeAlias = tuple[Scalar, Node]


class Clash(Exception):
    """This text cannot be edited the fine way."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: after the colon or dash at `anchor`, of a key or dash in `column`."""

    anchor: int
    column: int
    in_flow: bool


class Splicer:
    """Collects cuts in one text; `result` makes them."""

    def __init__(self, layout: Layout, order: Sequence[str]) -> None:
        self.layout = layout
        self.text = layout.text
        self.cuts: list[tuple[int, int, int, str]] = []
        self.order = ranks(order)

    def cut(self, start: int, end: int, instead: str) -> None:
        self.cuts.append((start, end, len(self.cuts), instead))

    def result(self) -> str:
        """The text with every cut made. Raises Clash where two of them overlap."""
        made: list[str] = []
        place = 0
        for start, end, _, instead in sorted(self.cuts):
            if start < place:
                raise Clash
            made += [self.text[place:start], instead]
            place = end
        return "".join([*made, self.text[place:]])

    def set(self, root: Mapping, path: tuple[str, ...], value: Plain | None) -> None:
        """Cut so that `path` holds `value`, or is gone where it is None."""
        parents: list[tuple[Mapping, str]] = []
        node: Node | None = root
        place = Place(0, 0, root.flow)
        for number, key in enumerate(path):
            if not isinstance(node, Mapping) or not node.entries:
                break
            parents.append((node, key))
            entry = _entry(node, key)
            if entry is None:
                if value is not None:
                    self._rebuilt(node, place, key, _nested(path[number + 1 :], value), path[:number])
                return
            place = self._place(entry, node)
            node = entry[1]
        if value is not None and node is not None:
            self.update(node, _nested(path[len(parents) :], value), place)
        elif len(parents) == len(path):
            while len(parents) > 1 and len(parents[-1][0].entries) == 1:
                parents.pop()
            mapping, key = parents[-1]
            entry = _entry(mapping, key)
            if entry is not None and mapping.flow:
                self._flow_keys(mapping, {k.text: item for k, item in mapping.entries if k is not entry[0]})
            elif entry is not None:
                self._remove(mapping, entry)

    def _rebuilt(self, node: Mapping, place: Place, key: str, value: Plain, prefix: tuple[str, ...]) -> None:
        if node.flow:
            self._flow_keys(node, {**{k.text: item for k, item in node.entries}, key: value}, place)
        else:
            self._insert(node, key, value, self._before(node, key, prefix), separate=not prefix)

    def _place(self, entry: Entry, parent: Mapping) -> Place:
        key = entry[0]
        return Place(self.layout.after_colon(key), self.layout.column(key.start), parent.flow)

    def replace_value(self, key: Scalar, node: Node, value: Plain) -> None:
        """Write the value of a key anew."""
        self._replace(node, value, Place(self.layout.after_colon(key), self.layout.column(key.start), False))

    def update(self, node: Node, value: Plain, place: Place) -> None:
        """Cut so that `node` means `value`, and what it means already stays as it is written."""
        if meaning(node) == meaning(value):
            return
        if isinstance(node, Mapping) and isinstance(value, dict) and any(k.text in value for k, _ in node.entries):
            self._keys(node, value, place)
        elif isinstance(node, NodeList) and isinstance(value, list) and node.items and value:
            self._items(node, value, place)
        else:
            self._replace(node, value, place)

    def _keys(self, node: Mapping, value: dict[str, Plain], place: Place) -> None:
        if node.flow:
            self._flow_keys(node, dict(value), place)
            return
        staying = [entry for entry in node.entries if entry[0].text in value]
        for entry in node.entries:
            if entry in staying:
                self.update(entry[1], value[entry[0].text], self._place(entry, node))
            else:
                self._remove(node, entry)
        previous: Entry | None = None
        for key, item in value.items():
            found = next((entry for entry in staying if entry[0].text == key), None)
            if found is None:
                self._insert(node, key, item, previous)
            else:
                previous = found

    def _flow_keys(self, node: Mapping, wanted: dict[str, Node | Plain], place: Place | None = None) -> None:
        """A mapping in braces: entries that stay keep their spelling."""
        place = place or Place(0, 0, True)
        pieces: list[str] = []
        for key, value in node.entries:
            if key.text in wanted:
                item = wanted[key.text]
                same = meaning(item) == meaning(value)
                name = self.text[key.start : self.layout.end(key)]
                written = self.text[key.start : max(self.layout.end(value), self.layout.end(key))]
                pieces.append(written if same else f"{name}: {self._flow(item)}")
        known = {key.text for key, _ in node.entries}
        pieces += [f"{scalar(key)}: {self._flow(item)}" for key, item in wanted.items() if key not in known]
        self._braces(node, "{" + ", ".join(pieces) + "}")

    def _flow(self, item: Node | Plain) -> str:
        if isinstance(item, Scalar | NodeList | Mapping):
            return self.text[item.start : self.layout.end(item)]
        return flow(item)

    def _braces(self, node: Mapping | NodeList, written: str) -> None:
        if self.layout.comments_between(node.start, node.end):
            raise Clash
        self.cut(node.start, node.end, written)

    def _items(self, node: NodeList, value: list[Plain], place: Place) -> None:
        if node.flow:
            spelled = {repr(meaning(item)): self._flow(item) for item in node.items}
            written = "[" + ", ".join(spelled.get(repr(meaning(item))) or flow(item) for item in value) + "]"
            long = len(written) > WIDEST_FLOW or any(isinstance(i, dict) and len(i) > 1 for i in value)
            if not place.in_flow and (long or self.layout.comments_between(node.start, node.end)):
                self._replace(node, value, place)
            else:
                self._braces(node, written)
            return
        matcher = SequenceMatcher(None, [_name(item) for item in node.items], [_name(item) for item in value], False)
        pairs: dict[int, int] = {}
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag in ("equal", "replace"):
                pairs.update(zip(range(a, b), range(c, d), strict=False))
        for number, item in enumerate(node.items):
            dash = self.layout.dash(node, number)
            if number in pairs:
                self.update(item, value[pairs[number]], Place(dash + 1, self.layout.column(dash), False))
            else:
                self._remove_lines(dash, item)
        there = {new: old for old, new in pairs.items()}
        previous = -1
        for number, wanted in enumerate(value):
            if number in there:
                previous = there[number]
            else:
                column = self.layout.column(self.layout.dash(node, 0))
                last = node.items[previous] if previous >= 0 else None
                self._insert_lines(item_lines(wanted, column), column, last, self.layout.dash(node, 0))

    def _replace(self, node: Node, value: Plain, place: Place) -> None:
        """The value anew; comments that stood in it go under its key."""
        layout = self.layout
        end = layout.end(node)
        if place.in_flow:
            space = " " if node.start == end else ""
            self.cut(node.start, end, space + flow(value))
            return
        stop = layout.line_end(end)
        head, body = block(value, place.column + 2)
        comments = layout.comments_between(place.anchor, stop)
        beside = next((c for c in comments if self._beside(c, node, end, place)), None)
        if beside is not None:
            before = self.text[: beside.start]
            head += (before[len(before.rstrip()) :].replace("\n", "") or "  ") + beside.text
        kept = [self._own_line(c, place.column + 2) for c in comments if c is not beside]
        if head.startswith(" |"):
            lines = [head, *body, *(" " * place.column + line.lstrip() for line in kept)]
        else:
            lines = [head, *kept, *body]
        if body and not head.strip() and beside is None and not kept and self.text[place.anchor - 1] == "-":
            lines = [" " + body[0].lstrip(), *body[1:]]
        self.cut(place.anchor, stop, "\n".join(lines))

    def _beside(self, comment: Comment, node: Node, end: int, place: Place) -> bool:
        """Whether a comment stands on the key's line, or at the end of a value that began there."""
        if comment.alone:
            return False
        line = self.layout.line_end(place.anchor)
        return comment.start < line or (node.start < line and comment.start >= end)

    def _own_line(self, comment: Comment, column: int) -> str:
        return " " * (self.layout.column(comment.start) if comment.alone else column) + comment.text

    def _remove(self, node: Mapping, entry: Entry) -> None:
        key, value = entry
        if self.layout.first_on_line(key.start):
            self._remove_lines(key.start, value)
            return
        number = node.entries.index(entry) + 1
        if number >= len(node.entries):
            raise Clash
        self.cut(key.start, node.entries[number][0].start, "")

    def _remove_lines(self, start: int, last: Node) -> None:
        """Take out the lines of an entry or item; its comments stay, each on a line of its own."""
        layout = self.layout
        if not layout.first_on_line(start):
            raise Clash
        stop = layout.line_end(max(layout.end(last), start))
        kept = [self._own_line(c, layout.column(start)) for c in layout.comments_between(start, stop)]
        self.cut(layout.line_start(start), min(stop + 1, len(self.text)), "".join(line + "\n" for line in kept))

    def _before(self, node: Mapping, key: str, prefix: tuple[str, ...]) -> Entry | None:
        """The entry after which a new key stands, in asking order."""
        rank = self._rank((*prefix, key))
        ranked = [(self._rank((*prefix, entry[0].text)), n, entry) for n, entry in enumerate(node.entries)]
        lower = [item for item in ranked if item[0] <= rank]
        return max(lower, key=lambda item: item[:2])[2] if lower else None

    def _rank(self, path: tuple[str, ...]) -> int:
        if path[0] in FIRST_KEYS and len(path) == 1:
            return FIRST_KEYS.index(path[0]) - len(FIRST_KEYS)
        last = len(self.order) + 1
        if path[0] in LAST_KEYS and len(path) == 1:
            return last + LAST_KEYS.index(path[0])
        name = ".".join(path[1:] if path[0] == "decisions" else path)
        return self.order.get(name, last - 1)

    def _insert(self, node: Mapping, key: str, value: Plain, after: Entry | None, separate: bool = False) -> None:
        first = node.entries[0][0]
        column = self.layout.column(first.start)
        head, body = block(value, column + 2)
        lines = [" " * column + f"{scalar(key)}:{head}", *body]
        if after is None and not self.layout.first_on_line(first.start):
            after = node.entries[0]
        if separate and after is not None and isinstance(value, dict) and self._spaced(node):
            lines.insert(0, "")
        self._insert_lines(lines, column, after[1] if after else None, first.start)

    def _spaced(self, node: Mapping) -> bool:
        """Whether blank lines stand between sections."""
        starts = [self.layout.above_comments(key.start) for key, _ in node.entries[1:]]
        return any(self.text[:start].endswith("\n\n") for start in starts)

    def _insert_lines(self, lines: list[str], column: int, after: Node | None, first: int) -> None:
        layout = self.layout
        if after is not None:
            place = layout.past_deeper_comments(layout.end(after), column)
            self.cut(place, place, "".join("\n" + line for line in lines))
            return
        if not layout.first_on_line(first):
            raise Clash
        place = layout.above_comments(first)
        if place == 0 and column == 0:
            place = layout.line_start(first)
        self.cut(place, place, "".join(line + "\n" for line in lines))


def _entry(node: Mapping, key: str) -> Entry | None:
    return next((entry for entry in node.entries if entry[0].text == key), None)


def _nested(path: Sequence[str], value: Plain) -> Plain:
    for key in reversed(path):
        value = {key: value}
    return value


def _name(item: Node | Plain) -> str:
    """What makes an item of a list the same item after an edit: a row's id, else all of it."""
    found = meaning(item)
    if isinstance(found, dict) and "id" in found:
        return repr(found["id"])
    return repr(found)
