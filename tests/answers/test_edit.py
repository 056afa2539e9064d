"""The comment-keeping writer: exactly the edit, every comment, no other line."""

from __future__ import annotations

import difflib
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.answers.edit import set_value
from aipolicy.answers.model import UNDECIDED, Other, Row
from aipolicy.problems import InvalidContent, Span
from aipolicy.source import Mapping, Node, Scalar, parse_yaml

ORDER = ["district.name", "district.state", "district.kind", "stance.students", "consent.model", "tools.register"]
FILE = """\
# Header

aipolicy: {format: 1}   # fmt

# district
district:
  name: "Cedar Hollow"  # legal
  # state next
  state: oh
  grade_bands:  # bands
    - k2   # low
    # middle
    - g3_5

consent:
  model:
    k2: opt_in   # sure
tools:
  register:
    - id: a   # first
      name: A
    # about b
    - id: b
      name: B
"""


def changed(text: str, key: str | tuple[str, ...], value: object) -> list[str]:
    made = set_value(text, key, value, ORDER)
    lines = difflib.unified_diff(text.splitlines(), made.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def read(text: str) -> object:
    node, problems = parse_yaml(text, "f")
    assert not problems, [str(p) for p in problems]
    return data(node)


def data(node: Node | None) -> object:
    """What the strict reader sees, with quotes where they make a difference."""
    if isinstance(node, Mapping):
        return {key.text: data(value) for key, value in node.entries}
    if isinstance(node, Scalar):
        if node.is_null:
            return None
        return (node.text, "bool") if not node.quoted and node.text in ("true", "false") else node.text
    return [data(item) for item in node.items] if node else {}


def wanted(value: object) -> object:
    if isinstance(value, bool):
        return ("true" if value else "false", "bool")
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: wanted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [wanted(item) for item in value]
    return value


def comments(text: str) -> list[str]:
    """Every comment of a file whose values hold no '#'."""
    return sorted("#" + line.split("#", 1)[1].rstrip() for line in text.split("\n") if "#" in line)


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        ("district.name", "Lakeshore", ['-  name: "Cedar Hollow"  # legal', "+  name: Lakeshore  # legal"]),
        ("district.kind", "charter", ["+  kind: charter"]),
        ("district.grade_bands", ["k2", "g6_8"], ["-    - g3_5", "+    - g6_8"]),
        ("district.grade_bands", ["k2", "g3_5", "g6_8"], ["+    - g6_8"]),
        ("consent.model.g3_5", UNDECIDED, ["+    g3_5: undecided"]),
        ("stance.students", "pilot", ["+stance:", "+  students: pilot", "+"]),
        ("district.state", None, ["-  state: oh"]),
        (
            ("decisions", "consent.model", "by"),
            "2026-01-31",
            ["+", "+decisions:", "+  consent.model:", '+    by: "2026-01-31"'],
        ),
        (
            "aipolicy.asked_with",
            "1.10",
            ["-aipolicy: {format: 1}   # fmt", '+aipolicy: {format: 1, asked_with: "1.10"}   # fmt'],
        ),
        ("district.name", "Cedar Hollow", []),
        ("district.population", None, []),
    ],
)  # fmt: skip
def test_only_its_lines(key: str | tuple[str, ...], value: object, lines: list[str]) -> None:
    assert sorted(changed(FILE, key, value)) == sorted(lines)


def test_new_keys_stand_in_asking_order() -> None:
    text = set_value(FILE, "district.kind", "county", ORDER)
    assert text.index("state: oh") < text.index("kind: county") < text.index("grade_bands")
    text = set_value(FILE, "stance.students", "pilot", ORDER)
    assert text.index("district:") < text.index("stance:") < text.index("consent:")
    text = set_value(set_value(FILE, "reviewed.by", "A", ORDER), "draft_date", "2026-11-21", ORDER)
    assert text.index("aipolicy:") < text.index("draft_date:") < text.index("district:") < text.index("reviewed:")


def test_a_key_before_the_first_stands_above_that_ones_comment() -> None:
    text = "district:\n  # about the state\n  state: oh\n"
    assert set_value(text, "district.name", "A", ORDER) == ("district:\n  name: A\n  # about the state\n  state: oh\n")


