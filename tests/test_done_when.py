"""What one person does from the first question to the drafts, at the level of commands.

Ten answers, the terminal is closed; back again, the third answer is changed, two questions stay open, counsel's
questions go to counsel as a Word form and come back, the drafts are written and say exactly that. The same answers
given in a file make the same drafts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import contents
from tests.questionnaire.filling import Form
from tests.sittings import Sitting, flat, sit, told

FOLDER, OTHER = "maple-valley", "by-file"
FORM = f"{FOLDER}/review/questionnaire-counsel.docx"
TEN = told(
    "How do you want to begin?",
    ("policy.route", "1"),
    ("district.state", "montana"),
    "Which district is it?",
    ("district.kind", "3"),
    ("district.grade_bands", "2 3 5 7"),
    "Chosen now",
    ("district.schools", "3"),
    ("district.unions", "yes"),
    ("district.erate", "yes"),
    ("district.counsel", "2"),
    ("roles.coordinator", "Director of Technology"),
    ("district.name", "Maple Valley School District"),
)
BACK = told(
    ("Welcome back", "review"),
    ("Review:", "your district"),
    ("Your district and where it stands:", "what kind"),
    ("district.kind", "1"),
    ("Your district and where it stands:", "<"),
    ("Review:", "<"),
    ("Welcome back", "go on"),
    ("Where does your district want to begin?", "guided"),
    ("Leave them to the attorney?", "yes"),
    "What now?",
    "documents.more",
    ("policy.vision", "-"),
    ("Who will decide?", "Board of Trustees"),
    ("By when?", "2027-03-09"),
    ("Why is it open?", "The board hears families first."),
    ("A note for whoever decides", "Ask Pat about the minutes."),
    ("policy.goals", "1"),
    ("Goal", "Teachers have clear rules"),
    ("How it is measured", "Share of courses with a level"),
    ("Title of the person answerable", "Director of Instruction"),
    ("By when", "2028-01-15"),
    ("That is all", "that is all"),
    ("roles.technology", "Director of Technology"),
    ("roles.privacy", "Student Records Manager"),
    ("roles.instruction", "Director of Instruction"),
    ("roles.business", "Business Manager"),
    ("contact.office", "-"),
    ("Who will decide?", "Superintendent"),
    "By when?",
    "Why is it open?",
    "A note for whoever decides",
    ("contact.phone", "406-555-0142"),
    ("contact.email", "ai@maplevalley.example"),
    ("tools.register", "there are none"),
    ("district.nondiscrimination_statement", "Maple Valley does not discriminate on any ground that the law protects."),
    ("Review:", "q"),
)
FINISH = told(("Welcome back", "write"), "Which date do the drafts carry?")


class Course:
    """The whole course in a folder, run by run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.closed = self._init(TEN, "2027-01-05")
        self.after_ten = self.answers
        self.again = self._init(BACK, "2027-01-12")
        self.before_counsel = self.answers
        self.asked = sit(folder, f"aipolicy questionnaire {FOLDER} --for counsel")
        form = Form((folder / FORM).read_bytes())
        form.who("J. Roe", "attorney for the district", "January 29, 2027")
        form.tick("vendors.training", "Never")
        form.tick("use.recording", "No")
        form.notes("vendors.training", "It cannot be undone.", "Call me.")
        (folder / FORM).write_bytes(form.bytes())
        self.taken = sit(folder, f"aipolicy answers import {FORM} --project {FOLDER}")
        self.finished = self._init(FINISH, "2027-02-01")
        self.by_file = sit(folder, f"aipolicy init {OTHER} --answers {FOLDER}/aipolicy.yaml --no-input")

    def _init(self, replies: tuple[object, ...], day: str) -> Sitting:
        return sit(self.folder, f"aipolicy init {FOLDER} --plain --today {day}", replies)  # type: ignore[arg-type]

    @property
    def answers(self) -> str:
        return (self.folder / FOLDER / "aipolicy.yaml").read_text(encoding="utf-8")

    def draft(self, name: str) -> str:
        return flat((self.folder / FOLDER / "policies" / f"{name}.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(tmp_path_factory.mktemp("course"))


def test_a_closed_terminal_loses_nothing(course: Course) -> None:
    assert course.closed.code == 130
    assert "Everything that was acknowledged is saved. Go on with: aipolicy init maple-valley" in course.closed.shown
    assert "kind: charter" in course.after_ten
    assert "name: Maple Valley School District" in course.after_ten
    welcome = next(iter(course.again.screens))
    assert "10 answered" in welcome
    assert "Welcome back. Maple Valley School District" in welcome


def test_every_run_ends_well(course: Course) -> None:
    runs = (course.again, course.asked, course.taken, course.finished, course.by_file)
    assert [(run.command, run.code) for run in runs if run.code] == []
    assert course.again.unasked == []
    assert "Everything is saved." in course.again.shown
    assert "2 answers from 1 form" in course.taken.shown
    assert "Drafts written to maple-valley/policies" in course.finished.shown


def test_the_third_answer_is_the_changed_one(course: Course) -> None:
    assert "kind: district" in course.answers
    assert "kind: charter" not in course.answers
    assert "Board of Trustees" in course.draft("board-policy")


def test_what_is_open_stands_in_the_drafts(course: Course) -> None:
    policy, notice, register = (
        course.draft(name) for name in ("board-policy", "caregiver-notice", "decision-register")
    )
    assert "**policy.vision:** What is the board's vision" in policy
    assert "Decides: Board of Trustees, by March 9, 2027." in policy
    assert "The board hears families first." in policy
    assert "**contact.office:**" in notice
    for open_one in ("policy.vision", "contact.office", "consent.lasts"):
        assert open_one in register
    everything = b" ".join(contents(course.folder / FOLDER / "policies").values()).decode("utf-8", "replace")
    assert "Ask Pat about the minutes." not in everything
    assert "Call me." not in everything


def test_what_counsel_answered_stands_in_the_drafts(course: Course) -> None:
    assert "decides: The district's attorney" in course.before_counsel
    register = course.draft("decision-register")
    assert "J. Roe, attorney for the district" in register
    assert "It cannot be undone." in register
    assert "**vendors.training:**" not in course.draft("administrative-regulation")
    assert "**use.recording:**" not in course.draft("administrative-regulation")
    assert "private_note: Call me." in course.answers


def test_the_same_answers_in_a_file_make_the_same_drafts(course: Course) -> None:
    asked, given = (contents(course.folder / name) for name in (FOLDER, OTHER))
    made = [name for name in asked if name.startswith("policies/")]
    assert len(made) >= 10
    assert {name for name in given if name.startswith("policies/")} == set(made)
    for name in (*made, "aipolicy.yaml", "aipolicy.lock"):
        assert given[name] == asked[name], name
    end = course.finished.shown[course.finished.shown.index("Drafts written") :]
    said = course.by_file.shown[course.by_file.shown.index("Drafts written") :]
    assert flat(said).replace(OTHER, FOLDER) == flat(end)
