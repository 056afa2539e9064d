"""The register of duties: whom each clause binds, when, why, where; and what a superintendent must look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aipolicy.assemble import Assembled
from aipolicy.document import Blank, Filled, Reference, Table
from aipolicy.duties import District, Duty, DutyRegister, Title
from aipolicy.library import Library
from aipolicy.normal_form import normalize
from aipolicy.readers.markdown import read_document
from aipolicy.writers import docx, markdown
from tests.assemble.conftest import Build
from tests.districts import all_of, blocks, named, words
from tests.registers import registers
from tests.tiny import TINY, clause, tiny_library

LETTER = TINY["templates/documents/letter.yaml"].replace(
    "      - letter.about\n", "      - letter.about\n      - rules.shared\n"
)
RULES = TINY["templates/documents/rules.yaml"].replace(
    "      - rules.limits\n", "      - rules.limits\n      - rules.shared\n"
)
OFFICES = TINY["policy_blocks/offices.yaml"] + "- id: helper\n  name: Helper\n  answer: district.helper\n"
HELPER = """\
  - id: district.helper
    ask: Who helps?
    type: text
    why: The text names this person.
    who_knows: office
    optional: true
"""
INTERVIEW = TINY["templates/interview/district.yaml"].replace("derived:\n", f"{HELPER}derived:\n")
SHARED = """[
  {who: coordinator, does: sends the list, when: each August and January, record: the list, months: [8, 1]},
  {who: coordinator, does: reviews the rules, when: by the date set, record: minutes, due: district.review,
   law: [us-law, oh-law]},
  {who: students, does: sign the list, when: when they join, record: the list}]"""


def files(**changes: str) -> dict[str, str]:
    return {
        **registers(),
        "templates/documents/letter.yaml": LETTER,
        "templates/documents/rules.yaml": RULES,
        "templates/interview/district.yaml": INTERVIEW,
        "policy_blocks/offices.yaml": OFFICES,
        "policy_blocks/rules/shared.md": clause("rules.shared", "This is shared.", obliges=SHARED),
        "policy_blocks/budget/about.md": clause(
            "budget.about", "Costs.", obliges="{who: helper, does: adds, when: always, record: paper}"
        ),
        **changes,
    }


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("duties"), files())


@pytest.fixture
def built(made: Build, library: Library) -> Callable[..., Assembled]:
    return lambda changes=None, **options: made(changes, **{"library": library, **options})


def duty(register: DutyRegister, does: str) -> Duty:
    found = [duty for duty in register.duties if duty.does == does]
    assert len(found) == 1
    return found[0]


def test_a_duty_in_two_documents_stands_once_with_both_places(built: Callable[..., Assembled]) -> None:
    found = duty(built().duties, "sends the list")
    assert [(p.document, p.clause, p.number) for p in found.places] == [
        ("rules", "rules.shared", "1.4"),
        ("letter", "rules.shared", "1.2"),
    ]
    assert found.title.words == "Director of Technology"
    assert (found.months, found.in_months, found.law) == ((1, 8), (1, 8), ())


def test_a_date_question_gives_the_month(built: Callable[..., Assembled]) -> None:
    found = duty(built().duties, "reviews the rules")
    assert (found.due_on, found.in_months) == ("2027-01-12", (1,))
    assert found.law == ("20 U.S.C. 1", "R.C. 1.1")
    register = built({"district.review": "undecided"}).duties
    assert (duty(register, "reviews the rules").due, duty(register, "reviews the rules").due_on) == (
        "district.review",
        "",
    )
    assert duty(register, "reviews the rules") in register.arising()


def test_a_clause_that_does_not_stand_imposes_nothing(built: Callable[..., Assembled]) -> None:
    assert [p.document for p in duty(built({"district.stance": "none"}).duties, "sends the list").places] == ["rules"]


def test_by_title_then_by_time(built: Callable[..., Assembled]) -> None:
    assert [(d.title.words, d.does) for d in built().duties.duties] == [
        ("Board of Education", "adopts rules"),
        ("Director of Technology", "sends the list"),
        ("Director of Technology", "reviews the rules"),
        ("Helper", "adds"),
        ("Students", "sign the list"),
    ]


def test_offices_without_a_holder(built: Callable[..., Assembled]) -> None:
    flags = built({"district.coordinator": "undecided"}).duties.flags
    assert [(v.office, v.title.words, v.title.state, v.duties) for v in flags.vacant] == [
        ("coordinator", "Coordinator", "missing", 2),
        ("helper", "Helper", "default", 1),
    ]
    assert not built({"district.helper": "Aide"}).duties.flags.vacant


def test_one_title_for_several_offices(built: Callable[..., Assembled]) -> None:
    flags = built({"district.helper": "director of technology"}).duties.flags
    assert [(c.title, c.offices, c.duties) for c in flags.combined] == [
        ("Director of Technology", (("coordinator", 2), ("helper", 1)), 3)
    ]


@pytest.mark.parametrize(
    ("count", "months", "heavy"),
    [(40, "", False), (41, "", True), (10, ", months: [8]", False), (11, ", months: [8]", True)],
)
def test_too_many_duties(made: Build, tmp_path: Path, count: int, months: str, heavy: bool) -> None:
    duties = [f"{{who: helper, does: does {n}, when: w, record: r{months}}}" for n in range(count)]
    text = clause("budget.about", "Costs.", obliges=f"[{', '.join(duties)}]")
    flags = made(library=tiny_library(tmp_path, files(**{"policy_blocks/budget/about.md": text}))).duties.flags
    assert [load.title for load in flags.heavy] == (["Helper"] if heavy else [])
    if heavy and months:
        assert (flags.heavy[0].peak, flags.heavy[0].in_peak) == (8, 11)


def test_a_group_has_never_too_many(made: Build, tmp_path: Path) -> None:
    duties = [f"{{who: students, does: does {n}, when: w, record: r}}" for n in range(60)]
    text = clause("budget.about", "Costs.", obliges=f"[{', '.join(duties)}]")
    assert not made(library=tiny_library(tmp_path, files(**{"policy_blocks/budget/about.md": text}))).duties.flags.heavy


def rows(built: Assembled, id: str) -> list[list[str]]:
    table = all_of(blocks(named(built.documents, "duties"))[f"duties.{id}"], Table)[0]
    return [[words(cell) for cell in row.cells] for row in table.rows]


def test_the_document_has_a_calendar_offices_and_flags(built: Callable[..., Assembled]) -> None:
    made = built()
    assert rows(made, "calendar") == [
        ["August", "Director of Technology", "sends the list", "each August and January"],
        ["January", "Director of Technology", "sends the list", "each August and January"],
        ["January", "Director of Technology", "reviews the rules", "January 12, 2027"],
    ]
    assert rows(made, "office-2")[0] == [
        "sends the list",
        "each August and January (January and August)",
        "the list",
        'Section 1.4; Exhibit "Letter home", section 1.2',
        "chosen",
    ]
    assert rows(made, "office-2")[1][4] == "required by law (20 U.S.C. 1; R.C. 1.1)"
    block = blocks(named(made.documents, "duties"))["duties.office-2"]
    assert block.title == "Director of Technology"
    assert all_of(block, Reference)[1] == Reference("rules.shared", "rules", "Section 1.4")
    calendar = blocks(named(made.documents, "duties"))["duties.calendar"]
    assert all_of(calendar, Filled)[0].question == "district.coordinator"
    flags = words(blocks(named(made.documents, "duties"))["duties.flags"])
    assert flags == "Helper: 1 duty. No title was given (district.helper), so this one prints."


def test_an_open_date_is_a_blank(built: Callable[..., Assembled]) -> None:
    document = named(built({"district.review": "undecided"}).documents, "duties")
    assert [b.label for b in all_of(document, Blank)] == ["When is the review due"]


@pytest.mark.parametrize("profile", ["plain", "outline", "bare", "shout"])
def test_every_writer_prints_it(built: Callable[..., Assembled], profile: str) -> None:
    hostile = "# A | `B` [c](d) <script> {{ 7*7 }}"
    made = built({"manual.profile": profile, "district.coordinator": hostile})
    assert not made.problems
    document = named(made.documents, "duties")
    back, problems = read_document(markdown.write(document), "duties.md")
    assert not problems
    assert back == normalize(document)
    assert docx.write(document)


def test_the_same_answers_give_the_same_register(built: Callable[..., Assembled]) -> None:
    assert built().duties == built().duties


def test_the_real_register(real_library: Library) -> None:
    from tests.districts import build, example

    values: dict[str, Any] = example("cedar-hollow", real_library)
    register = build({**values, "documents.more": ["duties_register"]}, real_library).duties
    standing = {place.clause for duty in register.duties for place in duty.places}
    assert "register.keeper" in standing
    assert all(duty.places and duty.title.words for duty in register.duties)
    known = {str(o.does) for block in real_library.blocks.values() for o in block.obliges}
    said = {duty.does for duty in register.duties}
    assert len(said & known) > len(said) / 2
    assert "the chief" not in " ".join(said)
    assert "gives changed text to the Board of Education and to those whom it binds" in said


def test_the_words_of_a_duty_name_this_districts_offices() -> None:
    offices = {"board": "the Board of Trustees", "chief": "the Executive Director"}
    said = District(lambda who: Title(who, "fixed", ""), lambda _: None, {}, offices).said
    assert said("by the board's next meeting") == "by the Board of Trustees' next meeting"
    assert said("tells the chief officer and the district") == "tells the Executive Director and the district"
    assert said("the chief's answer to the boards") == "the Executive Director's answer to the boards"
