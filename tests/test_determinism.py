"""The same inputs make the same bytes: whatever the hash seed, locale, time zone, folder or order of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.districts import EXAMPLES, ROOT

BUILD = """
import hashlib, sys
from pathlib import Path
from aipolicy import library
from aipolicy.answers import load_answers, read_answer_file
from aipolicy.assemble import assemble
from aipolicy.writers.markdown import write

root = Path(sys.argv[1])
if sys.argv[3] == "shuffled":
    import pathlib, random
    plain, chance = pathlib.Path.glob, random.Random(7)
    def glob(self, pattern):
        found = list(plain(self, pattern))
        chance.shuffle(found)
        return iter(found)
    pathlib.Path.glob = glob
layer = library.Layer("built-in", root / "policy_blocks", root / "templates")
read = library.load([layer])
district = Path(sys.argv[2])
for name in ("lakeshore", "undecided"):
    folder = district / name
    built = assemble(read, load_answers(read_answer_file(folder / "aipolicy.yaml"), read.interview))
    for document in built.documents:
        sys.stdout.buffer.write(write(document).encode())
    print(built.review.fingerprint, sorted(built.clause_fingerprints.items()), read.fingerprint, flush=True)
    print([str(found.question.id) for found in built.open], built.open_in, built.blanks, built.problems, flush=True)
"""

COMMON = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
ELSEWHERE = {
    "hash seed by chance": {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    "shuffled": {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "TZ": "America/Los_Angeles", "HOME": "/"},
}


def run(root: Path, district: Path, order: str, **environment: str) -> bytes:
    command = [sys.executable, "-c", BUILD, str(root), str(district), order]
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src"), **COMMON, **environment}
    done = subprocess.run(command, env=env, cwd=district, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a folder with ünusual – name")
    for name in ("policy_blocks", "templates", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def expected() -> bytes:
    return run(ROOT, EXAMPLES, "as it is")


@pytest.mark.parametrize("how", ELSEWHERE)
def test_same_bytes(how: str, expected: bytes, copied: Path) -> None:
    folder = ROOT if how.startswith("hash") else copied
    assert run(folder, folder / "examples", how, **ELSEWHERE[how]) == expected


def test_line_ends_of_the_library_change_nothing(expected: bytes, copied: Path, tmp_path: Path) -> None:
    folder = tmp_path / "windows"
    shutil.copytree(copied, folder)
    for path in [*folder.rglob("*.md"), *folder.rglob("*.yaml"), *folder.rglob("*.csv")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(folder, folder / "examples", "as it is") == expected
