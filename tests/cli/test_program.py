"""The program as a whole: help, version, start-up, pipes, terminals, the schema, the library check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aipolicy import __version__
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aipolicy", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        check=False,
    )


def test_version() -> None:
    assert program("--version").stdout == f"aipolicy {__version__}\n"


@pytest.mark.parametrize("command", ["build", "check", "set", "undo", "explain", "list", "schema", "library"])
def test_every_command_has_help_in_plain_words(run: Run, command: str) -> None:
    assert command in run("--help").stdout
    result = run(command, "--help")
    assert result.exit_code == 0
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_help_loads_nothing_of_the_engine() -> None:
    code = (
        "import sys, aipolicy.cli.app\n"
        "heavy = {'rich', 'jinja2', 'yaml', 'lxml', 'docx', 'markdown_it', 'pydantic', 'aipolicy.library',"
        " 'aipolicy.assemble'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert found.stdout == "[]\n"


def test_no_arguments_show_help_and_unknown_commands_are_refused(run: Run) -> None:
    assert "Drafts:" in run().output
    assert run("biuld").exit_code == 2


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": ""}])
def test_a_pipe_gets_plain_lines(environment: dict[str, str], tmp_path: Path) -> None:
    result = program("list", "documents", **environment)
    assert result.returncode == 0
    assert "\x1b" not in result.stdout + result.stderr
    assert result.stdout.startswith("id\t")


def test_an_old_locale_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "aipolicy.yaml").write_text("aipolicy: {format: 1}\ndistrict: {name: Cañon Ünified}\n", "utf-8")
    result = program("list", "questions", "-C", str(tmp_path), PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert result.returncode == 0
    assert "Cañon Ünified" in result.stdout


def test_a_closed_pipe_is_no_error() -> None:
    command = f"'{sys.executable}' -m aipolicy list clauses | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, check=False)
    assert done.stdout.startswith("id\t")
    assert done.stderr == ""


def test_schema(outside: Path, run: Run) -> None:
    data = json.loads(run("schema").stdout)
    assert data["$schema"].startswith("https://json-schema.org/")
    assert run("schema", "--out", "s.json").exit_code == 0
    assert json.loads((outside / "s.json").read_text()) == data
    assert run("schema", "--out", "s.json/t.json").exit_code == 2


def test_library_check(outside: Path, run: Run) -> None:
    blocks = outside / "ours/policy_blocks/policy"
    blocks.mkdir(parents=True)
    (blocks / "one.md").write_text("---\nid: policy.two\n---\nText.\n")
    (blocks / "three.md").write_text("---\nid: policy.three\nwhen: {no.such: x}\n---\nText.\n")
    result = run("library", "check", "ours")
    assert result.exit_code == 1
    assert "ours/policy_blocks/policy/one.md" in result.stdout
    assert "ours/policy_blocks/policy/three.md" in result.stdout
    data = json.loads(run("library", "check", "ours", "--format", "json").stdout)
    assert data["rules_run"]
    assert any(problem["code"] == "unused-clause" for problem in data["problems"])
    assert json.loads(run("library", "check", "ours", "--format", "sarif").stdout)["version"] == "2.1.0"
    assert run("library", "check", "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("aipolicy list ci", "citations"),
        ("aipolicy explain consent.opt-i", "consent.opt-in"),
        ("aipolicy build --document board", "board-policy"),
        ("aipolicy set stance.stu", "stance.students"),
    ],
)
def test_a_shell_can_complete(words: str, found: str) -> None:
    asked = {"_AIPOLICY_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    code = "import sys; sys.argv = ['aipolicy']; from aipolicy.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **asked}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert found in done.stdout.split()
