from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.answers import UNDECIDED, Answer, Answers, Other, Row
from aipolicy.answers.model import Decision, Value
from aipolicy.lock import COPIES, Lock, Output, ReviewedText, answered, changed_since, parse, render
from aipolicy.problems import Span
from aipolicy.project import open_project
from tests.projects import MINIMAL, built, make

marks = st.text("0123456789abcdef", min_size=16, max_size=64)
ids = st.from_regex(r"[a-z][a-z0-9-]{0,8}/[a-z][a-z0-9.-]{0,12}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9-]{0,10}\.(?:md|docx)", fullmatch=True)
clauses = st.dictionaries(ids, marks, max_size=4)
locks = st.builds(
    Lock,
    library_version=st.from_regex(r"[0-9]\.[0-9]{1,2}\.[0-9](?:rc1)?", fullmatch=True),
    library=marks,
    answers=marks,
    letterhead=st.one_of(st.just(""), marks),
    outputs=st.dictionaries(names, st.builds(Output, marks, st.sampled_from(COPIES)), max_size=4),
    clauses=clauses,
    reviewed=st.none() | st.builds(ReviewedText, marks, clauses),
    answered=st.none()
    | st.dictionaries(st.from_regex(r"[a-z]{1,6}\.[a-z0-9_]{1,6}", fullmatch=True), marks, max_size=4),
)
SOME = Lock("1.0.0", "a" * 16, "b" * 16, "", {"p.md": Output("c" * 64, "working-draft")}, {"p/x": "d" * 16})


@given(locks)
def test_what_is_written_is_read_again(lock: Lock) -> None:
    assert parse(render(lock)) == (lock, [])


@given(locks)
def test_order_of_entries_does_not_matter(lock: Lock) -> None:
    turned = Lock(
        lock.library_version,
        lock.library,
        lock.answers,
        lock.letterhead,
        dict(reversed(lock.outputs.items())),
        dict(reversed(lock.clauses.items())),
        lock.reviewed,
        lock.answered if lock.answered is None else dict(reversed(lock.answered.items())),
    )
    assert render(turned) == render(lock)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (render(SOME).replace("answers:", "<<<<<<< ours\nanswers:"), "lock-conflict"),
        (render(SOME).replace("format: 1", "format: 2"), "lock-format"),
        (render(SOME).replace("format: 1\n", ""), "lock-format"),
        ("", "lock-damaged"),
        ("[1, 2]", "lock-damaged"),
        ("{", "lock-damaged"),
        (render(SOME).replace("c" * 64, "not a hash"), "lock-damaged"),
        (render(SOME).replace("working-draft", "something"), "lock-damaged"),
        (render(SOME) + "answered: {a.b: nothing}\n", "lock-damaged"),
    ],
)
def test_a_lock_that_cannot_be_used_is_a_warning(text: str, code: str) -> None:
    lock, problems = parse(text)
    assert lock is None
    assert [(p.code, p.severity) for p in problems] == [(code, "warning")]


@given(st.text(max_size=200) | st.builds(lambda a, b: render(SOME)[: a % 300] + b, st.integers(0, 300), st.text()))
def test_no_text_breaks_the_reader(text: str) -> None:
    lock, problems = parse(text)
    assert (lock is None) == bool(problems)


@pytest.mark.parametrize("name", ["../../etc/passwd.md", "/etc/x.md", "sub/x.md", ".x.md", "x.sh", "..md"])
def test_a_lock_cannot_name_files_elsewhere(name: str) -> None:
    lock, _ = parse(render(SOME).replace("p.md", name))
    assert lock is None or not lock.outputs


def answers(values: dict[str, Value], **keys: object) -> Answers:
    held = {id: Answer(id, value, Span("aipolicy.yaml", place)) for place, (id, value) in enumerate(values.items(), 1)}
    plain = {"decisions": {}, "asked_with": "", "draft_date": "", "overlays": (), "letterhead": "", "reviewed": None}
    return Answers("aipolicy.yaml", held, fingerprint="", **{**plain, **keys})  # type: ignore[arg-type]


