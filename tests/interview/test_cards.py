"""The card face: keys in, drawings out, without a terminal first and then on a real one."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from aipolicy.interview.faces.cards import CannotStart, can_start, open_cards
from aipolicy.interview.faces.cards.face import CardFace, card_of
from aipolicy.interview.faces.cards.terminal import Terminal
from aipolicy.interview.faces.layout import cells
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

SOURCE = Path(__file__).parents[2] / "src"
HEAD = Head("3 of 9 | Caregiver consent", "12 answered, about 20 left", True)
KEYS = tuple(command for command in Command if command is not Command.ALL)
WORDING = "The principal must give parents 30 days' notice and honor any request to decline."
WHY = ("Why we ask: some tools may be used without a parent's consent, some may not.", "Source: P4.") * 2
CHOOSE = Choose(
    "How will parents be asked before a student uses an AI tool?",
    (
        Option("Opt-in: a signed form first", "More paper.", ("suggested",)),
        Option("Opt-out: families may decline", "Less paper."),
        Option("Notice only", "Families are told."),
        Option("Not decided yet"),
    ),
    start=0,
    head=HEAD,
    why=WHY,
    commands=KEYS,
    preview=lambda index: Preview("Adds 2 questions." if index == 1 else "", "Draft wording (Policy)", (WORDING,) * 3),
)
STATES = Choose("Which state?", tuple(Option(f"{a}{b}land") for a in "NPQRSTU" for b in "aeiouyw"), commands=KEYS)
TICK = Tick(
    "Which may never be typed in?",
    (Option("Records", "Plans.", ("suggested",)), Option("Notes"), Option("Photos")),
    ticked=frozenset({0}),
    other=True,
    head=HEAD,
    why=WHY,
    commands=KEYS,
    preview=lambda ticked: Preview("", "Draft wording (Rules)", (f"Not {sorted(ticked)}.",)),
)
LONG = Tick("Which ones?", tuple(Option(f"Kind {n}", "What it is.") for n in range(12)), least=1, most=3, commands=KEYS)
WRITE = Write("What is the goal?", "Your answer", empty="leave it out", head=HEAD, why=WHY, commands=KEYS)
DATE = Write("By when?", "Date", current="2027-01-12", form="such as 2027-01-12", kind="date", commands=KEYS)
TABLE = Table(
    ("Question", "Careful", "Middle", "Open"), tuple((f"Row {n}", "Only forms", "Told", "Free") for n in "123456")
)
STANCES = Choose("Which is closest?", CHOOSE.options, head=HEAD, table=TABLE, body=("Each suggests.",), commands=KEYS)
TELL = Tell("Full wording", tuple(f"| {n} {WORDING}" for n in range(20)), head=HEAD, commands=(Command.BACK,))
SCREENS = (CHOOSE, STATES, TICK, LONG, WRITE, DATE, STANCES, TELL)


def pressed(screen: Screen, *keys: str, size: tuple[int, int] = (80, 24)) -> Reply | None:
    """What the keys lead to; each one must be needed."""
    card, reply = card_of(screen), None
    for key in keys:
        assert reply is None, f"{reply} came before {key}"
        card.draw(*size)
        reply = card.press(key)
    return reply


def shown(screen: Screen, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    card = card_of(screen)
    card.draw(*size)
    for key in keys:
        assert card.press(key) is None
        card.draw(*size)
    return "\n".join(line.text for line in card.draw(*size).lines)


@pytest.mark.parametrize(
    ("screen", "keys", "reply"),
    [
        (CHOOSE, ["c-m"], Picked(0, deliberate=False)),
        (CHOOSE, ["down", "up", "c-m"], Picked(0)),
        (CHOOSE, ["1", "c-m"], Picked(0)),
        (CHOOSE, ["3", "c-m"], Picked(2)),
        (CHOOSE, ["up", "c-j"], Picked(3)),
        (CHOOSE, ["?", "?", "c-m"], Picked(0, deliberate=False)),
        (CHOOSE, ["down", "w"], Did(Command.WORDING, 1)),
        (CHOOSE, ["<"], Did(Command.BACK, 0)),
        (CHOOSE, ["s-tab"], Did(Command.BACK, 0)),
        (CHOOSE, ["-"], Did(Command.UNDECIDED, 0)),
        (CHOOSE, ["Q"], Did(Command.QUIT, 0)),
        (CHOOSE, ["x", "/", "f1", "c-b", "c-z", "escape", "c-m"], Picked(0, deliberate=False)),
        (STATES, ["c-m"], None),
        (STATES, ["1", "2", "c-m"], Picked(11)),
        (STATES, ["1", "2", "c-h", "c-m"], Picked(0)),
        (STATES, ["5", "7", "c-m"], None),
        (STATES, ["end", "c-m"], Picked(48)),
        (STATES, ["/", *"sw", "c-m"], Picked(34)),
        (STATES, ["/", *"land", "down", "down", "c-m"], Picked(2)),
        (STATES, ["/", *"zz", "c-m"], None),
        (STATES, ["3", "/", *"sq", "c-m", "c-m"], Picked(2)),
        (replace(STATES, start=4), ["/", *"zz", "c-m", "c-m"], Picked(4, deliberate=False)),
        (STATES, [*"ti", "c-m"], Picked(37)),
        (STATES, ["s"], Did(Command.SKIP)),
        (TICK, ["c-m"], Ticked((0,), deliberate=False)),
        (TICK, ["down", "c-m"], Ticked((0,), deliberate=False)),
        (TICK, [" ", "c-m"], Ticked(())),
        (TICK, ["3", "c-m"], Ticked((0, 2))),
        (TICK, ["a", "c-m"], Ticked((0, 1, 2))),
        (TICK, ["4", *"own words", "c-m", "c-m"], Ticked((0,), ("own words",))),
        (TICK, ["4", *"notes", "c-m", "c-m"], Ticked((0, 1))),
        (TICK, ["4", "c-m", "c-m"], Ticked((0,), deliberate=False)),
        (TICK, ["4", "s", "escape", "s"], Did(Command.SKIP, 3)),
        (replace(TICK, own=("Mine",)), ["c-m"], Ticked((0,), ("Mine",), deliberate=False)),
        (replace(TICK, own=("Mine",)), ["5", "c-m"], Ticked((0,))),
        (TICK, ["4", '"', '"', "c-m", "c-m"], Ticked((0,), deliberate=False)),
        (LONG, ["c-m"], None),
        (LONG, ["1", "2", " ", "c-m"], Ticked((11,))),
        (LONG, [" ", "down", " ", "down", " ", "down", " ", "c-m"], Ticked((0, 1, 2))),
        (LONG, ["a", "c-m"], None),
        (WRITE, ["c-m"], Wrote("", deliberate=False)),
        (WRITE, [*" school ", "c-m"], Wrote("school")),
        (WRITE, ["s", "c-m"], Did(Command.SKIP)),
        (WRITE, ["\\", "s", "c-m"], Wrote("s")),
        (WRITE, ["<"], Did(Command.BACK)),
        (WRITE, [*"a<b", "c-m"], Wrote("a<b")),
        (WRITE, ["?", "?", "s-tab"], Did(Command.BACK)),
        (WRITE, [*"ab", "left", "x", "home", "y", "end", "z", "c-h", "c-m"], Wrote("yaxb")),
        (WRITE, [*"a", "c-d", "c-m"], Wrote("a")),
        (WRITE, [*"one two", "c-w", "c-u", *"q2", "c-m"], Wrote("q2")),
        (replace(WRITE, empty=""), ["c-m"], None),
        (DATE, ["c-m"], Wrote("2027-01-12", deliberate=False)),
        (DATE, ["up", "c-h", "5", "c-m"], Wrote("2027-01-15")),
        (replace(DATE, empty="no date"), ['"', '"', "c-m"], Wrote("")),
        (WRITE, ['"', '"', "c-m"], Wrote("")),
        (WRITE, ["'", "'", "c-m"], Wrote("")),
        (WRITE, [*'a""', "c-m"], Wrote('a""')),
        (replace(WRITE, empty=""), ['"', '"', "c-m"], None),
        (DATE, ['"', '"', "c-m"], None),
        (STANCES, ["c-m"], None),
        (TELL, ["c-m", "c-m", "c-m"], Went()),
        (TELL, ["<"], Did(Command.BACK)),
    ],
)
def test_keys_lead_to_replies(screen: Screen, keys: list[str], reply: Reply | None) -> None:
    assert pressed(screen, *keys) == reply


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.title)
def test_ctrl_c_and_ctrl_d_end(screen: Screen) -> None:
    with pytest.raises(KeyboardInterrupt):
        card_of(screen).press("c-c")
    with pytest.raises(Closed):
        card_of(screen).press("c-d")


def test_pasted_blocks_answer_nothing() -> None:
    for screen in (CHOOSE, TICK, TELL):
        card = card_of(screen)
        card.paste("2\rq\r")
        assert "ignored" in "\n".join(line.text for line in card.draw(80, 24).lines)
    card = card_of(WRITE)
    card.paste("line one\r\nline\ttwo\n")
    assert card.press("c-m") == Wrote("line one line two")


def test_a_paste_takes_away_what_was_said_before() -> None:
    card = card_of(replace(WRITE, empty=""))
    card.press("c-m")
    assert "Please type an answer." in "\n".join(line.text for line in card.draw(80, 24).lines)
    card.paste("words " * 150)
    assert "Please type an answer." not in "\n".join(line.text for line in card.draw(80, 24).lines)


def test_two_quotes_where_nothing_may_be_left_empty_say_so() -> None:
    found = shown(DATE, '"', '"', "c-m")
    assert "This cannot be left empty. Please type an answer." in found
    assert '> ""' not in found


def test_enter_on_a_search_without_a_match_ends_it_and_takes_nothing() -> None:
    for screen in (STATES, replace(LONG, least=0)):
        found = shown(screen, "/", "q", "!", "c-m")
        assert "No label with 'q!'" in found
        assert "Find:" not in found


def test_a_long_menu_says_what_its_rows_mean_beside_them() -> None:
    options = tuple(Option(f"Question {n}", "an answer " * n) for n in range(1, 15))
    found = shown(Choose("Review", options, start=1, commands=(Command.BACK,)))
    assert "   1. Question 1   an answer\n>  2. Question 2   an answer an answer\n" in found
    assert re.search(r"^  14. Question 14  an answer .*\.\.\.$", found, re.MULTILINE)
    assert all(cells(line) < 80 for line in found.splitlines())


def test_what_was_ticked_stays_while_the_wording_is_read() -> None:
    first, again = card_of(TICK), card_of(replace(TICK, preview=None))
    first.press("2")
    again.take_over(first)
    assert again.press("c-m") == Ticked((0, 1))


@pytest.mark.parametrize(
    ("screen", "reply", "left"),
    [
        (CHOOSE, Picked(2), f"{CHOOSE.title}\nNotice only"),
        (CHOOSE, Did(Command.UNDECIDED), f"{CHOOSE.title}\nNot decided yet"),
        (CHOOSE, Did(Command.BACK), ""),
        (replace(CHOOSE, commands=(Command.QUIT,)), Picked(2), ""),
        (TICK, Ticked((0, 2), ("own",)), f"{TICK.title}\nRecords; Photos; own"),
        (TICK, Ticked(()), f"{TICK.title}\nNone of these"),
        (WRITE, Wrote("words"), f"{WRITE.title}\nwords"),
        (WRITE, Wrote(""), f"{WRITE.title}\nLeft out"),
        (replace(WRITE, label="Who will decide? (optional)"), Wrote("Board"), "Who will decide?\nBoard"),
        (TELL, Went(), ""),
    ],
)
def test_what_stays_of_a_card(screen: Screen, reply: Reply, left: str) -> None:
    assert card_of(screen).trace(reply) == left


def test_words_that_must_be_seen() -> None:
    found = shown(CHOOSE)
    assert "3 of 9 | Caregiver consent | 12 answered, about 20 left" in found
    assert "> 1. Opt-in: a signed form first (suggested)\n     More paper." in found
    assert "q save and quit" in found
    assert "Less paper." not in found
    assert "Why we ask" in shown(CHOOSE, "?")
    assert "Why we ask" not in shown(CHOOSE, "?", "?")
    assert "Number 4: Enter takes it" in shown(STATES, "4")
    assert "There is no 57. The numbers go from 1 to 49." in shown(STATES, "5", "7")
    assert "Find: sw_" in shown(STATES, "/", "s", "w")
    assert "> 35. Swland" in shown(STATES, "/", "s", "w")
    assert "[x] Records (suggested)" in shown(TICK)
    assert "1 chosen." in shown(TICK)
    assert "Something else > own" in shown(TICK, "4", *"own")
    assert "At most 3" in shown(LONG, *" ", "down", " ", "down", " ", "down", " ")
    assert "Enter: s skip" in shown(WRITE, "s")
    assert "Enter: leave it out" in shown(WRITE)
    assert "Now: 2027-01-12" in shown(DATE)
    assert "Date (such as 2027-01-12) >" in shown(DATE)
    assert "Careful" in shown(STANCES)
    assert "x does nothing here." in shown(CHOOSE, "x")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 50), (60, 10), (30, 6), (16, 3), (1, 1)], ids=str)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.title)
def test_a_card_fits_its_terminal(screen: Screen, size: tuple[int, int]) -> None:
    columns, rows = size
    card = card_of(screen)
    keys = ["?", "down", "down", "pagedown", "right", "?", *"long words " * 30, "c-a", "home", "?", "7", " ", "x"]
    for key in [k for k in keys if not (len(k) == 1 and k.isalpha()) or isinstance(screen, Write)]:
        drawing = card.draw(columns, rows)
        column, row = drawing.cursor
        assert len(drawing.lines) <= rows
        assert 0 <= row < max(len(drawing.lines), 1)
        assert column >= 0
        if columns >= 30:
            assert all(cells(line.text) <= columns for line in drawing.lines), [line.text for line in drawing.lines]
        if rows >= 10:
            text = "\n".join(line.text for line in drawing.lines)
            said = "There is no" in text or "does nothing" in text or "Esc leaves it out" in text
            assert said or "q save and quit" in text or isinstance(screen, Tell | Write)
            assert screen.title.split()[0] in text
            assert not isinstance(screen, Choose) or drawing.lines[row].text.startswith(">") or "> " not in text
        if card.press(key) is not None:
            card = card_of(screen)


def test_draft_wording_is_worked_out_beside_the_card() -> None:
    card = card_of(CHOOSE)
    event = threading.Event()
    card.on_ready(event.set)
    card.draw(80, 24)
    assert event.wait(10)
    text = "\n".join(line.text for line in card.draw(80, 24).lines)
    assert "Draft wording (Policy)\n| The principal must" in text
    small = "\n".join(line.text for line in card.draw(80, 14).lines)
    assert "| ... (w shows all)" in small


def through_keys(sent: str, *screens: Screen) -> list[Reply]:
    """The replies where these keys come from a pipe, each time a card is there."""
    with create_pipe_input() as pipe:
        face, replies = CardFace(Terminal(lambda: pipe, DummyOutput())), []
        for screen in screens:
            pipe.send_text(sent)
            replies.append(face.ask(screen))
        return replies


def test_what_was_refused_stands_in_the_line_to_be_mended() -> None:
    again = replace(WRITE, typed="31 June", note="'31 June' is not a date.")
    assert through_keys("\x7f\x7f\x7f\x7fly\r", replace(again, typed="31 Juneau")) == [Wrote("31 July")]
    assert through_keys("\r", again) == [Wrote("31 June")]


def test_keys_of_a_terminal_reach_the_card() -> None:
    assert through_keys("\x1b[B\x1b[B\r", CHOOSE, STANCES) == [Picked(2), Picked(1)]
    assert through_keys("\x1b[Z", CHOOSE) == [Did(Command.BACK, 0)]
    assert through_keys("\x1b[200~1\r2\r\x1b[201~\r", CHOOSE) == [Picked(0, deliberate=False)]
    assert through_keys("\x1b[200~one\ntwo\n\x1b[201~\r", WRITE) == [Wrote("one two")]
    assert through_keys("caf\u00e9 \u4e16\u754c\x1b[D\x7f\r", WRITE) == [Wrote("caf\u00e9 \u754c")]


def test_keys_behind_the_last_one_are_for_nobody() -> None:
    with create_pipe_input() as pipe:
        face = CardFace(Terminal(lambda: pipe, DummyOutput()))
        pipe.send_text("2\r3\r4\r")
        assert face.ask(CHOOSE) == Picked(1)
        threading.Timer(0.1, pipe.send_text, ["\r"]).start()
        assert face.ask(CHOOSE) == Picked(0, deliberate=False)


@pytest.mark.parametrize(("sent", "raised"), [("\x03", KeyboardInterrupt), ("\x04", Closed)])
def test_what_ends_the_interview_is_raised(sent: str, raised: type[BaseException]) -> None:
    with pytest.raises(raised):
        through_keys(sent, CHOOSE)


def test_a_closed_pipe_is_the_end() -> None:
    with create_pipe_input() as pipe:
        pipe.close()
        with pytest.raises(Closed):
            CardFace(Terminal(lambda: pipe, DummyOutput())).ask(CHOOSE)


def test_an_error_inside_a_key_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    from aipolicy.interview.faces.cards.choosing import ChooseCard

    class Stopped(BaseException):
        pass

    def stop(card: ChooseCard, key: str) -> None:
        raise Stopped

    monkeypatch.setattr(ChooseCard, "press", stop)
    with pytest.raises(Stopped):
        through_keys("1", CHOOSE)


def test_where_cards_cannot_start() -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return 0

    assert can_start(Tty(), Tty(), {"TERM": "xterm"}) or sys.platform == "win32"
    for environ in ({"TERM": "dumb"}, {"TERM": ""}, {}):
        assert not can_start(Tty(), Tty(), environ) or sys.platform == "win32"
    assert not can_start(io.StringIO(), Tty(), {"TERM": "xterm"})
    assert not can_start(Tty(), io.StringIO(), {"TERM": "xterm"})
    with pytest.raises(CannotStart):
        open_cards(io.StringIO(), io.StringIO(), {"TERM": "xterm"})


def test_prompt_toolkit_is_imported_for_cards_only() -> None:
    code = (
        "import sys, aipolicy.interview.faces.plain, aipolicy.interview.faces.cards as cards\n"
        "cards.can_start(sys.stdin, sys.stdout, {})\n"
        "assert 'prompt_toolkit' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SOURCE)}, stdin=subprocess.DEVNULL)
