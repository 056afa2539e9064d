"""A built project for tests of bad input."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.projects import built, make, read_once


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)


@pytest.fixture(scope="package")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make(tmp_path_factory.mktemp("bad") / "district")
    built(folder)
    return folder


@pytest.fixture
def folder(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built project, and the current folder."""
    made = Path(shutil.copytree(once, tmp_path / "district"))
    monkeypatch.chdir(made)
    return made
