"""Undecided is an answer: drafts say what is open, once a document, and nothing that rests on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aipolicy.answers import facts_of
from aipolicy.assemble import Assembled
from aipolicy.assemble.decisions import BOXED, options_of
from aipolicy.assemble.select import Waiting, condition_of, select
from aipolicy.conditions import All, Facts, evaluate
from aipolicy.document import Blank, Block, Clause, Item, Paragraph, Reference, Sentence, walk
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers.markdown import write
from aipolicy.writers.text import plain
from tests.districts import all_of, answers_of, blocks, build, every_document, example, named, words

EVERY = 8
"""Every so many questions are undecided one at a time here, and the first row of each grid; tests/long takes all."""
STARTER = ("decision-register", "board-policy", "administrative-regulation", "staff-rules", "caregiver-notice")
CHOSEN = ("yes_no", "choice", "choices", "grid")
NUMBERED = re.compile(r"[Ss]ection \d+(\.\d+)*")


def single(library: Library) -> list[str]:
    """The questions with one answer out of a few."""
    return [str(q.id) for q in library.interview.questions.values() if q.type in ("choice", "yes_no")]


def facts(values: dict[str, Any], library: Library) -> Facts:
    return facts_of(answers_of(values, library), library.interview)


def assert_sound(built: Assembled, values: dict[str, Any], library: Library) -> None:
    """The laws of a draft with open decisions."""
    known = facts(values, library)
    standing = {id for d in built.documents for id in _targets(built, d.id)}
    for document in built.documents:
        children = [c for section in document.sections for c in section.children]
        boxes = [c.id.removeprefix("decision.") for c in children if isinstance(c, Block) and c.kind == "decision"]
        assert tuple(boxes) == (() if document.id in built.privileged else built.open_in[document.id])
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


def assert_readable(built: Assembled, values: dict[str, Any], library: Library) -> None:
    """Each box asks its question in whole sentences, shows its options, and says who decides and what waits."""
    known = facts(values, library)
    waiting = {
        str(selected.outline.id): {
            str(e.block.title) for part in selected.sections for e in part.entries if isinstance(e, Waiting)
        }
        for selected in built.selected
    }
    for document in built.documents:
        for block in blocks(document).values():
            if block.kind != "decision":
                continue
            question = library.interview.questions[block.id.removeprefix("decision.")]
            first, *_, last = all_of(block, Paragraph)
            assert words(first).startswith(f"{question.id}:"), block.id
            assert str(question.ask) in words(first), block.id
            assert [words(item) for item in all_of(block, Item)] == [
                words(item) for item in options_of(question, known)
            ]
            assert len(all_of(block, Item)) > 1 or question.type not in CHOSEN, block.id
            assert re.match(r"Nobody is named yet|Decides: |Decided by: ", words(last)), block.id
            for sentence in all_of(block, Sentence):
                assert re.search(r"[.?:!]$|^(Yes|No)$", words(sentence)), (block.id, words(sentence))
            waits = words(last).partition("Text that waits for this decision: ")[2]
            titles = waits.removesuffix(".").split("; ") if waits else []
            assert all(title in waiting[document.id] or title.endswith(" more") for title in titles), block.id


def assert_listed(built: Assembled, library: Library) -> None:
    """The register lists each open decision, and each box by the number of its section."""
    register = named(built.documents, "decision-register")
    listed = {id: block for id, block in blocks(register).items() if id.startswith("register.open.")}
    for found in built.open:
        block = listed[f"register.open.{found.question.section}"]
        openings = [words(paragraph) for paragraph in all_of(block, Paragraph)]
        assert any(text.startswith(f"{found.question.ask} ({found.question.id})") for text in openings)
    references = {(r.document, r.target): r.text for block in listed.values() for r in all_of(block, Reference)}
    boxes = 0
    for document in built.documents:
        for section in document.sections:
            boxed = [c for c in section.children if isinstance(c, Block) and c.kind == "decision"]
            if boxed:
                boxes += len(boxed)
                assert references[document.id, section.id].lower() == f"section {section.number}"
    assert boxes == sum(len(ids) for id, ids in built.open_in.items() if id not in built.privileged)
    for (document, target), text in references.items():
        assert document == target or NUMBERED.fullmatch(text), (document, target, text)


def test_everything_is_undecided(real_library: Library) -> None:
    """Then the starter set is built, and every other document waits for somebody to ask for it."""
    values: dict[str, Any] = dict.fromkeys(real_library.interview.questions, "undecided")
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert_listed(built, real_library)
    assert tuple(document.id for document in built.documents) == tuple(id for id in STARTER if id != "board-policy")
    assert built.waiting["board-policy"] == ("policy.route",)
    assert {*STARTER, *built.waiting} == set(real_library.outlines)
    # The documents that the law of one state asks for begin with its letters.
    for id, asked in built.waiting.items():
        assert id == "board-policy" or ("district.state" if id[2] == "-" else "documents.more") in asked
    assert all(built.blanks[document.id] for document in built.documents)


def test_everything_is_undecided_of_every_document(real_library: Library) -> None:
    questions: dict[str, Any] = dict.fromkeys(real_library.interview.questions, "undecided")
    values = questions | {"documents.more": every_document(real_library)}
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert_readable(built, values, real_library)
    assert_listed(built, real_library)
    asked = {id: waits_for for id, waits_for in built.waiting.items() if id[2] != "-"}
    assert asked == {"board-policy": ("policy.route",), "committee-charter": ("committee.form",)}
    assert all("district.state" in waits_for for id, waits_for in built.waiting.items() if id not in asked)
    assert {document.id for document in built.documents} == set(real_library.outlines) - set(built.waiting)


@pytest.mark.parametrize("district", ["lakeshore", "cedar-hollow"])
def test_every_optional_question_is_undecided(district: str, real_library: Library) -> None:
    """All documents are built, each open decision is a box that a board can read, and the register lists them all."""
    values = example(district, real_library)
    asked = facts(values, real_library).visible
    before = {document.id for document in build(values, real_library).documents}
    optional = [id for id, question in real_library.interview.questions.items() if question.optional and asked(id)]
    values |= dict.fromkeys(optional, "undecided")
    values |= {"documents.more": example(district, real_library)["documents.more"], "manual.profile": "plain"}
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert_readable(built, values, real_library)
    assert_listed(built, real_library)
    assert {document.id for document in built.documents} == before
    text = words(named(built.documents, "decision-register"))
    for id in set(optional) - {"documents.more"}:
        assert f"{real_library.interview.questions[id].ask} ({id})" in text, id


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


def assert_one_undecided(question: str, district: str, library: Library) -> None:
    """An example with one question undecided: nothing else opens, and only what asks for it shows a box."""
    values = example(district, library)
    before = set(values)
    asked = facts(values, library).visible(question)
    values[question] = "undecided"
    built = build(values, library)
    assert_sound(built, values, library)
    opened = [str(found.question.id) for found in built.open]
    assert set(opened) <= {question} | (set(library.interview.questions) - before)
    if not asked:
        assert question not in opened
    for ids in built.open_in.values():
        assert set(ids) <= {question}
        assert all(library.interview.questions[id].type in BOXED for id in ids)


@pytest.mark.parametrize("place", range(EVERY))
def test_one_question_undecided(place: int, real_library: Library) -> None:
    some = single(real_library)[::EVERY]
    for question in some[place::EVERY]:
        assert_one_undecided(question, "lakeshore", real_library)
    for question in some[place :: EVERY * 4]:
        assert_one_undecided(question, "cedar-hollow", real_library)


@pytest.mark.parametrize("question", ["consent.model", "tools.register", "oversight.signoff", "policy.goals"])
def test_a_list_or_grid_undecided(question: str, real_library: Library) -> None:
    values = example("lakeshore", real_library) | {question: "undecided"}
    built = build(values, real_library)
    assert_sound(built, values, real_library)
    assert [str(found.question.id) for found in built.open] == [question]


def assert_cell_undecided(id: str, row: str, library: Library) -> None:
    values = example("lakeshore", library)
    changed = values | {id: {**values[id], row: "undecided"}}
    built = build(changed, library)
    assert_sound(built, changed, library)
    assert [str(found.question.id) for found in built.open] == [id], (id, row)


def grids(library: Library) -> dict[str, list[str]]:
    """The grids that lakeshore answers, each with its rows."""
    values = example("lakeshore", library)
    questions = library.interview.questions.values()
    return {str(q.id): list(values[q.id]) for q in questions if q.type == "grid" and isinstance(values.get(q.id), dict)}


def test_a_cell_of_each_grid_undecided(real_library: Library) -> None:
    found = grids(real_library)
    assert len(found) > 10
    for place, (id, rows) in enumerate(found.items()):
        if place % (EVERY // 2) == 0:
            assert_cell_undecided(id, rows[place % len(rows)], real_library)


def test_one_field_of_a_tool_undecided(real_library: Library) -> None:
    values = example("lakeshore", real_library)
    for field in ("status", "users", "environment"):
        first, *others = values["tools.register"]
        changed = values | {"tools.register": [{**first, field: "undecided"}, *others]}
        built = build(changed, real_library)
        assert_sound(built, changed, real_library)
        assert field == "environment" or [str(o.question.id) for o in built.open] == ["tools.register"], field
