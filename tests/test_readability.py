"""How hard texts are to read: the measure itself, and its ceilings over the districts of the array."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from aipolicy.document import (
    Blank,
    Clause,
    Document,
    Filled,
    FormField,
    Item,
    List,
    Paragraph,
    Section,
    Sentence,
    Table,
    Text,
)
from aipolicy.library import Library
from aipolicy.problems import Span
from aipolicy.readability import measure, too_hard
from aipolicy.readability.measure import kincaid
from aipolicy.readability.syllables import syllables
from tests.array_districts import Built
from tests.districts import build, example
from tests.tiny import TINY, tiny_library

COUNTED = {
    1: "a the I tool use used named made child school work grade rules must asks asked ways years signs",
    2: "any parents' being student teacher parent answer begin people picture business language safety statement",
    3: "family idea example decision guardian employee adventure everything remember computer policies principle",
    4: "information technology education community available usually committee's superior accessible",
    5: "coordinator responsibility university accessibility administrative",
}
FIVE_ARE_FOUR_OR_SIX = {"superior", "committee's", "accessibility", "responsibility", "administrative"}
"""Words that the rules of spelling may count one off."""


@pytest.fixture(scope="module")
def districts(array_districts: tuple[Built, ...]) -> tuple[Built, ...]:
    return array_districts


@pytest.mark.parametrize(("count", "words"), COUNTED.items())
def test_syllables_of_words_with_known_counts(count: int, words: str) -> None:
    wrong = {word: syllables(word) for word in words.split() if syllables(word) != count}
    assert {word: found for word, found in wrong.items() if word not in FIVE_ARE_FOUR_OR_SIX} == {}
    assert all(abs(found - count) == 1 for found in wrong.values())


def test_letters_spoken_one_by_one_count() -> None:
    assert [syllables(word) for word in ("AI", "IEP", "FERPA", "WCAG", "x", "I")] == [2, 3, 5, 6, 1, 1]


def test_the_formula() -> None:
    # "The cat sat on the mat.": 6 words, 6 syllables, one sentence.
    assert round(kincaid(1, 6, 6), 2) == -1.45
    assert round(kincaid(2, 30, 45), 2) == 7.96


def document(*sentences: Sentence, section: str = "use") -> Document:
    clause = Clause("rules.limits", "A title that nobody measures", "1.1", (Paragraph(sentences),))
    return Document("letter", "Letter", "Elm", "", "", "", "en", (Section(section, "Use", "1", (clause,)),))


def said(*words: str) -> Sentence:
    return Sentence(tuple(Text(word) for word in words))


EASY = "You can read this with your child at home and ask us what you do not know about it all day."
HARD = "Institutional accountability necessitates comprehensive interdepartmental documentation procedures."


def test_the_worst_sentences_are_named(tmp_path: Path) -> None:
    outline = tiny_library(tmp_path).outlines["letter"]
    hard = document(said(EASY), said(HARD), said(EASY))
    (measured,) = measure(hard, outline)
    assert measured.ceiling == 8
    assert measured.sentences == 3
    assert (measured.worst[0].clause, measured.worst[0].text) == ("rules.limits", HARD)
    assert measured.hard
    (problem,) = too_hard([measured], Span("templates/documents/letter.yaml"))
    assert problem.severity == "warning"
    assert problem.code == "reading-level"
    assert f"letter reads at grade {measured.grade:.1f}; its ceiling is 8" in problem.message
    assert problem.hint.index(HARD) < problem.hint.index(EASY)
    (easy,) = measure(document(said(EASY), said(EASY)), outline)
    assert not easy.hard
    assert list(too_hard([easy], Span("letter"))) == []


def test_too_few_words_have_no_grade(tmp_path: Path) -> None:
    outline = tiny_library(tmp_path).outlines["letter"]
    (measured,) = measure(document(said(HARD)), outline)
    assert measured.grade is None
    assert not measured.hard


def test_a_section_may_have_a_lower_ceiling(tmp_path: Path) -> None:
    letter = TINY["templates/documents/letter.yaml"].replace("    title: About\n", "    title: About\n    reading: 3\n")
    outline = tiny_library(tmp_path, {"templates/documents/letter.yaml": letter}).outlines["letter"]
    text = "Our school gives every family a paper about each new computer program in the fall."
    whole, section = measure(document(*[said(text)] * 3, section="about"), outline)
    assert (whole.section, whole.ceiling, section.section, section.ceiling) == ("", 8, "about", 3)
    assert whole.grade == section.grade
    (problem,) = too_hard([replace(whole, ceiling=14), section], Span("letter"))
    assert "the section 'about' of letter reads at grade" in problem.message


def test_answers_blanks_tables_and_forms_do_not_count(tmp_path: Path) -> None:
    outline = tiny_library(tmp_path).outlines["letter"]

    def of(answer: Filled | Blank) -> Document:
        sentence = Sentence((Text("You can ask "), answer, Text(" for help at any time of the day or the week.")))
        return document(*[sentence] * 3)

    short = measure(of(Filled("contact.office", "", "", "Bo")), outline)[0]
    long = measure(of(Filled("contact.office", "", "", f"{HARD} {HARD}")), outline)[0]
    blank = measure(of(Blank("the office that answers questions about all of this")), outline)[0]
    assert short.grade == long.grade == blank.grade
    office = measure(of(Filled("the.coordinator", "", "", "the Superintendent of Instructional Technology")), outline)
    assert (office[0].grade or 0) > (short.grade or 0)

    plain = document(said(EASY), said(EASY))
    clause = plain.sections[0].children[0]
    row = (Item((Sentence((FormField(HARD, "check"), Text(HARD))),)),)
    more = replace(clause, content=(*clause.content, List(False, row)))
    formed = replace(plain, sections=(replace(plain.sections[0], children=(more,)),))
    assert measure(formed, outline)[0].grade == measure(plain, outline)[0].grade
    assert Table not in {type(part) for part in more.content}


def test_long_answers_leave_every_grade_as_it_is(real_library: Library) -> None:
    """What a district writes is not the library's doing: the same answers at great length read alike."""
    values = example("cedar-hollow", real_library)
    texts = [
        id
        for id, question in real_library.interview.questions.items()
        if question.type == "text" and id in values and not id.startswith(("roles.", "committee.existing"))
    ]
    assert len(texts) > 5
    long = dict(values)
    for id in texts:
        question = real_library.interview.questions[id]
        room = question.maximum or 300
        long[id] = ("Interdepartmental accountability organization " * 10)[:room].strip()
    graded = []
    for answers in (values, long):
        built = build(answers, real_library)
        graded.append([m.grade for d in built.documents for m in measure(d, real_library.outlines[d.id])])
    assert graded[0] == graded[1]


