"""The plain face over text streams: what it shows and what it makes of what is typed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.interview.faces.plain import PlainFace
from aipolicy.interview.screens import (
    Choose,
    Closed,
    Command,
    Did,
    Head,
    Option,
    Picked,
    Preview,
    Reply,
    Screen,
    Table,
    Tell,
    Tick,
    Ticked,
    Went,
    Write,
    Wrote,
)

EVERY = (
    Command.WHY,
    Command.BACK,
    Command.UNDECIDED,
    Command.SKIP,
    Command.WORDING,
    Command.REVIEW,
    Command.QUIT,
)
HEAD = Head("3 of 9 | Consent", "12 answered, about 20 left", saved=True)
CHOOSE = Choose(
    "How are parents asked?",
    (
        Option("Opt-in: a form first", "Nobody uses a tool before the form is back.", ("suggested",)),
        Option("Opt-out: notice"),
        Option("Notice only"),
    ),
    start=0,
    head=HEAD,
    why=("Why we ask: consent.", "Source: FERPA."),
    commands=EVERY,
)
TICK = Tick(
    "Which information?",
    (Option("Health notes", "", ("suggested",)), Option("Discipline"), Option("Photos"), Option("Login names")),
    ticked=frozenset({0}),
    other=True,
    head=HEAD,
    why=("Because.",),
    commands=EVERY,
)
WRITE = Write("What is the name?", "Name", why=("It stands on every draft.",), commands=EVERY)


def _nothing(given: object) -> Preview | None:
    return None


def asked(typed: str, *screens: Screen, width: int = 80) -> tuple[list[Reply], str]:
    """The replies to the screens, and all that was shown."""
    shown = io.StringIO()
    face = PlainFace(io.StringIO(typed), shown, width)
    replies = [face.ask(screen) for screen in screens]
    face.tell()
    return replies, shown.getvalue()


def reply(typed: str, screen: Screen) -> Reply:
    (only,), _ = asked(typed, screen)
    return only


def shown(typed: str, *screens: Screen, width: int = 80) -> str:
    return asked(typed, *screens, width=width)[1]


def test_a_choice_as_it_is_shown() -> None:
    assert shown("2\n", CHOOSE) == (
        "\n"
        "3 of 9 | Consent | 12 answered, about 20 left                              saved\n"
        "How are parents asked?\n"
        "\n"
        "  1. Opt-in: a form first (suggested)\n"
        "     Nobody uses a tool before the form is back.\n"
        "  2. Opt-out: notice\n"
        "  3. Notice only\n"
        "\n"
        "Type a number from 1 to 3; Enter takes 1 | ? why | < back | - not decided\n"
        "s skip | w full wording (w 2: of choice 2) | r review | q save and quit\n"
        "> 2\n"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2", Picked(1)),
        (" 2. ", Picked(1)),
        ("#3", Picked(2)),
        ("3)", Picked(2)),
        ("\u0663", Picked(2)),
        ("", Picked(0, deliberate=False)),
        ("opt-out", Picked(1)),
        ("NOTICE", Picked(2)),
        ("notice   only", Picked(2)),
        ("<", Did(Command.BACK)),
        ("-", Did(Command.UNDECIDED)),
        ("s", Did(Command.SKIP)),
        ("Q", Did(Command.QUIT)),
        ("r", Did(Command.REVIEW)),
        ("w", Did(Command.WORDING, 0)),
        ("w 2", Did(Command.WORDING, 1)),
        ("W3", Did(Command.WORDING, 2)),
        ("quit", Did(Command.QUIT)),
        ("back", Did(Command.BACK)),
        ("not decided", Did(Command.UNDECIDED)),
    ],
)
def test_replies_to_a_choice(typed: str, expected: Reply) -> None:
    assert reply(f"{typed}\n", CHOOSE) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "There is no 0 here. Type a number from 1 to 3; Enter takes 1."),
        ("9999999", '"9999999" is none of the choices.'),
        ("1 2", '"1 2" is none of the choices.'),
        ("w 7", '"w 7" is none of the choices.'),
        ("opt", '"opt" fits 2 choices: 1 Opt-in: a form first; 2 Opt-out: notice.'),
        ("zebra " * 20, '"zebra zebra zebra zebra zebra zebra z..." is none'),
        ("?", "Why we ask: consent.\nSource: FERPA.\nType a number from 1 to 3; Enter takes 1.\n> "),
        ("? 1", "1. Opt-in: a form first\n   Nobody uses a tool before the form is back.\n"),
        ("?2", "> ?2\n2. Opt-out: notice\nType a number"),
        ("help", "Why we ask: consent."),
    ],
)
def test_what_fits_is_said_and_the_screen_not_repeated(typed: str, said: str) -> None:
    replies, text = asked(f"{typed}\n3\n", CHOOSE)
    assert said in text
    assert replies == [Picked(2)]
    assert text.count("Nobody uses a tool before the form is back.") == (2 if typed == "? 1" else 1)
    assert text.count(HEAD.progress) == 1


def test_enter_takes_nothing_where_no_option_stands_out() -> None:
    screen = replace(CHOOSE, start=None)
    replies, text = asked("\nw\n", screen)
    assert replies == [Did(Command.WORDING, None)]
    assert "Nothing is taken by Enter alone here. Type a number from 1 to 3." in text


def test_what_a_label_or_enter_took_is_said() -> None:
    assert "> opt-o\nTaken: 2. Opt-out: notice\n" in shown("opt-o\n", CHOOSE)
    assert "> \nTaken: 1. Opt-in: a form first\n" in shown("\n", CHOOSE)
    years = Choose("How long?", (Option("1 year"), Option("3 years"), Option("5 years")))
    replies, text = asked("3\n", years)
    assert replies == [Picked(2)]
    assert "Taken: 3. 5 years" in text
    assert asked("5\n3 years\n", years)[0] == [Picked(1)]


@pytest.mark.parametrize("empty", ["", '""', "''"])
def test_own_words_that_are_empty_are_not_added(empty: str) -> None:
    replies, text = asked(f"5\n{empty}\n\n", TICK)
    assert replies == [Ticked((0,), (), deliberate=False)]
    assert "Nothing is added." in text


def test_what_was_taken_is_said_once_it_is_saved() -> None:
    """A reply is saved after `ask` gave it: what is shown before could be lost with the program."""
    out = io.StringIO()
    face = PlainFace(io.StringIO("opt-o\nopt-o\nopt-o\n"), out, 80)
    face.ask(CHOOSE)
    assert "Taken" not in out.getvalue()
    face.ask(replace(CHOOSE, note="The disk is full."))
    assert "Taken" not in out.getvalue()
    assert "The disk is full." in out.getvalue()
    face.ask(replace(CHOOSE, title="Another question?"))
    assert out.getvalue().count("Taken: 2. Opt-out: notice") == 1
    face.tell("All is written.")
    assert out.getvalue().endswith("Taken: 2. Opt-out: notice\nAll is written.\n")


def test_the_present_answer_is_kept_by_enter() -> None:
    options = (Option("A", "", ("current",)), Option("B"))
    assert "Enter keeps 1" in shown("\n", Choose("Which?", options, start=0))


def test_a_screen_without_commands_or_reasons() -> None:
    bare = Choose("Which?", (Option("Quite"), Option("Other")))
    replies, text = asked("?\nq\n", bare)
    assert replies == [Picked(0)]
    assert '"?" is none of the choices.' in text
    assert "? why" not in text
    offered = replace(bare, commands=(Command.WHY,))
    assert "There is no more to say about this one." in shown("?\n1\n", offered)
    assert "Type 1 |" in shown("1\n", Choose("Go?", (Option("Go"),), commands=(Command.QUIT,)))


def test_a_label_is_found_without_its_accents() -> None:
    assert reply("pena\n", Choose("Who?", (Option("Núñez"), Option("Peña")))) == Picked(1)
    assert reply("中文\n", Choose("Which?", (Option("日本語"), Option("中文")))) == Picked(1)


STATES = [f"State {chr(65 + n % 26)}{n}" for n in range(51)]


def test_many_options_stand_in_columns() -> None:
    screen = Choose("Which state?", tuple(Option(name, "Means.") for name in STATES), commands=(Command.WHY,))
    text = shown("? 3\nState\n51\n", screen)
    assert "\n   1. State A0    2. State B1    3. State C2    4. State D3    5. State E4\n   6. State F5 " in text
    assert "Type a number from 1 to 51, or how the name begins" in text
    assert text.count("Means.") == 1
    assert "fits 51 choices: 1 State A0; 2 State B1;" in text
    assert "; and 45 more. Type more of it, or the number." in text
    some = tuple(Option(f"Choice {n}", "Means." if n == 3 else "") for n in range(13))
    assert "  10. Choice 9\n" in shown("1\n", Choose("Which?", some))


def test_body_note_and_table_stand_above_the_options() -> None:
    table = Table(("", "A", "B"), (("Staff", "some", "all"),))
    text = shown("1\n", replace(CHOOSE, body=("Look.", "  - at this"), note="That did not fit.", table=table))
    parts = ["How are parents asked?\n\nThat did not fit.\n\nLook.\n  - at this\n\n", "Staff  some  all\n\n  1. Opt-in"]
    assert all(part in text for part in parts)


def test_the_same_question_with_a_note_is_not_drawn_again() -> None:
    noted = replace(WRITE, note="That is not a date.", preview=_nothing, head=HEAD)
    replies, text = asked("x\ny\n", WRITE, noted)
    assert text.endswith("Name > x\nThat is not a date.\nName > y\n")
    assert replies == [Wrote("x"), Wrote("y")]
    assert shown("x\ny\n", WRITE, replace(noted, title="Another?")).count("Type the answer") == 2


def test_ticks_as_they_are_shown() -> None:
    assert shown("\n", replace(TICK, own=("Rosters",))) == (
        "\n"
        "3 of 9 | Consent | 12 answered, about 20 left                              saved\n"
        "Which information?\n"
        "\n"
        "  1. [x] Health notes (suggested)\n"
        "  2. [ ] Discipline\n"
        "  3. [ ] Photos\n"
        "  4. [ ] Login names\n"
        "  5.     Something else: type it\n"
        "  6. [x] Rosters\n"
        "\n"
        "Chosen now: 1, 6.\n"
        "A number ticks or unticks it; several, such as 1 3 5 or 2-4, tick just those.\n"
        "Enter when done | ? why | < back | - not decided | s skip | a all\n"
        "w full wording (w 2: of choice 2) | r review | q save and quit\n"
        "> \n"
    )


@pytest.mark.parametrize(
    ("typed", "indexes"),
    [
        ("3", (0, 2)),
        ("1", ()),
        ("1 3 4", (0, 2, 3)),
        ("2,3", (1, 2)),
        ("2-4", (1, 2, 3)),
        ("4 to 2", (1, 2, 3)),
        ("1, 2 and 4", (0, 1, 3)),
        ("1 - 2; 4", (0, 1, 3)),
        ("only 3", (2,)),
        ("a", (0, 1, 2, 3)),
        ("all", (0, 1, 2, 3)),
        ("none", ()),
        ("photo", (0, 2)),
        ("3\n3", (0,)),
        ("3 3", (0, 2)),
    ],
)
def test_what_numbers_do_to_the_ticks(typed: str, indexes: tuple[int, ...]) -> None:
    assert reply(f"{typed}\n\n", TICK) == Ticked(indexes)


def test_each_change_is_read_back() -> None:
    text = shown("1 3\nnone\n\n", TICK)
    assert "Chosen now: 1 Health notes; 3 Photos. Enter when done.\n" in text
    assert "Chosen now: nothing. Enter when done.\n" in text
    many = Tick("Which?", tuple(Option(f"Row {n}") for n in range(10)))
    assert "Chosen now: 1, 2, 3, 4, 5, 6, 7, 8, 9. Enter when done.\n" in shown("1-9\n\n", many)


def test_enter_alone_is_not_deliberate() -> None:
    assert reply("\n", TICK) == Ticked((0,), deliberate=False)
    assert reply("?\n?2\n\n", TICK) == Ticked((0,), deliberate=False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "There is no 9 here: the numbers go from 1 to 5. Nothing has changed."),
        ("1-900000", "There is no 900000 here"),
        ("1-2-3", '"1-2-3" is none of the choices. To add your own words, type 5. Chosen now: 1\nHealth notes.'),
        ("?", "Because.\nChosen now: 1 Health notes. Enter when done.\n> "),
        ("?2", "> ?2\n2. Discipline\nChosen now"),
        ("why", "Because."),
        ("5\n", "Type it in your own words. Enter alone adds nothing.\nSomething else > \nNothing is added."),
        ("5\n<", "Nothing is added."),
        ("5\n?", "Because."),
    ],
)
def test_what_is_said_about_ticks(typed: str, said: str) -> None:
    replies, text = asked(f"{typed}\n\n", TICK)
    assert said in text
    assert replies == [Ticked((0,), deliberate=typed == "never")]


def test_an_ambiguous_label() -> None:
    screen = Tick("Which?", (Option("Red one"), Option("Red two")))
    replies, text = asked("red\n\n", screen)
    assert '"red" fits 2 choices: 1 Red one; 2 Red two.' in text
    assert '"blue" is none of the choices. Chosen now: nothing.' in shown("blue\n\n", screen)
    assert replies == [Ticked((), deliberate=False)]


def test_own_words() -> None:
    assert reply("5\nBus routes, and maps\n\n", TICK) == Ticked((0,), ("Bus routes, and maps",))
    assert reply("something\nBus routes\n\n", TICK) == Ticked((0,), ("Bus routes",))
    assert reply("2 5\nBus routes\n\n", TICK) == Ticked((1,), ("Bus routes",))
    assert reply("5\nphotos\n\n", TICK) == Ticked((0, 2))
    assert reply("5\n\\q\n\n", TICK) == Ticked((0,), ("q",))
    assert reply("5\nq\n", TICK) == Did(Command.QUIT)
    had = replace(TICK, own=("Rosters",))
    assert reply("\n", had) == Ticked((0,), ("Rosters",), deliberate=False)
    assert reply("6\n5\nMaps\n\n", had) == Ticked((0,), ("Maps",))
    assert reply("rost\n\n", had) == Ticked((0,))
    assert reply("all\n\n", replace(had, other=False)) == Ticked((0, 1, 2, 3), ("Rosters",))
    assert reply("5\n\n", replace(had, other=False)) == Ticked((0,))


def test_least_and_most() -> None:
    screen = replace(TICK, least=1, most=2)
    assert "At least 1 must be chosen. Chosen now: nothing." in shown("none\n\n2\n\n", screen)
    text = shown("1-3\nall\n2\n3\n2 3 5\n\n", screen)
    assert text.count("That would be 3, and at most 2 can be chosen. Chosen now: 1 Health notes. Enter") == 1
    assert text.count("That would be 4, and at most 2 can be chosen.") == 1
    assert text.count("Chosen now: 1 Health notes; 2 Discipline. Enter when done.\n> 3\nThat would be 3,") == 1
    crowded = replace(screen, ticked=frozenset({0, 1, 2, 3}))
    replies, text = asked("\n1\n2\n\n", crowded)
    assert "At most 2 can be chosen." in text
    assert replies == [Ticked((2, 3))]


def test_commands_on_ticks() -> None:
    assert reply("w\n", TICK) == Did(Command.WORDING)
    assert reply("w 2\n", TICK) == Did(Command.WORDING, 1)
    assert reply("skip\n", TICK) == Did(Command.SKIP)
    assert reply("-\n", TICK) == Did(Command.UNDECIDED)


def test_ticks_stay_while_the_wording_is_read() -> None:
    tell = Tell("Full wording", ("Staff must not.",))
    replies, text = asked("3\nw\n\n\n", TICK, tell, replace(TICK, preview=_nothing))
    assert replies == [Did(Command.WORDING), Went(), Ticked((0, 2))]
    assert text.count("3. [x] Photos") == 1


def test_ticks_stay_when_a_note_sends_the_person_back_and_not_otherwise() -> None:
    noted = replace(TICK, note="Too long.")
    replies, text = asked("3\n\n\n", TICK, noted)
    assert replies == [Ticked((0, 2)), Ticked((0, 2))]
    assert "> \nToo long.\nChosen now: 1 Health notes; 3 Photos. Enter when done.\n> " in text
    assert asked("3\n\n\n", TICK, TICK)[0][1] == Ticked((0,), deliberate=False)


def test_a_text_field_as_it_is_shown() -> None:
    screen = replace(WRITE, current="Maple Valley", body=("As on the seal.",))
    assert shown("\n", screen, width=60) == (
        "\nWhat is the name?\n\nAs on the seal.\n\n  Now: Maple Valley\n\n"
        "Type the answer. Enter alone keeps what stands.\n"
        "Or just: ? why | < back | - not decided | s skip\n"
        "w full wording | r review | q save and quit\n"
        "Name > \n"
    )


@pytest.mark.parametrize(
    ("screen", "typed", "expected"),
    [
        (WRITE, "Maple  Valley ", Wrote("Maple Valley")),
        (WRITE, "quit", Wrote("quit")),
        (WRITE, "q is for queue", Wrote("q is for queue")),
        (WRITE, "q", Did(Command.QUIT)),
        (WRITE, " < ", Did(Command.BACK)),
        (WRITE, "-", Did(Command.UNDECIDED)),
        (WRITE, "-5", Wrote("-5")),
        (WRITE, "w 2", Wrote("w 2")),
        (WRITE, "W", Did(Command.WORDING)),
        (WRITE, "a", Wrote("a")),
        (WRITE, "\\q", Wrote("q")),
        (WRITE, "\\-", Wrote("-")),
        (WRITE, '"s"', Wrote("s")),
        (WRITE, "'?'", Wrote("?")),
        (WRITE, "\\\\q", Wrote("\\q")),
        (WRITE, "\\x", Wrote("\\x")),
        (WRITE, "\\\\server\\share", Wrote("\\\\server\\share")),
        (replace(WRITE, commands=(Command.BACK,), why=()), "q", Wrote("q")),
        (replace(WRITE, commands=(Command.BACK,), why=()), "?", Wrote("?")),
        (replace(WRITE, commands=(Command.BACK,), why=()), "\\q", Wrote("\\q")),
        (replace(WRITE, kind="date"), "1/12/2027", Wrote("1/12/2027")),
        (replace(WRITE, current="Now"), "", Wrote("Now", deliberate=False)),
        (replace(WRITE, empty="leave it out"), "   ", Wrote("", deliberate=False)),
        (replace(WRITE, empty="leave it out", current="Now"), "", Wrote("Now", deliberate=False)),
        (replace(WRITE, empty="leave it out", current="Now"), '""', Wrote("")),
        (replace(WRITE, empty="leave it out"), '""', Wrote("")),
        (replace(WRITE, empty="leave it out"), "''", Wrote("")),
    ],
)
def test_replies_to_a_text_field(screen: Write, typed: str, expected: Reply) -> None:
    assert reply(f"{typed}\n", screen) == expected


def test_two_quotes_are_no_answer_where_nothing_may_be_left_empty() -> None:
    for screen in (WRITE, replace(WRITE, current="Now")):
        assert reply('""\nLater\n', screen) == Wrote("Later")
    assert "This cannot be left empty. Type the answer, or - if it is not decided yet" in shown('""\nLater\n', WRITE)


@pytest.mark.parametrize(
    ("screen", "said"),
    [
        (WRITE, "Type the answer, then Enter."),
        (replace(WRITE, form="such as 5"), "Type the answer (such as 5), then Enter."),
        (replace(WRITE, empty="leave it out"), "Type the answer. Enter alone: leave it out."),
        (
            replace(WRITE, empty="leave it out", current="N"),
            'Type the answer. Enter alone keeps what stands; "" (two quotes): leave it out.',
        ),
    ],
)
def test_what_a_text_field_says(screen: Write, said: str) -> None:
    assert f"{said}\nOr just: ? why" in shown("x\n", screen)


def test_a_text_field_that_needs_an_answer() -> None:
    text = shown("\nx\n", replace(WRITE, form="digits"))
    assert (
        "An empty line is no answer here. Type the answer (digits), or - if it is not\n"
        "decided yet, or s to leave it for later.\nName > x"
    ) in text
    assert "Type the answer.\n> x" in shown("\nx\n", Write("Name?", ""))


def test_why_on_a_text_field_tells_how_to_write_a_command_as_text() -> None:
    assert (
        "It stands on every draft.\n"
        "To answer with a sign that is a command here, put a backslash before it: \\q.\nName > "
    ) in shown("?\nx\n", WRITE)
    assert "before it: \\?." in shown("?\nx\n", replace(WRITE, commands=()))
    assert "Type the answer (digits), then Enter." in shown("?\n5\n", replace(WRITE, kind="number", form="digits"))


def test_a_long_label_stands_on_a_line_of_its_own() -> None:
    label = "Why is it open? Readers of the drafts see this (optional)"
    assert shown("x\n", replace(WRITE, label=label), width=40).endswith(
        "\nWhy is it open? Readers of the drafts\nsee this (optional)\n> x\n"
    )


def test_something_to_read() -> None:
    table = Table(("File", "State"), (("board.docx", "ready"),))
    tell = Tell("Done.", ("Next:", "  1. Read."), table, HEAD, (Command.QUIT,))
    replies, text = asked("nonsense\n\n", tell)
    assert replies == [Went()]
    assert "\nDone.\n\nNext:\n  1. Read.\n\nFile        State\n" in text
    assert "Enter goes on | q save and quit\n> nonsense\nNothing is asked here. Enter goes on; q works too.\n> " in text
    assert reply("q\n", tell) == Did(Command.QUIT)
    assert reply("quit\n", tell) == Did(Command.QUIT)
    assert "Nothing is asked here. Enter goes on.\n" in shown("x\n\n", Tell("Done.", ()))


def test_lines_that_are_told_stay_above_the_next_screen() -> None:
    out = io.StringIO()
    face = PlainFace(io.StringIO(), out, lambda: 30)
    face.tell("Saved to a file in this folder, and closed.", "", "  indented")
    face.tell()
    assert out.getvalue() == "Saved to a file in this\nfolder, and closed.\n\n  indented\n"


def test_the_end_of_the_input() -> None:
    with pytest.raises(Closed):
        asked("", CHOOSE)
    with pytest.raises(Closed):
        asked("nonsense", CHOOSE)
    assert reply("2", CHOOSE) == Picked(1)


class Gone(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


class Interrupted(io.StringIO):
    def readline(self, size: int | None = -1, /) -> str:
        raise KeyboardInterrupt


class Broken(io.StringIO):
    def readline(self, size: int | None = -1, /) -> str:
        raise OSError


def test_output_or_input_that_is_gone() -> None:
    with pytest.raises(Closed):
        PlainFace(io.StringIO("1\n"), Gone()).ask(CHOOSE)
    with pytest.raises(Closed):
        PlainFace(Broken(), io.StringIO()).ask(CHOOSE)
    closed = io.StringIO()
    closed.close()
    with pytest.raises(Closed):
        PlainFace(closed, io.StringIO()).ask(CHOOSE)


def test_an_interruption_ends_the_line_and_goes_on() -> None:
    out = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        PlainFace(Interrupted(), out).ask(CHOOSE)
    assert out.getvalue().endswith("> \n")


class Bytes(io.TextIOWrapper):
    def __init__(self, data: bytes, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, errors="strict")


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        (b"Pe\xc3\xb1a\n", "utf-8", "Peña"),
        (b"Pe\xc3\xb1a\r\n", "ascii", "Peña"),
        (b"Pe\xf1a\n", "latin-1", "Peña"),
        (b"\xef\xbb\xbfMaple\n", "utf-8", "Maple"),
        (b"a\x00b\x07\x1b[31mc\x1b]0;title\x07\x1bOP\x9b\n", "latin-1", "abc"),
        (b"left\x1b[D\x1b[200~ over\x1b\n", "utf-8", "left over"),
        (b"\x1b]open end\n", "utf-8", "open end"),
        (b"a\rb\tc\n", "utf-8", "a b c"),
        (b"no end", "utf-8", "no end"),
        (b"Pe\xc3\xb1a\n", "no-such-encoding", "Peña"),
    ],
)
def test_any_bytes_become_text(data: bytes, encoding: str, expected: str) -> None:
    reader = Bytes(data, "utf-8" if encoding == "no-such-encoding" else encoding)
    assert PlainFace(reader, io.StringIO()).ask(replace(WRITE, commands=())) == Wrote(expected)


def test_damaged_and_endless_lines_are_refused_with_a_sentence() -> None:
    out = io.StringIO()
    data = b"\xff\xfe\n" + b"x" * 20_001 + b"\n" + b"y" * 300_000 + b"\n" + "\ufffd\n".encode() + b"z" * 20_000 + b"\n"
    face = PlainFace(Bytes(data), out)
    assert face.ask(WRITE) == Wrote("z" * 20_000)
    text = out.getvalue().replace("\n", " ")
    assert text.count("Some of those characters arrived damaged, and nothing was taken.") == 2
    assert text.count("That is longer than 20,000 characters, and nothing of it was taken.") == 2
    assert asked("\ud800\nx\n", WRITE)[0] == [Wrote("x")]


def test_keys_taken_out_of_a_text_are_shown() -> None:
    assert "Name > left over\nRead as: left over\n" in shown("left\x1b[D over\n", WRITE)
    assert "Read as" not in shown("\x1b[A\nx\n", WRITE)


class Ascii(io.StringIO):
    encoding = "ascii"  # as a stream of an old terminal has it


def test_an_output_that_takes_ascii_only() -> None:
    out = Ascii()
    screen = Choose("Où — “ici”?", (Option("Peña § 5"),), table=Table(("é", "è"), (("à", "ù"),)), head=HEAD)
    face = PlainFace(io.StringIO("pe\n"), out)
    assert face.ask(screen) == Picked(0)
    face.tell()
    assert out.getvalue().isascii()
    assert 'Ou - "ici"?' in out.getvalue()
    assert "Taken: 1. Pena section 5" in out.getvalue()
    unknown = Ascii()
    unknown.encoding = "no-such-encoding"
    PlainFace(io.StringIO(), unknown).tell("é")
    assert unknown.getvalue() == "e\n"


HOSTILE = "a\x1b[2J\r\b\x07\u202e\x9b b"


def _previewed(picked: object) -> Preview | None:
    raise AssertionError("the plain face shows wording only when the conversation tells it")


@pytest.mark.parametrize(
    "screen",
    [
        Choose(
            HOSTILE, (Option(HOSTILE, HOSTILE, (HOSTILE,)),), 0, Head(HOSTILE, HOSTILE), (HOSTILE,), preview=_previewed
        ),
        Choose("t", (Option("o"),), table=Table((HOSTILE, "b"), ((HOSTILE, HOSTILE),)), note=HOSTILE, why=(HOSTILE,)),
        Tick(HOSTILE, (Option(HOSTILE),), own=(HOSTILE,), body=(HOSTILE,), why=(HOSTILE,), preview=_previewed),
        Write(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, why=(HOSTILE,), note=HOSTILE, preview=_previewed),
        Tell(HOSTILE, (HOSTILE,), Table((HOSTILE,), ((HOSTILE,),))),
    ],
)
def test_nothing_shown_steers_the_terminal(screen: Screen) -> None:
    text = shown(f"?\n{HOSTILE}x\n1\n\n", screen, width=40)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


SCREENS: list[Callable[[], Screen]] = [
    lambda: CHOOSE,
    lambda: replace(TICK, own=("Rosters",), most=3),
    lambda: replace(WRITE, current="Now"),
    lambda: Tell("Read", ("this",), commands=(Command.QUIT,)),
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.text(max_size=30) | st.from_regex(r"[0-9 ,\-a-z?<]{0,8}"), max_size=8), st.sampled_from(SCREENS))
def test_whatever_is_typed_ends_in_a_reply_that_fits_or_the_end(lines: list[str], made: Callable[[], Screen]) -> None:
    screen, out = made(), io.StringIO()
    typed = "\n".join(line.replace("\n", " ") for line in lines)
    try:
        given = PlainFace(io.StringIO(typed), out, 60).ask(screen)
    except Closed:
        return
    match given:
        case Picked(index):
            assert isinstance(screen, Choose)
            assert 0 <= index < len(screen.options)
        case Ticked(indexes, own):
            assert isinstance(screen, Tick)
            assert len(indexes) + len(own) <= 3
            assert all(0 <= index < len(screen.options) for index in indexes)
        case Wrote(text):
            assert isinstance(screen, Write)
            assert text == text.strip()
        case Went():
            assert isinstance(screen, Tell)
        case Did(command):
            assert command in screen.commands
    assert all(len(line) <= 60 or not line.isascii() for line in out.getvalue().split("\n"))


def test_the_width_is_measured_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    class Terminal(io.StringIO):
        def fileno(self) -> int:
            return 1

    for columns, widest in ((40, 39), (200, 100), (0, 79), (3, 20)):
        monkeypatch.setattr(os, "get_terminal_size", lambda _, c=columns: os.terminal_size((c, 24)))
        out = Terminal()
        PlainFace(io.StringIO(), out).tell("x " * 300)
        assert max(map(len, out.getvalue().splitlines())) in (widest, widest - 1)
    out = io.StringIO()
    PlainFace(io.StringIO(), out).tell("x " * 300)
    assert max(map(len, out.getvalue().splitlines())) == 79
