"""What the districts of a covering array vary (tests/pairs.py): questions, and the ways in which each is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aipolicy.conditions import All, AnyOf, Includes, Is, Not, Predicate
from aipolicy.conditions.predicate import questions_of
from aipolicy.library import Library
from aipolicy.library.questions import Question
from tests.random_districts import Way

BANDS = (["prek", "k2", "g3_5"], ["k2", "g3_6", "g7_8"], ["g6_8"], ["g9_12"], ["k2", "g3_5", "g6_8", "g9_12"])
STATES = ("oh", "ca", "va", "tx", "dc")
SCHOOLS = ("1", "6")
Rows = list[dict[str, Any]]
EVERY_GRADE = ["prek", "k2", "g3_5", "g6_8", "g9_12"]


def _tool(id: str, environment: str, users: list[str], **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"id": id, "name": id.capitalize(), "provider": "Plain Works", "purpose": "drafts of letters"}
    row |= {"users": users, "data": ["none"], "environment": environment, "agreement": "addendum"}
    return row | {"basis": "no_student_data", "consent": "none", "status": "approved"} | more


TOOLS: tuple[Rows, ...] = (
    [],
    [_tool("reader", "closed", ["staff"]), _tool("old", "open", ["staff", "students"], status="retired")],
    [
        _tool("reader", "closed", ["staff", "students"], grades=EVERY_GRADE, basis="consent", consent="opt_in"),
        _tool("plans", "closed", ["staff"], status="review"),
    ],
    [
        _tool("reader", "closed", ["students"], grades=["g6_8", "g9_12"], status="pilot", consent="opt_out"),
        _tool("letters", "open", ["staff"]),
    ],
    [_tool("reader", "open", ["staff", "students"], grades=EVERY_GRADE, consent="notice")],
)
"""Lists of tools that differ in what conditions and conflicts ask of them."""


def factors(library: Library) -> dict[str, tuple[Any, ...]]:
    """What varies, with its values or ways to answer."""
    compared = set(_compared(library))
    bodies = "\n".join(f"{block.body}{block.none}" for block in library.blocks.values())
    found: dict[str, tuple[Any, ...]] = {}
    for id, question in library.interview.questions.items():
        if _elsewhere(question):
            continue
        if id in compared or (question.forms and f"{id}." in bodies):
            values = _values(question)
            if len(values) > 1:
                found[id] = values
    fixed = {
        "district.state": STATES,
        "district.grade_bands": BANDS,
        "district.schools": SCHOOLS,
        "documents.more": (every_document(library), *_fewer_documents(library), Way("left_out")),
        "tools.register": TOOLS,
    }
    return {id: fixed.get(id, found.get(id, ())) for id in library.interview.questions if id in fixed or id in found}


def _elsewhere(question: Question) -> bool:
    """Whether only districts of other states are asked (tests/law builds each answer to such a question)."""
    parts = question.when.parts if isinstance(question.when, All) else (question.when,)
    states = [part.values for part in parts if isinstance(part, Is) and part.question == "district.state"]
    return any(not set(values) & set(STATES) for values in states)


def every_document(library: Library) -> list[str]:
    """What a district answers that asks for all documents but counsel's papers, which go through all the others."""
    choices = library.interview.questions["documents.more"].choices
    return [str(choice.id) for choice in choices if choice.id != "legal_crosswalk"]


def _fewer_documents(library: Library) -> Iterator[list[str]]:
    """All documents but one whose absence opens a question or a clause, for each such document; and without them."""
    conditions = [question.when for question in library.interview.questions.values()]
    conditions += [block.when for block in library.blocks.values()]
    without = list(dict.fromkeys(id for condition in conditions for id in _denied(condition)))
    for absent in (*([id] for id in without), without):
        yield [id for id in every_document(library) if id not in absent]


def _denied(condition: Predicate, denied: bool = False) -> Iterator[str]:
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _denied(part, denied)
        case Not(part):
            yield from _denied(part, not denied)
        case Includes("documents.more", values) if denied:
            yield from values


def _compared(library: Library) -> Iterator[str]:
    """The questions that any condition of the text compares, also through derived answers."""
    conditions = [block.when for block in library.blocks.values()] + [term.when for term in library.terms.values()]
    for outline in library.outlines.values():
        conditions += [outline.when, *(section.when for section in outline.sections)]
    conditions += [name.when for office in library.offices.values() for name in office.by]
    conditions += [question.when for question in library.interview.questions.values()]
    for condition in conditions:
        yield from roots(condition, library)


def roots(condition: Predicate, library: Library) -> Iterator[str]:
    for id in questions_of(condition):
        derivation = library.vocabulary[id].derivation
        if derivation is None:
            yield id
        else:
            yield from derivation.inputs
            for case in derivation.cases:
                yield from roots(case.when, library)


def _values(question: Question) -> tuple[Any, ...]:
    may_be_left_out = (Way("left_out"),) if question.optional else ()
    match question.type:
        case "choice":
            return (*(str(choice.id) for choice in question.choices), *may_be_left_out)
        case "yes_no":
            return (True, False, *may_be_left_out)
        case "choices":
            return (Way("least"), Way("most"), *may_be_left_out)
        case "grid" if [str(column.id) for column in question.columns] == [""]:
            return tuple(Way("alike", str(choice.id)) for choice in question.columns[0].choices)
        case "grid":
            return ()
        case _:
            return (Way("answered"), *may_be_left_out)