def test_every_document_keeps_its_ceiling_in_every_district(districts: tuple[Built, ...]) -> None:
    seen = set()
    highest: dict[str, float] = {}
    for built in districts:
        for one in built.measured:
            name = f"{one.document} {one.section}".strip()
            seen.add((one.document, one.section))
            if one.grade is not None:
                highest[name] = max(highest.get(name, 0.0), one.grade)
            worst = "; ".join(f"{w.clause}: {w.text} ({w.grade:.1f})" for w in one.worst)
            assert not one.hard, f"{name} {one.grade}: {worst} [{built}]"
    assert ("student-rules", "") in seen
    assert len({document for document, _ in seen}) >= 20


def test_families_and_students_have_low_ceilings(districts: tuple[Built, ...], real_library: Library) -> None:
    for outline in real_library.outlines.values():
        assert outline.reading is not None, outline.id
        if outline.audience in ("families", "students"):
            assert outline.reading <= 8, outline.id
    (elementary,) = [s for s in real_library.outlines["student-rules"].sections if s.reading is not None]
    assert elementary.reading == 5
    assert any(re.match(r"student\.elementary", str(id)) for id in elementary.entries)
    measured = [m for built in districts for m in built.measured if m.section == elementary.id]
    assert measured
    assert all(m.ceiling == 5 and (m.grade is None or round(m.grade, 1) <= 5) for m in measured)
