"""What a candidate answer would do: on a library small enough to see, and as laws over the real one."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from aipolicy.answers import UNDECIDED, Answer, Answers, Other, Row, facts_of
from aipolicy.answers.model import NO_PLACE
from aipolicy.assemble import assemble
from aipolicy.document import Content, Document
from aipolicy.interview import effects as module
from aipolicy.interview.effects import Effect, Effects
from aipolicy.interview.effects_words import units_of
from aipolicy.library import Library
from aipolicy.library.questions import Field, Question
from tests.districts import answers_of, clauses, example
from tests.tiny import DISTRICT, tiny_library

NOTHING = Effect()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def small(tiny: Library) -> Effects:
    return Effects(tiny)


@pytest.fixture(scope="module")
def large(real_library: Library) -> Effects:
    return Effects(real_library)


@pytest.fixture(scope="module")
def full(real_library: Library) -> Answers:
    """A district that has every document and answers nearly every question."""
    return answers_of(example("lakeshore", real_library), real_library)


def district(library: Library, **changes: Any) -> Answers:
    """The tiny district with `changes` ("stance" is "district.stance"); None leaves an answer out."""
    values = {**DISTRICT, **{f"district.{key}": value for key, value in changes.items()}}
    return answers_of({id: value for id, value in values.items() if value is not None}, library)


# --- the tiny library ---------------------------------------------------------------------------


def test_the_clause_that_a_choice_selects_comes_first(tiny: Library, small: Effects) -> None:
    effect = small.of(district(tiny, stance=None), "district.stance", "free")
    first, *others = effect.wordings
    assert (first.document, first.clause, first.title) == ("Board Policy", "rules.free", "About free")
    assert first.sentences == ("Students may use approved tools.",)
    assert [w.clause for w in others] == ["letter.about", "letter.review", "letter.form"]
    assert effect.documents_added == ("Letter home",)
    assert effect.adds == ("district.review",)
    assert (effect.dropped, effect.removes, effect.documents_removed) == ((), (), ())


def test_an_answer_reads_the_same_whatever_is_answered_now(tiny: Library, small: Effects) -> None:
    new = small.of(district(tiny, stance=None), "district.stance", "free")
    now = small.of(district(tiny, stance="none", review=None), "district.stance", "free")
    assert [w.clause for w in now.wordings] == [w.clause for w in new.wordings]
    assert (now.wordings[0], now.adds, now.documents_added) == (new.wordings[0], new.adds, new.documents_added)
    assert now.dropped == ("About none",)


def test_two_threads_do_not_work_on_the_same_answers(
    tiny: Library, small: Effects, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wording of a card is worked out beside it, and "w" asks for it in full meanwhile."""
    inside, go_on, values = threading.Event(), threading.Event(), ("none", "free")
    met: list[Any] = []
    work, answers = small._of, district(tiny)

    def slow(*given: Any) -> Any:
        met.append(given[2])
        inside.set()
        assert go_on.wait(10)
        return work(*given)

    monkeypatch.setattr(small, "_of", slow)
    threads = [threading.Thread(target=small.of, args=(answers, "district.stance", value)) for value in values]
    threads[0].start()
    assert inside.wait(10)
    threads[1].start()
    threads[1].join(0.05)
    assert met == [values[0]]
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert met == list(values)


def test_what_goes_is_held_against_the_present_answer(tiny: Library, small: Effects) -> None:
    effect = small.of(district(tiny), "district.stance", "none")
    assert [w.clause for w in effect.wordings] == ["rules.none"]
    assert effect.dropped == ("About pilot",)
    assert effect.removes == ("district.review",)
    assert effect.documents_removed == ("Letter home",)
    assert small.of(district(tiny), "district.stance", "pilot").removes == ()


def test_not_decided_takes_away_and_brings_nothing(tiny: Library, small: Effects) -> None:
    effect = small.of(district(tiny), "district.stance", UNDECIDED)
    assert (effect.wordings, effect.adds, effect.documents_added) == ((), (), ())
    assert effect.dropped == ("About pilot",)
    assert small.of(district(tiny, stance=None), "district.stance", UNDECIDED) == NOTHING


