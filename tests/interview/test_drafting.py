"""What the last screen says is to be done next."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.answers import load_answers, parse_answer_file
from aipolicy.interview.agenda import Mode, Scope, next_question
from aipolicy.interview.drafting import next_steps
from aipolicy.interview.session import Session
from aipolicy.library import Library
from aipolicy.project import Project
from tests.interview.desks import session

ANSWERED = """\
aipolicy: {format: 1}
district: {name: Elm, state: oh, schools: 3, stance: none, coordinator: Jo, open: false, limits: [hiring], tools: [],
  signs: {class: author, office: chief}}
more: {law: undecided, areas: [bus], uses: {bus: {status: banned}}, parts: [], advice: undecided,
  seats: {a: "yes", b: "yes", c: "yes", d: "yes", e: "yes", f: "yes", g: "yes", h: "yes"}}
manual: {profile: plain, codes: [], cross_references: [], adopted: 2027-01-12, rescinds: Ours}
"""


def steps(made: Session, library: Library, shown: str = "") -> list[str]:
    file = parse_answer_file(made.state.file.text, made.folder)
    project = Project(made.folder, file, library, load_answers(file, library.interview), None, ())
    return next_steps(project, (), {"board-policy", "decision-register"}, 0, shown)


@pytest.mark.parametrize(
    ("without", "shown", "first"),
    [
        ((), "", "Give decision-register.docx to"),
        (("stance: none, ",), "", "Answer the question that has no answer yet: aipolicy init --only open"),
        (
            ("stance: none, ", "coordinator: Jo, ", "tools: [],"),
            "elm",
            "Answer the 3 questions that have no answer yet: aipolicy init elm --only open",
        ),
    ],
)
def test_questions_without_an_answer_come_first(
    tmp_path: Path, small_library: Library, without: tuple[str, ...], shown: str, first: str
) -> None:
    text = ANSWERED
    for part in without:
        text = text.replace(part, "")
    with session(tmp_path, small_library.interview, text) as made:
        found = steps(made, small_library, shown)
        assert found[0].startswith(first), found
        assert sum("--only open" in step for step in found) == bool(without)
        assert any("--only undecided" in step for step in found)
        open_now = next_question(made.state, small_library.interview, Scope(Mode.GO_ON))
        assert bool(open_now) == bool(without)
