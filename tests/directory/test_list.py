"""The shipped list: made the same way twice, and read from a compressed program."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from aipolicy.directory import agencies_of, school_year, states
from tools.directory.make import SHIPPED, made, main

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "aipolicy"


def rows() -> list[dict[str, str]]:
    return [
        {
            "leaid": agency.leaid,
            "name": agency.listed,
            "state": agency.state.upper(),
            "city": agency.city,
            "lowest_grade": agency.lowest_grade,
            "highest_grade": agency.highest_grade,
        }
        for state in states()
        for agency in agencies_of(state)
    ]


def texts(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_list_is_made_of_its_own_agencies_again(tmp_path: Path) -> None:
    again = made(reversed(rows()), school_year())
    assert again == made(rows(), school_year())
    (tmp_path / "again.zip").write_bytes(again)
    assert texts(tmp_path / "again.zip") == texts(SHIPPED)
    assert SHIPPED.stat().st_size < 300_000


def test_another_years_file_makes_another_list(tmp_path: Path) -> None:
    source, out = tmp_path / "new.csv", tmp_path / "new.zip"
    source.write_text("leaid,name,state,city,lowest_grade,highest_grade\n4800001,ANY ISD,TX,ANYTOWN,PK,12\n", "utf-8")
    assert main([str(source), "--school-year", "2031-32", "--out", str(out)]) == 0
    assert texts(out)["school-year.txt"] == b"2031-32"
    assert "Any Independent School District" in texts(out)["tx.txt"].decode()


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    source, out = tmp_path / "bad.csv", tmp_path / "bad.zip"
    source.write_text("name,state\nAny,TX\n", "utf-8")
    assert main([str(source), "--school-year", "2031-32", "--out", str(out)]) == 2
    assert not out.exists()


def test_list_is_read_where_the_program_is_one_compressed_file(tmp_path: Path) -> None:
    program = tmp_path / "program.zip"
    with zipfile.ZipFile(program, "w") as archive:
        archive.write(PACKAGE / "__init__.py", "aipolicy/__init__.py")
        for path in sorted((PACKAGE / "directory").iterdir()):
            if path.is_file():
                archive.write(path, f"aipolicy/directory/{path.name}")
    code = (
        f"import sys; sys.path.insert(0, {str(program)!r}); import aipolicy.directory as d; "
        "print(d.__file__, d.find('tx', 'mcallen')[0].name)"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert str(program) in run.stdout
    assert "McAllen Independent School District" in run.stdout


def test_importing_the_room_reads_nothing() -> None:
    source = str(ROOT / "src")
    code = f"import sys; sys.path.insert(0, {source!r}); import aipolicy.directory; print('zipfile' in sys.modules)"
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
