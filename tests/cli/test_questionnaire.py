from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.projects import MINIMAL, contents, make, repacked
from tests.questionnaire.filling import Form

NAME = "review/questionnaire-counsel.docx"
TEXT = (
    MINIMAL.replace("more: [", "more: [").rstrip()
    + "\n  kind: district\nstance:\n  students: managed\n  staff: managed\n"
)


@pytest.fixture
def answered(folder: Path, run: Run) -> Path:
    """A project with a form for counsel that counsel filled in."""
    make(folder, TEXT)
    assert run("questionnaire", "--for", "counsel").exit_code == 0
    form = Form((folder / NAME).read_bytes())
    form.who("J. Roe", "district counsel", "January 31, 2027")
    form.tick("vendors.training", "Never", "typed")
    form.notes("vendors.training", "It cannot be undone.", "Call me.")
    (folder / "back.docx").write_bytes(form.bytes())
    return folder


def test_a_form_is_written_once(folder: Path, run: Run) -> None:
    result = run("questionnaire", "--for", "counsel")
    assert result.exit_code == 0
    assert result.stdout == f"written\t{NAME}\n"
    assert f"aipolicy answers import {NAME}" in result.stderr
    assert run("questionnaire", "--for", "counsel").stdout == f"unchanged\t{NAME}\n"
    path = folder / NAME
    path.write_bytes(repacked(path.read_bytes()))
    assert run("questionnaire", "--for", "counsel").stdout == f"unchanged\t{NAME}\n"


def test_a_filled_form_is_never_written_over(answered: Path, run: Run) -> None:
    filled = (answered / "back.docx").read_bytes()
    (answered / NAME).write_bytes(filled)
    before = contents(answered)
    result = run("questionnaire", "--for", "counsel")
    assert result.exit_code == 1
    assert "not written over" in result.stderr
    assert "--discard" in result.stderr
    assert contents(answered) == before
    assert run("questionnaire", "--for", "counsel", "--out", "new.docx").exit_code == 0
    assert run("questionnaire", "--for", "counsel", "--discard").stdout == f"written\t{NAME}\n"
    assert (answered / NAME).read_bytes() != filled


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "say for whom: superintendent, counsel"),
        (["--for", "lawyer"], "there is no role 'lawyer'"),
        (["--for", "counsl"], "did you mean 'counsel'?"),
        (["nowhere", "--for", "counsel"], "no answer file"),
    ],
)
def test_mistakes(folder: Path, run: Run, arguments: list[str], says: str) -> None:
    before = contents(folder)
    result = run("questionnaire", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert contents(folder) == before


def test_another_folder(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    result = run("questionnaire", "district", "--for", "board", "--all")
    assert result.stdout == "written\tdistrict/review/questionnaire-board.docx\n"
    assert "answers import district/review/questionnaire-board.docx --project district" in result.stderr


def test_import(answered: Path, run: Run) -> None:
    result = run("answers", "import", "back.docx")
    assert result.exit_code == 0, result.stderr
    assert "+   training: never" in result.stdout
    assert "1 answer from 1 form." in result.stderr
    text = (answered / "aipolicy.yaml").read_text()
    assert text.startswith("# Decisions of the district.")
    for line in (
        "decided_by: J. Roe, district counsel",
        "decided_on: 2027-01-31",
        "public_reason: It cannot be undone.",
    ):
        assert line.replace(": J. Roe, district counsel", "").split(":")[0] in text
    assert (answered / "aipolicy.yaml.bak").read_text() == TEXT
    again = run("answers", "import", "back.docx")
    assert again.exit_code == 0
    assert "Nothing to change" in again.stderr
    run("undo")
    assert (answered / "aipolicy.yaml").read_text() == TEXT


def test_conflicts_save_nothing(answered: Path, run: Run) -> None:
    assert run("set", "vendors.training", "written_consent", "vendors.clickwrap", "prohibited").exit_code == 0
    form = Form((answered / "back.docx").read_bytes())
    form.tick("vendors.clickwrap", "No, never", "typed")
    form.tick("vendors.indemnity", next(_labels(form, "vendors.indemnity")), "typed")
    (answered / "back.docx").write_bytes(form.bytes())
    before = contents(answered)
    result = run("answers", "import", "back.docx")
    assert result.exit_code == 1
    assert "error[conflict]" in result.stderr
    assert "J. Roe, district counsel" in result.stderr
    assert "Nothing was saved" in result.stderr
    assert contents(answered) == before
    partial = run("answers", "import", "back.docx", "--partial")
    assert partial.exit_code == 1
    assert "indemnity" in partial.stdout
    assert "training: written_consent" in (answered / "aipolicy.yaml").read_text()
    taken = run("answers", "import", "back.docx", "--take", "vendors.training=form")
    assert taken.exit_code == 0
    assert "training: never" in (answered / "aipolicy.yaml").read_text()


def _labels(form: Form, id: str) -> Iterator[str]:
    from tests.questionnaire.filling import cells, rows, words

    for row in rows(form.by_head(id, "Tick"))[1:]:
        yield words(cells(row)[1]).partition(". ")[2].partition(" (suggested)")[0]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["gone.docx"], 2, "no such file"),
        (["aipolicy.yaml"], 2, "not a Word file"),
        (["back.docx", "--take", "mine"], 2, "none of form, file"),
        (["back.docx", "--take", "vendors.training=other.docx"], 2, "none of form, file"),
        (["back.docx", "--on", "soon"], 2, "not a date"),
        (["back.docx", "--take", "vendors.trainning=form"], 2, "(did you mean 'vendors.training'?)"),
        (["back.docx", "--take", "decisions.vendors.training.decides=form"], 2, "no question or cell"),
        ([], 2, "Missing argument"),
    ],
)
def test_import_mistakes(answered: Path, run: Run, arguments: list[str], code: int, says: str) -> None:
    before = contents(answered)
    result = run("answers", "import", *arguments)
    assert result.exit_code == code
    assert says in result.stderr
    assert contents(answered) == before


