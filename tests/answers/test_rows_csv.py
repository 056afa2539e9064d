"""Rows from a spreadsheet: what is read, and what each mistake is answered with, at its line and cell."""

# ruff: noqa: E501  # a case a line
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aipolicy.answers import UNDECIDED, Answers, Other
from aipolicy.answers.rows_csv import slug
from aipolicy.problems import Problem

Check = Callable[[str], tuple[Answers, list[Problem]]]


@pytest.fixture
def read(check: Check, tmp_path: Path) -> Callable[[bytes | str], tuple[Answers, list[Problem]]]:
    def from_csv(data: bytes | str) -> tuple[Answers, list[Problem]]:
        (tmp_path / "tools.csv").write_bytes(data.encode() if isinstance(data, str) else data)
        return check("uses: {tools: {file: tools.csv}}\n")

    return from_csv


Read = Callable[[bytes | str], tuple[Answers, list[Problem]]]
HEAD = "id,name,active,status\n"


def rows(answers: Answers) -> list[dict[str, object]]:
    value = answers.value("uses.tools")
    assert isinstance(value, tuple)
    return [{"id": row.id, **row.fields} for row in value]  # type: ignore[union-attr]


def test_columns_by_id_or_label_in_any_order(read: Read) -> None:
    answers, problems = read(
        "Where it stands,IN USE,name,Data it holds,expires,Seats\n"
        "Under Review,Yes,Reading Tutor 2,Schoolwork; login,6/30/2027,\n"
        "\n"
        'undecided,no,"A, B",work|Name or login,2027-06-30,12\n'
    )
    assert [str(p) for p in problems] == []
    assert rows(answers) == [
        {"id": "reading-tutor-2", "name": "Reading Tutor 2", "active": True, "status": "review",
         "data": ("work", "login"), "expires": "2027-06-30"},
        {"id": "a-b", "name": "A, B", "active": False, "status": UNDECIDED, "data": ("work", "login"),
         "expires": "2027-06-30", "seats": 12},
    ]  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_spreadsheets_write(read: Read, delimiter: str, ends: str, mark: bytes) -> None:
    inside = "|" if delimiter == ";" else ";"
    text = f"id,name,active,status,data\nx,Ä,yes,approved,work{inside}login\n".replace(",", delimiter)
    answers, problems = read(mark + text.replace("\n", ends).encode())
    assert [str(p) for p in problems] == []
    assert rows(answers)[0]["data"] == ("work", "login")


@pytest.mark.parametrize(
    ("data", "line", "column", "code", "message", "hint"),
    [
        (b"", 1, 1, "empty-file", "the file is empty", "id, name"),
        ("id,name,active,status\nx,Caf\u00e9,yes,approved\n".encode("latin-1"), 2, 6, "wrong-encoding", "0xe9", "CSV UTF-8"),
        ("é,name\nx,\u00e9\n".encode() + b"\xff", 3, 1, "wrong-encoding", "0xff", "CSV UTF-8"),
        (HEAD.encode("utf-16"), 1, 1, "wrong-encoding", "UTF-16", "CSV UTF-8"),
        (b"PK\x03\x04\x00\x00", 1, 1, "binary-file", "binary", "the file you meant"),
        (HEAD + 'x,"A,yes,approved\ny,B,no,review\n', 2, 1, "csv-syntax", "cannot read this CSV", "never closed"),
        (HEAD + "x,,yes,approved\n", 2, 2, "missing-key", "the row 'x' of uses.tools has nothing under 'name' (Name", "undecided"),
        (HEAD + "x,A,,approved\n", 2, 3, "missing-key", "nothing under 'active'", "fill in the cell"),
        (HEAD + "x,A,yes\n", 2, 4, "missing-key", "nothing under 'status'", "fill in the cell"),
        (HEAD + ",A,maybe,approved\n", 2, 3, "not-yes-no", "not 'maybe'", ""),
        (HEAD + "x,A,yes,aproved\n", 2, 4, "unknown-choice", "'aproved'", "did you mean 'approved'?"),
        (HEAD + "x,A,yes,approved,more\n", 2, 1, "csv-cells", "has 5 cells; the header has 4", "quotes"),
        (HEAD + "x,A,yes,approved\n\nx,B,no,review\n", 4, 1, "row-id", "'x' stands twice", "rename"),
        (HEAD + "a b,A,yes,approved\n", 2, 1, "row-id", "no usable 'id'", "letters"),
        ("id,name,active\nx,A,yes\ny,B,no\n", 1, 1, "missing-column", "the column 'status' (Where it stands)", "first line"),
        (HEAD.replace("name", "nmae") + "x,A,yes,approved\n", 1, 2, "unknown-column", "'nmae'", "did you mean 'name'?"),
        (HEAD.replace("status", "name"), 1, 4, "duplicate-column", "'name' stands twice", "keep one"),
        (HEAD.replace("status", "status,expires") + "x,A,yes,approved,13/1/2027\n", 2, 5, "bad-date", "'13/1/2027'", "2026-11-21"),
        (HEAD.replace("status", "status,expires") + "x,A,yes,approved,6/3/27\n", 2, 5, "bad-date", "'6/3/27'", "2026-11-21"),
        (HEAD.replace("status", "status,seats") + "x,A,yes,approved,few\n", 2, 5, "not-a-number", "'few'", "digits"),
    ],
)  # fmt: skip
def test_mistakes(read: Read, data: bytes | str, line: int, column: int, code: str, message: str, hint: str) -> None:
    answers, problems = read(data)
    found = [p for p in problems if p.code == code]
    assert found, [str(p) for p in problems]
    assert (found[0].span.path, found[0].span.line, found[0].span.column) == ("tools.csv", line, column)
    assert message in found[0].message
    assert hint in found[0].hint
    assert answers.value("uses.tools") is None


