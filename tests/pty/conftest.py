"""Runs that are ended after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect", reason="pseudo-terminals")
pytest.importorskip("termios")

from tests.pty.moves import Rehearsal, rehearse
from tests.pty.scripts import FACTS
from tests.pty.terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Begins `aipolicy init` in a folder, with a face."""
    begun: list[Terminal] = []

    def begin(folder: Path, face: str, *arguments: str, **how: Any) -> Terminal:
        begun.append(Terminal(folder, face, *arguments, **how))
        return begun[-1]

    yield begin
    for each in begun:
        each.close()


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    """The first section rehearsed."""
    return rehearse(tmp_path_factory.mktemp("facts"), FACTS)
