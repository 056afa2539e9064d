"""Builds of small projects of the real library: the lock, drift protection, and what a full disk leaves."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from aipolicy import build as building
from aipolicy.build import DecisionsOpen, Options, Place, carry_out, plan
from aipolicy.build.inspection import inspect
from aipolicy.problems import InvalidContent, UnreadableFile
from aipolicy.project import open_project
from tests.projects import MINIMAL, built, contents, make, planned, read_once, repacked

BOTH = ("md", "docx")


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make(tmp_path_factory.mktemp("built") / "district")
    built(folder)
    return folder


@pytest.fixture
def folder(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "district"))


def states(folder: Path) -> dict[str, str]:
    project = open_project(folder)
    return {file.name: file.state for file in inspect(project, Place.of(project)).files if file.state != "fresh"}


def answer(folder: Path, text: str) -> None:
    make(folder, MINIMAL + text)


def rename(folder: Path) -> None:
    """Another name of the district: every document changes."""
    make(folder, MINIMAL.replace("Cedar", "Maple"))


def codes(error: pytest.ExceptionInfo[InvalidContent]) -> list[str]:
    return [f"{p.code} {p.span.path}" for p in error.value.problems]


def test_a_build_gives_every_document_in_both_formats_and_a_lock(folder: Path) -> None:
    built(folder, formats=BOTH)
    names = {p.name for p in (folder / "policies").iterdir()}
    assert {"board-policy.md", "board-policy.docx", "caregiver-notice.md", "vendor-addendum.docx"} <= names
    assert not any(name.startswith(".") for name in names)
    assert b"\r" not in (folder / "policies/board-policy.md").read_bytes()
    assert states(folder) == {}


def test_the_same_inputs_give_the_same_files_anywhere(folder: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "deep" / "er")
    built(other)
    assert contents(other) == contents(folder)


def test_a_second_build_writes_nothing(folder: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
    made = built(folder)
    assert not made.write
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("name", ["board-policy.md", "board-policy.docx"])
def test_an_edited_draft_stops_the_build_and_nothing_is_written(folder: Path, name: str) -> None:
    both = {"formats": BOTH, "documents": ("board-policy",)}
    built(folder, **both)
    path = folder / "policies" / name
    if name.endswith("docx"):
        path.write_bytes(repacked(path.read_bytes(), (b"AI tool", b"AI thing")))
    else:
        path.write_text(path.read_text() + "Counsel adds this.\n")
    rename(folder)
    before = contents(folder)
    with pytest.raises(InvalidContent) as error:
        built(folder, **both)
    assert codes(error) == [f"output-edited policies/{name}"]
    assert "--discard" in error.value.problems[0].hint
    assert contents(folder) == before
    built(folder, discard=frozenset([name]), **both)
    assert name not in states(folder)


def test_other_line_ends_and_another_zlib_are_no_edit(folder: Path) -> None:
    built(folder, formats=BOTH)
    text = folder / "policies/board-policy.md"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    word = folder / "policies/board-policy.docx"
    word.write_bytes(repacked(word.read_bytes()))
    assert states(folder) == {}
    answer(folder, "  unions: true\n")
    built(folder, formats=BOTH)
    assert states(folder) == {}


@pytest.mark.parametrize("lock", [None, "<<<<<<< ours\nformat: 1\n=======\nformat: 1\n>>>>>>> theirs\n", "nonsense: ["])
def test_a_missing_conflicted_or_damaged_lock_never_blocks(folder: Path, lock: str | None) -> None:
    wanted = (folder / "aipolicy.lock").read_bytes()
    (folder / "aipolicy.lock").unlink()
    if lock is not None:
        (folder / "aipolicy.lock").write_text(lock)
    made = built(folder)
    assert not made.write
    assert len(made.notes) >= (lock is not None)
    assert (folder / "aipolicy.lock").read_bytes() == wanted


def test_without_a_lock_a_file_that_is_not_the_fresh_build_is_somebodys(folder: Path) -> None:
    (folder / "aipolicy.lock").unlink()
    answer(folder, "  unions: true\n")
    with pytest.raises(InvalidContent) as error:
        built(folder)
    assert any(code.startswith("output-edited policies/board-policy") for code in codes(error))


def test_a_foreign_file_with_an_outputs_name_is_never_overwritten(tmp_path: Path) -> None:
    folder = make(tmp_path / "new")
    (folder / "policies").mkdir()
    (folder / "policies/board-policy.md").write_text("Our own policy, written by hand.\n")
    before = contents(folder)
    with pytest.raises(InvalidContent) as error:
        built(folder)
    assert codes(error) == ["output-edited policies/board-policy.md"]
    assert contents(folder) == before


def test_a_document_no_longer_selected_is_removed_and_other_files_stay(folder: Path) -> None:
    answer(folder, "committee: {form: new}\n")
    built(folder)
    built(folder, formats=BOTH, documents=("committee-charter",))
    mine = folder / "policies/notes.md"
    mine.write_text("Notes.\n")
    assert (folder / "policies/committee-charter.docx").exists()
    answer(folder, "committee: {form: none}\n")
    assert set(states(folder)) >= {"committee-charter.md", "committee-charter.docx"}
    made = built(folder)
    assert made.remove == ("committee-charter.docx", "committee-charter.md")
    assert not (folder / "policies/committee-charter.docx").exists()
    assert mine.read_text() == "Notes.\n"
    assert "committee-charter" not in (folder / "aipolicy.lock").read_text()


def test_an_edited_document_no_longer_selected_stops_the_build(folder: Path) -> None:
    answer(folder, "committee: {form: new}\n")
    built(folder)
    path = folder / "policies/committee-charter.md"
    path.write_text("Edited.\n")
    answer(folder, "committee: {form: none}\n")
    with pytest.raises(InvalidContent) as error:
        built(folder)
    assert codes(error) == ["output-edited policies/committee-charter.md"]
    assert path.read_text() == "Edited.\n"
    built(folder, discard=frozenset(["committee-charter.md"]))
    assert not path.exists()


def test_another_library_version_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.build.planning.__version__", "9.9.9")
    monkeypatch.setattr("aipolicy.build.inspection.__version__", "9.9.9")
    before = contents(folder)
    with pytest.raises(InvalidContent) as error:
        built(folder)
    assert codes(error) == ["other-library aipolicy.lock"]
    assert "upgrade" in error.value.problems[0].hint
    assert contents(folder) == before
    project = open_project(folder)
    assert "other-library" in [p.code for p in inspect(project, Place.of(project)).problems]


def test_a_partial_build_keeps_the_other_entries(folder: Path) -> None:
    before = (folder / "aipolicy.lock").read_text()
    rename(folder)
    made = built(folder, documents=("board-policy",), formats=("md",))
    assert set(made.write) | set(made.unchanged) == {"board-policy.md"}
    after = (folder / "aipolicy.lock").read_text()
    kept = [line for line in before.split("\n") if "vendor-addendum" in line]
    assert kept == [line for line in after.split("\n") if "vendor-addendum" in line]
    built(folder)
    assert states(folder) == {}


@pytest.mark.parametrize(("id", "code"), [("nope", "unknown-document"), ("committee-charter", "document-waits")])
def test_a_document_that_cannot_be_built_is_named(folder: Path, id: str, code: str) -> None:
    with pytest.raises(InvalidContent) as error:
        planned(folder, documents=(id,))
    assert error.value.problems[0].code == code


def test_final_lists_every_reason_and_writes_nothing(folder: Path) -> None:
    answer(folder, "stance: {students: managed}\ndecisions:\n  stance.students: {basis: suggested}\n")
    before = contents(folder)
    with pytest.raises(DecisionsOpen) as error:
        planned(folder, final=True)
    assert {p.code for p in error.value.problems} == {"undecided", "unconfirmed", "not-reviewed", "blank"}
    assert contents(folder) == before


def test_an_answer_to_earlier_words_needs_a_second_look(folder: Path) -> None:
    answer(folder, "stance: {students: managed}\ndecisions:\n  stance.students: {basis: reworded}\n")
    with pytest.raises(DecisionsOpen) as error:
        planned(folder, final=True)
    (problem,) = [p for p in error.value.problems if p.code == "unconfirmed"]
    second = "needs a second look: the question was reworded since it was answered"
    assert problem.message == f"the answer to stance.students {second}"
    assert problem.hint == "aipolicy set decisions.stance.students.basis confirmed"


def reviewed(folder: Path, text: str, **other: str) -> None:
    """The answers with a review of the text as it is built now."""
    review = "reviewed: {by: J. Roe, on: 2026-12-01, fingerprint: %s}\n"
    answer(folder, text + review % ("0" * 16))
    mark = planned(folder, formats=("md",)).assembled.review.fingerprint
    answer(folder, text + review % mark)


def test_changed_words_bring_draft_back_and_the_changed_clauses_are_named(folder: Path) -> None:
    reviewed(folder, "")
    built(folder)
    assert "reviewed by J. Roe" in (folder / "policies/board-policy.md").read_text()
    assert "reviewed:" in (folder / "aipolicy.lock").read_text()
    text = (folder / "aipolicy.yaml").read_text()
    (folder / "aipolicy.yaml").write_text(text.replace("Cedar Hollow", "Maple Hollow") + "committee: {form: new}\n")
    built(folder)
    assert "DRAFT" in (folder / "policies/board-policy.md").read_text()
    project = open_project(folder)
    found = inspect(project, Place.of(project))
    assert found.changed is not None
    assert any(id.startswith("committee-charter/") for id in found.changed["added"])
    assert not found.assembled.review.valid
    (folder / "aipolicy.yaml").write_text(text)
    built(folder)
    assert "reviewed by J. Roe" in (folder / "policies/board-policy.md").read_text()


def test_an_adoption_copy_once_nothing_is_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.build.planning.reasons", lambda *_: ())
    built(folder, final=True)
    text = (folder / "policies/board-policy.md").read_text()
    assert "DRAFT" not in text
    assert "copy: adoption-copy" in (folder / "aipolicy.lock").read_text()
    assert states(folder) == {}


@pytest.mark.parametrize("which", [1, 3])
def test_a_full_disk_leaves_everything_as_it_was(folder: Path, which: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(folder)
    made = planned(folder)
    assert len(made.write) >= 3
    before, calls = contents(folder), 0
    whole = os.fsync

    def full(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == which:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableFile) as error:
        carry_out(made)
    assert "No space left" in str(error.value)
    assert contents(folder) == before


def test_an_interruption_while_staging_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(folder)
    made = planned(folder)
    before = contents(folder)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        carry_out(made)
    assert contents(folder) == before


def test_a_build_cut_off_before_the_lock_goes_on_the_next_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(folder)
    made = planned(folder)
    replace = os.replace

    def cut(old: str, new: Path) -> None:
        if Path(new).name == "aipolicy.lock":
            raise KeyboardInterrupt
        replace(old, new)

    monkeypatch.setattr(os, "replace", cut)
    with pytest.raises(KeyboardInterrupt):
        carry_out(made)
    monkeypatch.setattr(os, "replace", replace)
    assert not built(folder).write
    assert states(folder) == {}


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    folder = make(tmp_path / "new")
    (folder / "policies").write_text("a file where a folder must be\n")
    with pytest.raises(UnreadableFile) as error:
        built(folder)
    assert error.value.problems[0].code == "cannot-write"


def test_another_folder_has_a_lock_of_its_own(folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    project = open_project(folder)
    out = tmp_path / "out"
    carry_out(plan(project, Options(formats=("md",)), Place.of(project, out)))
    assert (out / "aipolicy.lock").exists()
    assert (out / "board-policy.md").read_bytes() == before["policies/board-policy.md"]
    assert contents(folder) == before
    with pytest.raises(UnreadableFile):
        Place.of(project, folder)


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    folder = make(tmp_path / "new")
    (tmp_path / "elsewhere").mkdir()
    (folder / "policies").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnreadableFile) as error:
        built(folder)
    assert error.value.problems[0].code == "outside-folder"


def test_problems_of_answers_overlays_and_letterhead_come_in_one_pass(tmp_path: Path) -> None:
    text = MINIMAL + "  kind: castle\noverlays: [../none]\nletterhead: none.docx\n"
    with pytest.raises(UnreadableFile) as error:
        open_project(make(tmp_path / "new", text))
    found = [p.code for p in error.value.problems]
    assert {"no-overlay", "file-missing", "unknown-choice"} <= set(found)


def test_the_package_names_what_commands_use() -> None:
    assert all(hasattr(building, name) for name in building.__all__)
