"""A hundred interviews on a pseudo-terminal that a signal ends, somewhere between the first screen and the review."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="pseudo-terminals")
pytest.importorskip("termios")

from tests.pty.moves import Rehearsal, rehearse
from tests.pty.scripts import THROUGH
from tests.pty.strikes import strike
from tests.pty.terminal import FACES


@pytest.fixture(scope="module")
def through(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return rehearse(tmp_path_factory.mktemp("through"), THROUGH)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("seed", range(50))
def test_a_signal_at_any_moment(through: Rehearsal, tmp_path: Path, face: str, seed: int) -> None:
    strike(tmp_path / "district", face, through, 2000 + 2 * seed + FACES.index(face))
