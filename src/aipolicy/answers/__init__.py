"""The answer file: reading, validating, and what conditions see of it.

Who changes answers imports `edit`, `record` and `store`; who describes them, `schema`.
"""

from aipolicy.answers.answer_file import NAME, AnswerFile, parse_answer_file, read_answer_file
from aipolicy.answers.facts import facts_of
from aipolicy.answers.model import UNDECIDED, Answer, Answers, Decision, Other, Review, Row
from aipolicy.answers.validate import load_answers, validate

__all__ = [
    "NAME",
    "UNDECIDED",
    "Answer",
    "AnswerFile",
    "Answers",
    "Decision",
    "Other",
    "Review",
    "Row",
    "facts_of",
    "load_answers",
    "parse_answer_file",
    "read_answer_file",
    "validate",
]
