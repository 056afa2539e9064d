"""The table, and the machine it was made on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from paired import Result, Skipped

SHOWN = ("aipolicy", "jinja2", "markdown-it-py", "pyyaml", "lxml", "python-docx", "docxtpl", "typer", "rich")


def machine() -> list[str]:
    """Lines that say what ran where, and how busy it was."""
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return [
        f"Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}{busy}",
        f"Python {platform.python_version()}; {', '.join(f'{name} {version(name)}' for name in SHOWN)}; {_pandoc()}",
    ]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    for line in info.read_text(encoding="utf-8").splitlines() if info.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _pandoc() -> str:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        return "pandoc not installed"
    said = subprocess.run([pandoc, "--version"], check=True, capture_output=True, text=True).stdout
    return said.splitlines()[0]


def table(results: Iterable[Result | Skipped]) -> list[str]:
    """The results as a Markdown table."""
    rows = [("", "ours", "against", "ratio", "lowest to highest", "aim", ""), ("---",) * 7]
    for found in results:
        if isinstance(found, Skipped):
            rows.append((found.group, found.ours, found.other, found.reason, "", "", ""))
            continue
        pair = found.pair
        aim = "" if pair.aim is None else f"under {_times(pair.aim)}"
        spread = f"{_number(found.lowest)} to {_number(found.highest)}"
        rows.append((pair.group, pair.ours, pair.other, _times(found.ratio), spread, aim, found.verdict))
    return ["| " + " | ".join(cell for cell in row) + " |" for row in rows]


def _times(ratio: float) -> str:
    faster = f" (1/{1 / ratio:.0f})" if ratio < 0.5 else ""
    return f"{_number(ratio)}x{faster}"


def _number(ratio: float) -> str:
    return f"{ratio:.3f}" if ratio < 0.2 else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
