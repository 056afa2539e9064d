"""The papers for counsel against the set that they tell about: every clause, every law, every open question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from aipolicy.answers import facts_of
from aipolicy.assemble import Assembled
from aipolicy.assemble.law_words import concerning, date_words
from aipolicy.assemble.select import Chosen, Waiting
from aipolicy.conditions import Facts
from aipolicy.document import Block, Citation, Clause, Document, FormField, Link, List, Reference, Table, walk
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers import docx, markdown
from tests.districts import all_of, answers_of, build, every_document, example, named, words

CROSSWALK, MEMO = "legal-crosswalk", "legal-memo"
DISTRICTS = ("cedar-hollow", "lakeshore", "undecided", "florida", "bare")


def values(name: str, library: Library) -> dict[str, Any]:
    """The answers of an example, of one in a state without law in the library, and almost none; all papers asked."""
    asked = {"documents.more": every_document(library)}
    if name == "bare":
        return asked
    base = example("cedar-hollow" if name == "florida" else name, library)
    changed = {"district.state": "fl"} if name == "florida" else {}
    kept = {id: value for id, value in base.items() if not id.startswith("state.") or name != "florida"}
    return {**kept, **asked, **changed}


@pytest.fixture(scope="module", params=DISTRICTS)
def built(request: pytest.FixtureRequest, real_library: Library) -> Assembled:
    return _built(request.param, real_library)


@cache
def _built_of(name: str, library_id: int) -> Assembled:
    return build(values(name, _LIBRARY[library_id]), _LIBRARY[library_id])


_LIBRARY: dict[int, Library] = {}


def _built(name: str, library: Library) -> Assembled:
    _LIBRARY[id(library)] = library
    return _built_of(name, id(library))


def children(document: Document) -> Iterator[Clause | Block]:
    for section in document.sections:
        yield from section.children


def block(document: Document, id: str) -> Block:
    found = [child for child in children(document) if isinstance(child, Block) and child.id == id]
    assert len(found) == 1, id
    return found[0]


def test_every_clause_of_every_document_stands_once_in_its_part(built: Assembled) -> None:
    paper = named(built.documents, CROSSWALK)
    for document in built.documents:
        part = block(paper, f"crosswalk.{document.id}")
        home = "" if document.id == CROSSWALK else document.id
        told = Counter(r.target for r in all_of(part, Reference) if r.document == home and r.target != document.id)
        told = Counter({id: n for id, n in told.items() if not id.startswith("authority.")})
        standing = Counter(child.id for child in children(document) if isinstance(child, Clause))
        assert told == standing, document.id
        text = words(part)
        assert all(f"({id})" in text for id in standing)


def test_every_clause_that_waits_stands_with_its_questions(built: Assembled, real_library: Library) -> None:
    paper = named(built.documents, CROSSWALK)
    for selected in built.selected:
        part = words(block(paper, f"crosswalk.{selected.outline.id}"))
        for entry in (e for section in selected.sections for e in section.entries if isinstance(e, Waiting)):
            if "district.state" in entry.questions:
                assert "wait until the state is decided" in part
                continue
            assert f"({entry.block.id})" in part
            for question in entry.questions:
                assert str(real_library.interview.questions[question].ask) in part


def test_every_clause_has_a_place_to_sign(built: Assembled) -> None:
    paper = named(built.documents, CROSSWALK)
    for document in built.documents:
        part = block(paper, f"crosswalk.{document.id}")
        boxes = sum(field.kind == "check" for field in all_of(part, FormField))
        assert boxes >= sum(isinstance(child, Clause) for child in children(document))
    assert any(node.labels[0] == "Signature of attorney" for node in walk(paper) if hasattr(node, "labels"))


def _law(document: Document, library: Library) -> set[str]:
    """The law that the clauses of a document list, cite, or name behind a duty."""
    found = set()
    for child in children(document):
        if isinstance(child, Clause):
            entry = library.blocks[child.id]
            found |= {*map(str, entry.citations), *(str(id) for duty in entry.obliges for id in duty.law)}
            found |= {node.id for node in walk(child) if isinstance(node, Citation)}
    return found


def test_every_law_stands_once_with_how_sure_it_is(built: Assembled, real_library: Library) -> None:
    paper = named(built.documents, CROSSWALK)
    found = {c.id.removeprefix("authority."): c for c in children(paper) if c.id.startswith("authority.")}
    behind = set().union(*(_law(document, real_library) for document in built.documents))
    waiting = {
        str(id)
        for selected in built.selected
        for section in selected.sections
        for entry in section.entries
        if isinstance(entry, Waiting) and "district.state" not in entry.questions
        for id in (*entry.block.citations, *(law for duty in entry.block.obliges for law in duty.law))
    }
    terms = {str(id) for term in real_library.terms.values() for id in term.citations}
    assert behind | waiting <= set(found) <= behind | waiting | terms
    for id, entry in found.items():
        law = real_library.citations[id]
        text = words(entry)
        assert entry.title == law.citation
        assert str(law.says) in text
        assert str(law.note) in text
        assert [link.url for link in all_of(entry, Link)] == [str(law.url)]
        assert f"Checked {date_words(str(law.checked))}: " in text


def test_no_law_of_another_state(built: Assembled, real_library: Library) -> None:
    paper = named(built.documents, CROSSWALK)
    ids = [c.id.removeprefix("authority.") for c in children(paper) if c.id.startswith("authority.")]
    states = {str(real_library.citations[id].jurisdiction) for id in ids} - {"us"}
    assert len(states) <= 1


def test_the_clauses_that_rest_on_a_law_are_named(built: Assembled, real_library: Library) -> None:
    paper = named(built.documents, CROSSWALK)
    for document in built.documents:
        home = "" if document.id == CROSSWALK else document.id
        for child in children(document):
            if isinstance(child, Clause):
                for id in map(str, real_library.blocks[child.id].citations):
                    references = all_of(block(paper, f"authority.{id}"), Reference)
                    assert sum(r.target == child.id and r.document == home for r in references) == 1


def test_only_elements_that_stand_behind_the_set(built: Assembled, real_library: Library) -> None:
    paper = named(built.documents, CROSSWALK)
    tables = all_of(block(paper, "crosswalk.elements"), Table)
    told = [words(row.cells[0]) for row in tables[0].rows]
    assert told == [id for id in real_library.elements if id in told]
    entries = [e for s in built.selected for part in s.sections for e in part.entries]
    blocks = [e.block for e in entries if isinstance(e, Chosen | Waiting)]
    assert set(told) <= {str(id) for entry in blocks for id in entry.framework}
    standing = [c.id for d in built.documents for c in children(d) if isinstance(c, Clause)]
    assert set(told) >= {str(id) for clause in standing for id in real_library.blocks[clause].framework}


def test_an_adoption_copy_of_the_paper_says_the_same(real_library: Library) -> None:
    answers = values("cedar-hollow", real_library)
    draft, final = (named(build(answers, real_library, final=f).documents, CROSSWALK) for f in (False, True))
    for id in ("crosswalk.board-policy", "authority.ferpa-consent"):
        assert words(block(draft, id)) == words(block(final, id))
    assert final.label.startswith("Privileged and confidential")
    assert "Not legal advice" in final.draft


def test_it_is_written_and_read_back(built: Assembled) -> None:
    for id in (CROSSWALK, MEMO):
        document = named(built.documents, id)
        back, problems = read_document(markdown.write(document), f"{id}.md")
        assert not problems
        assert normalize(back) == normalize(document)
        assert docx.write(document) == docx.write(document)


def test_each_question_of_the_memo_has_four_parts_and_a_line(built: Assembled) -> None:
    memo = named(built.documents, MEMO)
    about = {"memo.purpose", "memo.limits", "memo.answer", "memo.open-questions", "memo.sign-off"}
    for child in children(memo):
        if isinstance(child, Clause) and child.id not in about:
            text = words(child)
            assert text.startswith(("The answer.", "The rule of the drafts.", "The starting point."))
            parts = [text.index(label) for label in ("The question.", "Why it arises.", "What the drafts do.")]
            assert parts == sorted(parts)
            assert [field.label for field in all_of(child, FormField)] == ["Answer of counsel"]


def test_open_questions_for_counsel_are_asked(built: Assembled, real_library: Library) -> None:
    memo = named(built.documents, MEMO)
    told = {c.id.removeprefix("counsel-questions.") for c in children(memo) if c.id.startswith("counsel-questions.")}
    open_now = {str(d.question.id) for d in built.open if d.question.for_counsel}
    assert told - {"none"} <= {id for id, q in real_library.interview.questions.items() if q.for_counsel}
    assert told - {"none"} <= open_now or not open_now


def test_a_state_without_law_is_said(real_library: Library) -> None:
    documents = _built("florida", real_library).documents
    lacks = words(block(named(documents, CROSSWALK), "authorities.lacks"))
    assert "The library holds no law of Florida." in lacks
    assert "memo.state-not-researched" in {child.id for child in children(named(documents, MEMO))}
    known = words(block(named(_built("cedar-hollow", real_library).documents, CROSSWALK), "authorities.lacks"))
    assert str(real_library.jurisdictions["oh"].lacks) in known


def test_the_memo_knows_every_state_without_law(real_library: Library) -> None:
    silent = {id for id, place in real_library.jurisdictions.items() if not place.holds}
    for clause in ("memo.state-not-researched", "memo.state-gaps"):
        condition = repr(real_library.blocks[clause].when)
        assert {id for id in real_library.jurisdictions if f"'{id}'" in condition} == silent


def test_only_questions_that_the_answers_raise(real_library: Library) -> None:
    answers = values("cedar-hollow", real_library)
    for change, there in (({"use.recording": "permission"}, True), ({"use.recording": "none"}, False)):
        memo = named(build({**answers, **change}, real_library).documents, MEMO)
        ids = {child.id for child in children(memo)}
        assert ("memo.recording-permission" in ids) is there
        assert ("memo.recording-none" in ids) is not there


def test_no_public_paper_names_a_privileged_one(built: Assembled, real_library: Library) -> None:
    assert built.privileged == {CROSSWALK, MEMO}
    for document in built.documents:
        if document.id not in built.privileged:
            assert not {r.document for r in all_of(document, Reference)} & built.privileged, document.id
            assert not [r for r in all_of(document, Reference) if r.target.startswith(("memo.", "crosswalk."))]
            assert not [box for box in all_of(document, List) if "memo." in words(box)]
    assert not [p for duty in built.duties.duties for p in duty.places if p.document in built.privileged]


def test_papers_for_counsel_undo_no_review(real_library: Library) -> None:
    asked = ["roadmap", "duties_register", "legal_crosswalk"]
    answers = values("cedar-hollow", real_library)
    with_it = build({**answers, "documents.more": asked}, real_library)
    without = build({**answers, "documents.more": asked[:-1]}, real_library)
    assert with_it.review.fingerprint == without.review.fingerprint
    assert not [id for id in with_it.reviewable if id.startswith("legal-")]


def test_dates_of_law_in_the_roadmap(built: Assembled, real_library: Library) -> None:
    roadmap = next((d for d in built.documents if d.id == "roadmap"), None)
    if roadmap is None:
        return
    dates = [child for child in children(roadmap) if child.id.startswith("law-dates.")]
    assert dates
    for child in dates:
        if child.id == "law-dates.yearly":
            rows = all_of(child, Table)[0].rows
            legal = [d for d in built.duties.duties if d.law and d.in_months]
            assert len(rows) == sum(1 if len(d.months) == 12 else len(d.in_months) for d in legal)
            assert all(any(d.does in words(row) for d in legal) for row in rows)


def test_dates_that_come_once_are_the_districts_own(real_library: Library) -> None:
    answers = {**values("cedar-hollow", real_library), "district.population": 2400}
    dates = block(named(build(answers, real_library).documents, "roadmap"), "law-dates.once")
    text = words(dates)
    assert "July 1, 2026" in text
    assert "R.C. 3301.24" in text
    assert "April 26, 2028" in text
    assert "April 26, 2027" not in text
    county = {**answers, "district.population": 90000, "district.state": "ca"}
    county = {id: value for id, value in county.items() if not id.startswith("state.")}
    text = words(block(named(build(county, real_library).documents, "roadmap"), "law-dates.once"))
    assert "R.C. 3301.24" not in text
    assert "April 26, 2027" in text


def test_an_undecided_date_names_its_question(real_library: Library) -> None:
    answers = answers_of({"documents.more": ["roadmap"]}, real_library)
    facts = _facts(answers, real_library)
    found = [asked for law in real_library.citations.values() for _, asked in concerning(law, facts)]
    assert any(found)


def _facts(answers: Any, library: Library) -> Facts:
    return facts_of(answers, library.interview)
