"""A new file that begins with another one's answers: what is taken, what is marked, what must not come along."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.answers import NAME, UNDECIDED, Answers, load_answers, parse_answer_file, read_answer_file
from aipolicy.interview.given import Given, take_in
from aipolicy.interview.given_start import ATTRIBUTES, attributes, begin, begin_with
from aipolicy.interview.opening import opened
from aipolicy.interview.session import NEW_FILE
from aipolicy.interview.starting import Started, another, last_year
from aipolicy.library import Library
from aipolicy.problems import InvalidContent, UnreadableFile
from aipolicy.source import Mapping, Node, Scalar, parse_yaml
from tests.interview.test_given import version
from tests.projects import contents

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
DISTRICTS = ("cedar-hollow", "lakeshore")

OLD = """\
aipolicy: {format: 1}
draft_date: 2026-11-16
district: {name: Maple Valley, state: oh}
stance: {students: pilot, staff: undecided}
vendors: {existing_by: 2027-01-01}
consent: {model: undecided}
reviewed: {by: Jordan Lee, on: 2026-11-01, fingerprint: 0123456789abcdef}
decisions:
  stance.students: {basis: confirmed, decided_by: Kim Park, decided_on: 2026-10-01, public_reason: It was asked for.}
  stance.staff: {decides: Board, by: 2026-12-01, private_note: Ask again.}
