from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.lock import COPIES, Lock, Output, ReviewedText, parse, render

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
