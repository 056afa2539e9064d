"""The check that reads every clause body: what it finds, and where."""

from __future__ import annotations

from aipolicy.checks.clause_markdown import check, problems_of
from aipolicy.library import Library
from aipolicy.problems import Span

BODY = """{{ the.board.name }} and {{ x }} say [oops here.
- {{ a }} <b>x

| {{ longer.name }} | b |
|---|---|
| {{ y }} | [bad |
"""


def test_a_place_after_an_insertion_is_the_place_in_the_file() -> None:
    lines = BODY.split("\n")
    spans = [problem.span for problem in problems_of(BODY, Span("f", 10))]
    assert [lines[span.line - 10][span.column - 1 :][:4] for span in spans] == ["[oop", "<b>x", "[bad"]


def test_the_real_library_is_clean(real_library: Library) -> None:
    assert list(check(real_library)) == []


def test_a_loop_before_the_mistake_moves_no_line() -> None:
    body = "| a |\n|---|\n{% for x in rows %}\n| {{ x.name }} |\n{% endfor %}\n\nA sentence [with a typo.\n"
    (problem,) = problems_of(body, Span("f", 10))
    assert (problem.span.line, problem.span.column) == (16, 12)
