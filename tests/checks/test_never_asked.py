"""Questions and choices that nobody ever sees."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import never_asked

Found = Callable[..., list[str]]


INTERVIEW = "templates/interview/district.yaml"


def test_a_question_that_is_never_asked(found: Found) -> None:
    when = "when: {all: [{district.stance: pilot}, {not: {district.stance: pilot}}]}"
    assert found(never_asked.check, {INTERVIEW: ("when: {district.stance: pilot}", when)}) == [
        f"{INTERVIEW}:22:9: error[never-asked]: no answers ever lead to the question 'district.tools'"
    ]


def test_a_choice_that_is_never_offered(found: Found) -> None:
    choice = "{id: pilot, label: A pilot, when: {district.state: oh, not: {district.state: [oh, ca]}}}"
    changes = {INTERVIEW: ("{id: pilot, label: A pilot}", choice)}
    assert found(never_asked.check, changes) == [
        f"{INTERVIEW}:21:14: error[never-asked]: the choice 'pilot' of district.stance is never offered",
        f"{INTERVIEW}:22:9: error[never-asked]: no answers ever lead to the question 'district.tools'",
    ]
