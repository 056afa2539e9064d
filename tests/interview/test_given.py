"""Answers given all at once: which of them wins, what is refused, what stays as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.answers import NAME, load_answers, read_answer_file
from aipolicy.answers.model import Answers
from aipolicy.interview.given import Given, NotAnswered, Pair, TakenIn, take_in
from aipolicy.library import Library
from aipolicy.library.model import Change
from aipolicy.problems import InvalidContent, Span, UnreadableFile
from aipolicy.source import Located
from tests.projects import contents

SAVED = """\
# Our decisions.
aipolicy: {format: 1}

district:
  name: Maple Valley  # as in the charter
  grade_bands: [k2, g3_5]
stance:
  students: pilot
consent:
  model: {k2: opt_in}
decisions:
  stance.students: {basis: suggested}
  consent.model: {basis: suggested}
"""


def project(folder: Path, text: str = SAVED) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text, encoding="utf-8")
    return folder


def given(folder: Path, answers: str | None = None, *pairs: tuple[str, str], **more: object) -> TakenIn:
    made = tuple(Pair(key, value) for key, value in pairs)
    return take_in(folder, Given(answers=answers, shown="answers.yaml", pairs=made, **more))  # type: ignore[arg-type]


def text_of(folder: Path) -> str:
    return (folder / NAME).read_text(encoding="utf-8")


def answers_of(folder: Path, library: Library) -> Answers:
    return load_answers(read_answer_file(folder / NAME), library.interview)


def refused(folder: Path, answers: str | None = None, *pairs: tuple[str, str], **more: object) -> list[str]:
    """The problems, after nothing was changed."""
    before = contents(folder)
    with pytest.raises(InvalidContent) as caught:
        given(folder, answers, *pairs, **more)
    assert contents(folder) == before
    return [str(problem) for problem in caught.value.problems]


def test_a_pair_wins_over_the_file_of_answers_and_that_over_what_is_saved(
    tmp_path: Path, real_library: Library
) -> None:
    project(tmp_path)
    file = "district: {name: Cedar Hollow, schools: 3}\nstance: {staff: pilot, students: managed}\n"
    taken = given(tmp_path, file, ("stance.staff", "embraced"), defaults=True)
    assert taken.changed
    found = answers_of(tmp_path, real_library)
    assert found.value("district.name") == "Cedar Hollow"
    assert found.value("stance.students") == "managed"
    assert found.value("stance.staff") == "embraced"
    assert found.value("district.grade_bands") == ("k2", "g3_5")
    assert found.value("use.levels") is not None
    assert found.decisions["use.levels"].basis == "suggested"
    assert "stance.staff" not in found.decisions


def test_comments_of_the_saved_file_stay(tmp_path: Path) -> None:
    project(tmp_path)
    given(tmp_path, "# theirs\ndistrict: {name: Cedar Hollow}\n")
    assert text_of(tmp_path).startswith("# Our decisions.\n")
    assert "name: Cedar Hollow  # as in the charter\n" in text_of(tmp_path)
    assert "theirs" not in text_of(tmp_path)


def test_a_new_file_is_the_file_of_answers_itself(tmp_path: Path) -> None:
    file = "# Of our office.\naipolicy: {format: 1}\ndistrict:  # facts\n    name:   'Cedar Hollow'\n"
    given(tmp_path, file)
    assert text_of(tmp_path) == file


@pytest.mark.parametrize("head", ["", "aipolicy: {asked_with: 0.1.0}\n"])
def test_the_format_may_be_left_out(tmp_path: Path, real_library: Library, head: str) -> None:
    given(tmp_path, f"# Of our office.\n\n{head}district:\n  name: Cedar Hollow  # it\n")
    found = answers_of(tmp_path, real_library)
    assert found.value("district.name") == "Cedar Hollow"
    assert found.asked_with == "0.1.0"
    assert "# Of our office.\n" in text_of(tmp_path)
    assert "# it\n" in text_of(tmp_path)


def test_the_same_answers_again_change_nothing(tmp_path: Path) -> None:
    project(tmp_path)
    assert not given(tmp_path, SAVED).changed
    assert text_of(tmp_path) == SAVED
    assert not (tmp_path / f"{NAME}.bak").exists()


def test_grids_merge_cell_by_cell_and_decisions_key_by_key(tmp_path: Path, real_library: Library) -> None:
    project(tmp_path)
    file = "consent: {model: {g3_5: opt_out}}\ndecisions: {stance.students: {decides: Board}}\n"
    given(tmp_path, file, ("decisions.stance.students.by", "2027-01-12"))
    found = answers_of(tmp_path, real_library)
    assert found.value("consent.model") == {"k2": {"": "opt_in"}, "g3_5": {"": "opt_out"}}
    kept = found.decisions["stance.students"]
    assert (kept.decides, kept.by, kept.basis) == ("Board", "2027-01-12", "suggested")


def test_everything_else_is_replaced_whole(tmp_path: Path, real_library: Library) -> None:
    project(tmp_path, SAVED + "reviewed: {by: Jordan Lee, on: 2026-11-01, fingerprint: 0123456789abcdef}\n")
    given(tmp_path, "district: {grade_bands: [g9_12]}\nreviewed: {by: Kim, on: 2027-01-01, fingerprint: fedcba98}\n")
    found = answers_of(tmp_path, real_library)
    assert found.value("district.grade_bands") == ("g9_12",)
    assert found.reviewed is not None
    assert found.reviewed.by == "Kim"


def test_cells_take_the_place_of_a_grid_left_open(tmp_path: Path, real_library: Library) -> None:
    project(tmp_path, SAVED.replace("{k2: opt_in}", "undecided"))
    given(tmp_path, None, ("consent.model.k2", "notice"), ("consent.model.g3_5", "opt_in"))
    assert answers_of(tmp_path, real_library).value("consent.model") == {"k2": {"": "notice"}, "g3_5": {"": "opt_in"}}
    given(tmp_path, "consent: {model: undecided}\n")
    assert "model: undecided" in text_of(tmp_path)
    given(tmp_path, "consent: {model: {k2: opt_out}}\n")
    assert answers_of(tmp_path, real_library).value("consent.model") == {"k2": {"": "opt_out"}}


def test_a_given_answer_is_deliberate(tmp_path: Path, real_library: Library) -> None:
    """The mark of a suggestion goes, also where the answer is the same; on a grid only with its last cell."""
    project(tmp_path)
    given(tmp_path, "stance: {students: pilot}\nconsent: {model: {g3_5: opt_out}}\n")
    found = answers_of(tmp_path, real_library).decisions
    assert set(found) == {"consent.model"}
    given(tmp_path, "consent: {model: {k2: opt_out, g3_5: opt_out}}\n")
    assert answers_of(tmp_path, real_library).decisions == {}
    given(tmp_path, "stance: {students: managed}\ndecisions: {stance.students: {basis: suggested}}\n")
    assert answers_of(tmp_path, real_library).decisions["stance.students"].basis == "suggested"
    given(tmp_path, None, ("stance.students", "managed"))
    assert answers_of(tmp_path, real_library).decisions == {}


SIGNED = SAVED.replace("{basis: suggested}", "{decides: Board, decided_by: Kim, decided_on: 2026-10-01}")
"""The same, each of the two decided by somebody."""


@pytest.mark.parametrize("by_file", [True, False])
def test_who_gave_an_answer_did_not_give_another_one(tmp_path: Path, real_library: Library, by_file: bool) -> None:
    def give(key: str, value: str) -> None:
        group, _, name = key.partition(".")
        given(tmp_path, f"{group}: {{{name}: {value}}}\n") if by_file else given(tmp_path, None, (key, value))

    project(tmp_path, SIGNED)
    give("stance.students", "pilot")
    assert text_of(tmp_path) == SIGNED
    give("stance.students", "managed")
    decision = answers_of(tmp_path, real_library).decisions["stance.students"]
    assert (decision.decides, decision.decided_by, decision.decided_on) == ("Board", "", "")
    assert answers_of(tmp_path, real_library).decisions["consent.model"].decided_by == "Kim"
    if by_file:
        given(tmp_path, "consent: {model: {k2: opt_out}}\n")
    else:
        given(tmp_path, None, ("consent.model.k2", "opt_out"))
    assert answers_of(tmp_path, real_library).decisions["consent.model"].decided_by == ""


def test_who_gave_an_answer_may_come_with_it(tmp_path: Path, real_library: Library) -> None:
    project(tmp_path, SIGNED)
    file = "stance: {students: managed}\ndecisions: {stance.students: {decided_by: Kim, basis: confirmed}}\n"
    given(tmp_path, file)
    decision = answers_of(tmp_path, real_library).decisions["stance.students"]
    assert (decision.decided_by, decision.decided_on, decision.basis) == ("Kim", "", "confirmed")
    given(tmp_path, None, ("decisions.stance.students.decided_by", "Lee"), ("stance.students", "prohibited"))
    decision = answers_of(tmp_path, real_library).decisions["stance.students"]
    assert (decision.decided_by, decision.basis) == ("Lee", "")


def test_every_problem_is_told_at_its_place_and_nothing_is_saved(tmp_path: Path) -> None:
    project(tmp_path)
    file = "district:\n  kindd: charter\nstance: {students: castle}\ndraft_date: soon\n"
    file += "decisions: {foo: {by: 2027-01-01}}\n"
    found = refused(tmp_path, file, ("district.schools", "two"), ("bar", "1"), ("stance.staff", "pilot"), defaults=True)
    places = [line.split(": ")[0] for line in found]
    assert [place for place in places if place.startswith("answers.yaml")] == [
        "answers.yaml:2:3",
        "answers.yaml:3:20",
        "answers.yaml:4:13",
        "answers.yaml:5:13",
    ]
    assert sum(place.startswith("command line") for place in places) == 2
    assert any("district.schools: 'two' is not a number" in line for line in found)


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("# Ours.\ndistrict: {schools: 2, schools: 3}\n", "answers.yaml:2:24: error[duplicate-key]"),
        ("district:\n  schools: &a 2\n  name: *a\n", "answers.yaml:2:12: error[yaml-anchor]"),
        ("district: {schools: 2}\n---\na: 1\n", "answers.yaml:2:1: error[second-document]"),
        ("aipolicy: {asked_with: 0.0.1}\ndistrict: {schools: 2, schools: 3}\n", "answers.yaml:2:24: error"),
    ],
)
def test_so_it_is_where_nothing_is_saved_yet(tmp_path: Path, file: str, place: str) -> None:
    found = refused(tmp_path, f"{file}", ("foo.x", "1"))
    assert any(line.startswith(place) for line in found)
    assert any("command line" in line and "foo.x" in line for line in found)
    assert not any("aipolicy.yaml:" in line for line in found)


def test_everything_else_wrong_in_it_is_told_with_a_repeated_key(tmp_path: Path) -> None:
    found = refused(tmp_path, "district: {schools: 2, schools: 3}\nfoo: 1\n")
    assert [line.split(": ")[1] for line in found] == ["error[duplicate-key]", "error[unknown-key]"]


def test_a_renamed_question_in_a_file_that_cannot_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = (version({"district.title": "district.name"}, ()),)
    monkeypatch.setattr("aipolicy.interview.given_settling.changes_for", lambda _: changes)
    file = "aipolicy: {format: 1, asked_with: 0.0.1}\ndistrict: {title: A, schools: 2, schools: 3}\n"
    found = refused(tmp_path, file)
    assert any("duplicate-key" in line for line in found)
    assert all(line.startswith("answers.yaml:") for line in found)


def test_what_is_wrong_in_the_saved_file_is_told_too(tmp_path: Path) -> None:
    project(tmp_path, SAVED.replace("pilot", "castle"))
    found = refused(tmp_path, "district: {schools: two}\n")
    assert [line.split(":")[0] for line in found] == ["aipolicy.yaml", "answers.yaml"]


def test_an_answer_that_another_one_makes_impossible_is_refused(tmp_path: Path) -> None:
    """Each side of it at the place where it was given."""
    project(tmp_path, "aipolicy: {format: 1}\nstance: {students: prohibited}\n")
    [found] = refused(tmp_path, "consent:\n  open_tools: staff_and_students\n")
    assert found.startswith("answers.yaml:2:15: error[not-offered]")
    assert "see aipolicy.yaml:2:20" in found
    [found] = refused(tmp_path, None, ("consent.open_tools", "staff_and_students"))
    assert found.startswith("command line:")


def test_a_review_is_bound_to_drafts_that_somebody_read(tmp_path: Path) -> None:
    project(tmp_path)
    [found] = refused(tmp_path, None, ("reviewed.fingerprint", "current"))
    assert "aipolicy set reviewed.fingerprint current" in found


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "a: [\n"])
def test_a_file_that_holds_no_answers_cannot_be_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        given(tmp_path, text)
    assert all(problem.span.path == "answers.yaml" for problem in caught.value.problems)
    assert contents(tmp_path) == {}


def test_a_named_file_is_looked_for_in_the_districts_folder(tmp_path: Path) -> None:
    found = refused(tmp_path, "tools: {register: {file: tools.csv}}\n")
    assert any("answers.yaml:1:26" in line and "put it there first" in line for line in found)
    assert any(line.startswith(f"{(tmp_path / 'tools.csv').as_posix()}:1:1: error[file-missing]") for line in found)


def test_a_pair_that_is_no_yaml_names_its_key(tmp_path: Path) -> None:
    [found] = refused(tmp_path, None, ("policy.goals", "[{id: a"))
    assert found.startswith("command line:1:8: error[yaml-syntax]: policy.goals: ")
    with pytest.raises(InvalidContent) as caught:
        take_in(tmp_path, Given(pairs=(Pair("policy.goals", "[{id: a", Span("AIPOLICY_SET", 3)),)))
    assert str(caught.value).startswith("AIPOLICY_SET:3:1: error[yaml-syntax]: policy.goals: ")


def test_counsels_questions_are_left_to_counsel_unless_somebody_answers_them(
    tmp_path: Path, real_library: Library
) -> None:
    project(tmp_path, "aipolicy: {format: 1}\nstance: {students: pilot, staff: pilot}\ndistrict: {grade_bands: [k2]}\n")
    taken = given(tmp_path, None, ("consent.under_13", "parental_consent"), defaults=True)
    questions = real_library.interview.questions
    assert taken.filled.to_counsel
    assert all(questions[id].for_counsel for id in taken.filled.to_counsel)
    assert not any(questions[id].for_counsel or questions[id].fact for id in taken.filled.suggested)
    found = answers_of(tmp_path, real_library)
    assert found.value("consent.under_13") == "parental_consent"
    assert all(found.decisions[id].decides == "The district's attorney" for id in taken.filled.to_counsel)


def test_without_an_answer_to_everything_required_nothing_is_saved(tmp_path: Path) -> None:
    project(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(NotAnswered) as caught:
        given(tmp_path, None, ("stance.staff", "pilot"), defaults=True, whole=True)
    keys = [missing.key for missing in caught.value.missing]
    assert "district.state" in keys
    assert "district.enrollment" not in keys, "it may be left out"
    assert contents(tmp_path) == before


def test_of_a_grid_in_part_answered_the_cells_are_missing(tmp_path: Path) -> None:
    project(tmp_path)
    with pytest.raises(NotAnswered) as caught:
        given(tmp_path, None, whole=True)
    found = {missing.key: missing.ask for missing in caught.value.missing if missing.key.startswith("consent.model")}
    assert list(found) == ["consent.model.g3_5"]
    assert found["consent.model.g3_5"].endswith("(Grades 3 to 5)")


def test_the_date_of_the_drafts_is_written_only_where_there_is_none(tmp_path: Path, real_library: Library) -> None:
    project(tmp_path)
    given(tmp_path, draft_date="2026-11-21")
    assert answers_of(tmp_path, real_library).draft_date == "2026-11-21"
    given(tmp_path, draft_date="2027-01-01")
    assert answers_of(tmp_path, real_library).draft_date == "2026-11-21"


def test_windows_line_ends_are_read(tmp_path: Path, real_library: Library) -> None:
    (tmp_path / NAME).write_bytes(SAVED.replace("\n", "\r\n").encode())
    given(tmp_path, "district: {name: Cedar Hollow}\n")
    assert b"\r\n" in (tmp_path / NAME).read_bytes()
    assert answers_of(tmp_path, real_library).value("district.name") == "Cedar Hollow"


def version(renamed: dict[str, str], reworded: tuple[str, ...]) -> Change:
    """What a later version of the library changed, before this one."""
    place = Span("changes.yaml")

    def located(text: str) -> Located:
        return Located(text, place)

    names = {old: located(new) for old, new in renamed.items()}
    return Change(located("0.0.2"), (), names, tuple(map(located, reworded)), place)


def test_answers_of_an_older_library_are_renamed_and_marked(
    tmp_path: Path, real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = (version({"district.title": "district.name"}, ("stance.staff",)),)
    monkeypatch.setattr("aipolicy.interview.given_settling.changes_for", lambda _: changes)
    old = "aipolicy: {format: 1, asked_with: 0.0.1}\ndistrict: {title: Cedar Hollow}\nstance: {staff: pilot}\n"
    new = tmp_path / "new"
    new.mkdir()
    for folder in (new, project(tmp_path / "old")):
        given(folder, old)
        found = answers_of(folder, real_library)
        assert found.value("district.name") == "Cedar Hollow"
        assert found.decisions["stance.staff"].basis == "reworded"
