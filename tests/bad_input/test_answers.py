"""Bad answers and bad commands: a clear message at its place, the right exit code, every file as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bad_input.refusals import BUILD, SET, everything, refused, run
from tests.projects import LINES, MINIMAL, make


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", 2, r"aipolicy\.yaml:1:1: .*no answers"),
        (b"# only a remark\n", 2, r"aipolicy\.yaml:1:1: .*no answers"),
        (b"\n\n\n", 2, r"no answers"),
        (b"- a\n- b\n", 2, r"aipolicy\.yaml:1:1"),
        (b"just words\n", 2, r"aipolicy\.yaml:1:1"),
        (bytes(range(256)) * 40, 2, r"binary file"),
        (b"PK\x03\x04" + bytes(200), 2, r"binary file"),
        (MINIMAL.encode("utf-16"), 2, r"UTF-16"),
        (MINIMAL.replace("Cedar", "Cédar").encode("latin-1"), 2, rf"aipolicy\.yaml:{LINES}:10: .*UTF-8"),
        (b"aipolicy: {format: 1}\ndistrict: [\n", 2, r"aipolicy\.yaml:3:1: .*cannot read this YAML"),
        (b"aipolicy: {format: 1}\ndistrict:\n\tname: x\n", 2, r"aipolicy\.yaml:3:1: "),
        (b"aipolicy: {format: 1}\nx: " + b"[" * 5_000, 2, r"aipolicy\.yaml:\d+:\d+: "),
        (b"aipolicy: {format: 1}\nx: " + b"[" * 50 + b"]" * 50 + b"\n", 2, r"aipolicy\.yaml:2:\d+: .*nested"),
        (b"aipolicy: {format: 1}\n<<<<<<< ours\ndistrict: {}\n", 2, r"aipolicy\.yaml:\d+:\d+: "),
        (b"\xef\xbb\xbfaipolicy: {format: 1}\ndistrict: {nmae: x y}\n", 1, r"aipolicy\.yaml:2:12: .*nmae"),
    ],
)
def test_an_answer_file_that_is_none(folder: Path, data: bytes, code: int, said: str) -> None:
    (folder / "aipolicy.yaml").write_bytes(data)
    refused(folder, code, said, commands=(*BUILD, *SET))


def test_an_answer_file_of_50_megabytes_is_not_read(folder: Path) -> None:
    with (folder / "aipolicy.yaml").open("wb") as file:
        file.truncate(50_000_000)
    for command in (("build",), ("check",), *SET):
        result = run(*command)
        assert result.exit_code == 2
        assert "aipolicy.yaml:1:1: error[file-too-large]: the file has 50.0 MB" in result.output
        assert "hint: " in result.output


@pytest.mark.parametrize("kind", ["missing", "folder", "broken link"])
def test_no_answer_file(folder: Path, kind: str) -> None:
    path = folder / "aipolicy.yaml"
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "broken link":
        path.symlink_to("nowhere.yaml")
    refused(folder, 2, r"aipolicy\.yaml:1:1: .*no answer file", "--project", commands=(*BUILD, *SET))


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("district: {nmae: Elm}\n", "2:12", "did you mean 'name'|did you mean 'district.name'"),
        ("distrct: {name: Elm Town}\n", "2:1", "did you mean"),
        ("district: {state: zz}\n", "2:19", "'zz' is not a choice"),
        ("district: {state: ohio}\n", "2:19", "did you mean 'oh'"),
        ("district: {schools: many}\n", "2:21", "not a number"),
        ("district: {schools: -4}\n", "2:21", "must be"),
        ("district: {schools: [3]}\n", "2:21", ""),
        ("district: {unions: 'true'}\n", "2:20", "no quotes"),
        ("district: {unions: yes}\n", "2:20", "'true' or 'false'"),
        ("district: {name: ''}\n", "2:18", "empty"),
        ("district: {name: [a]}\n", "2:18", ""),
        ("district: {grade_bands: k2}\n", "2:25", "list of choices"),
        ("district: {grade_bands: [k2, k2]}\n", "2:30", "twice"),
        ("district: {grade_bands: [g3_5, g3_6]}\n", "2:26", "may not stand together"),
        ("policy: {goals: {a: b}}\n", "2:17", "list of rows|names a file"),
        ("policy: {goals: [x]}\n", "2:18", "keys with values"),
        ("consent: {model: opt_in}\n", "2:18", "value for each row"),
        ("consent: {model: {k9: opt_in}}\n", "2:19", "no row 'k9'"),
        ("stance: {revisit_by: 2026-02-30}\n", "2:22", "not a date"),
        ("stance: prohibited\n", "2:9", ""),
        ("district: {name: &a Elm Town}\n", "2:18", "anchors"),
        ("district: {name: !!python/object:os.system x}\n", "2:18", "tags"),
        ("district: {state: oh, state: ca}\n", "2:23", "second time"),
        ("draft_date: tomorrow\n", "2:13", "not a date"),
        ("decisions: {no.such: {decides: x}}\n", "2:13", "no question"),
        ("reviewed: {by: x}\n", "2:11", "missing|needs|'on'"),
        ("overlays: ours\n", "2:11", ""),
    ],
)
def test_an_answer_that_does_not_fit(folder: Path, text: str, place: str, said: str) -> None:
    make(folder, f"aipolicy: {{format: 1}}\n{text}")
    refused(folder, 1, rf"aipolicy\.yaml:{place}: error", said)


def test_every_problem_is_told_at_once(folder: Path) -> None:
    make(folder, "aipolicy: {format: 1}\ndistrict:\n  state: zz\n  schools: many\n  nmae: x\nstance: {staff: x}\n")
    result = run("check")
    assert [m[1] for m in re.finditer(r"^aipolicy\.yaml:(\d+:\d+): error", result.output, re.M)] == [
        "3:10",
        "4:12",
        "5:3",
        "6:17",
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("district.state", "zz"), 1),
        (("district.stat", "oh"), 1),
        (("district.schools", "many"), 1),
        (("district.name", ""), 1),
        (("district.name", "a\x00b"), 1),
        (("district.name",), 2),
        (("district.state", "oh", "district.schools", "x"), 1),
        (("overlays", "../elsewhere"), 1),
        (("letterhead", "/etc/passwd"), 1),
    ],
)
def test_a_set_that_does_not_fit_saves_nothing(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    before = everything(folder)
    result = run("set", *arguments)
    if result.exit_code == 0:
        # What `set` takes on trust a build must refuse.
        assert run("build").exit_code in (1, 2)
        return
    assert result.exit_code == code, result.output
    assert everything(folder) == before


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
def test_check_tells_bad_input_in_every_format(folder: Path, format: str) -> None:
    make(folder, "aipolicy: {format: 1}\ndistrict: {state: zz}\n")
    result = run("check", "--format", format)
    assert result.exit_code == 1
    assert "zz" in result.stdout
    make(folder, "a: [")
    result = run("check", "--format", format)
    assert result.exit_code == 2
    assert "YAML" in result.stdout


def test_open_decisions_have_their_own_code(folder: Path) -> None:
    before = everything(folder)
    assert run("build", "--final").exit_code == 3
    assert run("check", "--final").exit_code == 3
    assert everything(folder) == before


@pytest.mark.parametrize(
    "command",
    [
        ("biuld",),
        ("build", "--fromat", "md"),
        ("set", "a"),
        ("build", "nowhere"),
        ("check", "-C", "nowhere"),
        ("undo", "x"),
    ],
)
def test_a_command_line_that_is_none(folder: Path, command: tuple[str, ...]) -> None:
    before = everything(folder)
    assert run(*command).exit_code == 2
    assert everything(folder) == before
