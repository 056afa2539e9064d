"""What real districts' policies cover and the framework does not: the starter set of every district answers each topic.

The topics are those of a survey of 57 district policies. A topic counts as answered where a clause with such an id
stands in one of the documents that everybody gets (five; four where the present policy stays), and its words speak
of it.
"""

from __future__ import annotations

import re

import pytest

from aipolicy.library import Library
from tests.completed import answers
from tests.districts import build, example, words
from tests.odd_districts import ODD

STARTER = {"board-policy", "administrative-regulation", "caregiver-notice", "staff-rules", "decision-register"}
OPT_OUT = "opt-out without penalty"
TOPICS = {
    "academic integrity": (r"(regulation|staff)\.integrity", r"work"),
    "disclosure and citation": (
        r"(regulation|staff)\.disclosure|policy\.principles-framework|staff\.labels",
        r"AI tool",
    ),
    "teacher permission for each assignment": (r"policy\.students-|regulation\.default|staff\.assignments", r"student"),
    "discipline with due process": (r"regulation\.(integrity|first-step|notice-first)", r"hear|notice"),
    "definitions": (r"definitions", r"AI tool"),
    "harassment": (r"policy\.conduct|regulation\.(likeness|report-fakes)", r"false|harass|deceive|likeness"),
    "copyright": (r"staff\.copyright", r"copyright|licen"),
    "recording": (r"regulation\.recording", r"record"),
    "biometrics": (r"regulation\.biometrics", r"face|voice|biometric"),
    "human final grades": (r"(regulation|staff)\.grades", r"grade"),
    OPT_OUT: (r"policy\.families", r"not lower a grade"),
    "detectors are never sole evidence": (r"(regulation|staff)\.detectors", r"detect"),
    "self-harm": (r"(regulation|staff)\.danger", r"self-harm|suicide|danger"),
    "companion chatbots": (r"(regulation|staff)\.companion", r"companion|counselor"),
    "public records": (r"(regulation|staff)\.records", r"record"),
    "a named coordinator": (r"policy\.roles|regulation\.(officers|offices)", r"."),
    "environment": (r"regulation\.(request|review|approval)", r"energy"),
    "data classification": (r"regulation\.data-classes", r"[Gg]reen"),
    "bargaining": (r"policy\.bargaining|regulation\.consultation", r"agreement|staff"),
    "secure assessments": (r"(regulation|staff)\.assessments", r"test|assessment"),
}


DISTRICTS = ("cedar-hollow", "lakeshore", "one-school", "high-schools", "primary", "texas")


def starter_set(name: str, library: Library) -> dict[str, str]:
    """The words of every clause and block of the five documents, by id."""
    values = answers(ODD[name], library) if name in ODD else example(name, library)
    made = build({**values, "documents.more": []}, library)
    kept = {"board-policy"} if values["policy.route"] == "keep" else set()
    assert {document.id for document in made.documents} >= STARTER - kept
    return {
        child.id: words(child)
        for document in made.documents
        if document.id in STARTER
        for section in document.sections
        for child in section.children
    }


@pytest.mark.parametrize("name", DISTRICTS)
def test_each_topic_is_answered(name: str, real_library: Library) -> None:
    standing = starter_set(name, real_library)
    declines = "policy.students-prohibited" not in standing
    for topic, (clauses, said) in TOPICS.items():
        if topic == OPT_OUT and not declines:
            continue  # nobody is offered anything to decline
        found = [id for id, text in standing.items() if re.match(clauses, id) and re.search(said, text)]
        assert found, topic
