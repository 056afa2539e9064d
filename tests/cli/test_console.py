from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from aipolicy.cli import console
from aipolicy.cli.report import as_github, placed
from aipolicy.problems import Problem, Span


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.setattr(sys, "stdout", made)
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return made


HOSTILE = "a\x1b[2J\tb\nc [red]d"


def test_a_table_on_a_terminal_is_drawn_and_cannot_be_steered(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    console.table(["id", "text"], [["one", HOSTILE]])
    shown = terminal.getvalue()
    assert "\x1b[2J" not in shown
    assert "[red]d" in shown
    assert "one" in shown
    assert "\t" not in shown


def test_a_dumb_terminal_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    console.table(["id", "text"], [["one", HOSTILE]])
    assert terminal.getvalue() == "id\ttext\none\ta [2J b c [red]d\n"


def test_without_colour_the_words_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    console.problems([Problem(Span("a.yaml", 2, 3), "code", HOSTILE, "do this")], Path())
    shown = terminal.getvalue()
    assert "31m" not in shown
    assert "error[code]" in shown
    assert "do this" in shown
    assert "\x1b[2J" not in shown


def test_paths_are_as_seen_from_here(tmp_path: Path) -> None:
    (tmp_path / "tools.csv").write_text("")
    found = [Problem(Span(name), "c", "m") for name in ("aipolicy.yaml", "tools.csv", "policy_blocks/x.md", "/abs")]
    here = [problem.span.path for problem in placed(found, tmp_path)]
    assert here == [f"{tmp_path}/aipolicy.yaml", f"{tmp_path}/tools.csv", "policy_blocks/x.md", "/abs"]


def test_an_annotation_is_one_line_whatever_is_in_it() -> None:
    line = as_github(Problem(Span("a,b:c.yaml"), "c", "100%\nsure", "::warning::no"))
    assert line == "::error file=a%2Cb%3Ac.yaml,line=1,col=1,title=c::100%25%0Asure%0A::warning::no"
