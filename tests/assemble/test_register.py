"""The register of decisions: what is open and where it shows, what is decided, what nobody confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aipolicy.assemble import Assembled
from aipolicy.document import Block, Document, Filled, Item, Paragraph, Reference, Row, Table
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers import docx, markdown
from tests.assemble.conftest import Build
from tests.districts import EXAMPLES, all_of, answers_of, blocks, example, named, words
from tests.registers import registers
from tests.tiny import tiny_library

Register = Callable[..., Document]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("registers"), registers())


@pytest.fixture
def built(made: Build, library: Library) -> Callable[..., Assembled]:
    return lambda changes=None, **options: made(changes, library=library, **options)


@pytest.fixture
def register(built: Callable[..., Assembled]) -> Register:
    return lambda changes=None, **options: named(built(changes, **options).documents, "register")


def block(document: Document, id: str) -> Block:
    return blocks(document)[f"register.{id}"]


def rows(block: Block) -> list[list[str]]:
    return [[words(cell) for cell in row.cells] for table in all_of(block, Table) for row in table.rows]


def test_an_open_decision_says_everything_that_a_board_needs(register: Register) -> None:
    decision = {
        "decides": "The Board",
        "by": "2027-01-19",
        "public_reason": "Families speak first.",
        "private_note": "SECRET",
    }
    found = register({"district.stance": "undecided", "decisions": {"district.stance": decision}})
    text = [words(p) for p in all_of(block(found, "open.district"), Paragraph)]
    assert text[0] == "What may students do? (district.stance)"
    options = [words(item) for item in all_of(block(found, "open.district"), Item)]
    assert options[:3] == [
        "Nothing.Students use no tool.",
        "A pilot.Some students try tools.",
        "Approved tools.All students use tools.",
    ]
    assert text[1].startswith("Decides: The Board, by January 19, 2027.Why it is open: Families speak first.")
    assert "Not built until then: Letter home." in text[1]
    assert options[3] == (
        'Board Policy "Rules for tools":Section 1 leaves out "About none", "About pilot", and "About free", '
        "and has a decision box."
    )
    assert "SECRET" not in markdown.write(found)
    assert rows(block(found, "overview")) == [["January 19, 2027", "What may students do?", "The Board"]]


def test_a_blank_is_found_by_its_section_in_that_very_document(register: Register) -> None:
    found = register({"district.coordinator": "undecided"})
    items = all_of(block(found, "open.district"), Item)
    assert [words(item) for item in items] == [
        "This register:There is a blank in section 1.1.",
        'Board Policy "Rules for tools":There is a blank in section 1.3.',
    ]
    assert [r.document for r in all_of(items[1], Reference)] == ["rules", "rules"]
    assert all_of(items[0], Reference)[0] == Reference("register.about", "", "section 1.1")


def test_dates_come_first_and_nobody_named_is_counted(register: Register) -> None:
    decisions = {
        "district.open": {"by": "2027-05-01"},
        "district.limits": {"decides": "The Superintendent"},
        "district.state": {"by": "2027-02-01"},
    }
    changes: dict[str, Any] = dict.fromkeys(("district.open", "district.limits", "district.state"), "undecided")
    found = register({**changes, "district.schools": None, "budget.safe": "in the hall", "decisions": decisions})
    assert [row[0] for row in rows(block(found, "overview"))] == ["February 1, 2027", "May 1, 2027", "no date set"]
    assert "4 decisions are open.For 1 of them, nobody is named and no date is set." in words(block(found, "overview"))


def test_nothing_open_is_said(register: Register) -> None:
    assert words(block(register({"budget.safe": "in the hall"}), "overview")) == "No decision is open."


def test_every_undecided_question_is_listed(built: Callable[..., Assembled], library: Library) -> None:
    answers = dict.fromkeys(library.interview.questions, "undecided")
    made = built({**answers, "district.name": "Elm"})
    found = named(made.documents, "register")
    text = words(found)
    for id, question in library.interview.questions.items():
        assert question.ask in text or id == "district.name", id
    overview = rows(block(found, "overview"))
    assert ["The head of technology", "1"] in overview
    assert sum(int(count) for _, count in overview) == words(found).count("Nobody is named yet to decide this; ask ")
    assert rows(block(found, "later")) == [
        ["When is the review due?", "What may students do?"],
        ["Is there a second key?", "Is the list of tools public?"],
    ]


def test_what_is_decided_reads_as_words_and_knows_its_question(register: Register) -> None:
    tools = [{"id": f"tool{n}", "name": f"Tool {n}", "status": "approved"} for n in range(14)]
    found = register({"district.tools": tools, "district.fee": "1250.5"})
    said = {row[0]: row[1] for row in rows(block(found, "decided.district"))}
    assert said["What is your district called?"] == "Elm Town Schools"
    assert said["What may students do?"] == "A pilot"
    assert said["Is the list of tools public?"] == "no"
    assert said["Which decisions stay with people?"] == "Grades; Hiring; the award of a prize"
    assert said["Who signs off?"] == "The author (Lessons), The head (Office work)"
    assert said["What does it cost?"] == "$1,250.50"
    assert said["When is the review due?"] == "January 12, 2027"
    assert said["Which tools are there?"] == (f"14 entries: {'; '.join(f'Tool {n}' for n in range(12))}; 2 more")
    twice = [{"id": f"t{n}", "name": name, "status": "approved"} for n, name in enumerate(("A", "B", "A"))]
    again = register({"district.tools": twice})
    assert ["Which tools are there?", "3 entries: A (2); B"] in rows(block(again, "decided.district"))
    filled = [f for f in all_of(block(found, "decided.district"), Filled) if f.question == "district.tools"]
    assert (filled[0].row, filled[0].field, filled[0].text) == ("tool0", "name", "Tool 0")


def test_who_decided_is_a_column_only_where_it_is_recorded(register: Register) -> None:
    assert len(all_of(block(register(), "decided.district"), Row)[0].cells) == 2
    decided = {"decided_by": "The Board", "decided_on": "2026-10-01", "public_reason": "It fits.", "private_note": "X1"}
    found = register({"decisions": {"district.stance": decided, "district.signs.class": {"decided_by": "The Head"}}})
    said = {row[0]: row[2] for row in rows(block(found, "decided.district"))}
    assert said["What may students do?"] == "The Board, October 1, 2026. It fits."
    assert said["Who signs off?"] == "Lessons: The Head"
    assert said["What is your district called?"] == "not recorded"
    assert "X1" not in words(found)


def test_a_suggestion_that_nobody_confirmed_is_not_decided(register: Register) -> None:
    guesses = {"district.stance": {"basis": "suggested"}, "district.signs.class": {"basis": "suggested"}}
    found = register({"decisions": guesses})
    assert rows(block(found, "unconfirmed")) == [
        ["What may students do?", "A pilot"],
        ["Who signs off?", "The author (Lessons)"],
    ]
    decided = {row[0]: row[1] for row in rows(block(found, "decided.district"))}
    assert "What may students do?" not in decided
    assert decided["Who signs off?"] == "The head (Office work)"
    assert "register.unconfirmed" not in blocks(register())


def test_an_answer_to_earlier_words_is_listed_apart(register: Register) -> None:
    marks = {"district.stance": {"basis": "reworded"}, "district.signs.class": {"basis": "suggested"}}
    marks["district.signs.office"] = {"basis": "reworded"}
    found = register({"decisions": marks})
    assert rows(block(found, "unconfirmed")) == [["Who signs off?", "The author (Lessons)"]]
    assert rows(block(found, "reworded")) == [
        ["What may students do?", "A pilot"],
        ["Who signs off?", "The head (Office work)"],
    ]
    decided = {row[0]: row[1] for row in rows(block(found, "decided.district"))}
    assert not {"What may students do?", "Who signs off?"} & decided.keys()
    assert "register.reworded" not in blocks(register())


def test_a_grid_decided_in_part_is_both_open_and_decided(register: Register) -> None:
    found = register({"district.signs": {"class": "author", "office": "undecided"}})
    assert "Not decided for: Office work." in words(block(found, "open.district"))
    assert ["Who signs off?", "The author (Lessons)"] in rows(block(found, "decided.district"))


def test_an_answer_that_only_private_text_prints_is_kept_back(register: Register) -> None:
    found = register({"budget.safe": "UNDERTHEMAT", "district.fee": "5"})
    assert "UNDERTHEMAT" not in words(found)
    assert words(block(found, "decided.budget")) == "One answer of this part stands only in text that is not public."
    recorded = {"budget.safe": {"decided_by": "The Board"}}
    found = register({"budget.safe": "UNDERTHEMAT", "decisions": recorded})
    assert rows(block(found, "decided.budget")) == [
        ["Where is the key of the safe?", "stands only in text that is not public", "The Board"]
    ]


def test_other_documents_keep_their_boxes_and_the_register_has_none(built: Callable[..., Assembled]) -> None:
    made = built({"district.coordinator": "undecided", "decisions": {"district.coordinator": {"decides": "The Board"}}})
    assert not any(b.kind == "decision" for b in blocks(named(made.documents, "register")).values())
    assert any(b.kind == "decision" for b in blocks(named(made.documents, "rules")).values())
    assert made.open_in["register"] == ("district.coordinator",)


def test_recording_a_decision_changes_the_register_and_leaves_a_review_valid(built: Callable[..., Assembled]) -> None:
    before = built()
    after = built({"decisions": {"district.stance": {"decided_by": "The Board", "decided_on": "2026-10-01"}}})
    assert before.clause_fingerprints == after.clause_fingerprints
    assert before.review.fingerprint == after.review.fingerprint
    versions = [{d.id: d.version for d in made.documents} for made in (before, after)]
    assert versions[0]["rules"] == versions[1]["rules"]
    assert versions[0]["register"] != versions[1]["register"]


@pytest.mark.parametrize("profile", ["plain", "outline", "bare", "shout"])
@pytest.mark.parametrize("final", [False, True])
def test_every_writer_prints_it(built: Callable[..., Assembled], profile: str, final: bool) -> None:
    hostile = "# A | `B` [c](d) <script> {{ 7*7 }} \u202e"
    changes = {"district.stance": "undecided", "district.name": hostile, "manual.profile": profile}
    made = built(
        {**changes, "decisions": {"district.stance": {"decides": hostile, "public_reason": hostile}}}, final=final
    )
    assert not made.problems
    for document in made.documents:
        text = markdown.write(document)
        back, problems = read_document(text, f"{document.id}.md")
        assert not problems
        assert back == normalize(document)
        assert docx.write(document)


def test_the_same_answers_give_the_same_register(built: Callable[..., Assembled]) -> None:
    changes = {"district.stance": "undecided", "district.limits": "undecided"}
    assert built(changes).documents == built(dict(reversed(changes.items()))).documents


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_the_examples_hide_nothing_and_tell_no_secret(real_library: Library, name: str) -> None:
    from aipolicy.answers import UNDECIDED, facts_of
    from aipolicy.assemble import assemble

    values = example(name, real_library)
    answers = answers_of(values, real_library)
    facts = facts_of(answers, real_library.interview)
    text = words(named(assemble(real_library, answers).documents, "decision-register"))
    for id, answer in answers.values.items():
        if answer.value is UNDECIDED and facts.visible(id) is not False:
            assert real_library.interview.questions[id].ask in text, id
    for decision in answers.decisions.values():
        assert not decision.private_note or decision.private_note not in text


def test_a_suggestion_that_is_not_asked_for_stands_against_nothing(built: Callable[..., Assembled]) -> None:
    """Nobody could confirm it: the review shows what is asked."""
    marks = {"district.review": {"basis": "suggested"}, "district.stance": {"basis": "suggested"}}
    asked = built({"district.stance": "free", "district.review": "2027-06-01", "decisions": marks})
    assert set(asked.unconfirmed) == {"district.review", "district.stance"}
    left = built({"district.stance": "none", "district.review": "2027-06-01", "decisions": marks})
    assert set(left.unconfirmed) == {"district.stance"}
