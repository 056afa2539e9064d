"""What a small district does in the interview."""

from __future__ import annotations

from tests.pty.moves import Step, at, choose, command, enter, minded, number, tick, until, usual, write

FOUND: tuple[Step, ...] = (
    until("policy.route", usual),
    at("policy.route", enter),
    at("district.state", choose("California")),
    at("Which district is it", write("cedar")),
    at("Which of these", usual),
)
"""The district, found in the list."""

FACTS: tuple[Step, ...] = (*FOUND, until("Where does your district want", minded))
"""The first section, without a second thought."""

BEGUN: tuple[Step, ...] = (
    *FACTS,
    at("Where does your district want", choose("Guided")),
    at("for the district's attorney", enter),
)
"""And a stance, which gives many answers at once."""

THROUGH: tuple[Step, ...] = (*BEGUN, at("What now?", enter), until("Review:", usual))
"""And all that nobody can suggest."""

UNDECIDED = ("Board", "2027-01-12", "The union is asked first", "Ask the business office about the form")

OWN = "Words of our own"

WHOLE: tuple[Step, ...] = (
    *FOUND,
    until("district.unions", minded),
    # Back, and the number stays.
    at("district.unions", command("<")),
    at("district.schools", enter),
    at("district.unions", choose("Yes")),
    at("district.erate", choose("Not decided yet")),
    *(at("district.erate", write(words)) for words in UNDECIDED),
    until("Where does your district want", minded),
    at("Where does your district want", choose("Guided")),
    at("for the district's attorney", enter),
    at("What now?", choose("Go through every question")),
    until("stance.students", usual),
    # A branch that is opened, gone into, and closed again.
    at("stance.students", choose("stance.students=prohibited")),
    at("stance.prohibition_reason", write("The board hears families and teachers first.")),
    at("stance.revisit_by", command("<")),
    at("stance.prohibition_reason", command("<")),
    at("stance.students", choose("stance.students=pilot")),
    until("oversight.reserved", usual),
    at("oversight.reserved", tick(2, 1)),
    at("oversight.signoff", number(2)),
    at("", number(1)),
    at("oversight.signoff", enter),
    until("use.red", usual),
    at("use.red", tick(1, 3, 4, own=(OWN,))),
    until("district.languages", usual),
    at("district.languages", tick(1, own=(OWN,))),
    until("Review:", usual),
    # A change from the review comes back to it.
    at("Review:", choose("Your district")),
    at("Your district", choose("stance.staff")),
    at("stance.staff", choose("stance.staff=pilot")),
    at("Your district", choose("Back to the whole review")),
    at("Review:", choose("Write the drafts")),
    at("Which date do the drafts carry", enter),
)
