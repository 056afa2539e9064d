"""What is asked next, in which order, and how each question stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.interview.agenda import (
    Mode,
    Scope,
    Seen,
    Status,
    cells_of,
    next_question,
    progress,
    row_labels,
    status_of,
    statuses,
)
from aipolicy.library.questions import Interview
from tests.interview.desks import session

HEAD = "aipolicy: {format: 1}\n"
FIRST = "district: {name: Elm, state: oh, schools: 3, stance: none, coordinator: Jo, open: false, limits: [hiring]"
SECTION = f"{FIRST}, tools: [], signs: {{class: author, office: chief}}}}\n"


@pytest.mark.parametrize(
    ("text", "id", "status"),
    [
        ("district: {stance: none}", "district.review", Status.HIDDEN),
        ("district: {stance: undecided}", "district.review", Status.WAITING),
        ("", "district.review", Status.WAITING),
        ("", "district.name", Status.UNANSWERED),
        ("", "district.fee", Status.LEFT_OUT),
        ("district: {fee: undecided}", "district.fee", Status.UNDECIDED),
        ("district: {fee: 10}", "district.fee", Status.ANSWERED),
        ("district: {stance: pilot}\nmore: {law: always, terms: phone}", "more.terms", Status.CLASHES),
        (
            "district: {stance: free}\ndecisions: {district.stance: {basis: suggested}}",
            "district.stance",
            Status.SUGGESTED,
        ),
        (
            "district: {stance: free}\ndecisions: {district.stance: {basis: reworded}}",
            "district.stance",
            Status.REWORDED,
        ),
        (
            "district: {stance: free}\ndecisions: {district.stance: {basis: confirmed}}",
            "district.stance",
            Status.ANSWERED,
        ),
        ("district: {signs: {class: author}}", "district.signs", Status.UNANSWERED),
        ("district: {open: false, signs: {class: author, office: chief}}", "district.signs", Status.ANSWERED),
        ("district: {open: true, signs: {class: author, office: chief}}", "district.signs", Status.UNANSWERED),
        ("district: {open: false, signs: {class: author, office: undecided}}", "district.signs", Status.UNDECIDED),
        ("district: {signs: undecided}", "district.signs", Status.UNDECIDED),
        ("more: {areas: undecided}", "more.uses", Status.WAITING),
        ("more: {areas: [class]}", "more.uses", Status.UNANSWERED),
        ("more: {areas: [class], uses: {class: undecided}}", "more.uses", Status.UNDECIDED),
        ("more: {areas: [class], uses: {class: {status: banned}}}", "more.uses", Status.ANSWERED),
        ("more: {areas: [class], uses: {class: {status: allowed}}}", "more.uses", Status.UNANSWERED),
        ("district: {tools: []}", "district.tools", Status.ANSWERED),
        ("district: {tools: [{id: a, name: A, status: undecided}]}", "district.tools", Status.UNDECIDED),
        ("district: {tools: [{id: a, name: A, status: retired}]}", "district.tools", Status.ANSWERED),
    ],
)
def test_how_a_question_stands(tmp_path: Path, small: Interview, text: str, id: str, status: Status) -> None:
    with session(tmp_path, small, f"{HEAD}{text}\n") as made:
        assert status_of(small.questions[id], made.state) is status
        assert statuses(made.state, small)[id] is status


def test_a_grid_without_a_row_for_this_district_is_not_asked(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD) as made:
        made.give("more.areas", ("kitchen",))
        assert cells_of(small.questions["more.uses"], made.state) == (("kitchen", "status", Seen.NOT_YET),)
        assert row_labels(small.questions["more.uses"], small)["kitchen"] == "Kitchens"
        assert row_labels(small.questions["district.signs"], small)["union"] == "Union matters"


def forward(text: str, folder: Path, interview: Interview, scope: Scope, after: str = "", most: int = 40) -> list[str]:
    """The questions in the order in which a person who skips each of them meets them."""
    found: list[str] = []
    with session(folder, interview, f"{HEAD}{text}") as made:
        while len(found) < most:
            here = next_question(made.state, interview, scope, found[-1] if found else after, frozenset(found))
            if not here:
                return found
            found.append(here)
    raise AssertionError(found)


def test_forward_from_the_first_open_question(tmp_path: Path, small: Interview) -> None:
    found = forward("", tmp_path, small, Scope())
    assert found[:4] == ["district.name", "district.state", "district.schools", "district.stance"]
    assert "district.fee" not in found
    assert "district.review" not in found
    assert found[-1] == "manual.profile"
    assert "district.fee" in forward("", tmp_path, small, Scope(Mode.THOROUGH))
    assert found == sorted(found, key=list(small.questions).index)


def test_a_branch_opened_behind_comes_at_the_end(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD + SECTION) as made:
        made.give("district.stance", "free")
        assert next_question(
            made.state, small, Scope(), "more.parts", frozenset(small.questions) - {"district.review"}
        ) == ("district.review")


def test_optional_ones_are_asked_on_the_way_through_their_section(tmp_path: Path, small: Interview) -> None:
    rest = "more: {law: never, areas: [bus], uses: {bus: {status: banned}}, parts: []"
    rest += ", seats: undecided, advice: undecided}\n"
    manual = "manual: {profile: plain}\n"
    everything = SECTION + rest + manual
    with session(tmp_path, small, HEAD + everything) as made:
        thorough = Scope(Mode.THOROUGH)
        assert next_question(made.state, small, thorough) == ""
        assert next_question(made.state, small, thorough, "district.name") == "district.fee"
        assert next_question(made.state, small, thorough, "district.fee") == ""
        assert next_question(made.state, small, thorough, "manual.profile") == "manual.codes"
        assert next_question(made.state, small, Scope(), "manual.profile") == ""
        assert next_question(made.state, small, Scope(Mode.UNDECIDED), "manual.profile") == "more.seats"
        made.take_out("manual.profile")
        asked = frozenset({"manual.profile"})
        assert next_question(made.state, small, thorough, "more.parts", asked) == "manual.codes"
        assert next_question(made.state, small, thorough, "more.parts") == "manual.profile"


def test_a_section_of_optional_questions_is_offered_once_on_the_way(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD + SECTION.replace("open: false", "open: true")) as made:
        assert next_question(made.state, small, Scope()) == "district.signs"
        assert next_question(made.state, small, Scope(), "district.signs") == "extra.papers"
        made.give("extra.papers", ("plan",))
        assert next_question(made.state, small, Scope(), "extra.papers") == "extra.pages"
        assert next_question(made.state, small, Scope(), "district.signs") == "more.law"
        assert next_question(made.state, small, Scope(), "extra.pages") == "more.law"


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(Mode.UNDECIDED), ["more.areas", "more.law"]),
        (Scope(Mode.SUGGESTED), ["district.stance", "district.open"]),
        (Scope(Mode.GO_ON, section="manual"), ["manual.profile"]),
        (
            Scope(Mode.ALL, section="manual"),
            [f"manual.{n}" for n in ("profile", "codes", "cross_references", "adopted", "rescinds")],
        ),
        (Scope(Mode.GO_ON, role="superintendent"), ["district.coordinator"]),
        (Scope(Mode.ALL, role="counsel"), ["more.law", "more.advice"]),
        (Scope(Mode.UNDECIDED, role="counsel"), ["more.law"]),
        (Scope(Mode.ALL, questions=("district.fee", "district.name")), ["district.name", "district.fee"]),
        (Scope(Mode.UNDECIDED, questions=("district.name",)), ["district.name"]),
        (Scope(Mode.ALL, questions=("more.terms",)), []),
    ],
)
def test_a_part_of_the_interview(tmp_path: Path, small: Interview, scope: Scope, found: list[str]) -> None:
    text = (
        "district: {name: Elm, stance: free, open: true}\nmore: {areas: undecided, law: undecided}\n"
        "decisions: {district.stance: {basis: suggested}, district.open: {basis: reworded}}\n"
    )
    got = forward(text, tmp_path, small, scope)
    assert sorted(got) == sorted(found)
    assert got == sorted(got, key=list(small.questions).index)


def test_thorough_asks_what_was_suggested_too(tmp_path: Path, small: Interview) -> None:
    text = "district: {name: Elm, stance: free}\ndecisions: {district.stance: {basis: suggested}}\n"
    assert "district.stance" in forward(text, tmp_path, small, Scope(Mode.THOROUGH))
    assert "district.stance" not in forward(text, tmp_path, small, Scope(Mode.GO_ON))


def test_how_far_the_interview_is(tmp_path: Path, small: Interview) -> None:
    with session(tmp_path, small, HEAD + SECTION) as made:
        found = progress(made.state, small)
        assert found.sections == ("district", "more", "manual")
        assert (found.answered, found.suggested, found.undecided) == (9, 0, 0)
        assert found.left == 6
        assert found.words() == "9 answered, about 6 left"
        made.give("district.stance", "free", deliberate=False)
        made.leave("more.law")
        found = progress(made.state, small)
        assert (found.answered, found.suggested, found.undecided, found.left) == (9, 1, 1, 6)
        assert found.words() == "9 answered, 1 not decided, about 6 left"


def test_counsel_is_the_first_who_knows(small: Interview) -> None:
    assert [id for id, question in small.questions.items() if question.for_counsel] == ["more.law", "more.advice"]