def test_merge(folder: Path, run: Run) -> None:
    make(folder, TEXT)
    (folder / "anna.yaml").write_text(
        TEXT + "vendors:\n  training: never\ndecisions:\n  vendors.training: {decided_by: Anna}\n"
    )
    (folder / "ben.yaml").write_text(TEXT.replace("staff: managed", "staff: embraced"))
    result = run("answers", "merge", "anna.yaml", "ben.yaml")
    assert result.exit_code == 1
    assert "stance.staff: different answers" in result.stderr
    assert (folder / "aipolicy.yaml").read_text() == TEXT
    result = run("answers", "merge", "anna.yaml", "ben.yaml", "--take", "stance.staff=ben")
    assert result.exit_code == 0, result.stderr
    assert "2 answers taken from 2 files" in result.stderr
    text = (folder / "aipolicy.yaml").read_text()
    assert "staff: embraced" in text
    assert "training: never" in text
    assert "decided_by: Anna" in text
    assert "Nothing to change" in run("answers", "merge", "ben.yaml").stderr
    assert "Nothing to change" in run("answers", "merge", "anna.yaml", "--ours").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["gone.yaml"], 2, "no such file"),
        (["aipolicy.yaml"], 2, "the answer file itself"),
        (["bad.yaml"], 1, "did you mean"),
        (["good.yaml", "--ours", "--theirs"], 2, "exclude each other"),
        (["good.yaml", "--take", "stance.staff"], 2, "is not KEY=FILE"),
        (["good.yaml", "--take", "stance.staff=ben.yaml"], 2, "is not KEY=FILE"),
        (["good.yaml", "--take", "stance.stuff=good.yaml"], 2, "(did you mean 'stance.staff'?)"),
        (["good.yaml", "--take", "consent.model.k22=ours"], 2, "(did you mean 'consent.model.k2'?)"),
        (["good.yaml", "--take", "decisions.stance.staff.note=good"], 2, "no question or cell 'decisions.stance"),
    ],
)
def test_merge_mistakes(folder: Path, run: Run, arguments: list[str], code: int, says: str) -> None:
    (folder / "bad.yaml").write_text(TEXT.replace("students: managed", "students: managd"))
    (folder / "good.yaml").write_text(TEXT)
    before = contents(folder)
    result = run("answers", "merge", *arguments)
    assert result.exit_code == code
    assert says in result.stderr
    assert contents(folder) == before


