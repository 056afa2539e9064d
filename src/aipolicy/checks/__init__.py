"""The rules of `library check`: one rule a module, its docstring is its user documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aipolicy.checks import (
    clause_markdown,
    contradictory_rules,
    contradictory_stance,
    crosswalk_ids,
    dead_law,
    defined_terms,
    duty_actor,
    foreign_law,
    idle_question,
    jurisdictions,
    never_asked,
    one_of,
    passive_duty,
    references,
    stance_not_offered,
    template_names,
    totals_options,
    uncarried_element,
    undefined_acronym,
    unknown_ids,
    unreachable_clause,
    unused_clause,
    wording,
)
from aipolicy.conditions.analysis import TooLarge
from aipolicy.library import Library
from aipolicy.problems import Problem, Span, in_order

LibraryRule = Callable[[Library], Iterator[Problem]]

WHOLE = Span("templates/interview")

LIBRARY_RULES: tuple[LibraryRule, ...] = (
    unknown_ids.check,
    crosswalk_ids.check,
    unreachable_clause.check,
    unused_clause.check,
    one_of.check,
    references.check,
    contradictory_rules.check,
    uncarried_element.check,
    totals_options.check,
    foreign_law.check,
    dead_law.check,
    jurisdictions.check,
    never_asked.check,
    idle_question.check,
    contradictory_stance.check,
    stance_not_offered.check,
    wording.check,
    passive_duty.check,
    duty_actor.check,
    defined_terms.check,
    undefined_acronym.check,
    template_names.check,
    clause_markdown.check,
)


def check_library(library: Library) -> tuple[Problem, ...]:
    """Every problem that the rules find in a library that loads, in file order."""
    return in_order(problem for rule in LIBRARY_RULES for problem in _found(rule, library))


def _found(rule: LibraryRule, library: Library) -> Iterator[Problem]:
    try:
        yield from rule(library)
    except TooLarge as error:
        name = rule.__module__.rsplit(".", 1)[-1].replace("_", "-")
        hint = "put a derived answer between the questions and the conditions that combine many of them"
        yield Problem(WHOLE, "too-large", f"the rule {name} cannot be carried out: {error}", hint)
