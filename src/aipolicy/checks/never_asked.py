"""never-asked: a question that is never asked, or a choice or a row of a grid that is never offered.

Its `when:` excludes itself, or rests on an answer that cannot be given then.
"""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.checks.study import both, study
from aipolicy.library import Library
from aipolicy.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    possible = study(library).analysis.satisfiable
    for id, question in library.interview.questions.items():
        if possible(question.when) is None:
            hint = "compare the parts of its 'when:' with the conditions of the questions that it names"
            yield Problem(question.id.span, "never-asked", f"no answers ever lead to the question '{id}'", hint)
            continue
        for choice in question.choices:
            if possible(both(question.when, choice.when)) is None:
                yield Problem(choice.id.span, "never-asked", f"the choice '{choice.id}' of {id} is never offered")
        for row in question.rows:
            if possible(both(question.when, row.when)) is None:
                yield Problem(row.id.span, "never-asked", f"the row '{row.id}' of {id} is never asked")