def test_the_sentence_that_holds_the_answer_comes_first(tiny: Library, small: Effects) -> None:
    effect = small.of(district(tiny, name=None), "district.name", "Elm Town")
    (wording,) = effect.wordings
    assert wording.sentences == (
        "The Board of Education must adopt rules for AI tools in Elm Town.",
        'The rules stand in section "About pilot", and 20 U.S.C. 1 applies.',
        'Section "About limits" says more; complaints follow [blank: policy on complaints].',
    )
    entered = ({"topic": "complaints", "code": "4.2", "title": "Complaints"},)
    rows = tuple(Row("c", row, NO_PLACE) for row in entered)
    effect = small.of(district(tiny), "manual.cross_references", rows)
    assert effect.wordings[0].sentences[0].endswith("complaints follow Policy 4.2 (Complaints).")


def test_in_full_a_clause_stands_in_reading_order(tiny: Library, small: Effects) -> None:
    rows = (Row("c", {"topic": "complaints", "code": "4.2", "title": "Complaints"}, NO_PLACE),)
    short = small.of(district(tiny), "manual.cross_references", rows).wordings[0].sentences
    whole = small.of(district(tiny), "manual.cross_references", rows, full=True).wordings[0].sentences
    assert set(short) == set(whole)
    assert whole[0].startswith("The Board of Education must adopt")


def test_an_office_and_a_list_stand_in_the_text(tiny: Library, small: Effects) -> None:
    office = small.of(district(tiny), "district.coordinator", "Head of Learning").wordings[0]
    assert office.sentences[0].startswith("The Head of Learning must leave these to a person: grades, hiring")
    chosen = small.of(district(tiny), "district.limits", ("grades", Other("prizes"))).wordings[0]
    assert chosen.sentences[0].endswith("must leave these to a person: grades and prizes.")


def test_rows_of_a_table_come_with_its_head(tiny: Library, small: Effects) -> None:
    rows = (Row("one", {"name": "Reader", "status": "approved", "note": "new"}, NO_PLACE),)
    (wording,) = small.of(district(tiny, tools=None), "district.tools", rows).wordings
    assert wording.sentences == ("Tool | Note", "Reader | new", "These tools are approved:")
    (none,) = small.of(district(tiny, tools=None), "district.tools", ()).wordings
    assert none.sentences == ("No tool is approved.",)


def test_a_cell_of_a_grid_shows_its_row(tiny: Library, small: Effects) -> None:
    present = district(tiny)
    (wording,) = small.of(present, "district.signs", "author", ("office", "")).wordings
    assert wording.sentences == ("These people sign:", "- Office work: the author", "- Lessons: the author")
    empty = district(tiny, signs=None)
    (wording,) = small.of(empty, "district.signs", "chief", ("class", "")).wordings
    assert "- Lessons: the head of the office" in wording.sentences
    assert small.of(empty, "district.signs", UNDECIDED, ("class", "")).dropped == ()
    assert present.value("district.signs") == {"class": {"": "author"}, "office": {"": "chief"}}


def test_a_list_that_is_still_open_is_not_said_to_be_empty(tiny: Library, small: Effects) -> None:
    open_row = Row("one", {"name": "Reader", "status": UNDECIDED, "note": "new"}, NO_PLACE)
    assert small.of(district(tiny, tools=None), "district.tools", (open_row,)).wordings == ()
    retired = Row("one", {"name": "Reader", "status": "retired", "note": "new"}, NO_PLACE)
    (none,) = small.of(district(tiny, tools=None), "district.tools", (retired,)).wordings
    assert none.sentences == ("No tool is approved.",)


