"""A small library with every type of question, all known by counsel, and a district's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.answers import AnswerFile, Answers, facts_of, load_answers, parse_answer_file
from aipolicy.library import Layer, Library, load
from aipolicy.questionnaire.asked import select
from aipolicy.questionnaire.claims import claims_of
from aipolicy.questionnaire.form import form
from aipolicy.questionnaire.importing import Outcome, Take, put_in
from tests.answers.conftest import BASICS, USES

MORE = """\
section: more
title: More of it
order: 30
questions:
  - id: more.goals
    ask: Which goals?
    type: rows
    why: "-"
    who_knows: [counsel]
    fields:
      - {id: goal, label: Goal, type: text}
      - {id: kind, label: Kind, type: choice, choices: [{id: big, label: Big}, {id: small, label: Small}]}
      - {id: by, label: By when, type: date, optional: true}
"""
HEAD = "# Ours.\naipolicy: {format: 1}\ndistrict:\n  name: Cedar Hollow\n"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return written(tmp_path_factory.mktemp("library"))


def written(root: Path, change: tuple[str, str] = ("", "")) -> Library:
    """The library with one of its texts changed."""
    folder = root / "templates" / "interview"
    folder.mkdir(parents=True)
    for name, text in (("district", BASICS), ("uses", USES), ("more", MORE)):
        text = text.replace("who_knows: office", "who_knows: counsel").replace(
            "who_knows: instruction", "who_knows: counsel"
        )
        text = text.replace("who_knows: technology", "who_knows: counsel")
        (folder / f"{name}.yaml").write_text(text.replace(*change) if change[0] else text, encoding="utf-8")
    return load([Layer("small", root / "policy_blocks", root / "templates")])


class District:
    """An answer file in a folder, and what is done with it."""

    def __init__(self, library: Library, folder: Path, text: str = HEAD) -> None:
        self.library, self.folder, self.text = library, folder, text

    @property
    def file(self) -> AnswerFile:
        return parse_answer_file(self.text, self.folder)

    @property
    def answers(self) -> Answers:
        return load_answers(self.file, self.library.interview)

    def form(self, everything: bool = True, role: str = "counsel") -> bytes:
        answers = self.answers
        facts = facts_of(answers, self.library.interview)
        name = answers.value("district.name")
        return form(select(role, self.library, answers, facts, everything), self.library, str(name or ""))

    def take(self, *forms: bytes, take: Take | None = None, **options: object) -> Outcome:
        """The forms put in; the problems of reading come first."""
        files = [(f"form{number}.docx", data) for number, data in enumerate(forms, 1)]
        sheaf = claims_of(files, self.file, self.library, self.answers, **options)  # type: ignore[arg-type]
        outcome = put_in(sheaf.claims, self.file, self.library, self.answers, take or Take())
        found = (*sheaf.problems, *outcome.problems)
        if not [p for p in found if p.severity == "error"]:
            self.text = outcome.text
            assert self.answers
        return Outcome(outcome.text, found, outcome.answered)


@pytest.fixture
def district(library: Library, tmp_path: Path) -> District:
    return District(library, tmp_path)