def row(id: str, place: int, **fields: object) -> Row:
    return Row(id, fields, Span("tools.csv", place))  # type: ignore[arg-type]


def locked(values: dict[str, Value]) -> Lock:
    lock, problems = parse(render(Lock("1", "a" * 16, "b" * 16, "", answered=answered(answers(values)))))
    assert lock is not None
    assert not problems
    return lock


BEFORE: dict[str, Value] = {
    "a.text": "yes",
    "a.flag": True,
    "a.number": Decimal(5),
    "a.list": ("x", "y", Other("z")),
    "a.grid": {"r": {"": "x"}, "s": {"": "y"}},
    "a.rows": (row("one", 1, name="N", cost=Decimal(3)), row("two", 2, name="M", cost=UNDECIDED)),
    "a.open": UNDECIDED,
}


def test_answers_as_they_were_are_no_change_however_they_are_written() -> None:
    same: dict[str, Value] = {
        "a.open": UNDECIDED,
        "a.rows": (row("one", 7, cost=Decimal("3.00"), name="N"), row("two", 9, name="M", cost=UNDECIDED)),
        "a.grid": {"s": {"": "y"}, "r": {"": "x"}},
        "a.list": ("y", "x", Other("z")),
        "a.number": Decimal("5.0"),
        "a.flag": True,
        "a.text": "yes",
    }
    noted = {"a.open": Decision(decides="the board")}
    assert changed_since(locked(BEFORE), answers(same, decisions=noted, draft_date="2027-01-01")) == ()


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("a.text", "true"),
        ("a.text", "undecided"),
        ("a.flag", False),
        ("a.number", Decimal(50)),
        ("a.list", ("x", Other("z"))),
        ("a.list", ("x", "y", "z")),
        ("a.grid", {"r": {"": "y"}, "s": {"": "x"}}),
        ("a.rows", tuple(reversed(BEFORE["a.rows"]))),  # type: ignore[arg-type]
        ("a.rows", (row("one", 1, name="N", cost=Decimal(4)), row("two", 2, name="M", cost=UNDECIDED))),
        ("a.open", "undecided"),
        ("a.new", False),
    ],
)
def test_another_answer_is_a_change(id: str, value: Value) -> None:
    assert changed_since(locked(BEFORE), answers({**BEFORE, id: value})) == (id,)


def test_what_was_added_and_taken_out_is_a_change() -> None:
    less = {id: value for id, value in BEFORE.items() if id not in ("a.text", "a.grid")}
    assert changed_since(locked(BEFORE), answers({"b.new": "x", **less})) == ("b.new", "a.grid", "a.text")


def test_a_lock_without_answers_knows_of_no_change() -> None:
    lock, problems = parse(render(SOME))
    assert not problems
    assert lock is not None
    assert lock.answered is None
    assert changed_since(lock, answers(BEFORE)) == ()
    assert changed_since(None, answers(BEFORE)) == ()
    empty = locked({})
    assert empty.answered == {}
    assert changed_since(empty, answers({"a.text": "x"})) == ("a.text",)


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_texts_never_look_alike(one: str, other: str) -> None:
    pairs = [(one, other), (Other(one), Other(other))]
    for mine, theirs in pairs:
        values: tuple[dict[str, Value], ...] = ({"a": (mine, "k")}, {"a": (theirs, "k")})
        assert (answered(answers(values[0])) == answered(answers(values[1]))) == (one == other)


def test_a_build_remembers_its_answers_and_a_part_of_one_does_not(tmp_path: Path) -> None:
    folder = make(tmp_path / "district")

    def changed() -> tuple[str, ...]:
        lock, _ = parse((folder / "aipolicy.lock").read_text())
        return changed_since(lock, open_project(folder).answers)

    built(folder)
    assert changed() == ()
    make(folder, MINIMAL.replace("Cedar", "Maple") + "  unions: true\n")
    assert changed() == ("district.name", "district.unions")
    built(folder, documents=("staff-rules",))
    assert changed() == ("district.name", "district.unions")
    built(folder)
    assert changed() == ()
    make(folder, MINIMAL + "decisions: {district.name: {decides: The board}}\n")
    assert changed() == ("district.name", "district.unions")