@pytest.mark.parametrize(
    "key", ["stance.staff", "consent.model.k2", "consent.model", "decisions.consent.model.k2.decides", "draft_date"]
)
def test_a_wish_where_nobody_differs_is_fine(folder: Path, run: Run, key: str) -> None:
    make(folder, TEXT)
    (folder / "anna.yaml").write_text(TEXT)
    assert run("answers", "merge", "anna.yaml", "--take", f"{key}=anna").exit_code == 0


def test_every_file_that_cannot_be_read_is_told(answered: Path, run: Run) -> None:
    (answered / "two.docx").write_bytes(b"x")
    result = run("answers", "import", "gone.docx", "two.docx", "back.docx", "nowhere.docx")
    assert result.exit_code == 2
    places = [line.split(": ")[0] for line in result.stderr.splitlines() if "error[" in line]
    assert places == ["gone.docx:1:1", "nowhere.docx:1:1", "two.docx:1:1"]
    (answered / "bin.yaml").write_bytes(b"a\0b")
    (answered / "bad.yaml").write_text(TEXT.replace("students: managed", "students: managd"))
    result = run("answers", "merge", "gone.yaml", "bin.yaml", "bad.yaml", "review")
    assert result.exit_code == 2
    places = [line.split(":")[0] for line in result.stderr.splitlines() if "error[" in line]
    assert places == ["bad.yaml", "bin.yaml", "gone.yaml", "review/aipolicy.yaml"]


def test_other_peoples_files_are_never_taken_for_ones_of_the_district(
    answered: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = answered.parent
    monkeypatch.chdir(outside)
    for place in (outside, answered):
        (place / "policies").mkdir(exist_ok=True)
        (place / "tools.csv").write_text("tool\n")
    for name in ("col.yaml", "aipolicy.yaml", "policies/a.yaml"):
        (outside / name).write_text(TEXT.replace("students: managed", "students: managd"))
        if name == "col.yaml":
            (answered / name).write_text(TEXT)
        result = run("answers", "merge", name, "-C", "district")
        assert f"{(outside / name).resolve().as_posix()}:" in result.stderr
        assert "district/" not in result.stderr
    (outside / "list.yaml").write_text(TEXT + "tools:\n  register: {file: tools.csv}\n")
    result = run("answers", "merge", "list.yaml", "-C", "district")
    assert f"{(outside / 'tools.csv').resolve().as_posix()}:1:1: error[missing-column]" in result.stderr
    assert "district/" not in result.stderr
    result = run("answers", "import", ".", "-C", "district")
    assert result.stderr.startswith(f"{outside.resolve().as_posix()}:1:1: error[not-a-file]")


def test_a_colleagues_file_of_our_own_name(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, TEXT)
    monkeypatch.chdir(folder.parent)
    (folder.parent / "aipolicy.yaml").write_text(TEXT.replace("staff: managed", "staff: embraced"))
    clash = run("answers", "merge", "aipolicy.yaml", "-C", "district")
    assert clash.exit_code == 1
    theirs = (folder.parent / "aipolicy.yaml").resolve().as_posix()
    assert f"--take stance.staff={theirs}" in clash.stderr
    taken = run("answers", "merge", "aipolicy.yaml", "-C", "district", "--take", f"stance.staff={theirs}")
    assert taken.exit_code == 0
    assert "staff: embraced" in (folder / "aipolicy.yaml").read_text()
