"""What can be said of the single file without building it; tests/long builds it and runs it."""

from __future__ import annotations

import ast
import ctypes
import importlib.util
import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from aipolicy import __version__

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that builds the single file, as a module."""
    spec = importlib.util.spec_from_file_location("build_single_file", PACKAGING / "build_single_file.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("win32", "AMD64", "aipolicy-1.2.3-windows-x86_64.exe"),
        ("win32", "ARM64", "aipolicy-1.2.3-windows-arm64.exe"),
        ("darwin", "arm64", "aipolicy-1.2.3-macos-arm64"),
        ("darwin", "x86_64", "aipolicy-1.2.3-macos-x86_64"),
        ("linux", "aarch64", "aipolicy-1.2.3-linux-arm64"),
        ("linux", "x86_64", "aipolicy-1.2.3-linux-x86_64"),
    ],
)
def test_the_name_says_version_system_and_processor(script: ModuleType, system: str, machine: str, name: str) -> None:
    assert script.file_name("1.2.3", system, machine) == name


def test_the_page_on_installing_names_the_files_of_this_version(script: ModuleType) -> None:
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    for system, machine in (("win32", "AMD64"), ("darwin", "arm64"), ("linux", "x86_64")):
        assert page.count(script.file_name(__version__, system, machine)) == 2
    assert f"aipolicy-{__version__}-py3-none-any.whl" in page
    assert f"`aipolicy {__version__}`" in page


def left_out() -> list[str]:
    """The modules that the spec keeps out of the single file."""
    tree = ast.parse((PACKAGING / "aipolicy.spec").read_text(encoding="utf-8"))
    found = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "excludes"]
    return [str(name) for value in found for name in ast.literal_eval(value)]


EVERYTHING = """
import importlib, pkgutil, sys
sys.modules.update(dict.fromkeys(sys.argv[1:]))
import aipolicy
found = [module.name for module in pkgutil.walk_packages(aipolicy.__path__, "aipolicy.")]
for name in found:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(found))
"""


def test_nothing_needs_what_is_left_out() -> None:
    """Every module of the program imports where the modules that the spec leaves out cannot be had."""
    names = left_out()
    assert "ssl" in names
    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING, *names],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


@pytest.mark.parametrize(("processes", "waits"), [(2, True), (3, False), (9, False)])
def test_a_window_of_its_own_stays_open(
    processes: int, waits: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a double click on Windows the window would vanish with the words in it; a terminal stays."""
    kernel = SimpleNamespace(GetConsoleProcessList=lambda *_: processes)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr("aipolicy.cli.main", lambda: sys.exit(3))
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", asked.append)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(PACKAGING / "start.py"))
    assert left.value.code == 3
    assert bool(asked) is waits
    assert bool(capsys.readouterr().out) is waits


def test_it_ends_when_it_is_done() -> None:
    done = subprocess.run(
        [sys.executable, PACKAGING / "start.py", "--version"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("aipolicy ")
    assert done.stdout.count("\n") == 1
