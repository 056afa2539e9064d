"""The answer file: reading, validating, editing, saving, and what conditions see of it."""

from aipolicy.answers.answer_file import NAME, AnswerFile, parse_answer_file, read_answer_file
from aipolicy.answers.edit import set_value
from aipolicy.answers.facts import facts_of
from aipolicy.answers.model import UNDECIDED, Answer, Answers, Decision, Other, Review, Row
from aipolicy.answers.record import Recorded, record
from aipolicy.answers.schema import json_schema
from aipolicy.answers.store import Hold, holding, save, undo
from aipolicy.answers.validate import load_answers, validate

__all__ = [
    "NAME",
    "UNDECIDED",
    "Answer",
    "AnswerFile",
    "Answers",
    "Decision",
    "Hold",
    "Other",
    "Recorded",
    "Review",
    "Row",
    "facts_of",
    "holding",
    "json_schema",
    "load_answers",
    "parse_answer_file",
    "read_answer_file",
    "record",
    "save",
    "set_value",
    "undo",
    "validate",
]
