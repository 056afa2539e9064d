"""The single file, built with the one command and run where nothing else is at hand."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "cedar-hollow"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built from this checkout; pip has to reach a package index, or wheels that it was told of."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, str(ROOT / "packaging" / "build_single_file.py"), "--out", str(out)]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(path for path in out.iterdir() if path.suffix not in (".sha256", ".txt"))


class Bare:
    """A place with empty folders, a search path that leads nowhere, and the program alone."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self.home, self.temporary, self.current = (folder / name for name in ("home", "temporary", "current"))
        for path in (self.home, self.temporary, self.current):
            path.mkdir()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What the program does with these arguments."""
        settings = {"PATH": "", "HOME": str(self.home), "USERPROFILE": str(self.home)}
        settings |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary))
        settings |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        return subprocess.run(
            [str(self.program), *arguments],
            cwd=self.current,
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def left(self) -> list[Path]:
        """What the program left behind in folders that are not the district's."""
        return [path for folder in (self.home, self.temporary, self.current) for path in folder.iterdir()]


@pytest.fixture
def bare(program: Path, tmp_path: Path) -> Bare:
    return Bare(program, tmp_path)


def checkout(*arguments: str) -> str:
    """What this checkout prints for these arguments."""
    done = subprocess.run(
        [sys.executable, "-m", "aipolicy", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def written(district: Path) -> dict[str, bytes]:
    """The files of a district's folder, drafts and lock and all."""
    files = (path for path in district.rglob("*") if path.is_file())
    return {path.relative_to(district).as_posix(): path.read_bytes() for path in files}


def test_it_builds_the_drafts_of_the_checkout(bare: Bare, tmp_path: Path) -> None:
    here, there = tmp_path / "checkout", tmp_path / "single"
    for district in (here, there):
        district.mkdir()
        for name in ("aipolicy.yaml", "tools.csv"):
            (district / name).write_bytes((EXAMPLE / name).read_bytes())
    checkout("build", str(here))
    done = bare.run("build", str(there))
    assert done.returncode == 0, done.stderr
    assert len(written(there)) > 10
    assert written(there) == written(here)
    assert bare.run("check", str(there)).returncode == 0
    assert bare.left() == []


def test_it_has_the_whole_library(bare: Bare) -> None:
    assert bare.run("list", "questions").stdout == checkout("list", "questions")
    done = bare.run("library", "check")
    assert done.returncode == 0, done.stderr


def test_it_says_what_is_wrong_as_ever(bare: Bare) -> None:
    done = bare.run("build", "nowhere")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr
    assert bare.left() == []


def test_it_cannot_open_an_encrypted_connection(program: Path) -> None:
    """Python's module for it is no part of the file."""
    held = program.read_bytes()
    assert b"_socket" in held
    assert b"libssl" not in held
    assert b"_ssl" not in held


def test_checksum_and_licences_lie_beside_it(program: Path) -> None:
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    assert Path(f"{program}.sha256").read_text(encoding="ascii") == f"{digest}  {program.name}\n"
    licences = Path(f"{program}.licenses.txt").read_text(encoding="utf-8")
    for name in ("Python ", "lxml ", "python-docx ", "aipolicy "):
        assert f"\n{name}" in licences
