"""The interview read alone, and which of its questions ask for facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.answers import facts_of, parse_answer_file, validate
from aipolicy.library import Layer, Library, layers_for, read, read_changes, read_interview
from aipolicy.library.questions import FACT_TYPES
from aipolicy.problems import InvalidContent, UnreadableFile
from aipolicy.project import changes_for, interview_for, library_for, stances_for
from tests.tiny import TINY, write_library

QUESTION = (
    "section: one\ntitle: One\norder: 50\nquestions:\n  - {{id: one.a, ask: A?, why: So., who_knows: office, {}}}\n"
)
CHOICES = "type: choice, choices: [{id: a, label: A}, {id: b, label: B}]"
GRID = "type: grid, rows: [{id: r, label: R}], columns: [{id: c, label: C, suggest: a, choices: [{id: a, label: A}]}]"


def test_it_is_the_same_as_in_the_whole_library(real_library: Library) -> None:
    interview, problems = read_interview(layers_for())
    assert problems == []
    assert interview == real_library.interview


def test_the_changes_alone(real_library: Library) -> None:
    assert read_changes(layers_for()) == (real_library.changes, [])


def test_clauses_are_not_read(tmp_path: Path) -> None:
    layer = write_library(tmp_path, {**TINY, "policy_blocks/rules/none.md": "no front matter"})
    assert read([layer])[1]
    assert read_interview([layer])[1] == []


def one(folder: Path, keys: str) -> tuple[bool, list[str]]:
    """Whether the question asks for a fact, and the codes of the problems."""
    layer: Layer = write_library(folder, {**TINY, "templates/interview/one.yaml": QUESTION.format(keys)})
    interview, problems = read_interview([layer])
    return interview.questions["one.a"].fact, [problem.code for problem in problems]


def test_types_that_ask_for_facts_whatever_is_written(tmp_path: Path) -> None:
    for type in FACT_TYPES:
        fields = ", fields: [{id: n, label: N, type: text}]" if type == "rows" else ""
        assert one(tmp_path / type, f"type: {type}{fields}") == (True, [])
        assert one(tmp_path / f"{type}-false", f"type: {type}{fields}, fact: false") == (True, [])


@pytest.mark.parametrize("rest", [CHOICES, CHOICES.replace("choice,", "choices,"), "type: yes_no", GRID])
def test_other_questions_ask_for_a_fact_where_they_say_so(tmp_path: Path, rest: str) -> None:
    assert one(tmp_path / "1", rest) == (False, [])
    rest = rest.replace("suggest: a, ", "")
    assert one(tmp_path / "2", f"{rest}, fact: true") == (True, [])
    assert one(tmp_path / "3", f"{rest}, fact: maybe") == (False, ["wrong-type"])


@pytest.mark.parametrize("rest", [f"{CHOICES}, suggest: a", "type: yes_no, suggest: true", GRID])
def test_a_fact_is_never_suggested(tmp_path: Path, rest: str) -> None:
    assert one(tmp_path, f"{rest}, fact: true") == (True, ["suggested-fact"])


USERS = "{id: users, label: U, type: choices, choices: [{id: staff, label: S}, {id: pupils, label: P}]}"


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("type: text, optional: true, when: {users: [pupils]}", []),
        ("type: text, optional: true, when: {users: pupils}", ["wrong-type"]),
        ("type: text, when: {users: [pupils]}", ["missing-key"]),
        ("type: text, optional: true, when: {users: [parents]}", ["unknown-choice"]),
        ("type: text, optional: true, when: {later: [a]}", ["unknown-id"]),
        ("type: text, optional: true, when: {name: [a]}", ["unknown-id"]),
        ("type: text, optional: true, when: pupils", ["wrong-type"]),
    ],
)
def test_a_field_that_is_asked_with_another(tmp_path: Path, field: str, codes: list[str]) -> None:
    name, later = (
        "{id: name, label: N, type: text}",
        "{id: later, label: L, type: choice, choices: [{id: a, label: A}]}",
    )
    text = QUESTION.format(f"type: rows, fields: [{name}, {USERS}, {{id: grades, label: G, {field}}}, {later}]")
    layer = write_library(tmp_path, {**TINY, "templates/interview/one.yaml": text})
    interview, problems = read_interview([layer])
    assert [problem.code for problem in problems] == codes
    grades = interview.questions["one.a"].fields[2]
    if not codes:
        assert not grades.asked({})
        assert not grades.asked({"users": ("staff",)})
        assert grades.asked({"users": ("staff", "pupils")})
        assert grades.asked({"users": "pupils"})


def test_a_policy_that_does_not_exist_yet_was_neither_changed_nor_reviewed(
    tmp_path: Path, real_library: Library
) -> None:
    interview = real_library.interview

    def asked(text: str) -> list[object]:
        file = parse_answer_file(f"aipolicy: {{format: 1}}\n{text}", tmp_path)
        facts = facts_of(validate(file, interview)[0], interview)
        return [facts.visible(f"manual.{name}") for name in ("adopted", "revised", "reviewed")]

    for route in ("standalone", "replace", "both"):
        assert asked(f"policy: {{route: {route}}}\n") == [True, False, False]
        assert asked(f"policy: {{route: {route}}}\nmanual: {{adopted: 2027-02-09}}\n") == [True, True, True]
    assert asked("policy: {route: keep}\n") == asked("policy: {route: amend}\n") == [True, True, True]


def test_none_stands_beside_no_other_choice(real_library: Library) -> None:
    for question in real_library.interview.questions.values():
        several = [(str(question.id), question.choices)] if question.type == "choices" else []
        several += [(f"{question.id}.{f.id}", f.choices) for f in question.fields if f.type == "choices"]
        for name, choices in several:
            others = {str(choice.id) for choice in choices} - {"none"}
            for choice in choices:
                assert choice.id != "none" or {str(other) for other in choice.not_with} == others, name


def test_whom_a_question_is_for(tmp_path: Path) -> None:
    layer = write_library(tmp_path, {**TINY, "templates/interview/one.yaml": QUESTION.format(CHOICES)})
    assert not read_interview([layer])[0].questions["one.a"].for_counsel
    for who, for_counsel in (("counsel", True), ("[counsel, board]", True), ("[board, counsel]", False)):
        text = QUESTION.format(CHOICES).replace("who_knows: office", f"who_knows: {who}")
        layer = write_library(tmp_path / who, {**TINY, "templates/interview/one.yaml": text})
        assert read_interview([layer])[0].questions["one.a"].for_counsel is for_counsel


OVERLAY = "aipolicy: {format: 1}\noverlays: [ours]\n"


def test_the_interview_of_a_district_is_that_of_its_library(tmp_path: Path) -> None:
    built_in = stances_for(None, interview_for(None))
    shows = next((list(map(str, stance.shows)) for stance in built_in.values()), ["one.a"])
    ours = f"- {{id: ours, name: Ours, about: A., fits: F., shows: [{', '.join(shows)}], answers: {{one.a: b}}}}\n"
    question = QUESTION.format(CHOICES)
    write_library(tmp_path / "ours", {"templates/interview/one.yaml": question, "templates/stances.yaml": ours})
    file = parse_answer_file(OVERLAY, tmp_path)
    interview, whole = interview_for(file), library_for(file)
    assert interview == whole.interview
    assert "one.a" in interview.questions
    assert stances_for(file, interview) == whole.stances
    assert list(whole.stances) == [*built_in, "ours"]
    assert changes_for(file) == whole.changes == changes_for(None)


def test_what_is_wrong_with_an_overlay_is_raised(tmp_path: Path) -> None:
    file = parse_answer_file(OVERLAY, tmp_path)
    with pytest.raises(UnreadableFile):
        interview_for(file)
    write_library(tmp_path / "ours", {"templates/interview/one.yaml": QUESTION.format("type: nothing")})
    with pytest.raises(InvalidContent):
        interview_for(file)
    (tmp_path / "ours/templates/interview/one.yaml").unlink()
    (tmp_path / "ours/templates/stances.yaml").write_text("- {id: x}\n")
    with pytest.raises(InvalidContent):
        stances_for(file, interview_for(file))
