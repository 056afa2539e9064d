"""Any answers, ticked and typed in any way, come back as they were given, and nothing else does."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aipolicy.library import Library
from tests.questionnaire.conftest import HEAD, District
from tests.questionnaire.filling import STYLES, Form

ROWS = {"k2": "Grades K to 2", "g3_5": "Grades 3 to 5", "g3_6": "Grades 3 to 6", "g9_12": "Grades 9 to 12"}
CHOICES = {"district": "School district", "charter": "Charter school"}
CELLS = {"notice": "Notice", "opt_in": "Signed form"}
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf", "Zs"))
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).filter(lambda t: t.strip(" _.-").casefold() not in (
    "", "undecided"))  # fmt: skip


@st.composite
def replies(draw: st.DrawFn) -> dict[str, object]:
    return {
        "style": draw(st.sampled_from(STYLES)),
        "kind": draw(st.none() | st.sampled_from(sorted(CHOICES))),
        "unions": draw(st.none() | st.booleans()),
        "languages": draw(st.lists(st.sampled_from(["Spanish", "Somali"]), unique=True)),
        "own": draw(st.lists(TEXTS, max_size=2, unique=True)),
        "motto": draw(st.none() | TEXTS),
        "schools": draw(st.none() | st.integers(1, 900)),
        "cells": draw(st.dictionaries(st.sampled_from(["k2", "g9_12"]), st.sampled_from(sorted(CELLS)))),
        "goals": draw(
            st.lists(st.tuples(TEXTS, st.sampled_from("ab")), max_size=4, unique_by=lambda g: g[0].casefold())
        ),
        "note": draw(st.none() | TEXTS),
    }


@settings(max_examples=40)
@given(said=replies())
def test_any_answers(library: Library, said: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there_and_back(District(library, Path(folder), HEAD + "  bands: [k2, g9_12]\n"), said)


def there_and_back(district: District, said: dict[str, object]) -> None:
    style, before = said["style"], district.text
    form = Form(district.form())
    form.who("J. Roe", "", "2027-01-31")
    if said["kind"]:
        form.tick("district.kind", CHOICES[str(said["kind"])], style)  # type: ignore[arg-type]
    if said["unions"] is not None:
        form.tick("district.unions", "Yes" if said["unions"] else "No", style)  # type: ignore[arg-type]
    for label in said["languages"]:  # type: ignore[attr-defined]
        form.tick("district.languages", label, "typed" if style == "far letter" else style)  # type: ignore[arg-type]
    form.own("district.languages", "\n".join(said["own"]))  # type: ignore[arg-type]
    form.text("district.motto", str(said["motto"] or ""))
    form.text("district.schools", str(said["schools"] or ""))
    for row, cell in said["cells"].items():  # type: ignore[attr-defined]
        form.cell("uses.consent", ROWS[row], CELLS[cell], style)  # type: ignore[arg-type]
    for number, (goal, kind) in enumerate(said["goals"], 1):  # type: ignore[arg-type, var-annotated]
        form.entry("more.goals", number, goal=goal, kind=kind)
    form.notes("district.motto", note=str(said["note"] or ""))
    outcome = district.take(form.bytes())
    assert [str(p) for p in outcome.problems] == []
    answers = district.answers
    assert answers.value("district.kind") == said["kind"]
    assert answers.value("district.unions") == said["unions"]
    chosen = answers.value("district.languages") or ()
    assert isinstance(chosen, tuple)
    codes = {"Spanish": "es", "Somali": "so"}
    wanted = sorted(codes[label] for label in said["languages"])  # type: ignore[attr-defined]
    assert [getattr(item, "text", item) for item in chosen] == [*wanted, *said["own"]]  # type: ignore[misc]
    assert answers.value("district.motto") == said["motto"]
    schools = said["schools"]
    assert answers.value("district.schools") == (Decimal(str(schools)) if schools else None)
    cells = answers.value("uses.consent") or {}
    assert cells == {row: {"": cell} for row, cell in said["cells"].items()}  # type: ignore[attr-defined]
    goals = answers.value("more.goals") or ()
    assert isinstance(goals, tuple)
    found = [(row.fields["goal"], row.fields["kind"]) for row in goals]  # type: ignore[union-attr]
    assert found == [(goal, {"a": "big", "b": "small"}[kind]) for goal, kind in said["goals"]]  # type: ignore
    decisions = {id for id, d in answers.decisions.items() if d.decided_by}
    given_ids = {id for id in answers.values if id not in ("district.name", "district.bands")}
    assert decisions == given_ids
    assert all(line in district.text for line in before.splitlines())
    again = district.text
    assert district.take(form.bytes()).problems == ()
    assert district.text == again
