"""`aipolicy set`: words of the command line become values, or messages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy.answers import AnswerFile, parse_answer_file, validate
from aipolicy.answers.edit import set_value
from aipolicy.answers.record import record, unasked
from aipolicy.library import Interview
from aipolicy.problems import InvalidContent


@pytest.fixture
def file(tmp_path: Path) -> AnswerFile:
    (tmp_path / "tools.csv").write_text("name,active,status\nA,yes,approved\n")
    (tmp_path / "bad.csv").write_text("name,active,status\nA,maybe,approved\n")
    return parse_answer_file("aipolicy: {format: 1}\n", tmp_path)


GOOD = [
    ("district.name", "Cedar Hollow: North", "Cedar Hollow: North"),
    ("district.name", " NO ", " NO "),
    ("district.name", "undecided", "undecided"),
    ("district.motto", "true", "true"),
    ("district.schools", "12", Decimal(12)),
    ("district.budget", "$1,250.50", Decimal("1250.50")),
    ("district.founded", "2026-11-21", "2026-11-21"),
    ("district.founded", "6/3/2027", "2027-06-03"),
    ("district.unions", "Yes", True),
    ("district.unions", "n", False),
    ("district.kind", "charter", "charter"),
    ("district.kind", "Charter School", "charter"),
    ("district.bands", "k2, g9_12", ["k2", "g9_12"]),
    ("district.bands", "Grades K to 2", ["k2"]),
    ("district.bands", "[k2, g9_12]", ["k2", "g9_12"]),
    ("district.bands", "undecided", "undecided"),
    ("district.languages", "es, other: Karen", ["es", {"other": "Karen"}]),
    ("district.languages", "[es, {other: 'Karen, Hmong'}]", ["es", {"other": "Karen, Hmong"}]),
    ("district.languages", "", []),
    ("uses.consent", "{k2: opt_in, g9_12: undecided}", {"k2": "opt_in"}),
    ("uses.consent.k2", "opt_in", "opt_in"),
    ("uses.consent.k2", "Signed form", "opt_in"),
    ("uses.consent.k2", "undecided", "undecided"),
    ("uses.table.college.status", "Banned", "banned"),
    ("uses.table.college", "undecided", "undecided"),
    ("uses.table", "{tutoring: {who: staff}}", {"tutoring": {"who": "staff"}}),
    ("uses.tools", "{file: tools.csv}", {"file": "tools.csv"}),
    ("uses.tools", "[{id: a, name: A, active: true, status: undecided, data: [work, {other: x}]}]",
     [{"id": "a", "name": "A", "active": True, "status": "undecided", "data": ["work", {"other": "x"}]}]),
    ("uses.tools", "[]", []),
    ("draft_date", "11/21/2026", "2026-11-21"),
    ("letterhead", "letterhead.docx", "letterhead.docx"),
    ("overlays", "firm, county", ["firm", "county"]),
    ("reviewed.by", "A. Counsel", "A. Counsel"),
    ("reviewed.on", "2026-11-21", "2026-11-21"),
    ("reviewed.scope", "[board-policy, vendor-addendum]", ["board-policy", "vendor-addendum"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "text", "value"), GOOD)
def test_words_become_values(key: str, text: str, value: object, interview: Interview, file: AnswerFile) -> None:
    recorded = record(key, text, interview, file)
    assert recorded.path == tuple(key.split("."))
    assert recorded.value == value
    assert type(recorded.value) is type(value)
    saved = set_value(file.text, recorded.path, recorded.value, list(interview.questions))
    _, problems = validate(parse_answer_file(saved, file.folder), interview)
    assert [p.code for p in problems if key.split(".")[0] != "reviewed"] == []


@pytest.mark.parametrize(
    ("key", "text", "path", "value"),
    [
        ("decisions.district.name.decides", "The board", ("decisions", "district.name", "decides"), "The board"),
        ("decisions.uses.consent.by", "1/31/2027", ("decisions", "uses.consent", "by"), "2027-01-31"),
        ("decisions.uses.table.college.status.basis", "confirmed",
         ("decisions", "uses.table.college.status", "basis"), "confirmed"),
        ("decisions.district.name.basis", "reworded", ("decisions", "district.name", "basis"), "reworded"),
    ],
)  # fmt: skip
def test_decisions(
    key: str, text: str, path: tuple[str, ...], value: str, interview: Interview, file: AnswerFile
) -> None:
    recorded = record(key, text, interview, file)
    assert (recorded.path, recorded.value) == (path, value)
    saved = set_value(file.text, recorded.path, recorded.value, list(interview.questions))
    assert validate(parse_answer_file(saved, file.folder), interview)[1] == []


@pytest.mark.parametrize(
    ("key", "text", "code", "message", "hint"),
    [
        ("distric.name", "x", "unknown-key", "no question 'distric.name'", "did you mean 'district.name'?"),
        ("motto", "x", "unknown-key", "no question 'motto'", "did you mean 'district.motto'?"),
        ("district", "x", "unknown-key", "no question 'district'", "there are: district.name"),
        ("district.name.first", "x", "unknown-key", "no question", "set the whole of 'district.name'"),
        ("", "x", "unknown-key", "no question ''", ""),
        ("district.name", "", "empty-text", "is empty", "undecided"),
        ("district.name", "A\ue000B", "bad-character", "U+E000", "delete"),
        ("district.name", "A\udcffB", "bad-character", "U+DCFF", "delete"),
        ("district.schools", "many", "not-a-number", "'many'", "digits"),
        ("district.founded", "13/13/2026", "bad-date", "'13/13/2026'", "2026-11-21"),
        ("district.unions", "maybe", "not-yes-no", "'maybe'", ""),
        ("district.kind", "chater", "unknown-choice", "'chater'", "did you mean 'charter'?"),
        ("district.bands", "k2, k3", "unknown-choice", "'k3'", "k2, g3_5"),
        ("district.bands", "[k2", "yaml-syntax", "cannot read this YAML", "quotes"),
        ("district.bands", "k2, k2", "duplicate-choice", "stands twice", "keep one"),
        ("uses.consent", "opt_in", "wrong-type", "a value for each row", "k2: choice"),
        ("uses.consent", "", "empty-text", "is empty", "undecided"),
        ("uses.consent.k9", "opt_in", "unknown-row", "no row 'k9'", "k2"),
        ("uses.consent.k2", "optin", "unknown-choice", "'optin' is not a choice of uses.consent.k2", "'opt_in'"),
        ("uses.consent.k2.x", "opt_in", "unknown-key", "no column 'x'", "set 'uses.consent.k2'"),
        ("uses.table.college", "allowed", "unknown-key", "uses.table.college has columns", "status, who"),
        ("uses.table.college.stat", "allowed", "unknown-key", "no column 'stat'", "'status'"),
        ("uses.tools", "tools.csv", "wrong-type", "is a list of rows", "{file: tools.csv}"),
        ("uses.tools", "{file: ../x.csv}", "outside-folder", "leads out", "own folder"),
        ("uses.tools", "{file: bad.csv}", "not-yes-no", "'maybe'", ""),
        ("draft_date", "today", "bad-date", "'today'", "2026-11-21"),
        ("letterhead", " ", "empty-text", "'letterhead' is empty", ""),
        ("reviewed", "x", "unknown-key", "'reviewed' cannot be set", "reviewed.<by, on"),
        ("reviewed.when", "x", "unknown-key", "cannot be set", "reviewed.<by, on"),
        ("aipolicy.format", "2", "unknown-key", "cannot be set", "themselves"),
        ("decisions", "x", "unknown-key", "cannot be set", "decisions.<question>"),
        ("decisions.district.name", "x", "unknown-key", "a decision has no key 'name'", ""),
        ("decisions.district.nam.by", "2026-01-01", "unknown-question", "'district.nam'", "'district.name'"),
        ("decisions.district.name.by", "soon", "bad-date", "'soon'", "2026-11-21"),
        ("decisions.district.name.basis", "guess", "unknown-word", "suggested, confirmed or reworded", ""),
    ],
)
def test_mistakes(
    key: str, text: str, code: str, message: str, hint: str, interview: Interview, file: AnswerFile
) -> None:
    with pytest.raises(InvalidContent) as caught:
        record(key, text, interview, file)
    found = [p for p in caught.value.problems if p.code == code]
    assert found, str(caught.value)
    assert message in found[0].message
    assert hint in found[0].hint


ELEMENTARY = "aipolicy: {format: 1}\ndistrict: {bands: [k2, g3_5], unions: false}\n"


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("uses.consent.k2", "opt_in", ()),
        ("uses.consent.g9_12", "opt_in", ("uses.consent.g9_12",)),
        ("uses.consent", "{k2: opt_in, g9_12: notice}", ("uses.consent.g9_12",)),
        ("uses.consent", "undecided", ()),
        ("uses.table.college.status", "banned", ("uses.table.college.status",)),
        ("uses.table.tutoring.status", "banned", ()),
        ("uses.hidden", "Because.", ("uses.hidden",)),
        ("district.name", "Elm Town", ()),
        ("draft_date", "2026-11-21", ()),
    ],
)
def test_what_the_district_is_not_asked_is_named(
    key: str, value: str, found: tuple[str, ...], interview: Interview, file: AnswerFile
) -> None:
    recorded = record(key, value, interview, file)
    text = set_value(ELEMENTARY, recorded.path, recorded.value, list(interview.questions))
    answers, problems = validate(parse_answer_file(text, file.folder), interview)
    assert problems == []
    assert unasked([recorded], answers, interview) == found


def test_while_nothing_says_which_rows_there_are_none_is_named(interview: Interview, file: AnswerFile) -> None:
    answers, _ = validate(file, interview)
    assert unasked([record("uses.consent.g9_12", "opt_in", interview, file)], answers, interview) == ()
