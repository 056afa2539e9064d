"""Decision boxes: what one says, where it stands, and that it stands once a document."""

from __future__ import annotations

from aipolicy.document import Blank, Filled, Item, List, Note, Strong
from tests.assemble.conftest import Build
from tests.districts import all_of, blocks, clauses, named, words


def test_the_box_of_a_choice(made: Build) -> None:
    decision = {"decides": "Board\u202e of\x09Education", "by": "2027-01-19", "public_reason": "We  ask families."}
    built = made(
        {"district.stance": "undecided", "decisions": {"district.stance": {**decision, "private_note": "Secret"}}}
    )
    rules = named(built.documents, "rules")
    box = blocks(rules)["decision.district.stance"]
    assert (box.kind, box.title, box.number) == ("decision", "", "")
    (note,) = box.content
    assert isinstance(note, Note)
    assert note.kind == "decision"
    text = words(box)
    assert words(all_of(box, Strong)[0]) == "district.stance:"
    assert "What may students do?" in text
    options = [words(item) for item in all_of(box, Item)]
    assert options == [
        "Nothing.Students use no tool.",
        "A pilot.Some students try tools.",
        "Approved tools.All students use tools.",
    ]
    assert "Decides: Board of Education, by January 19, 2027." in text
    assert "Why it is open: We ask families." in text
    assert "Text that waits for this decision: About none; About pilot; About free." in text
    assert "Secret" not in "".join(map(words, built.documents))
    assert Filled("district.stance", "", "decides", "Board of Education") in all_of(box, Filled)


def test_nobody_is_named(made: Build) -> None:
    built = made({"district.tools": "undecided"})
    text = words(blocks(named(built.documents, "rules"))["decision.district.tools"])
    assert "Nobody is named yet to decide this; ask the head of technology." in text
    assert "Text that waits for this decision: About tools." in text


def test_once_a_document_and_in_each_document(made: Build) -> None:
    built = made({"district.stance": "undecided", "district.limits": None, "district.schools": None})
    for document in built.documents:
        ids = [b for s in document.sections for b in s.children if getattr(b, "kind", "") == "decision"]
        assert len(ids) == len({b.id for b in ids})
        assert tuple(b.id.removeprefix("decision.") for b in ids) == built.open_in[document.id]
    assert [o.question.id for o in built.open] == ["district.stance", "district.limits"]
    assert built.waiting == {"letter": ("district.stance",)}


def test_a_document_that_waits_opens_its_question(made: Build) -> None:
    built = made({"district.review": None, "district.schools": "undecided", "district.stance": "pilot"})
    assert [o.question.id for o in built.open] == ["district.schools"]
    assert built.open_in["letter"] == ("district.schools",)


def test_a_text_prints_a_blank_and_no_box(made: Build) -> None:
    built = made({"district.coordinator": "undecided"})
    rules = named(built.documents, "rules")
    assert "title of the Coordinator" in [b.label for b in all_of(rules, Blank)]
    assert "decision.district.coordinator" not in blocks(rules)
    assert [o.question.id for o in built.open] == ["district.coordinator"]


def test_the_rows_of_a_grid_that_are_open(made: Build) -> None:
    built = made({"district.signs": {"class": "author", "office": "undecided"}})
    rules = named(built.documents, "rules")
    assert "Not decided for: Office work." in words(blocks(rules)["decision.district.signs"])
    assert [b.label for b in all_of(clauses(rules)["rules.signs"], Blank)] == ["Who signs off: Office work"]
    assert built.open[0].cells == ("Office work",)


def test_hidden_rows_of_a_grid_are_not_open(made: Build) -> None:
    assert made({"district.open": False}).open == ()
    built = made({"district.open": True})
    assert built.open[0].cells == ("Union matters",)


def test_a_row_with_an_undecided_field_is_never_dropped_in_silence(made: Build) -> None:
    tools = [{"id": "a", "name": "A", "status": "approved"}, {"id": "b", "name": "B", "status": "undecided"}]
    built = made({"district.tools": tools})
    rules = named(built.documents, "rules")
    assert "Not decided for: b (Status)." in words(blocks(rules)["decision.district.tools"])
    assert [o.cells for o in built.open] == [("b (Status)",)]
    alone = made({"district.tools": tools[1:]})
    assert "No tool is approved." in words(clauses(named(alone.documents, "rules"))["rules.tools"])
    assert [o.question.id for o in alone.open] == ["district.tools"]


def test_yes_and_no(made: Build) -> None:
    built = made({"district.signs": {"class": "author", "office": "chief", "union": "chief"}, "district.open": None})
    assert "decision.district.open" not in blocks(named(built.documents, "rules"))


def test_an_adoption_copy_has_no_boxes(made: Build) -> None:
    built = made({"district.stance": "undecided"}, final=True)
    assert [o.question.id for o in built.open] == ["district.stance"]
    assert not [n for d in built.documents for n in all_of(d, Note)]


def test_options_that_are_not_offered_are_not_shown(made: Build) -> None:
    built = made({"district.limits": "undecided"})
    box = blocks(named(built.documents, "rules"))["decision.district.limits"]
    assert [words(i) for i in all_of(box, Item)] == ["Grades.", "Hiring.", "Discipline."]
    assert all_of(box, List)
