"""A process on a pseudo-terminal of its own, as if a shell had started it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect

from tests.signals import none_ignored

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds of silence after which a test gives up: machines that run several things at once are slow."""


def spawned(
    folder: Path,
    arguments: Sequence[str],
    size: tuple[int, int],
    environment: Mapping[str, str],
    before: Callable[[], None] | None,
) -> pexpect.spawn:
    """Python with these arguments, in the folder; `before` is called in the new process. Columns come before rows."""
    columns, rows = size
    variables = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder.parent),
        "PYTHONPATH": str(ROOT / "src"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **environment,
    }
    child = pexpect.spawn(
        sys.executable,
        list(arguments),
        cwd=str(folder),
        env=variables,
        dimensions=(rows, columns),
        timeout=PATIENCE,
        preexec_fn=lambda: _prepared(before),
    )
    # What is sent is sent at once: the tests wait for what is shown.
    child.delaybeforesend = None
    return child


def _prepared(before: Callable[[], None] | None) -> None:
    none_ignored()
    if before is not None:
        before()
