"""Strict YAML: text stays text, every value knows its place, and what is ambiguous is refused with its place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.source import Mapping, Node, Scalar, Sequence, parse_yaml, read_yaml
from aipolicy.source.yaml_reader import DEEPEST


def data(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.text: data(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [data(item) for item in node.items]
    return node.text if node else None


@pytest.fixture(params=["C", "Python"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers with libyaml and without it."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.parametrize(
    "word",
    [
        "NO",
        "no",
        "yes",
        "on",
        "y",
        "1.10",
        "0123",
        "1e3",
        "1_000",
        "0x1F",
        "2026-11-21",
        "8:30",
        ".nan",
        "<<",
        "=",
        "True",
        "Null",
    ],
)
def test_words_stay_as_they_are_written(word: str) -> None:
    node, problems = parse_yaml(f"a: {word}\n{word}: b\n", "f")
    assert problems == []
    assert data(node) == {"a": word, word: "b"}


@pytest.mark.parametrize(
    ("text", "null", "quoted"),
    [
        ("", True, False),
        ("~", True, False),
        ("null", True, False),
        ("''", False, True),
        ("'null'", False, True),
        ("|", False, True),
    ],
)
def test_nothing(text: str, null: bool, quoted: bool) -> None:
    node, _ = parse_yaml(f"a: {text}\n", "f")
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert (value.is_null, value.quoted) == (null, quoted)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\na: 2\n", "duplicate-key", 2, 1),
        ("a: {b: 1, 'b': 2}\n", "duplicate-key", 1, 11),
        ("a: &x 1\n", "yaml-anchor", 1, 4),
        ("a: &x 1\nb: *x\n", "yaml-alias", 2, 4),
        ("a: !!str 1\n", "yaml-tag", 1, 4),
        ("a: !python/object:os.system x\n", "yaml-tag", 1, 4),
        ("? {a: b}\n: 1\n", "yaml-key", 1, 3),
        ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
        ("a: [1, 2\n", "yaml-syntax", 2, 1),
        ("a: 'x\n", "yaml-syntax", 2, 1),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a: 1\n b: 2\n", "yaml-syntax", 2, 3),
        ("a: \x00\n", "bad-character", 1, 4),
        ("é: 1\nb: x\x1b\n", "bad-character", 2, 5),
        ("a: \x85\n", "bad-character", 1, 4),
        ("a: \u2028\n", "bad-character", 1, 4),
        ("a: \ufeff\n", "bad-character", 1, 4),
        ("a: \ue123\n", "bad-character", 1, 4),
        ("a: \U000f0000\n", "bad-character", 1, 4),
        ('a: "\\ue123"\n', "bad-character", 1, 4),
        ('a: "\\0"\n', "bad-character", 1, 4),
        ('a: "x\\e"\n', "bad-character", 1, 4),
        ('"\\L": 1\n', "bad-character", 1, 1),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "too-deep", 1, DEEPEST + 1),
        ("[" * 200_000, "too-deep", 1, DEEPEST + 1),
        ("- " * 5_000, "too-deep", 1, 2 * DEEPEST + 1),
        ("{a: " * 5_000, "too-deep", 1, 4 * DEEPEST - 2),
    ],
)  # fmt: skip
def test_refused(text: str, code: str, line: int, column: int) -> None:
    _, problems = parse_yaml(text, "f.yaml")
    assert code in [p.code for p in problems]
    found = next(p for p in problems if p.code == code)
    assert (found.span.path, found.span.line) == ("f.yaml", line)
    if code != "yaml-syntax":
        assert found.span.column == column


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: 1\n", 2, 1),
        ("a:\n  \tb: 1\n", 2, 3),
        ("é:\n  b: 1\n\tc: 2\n", 3, 1),
        ("a:\n  - x\n\t- y\n", 3, 1),
        ("a: |\n  x\n\ty\n", 3, 1),
        ("a: 1\n\t\nb: 2\n", 2, 1),
    ],
)
def test_a_tab_is_called_a_tab(text: str, line: int, column: int) -> None:
    _, [problem] = parse_yaml(text, "f")
    assert (problem.code, problem.span.line, problem.span.column) == ("yaml-syntax", line, column)
    assert "a tab stands here, and YAML wants spaces" in problem.message
    assert "spaces" in problem.hint


@pytest.mark.parametrize("character", ["@", "`", "%"])
def test_a_character_that_needs_quotes_is_named(character: str) -> None:
    _, [problem] = parse_yaml(f"a: {character}home\n", "f")
    assert f"a value cannot begin with '{character}'" in problem.message
    assert "quotes" in problem.hint
    assert parse_yaml(f"a: '{character}home'\n", "f")[1] == []


def test_a_billion_laughs_are_refused_at_once() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    _, problems = parse_yaml(text, "f")
    assert {p.code for p in problems} == {"yaml-anchor", "yaml-alias"}


def test_lines_count_from_where_the_text_begins() -> None:
    node, _ = parse_yaml("a: 1\nb: 2\n", "f", first_line=11)
    assert isinstance(node, Mapping)
    assert [key.span.line for key, _ in node.entries] == [11, 12]


def test_an_empty_file_holds_nothing() -> None:
    assert parse_yaml("", "f") == (None, [])
    assert parse_yaml("# only\n", "f") == (None, [])


def test_read_yaml_reads_the_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "f.yaml").write_bytes(b"a: 1\r\nb: [x]\r\n")
    node, problems = read_yaml(tmp_path / "f.yaml", "f.yaml")
    assert problems == []
    assert data(node) == {"a": "1", "b": ["x"]}


@settings(derandomize=True, max_examples=300, deadline=None, database=None)
@given(st.text("ab:#-?[]{},&*!|>'\"%@` \n\t\\é😀0", max_size=40))
def test_law_no_text_breaks_the_reader_and_places_are_right(text: str) -> None:
    node, problems = parse_yaml(text, "f")
    assert all(p.code and p.message for p in problems)
    if problems or node is None:
        return
    for scalar in scalars(node):
        if scalar.start == scalar.end:
            continue  # an empty value stands nowhere; libyaml says so in its own ways
        line = text[: scalar.start].count("\n") + 1
        column = scalar.start - (text.rfind("\n", 0, scalar.start) + 1) + 1
        assert (scalar.span.line, scalar.span.column) == (line, column)
        source = text[scalar.start : scalar.end]
        if not scalar.quoted and "\n" not in source:
            assert source == scalar.text


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [scalar for key, value in node.entries for scalar in (key, *scalars(value))]
