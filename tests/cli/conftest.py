from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from aipolicy.cli.app import app
from tests.projects import built, make, read_once

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make(tmp_path_factory.mktemp("built") / "district")
    built(folder)
    return folder


@pytest.fixture
def folder(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built project, and the current folder."""
    made = Path(shutil.copytree(once, tmp_path / "district"))
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that is no project."""
    place = tmp_path / "outside"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def run() -> Run:
    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
        assert "Traceback" not in result.output
        assert "\x1b" not in result.output
        return result

    return call
