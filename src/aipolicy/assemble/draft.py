"""What a working draft says about itself, and what keeps an adoption copy from being printed."""

from __future__ import annotations

from dataclasses import dataclass

from aipolicy.answers import Answers, Decision, Review
from aipolicy.answers.cleaning import clean
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.assemble import words
from aipolicy.conditions import Facts

PRIVILEGED_LABEL = "Privileged and confidential"


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Counsel's recorded review held against the text: `valid` while not one word has changed."""

    review: Review | None
    fingerprint: str

    @property
    def valid(self) -> bool:
        return self.review is not None and self.review.fingerprint == self.fingerprint

    def covers(self, document: str) -> bool:
        """Whether a valid review covers the document."""
        return self.valid and self.review is not None and (not self.review.scope or document in self.review.scope)


def draft_line(document: str, answers: Answers, state: ReviewState) -> str:
    """The line at the top of a working draft."""
    dated = f" of {words.long_date(answers.draft_date)}" if answers.draft_date else ""
    if state.covers(document) and state.review:
        by, on = clean(state.review.by), words.long_date(state.review.on)
        return f"Working draft{dated}. Text reviewed by {by} on {on}."
    return f"DRAFT{dated}. Not reviewed by counsel. Not legal advice."


def counsel_line(answers: Answers) -> str:
    """The line at the top of a paper for counsel, in every copy of it."""
    dated = f" of {words.long_date(answers.draft_date)}" if answers.draft_date else ""
    return f"Working paper{dated} for the attorney of the district. Not legal advice."


def unconfirmed(answers: Answers, facts: Facts) -> dict[str, str]:
    """The questions (or cells of grids) whose answer nobody has confirmed, each with its basis (one of UNCONFIRMED).

    What the present answers do not ask is not among them: it is printed nowhere, and nobody could confirm it.
    """
    return {
        question: decision.basis
        for question, decision in answers.decisions.items()
        if isinstance(decision, Decision) and decision.basis in UNCONFIRMED and _stands(question, answers, facts)
    }


def why_unconfirmed(basis: str) -> str:
    """What is the matter with an answer of this basis, in words that follow "the answer"."""
    if basis == "reworded":
        return "needs a second look: the question was reworded since it was answered"
    return "is a suggestion that nobody has confirmed"


def _stands(key: str, answers: Answers, facts: Facts) -> bool:
    """Whether there is an answer to the question, or to the grid that the cell is of, and it is asked for."""
    parts = key.split(".")
    lengths = range(len(parts), 0, -1)
    length = next((length for length in lengths if ".".join(parts[:length]) in answers.values), 0)
    question = ".".join(parts[:length])
    if not question or facts.visible(question) is not True:
        return False
    return length == len(parts) or (parts[length], True) in facts.grid_rows(facts.vocabulary[question])
