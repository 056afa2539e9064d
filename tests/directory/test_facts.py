"""What the list suggests, and that it suggests nothing where it is not certain."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from aipolicy.directory import Agency, agencies_of, find, states, suggestions

ROOT = Path(__file__).resolve().parents[2]
SPANS = (
    ("KG", "06", "k2 g3_6"),
    ("PK", "06", "prek k2 g3_6"),
    ("KG", "08", "k2 g3_5 g6_8"),
    ("PK", "12", "prek k2 g3_5 g6_8 g9_12"),
    ("KG", "13", "k2 g3_5 g6_8 g9_12"),
    ("09", "12", "g9_12"),
    ("10", "12", "g9_12"),
    ("06", "12", "g6_8 g9_12"),
    ("07", "12", "g7_8 g9_12"),
    ("08", "12", "g7_8 g9_12"),
    ("07", "08", "g7_8"),
    ("06", "08", "g6_8"),
    ("06", "06", "g6_8"),
    ("05", "06", "g3_6"),
    ("05", "08", "g3_5 g6_8"),
    ("KG", "05", "k2 g3_5"),
    ("KG", "02", "k2"),
    ("KG", "KG", "k2"),
    ("PK", "PK", "prek"),
    ("PK", "KG", "prek k2"),
    ("03", "05", "g3_5"),
    ("", "", ""),
    ("PK", "", ""),
    ("12", "PK", ""),
    ("UG", "12", ""),
)
KINDS = (
    ("tx", "houston isd", "district"),
    ("tx", "ector county isd", "district"),
    ("ny", "yonkers city school district", "district"),
    ("ca", "los angeles unified", "district"),
    ("ca", "charter oak unified", None),
    ("ca", "blue oak academy", "charter"),
    ("ca", "alameda county office of education", "county"),
    ("tx", "waco charter school", "charter"),
    ("ok", "lighthouse academy", "charter"),
    ("dc", "kipp dc", "charter"),
    ("fl", "polk", "county"),
    ("va", "caroline county public schools", "county"),
    ("va", "richmond city public schools", None),
    ("mi", "kent isd", "county"),
    ("mo", "north platte county", None),
    ("ks", "goddard", None),
    ("pa", "crawford county ctc", None),
    ("wy", "sublette county school district 1", None),
)


def agency(lowest: str, highest: str) -> Agency:
    return Agency("0000000", "Anywhere", "Anytown", "oh", lowest, highest, "Anywhere", "Anywhere")


@pytest.mark.parametrize(("lowest", "highest", "bands"), SPANS)
def test_span_suggests_bands(lowest: str, highest: str, bands: str) -> None:
    assert " ".join(suggestions(agency(lowest, highest)).grade_bands) == bands


@pytest.mark.parametrize(("state", "letters", "kind"), KINDS, ids=[letters for _, letters, _ in KINDS])
def test_kind_only_where_it_is_certain(state: str, letters: str, kind: str | None) -> None:
    assert suggestions(find(state, letters)[0]).kind == kind


def test_suggestions_are_answers_that_the_questions_take() -> None:
    """Every value is a choice of its question, and no two bands of a span exclude each other."""
    path = ROOT / "templates" / "interview" / "district.yaml"
    questions = {q["id"]: q for q in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]}
    choices = {key: {c["id"] for c in q["choices"]} for key, q in questions.items() if "choices" in q}
    excluded = {c["id"]: set(c.get("not_with", ())) for c in questions["district.grade_bands"]["choices"]}
    seen = {suggestions(found).grade_bands for state in states() for found in agencies_of(state)}
    for bands in seen:
        assert set(bands) <= choices["district.grade_bands"]
        assert not any(second in excluded[first] for first, second in itertools.permutations(bands, 2))
    for state in states():
        for found in agencies_of(state):
            answers = suggestions(found).answers()
            assert set(answers) <= set(questions)
            assert answers.get("district.state", "oh") in choices["district.state"]
            assert answers.get("district.kind", "district") in choices["district.kind"]
            name = answers["district.name"]
            assert questions["district.name"]["min"] <= len(name) <= questions["district.name"]["max"]


def test_nothing_known_is_no_answer() -> None:
    assert suggestions(agency("", "")).answers() == {"district.name": "Anywhere", "district.state": "oh"}
    assert "district.state" not in suggestions(agencies_of("gu")[0]).answers()


def test_city_is_never_suggested() -> None:
    assert "Anytown" not in str(suggestions(agency("PK", "12")))
