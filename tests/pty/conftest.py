"""Runs that are ended after each test. Where pseudo-terminals are missing there is nothing to test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pty.moves import Rehearsal, rehearse
from tests.pty.scripts import FACTS

if TYPE_CHECKING:
    from tests.pty.terminal import Terminal

Start = Callable[..., "Terminal"]

if not all(map(find_spec, ("pexpect", "pyte", "termios"))):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Begins `aipolicy init` in a folder, with a face."""
    from tests.pty.terminal import Terminal

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