def test_rows_keep_their_comments() -> None:
    rows = [{"id": "b", "name": "B2"}, {"id": "c", "name": "NO", "users": ["staff"], "left_out": None}]
    text = set_value(FILE, "tools.register", rows, ORDER)
    assert text.endswith(
        '    # first\n    # about b\n    - id: b\n      name: B2\n    - id: c\n      name: "NO"\n      users: [staff]\n'
    )
    assert set_value(FILE, "tools.register", {"file": "tools.csv"}, ORDER).endswith(
        "  register: {file: tools.csv}\n    # first\n    # about b\n"
    )


def test_typed_values_are_written_as_the_file_has_them() -> None:
    row = Row("x", {"name": "X", "users": ("staff", Other("board: members")), "expires": UNDECIDED}, Span("f"))
    text = set_value("", "tools.register", (row,), ORDER)
    assert read(text) == {
        "tools": {
            "register": [
                {"id": "x", "name": "X", "users": ["staff", {"other": "board: members"}], "expires": "undecided"}
            ]
        }
    }
    assert read(set_value("", "consent.model", {"k2": {"": "opt_in"}})) == {"consent": {"model": {"k2": "opt_in"}}}


TRAPS = [
    "NO", "no", "y", "1.10", "0123", "1_000", "true", "null", "~", "2026-11-21", "8:30", " lead", "trail ", "a: b",
    "a #b", "#b", "- a", "-", "---", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "'a", '"a"', "a\\b",
    "a\tb", "\ta", "x\ny", "x\n\n  y", "\nx", "x\n", "x\n ", " x\ny", "é, ü", "😀", "Ünï: x", "\u00a0", "undecided",
    "=", "<<", "?", "? a", ":", "a:", "", " ", "a" * 5000, "word " * 300 + "end", "None", ".inf", "1e3", "+1", "0x1F",
    ",", "a, b",
]  # fmt: skip


@pytest.mark.parametrize("value", TRAPS)
@pytest.mark.parametrize("around", [FILE, "district: {name: x, state: oh}\n", '{"district": {"name": "x"}}'])
def test_texts_that_yaml_would_take_for_something_else(value: str, around: str) -> None:
    text = set_value(around, "district.name", value, ORDER)
    found = read(text)
    assert isinstance(found, dict)
    assert found["district"]["name"] == value
    loaded = yaml.safe_load(text)
    assert loaded["district"]["name"] == value, "other YAML readers agree"
    listed = set_value(around, "district.languages", [value, {"other": value}], ORDER)
    assert yaml.safe_load(listed)["district"]["languages"] == [value, {"other": value}]


@pytest.mark.parametrize("value", [True, False, 12, Decimal("1250.50"), Decimal("0"), [], {}, ["a"]])
def test_values_that_are_no_text(value: object) -> None:
    found = read(set_value(FILE, "district.name", value, ORDER))
    assert isinstance(found, dict)
    assert found["district"]["name"] == wanted(value)


def test_true_and_the_text_true_differ() -> None:
    assert changed("a: {b: true}\n", "a.b", True) == []
    assert changed("a: {b: true}\n", "a.b", "true") == ["-a: {b: true}", '+a: {b: "true"}']


