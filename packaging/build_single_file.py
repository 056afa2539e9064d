"""Builds the single file: `python packaging/build_single_file.py --out DIST`, from a checkout.

It makes an environment of its own, installs this checkout and PyInstaller into it with pip, builds, and looks whether
the file holds the whole library and starts where nothing else is at hand. DIST then has the program, its checksum and
the licences of what is inside. The program is for the system and the processor that it was built on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SYSTEMS = {"win32": "windows", "darwin": "macos"}
MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
INSTALLED = "import aipolicy; print(aipolicy.__version__, aipolicy.__file__, sep='\\n')"
HELD = "import sys; from PyInstaller.archive.readers import CArchiveReader as A; print(*A(sys.argv[1]).toc, sep='\\n')"


class BuildFailed(Exception):
    """The build cannot go on; the message says why."""


def file_name(version: str, system: str = sys.platform, machine: str = platform.machine()) -> str:
    """What the program is called: its version, the system, the processor."""
    kind = MACHINES.get(machine.lower(), machine.lower())
    return f"aipolicy-{version}-{SYSTEMS.get(system, system)}-{kind}" + (".exe" if system == "win32" else "")


def run(*command: str | Path, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """What the command prints. Raises BuildFailed with its words when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=None if environment is None else dict(environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BuildFailed(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def environment_in(folder: Path) -> Path:
    """The Python of a new environment that has this checkout and what builds the single file."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{ROOT}[single-file]")
    return python


def program(python: Path, work: Path, name: str) -> Path:
    """The program, built in the work folder; the same bytes from the same packages."""
    settings = {**os.environ, "AIPOLICY_FILE_NAME": name, "PYTHONHASHSEED": "1", "PYINSTALLER_CONFIG_DIR": str(work)}
    run(
        *(python, "-m", "PyInstaller", "--log-level", "ERROR", "--distpath", work, "--workpath", work / "steps"),
        HERE / "aipolicy.spec",
        folder=work,
        environment=settings,
    )
    return work / name


def data_files(package: Path) -> set[str]:
    """The files that an installed package reads at run time, by their place in the program."""
    read = (path for path in package.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
    return {path.relative_to(package.parent).as_posix() for path in read}


def examine(built: Path, python: Path, package: Path, version: str, empty: Path) -> None:
    """Raises BuildFailed when the program lacks a file of the package, or does not start away from everything."""
    held = {line.replace("\\", "/") for line in run(python, "-c", HELD, built).splitlines()}
    lacking = sorted(data_files(package) - held)
    if lacking:
        raise BuildFailed(f"the single file lacks {', '.join(lacking)}")
    empty.mkdir()
    # Windows starts no program without its own folder.
    bare = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    said = run(built, "--version", folder=empty, environment=bare)
    if said != f"aipolicy {version}":
        raise BuildFailed(f"the single file answered '{said}' to --version")


def build(out: Path) -> Path:
    """Build into the folder `out`; the path of the program. Raises BuildFailed, and leaves `out` as it was then."""
    with tempfile.TemporaryDirectory(prefix="aipolicy-build-", ignore_cleanup_errors=True) as temporary:
        work = Path(temporary)
        python = environment_in(work / "environment")
        installed = run(python, "-I", "-c", INSTALLED, folder=work).splitlines()
        version, package = installed[0], Path(installed[1]).parent
        name = file_name(version)
        built = program(python, work, name)
        examine(built, python, package, version, work / "empty")
        licenses = work / f"{name}.licenses.txt"
        run(python, HERE / "licenses.py", licenses, folder=work)
        checksum = work / f"{name}.sha256"
        digest = hashlib.sha256(built.read_bytes()).hexdigest()
        checksum.write_text(f"{digest}  {name}\n", encoding="ascii", newline="\n")
        out.mkdir(parents=True, exist_ok=True)
        for file in (built, checksum, licenses):
            shutil.copy2(file, out / file.name)
    return out / name


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Builds the single file for the system that this runs on.")
    parser.add_argument("--out", type=Path, required=True, help="the folder that receives it")
    try:
        built = build(parser.parse_args().out)
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{built} ({built.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
