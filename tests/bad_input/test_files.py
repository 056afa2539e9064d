"""Bad files beside the answers: tools, letterhead, overlays, overrides, the lock."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.bad_input.refusals import BUILD, SET, everything, refused, run
from tests.projects import LINES, MINIMAL, contents, make
from tests.writers.letterheads import edited, letterhead

TOOLS = Path(__file__).parents[2] / "examples/lakeshore/tools.csv"
WITH_TOOLS = MINIMAL + "tools:\n  register: {file: tools.csv}\n"
WITH_LETTERHEAD = MINIMAL + "letterhead: head.docx\n"
WITH_OVERLAY = MINIMAL + "overlays: [ours]\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, r"tools\.csv:1:1: .*no such file"),
        (b"", r"tools\.csv:1:1: .*empty"),
        (TOOLS.read_text().encode("utf-16"), r"tools\.csv:1:1: .*UTF-16"),
        (TOOLS.read_text().replace("Number", "Númber").encode("latin-1"), r"tools\.csv:3:\d+: .*UTF-8"),
        (TOOLS.read_bytes() + b'x,"never closed\n', r"tools\.csv:12:1: .*cannot read this CSV"),
        (TOOLS.read_bytes() + b'x,"a"b,c\n', r"tools\.csv:12:1: .*cannot read this CSV"),
        (TOOLS.read_bytes().replace(b",status,", b",state,"), r"tools\.csv:1:12: .*no column 'state'"),
        (TOOLS.read_bytes().replace(b",approved,", b",aproved,", 1), r"tools\.csv:2:12: .*'aproved'"),
        (TOOLS.read_bytes().replace(b"number_trail,", b"readaloud_helper,"), r"tools\.csv:3:1: .*twice"),
        (TOOLS.read_bytes() + b"a," * 40 + b"\n", r"tools\.csv:12:1: .*cells"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), r"tools\.csv:1:1: .*binary"),
        (b"PK\x03\x04" + bytes(99), r"tools\.csv:1:1: .*binary"),
    ],
)
def test_a_table_of_tools_that_cannot_be_read(folder: Path, data: bytes | None, said: str) -> None:
    make(folder, WITH_TOOLS)
    if data is not None:
        (folder / "tools.csv").write_bytes(data)
    before = everything(folder)
    for command in ("build", "check"):
        result = run(command)
        assert result.exit_code in (1, 2), result.output
        assert re.search(said, result.output), result.output
        assert "hint: " in result.output
    assert everything(folder) == before


@pytest.mark.parametrize("name", ["..", ".", "sub", "../tools.csv", "/etc/passwd", "link.csv", "a\\0b", "x" * 5_000])
def test_a_table_of_tools_that_is_no_file_of_the_project(folder: Path, name: str) -> None:
    (folder.parent / "tools.csv").write_bytes(TOOLS.read_bytes())
    (folder / "sub").mkdir()
    (folder / "link.csv").symlink_to("../tools.csv")
    make(folder, MINIMAL + f'tools:\n  register: {{file: "{name}"}}\n')
    for command in ("build", "check"):
        result = run(command)
        assert result.exit_code in (1, 2), result.output
        assert re.search(rf"aipolicy\.yaml:{LINES + 2}:20: error|binary|U\+0000", result.output), result.output
        assert "root:" not in result.output


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


MACROS = edited(letterhead(), {"word/vbaProject.bin": b"macro"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "no such file"),
        (b"", "not a Word file"),
        (b"Dear families,\n", "not a Word file"),
        (zipped(a=b"b"), "zip file but not a Word document"),
        (zipped(word__document=bytes(30_000_000)), "far more"),
        (MACROS, "macros"),
        (letterhead()[:2_000], "not a Word file|damaged"),
        (edited(letterhead(), {"word/document.xml": b"<no xml"}), "damaged"),
        (edited(letterhead(), {"word/document.xml": b"<!DOCTYPE x []><x/>"}), "document type"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Word file"),
    ],
)
def test_a_letterhead_that_is_none(folder: Path, data: bytes | None, said: str) -> None:
    make(folder, WITH_LETTERHEAD)
    if data is not None:
        (folder / "head.docx").write_bytes(data)
    before = everything(folder)
    for command in ("build", "check"):
        result = run(command)
        assert result.exit_code == (2 if data is None else 1), result.output
        assert re.search(said, result.output), result.output
        assert "head.docx" in result.output
        assert "hint: " in result.output
    assert everything(folder) == before


@pytest.mark.parametrize("name", ["../head.docx", "/etc/passwd", ".", "policies", "link.docx"])
def test_a_letterhead_that_is_no_file_of_the_project(folder: Path, name: str) -> None:
    (folder.parent / "head.docx").write_bytes(letterhead())
    (folder / "link.docx").symlink_to("../head.docx")
    make(folder, MINIMAL + f"letterhead: {name}\n")
    for command in ("build", "check"):
        result = run(command)
        assert result.exit_code in (1, 2), result.output
        assert f"aipolicy.yaml:{LINES + 1}:13: error" in result.output


# --- overlays, overrides, the lock -------------------------------------------------------------


@pytest.mark.parametrize("made", ["missing", "empty", "file"])
def test_an_overlay_that_is_none(folder: Path, made: str) -> None:
    make(folder, WITH_OVERLAY)
    if made == "empty":
        (folder / "ours").mkdir()
    elif made == "file":
        (folder / "ours").write_text("x")
    refused(folder, 2, rf"aipolicy\.yaml:{LINES + 1}:12: error\[no-overlay\]", commands=(*BUILD, *SET))


CLAUSE = "---\nid: policy.ours\ntitle: Ours\nrationale: Because.\n---\nThe board must meet.\n"


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("policy_blocks/policy/ours.md", b"", r"ours/policy_blocks/policy/ours\.md:1:1"),
        ("policy_blocks/policy/ours.md", b"\x00\xff", r"ours/policy_blocks/policy/ours\.md:1:1: .*binary"),
        ("policy_blocks/policy/ours.md", CLAUSE.encode("utf-16"), "UTF-16"),
        ("policy_blocks/policy/ours.md", CLAUSE.replace("policy.ours", "x").encode(), r"ours\.md:2:5"),
        ("policy_blocks/policy/ours.md", CLAUSE.replace("---\nThe", "The").encode(), r"ours\.md:\d+:1"),
        ("policy_blocks/policy/ours.md", CLAUSE.replace("title", "titel").encode(), r"ours\.md:3:1"),
        ("policy_blocks/citations.yaml", b"a: b\n", r"citations\.yaml:1:1: .*list"),
        ("policy_blocks/citations.yaml", b"- [\n", r"citations\.yaml:\d:\d: .*YAML"),
        ("templates/interview/ours.yaml", b"section: ours\n", r"templates/interview/ours\.yaml:\d+:\d+"),
        ("templates/interview/ours.yaml", b"- 1\n", r"templates/interview/ours\.yaml:1:1"),
        ("templates/documents/ours.yaml", b"id: ours\nsections: 5\n", r"templates/documents/ours\.yaml:\d:\d"),
    ],
)
@pytest.mark.parametrize("layer", ["ours", "overrides"])
def test_an_overlay_or_override_that_is_broken(folder: Path, path: str, data: bytes, said: str, layer: str) -> None:
    make(folder, WITH_OVERLAY if layer == "ours" else MINIMAL)
    place = folder / layer / path
    if layer == "overrides":
        place = folder / layer / path.removeprefix("policy_blocks/")
        said = said.replace("ours/policy_blocks/", "overrides/")
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    refused(folder, 1, said, commands=())


HOSTILE_LOCKS = [
    b"",
    b"\x00\xff" * 50,
    b"x: [",
    b"- a\n",
    b"format: 99\n",
    b"<<<<<<< ours\nformat: 1\n=======\nformat: 1\n>>>>>>> theirs\n",
    b"format: 1\n" + b"# x\n" * 2_000_000,
    b"x: " + b"[" * 3_000,
]


@pytest.mark.parametrize("data", HOSTILE_LOCKS, ids=range(len(HOSTILE_LOCKS)))
def test_a_lock_that_cannot_be_used_blocks_nothing(folder: Path, data: bytes) -> None:
    good = (folder / "aipolicy.lock").read_bytes()
    drafts = contents(folder / "policies")
    (folder / "aipolicy.lock").write_bytes(data)
    assert run("check").exit_code == 0
    assert (folder / "aipolicy.lock").read_bytes() == data
    result = run("build", "--format", "md")
    assert result.exit_code == 0, result.output
    assert "warning[" in result.stderr
    assert contents(folder / "policies") == drafts
    assert (folder / "aipolicy.lock").read_bytes() == good


@pytest.mark.parametrize(
    "name", ["../../kept.md", "/tmp/kept.md", "..", "kept.md/..", "sub/kept.md", "KEPT.md", "kept"]
)
def test_a_lock_with_hostile_names_deletes_nothing(folder: Path, name: str) -> None:
    kept = folder.parent / "kept.md"
    kept.write_text("mine")
    lock = (folder / "aipolicy.lock").read_text()
    mark = re.search(r"board-policy\.md: (\{.*\})", lock)
    assert mark
    (folder / "aipolicy.lock").write_text(lock.replace("outputs:\n", f'outputs:\n  "{name}": {mark[1]}\n'))
    before = contents(folder / "policies")
    assert run("build", "--format", "md").exit_code == 0
    assert kept.read_text() == "mine"
    assert contents(folder / "policies") == before


def test_a_lock_that_is_a_folder(folder: Path) -> None:
    (folder / "aipolicy.lock").unlink()
    (folder / "aipolicy.lock").mkdir()
    make(folder, MINIMAL.replace("Cedar", "Maple"))
    before = everything(folder)
    result = run("build", "--format", "md")
    assert result.exit_code in (1, 2)
    assert {k: v for k, v in everything(folder).items() if ".aipolicy.lock." in k} == {}
    assert before.keys() == everything(folder).keys()
