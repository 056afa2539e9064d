"""Colleagues' answers put together: nothing lost, nothing guessed, both sides of a conflict named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy.answers import load_answers, parse_answer_file
from aipolicy.answers.merge import Merged, Settling, Side, merge
from aipolicy.library import Interview

HEAD = "# Ours.\naipolicy: {format: 1}\n"


class Desk:
    """Merges texts as if they were files."""

    def __init__(self, interview: Interview, folder: Path) -> None:
        self.interview, self.folder = interview, folder

    def side(self, name: str, text: str) -> Side:
        whole = text if "aipolicy:" in text else HEAD + text
        file = parse_answer_file(whole, self.folder, name)
        return Side(name, file, load_answers(file, self.interview))

    def __call__(self, ours: str, *others: str, **wishes: object) -> Merged:
        names = ["anna.yaml", "ben.yaml", "carl.yaml"]
        sides = [self.side(name, text) for name, text in zip(names, others, strict=False)]
        settling = Settling(**wishes)  # type: ignore[arg-type]
        return merge(self.side("aipolicy.yaml", ours), sides, self.interview, settling)

    def value(self, merged: Merged, key: str) -> object:
        assert [str(p) for p in merged.problems] == []
        return self.side("merged", merged.text).answers.value(key)


@pytest.fixture
def desk(interview: Interview, tmp_path: Path) -> Desk:
    return Desk(interview, tmp_path)


def test_what_one_side_alone_decided_is_taken(desk: Desk) -> None:
    ours = "district:\n  # The name stays.\n  name: Cedar Hollow\n  motto: undecided\n"
    anna = (
        "district: {motto: Learn, unions: true}\n"
        "decisions: {district.motto: {decided_by: Anna, decided_on: 2027-01-02}}\n"
    )
    merged = desk(ours, anna, "district: {founded: 1999-01-01}\n")
    assert desk.value(merged, "district.motto") == "Learn"
    assert desk.value(merged, "district.unions") is True
    assert desk.value(merged, "district.founded") == "1999-01-01"
    assert desk.value(merged, "district.name") == "Cedar Hollow"
    assert merged.taken == {
        "district.motto": "anna.yaml", "district.founded": "ben.yaml", "district.unions": "anna.yaml"
    }  # fmt: skip
    assert "# Ours.\n" in merged.text
    assert "  # The name stays.\n" in merged.text
    decision = desk.side("m", merged.text).answers.decisions["district.motto"]
    assert (decision.decided_by, decision.decided_on) == ("Anna", "2027-01-02")


def test_equal_answers_are_one(desk: Desk) -> None:
    ours = "district: {bands: [k2, g9_12], name: Cedar Hollow}\n"
    merged = desk(ours, "district: {bands: [g9_12, k2]}\n", "district: {bands: undecided}\n")
    assert merged == Merged(HEAD + ours, (), {})


def test_a_conflict_names_both_sides(desk: Desk) -> None:
    ours = "district: {kind: charter}\ndecisions: {district.kind: {decided_by: Board, decided_on: 2027-01-02}}\n"
    merged = desk(ours, "district: {kind: district}\n")
    (problem,) = merged.problems
    assert "'Charter school' (Board, 2027-01-02 in aipolicy.yaml)" in problem.message
    assert "'School district' (anna.yaml)" in problem.message
    assert problem.span.path == "anna.yaml"
    assert problem.related[0][0].path == "aipolicy.yaml"
    assert "--take district.kind=anna.yaml" in problem.hint
    for wish, value in (
        ({"by_key": {"district.kind": "anna.yaml"}}, "district"),
        ({"by_key": {"district.kind": "aipolicy.yaml"}}, "charter"),
        ({"default": "ours"}, "charter"),
        ({"default": "theirs"}, "district"),
    ):
        settled = desk(ours, "district: {kind: district}\n", **wish)
        assert desk.value(settled, "district.kind") == value
        author = desk.side("m", settled.text).answers.decisions
        assert ("district.kind" in author and author["district.kind"].decided_by == "Board") == (value == "charter")


def test_two_colleagues_who_differ(desk: Desk) -> None:
    anna, ben = "district: {unions: true}\n", "district: {unions: false}\n"
    assert [p.code for p in desk("", anna, ben).problems] == ["conflict"]
    assert desk("", anna, ben).problems[0].hint.startswith("--take district.unions=anna.yaml or ")
    for default in ("ours", "theirs"):
        (problem,) = desk("", anna, ben, default=default).problems
        assert problem.hint.startswith(f"--{default} does not choose between two colleagues: --take district.unions=")
    assert desk.value(desk(ben, anna, ben, default="ours"), "district.unions") is False
    (problem,) = desk(ben, anna, ben, default="theirs").problems
    assert problem.code == "conflict"
    words = "decisions: {district.motto: {decides: Board}}\n"
    (problem,) = desk("", words, words.replace("Board", "Union"), default="theirs").problems
    assert "--theirs does not choose between two colleagues" in problem.hint
    (problem,) = desk("", "draft_date: 2027-01-02\n", "draft_date: 2027-01-03\n", default="ours").problems
    assert "--ours does not choose between two colleagues" in problem.hint
    assert desk.value(desk("", anna, ben, by_key={"district.unions": "ben.yaml"}), "district.unions") is False


def test_a_suggestion_gives_way_to_a_decision(desk: Desk) -> None:
    ours = "district: {unions: true}\ndecisions: {district.unions: {basis: suggested}}\n"
    for anna in ("district: {unions: false}\n", "district: {unions: true}\n"):
        merged = desk(ours, anna)
        assert desk.value(merged, "district.unions") is ("true" in anna)
        assert "suggested" not in merged.text
    merged = desk("district: {unions: false}\n", ours)
    assert desk.value(merged, "district.unions") is False
    assert "suggested" not in merged.text


def test_grids_cell_by_cell(desk: Desk) -> None:
    ours = "uses: {consent: {k2: opt_in}, table: undecided}\ndecisions: {uses.consent: {decided_by: Us}}\n"
    anna = (
        "uses: {consent: {k2: opt_in, g9_12: notice}, table: {tutoring: {status: allowed}}}\n"
        "decisions: {uses.consent: {decided_by: Anna}}\n"
    )
    merged = desk(ours, anna, "uses: {table: {tutoring: {who: staff}}}\n")
    assert desk.value(merged, "uses.consent") == {"k2": {"": "opt_in"}, "g9_12": {"": "notice"}}
    assert desk.value(merged, "uses.table") == {"tutoring": {"status": "allowed", "who": "staff"}}
    decisions = desk.side("m", merged.text).answers.decisions
    assert decisions["uses.consent"].decided_by == "Us"
    assert decisions["uses.consent.g9_12"].decided_by == "Anna"
    clash = desk(ours, "uses: {consent: {k2: notice}}\n")
    assert [p.message.partition(":")[0] for p in clash.problems] == ["uses.consent.k2"]
    assert desk.value(desk(ours, "uses: {consent: {k2: notice}}\n", by_key={"uses.consent": "anna.yaml"}),
                      "uses.consent") == {"k2": {"": "notice"}}  # fmt: skip


def tools(*names: str, status: str = "approved") -> str:
    rows = ", ".join(f"{{id: {name}, name: {name.title()}, active: true, status: {status}}}" for name in names)
    return f"uses:\n  tools: [{rows}]\n"


def test_rows_of_all_sides(desk: Desk) -> None:
    merged = desk(tools("a", "b"), tools("b", "c"), tools("d"))
    found = desk.value(merged, "uses.tools")
    assert isinstance(found, tuple)
    assert [row.id for row in found] == ["a", "b", "c", "d"]  # type: ignore[union-attr]
    clash = desk(tools("a", "b"), tools("b", status="review"))
    assert [p.code for p in clash.problems] == ["conflict"]
    taken = desk(tools("a", "b"), tools("b", status="review"), by_key={"uses.tools": "anna.yaml"})
    assert [row.id for row in desk.value(taken, "uses.tools")] == ["b"]  # type: ignore[attr-defined]


def test_rows_in_a_file(desk: Desk) -> None:
    (desk.folder / "tools.csv").write_text("name,active,status\nA,yes,approved\n")
    ours = "uses: {tools: {file: tools.csv}}\n"
    assert desk(ours, ours).text == HEAD + ours
    assert [p.code for p in desk(ours, tools("z")).problems] == ["conflict"]
    merged = desk("", ours)
    assert [row.id for row in desk.value(merged, "uses.tools")] == ["a"]  # type: ignore[attr-defined]


def test_words_about_decisions(desk: Desk) -> None:
    ours = "decisions: {district.motto: {decides: Board, private_note: One.}}\n"
    anna = "decisions: {district.motto: {by: 2027-01-02, private_note: Two.}, district.unions: {decides: Union}}\n"
    decisions = desk.side("m", desk(ours, anna).text).answers.decisions
    assert decisions["district.motto"].decides == "Board"
    assert decisions["district.motto"].by == "2027-01-02"
    assert decisions["district.motto"].private_note == "One. Two."
    assert decisions["district.unions"].decides == "Union"
    clash = desk(ours, "decisions: {district.motto: {decides: Union}}\n")
    assert [p.message.partition(":")[0] for p in clash.problems] == ["decisions.district.motto.decides"]
    assert "Union" in desk(ours, "decisions: {district.motto: {decides: Union}}\n", default="theirs").text


def test_the_reason_goes_with_the_answer(desk: Desk) -> None:
    ours = "district: {motto: undecided}\ndecisions: {district.motto: {public_reason: We wait for June.}}\n"
    anna = "district: {motto: Learn}\ndecisions: {district.motto: {public_reason: All agree., decided_by: Anna}}\n"
    decision = desk.side("m", desk(ours, anna).text).answers.decisions["district.motto"]
    assert (decision.public_reason, decision.decided_by) == ("All agree.", "Anna")


def test_keys_that_are_no_questions(desk: Desk) -> None:
    ours = "# Top.\naipolicy: {format: 1, asked_with: 0.2.0}\ndraft_date: 2027-01-02\n"
    anna = (
        "aipolicy: {format: 1, asked_with: 0.1.0}\nletterhead: head.docx\n"
        "reviewed: {by: C, on: 2027-01-01, scope: [board-policy], fingerprint: abcdabcdabcdabcd}\n"
    )
    merged = desk(ours, anna)
    side = desk.side("m", merged.text)
    assert side.answers.letterhead == "head.docx"
    assert side.answers.draft_date == "2027-01-02"
    assert side.answers.asked_with == "0.1.0"
    assert side.answers.reviewed is not None
    assert side.answers.reviewed.scope == ("board-policy",)
    clash = desk(ours, "aipolicy: {format: 1}\ndraft_date: 2027-02-02\n")
    assert [p.message for p in clash.problems] == [
        "draft_date: different values: 2027-01-02 (aipolicy.yaml); 2027-02-02 (anna.yaml)"
    ]
    settled = desk(ours, "aipolicy: {format: 1}\ndraft_date: 2027-02-02\n", by_key={"draft_date": "anna.yaml"})
    assert desk.side("m", settled.text).answers.draft_date == "2027-02-02"


KEYS = {
    "kind": ("district", "charter"),
    "unions": ("true", "false"),
    "founded": ("2001-01-01", "2002-02-02"),
    "motto": ("One", "undecided"),
}
FILES = st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in KEYS.items()})


@given(files=st.lists(FILES, min_size=2, max_size=4))
def test_any_files(interview: Interview, files: list[dict[str, str]]) -> None:
    """Without a conflict everybody's decisions are there; the order of colleagues decides nothing."""
    desk = Desk(interview, Path())
    texts = ["".join(["district:\n", *(f"  {k}: {v}\n" for k, v in f.items())]) if f else "" for f in files]
    merged = desk(texts[0], *texts[1:])
    decided = {(k, v) for f in files for k, v in f.items() if v != "undecided"}
    clashing = {k for k, _ in decided if len({v for key, v in decided if key == k}) > 1}
    assert {p.message.partition(":")[0] for p in merged.problems} == {f"district.{k}" for k in clashing}
    values = desk.side("m", merged.text).answers.values
    if not clashing:
        assert all(f"district.{k}" in values for k, _ in decided)
        assert desk(merged.text, *texts).text == merged.text
        backwards = desk.side("m", desk(texts[0], *reversed(texts[1:])).text).answers.values
        assert {k: v.value for k, v in backwards.items()} == {k: v.value for k, v in values.items()}
