"""Selection: three values, and which question each clause waits for."""

from __future__ import annotations

from typing import Any

import pytest

from aipolicy.answers import facts_of
from aipolicy.assemble.select import Chosen, Waiting, select, waiting_for, waiting_targets
from aipolicy.conditions import ALWAYS, All, Answered, AnyOf, Includes, Is, Not, Predicate, Some
from aipolicy.library import Library
from tests.districts import answers_of
from tests.tiny import DISTRICT


def selection(library: Library, **changes: Any) -> dict[str, object]:
    """For each clause: its group where it stands, or the questions it waits for; and documents that wait."""
    values = {**DISTRICT, **{id.replace("__", "."): value for id, value in changes.items()}}
    answers = answers_of({k: v for k, v in values.items() if v is not None}, library)
    found: dict[str, object] = {}
    for document in select(library, facts_of(answers, library.interview)):
        if document.truth is not True:
            found[str(document.outline.id)] = document.waits_for if document.truth is None else False
        for section in document.sections:
            for entry in section.entries:
                if isinstance(entry, Chosen):
                    found[str(entry.block.id)] = entry.group
                elif isinstance(entry, Waiting):
                    found[str(entry.block.id)] = entry.questions
    return found


def test_everything_decided(tiny: Library) -> None:
    found = selection(tiny)
    assert found["rules.pilot"] == "rules.stance"
    assert "rules.none" not in found
    assert "rules.free" not in found
    assert found["rules.state"] == found["letter.review"] == ""


@pytest.mark.parametrize("value", ["undecided", None])
def test_undecided_and_unanswered_leave_out_and_wait(tiny: Library, value: str | None) -> None:
    found = selection(tiny, district__stance=value)
    assert found["rules.none"] == found["rules.pilot"] == found["rules.free"] == ("district.stance",)
    assert found["letter"] == ("district.stance",)
    assert selection(tiny, district__state=value)["rules.state"] == ("district.state",)
    assert selection(tiny, district__schools=value)["letter.review"] == ("district.schools",)
    assert selection(tiny, district__tools=value)["rules.tools"] == ("district.tools",)


def test_false_is_left_out_for_good(tiny: Library) -> None:
    found = selection(tiny, district__stance="none", district__state="tx")
    assert found["letter"] is False
    assert "rules.state" not in found
    assert "letter.about" not in found


STANCE = Is("district.stance", ("pilot",))
SHOWN = Is("district.open", ("true",))
OPEN_CLASS = Is("district.signs", ("author",), "class")
CASES: list[tuple[Predicate, dict[str, Any], tuple[str, ...]]] = [
    (ALWAYS, {}, ()),
    (STANCE, {}, ()),
    (STANCE, {"district.stance": "undecided"}, ("district.stance",)),
    (Not(STANCE), {"district.stance": None}, ("district.stance",)),
    (
        All((STANCE, SHOWN)),
        {"district.stance": None, "district.open": "undecided"},
        ("district.stance", "district.open"),
    ),
    (All((STANCE, SHOWN)), {"district.stance": "free", "district.open": "undecided"}, ()),
    (
        AnyOf((All((STANCE, SHOWN)), Answered("district.fee"), SHOWN)),
        {"district.stance": "free", "district.open": None},
        ("district.open",),
    ),
    (AnyOf((STANCE, SHOWN)), {"district.open": "undecided"}, ()),
    (Answered("district.fee"), {}, ()),
    (Answered("district.fee"), {"district.fee": "undecided"}, ("district.fee",)),
    (Answered("district.review"), {"district.stance": "none", "district.review": None}, ()),
    (Answered("district.review"), {"district.stance": None}, ("district.stance",)),
    (Includes("district.limits", ("grades",)), {"district.limits": "undecided"}, ("district.limits",)),
    (Is("district.small", ("true",)), {"district.schools": "undecided"}, ("district.schools",)),
    (OPEN_CLASS, {"district.signs": {"class": "undecided", "office": "chief"}}, ("district.signs",)),
    (Is("district.signs", ("author",), "union"), {"district.open": None}, ("district.open", "district.signs")),
    (Is("district.signs", ("author",), "union"), {}, ()),
    (Some("district.signs", (("", ("author",)),)), {"district.signs": None}, ("district.signs",)),
    (
        Some("district.tools", (("status", ("approved",)),)),
        {"district.tools": [{"id": "a", "name": "A", "status": "undecided"}]},
        ("district.tools",),
    ),
]


@pytest.mark.parametrize(("predicate", "changes", "questions"), CASES)
def test_waiting_for(tiny: Library, predicate: Predicate, changes: dict[str, Any], questions: tuple[str, ...]) -> None:
    values = {k: v for k, v in {**DISTRICT, **changes}.items() if v is not None}
    facts = facts_of(answers_of(values, tiny), tiny.interview)
    assert waiting_for(predicate, facts) == questions


def test_what_references_wait_for(tiny: Library) -> None:
    values = {k: v for k, v in DISTRICT.items() if k != "district.stance"}
    targets = waiting_targets(select(tiny, facts_of(answers_of(values, tiny), tiny.interview)))
    assert {"rules.stance", "rules.none", "letter", "letter.about", "letter/about", "rules/use"} <= targets.keys()
    assert not {"rules", "rules.purpose", "rules.limits"} & targets.keys()
    assert targets["rules.stance"] == ("district.stance",)
