"""Small projects for tests of build, drift and the commands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from aipolicy.build import Options, Place, Plan, carry_out, plan
from aipolicy.library import Layer, Library
from aipolicy.library import read as _read
from aipolicy.problems import Problem
from aipolicy.project import Project, open_project

MINIMAL = """\
# Decisions of the district.
aipolicy: {format: 1}
documents:
  more: [committee_charter, vendor_documents]
policy:
  route: standalone
district:
  name: Cedar Hollow Local School District
"""

LINES = MINIMAL.count("\n")
"""Its last line is the district's name."""

_kept: dict[tuple[Layer, ...], tuple[Library, list[Problem]]] = {}


def read_once(layers: tuple[Layer, ...]) -> tuple[Library, list[Problem]]:
    """The built-in library, read once for all tests; anything else is read each time."""
    if len(layers) > 1:
        return _read(layers)
    if layers not in _kept:
        _kept[layers] = _read(layers)
    found, problems = _kept[layers]
    return found, list(problems)


def make(folder: Path, text: str = MINIMAL) -> Path:
    """A project folder with this answer file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "aipolicy.yaml").write_text(text, encoding="utf-8")
    return folder


def planned(folder: Path, **options: object) -> Plan:
    """The plan of a build; Markdown alone unless told, which is quicker."""
    project: Project = open_project(folder)
    return plan(project, Options(**{"formats": ("md",), **options}), Place.of(project))  # type: ignore[arg-type]


def built(folder: Path, **options: object) -> Plan:
    """The plan, carried out."""
    made = planned(folder, **options)
    carry_out(made)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def repacked(data: bytes, change: tuple[bytes, bytes] = (b"", b""), level: int = 1) -> bytes:
    """A Word file packed anew: other bytes, and the same parts but for `change`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, True, level) as new:
        for name in reversed(old.namelist()):
            part = old.read(name)
            if name == "word/document.xml" and change[0]:
                assert change[0] in part
                part = part.replace(*change)
            new.writestr(name, part)
    return out.getvalue()
