"""The shape of the source: imports go downwards only, each third-party package has one door, modules stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "aipolicy"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 300

# What stands in one row knows only the rows above it, and itself.
ROWS = (
    ("document", "problems"),
    ("normal_form", "tree", "directory"),
    ("source",),
    ("conditions",),
    ("library",),
    ("answers",),
    ("readers", "duties"),
    ("assemble",),
    ("writers", "drift", "lock", "project", "build", "checks", "coverage", "explain", "readability", "law"),
    ("interview", "questionnaire"),
    ("cli",),
)
RANKS = {name: rank for rank, row in enumerate(ROWS) for name in row}

DOORS = {
    "typer": ("cli/",),
    "click": ("cli/",),
    "rich": ("cli/console.py",),
    "yaml": ("source/yaml_reader.py",),
    "markdown_it": ("readers/markdown/",),
    "jinja2": ("assemble/syntax.py", "assemble/template.py"),
    "lxml": ("writers/docx/", "readers/"),
    "docx": ("writers/docx/", "readers/"),
    "prompt_toolkit": ("interview/faces/cards/",),
}
KNOWS_THE_MACHINE = ("answers/store.py",)
"""A lock says who holds it, on which machine."""
STANDARD = frozenset(__import__("sys").stdlib_module_names)


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The line and absolute dotted name of every import, those inside functions and of types included."""
    package = ["aipolicy", *path.relative_to(SOURCE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            whole = ".".join([*base, *([node.module] if node.module else [])])
            yield node.lineno, whole
            if whole == "aipolicy":
                yield from ((node.lineno, f"aipolicy.{alias.name}") for alias in node.names)


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """The line and dotted name of every call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_downwards(path: Path) -> None:
    if room_of(path) in ("__init__", "__main__"):
        return
    rank = RANKS[room_of(path)]
    for line, name in imported(path):
        if name.startswith("aipolicy.") and name != "aipolicy.__version__":
            other = name.split(".")[1]
            if other in RANKS:
                assert other == room_of(path) or RANKS[other] < rank or rank == RANKS["build"] == RANKS[other], (
                    f"{name_of(path)}:{line} imports {name}"
                )


def test_document_and_problems_import_nothing_of_ours() -> None:
    for module in ("document.py", "problems.py"):
        assert not [name for _, name in imported(SOURCE / module) if name.startswith("aipolicy")]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_package_has_one_door(path: Path) -> None:
    for line, name in imported(path):
        top = name.split(".")[0]
        if top in STANDARD or top == "aipolicy":
            continue
        assert top in DOORS, f"{name_of(path)}:{line} imports {name}, which is no dependency"
        assert name_of(path).startswith(DOORS[top]), f"{name_of(path)}:{line} imports {name} past its door"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_small_and_have_a_name_that_says_something(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem not in ("utils", "util", "helpers", "misc", "common")


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) != "cli"], ids=name_of)
def test_nothing_below_the_command_line_prints_or_exits(path: Path) -> None:
    if path.name == "__main__.py":
        return
    for line, name in calls(path):
        assert name not in ("print", "exit", "quit", "sys.exit", "os._exit", "input"), f"{name_of(path)}:{line}: {name}"
        assert not name.startswith(("sys.stdout", "sys.stderr")), f"{name_of(path)}:{line}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_depends_on_the_clock_chance_the_machine_or_the_network(path: Path) -> None:
    low = room_of(path) != "cli"
    for line, name in imported(path):
        top = name.split(".")[0]
        assert top not in ("random", "uuid", "secrets", "requests", "urllib3", "httpx", "socket", "ssl", "ftplib"), line
        assert name not in ("urllib.request", "http.client", "http"), f"{name_of(path)}:{line}"
        assert top not in ("locale", "platform") or not low or name_of(path) in KNOWS_THE_MACHINE, line
    clocks = ("datetime.now", "datetime.today", "date.today", "datetime.utcnow", "time.time", "time.localtime")
    for line, name in calls(path):
        assert not (low and name.endswith(clocks)), f"{name_of(path)}:{line}: {name}"
        assert name not in ("eval", "exec", "compile", "__import__"), f"{name_of(path)}:{line}: {name}"
        assert not name.startswith(("pickle.", "marshal.")), f"{name_of(path)}:{line}: {name}"
    if low:
        assert "os.environ" not in path.read_text(encoding="utf-8")
        assert "os.getenv" not in path.read_text(encoding="utf-8")