def test_line_ends_and_the_last_line_stay_as_they_are() -> None:
    crlf = FILE.replace("\n", "\r\n")
    assert set_value(crlf, "district.state", "ca", ORDER) == set_value(FILE, "district.state", "ca", ORDER).replace(
        "\n", "\r\n"
    )
    assert set_value("a:\n  b: 1", "a.c", "2") == 'a:\n  b: 1\n  c: "2"'
    assert set_value("a:\n  b: 1  # x", "a.b", "z") == "a:\n  b: z  # x"


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment\n", "# no line end", "---\n", "{}\n", "{}  # c\n", "a:\n"]
)
def test_files_that_hold_nothing(text: str) -> None:
    made = set_value(text, "district.name", "x", ORDER)
    found = read(made)
    assert isinstance(found, dict)
    assert found["district"] == {"name": "x"}
    assert comments(made) == comments(text)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("a: |  # head\n  one\n  two\nb: 1\n", "a", "x"),
        ("a: >-\n  one\n  two\n\n# c\nb: 1\n", "a", ["x", "y"]),
        ("a: one\n  two   # c\nb: 1\n", "a", "x\ny"),
        ('a: "one\n  two"  # c\nb: 1\n', "a", "x"),
        ("a: |+\n  one\n\n\nb: 1\n", "c", "x"),
        ("a:\n- x  # c\n- y\nb: 1\n", "a", ["y"]),
        ("a:\n- x\n# c\n- y\nb: 1\n", "a", None),
        ("a: [x,  # c\n  y]  # d\nb: 1\n", "a", ["x", "z"]),
        ("a: {x: 1,  # c\n  y: 2}\nb: 1\n", "a.y", "z"),
        ("a: {x: 1,  # c\n  y: 2}\nb: 1\n", "a.x", None),
        ("a: {x: , y: 2}\nb: 1\n", "a.x", "z"),
        ("a: {x, y: 2}\nb: 1\n", "a.x", "z"),
        ("? a\n: 1\nb: 2\n", "a", "x"),
        ("? a  # c\n: 1\nb: 2\n", "a", None),
        ("a:\n  - id: x  # c\n    n: 1\n  - id: y\nb: 1\n", "a", [{"n": "1", "id": "z"}, {"id": "y"}]),
        ("a:\n  -\n    # c\n    id: x\n  - id: y\nb: 1\n", "a", [{"id": "y"}, {"id": "x", "k": "v"}]),
        ("a:\n  - - p\n    - q  # c\nb: 1\n", "a", [["q"], ["r"]]),
        ("--- # c\na: 1\n...\n", "b.c", "x"),
        ("a:\n  b: 1\n  # inner\n# outer\nc: 1\n", "a.d", "x"),
        ("a: undecided  # later\n", "a.k2", "x"),
        ("a:   # later\n  # more\nb: 1\n", "a.k2", "x"),
        ("a: x  # later\nb: 1\n", "a", "one\ntwo"),
        ("a:  # later\n  # more\n  - p  # q\nb: 1\n", "a", "one\ntwo"),
        ("a:\n  b: {c: 1}  # x\n", "a.b.c", None),
        ("'a': 1 # it's\n\"b\": 'x # y' # z\n", "b", "q"),
    ],
)
def test_odd_layouts(text: str, key: str, value: object) -> None:
    before, made = read(text), set_value(text, key, value, ["a", "b", "c"])
    found = read(made)
    assert isinstance(before, dict)
    assert isinstance(found, dict)
    head = key.split(".")[0]
    assert {k: v for k, v in found.items() if k != head} == {k: v for k, v in before.items() if k != head}
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    assert found == wanted(value)
    assert sorted(c.text for c in layout_of(made)) == sorted(c.text for c in layout_of(text))


def layout_of(text: str):  # type: ignore[no-untyped-def]
    from aipolicy.answers.layout import Layout

    return Layout(text, parse_yaml(text, "f")[0]).comments


def test_what_cannot_be_edited_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidContent) as caught:
        set_value("a: 1\na: 2\n", "a", "x")
    (problem,) = caught.value.problems
    assert (problem.code, problem.span.line, problem.span.column) == ("duplicate-key", 2, 1)
    with pytest.raises(InvalidContent) as caught:
        set_value("- a\n", "a", "x")
    assert caught.value.problems[0].code == "wrong-type"
    for bad in ("\x07", "\ue000", "\u2028", "\ud800", "\r"):
        with pytest.raises(InvalidContent) as caught:
            set_value(FILE, "district.name", f"a{bad}b")
        assert caught.value.problems[0].code == "bad-character"
        assert caught.value.problems[0].hint


# The law, over random files and edits.

WORDS = st.sampled_from(["a", "b", "c", "d_1", "k2", "g3_5"])
TEXTS = st.one_of(
    st.sampled_from(["x", "two words", "NO", "1.10", "true", "a: b", "line\nline", "it's", "", "undecided", "é"]),
    st.text("ab:'\"\\,[]{} \n-?!&*|>%@é😀\t", max_size=12),
)
SCALARS = st.one_of(TEXTS, st.booleans(), st.integers(0, 5000))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(WORDS, inner, max_size=3),
        st.lists(st.dictionaries(WORDS, SCALARS, min_size=1, max_size=2), max_size=3).map(
            lambda rows: [{"id": f"r{n}", **row} for n, row in enumerate(rows)]
        ),
    ),
    max_leaves=8,
)
FILES = st.dictionaries(WORDS, VALUES, min_size=1, max_size=4)


