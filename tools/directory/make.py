"""Makes the list of agencies that the program ships, from a school directory of the Common Core of Data.

Run in the root of the project: python -m tools.directory.make districts.csv --school-year 2019-20
The file has the columns leaid, name, state, city, lowest_grade and highest_grade. Two runs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.directory.names import city_put_right, put_right

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "aipolicy" / "directory" / "agencies.zip"
COLUMNS = ("leaid", "name", "state", "city", "lowest_grade", "highest_grade")
SAME_LETTERS = "="
"""Stands for a listed name that differs from the name put right only in its capitals."""
EARLIEST = (1980, 1, 1, 0, 0, 0)


def made(rows: Iterable[Mapping[str, str]], school_year: str) -> bytes:
    """The shipped list: one compressed text for each state, so that one state is read at a time.

    Args:
        rows: the agencies, with the columns named above.
        school_year: the year the list is of, as in 2019-20.

    Returns:
        The bytes of a ZIP archive.
    """
    states: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["leaid"]):
        states[row["state"].lower()].append(_fields(row))
    texts = {"school-year": school_year}
    texts.update((state, _text(agencies)) for state, agencies in sorted(states.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(f"{name}.txt", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The system that makes the archive is named in it: without this a list made on Windows differs.
            entry.create_system = 3
            archive.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def _fields(row: Mapping[str, str]) -> tuple[str, ...]:
    listed, name = row["name"], put_right(row["name"], row["state"])
    if listed == name:
        listed = ""
    elif listed == name.upper():
        listed = SAME_LETTERS
    city = city_put_right(row["city"])
    fields = (row["leaid"], name, listed, city, row["lowest_grade"], row["highest_grade"])
    return tuple(" ".join(field.split()) for field in fields)


def _text(agencies: Iterable[tuple[str, ...]]) -> str:
    """The agencies of one state, field by field, which packs smaller than agency by agency."""
    numbers, *columns = zip(*agencies, strict=True)
    steps = [str(int(number) - int(before)) for before, number in zip(("0", *numbers), numbers, strict=False)]
    return "\f".join("\n".join(column) for column in (steps, *columns))


def main(arguments: list[str]) -> int:
    """Writes the list. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Makes the list of agencies that the program ships.")
    parser.add_argument("csv", type=Path, help="the school directory, one agency a row")
    parser.add_argument("--school-year", required=True, help="the year it is of, as in 2019-20")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args(arguments)
    with given.csv.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if not rows or set(COLUMNS) - set(rows[0]):
        print(f"{given.csv} needs the columns {', '.join(COLUMNS)}.", file=sys.stderr)
        return 2
    given.out.write_bytes(made(rows, given.school_year))
    print(f"{len(rows)} agencies, {given.out.stat().st_size:,} bytes: {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