def test_a_missing_column_is_reported_once_not_for_every_row(read: Read) -> None:
    _, problems = read("id,name,active\n" + "".join(f"x{n},A,yes\n" for n in range(4)))
    assert [p.code for p in problems] == ["missing-column"]


def test_own_words_are_not_taken_from_a_cell(read: Read) -> None:
    answers, problems = read(HEAD.replace("status", "status,data") + "x,A,yes,approved,maps\n")
    assert [p.code for p in problems] == ["unknown-choice"]
    assert Other("maps") not in answers.values


def test_names_in_another_script_get_ids_of_their_own(read: Read) -> None:
    answers, problems = read("name,active,status\n言語,yes,review\n文字,no,review\n")
    assert problems == []
    assert [row["id"] for row in rows(answers)] == ["row-2", "row-3"]


def test_long_names_that_begin_alike_get_ids_of_their_own(read: Read) -> None:
    long = "The tutor for reading and for writing in the grades"
    answers, problems = read(f"name,active,status\n{long} 3 to 5,yes,review\n{long} 6 to 8,no,review\n")
    assert problems == []
    assert [row["id"] for row in rows(answers)] == [
        "the-tutor-for-reading-and-for-writing-in",
        "the-tutor-for-reading-and-for-writing-in-3",
    ]
    _, problems = read(f"name,active,status\n{long},yes,review\n{long},no,review\n")
    assert [p.code for p in problems] == ["row-id"]


def test_choices_that_do_not_go_together(read: Read) -> None:
    answers, problems = read(HEAD.replace("status", "status,data") + "x,A,yes,approved,nothing;login\n")
    assert [(p.code, p.span.line, p.span.column) for p in problems] == [("not-together", 2, 5)]
    assert "'nothing' and 'login' may not stand together" in problems[0].message
    assert answers.value("uses.tools") is None


def test_a_column_that_is_asked_with_another_may_be_empty_or_missing(read: Read) -> None:
    answers, problems = read(HEAD.replace("status", "status,why") + "x,A,yes,approved,\ny,B,no,review,late\n")
    assert problems == []
    assert [row.get("why") for row in rows(answers)] == [None, "late"]
    assert read(HEAD + "x,A,yes,review\n")[1] == []


def test_too_many_rows(read: Read) -> None:
    _, problems = read(HEAD + "".join(f"x{n},A,yes,approved\n" for n in range(2001)))
    assert [(p.code, p.span.line) for p in problems] == [("too-many-rows", 2002)]


def test_a_file_of_50_mb_or_a_folder_is_not_read(check: Check, tmp_path: Path) -> None:
    with (tmp_path / "tools.csv").open("wb") as stream:
        stream.truncate(50_000_000)
    _, problems = check("uses: {tools: {file: tools.csv}}\n")
    assert [p.code for p in problems] == ["file-too-large", "file-unreadable"]
    assert "50.0 MB" in problems[0].message
    (tmp_path / "tools.csv").unlink()
    (tmp_path / "tools.csv").mkdir()
    _, problems = check("uses: {tools: {file: tools.csv}}\n")
    assert [p.code for p in problems] == ["not-a-file", "file-unreadable"]


def test_a_link_that_leads_out_is_refused(check: Check, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.csv"
    outside.write_text(HEAD)
    try:
        (tmp_path / "tools.csv").symlink_to(outside)
    except OSError:
        pytest.skip("no links here")
    _, problems = check("uses: {tools: {file: tools.csv}}\n")
    assert [p.code for p in problems] == ["outside-folder"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Reading Tutor 2", "reading-tutor-2"),
        ("3D", "row-3d"),
        ("Café", "cafe"),
        ("言", "row-"),
        ("more time for teachers to work with small groups", "more-time-for-teachers-to-work-with"),
        ("five words that end there, in forty chars", "five-words-that-end-there-in-forty-chars"),
        ("a" * 600, "a" * 40),
        (f"so {'a' * 600}", f"so-{'a' * 37}"),
    ],
)
def test_ids_made_from_names(name: str, id: str) -> None:
    assert slug(name) == id
