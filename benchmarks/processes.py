"""Whole processes: build and start-up against importing what a command line needs, and their peak memory."""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from paired import Pair, Skipped

OURS = (sys.executable, "-m", "aipolicy")
IMPORTS = (sys.executable, "-c", "import typer, rich")
IMPORTS_SHOWN = 'python -c "import typer, rich"'

# Runs a command and prints the peak of its memory; a process of its own, since the peak is that of all children.
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

Command = Callable[[], list[str]]


@functools.cache
def environment() -> dict[str, str]:
    """Compiled modules are kept, as where a package is installed, and for both sides in one folder of ours."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": folder.name}


def _run(command: Command) -> Callable[[], object]:
    return lambda: subprocess.run(
        command(), check=True, capture_output=True, stdin=subprocess.DEVNULL, env=environment()
    )


def _fixed(*command: str) -> Command:
    return lambda: list(command)


def _build(example: Path, work: Path, *options: str) -> Command:
    """A build into a folder that is not there yet, so that every file is written."""
    numbers = itertools.count()
    return lambda: [*OURS, "build", str(example), "--out", str(work / f"out-{next(numbers)}"), *options]


def pairs(example: Path, sources: list[Path], work: Path) -> Iterator[Pair | Skipped]:
    """Start-up and whole builds; `sources` are the built Markdown files of the example."""
    imports = _run(_fixed(*IMPORTS))
    for option in ("--help", "--version"):
        yield Pair("start", f"aipolicy {option}", IMPORTS_SHOWN, _run(_fixed(*OURS, option)), imports, 1.5)
    for name, shown in (("md", "Markdown only"), ("md,docx", "Markdown and Word")):
        build = _run(_build(example, _folder(work, name), "--format", name))
        yield Pair("build", f"aipolicy build, {shown}", IMPORTS_SHOWN, build, imports)
    build = _run(_build(example, _folder(work, "docx"), "--format", "docx"))
    shown, other = "aipolicy build, Word only, whole process", f"pandoc, {len(sources)} processes, from built Markdown"
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        yield Skipped("build", shown, other, "not installed")
        return
    each = [_run(_fixed(*_pandoc(pandoc, source, work))) for source in sources]
    yield Pair("build", shown, other, build, lambda: [run() for run in each])


def memory(example: Path, sources: list[Path], work: Path) -> Iterator[Pair | Skipped]:
    """Peak memory of a build."""
    build, imports = _build(example, _folder(work, "memory"), "--format", "md,docx"), _fixed(*IMPORTS)
    shown = "peak memory of aipolicy build, Markdown and Word"
    if sys.platform == "win32":
        yield Skipped("memory", shown, IMPORTS_SHOWN, "not measured on Windows")
        return
    yield Pair("memory", shown, IMPORTS_SHOWN, _peak_of(build), _peak_of(imports), measure=_number)
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        yield Skipped("memory", shown, "pandoc, one document", "not installed")
        return
    longest = max(sources, key=lambda path: path.stat().st_size)
    other = _peak_of(_fixed(*_pandoc(pandoc, longest, work)))
    yield Pair("memory", shown, "pandoc, the longest document", _peak_of(build), other, measure=_number)


def _pandoc(pandoc: str, source: Path, work: Path) -> list[str]:
    return [pandoc, "-f", "markdown", "-t", "docx", "-o", str(work / f"{source.stem}.docx"), str(source)]


def _folder(work: Path, name: str) -> Path:
    return work / name.replace(",", "-")


def _peak_of(command: Command) -> Callable[[], float]:
    def run() -> float:
        call = [sys.executable, "-c", _PEAK, *command()]
        return float(subprocess.run(call, check=True, capture_output=True, text=True, env=environment()).stdout)

    return run


def _number(run: Callable[[], object]) -> float:
    found = run()
    assert isinstance(found, float)
    return found
