"""A built wheel gives the same drafts as the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "cedar-hollow"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the backend that pyproject.toml names."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: pip install -e '.[test]'")
    out = tmp_path_factory.mktemp("wheel")
    code = (
        f"import os; os.chdir({str(ROOT)!r}); from hatchling.build import build_wheel; print(build_wheel({str(out)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return next(out.glob("*.whl"))


def test_wheel_carries_the_whole_library(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("policy_blocks", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"aipolicy/content/{path.relative_to(ROOT).as_posix()}" in names


def test_wheel_carries_the_list_of_agencies(wheel: Path) -> None:
    shipped = (ROOT / "src" / "aipolicy" / "directory" / "agencies.zip").read_bytes()
    assert zipfile.ZipFile(wheel).read("aipolicy/directory/agencies.zip") == shipped


def test_wheel_builds_the_same_drafts(wheel: Path, tmp_path: Path) -> None:
    """Installed away from the checkout, beside the libraries of this environment, the wheel builds the goldens."""
    target = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    district = tmp_path / "district"
    district.mkdir()
    for name in ("aipolicy.yaml", "tools.csv"):
        (district / name).write_bytes((EXAMPLE / name).read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(target)}
    run = subprocess.run(
        [sys.executable, "-m", "aipolicy", "build", str(district)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    shown = subprocess.run(
        [sys.executable, "-c", "import aipolicy; print(aipolicy.__file__)"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(target) in shown.stdout
    golden = {p.name: p.read_bytes() for p in (EXAMPLE / "policies").iterdir()}
    built = {p.name: p.read_bytes() for p in (district / "policies").iterdir()}
    assert built == golden
