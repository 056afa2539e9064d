"""The answer file against the interview: what is read, and what each mistake is answered with."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from aipolicy import __version__
from aipolicy.answers import UNDECIDED, Answers, Other, facts_of, parse_answer_file, read_answer_file, validate
from aipolicy.conditions import evaluate, parse
from aipolicy.library import Interview
from aipolicy.problems import Problem, UnreadableFile
from aipolicy.source import parse_yaml

Check = Callable[[str], tuple[Answers, list[Problem]]]


def test_every_type_is_read(check: Check) -> None:
    answers, problems = check(
        "district:\n  name: NO\n  motto: 1.10\n  schools: 12\n"
        + '  budget: "$1,250.50"\n  founded: 1990-01-01\n'
        + "  unions: false\n  kind: charter\n  bands: [k2, g9_12]\n  languages: [es, {other: Karen}]\n"
        + "uses:\n  consent: {k2: opt_in, g9_12: undecided}\n"
        + "  table: {tutoring: {status: allowed}, college: undecided}\n"
        + "  tools: [{id: a-1, name: A, active: true, status: undecided, data: [{other: maps}, work]}]\n"
    )
    assert [str(p) for p in problems] == []
    assert answers.value("district.name") == "NO"
    assert answers.value("district.motto") == "1.10"
    assert answers.value("district.schools") == 12
    assert answers.value("district.budget") == Decimal("1250.50")
    assert answers.value("district.founded") == "1990-01-01"
    assert answers.value("district.unions") is False
    assert answers.value("district.bands") == ("k2", "g9_12")
    assert answers.value("district.languages") == ("es", Other("Karen"))
    assert answers.value("uses.consent") == {"k2": {"": "opt_in"}}
    assert answers.value("uses.table") == {"tutoring": {"status": "allowed"}}
    (row,) = answers.value("uses.tools")  # type: ignore[misc]
    assert row.id == "a-1"  # type: ignore[union-attr]
    assert dict(row.fields) == {  # type: ignore[union-attr]
        "name": "A",
        "active": True,
        "status": UNDECIDED,
        "data": (Other("maps"), "work"),
    }


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("schools", "'1,250'", "out-of-range"),
        ("budget", "'1,250'", "1250"),
        ("budget", "$12,345,678.05", "12345678.05"),
        ("budget", "$ 1,250.50", "1250.50"),
        ("budget", "1250.5", "1250.5"),
    ],
)
def test_groups_of_thousands(check: Check, key: str, text: str, value: str) -> None:
    answers, problems = check(f"district:\n  {key}: {text}\n")
    if value == "out-of-range":
        assert [p.code for p in problems] == [value]
    else:
        assert problems == []
        assert answers.value(f"district.{key}") == Decimal(value)


def test_choices_of_a_field_that_do_not_go_together(check: Check) -> None:
    _, problems = check("uses:\n  tools: [{id: a, name: A, active: true, status: review, data: [work, nothing]}]\n")
    assert [(p.code, p.message) for p in problems] == [
        ("not-together", "'data': 'nothing' and 'work' may not stand together")
    ]


def test_two_that_name_each_other_are_told_once_with_both_places(check: Check) -> None:
    _, problems = check("district:\n  bands:\n    - g3_6\n    - g3_5\n")
    [problem] = problems
    assert (problem.code, problem.span.line) == ("not-together", 5)
    assert [(span.line, why) for span, why in problem.related] == [(4, "'g3_6'")]


def test_undecided_and_nothing(check: Check) -> None:
    answers, problems = check("district:\n  name: undecided\n  schools:\nuses:\n")
    assert problems == []
    assert answers.value("district.name") is UNDECIDED
    assert not answers.decided("district.name")
    assert "district.schools" not in answers.values
    answers, problems = check("uses:\n  consent: {k2: , g3_5: opt_in}\n  table: {tutoring: , college: {status: }}\n")
    assert problems == [], "a key with nothing behind it counts as left out"
    assert answers.value("uses.consent") == {"g3_5": {"": "opt_in"}}


ROW = "{id: a, name: A, active: true, status: review}"
BAD = [
    ("distric: {name: Ab}", 2, 1, "unknown-key", "no question 'distric'", "did you mean 'district'?"),
    ("district: {nmae: Ab}", 2, 12, "unknown-key", "no question 'district.nmae'", "did you mean 'name'?"),
    ("district: {consent: x}", 2, 12, "unknown-key", "no question 'district.consent'", "there is 'uses.consent'"),
    ("district.name: Ab", 2, 1, "unknown-key", "holds a dot", "write 'district:' and under it 'name:'"),
    ("district: {name: [a, b]}", 2, 18, "wrong-type", "district.name is a single value (text)", ""),
    ("district: Ab", 2, 11, "wrong-type", "'district' holds keys with values", "keys: name, motto"),
    ("district: {name: ''}", 2, 18, "empty-text", "district.name is empty", "undecided"),
    ("district: {name: A}", 2, 18, "too-short", "the fewest is 2", "undecided"),
    (f"district: {{name: {'A' * 41}}}", 2, 18, "too-long", "has 41 characters; the most is 40", "shorten"),
    ("district: {schools: many}", 2, 21, "not-a-number", "'many' is not a number", "write digits"),
    ("district: {schools: 1.5}", 2, 21, "not-a-number", "too many decimals", "round"),
    ("district: {schools: 1e2}", 2, 21, "not-a-number", "'1e2'", "digits"),
    ("district: {schools: 1_000}", 2, 21, "not-a-number", "'1_000'", "digits"),
    ("district: {schools: '2,5'}", 2, 21, "not-a-number", "'2,5' is not a number", "three digits, such as 1,250"),
    ("district: {schools: '12,34'}", 2, 21, "not-a-number", "'12,34'", "such as 1,250"),
    ("district: {schools: '1234,567'}", 2, 21, "not-a-number", "'1234,567'", "such as 1,250"),
    ("district: {schools: ',250'}", 2, 21, "not-a-number", "',250'", "such as 1,250"),
    ("district: {budget: '1,5'}", 2, 20, "not-a-number", "'1,5'", "1250.50; a comma stands only before three digits"),
    ("district: {budget: '1.250,50'}", 2, 20, "not-a-number", "'1.250,50'", "such as 1,250"),
    ("district: {budget: '1,250,5'}", 2, 20, "not-a-number", "'1,250,5'", "such as 1,250"),
    ("district: {schools: 0}", 2, 21, "out-of-range", "it must be from 1 to 900", ""),
    ("district: {schools: .nan}", 2, 21, "not-a-number", "'.nan'", "digits"),
    ("district: {budget: -1}", 2, 20, "out-of-range", "it must be 0 or more", ""),
    ("district: {budget: 10.555}", 2, 20, "not-a-number", "too many decimals", "round"),
    ("district: {founded: 2026-02-30}", 2, 21, "bad-date", "'2026-02-30' is not a date", "2026-11-21"),
    ("district: {founded: 11/21/2026}", 2, 21, "bad-date", "'11/21/2026' is not a date", "2026-11-21"),
    ("district: {unions: yes}", 2, 20, "not-yes-no", "is 'true' or 'false', not 'yes'", "no quotes"),
    ("district: {unions: NO}", 2, 20, "not-yes-no", "not 'NO'", "no quotes"),
    ("district: {unions: 'true'}", 2, 20, "not-yes-no", "'true' or 'false'", "no quotes"),
    ("district: {kind: chater}", 2, 18, "unknown-choice", "'chater' is not a choice", "did you mean 'charter'?"),
    ("district: {kind: charter school}", 2, 18, "unknown-choice", "not a choice", "did you mean 'charter'?"),
    ("district: {unions: false, kind: union_high}", 2, 33, "not-offered", "contradicts the answer to", "another"),
    ("district: {bands: k2}", 2, 19, "wrong-type", "is a list of choices", "[one, two]"),
    ("district: {bands: []}", 2, 19, "how-many", "has 0 choices; it needs from 1 to 3", ""),
    ("district: {bands: [k2, k2]}", 2, 24, "duplicate-choice", "'k2' stands twice", "keep one"),
    ("district: {bands: [g3_5, g3_6]}", 2, 20, "not-together", "may not stand together", "keep one"),
    ("district: {bands: [{other: x}]}", 2, 20, "no-other", "takes no words of your own", ""),
    ("district: {bands: [undecided]}", 2, 20, "unknown-choice", "'undecided'", "k2, g3_5"),
    ("district: {languages: [{other: ''}]}", 2, 24, "empty-text", "at most 500 characters", ""),
    ("district: {languages: [{else: x}]}", 2, 24, "wrong-type", "each item", ""),
    ("uses: {consent: opt_in}", 2, 17, "wrong-type", "has a value for each row", "k2: choice"),
    ("uses: {consent: {k3: opt_in}}", 2, 18, "unknown-row", "has no row 'k3'", "k2, g3_5"),
    ("uses: {consent: {k2: optin}}", 2, 22, "unknown-choice", "'optin' is not a choice of uses.consent.k2", "'opt_in'"),
    ("uses: {consent: {k2: [opt_in]}}", 2, 22, "wrong-type", "uses.consent.k2 is one choice", ""),
    ("uses: {table: {tutoring: allowed}}", 2, 26, "wrong-type", "uses.table.tutoring has columns", "status, who"),
    ("uses: {table: {tutoring: {stat: allowed}}}", 2, 27, "unknown-key", "no column 'stat'", "'status'"),
    ("uses: {tools: A}", 2, 15, "wrong-type", "is a list of rows", "- {id: first, ...}"),
    ("uses: {tools: [A]}", 2, 16, "wrong-type", "each row", ""),
    ("uses: {tools: [{id: a}]}", 2, 16, "missing-key", "the row 'a' of uses.tools has no 'name'", "name: undecided"),
    (f"uses: {{tools: [{ROW}, {ROW}]}}", 2, 64, "row-id", "the row id 'a' stands twice", "rename one"),
    (f"uses: {{tools: [{ROW.replace('id: a', 'id: a b')}]}}", 2, 16, "row-id", "has no usable 'id'", "letters, digits"),
    (f"uses: {{tools: [{ROW.replace('name:', 'nane:')}]}}", 2, 24, "unknown-key", "no field 'nane'", "'name'"),
    (f"uses: {{tools: [{', '.join(ROW.replace('id: a', f'id: a{n}') for n in range(5))}]}}", 2, 15, "how-many",
     "has 5 rows; it needs from 0 to 4", ""),
    ("uses: {tools: {path: x.csv}}", 2, 15, "wrong-type", "or names a file", "{file: tools.csv}"),
    ("uses: {tools: {file: ../x.csv}}", 2, 22, "outside-folder", "leads out of the district's folder", "own folder"),
    ("uses: {tools: {file: x.csv}}", 2, 22, "file-unreadable", "the file 'x.csv' of uses.tools cannot be used", ""),
    ("draft_date: 2026-13-01", 2, 13, "bad-date", "'2026-13-01'", "2026-11-21"),
    ("overlays: mine", 2, 11, "wrong-type", "'overlays' must be a list", "[a, b]"),
    ("reviewed: {by: A, on: soon, fingerprint: x}", 2, 23, "bad-date", "'soon'", "2026-11-21"),
    ("reviewed: {by: A}", 2, 11, "missing-key", "'reviewed' has no 'on'", "add 'on:'"),
    ("decisions: {district.nam: {}}", 2, 13, "unknown-question", "no question 'district.nam'", "'district.name'"),
    ("decisions: {uses.consent.k2.x: {}}", 2, 13, "unknown-question", "no question", ""),
    ("decisions: {district.name: {who: A}}", 2, 29, "unknown-key", "has no key 'who'", "known: decides"),
    ("decisions: {district.name: {by: soon}}", 2, 33, "bad-date", "'soon'", "2026-11-21"),
    ("decisions: {district.name: {basis: guess}}", 2, 36, "unknown-word", "suggested, confirmed or reworded", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "code", "message", "hint"), BAD)
def test_mistakes(check: Check, text: str, line: int, column: int, code: str, message: str, hint: str) -> None:
    _, problems = check(text + "\n")
    found = [p for p in problems if p.code == code and (p.span.line, p.span.column) == (line, column)]
    assert found, [str(p) for p in problems]
    assert found[0].span.path == "aipolicy.yaml"
    assert message in found[0].message
    assert hint in found[0].hint


def test_all_problems_are_found_in_one_pass(check: Check) -> None:
    _, problems = check("district: {name: '', schools: x, kind: y}\nus: 1\ndraft_date: z\n")
    assert len(problems) == 5


def test_a_long_wrong_value_is_shown_in_short(check: Check) -> None:
    _, problems = check(f"district: {{kind: {'x' * 9000}}}\n")
    assert len(problems[0].message) < 200


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "empty-file", 1, 1),
        ("# nothing\n", "empty-file", 1, 1),
        ("- a\n", "empty-file", 1, 1),
        ("a: [1\nb: 2\n", "yaml-syntax", 2, 2),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a:\n\tb: 1\n", "yaml-syntax", 2, 1),
        ("a: " + "[" * 5000 + "\n", "too-deep", 1, 27),
        ("a: x\x07\n", "bad-character", 1, 5),
        ("a: 1\nb: \ue000\n", "bad-character", 2, 4),
        ("a: 1\u2028b: 2\n", "bad-character", 1, 5),
    ],
)
def test_files_that_cannot_be_read_as_yaml(text: str, code: str, line: int, column: int, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse_answer_file(text, tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert (problem.span.path, problem.span.line, problem.span.column) == ("aipolicy.yaml", line, column)
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("district: {name: Ab}\ndistrict: {name: Cd}\n", "duplicate-key", 3, 1),
        ("district: {name: &n Ab}\n", "yaml-anchor", 2, 18),
        ("district: {name: !!str Ab}\n", "yaml-tag", 2, 18),
        ("district: {name: &n Ab, motto: *n}\n", "yaml-alias", 2, 32),
        ("---\ndistrict: {name: Ab}\n", "second-document", 2, 1),
        ("? [district]\n: 1\n", "yaml-key", 2, 3),
    ],
)
def test_yaml_that_is_ambiguous_is_refused(check: Check, text: str, code: str, line: int, column: int) -> None:
    _, problems = check(text)
    found = next(p for p in problems if p.code == code)
    assert (found.span.line, found.span.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "missing-key"), ("aipolicy: {format: 2}", "other-format"), ("aipolicy: {format: '1'}", "wrong-type"),
     ("aipolicy: {format: ²}", "wrong-type"), (f"aipolicy: {{format: {'9' * 5000}}}", "wrong-type"),
     ("aipolicy: {format: 1, asked: 2}", "unknown-key")],
)  # fmt: skip
def test_the_format(text: str, code: str, tmp_path: Path, interview: Interview) -> None:
    _, problems = validate(parse_answer_file(f"district: {{name: Ab}}\n{text}\n", tmp_path), interview)
    assert code in [p.code for p in problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "file-missing"), (b"", "empty-file"), (b"\x00\x01\x02", "binary-file"), (b"PK\x03\x04\x00", "binary-file"),
     ("aipolicy: {}".encode("utf-16"), "wrong-encoding"), ("a: é".encode("latin-1"), "wrong-encoding")],
)  # fmt: skip
def test_files_that_are_no_answer_file(data: bytes | None, code: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "aipolicy.yaml").write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_answer_file(tmp_path / "aipolicy.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.span.path) == (code, "aipolicy.yaml")
    assert problem.hint


def test_crlf_and_a_byte_order_mark_change_nothing(tmp_path: Path, interview: Interview) -> None:
    path = tmp_path / "aipolicy.yaml"
    path.write_bytes(b"\xef\xbb\xbfaipolicy: {format: 1}\r\ndistrict:\r\n  kind: chater\r\n")
    answers, problems = validate(read_answer_file(path), interview)
    assert [(p.code, p.span.line, p.span.column) for p in problems] == [("unknown-choice", 3, 9)]
    path.write_bytes(b"aipolicy: {format: 1}\ndistrict:\n  kind: chater\n")
    assert validate(read_answer_file(path), interview)[0].fingerprint == answers.fingerprint


def test_conditions_on_rows_and_hidden_grid_rows(check: Check, interview: Interview) -> None:
    answers, problems = check(
        "district: {bands: [k2], unions: false}\n"
        + "uses:\n  consent: {k2: notice, g9_12: opt_in}\n  table: {college: {status: banned}}\n"
        + f"  tools: [{ROW}]\n  hidden: kept\n"
    )
    assert problems == [], "answers that are hidden now are kept, for the day they are asked again"
    facts = facts_of(answers, interview)

    def truth(condition: str) -> bool | None:
        found: list[Problem] = []
        node, _ = parse_yaml(condition, "test")
        predicate = parse(node, interview.vocabulary, found)
        assert found == []
        return evaluate(predicate, facts)

    assert truth("{uses.tools: {some: {active: true}}}") is True
    assert truth("{uses.tools: {some: {active: false}}}") is False
    assert truth("{uses.tools: {no: {active: true, status: approved}}}") is True
    assert truth("{uses.consent: {some: opt_in}}") is False, "the row of a band the district does not have"
    assert truth("{uses.consent.g9_12: opt_in}") is False
    assert truth("{uses.consent.k2: notice}") is True
    assert truth("{uses.table: {some: {status: banned}}}") is None, "college is hidden, tutoring unanswered"
    assert truth("{uses.table.college.status: banned}") is False
    assert truth("{uses.hidden: answered}") is False


def test_a_choice_not_offered_does_no_harm_while_its_question_is_hidden(check: Check) -> None:
    _, problems = check("district: {unions: true, kind: union_high}\n")
    assert problems == []


def test_what_a_newer_program_wrote_is_said_to_be_newer(tmp_path: Path, interview: Interview) -> None:
    def hints(version: str) -> list[str]:
        text = f"aipolicy: {{format: 1, asked_with: {version}}}\ndistrict: {{newthing: 1, stance: castle}}\n"
        _, problems = validate(parse_answer_file(text, tmp_path), interview)
        assert len(problems) == 2
        return [problem.hint for problem in problems]

    assert all("written by aipolicy 99.1.0, which may know it" in hint for hint in hints("99.1.0"))
    assert not any("written by" in hint for hint in (*hints(__version__), *hints("0.0.9")))
    assert not any("written by" in hint for hint in (*hints('"\u00b2"'), *hints(f'"{"9" * 5000}"'), *hints("next")))


def test_the_fingerprint_takes_in_the_files_that_are_named(check: Check, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,active,status\nA,yes,approved\n")
    first, problems = check("uses: {tools: {file: t.csv}}\n")
    assert problems == []
    (tmp_path / "t.csv").write_text("name,active,status\nB,yes,approved\n")
    assert check("uses: {tools: {file: t.csv}}\n")[0].fingerprint != first.fingerprint