def test_what_rests_on_an_answer_indirectly_is_found(tiny: Library, small: Effects) -> None:
    derived = small.of(district(tiny, schools="1"), "district.schools", Decimal(4))
    assert [w.clause for w in derived.wordings] == ["letter.review"]
    assert small.of(district(tiny), "district.schools", Decimal(1)).dropped == ("About review",)
    state = small.of(district(tiny), "district.state", "tx")
    assert [w.clause for w in state.wordings] == ["rules.purpose"]
    assert state.dropped == ("About state",)
    verb = small.of(district(tiny), "manual.profile", "bare")
    assert "Students shall not" not in str(verb)
    assert {"rules.purpose", "rules.limits"} <= {w.clause for w in verb.wordings}
    assert "letter.form" not in {w.clause for w in verb.wordings}


@pytest.mark.parametrize(
    ("question", "value", "cell"),
    [
        ("district.nothing", "x", None),
        ("district.stance", "no-such-choice", None),
        ("district.stance", True, None),
        ("district.schools", "3", None),
        ("district.tools", {"file": "tools.csv"}, None),
        ("district.signs", "author", None),
        ("district.signs", {}, ("class", "")),
        ("district.open", "yes", None),
        ("district.limits", "grades", None),
        ("district.name", 3, None),
    ],
)
def test_what_is_no_answer_does_nothing(
    tiny: Library, small: Effects, question: str, value: object, cell: tuple[str, str] | None
) -> None:
    assert small.of(district(tiny), question, value, cell) == NOTHING