"""


def old(folder: Path, text: str = OLD) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def answers_in(started: Started, folder: Path, library: Library) -> Answers:
    """What the new file says, its files beside it."""
    folder.mkdir(exist_ok=True)
    for name, data in started.files.items():
        (folder / name).write_bytes(data)
    return load_answers(parse_answer_file(started.text, folder), library.interview)


def answers_of(path: Path, library: Library) -> Answers:
    return load_answers(read_answer_file(path), library.interview)


@pytest.mark.parametrize("name", DISTRICTS)
def test_last_years_file_is_taken_but_for_its_dates(name: str, tmp_path: Path, real_library: Library) -> None:
    started = last_year(EXAMPLES / name, tmp_path)
    before = answers_of(EXAMPLES / name / NAME, real_library)
    after = answers_in(started, tmp_path, real_library)
    questions = real_library.interview.questions
    for id, answer in before.values.items():
        if questions[id].type == "date":
            assert after.value(id) in (None, UNDECIDED)
        elif questions[id].type != "rows":
            assert after.value(id) == answer.value
        else:
            assert isinstance(answer.value, tuple)
            assert len(after.values[id].value) == len(answer.value)  # type: ignore[arg-type]
    for id, answer in after.values.items():
        basis = after.decisions[id].basis if id in after.decisions else ""
        decided = answer.value is not UNDECIDED and not questions[id].fact
        assert basis == ("suggested" if decided else "")
    assert not after.draft_date
    assert after.reviewed is None


def test_names_and_dates_of_decisions_stay_behind(tmp_path: Path, real_library: Library) -> None:
    after = answers_in(last_year(old(tmp_path / "old"), tmp_path / "new"), tmp_path / "new", real_library)
    students, staff = after.decisions["stance.students"], after.decisions["stance.staff"]
    assert (students.basis, students.decided_by, students.decided_on) == ("suggested", "", "")
    assert students.public_reason == "It was asked for."
    assert (staff.basis, staff.decides, staff.by, staff.private_note) == ("", "Board", "", "Ask again.")
    assert after.value("stance.staff") is UNDECIDED
    assert after.value("consent.model") is UNDECIDED
    assert "vendors.existing_by" not in after.values


def words_in(node: Node) -> list[str]:
    """Every key and every value."""
    if isinstance(node, Mapping):
        return [word for key, value in node.entries for word in (key.text, *words_in(value))]
    if isinstance(node, Scalar):
        return [node.text]
    return [word for item in node.items for word in words_in(item)]


def of_the_library(library: Library) -> set[str]:
    """Every id that a file may hold without a word of its own."""
    found = {"decisions", "basis", "suggested", "true", "false", *library.interview.questions}
    for id, question in library.interview.questions.items():
        found |= {*id.split("."), *(str(choice.id) for choice in question.choices)}
        found |= {str(row.id) for row in question.rows}
        for column in question.columns:
            found |= {str(column.id), *(str(choice.id) for choice in column.choices)}
    return found


@pytest.mark.parametrize("name", DISTRICTS)
def test_of_another_district_nothing_but_choices_comes_along(name: str, tmp_path: Path, real_library: Library) -> None:
    started = another(EXAMPLES / name)
    after = answers_in(started, tmp_path, real_library)
    questions = real_library.interview.questions
    assert len(after.values) > 20
    for id, answer in after.values.items():
        question = questions[id]
        assert not question.fact
        assert not question.for_counsel
        assert question.type in ("choice", "choices", "yes_no", "grid")
        assert answer.value is not UNDECIDED
        assert after.decisions[id].basis == "suggested"
    assert set(after.decisions) == set(after.values)
    assert not any((after.draft_date, after.letterhead, after.overlays, after.reviewed, started.files))
    node, _ = parse_yaml(started.text, NAME)
    assert isinstance(node, Mapping)
    words = {word for key, value in node.entries if key.text != "aipolicy" for word in (key.text, *words_in(value))}
    assert words <= of_the_library(real_library), "a word that the other district wrote"
    assert not [line for line in started.text.splitlines() if "#" in line and line not in NEW_FILE.splitlines()]
    for part in name.split("-"):
        assert part not in started.text.lower()


def test_what_is_unknown_now_is_listed_and_left(tmp_path: Path, real_library: Library) -> None:
    text = OLD.replace("staff: undecided", "staff: castle, visitors: pilot") + "extra: {thing: 1}\n"
    path = old(tmp_path / "old", text)
    for started in (last_year(path, tmp_path / "new"), another(path)):
        assert answers_in(started, tmp_path / "new", real_library).value("stance.students") == "pilot"
        told = "\n".join(started.left)
        assert all(word in told for word in ("castle", "visitors", "extra"))
    assert "1 date of that year" in last_year(path, tmp_path / "new").left


def test_questions_have_their_present_names(
    tmp_path: Path, real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = (version({"stance.pupils": "stance.students"}, ("stance.students", "district.state")),)
    monkeypatch.setattr("aipolicy.interview.starting.changes_for", lambda _: changes)
    text = OLD.replace("{format: 1}", "{format: 1, asked_with: 0.0.1}").replace("students: pilot", "pupils: pilot")
    path = old(tmp_path / "old", text.replace("stance.students", "stance.pupils"))
    found = answers_in(last_year(path, tmp_path / "new"), tmp_path / "new", real_library)
    assert found.value("stance.students") == "pilot"
    assert found.decisions["stance.students"].basis == "reworded"
    assert found.decisions["district.state"].basis == "reworded"
    assert answers_in(another(path), tmp_path / "new", real_library).value("stance.students") == "pilot"


@pytest.mark.parametrize("text", ["", "a: [\n", "- one\n", "\x00\x01"])
def test_what_is_no_answer_file_is_refused(text: str, tmp_path: Path) -> None:
    path = old(tmp_path / "old", text)
    for read in (lambda: last_year(path, tmp_path), lambda: another(path), lambda: another(tmp_path / "none")):
        with pytest.raises(UnreadableFile):
            read()


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent):
        another(old(tmp_path / "old", OLD.replace("format: 1", "format: 2")))


def test_overlays_and_the_letterhead_come_along(tmp_path: Path) -> None:
    clauses = tmp_path / "clauses"
    clauses.mkdir()
    (clauses / "policy_blocks").mkdir()
    path = old(tmp_path / "old", OLD + "overlays: [../clauses]\nletterhead: head.docx\n")
    assert last_year(path, tmp_path / "deep" / "new").overlays == ("../../clauses",)
    assert any("letterhead" in line for line in last_year(path, tmp_path / "new").left)
    (tmp_path / "old" / "head.docx").write_bytes(b"head")
    started = last_year(path, tmp_path / "new")
    assert started.files == {"head.docx": b"head"}
    assert "letterhead: head.docx" in started.text


def test_a_start_in_an_interview_is_saved_at_once(tmp_path: Path, real_library: Library) -> None:
    with opened(tmp_path) as found:
        begin_with(found.session, last_year(EXAMPLES / "lakeshore", tmp_path))
    assert answers_of(tmp_path / NAME, real_library).value("district.name") == "Lakeshore Unified School District"
    assert (tmp_path / "tools.csv").exists()


def test_a_start_from_the_command_line_is_saved_before_anything_is_asked(tmp_path: Path, real_library: Library) -> None:
    """Whoever leaves at the first screen is told that everything is saved."""
    with opened(tmp_path) as found:
        begin(found.session, another(EXAMPLES / "lakeshore"))
    after = answers_of(tmp_path / NAME, real_library)
    assert "district.state" not in after.values
    assert after.value("stance.students") == "embraced"
    with opened(tmp_path) as found, pytest.raises(InvalidContent):
        begin(found.session, another(EXAMPLES / "lakeshore"))


def test_given_answers_win_over_the_start_and_what_no_longer_fits_goes(tmp_path: Path, real_library: Library) -> None:
    file = "stance: {students: prohibited}\n"
    take_in(tmp_path, Given(answers=file, shown="a.yaml", started=another(EXAMPLES / "lakeshore")))
    after = answers_of(tmp_path / NAME, real_library)
    assert after.value("stance.students") == "prohibited"
    assert "stance.students" not in after.decisions
    assert "consent.open_tools" not in after.values, "staff and students: not offered while students use none"


def test_a_refused_start_leaves_nothing_behind(tmp_path: Path) -> None:
    started = last_year(EXAMPLES / "lakeshore", tmp_path)
    with pytest.raises(InvalidContent):
        take_in(tmp_path, Given(answers="stance: {students: castle}\n", shown="a.yaml", started=started))
    assert contents(tmp_path) == {}
    old(tmp_path, OLD)
    with pytest.raises(InvalidContent) as caught:
        take_in(tmp_path, Given(started=started))
    assert caught.value.problems[0].code == "already-there"
    assert set(contents(tmp_path)) == {NAME}


def test_what_git_is_told_is_written_once(tmp_path: Path) -> None:
    attributes(tmp_path)
    assert "*.docx binary\n" in (tmp_path / ATTRIBUTES).read_text()
    (tmp_path / ATTRIBUTES).write_text("ours\n")
    attributes(tmp_path)
    assert (tmp_path / ATTRIBUTES).read_text() == "ours\n"
