"""Undecided is an answer: drafts say what is open, once a document, and nothing that rests on it."""

from __future__ import annotations

from typing import Any

import pytest

from aipolicy import library
from aipolicy.answers import facts_of
from aipolicy.assemble import Assembled
from aipolicy.assemble.decisions import BOXED
from aipolicy.assemble.select import Waiting, condition_of, select
from aipolicy.conditions import All, Facts, evaluate
from aipolicy.document import Blank, Block, Clause, Reference, walk
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers.markdown import write
from aipolicy.writers.text import plain
from tests.districts import answers_of, build, example

SINGLE = [
    str(id)
    for id, question in library.load(library.layers_for()).interview.questions.items()
    if question.type in ("choice", "yes_no")
]


def facts(values: dict[str, Any], library: Library) -> Facts:
    return facts_of(answers_of(values, library), library.interview)


def assert_sound(built: Assembled, values: dict[str, Any], library: Library) -> None:
    """The laws of a draft with open decisions."""
    known = facts(values, library)
    standing = {id for d in built.documents for id in _targets(built, d.id)}
    for document in built.documents:
        children = [c for section in document.sections for c in section.children]
        boxes = [c.id.removeprefix("decision.") for c in children if isinstance(c, Block) and c.kind == "decision"]
        assert tuple(boxes) == built.open_in[document.id]
        assert len(boxes) == len(set(boxes))
        for clause in children:
            if isinstance(clause, Clause):
                condition = All((library.outlines[document.id].when, condition_of(library.blocks[clause.id], library)))
                assert evaluate(condition, known) is True
        for node in walk(document):
            if isinstance(node, Reference):
                assert f"{node.document or document.id}#{node.target}" in standing
            assert not isinstance(node, Blank) or node.label
        if built.open_in[document.id] or not built.open:
            read, problems = read_document(write(document), f"{document.id}.md")
            assert problems == []
            assert read == normalize(document)
            assert plain(read) == plain(document)
    opened = {str(found.question.id): found for found in built.open}
    boxed = {id for ids in built.open_in.values() for id in ids}
    assert boxed <= set(opened)
    for id in opened:
        assert values.get(id) in (None, "undecided") or isinstance(values.get(id), list | dict)
        assert known.visible(id) is not False
    for found in select(library, known):
        for section in found.sections if found.truth else ():
            for entry in section.entries:
                if isinstance(entry, Waiting):
                    assert entry.questions, entry.block.id
                    for question in entry.questions:
                        assert question in opened, (entry.block.id, question)
                        assert question in built.open_in[str(found.outline.id)], (entry.block.id, question)
    assert not [problem for problem in built.problems if problem.code == "open-reference"]


def _targets(built: Assembled, document: str) -> set[str]:
    found = next(d for d in built.documents if d.id == document)
    ids = {found.id, *(s.id for s in found.sections), *(c.id for s in found.sections for c in s.children)}
    return {f"{document}#{id}" for id in ids} | {f"{document}#{document}/{s.id}" for s in found.sections}


def test_everything_is_undecided(real_library: Library) -> None:
    values: dict[str, Any] = dict.fromkeys(real_library.interview.questions, "undecided")
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert len(built.documents) >= 4
    assert built.waiting == {"committee-charter": ("committee.form",)}
    assert all(built.blanks[document.id] for document in built.documents)


def test_nothing_is_answered(real_library: Library) -> None:
    built = build({}, real_library)
    assert_sound(built, {}, real_library)
    everything = build(dict.fromkeys(real_library.interview.questions, "undecided"), real_library)
    required = {id for id, question in real_library.interview.questions.items() if not question.optional}
    undecided = {str(o.question.id) for o in everything.open} & required
    assert {str(o.question.id) for o in built.open} & required == undecided


@pytest.mark.parametrize("district", ["lakeshore", "cedar-hollow"])
def test_a_complete_example_has_nothing_open(district: str, real_library: Library) -> None:
    values = example(district, real_library)
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert built.open == ()
    assert built.waiting == {}
    assert built.problems == ()


@pytest.mark.parametrize(
    ("question", "district"),
    [(id, "lakeshore") for id in SINGLE] + [(id, "cedar-hollow") for id in SINGLE[::6]],
)
def test_one_question_undecided(question: str, district: str, real_library: Library) -> None:
    values = example(district, real_library)
    asked = facts(values, real_library).visible(question)
    values[question] = "undecided"
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    opened = [str(found.question.id) for found in built.open]
    before = set(example(district, real_library))
    assert set(opened) <= {question} | (set(real_library.interview.questions) - before)
    if not asked:
        assert question not in opened
    for ids in built.open_in.values():
        assert set(ids) <= {question}
        assert all(real_library.interview.questions[id].type in BOXED for id in ids)


@pytest.mark.parametrize("question", ["consent.model", "tools.register", "oversight.signoff", "policy.goals"])
def test_a_list_or_grid_undecided(question: str, real_library: Library) -> None:
    values = example("lakeshore", real_library) | {question: "undecided"}
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert [str(found.question.id) for found in built.open] == [question]


def test_a_cell_of_each_grid_undecided(real_library: Library) -> None:
    for id, question in real_library.interview.questions.items():
        values = example("lakeshore", real_library)
        if question.type != "grid" or not isinstance(values.get(id), dict):
            continue
        for row in list(values[id])[:: max(1, len(values[id]) // 2)]:
            changed = values | {id: {**values[id], row: "undecided"}}
            built = build(changed, real_library)
            assert_sound(built, changed, real_library)
            assert [str(found.question.id) for found in built.open] == [id], (id, row)


def test_one_field_of_a_tool_undecided(real_library: Library) -> None:
    values = example("lakeshore", real_library)
    for field in ("status", "users", "environment"):
        first, *others = values["tools.register"]
        changed = values | {"tools.register": [{**first, field: "undecided"}, *others]}
        built = build(changed, real_library)
        assert_sound(built, changed, real_library)
        assert field == "environment" or [str(o.question.id) for o in built.open] == ["tools.register"], field
