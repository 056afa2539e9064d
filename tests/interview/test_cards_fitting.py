"""Cards that are longer than the terminal: what is shown first, and that what is not shown is said to be there."""

from __future__ import annotations

import re
import threading
from dataclasses import replace

import pytest

from aipolicy.interview.faces.cards.drawing import Fitter, Sheet
from aipolicy.interview.faces.cards.face import card_of
from aipolicy.interview.faces.layout import cells, ended
from aipolicy.interview.screens import Choose, Command, Head, Option, Preview, Screen, Table, Tell, Tick

ANSWERS = (
    "grades and credit; discipline; placement; promotion; admission and enrollment; anything else of weight",
    "yes",
    "every semester",
    "whoever made it; for student information a licensed educator",
    "race and ethnicity; sex; disability; English learners; family income",
    "no",
    "every such message",
)
REVIEW = Choose(
    "People stay in charge: 7 answered, 7 to confirm",
    (
        *(
            Option(f"Which person at the central office checks thing {n}?", words, ("suggested",))
            for n, words in enumerate(ANSWERS, 1)
        ),
        Option("Confirm the 7 suggested answers of this section", "With a name and a date."),
        Option("Back to the whole review"),
    ),
    start=8,
    head=Head("Review", "53 answered"),
    commands=(Command.BACK, Command.QUIT),
)
STANCES = Choose(
    "Where does your district want to begin?",
    tuple(Option(f"Stance {n}", "What it says about students and staff. " * 6) for n in range(1, 6)),
    body=("Every answer can be changed later.",),
    table=Table(
        ("", "Careful start", "Guided use", "AI across the district"),
        tuple((f"Row {n} of what is decided", "only in pilots", f"end of row {n}", "yes") for n in range(1, 9)),
    ),
    commands=(Command.BACK, Command.QUIT),
)


