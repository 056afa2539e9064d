"""Why a clause stands in a district's drafts or does not, and what a question changes."""

from aipolicy.explain.clause import ClauseExplained, Place, explain_clause, places_of
from aipolicy.explain.condition import Because, because
from aipolicy.explain.question import QuestionExplained, explain_question
from aipolicy.explain.shown import Given, given
from aipolicy.explain.taken import Taken, offered

__all__ = [
    "Because",
    "ClauseExplained",
    "Given",
    "Place",
    "QuestionExplained",
    "Taken",
    "because",
    "explain_clause",
    "explain_question",
    "given",
    "offered",
    "places_of",
]
