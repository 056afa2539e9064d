"""Manual profiles: labels, codes, duty verb, numbers, headings, names of offices; and the real four."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aipolicy.assemble import Assembled
from aipolicy.document import Blank, Filled, Text
from aipolicy.library import Library
from tests.assemble.conftest import Build
from tests.districts import all_of, blocks, build, clauses, example, named, words

PROFILES = ("plain", "csba", "neola", "tasb")


@pytest.mark.parametrize(
    ("profile", "policy", "exhibit"),
    [("plain", "Board Policy", "Exhibit"), ("bare", "Policy", "Form"), ("shout", "LOCAL", "EXHIBIT")],
)
def test_labels(made: Build, profile: str, policy: str, exhibit: str) -> None:
    codes = [{"id": "a", "document": "rules", "code": "04\x0941 "}]
    built = made({"manual.profile": profile, "manual.codes": codes})
    assert named(built.documents, "rules").label == f"{policy} 04 41"
    assert named(built.documents, "letter").label == exhibit


def test_headings(made: Build) -> None:
    titles = [s.title for s in named(made({"manual.profile": "shout"}).documents, "rules").sections]
    assert titles == ["USE", "LIST", "MEANING", "REFERENCES"]


def test_a_profile_names_an_office_before_the_state_and_a_district_before_the_profile(made: Build) -> None:
    def board(**changes: Any) -> str:
        built = made({k.replace("__", "."): v for k, v in changes.items()})
        return str(all_of(clauses(named(built.documents, "rules"))["rules.purpose"], Filled)[0].text)

    assert board() == "The Board of Education"
    assert board(district__state="tx") == "The Board of Trustees"
    assert board(district__state="tx", manual__profile="bare") == "The Board"


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        ("Director of Technology", "The Director of Technology"),
        ("the Office of Technology", "The Office of Technology"),
        ("THE Office", "The Office"),
        ("\u200b", "title of the Coordinator"),
    ],
)
def test_an_office_that_an_answer_names(made: Build, answer: str, printed: str) -> None:
    limits = clauses(named(made({"district.coordinator": answer}).documents, "rules"))["rules.limits"]
    assert words(limits.content[0]).startswith(printed)


def test_without_a_profile_the_manual_is_plain(made: Build) -> None:
    assert named(made({"manual.profile": None}).documents, "rules").label == "Board Policy"


@pytest.fixture(scope="module")
def lakeshore(real_library: Library) -> Callable[[str], Assembled]:
    values = example("lakeshore", real_library)
    return lambda profile: build({**values, "manual.profile": profile}, real_library)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_real_profiles(real_library: Library, lakeshore: Callable[[str], Assembled], profile: str) -> None:
    manual = real_library.manuals[profile]
    built = lakeshore(profile)
    assert built.problems == ()
    for document in built.documents:
        outline = real_library.outlines[document.id]
        if document.id in built.privileged:
            continue
        kind = manual.documents[outline.kind]
        start, _, end = manual.label.format(type=kind.type, short=kind.short, code="0441|").partition("|")
        coded = not all_of(blocks(document)["adoption"], Blank)
        assert not coded or (document.label.startswith(start) and document.label.endswith(end))
        # The registers quote questions of the interview, which are no text of the manual.
        library_text = " ".join(n.text for clause in clauses(document).values() for n in all_of(clause, Text))
        duty_verb = "must" if outline.audience in ("families", "students") else str(manual.duty_verb)
        for verb in {"must", "shall"} - {duty_verb}:
            assert f" {verb} " not in library_text, (document.id, verb)
        assert f" {duty_verb} " in library_text
        numbers = [s.number for s in document.sections]
        scheme = str(outline.numbering or manual.numbering)
        assert all(numbers) if scheme != "none" else not any(numbers)
        headings = [s.title for s in document.sections]
        assert (headings == [h.upper() for h in headings]) == (manual.headings == "upper")
        used = {f.question: f.text for f in all_of(document, Filled) if f.field == ""}
        for office, name in manual.offices.items():
            if f"the.{office}" in used and real_library.offices[office].answer == "":
                assert str(name).lower() in used[f"the.{office}"].lower()