def shown(screen: Screen, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    card = card_of(screen)
    card.draw(*size)
    for key in keys:
        assert card.press(key) is None
        card.draw(*size)
    return [line.text for line in card.draw(*size).lines]


def after(number: int, lines: list[str]) -> list[str]:
    """The line of the option with this number, and the one below it."""
    at = next(n for n, line in enumerate(lines) if re.match(rf"[> ] *{number}\. ", line))
    return lines[at : at + 2]


def test_a_review_with_room_for_two_lines_a_row_shows_each_answer_below_its_question() -> None:
    lines = shown(REVIEW)
    assert not any("more below" in line or "more above" in line for line in lines)
    assert after(1, lines)[1].startswith("     grades and credit; discipline; placement; promotion")
    assert after(2, lines) == ["  2. Which person at the central office checks thing 2? (suggested)", "     yes"]


def test_a_review_with_less_room_gives_second_lines_while_it_lasts() -> None:
    lines = shown(REVIEW, size=(80, 17))
    assert not any("more below" in line or "more above" in line for line in lines)
    for number, words in enumerate(ANSWERS, 1):
        assert words[:12] in " ".join(after(number, lines)), lines
    assert after(1, lines)[0] == "  1. Which person at the central office checks thing 1? (suggested)"


def test_a_review_with_a_line_a_row_shortens_the_question_before_the_answer() -> None:
    lines = shown(REVIEW, size=(80, 14))
    assert after(6, lines)[0] == "  6. Which person at the central office checks thing 6? (suggested)  no"
    assert re.fullmatch(r"  7. Which person at.*\.\.\. \(suggested\) +every such message", after(7, lines)[0])
    assert re.fullmatch(r"  1. Which person.*\.\.\. \(suggested\)  grades and.*\.\.\.", after(1, lines)[0])
    assert all(cells(line) < 80 for line in lines)


def test_a_narrow_review_shows_the_beginning_of_each_answer_below_its_question() -> None:
    lines = shown(REVIEW, "1", size=(46, 24))
    at = next(n for n, line in enumerate(lines) if line.startswith("  4. "))
    assert lines[at : at + 3] == [
        "  4. Which person at the central office",
        "     checks thing 4? (suggested)",
        "     whoever made it; for student...",
    ]


def test_what_stands_beside_the_labels_stands_in_one_column_where_it_can() -> None:
    sections = ("Who does what", "Notice to families and consent", "Vendors", "Training", "People stay in charge")
    options = tuple(Option(label, "5 answered, 3 NOT DECIDED, 5 to confirm") for label in sections)
    lines = shown(Choose("Review", (*options, Option("Where it stands " * 3, "yes")), start=0), size=(80, 11))
    assert [line.find("5 answered") for line in lines if "5 answered" in line] == [37] * 5
    assert any(line.endswith("Where it stands  yes") for line in lines)


def test_the_row_of_the_cursor_says_all_of_its_answer() -> None:
    text = " ".join(" ".join(shown(REVIEW, "1")).split())
    assert ANSWERS[0] in text


def ticked(size: tuple[int, int]) -> list[str]:
    """A card of documents once it is known what they add."""
    effect = "Adds 9 questions: Uses by department (9). Adds the document Uses of AI tools by department."
    options = tuple(Option(f"Document {n}", "A line of words.") for n in range(1, 10))
    card = card_of(Tick("Which?", options, commands=(Command.BACK,), preview=lambda _: Preview(effect, "", ())))
    known = threading.Event()
    card.on_ready(known.set)
    card.draw(*size)
    assert known.wait(10)
    return [line.text for line in card.draw(*size).lines]


def test_what_a_choice_adds_takes_a_second_line_where_there_is_room() -> None:
    lines = ticked((80, 24))
    at = next(n for n, line in enumerate(lines) if line.startswith("0 chosen."))
    assert lines[at].endswith("Adds the document Uses of")
    assert lines[at + 1] == "AI tools by department."


def test_what_a_choice_adds_is_said_to_be_cut_where_there_is_no_room() -> None:
    [line] = [line for line in ticked((80, 13)) if line.startswith("0 chosen.")]
    assert line.endswith(" ...")
    assert cells(line) < 80


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
@pytest.mark.parametrize("rows", [12, 18, 24])
def test_pages_of_a_table_repeat_its_headings_and_split_no_row(columns: int, rows: int) -> None:
    card = card_of(Tell("A table", STANCES.body, STANCES.table))
    seen: list[str] = []
    for _ in range(40):
        lines = [line.text for line in card.draw(columns, rows).lines]
        text = " ".join(" ".join(lines).split())
        for number in range(1, 9):
            # The first column and the last words of the longest cell: a row is shown whole or not at all.
            if columns >= 80:
                assert (f"Row {number}" in text) == (f"end of row {number}" in text), lines
                assert "Guided use" in text, lines
        seen.append(text)
        if not card.fitter.more:
            break
        card.press("pagedown")
    assert not card.fitter.more
    assert all(any(f"end of row {number}" in text for text in seen) for number in range(1, 9))
    back = []
    while card.fitter.offset:
        card.press("pageup")
        back.append(card.draw(columns, rows))
    assert 0 < len(back) < 40 or len(seen) == 1


@pytest.mark.parametrize("rows", range(1, 12))
@pytest.mark.parametrize("heights", [(1,) * 9, (2,) * 6, (3, 1, 2, 5, 1, 1, 3)], ids=str)
def test_a_list_begins_with_an_entry_and_says_what_is_not_shown(rows: int, heights: tuple[int, ...]) -> None:
    items = [[f"{n}.{line} words" for line in range(height)] for n, height in enumerate(heights)]
    fitter = Fitter()
    for at in [*range(len(items)), *reversed(range(len(items))), 5, 0, 3]:
        drawing = fitter.draw(Sheet(items=items, current=at), 80, rows)
        lines = [line.text for line in drawing.lines]
        text = "\n".join(lines)
        entries = [line for line in lines if re.match(r"\d+\.", line)]
        assert entries[0].split()[0].endswith(".0"), lines
        first, last = int(entries[0].split(".")[0]), int(entries[-1].split(".")[0])
        assert (f"{first} more above" in text) == bool(first), lines
        below = len(items) - 1 - last
        assert (f"{below} more below" in text or f"{below} below" in text) == bool(below), lines
        if not below and not entries[-1].startswith(f"{last}.{heights[last] - 1}"):
            assert "..." in lines[-1], lines
        assert lines[drawing.cursor[1]].startswith(f"{at}.0 "), lines
        # The entry of the cursor is whole where it can be.
        if heights[at] <= rows - 2:
            assert f"{at}.{heights[at] - 1} " in text, lines


def test_a_meaning_that_is_cut_says_so() -> None:
    lines = shown(STANCES, "2", size=(40, 12))
    at = next(n for n, line in enumerate(lines) if line.startswith("> 2. Stance 2"))
    end = next(n for n, line in enumerate(lines) if line == "  ... 3 more below")
    assert lines[end - 1].endswith(" ...")
    assert end > at + 2
    # What stands above the options is said to be there too.
    assert any("Right arrow" in line for line in lines)


def test_a_title_that_is_cut_keeps_its_mark_inside_the_terminal() -> None:
    title = "words of a title that goes on and on and is longer than what this terminal can show " * 3
    lines = shown(replace(REVIEW, title=title), size=(40, 8))
    assert any(line.endswith(" ...") for line in lines)
    assert all(cells(line) < 40 for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 20, "short ..."),
        ("words that are cut", 16, "words that ..."),
        ("x" * 30, 10, "xxxxxx ..."),
        ("     y" + "x" * 30, 12, "     yxx ..."),
        ("any", 2, " ..."),
    ],
)
def test_a_mark_at_the_end_of_a_line(text: str, width: int, expected: str) -> None:
    assert ended(text, " ...", width) == expected