def test_a_clause_that_cannot_be_read_has_no_wording(tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = "---\nid: rules.pilot\ntitle: About pilot\nwhen: {district.stance: pilot}\nrationale: Because.\n---\n"
    changes = {"policy_blocks/rules/pilot.md": broken + "Students {{ may | do }}.\n"}
    library = tiny_library(tmp_path_factory.mktemp("broken"), changes)
    effect = Effects(library).of(district(library, stance=None), "district.stance", "pilot")
    assert [w.clause for w in effect.wordings][:1] == ["letter.about"]


# --- laws over the real library -----------------------------------------------------------------

Candidate = tuple[object, "tuple[str, str] | None"]


def candidates(question: Question, library: Library) -> Iterator[Candidate]:
    """Every choice of a question, one value where it has none, each cell's choices, and not decided."""
    yield UNDECIDED, None
    match question.type:
        case "choice":
            yield from ((str(choice.id), None) for choice in question.choices)
        case "choices":
            ids = tuple(str(choice.id) for choice in question.choices)
            yield from (((id,), None) for id in ids)
            yield (*ids, Other("something else")), None
        case "yes_no":
            yield from ((True, None), (False, None))
        case "number" | "money":
            yield Decimal(max(question.minimum or 0, 12)), None
        case "date":
            yield "2027-02-03", None
        case "text":
            yield "Words of the district", None
        case "rows":
            yield (), None
            yield (Row("one", {str(f.id): _field(f) for f in question.fields}, NO_PLACE),), None
        case "grid":
            yield from _grid(question, library)


def _field(field: Field) -> Any:
    plain = {"number": Decimal(3), "money": Decimal(3), "date": "2027-02-03", "yes_no": True, "text": "Words"}
    chosen = str(field.choices[0].id) if field.choices else ""
    return (chosen,) if field.type == "choices" else chosen if field.type == "choice" else plain[field.type]


def _grid(question: Question, library: Library) -> Iterator[Candidate]:
    source = library.interview.questions[question.rows_from].choices if question.rows_from else ()
    rows = [str(row.id) for row in (*question.rows, *source)]
    for column in question.columns:
        for choice in column.choices:
            yield str(choice.id), (rows[-1], str(column.id))
        yield UNDECIDED, (rows[0], str(column.id))
    for number in (0, -1):
        yield {row: {str(c.id): str(c.choices[number].id) for c in question.columns} for row in rows}, None


def given(answers: Answers, question: str, value: Any) -> Answers:
    """With another answer; None: with none."""
    kept = {id: answer for id, answer in answers.values.items() if id != question}
    if value is not None:
        kept[question] = Answer(question, value, NO_PLACE)
    return replace(answers, values=kept)


@pytest.mark.parametrize("share", [0, 2, 1])
def test_no_candidate_of_any_question_fails(share: int, large: Effects, full: Answers) -> None:
    """With no answers, with every other one, with all."""
    held = dict(list(full.values.items())[::share]) if share else {}
    answers = replace(full, values=held)
    interview = large.library.interview
    asked = facts_of(answers, interview)
    for id, question in interview.questions.items():
        for value, cell in candidates(question, large.library):
            effect = large.of(answers, id, value, cell)
            assert len(effect.wordings) <= module.MOST_WORDINGS
            for wording in effect.wordings:
                assert 0 < len(wording.sentences) <= module.MOST_SENTENCES, (id, value, wording)
                assert not re.search("[\ue000\ue001]|[{}]", "".join(wording.sentences)), wording
            assert all(asked.visible(gone) is True for gone in effect.removes)
            assert set(effect.adds).isdisjoint(effect.removes)


def test_what_comes_and_goes_is_what_facts_say(large: Effects, full: Answers) -> None:
    interview = large.library.interview

    def asked(answers: Answers) -> set[str]:
        facts = facts_of(answers, interview)
        return {id for id in interview.questions if facts.visible(id) is True}

    now = asked(full)
    for id, question in list(interview.questions.items())[::3]:
        bare = asked(given(full, id, None))
        for value, cell in list(candidates(question, large.library))[1:4]:
            if cell is None:
                effect, then = large.of(full, id, value), asked(given(full, id, value))
                assert set(effect.adds) == then - bare, (id, value)
                assert set(effect.removes) == now - then, (id, value)


def sample(large: Effects, step: int) -> Iterator[tuple[str, object]]:
    """Of every `step`th question one candidate, each time another one; those that much rests on are always there."""
    often = ("stance.students", "district.kind", "manual.profile", "consent.model", "tools.register")
    for number, (id, question) in enumerate(large.library.interview.questions.items()):
        found = [
            value for value, cell in candidates(question, large.library) if cell is None and value is not UNDECIDED
        ]
        if number % step == 0 or id in often:
            yield id, found[number // step % len(found)]


REFERENCE = re.compile(r'(?i)section "[^"]*"|\[blank: (section that waits|reference to)[^\]]*\]|"[^"]*"')


def words(content: Iterable[Content]) -> tuple[str, ...]:
    """The sentences of a clause, without what its references come to."""
    units = units_of(content, lambda _: '"reference"', lambda _: False)
    return tuple(REFERENCE.sub("(reference)", unit.text) for unit in units)


def texts(documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    return {id: words(clause.content) for document in documents for id, clause in clauses(document).items()}


def test_no_clause_changes_that_the_index_does_not_name(large: Effects, full: Answers) -> None:
    assert changing(large, full, 25) > 5


def changing(large: Effects, full: Answers, step: int) -> int:
    """How many of the sampled answers change a clause; each change must be one that the index names."""
    before = texts(assemble(large.library, full).documents)
    met = 0
    for id, value in sample(large, step):
        after = texts(assemble(large.library, given(full, id, value)).documents)
        changed = {clause for clause in before.keys() | after.keys() if before.get(clause) != after.get(clause)}
        assert changed <= large.touched(id), (id, value, changed - large.touched(id))
        met += bool(changed)
    return met


def test_the_wordings_are_what_a_build_would_print(
    large: Effects, full: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of what comes or changes, in the very words of the built documents."""
    monkeypatch.setattr(module, "MOST_WORDINGS", 10_000)
    met = 0
    for id, value in sample(large, 83):
        bare = texts(assemble(large.library, given(full, id, None)).documents)
        after = texts(assemble(large.library, given(full, id, value)).documents)
        effect = large.of(full, id, value, full=True)
        shown = {w.clause: tuple(REFERENCE.sub("(reference)", s) for s in w.sentences) for w in effect.wordings}
        wanted = {clause: said for clause, said in after.items() if bare.get(clause) != said}
        assert {clause: said for clause, said in shown.items() if clause in after} == wanted, (id, value)
        met += len(wanted)
    assert met > 40