@st.composite
def yaml_texts(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """A file in mixed styles, with numbered comments wherever one may stand."""
    tree = draw(FILES)
    count = 0

    def remark() -> str:
        nonlocal count
        count += 1
        return f"# comment {count}"

    def maybe(text: str) -> str:
        return text if draw(st.booleans()) else ""

    def scalar(value: object) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int):
            return str(value)
        assert isinstance(value, str)
        if value.isascii() and value.isalpha() and value not in ("true", "null") and draw(st.booleans()):
            return value
        plain = "\n" not in value and "\t" not in value
        if plain and draw(st.booleans()):
            return "'" + value.replace("'", "''") + "'"
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'

    def flow(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(flow(v) for v in value) + "]"
        return scalar(value)

    def tail() -> str:
        return maybe("  " + remark())

    def above(pad: str) -> list[str]:
        return ([pad + remark()] if draw(st.booleans()) else []) + ([""] if draw(st.integers(0, 5)) == 0 else [])

    def entry(head: str, value: object, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, dict | list) and value and draw(st.integers(0, 2)):
            step = draw(st.sampled_from([2, 4])) if isinstance(value, dict) else draw(st.sampled_from([0, 2]))
            if head.lstrip().startswith("-"):
                step = 2
            return [head + tail(), *block(value, indent + step)]
        if isinstance(value, str) and value.isalpha() and value.isascii() and draw(st.booleans()):
            return [f"{head} |-{tail()}", f"{pad}  {value}", *([""] if draw(st.booleans()) else [])]
        return [f"{head} {flow(value)}{tail()}"]

    def block(value: object, indent: int) -> list[str]:
        pad = " " * indent
        lines: list[str] = []
        if isinstance(value, dict):
            for key, item in value.items():
                lines += above(pad) + entry(f"{pad}{key}:", item, indent)
            return lines
        assert isinstance(value, list)
        for item in value:
            lines += above(pad)
            if isinstance(item, dict) and item and draw(st.booleans()):
                inner = [line for k, v in item.items() for line in entry(f"{pad}  {k}:", v, indent + 2)]
                lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
            else:
                lines += entry(f"{pad}-", item, indent)
        return lines

    text = "\n".join([*block(tree, 0), *above("")]) + draw(st.sampled_from(["\n", "", "\n\n"]))
    return text, tree


def paths(tree: object, prefix: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [prefix] if prefix else []
    if isinstance(tree, dict):
        for key, value in tree.items():
            found += paths(value, (*prefix, key))
    return found


def edited(tree: dict[str, object], path: tuple[str, ...], value: object) -> dict[str, object]:
    made = dict(tree)
    inner = made.get(path[0])
    if len(path) > 1:
        below = inner if isinstance(inner, dict) else {}
        result = edited(below, path[1:], value)
        if value is None and result == below:
            return made
        if not result:
            made.pop(path[0], None)
        else:
            made[path[0]] = result
    elif value is None:
        made.pop(path[0], None)
    else:
        made[path[0]] = value
    return made


@settings(derandomize=True, max_examples=200, deadline=None, database=None)
@given(yaml_texts(), st.data())
def test_law_exactly_the_edit_and_nothing_else(made: tuple[str, dict[str, object]], draws: st.DataObject) -> None:
    text, tree = made
    assert read(text) == wanted(tree), text
    known = draws.draw(st.sampled_from(paths(tree)))
    path = draws.draw(st.sampled_from([known, (*known, "new"), ("new",), ("new", "x.y", "z")]))
    value = draws.draw(st.one_of(st.none(), VALUES))
    result = set_value(text, path, value, ["a", "new", "k2"])
    assert read(result) == wanted(edited(tree, path, value)), (text, path, value, result)
    assert comments(result) == comments(text), (text, path, value, result)
    outside = lines_outside(text, path[0])
    assert is_subsequence(outside, result.split("\n")), (text, path, value, result)


def lines_outside(text: str, key: str) -> list[str]:
    """The lines of every other section, from the strict reader's spans."""
    node, _ = parse_yaml(text, "f")
    assert isinstance(node, Mapping)
    lines = text.split("\n")
    starts = [(k.text, k.span.line - 1) for k, _ in node.entries]
    found: list[str] = []
    for (name, start), (_, end) in zip(starts, [*starts[1:], ("", len(lines))], strict=True):
        if name != key:
            found += [line for line in lines[start:end] if line.strip()]
    return found


def is_subsequence(wanted_lines: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted_lines)
