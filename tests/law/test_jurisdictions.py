"""The 51 jurisdictions of the library, the questions of one state alone, and what an adoption copy leaves out."""

from __future__ import annotations

import re

from aipolicy.library import Library
from aipolicy.writers.markdown import write
from tests.districts import build
from tests.law.borders import STATES, STATUTES, named_states, own_words
from tests.law.everywhere import KINDS, states, values_of


def test_these_are_all_jurisdictions(real_library: Library) -> None:
    assert sorted(states(real_library)) == sorted(STATES)
    assert len(STATES) == 51


def test_the_table_of_offices_names_states(real_library: Library) -> None:
    words = own_words(real_library)
    assert all(words.values())
    assert "Division Superintendent" in words["va"]


def test_this_is_all_state_law_that_is_held(real_library: Library) -> None:
    assert {str(law.jurisdiction) for law in real_library.citations.values()} - {"us"} == set(STATUTES)


def test_each_answer_to_a_question_of_one_state_builds(real_library: Library) -> None:
    tried = 0
    for id, question in real_library.interview.questions.items():
        for state in named_states(question.when) if question.section == "state" else ():
            for choice in question.choices or ():
                answer = [str(choice.id)] if question.type == "choices" else str(choice.id)
                values = values_of(real_library, state, "permits", {id: answer})
                assert id in values, (id, state)
                assert build(values, real_library).problems == (), (id, choice.id)
                tried += 1
    assert tried >= 10


def test_an_adoption_copy_says_nothing_of_the_library(real_library: Library) -> None:
    for state in ("ks", "tn"):
        for document in build(values_of(real_library, state, KINDS[0]), real_library, final=True).documents:
            outline = real_library.outlines[str(document.id)]
            if outline.publication != "privileged":
                assert not re.search(r"library (behind|holds|does not hold)", write(document)), (state, document.id)
