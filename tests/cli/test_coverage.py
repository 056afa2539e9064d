from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest

from aipolicy.coverage import STATUSES
from tests.cli.conftest import Run
from tests.districts import EXAMPLES

LIST_KEYS = {
    "id", "name", "by", "jurisdiction", "standing", "law", "sources", "checked", "confidence", "note", "items", "counts"
}  # fmt: skip
ITEM_KEYS = {
    "id", "group", "says", "kind", "ours", "confidence", "status", "why",
    "carriers", "parts", "waits", "homes", "reasons"
}  # fmt: skip
CARRIER_KEYS = {"document", "document_label", "document_title", "clause", "title", "number", "duty"}


@pytest.fixture
def lakeshore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "lakeshore"
    folder.mkdir()
    for file in (EXAMPLES / "lakeshore").iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)
    monkeypatch.chdir(folder)
    return folder


def words(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_every_item_is_counted_once(lakeshore: Path, run: Run) -> None:
    result = run("coverage", "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert set(data) == {"lists", "counts"}
    assert tuple(data["counts"]) == STATUSES
    assert data["lists"][0]["id"] == "framework"
    assert len(data["lists"][0]["items"]) >= 140
    for listed in data["lists"]:
        assert set(listed) == LIST_KEYS
        assert sum(listed["counts"].values()) == len(listed["items"])
        for item in listed["items"]:
            assert set(item) == ITEM_KEYS
            assert set(item["parts"]) == {"standing", "needed"}
            assert all(set(carrier) == CARRIER_KEYS for carrier in item["carriers"])
            assert all(set(reason) == {"question", "ask", "answer", "fact", "confirmed"} for reason in item["reasons"])
            assert all(set(wait) == {"question", "ask"} for wait in item["waits"])
            assert all(set(home) == {"document", "title"} for home in item["homes"])
    assert sum(data["counts"].values()) == sum(len(listed["items"]) for listed in data["lists"])
    assert data["counts"]["missing"] == 0
    assert "the drafts carry it out" in result.stderr


def test_only_some_statuses(lakeshore: Path, run: Run) -> None:
    everything = json.loads(run("coverage", "--format", "json").stdout)
    some = json.loads(run("coverage", "--format", "json", "--status", "covered, decided_against").stdout)
    assert {item["status"] for listed in some["lists"] for item in listed["items"]} == {"covered", "decided_against"}
    assert some["counts"] == everything["counts"]
    result = run("coverage", "--status", "lost")
    assert result.exit_code == 2
    assert "'lost' is none of covered" in words(result.stderr)


def test_only_some_lists(folder: Path, run: Run) -> None:
    data = json.loads(run("coverage", "--format", "json", "--list", "framework").stdout)
    assert [listed["id"] for listed in data["lists"]] == ["framework"]
    result = run("coverage", "--list", "framwork")
    assert result.exit_code == 2
    assert "there is no list 'framwork'; did you mean 'framework'?" in words(result.stderr)


def test_text_fits_a_terminal(lakeshore: Path, run: Run) -> None:
    text = run("coverage").stdout
    assert text.startswith("Elements of the framework (framework)\n")
    assert "  G1: covered\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_markdown(lakeshore: Path, run: Run) -> None:
    markdown = run("coverage", "--format", "md", "--list", "framework").stdout
    assert "\n## Elements of the framework\n" in markdown
    assert "| Item | Status | Where, or why not |" in markdown


def test_a_young_project_names_documents_and_questions(folder: Path, run: Run) -> None:
    data = json.loads(run("coverage", "--format", "json").stdout)
    found = [item for listed in data["lists"] for item in listed["items"]]
    assert {"undecided", "not_asked"} <= {item["status"] for item in found}
    assert all(item["waits"] for item in found if item["status"] == "undecided")
    assert all(item["homes"] for item in found if item["status"] == "not_asked")
    assert data["counts"]["missing"] == 0


def test_an_appendix_in_word(lakeshore: Path, run: Run) -> None:
    result = run("coverage", "--format", "docx", "--list", "framework", "--out", "out/coverage.docx")
    assert (result.exit_code, result.stdout) == (0, "written\tout/coverage.docx\n")
    first = Path("out/coverage.docx").read_bytes()
    file = docx.Document(io.BytesIO(first))
    assert [cell.text for cell in file.tables[0].rows[0].cells] == ["Item", "Status", "Where, or why not"]
    again = run("coverage", "--format", "docx", "--list", "framework", "--out", "out/coverage.docx")
    assert again.stdout == "unchanged\tout/coverage.docx\n"
    # An earlier appendix is ours to replace.
    other = run(
        "coverage", "--format", "docx", "--list", "framework", "--status", "covered", "--out", "out/coverage.docx"
    )
    assert other.stdout == "written\tout/coverage.docx\n"
    assert Path("out/coverage.docx").read_bytes() != first
    assert [path.name for path in Path("out").iterdir()] == ["coverage.docx"]


@pytest.mark.parametrize("foreign", ["text", "word", "cut"])
def test_a_file_of_somebody_else_stays(lakeshore: Path, run: Run, foreign: str) -> None:
    path = Path("coverage.docx")
    if foreign == "word":
        docx.Document().save(str(path))
    else:
        path.write_bytes(b"hello" if foreign == "text" else b"PK\x03\x04 cut short")
    before = path.read_bytes()
    command = ("coverage", "--format", "docx", "--list", "framework", "--out", "coverage.docx")
    result = run(*command)
    assert result.exit_code == 1
    assert "coverage.docx:1:1: error[not-ours]" in result.stderr
    assert path.read_bytes() == before
    assert run(*command, "--force").stdout == "written\tcoverage.docx\n"
    assert path.read_bytes() != before


def test_a_folder_is_not_written_over(lakeshore: Path, run: Run) -> None:
    Path("coverage.docx").mkdir()
    result = run("coverage", "--format", "docx", "--list", "framework", "--out", "coverage.docx", "--force")
    assert result.exit_code == 2
    assert Path("coverage.docx").is_dir()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "docx"), "a Word file needs a name: --out FILE.docx"),
        (("--format", "docx", "--out", "coverage.txt"), "the name of a Word file ends in .docx"),
        (("--out", "coverage.docx"), "only with --format docx; text is printed"),
        (("--format", "md", "--force"), "only with --format docx; md is printed"),
    ],
)
def test_flags_that_do_not_fit(folder: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("coverage", *arguments)
    assert result.exit_code == 2
    assert said in words(result.stderr)
    assert not Path("coverage.docx").exists()
