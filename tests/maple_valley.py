"""The session of docs/interview-session.txt: a small fictional district, from the first screen to its drafts."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from tests.questionnaire.filling import Form
from tests.sittings import Reply, Sitting, sit, told

DISTRICT = "maple-valley"
FORM = f"{DISTRICT}/review/questionnaire-counsel.docx"
STATEMENT = "Maple Valley School District does not discriminate on any ground that the law protects."
TOLD: tuple[tuple[str, str, tuple[Reply, ...]], ...] = (
    (
        "2027-01-05",
        f"aipolicy init {DISTRICT} --plain --today 2027-01-05",
        told(
            "How do you want to begin?",
            "policy.route",
            ("district.state", "montana"),
            ("Which district is it?", "maple valley"),
            "Nothing in the list sounds like",
            ("district.kind", "1"),
            ("district.grade_bands", "2 3 6 7"),
            "Chosen now",
            ("district.schools", "3"),
            ("district.unions", "?"),
            ("Why we ask", "yes"),
            ("district.erate", "yes"),
            ("district.counsel", "2"),
            ("roles.coordinator", "Director of Technology"),
            ("district.name", "Maple Valley School District"),
            ("Where does your district want to begin?", "q"),
        ),
    ),
    (
        "2027-01-12",
        f"aipolicy init {DISTRICT} --plain --today 2027-01-12",
        told(
            "Welcome back",
            ("Where does your district want to begin?", "2"),
            "for the district's attorney",
            "What now?",
            "documents.more",
            ("policy.vision", "Every student learns to judge what a machine says before it counts."),
            "policy.strategic_goal",
            ("policy.goals", "1"),
            ("Goal", "Teachers have clear rules for assignments"),
            ("How it is measured", "Share of courses with a level of AI use on each assignment"),
            ("Title of the person answerable", "Director of Instruction"),
            ("By when", "1/15/2028"),
            ("That is all", "that is all"),
            ("policy.opportunities", "2"),
            ("policy.risks", "2"),
            ("roles.technology", "Director of Technology"),
            ("roles.privacy", "Registrar"),
            ("roles.instruction", "<"),
            ("roles.privacy", "Student Records Manager"),
            ("roles.instruction", "Director of Instruction"),
            ("roles.business", "Business Manager"),
            "roles.communications",
            "roles.special_education",
            "roles.human_resources",
            ("contact.office", "Office of the Superintendent"),
            ("contact.phone", "406-555-0142"),
            ("contact.email", "ai@maplevalley.example"),
            "district.website",
            ("district.languages", "1"),
            "Chosen now",
            ("tools.register", "-"),
            ("Who will decide?", "Director of Technology"),
            ("By when?", "2027-02-10"),
            ("Why is it open?", "The list of last year is out of date."),
            ("A note for whoever decides", "Ask each principal what is in use."),
            ("manual.codes", "2"),
            ("manual.cross_references", "2"),
            "manual.first_reading",
            "manual.second_reading",
            "manual.adopted",
            "manual.effective",
            ("district.nondiscrimination_statement", "-"),
            ("Who will decide?", "Superintendent"),
            "By when?",
            "Why is it open?",
            "A note for whoever decides",
            ("Review:", "your district"),
            ("Your district and where it stands:", "which grades"),
            ("district.grade_bands", "2 3 5 7"),
            "Chosen now",
            ("Your district and where it stands:", "back to the whole review"),
            ("Review:", "people stay in charge"),
            ("People stay in charge:", "confirm"),
            ("Who confirms these", "Pat Lee, Superintendent"),
            "On which date?",
            ("People stay in charge:", "back to the whole review"),
            ("Review:", "write the drafts"),
            "Which date do the drafts carry?",
        ),
    ),
    ("2027-01-12", f"aipolicy questionnaire {DISTRICT} --for counsel", ()),
    ("2027-02-01", f"aipolicy answers import {FORM} --project {DISTRICT}", ()),
    (
        "2027-02-10",
        f"aipolicy init {DISTRICT} --plain --today 2027-02-10 --only undecided --for office",
        told(
            ("district.nondiscrimination_statement", STATEMENT),
            ("Review:", "write the drafts"),
            ("Which date do the drafts carry?", "2"),
        ),
    ),
)


def filled_in(form: Path) -> None:
    """What the attorney writes into the form, in Word."""
    made = Form(form.read_bytes())
    made.who("J. Roe", "attorney for the district", "January 29, 2027")
    made.tick("vendors.training", "Never")
    made.tick("consent.under_13", "Only with a school contract and notice to families")
    made.notes("consent.under_13", "State law adds nothing to this.", "Call me before the board meets.")
    form.write_bytes(made.bytes())


class Held:
    """The recorded session, held in `folder`, run after run; `answers` is the answer file after each of them."""

    def __init__(self, folder: Path) -> None:
        self.sittings: list[Sitting] = []
        self.answers: list[str] = [""]
        path, saved = folder / DISTRICT / "aipolicy.yaml", ""
        for day, command, replies in TOLD:
            if saved:
                saved_on(path, saved)
            if "answers import" in command:
                filled_in(folder / FORM)
            self.sittings.append(sit(folder, command, replies))
            self.answers.append(path.read_text(encoding="utf-8"))
            saved = day


def saved_on(answers: Path, day: str) -> None:
    """Date the last save, which the first screen shows."""
    at = datetime.fromisoformat(f"{day}T14:14").timestamp()
    os.utime(answers, (at, at))
