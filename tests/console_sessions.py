"""Sessions shown in documentation, run anew: what a command prints must be what the page shows.

A session is a fenced block `console`: each line that begins with `$ ` is a command, what follows is its output, and
`[exit code N]` ends the output of a command that does not end with 0. Where the page says `...`, anything may stand.
`python -m tests.console_sessions docs/authors.md` writes the present outputs where they no longer fit.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    command: str
    shown: str


def steps(block: str) -> list[Step]:
    """The commands of one session with the outputs that the page shows."""
    found: list[Step] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], ""))
        else:
            assert found, f"a session begins with '$ ', not with '{line}'"
            found[-1] = Step(found[-1].command, f"{found[-1].shown}{line}\n")
    return found


def sessions(page: str) -> Iterator[list[Step]]:
    """The sessions of a page."""
    for found in _FENCE.finditer(page):
        yield steps(found[1])


def run(command: str) -> str:
    """What a command prints in the current folder, both streams as a terminal shows them."""
    from typer.testing import CliRunner

    from aipolicy.cli.app import app

    name, *words = shlex.split(command)
    match name:
        case "aipolicy":
            result = CliRunner().invoke(app, words, catch_exceptions=False)
            output = re.sub(r"[ \t]+$", "", result.output, flags=re.MULTILINE)
            output = output if output.endswith("\n") or not output else f"{output}\n"
            return output if result.exit_code == 0 else f"{output}[exit code {result.exit_code}]\n"
        case "cat":
            return "".join(Path(word).read_text(encoding="utf-8") for word in words)
        case "cp":
            shutil.copytree(words[-2], words[-1])
        case "cd":
            os.chdir(words[0])
        case _:
            raise AssertionError(f"a page may not show '{name}': only aipolicy, cat, cp -r and cd are run")
    return ""


def fits(shown: str, printed: str) -> bool:
    """Whether the page shows what was printed, `...` standing for anything."""
    parts = [re.escape(part) for part in shown.split("...")]
    return re.fullmatch(".*".join(parts), printed, re.DOTALL) is not None


def refreshed(page: str) -> str:
    """The page with the outputs of its commands as they are now, in a copy of the repository's docs."""

    def block(found: re.Match[str]) -> str:
        lines = []
        for step in steps(found[1]):
            printed = run(step.command)
            lines.append(f"$ {step.command}\n{step.shown if fits(step.shown, printed) else printed}")
        return f"```console\n{''.join(lines)}```"

    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "docs" / "example-overlay", Path(folder) / "docs" / "example-overlay")
        os.chdir(folder)
        try:
            return _FENCE.sub(block, page)
        finally:
            os.chdir(before)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
