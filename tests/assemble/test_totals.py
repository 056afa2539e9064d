"""The block `totals`: sums, gaps, and what an outline may not name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aipolicy.assemble import Assembled
from aipolicy.document import Blank, Document, Filled, Paragraph, Table
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.problems import InvalidContent
from aipolicy.readers.markdown import read_document
from aipolicy.writers import docx, markdown
from tests.assemble.conftest import Build
from tests.districts import all_of, blocks, named, words
from tests.registers import BUDGET, registers
from tests.tiny import tiny_library

Sums = Callable[[list[dict[str, Any]]], Document]
ROWS: list[dict[str, Any]] = [
    {"id": "a", "line": "tools", "year": "y1", "amount": "1000.10"},
    {"id": "b", "line": "tools", "year": "y1", "amount": "0.20"},
    {"id": "c", "line": "tools", "year": "y2", "amount": "2500"},
    {"id": "d", "line": "training", "year": "y2", "amount": "40"},
]
PEOPLE = {"id": "e", "line": "people", "year": "y1", "amount": "7"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("totals"), registers())


@pytest.fixture
def built(made: Build, library: Library) -> Callable[..., Assembled]:
    return lambda rows, **more: made({"budget.lines": rows, "budget.safe": "x", **more}, library=library)


def table(built: Assembled) -> list[list[str]]:
    found = all_of(blocks(named(built.documents, "budget"))["totals"], Table)[0]
    return [[words(cell) for cell in row.cells] for row in (found.header, *found.rows)]


def test_sums_by_line_and_year(built: Callable[..., Assembled]) -> None:
    assert table(built([*ROWS, PEOPLE])) == [
        ["Line", "First year", "Second year", "Total"],
        ["Tools", "$1,000.30", "$2,500", "$3,500.30"],
        ["Training", "none", "$40", "$40"],
        ["People", "$7", "none", "$7"],
        ["Total", "$1,007.30", "$2,540", "$3,547.30"],
    ]


def test_a_sum_is_exact_and_knows_its_rows(built: Callable[..., Assembled]) -> None:
    cents = [{"id": f"r{n}", "line": "tools", "year": "y1", "amount": "0.10"} for n in range(3)]
    made = built(cents)
    assert table(made)[1][1] == "$0.30"
    filled = all_of(blocks(named(built([*ROWS, PEOPLE]).documents, "budget"))["totals"], Filled)
    assert filled[0] == Filled("budget.lines", "", "sum", "$1,000.30")
    assert filled[1] == Filled("budget.lines", "c", "amount", "$2,500")


def test_open_amounts_are_blanks_and_no_total_hides_them(built: Callable[..., Assembled]) -> None:
    rows = [*ROWS, PEOPLE, {"id": "f", "line": "training", "year": "y1", "amount": "undecided"}]
    made = built([*rows, {"id": "g", "line": "tools", "year": "y2"}])
    found = table(made)
    assert found[1] == [
        "Tools",
        "$1,000.30",
        "$2,500 amount: Tools, Second year, g",
        "$3,500.30 (not complete: 1 amount open)",
    ]
    assert found[2] == ["Training", "amount: Training, First year", "$40", "$40 (not complete: 1 amount open)"]
    assert found[3] == ["People", "$7", "none", "$7"]
    assert found[4] == [
        "Total",
        "$1,007.30 (not complete: 1 amount open)",
        "$2,540 (not complete: 1 amount open)",
        "$3,547.30 (not complete: 2 amounts open)",
    ]


def test_a_line_without_any_row_is_a_blank_with_its_name(built: Callable[..., Assembled]) -> None:
    found = table(built(ROWS))
    assert found[3] == ["People", "not entered", "not entered", "amounts: People"]
    assert found[4][3] == "$3,540.30 (not complete: 1 amount open)"
    labels = [b.label for b in all_of(blocks(named(built(ROWS).documents, "budget"))["totals"], Blank)]
    assert labels == ["amounts: People"]


def test_an_entry_without_a_place_is_counted_and_named(built: Callable[..., Assembled]) -> None:
    made = built([*ROWS, PEOPLE, {"id": "h", "line": "undecided", "year": "y1", "amount": "9"}])
    block = blocks(named(made.documents, "budget"))["totals"]
    assert "place in the table of the entry h" in words(all_of(block, Paragraph)[0])
    assert table(made)[4] == ["Total", "$1,016.30", "$2,540", "$3,556.30"]


def test_no_row_at_all(built: Callable[..., Assembled]) -> None:
    found = table(built([]))
    assert found[4] == ["Total", "none", "none", "$0 (not complete: 3 amounts open)"]


def test_undecided_rows_have_a_box_and_left_out_ones_nothing(built: Callable[..., Assembled]) -> None:
    made = built("undecided")
    assert list(blocks(named(made.documents, "budget"))) == ["decision.budget.lines"]
    assert "budget.lines" in [str(o.question.id) for o in made.open]
    made = built(None)
    assert not blocks(named(made.documents, "budget"))
    assert "budget.lines" not in [str(o.question.id) for o in made.open]


def test_counsel_reviews_the_sums(built: Callable[..., Assembled]) -> None:
    before, after = built(ROWS), built([*ROWS, PEOPLE])
    assert before.clause_fingerprints["budget/totals"] != after.clause_fingerprints["budget/totals"]


def test_two_tables_of_one_document_have_ids_of_their_own(made: Build, tmp_path: Any) -> None:
    entry = "      - {block: totals, rows: budget.lines, amount: amount, down: line, across: year}\n"
    other = entry.replace("down: line, across: year", "down: year, across: line")
    files = {**registers(), "templates/documents/budget.yaml": BUDGET.replace(entry, entry + other)}
    built = made({"budget.lines": ROWS}, library=tiny_library(tmp_path, files))
    assert list(blocks(named(built.documents, "budget"))) == ["totals", "totals-2"]
    assert all(b.title == "Totals" for b in blocks(named(built.documents, "budget")).values())


def test_markdown_and_word(built: Callable[..., Assembled]) -> None:
    rows = [*ROWS, {"id": "f", "line": "training", "year": "y1", "amount": "undecided"}]
    document = named(built(rows).documents, "budget")
    back, problems = read_document(markdown.write(document), "budget.md")
    assert not problems
    assert back == normalize(document)
    assert docx.write(document)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("rows: district.name, amount: amount, down: line, across: year", "'district.name' is no question with rows"),
        ("rows: budget.lines, amount: note, down: line, across: year", "'amount' must be a money field"),
        ("rows: budget.lines, amount: amount, down: note, across: years", "'down' must be a choice field"),
    ],
)
def test_an_outline_that_names_no_such_rows(made: Build, tmp_path: Any, options: str, says: str) -> None:
    good = "rows: budget.lines, amount: amount, down: line, across: year"
    files = {**registers(), "templates/documents/budget.yaml": BUDGET.replace(good, options)}
    library = tiny_library(tmp_path, files)
    with pytest.raises(InvalidContent) as caught:
        made({"budget.lines": ROWS}, library=library)
    assert says in str(caught.value)
    assert caught.value.problems[0].span.path == "templates/documents/budget.yaml"
