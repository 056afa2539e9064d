"""Loading: every file of every layer, fingerprints that see words and no layout, places on everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.conditions import ALWAYS, Is, questions_of
from aipolicy.library import Layer, Library, layers_for, load, read
from aipolicy.library.model import BlockEntry, OneOf
from aipolicy.problems import InvalidContent, Span
from tests.districts import ROOT
from tests.tiny import TINY, clause, tiny_library, write_library

STARTER_SET = ("board-policy", "administrative-regulation", "caregiver-notice", "staff-rules", "decision-register")


def test_the_real_library_loads_without_a_problem() -> None:
    library, problems = read(layers_for())
    assert problems == []
    assert len(library.blocks) > 200
    assert list(library.outlines) == [
        "decision-register",
        "board-policy",
        "board-resolution",
        "administrative-regulation",
        "committee-charter",
        "student-rules",
        "staff-rules",
        "caregiver-notice",
        "family-faq",
        "vendor-addendum",
        "readiness-assessment",
        "engagement-plan",
        "vendor-checklist",
        "ny-supplemental-information",
        "il-soppa-posting",
        "incident-response-plan",
        "roadmap",
        "training-plan",
        "technology-readiness",
        "budget-and-roi",
        "student-handbook-insert",
        "staff-handbook-insert",
        "department-uses",
        "duties-register",
        "legal-crosswalk",
        "legal-memo",
        "tn-annual-report",
        "oh-technology-notice",
        "ut-parent-notice",
        "ok-annual-disclosure",
        "md-digital-tools",
        "ar-provider-list",
    ]
    always = [id for id, outline in library.outlines.items() if outline.when == ALWAYS]
    assert sorted([*always, "board-policy"]) == sorted(STARTER_SET)
    assert questions_of(library.outlines["board-policy"].when) == ("policy.route",)


def test_every_file_of_the_real_library_is_read(real_library: Library) -> None:
    paths = {block.path for block in real_library.blocks.values()}
    paths |= {outline.path for outline in real_library.outlines.values()}
    on_disk = {p.relative_to(ROOT).as_posix() for p in (ROOT / "policy_blocks").rglob("*.md")}
    on_disk |= {p.relative_to(ROOT).as_posix() for p in (ROOT / "templates" / "documents").glob("*.yaml")}
    assert paths == on_disk


def test_what_is_read(tmp_path: Path) -> None:
    library = tiny_library(tmp_path)
    block = library.blocks["rules.pilot"]
    assert block.when == Is("district.stance", ("pilot",))
    assert (block.path, block.body_line) == ("policy_blocks/rules/pilot.md", 7)
    assert block.title.span == Span("policy_blocks/rules/pilot.md", 3, 8)
    assert (block.lock, block.publication, block.layer) == ("recommended", "public", "built-in")
    entries = library.outlines["rules"].sections[0].entries
    assert isinstance(entries[1], OneOf)
    assert entries[1].of == ("rules.none", "rules.pilot", "rules.free")
    (definitions,) = library.outlines["rules"].sections[2].entries
    assert isinstance(definitions, BlockEntry)
    assert definitions.kind == "definitions"
    assert not library.outlines["letter"].sections[1].numbered
    assert [str(section.id) for section in library.interview.sections] == ["district", "manual"]
    assert library.interview.questions["district.limits"].other
    assert library.vocabulary["district.small"].values == ("true", "false")
    assert library.terms["ai-tool"].also == ("AI tools",)
    assert library.offices["students"].default.article == ""


def test_the_order_of_sections_is_theirs_and_not_the_folder_s(tmp_path: Path) -> None:
    name = "templates/interview/district.yaml"
    library = tiny_library(tmp_path, {name: TINY[name].replace("order: 10", "order: 99")})
    assert [str(section.id) for section in library.interview.sections] == ["manual", "district"]
    assert next(iter(library.interview.questions)) == "manual.profile"


def fingerprints(folder: Path, name: str, text: str) -> tuple[str, str]:
    library = tiny_library(folder, {name: text})
    return library.fingerprint, library.blocks["rules.none"].fingerprint


def test_fingerprints_see_words_and_not_comments_or_line_ends(tmp_path: Path) -> None:
    name = "policy_blocks/rules/none.md"
    plain = fingerprints(tmp_path / "1", name, TINY[name])
    assert fingerprints(tmp_path / "2", name, TINY[name].replace("\n", "\r\n")) == plain
    other = fingerprints(tmp_path / "3", name, TINY[name].replace("AI tools", "tools"))
    assert other[0] != plain[0]
    assert other[1] != plain[1]
    data = "policy_blocks/terms.yaml"
    assert fingerprints(tmp_path / "4", data, f"# A comment.\n{TINY[data]}") == plain
    assert fingerprints(tmp_path / "5", data, TINY[data].replace("a trial", "a test"))[0] != plain[0]


def test_hidden_files_and_other_endings_are_left_alone(tmp_path: Path) -> None:
    changes = {
        "policy_blocks/.draft/x.md": "no",
        "policy_blocks/rules/notes.txt": "no",
        "templates/interview/x.yml": "no",
    }
    assert tiny_library(tmp_path, changes).fingerprint == tiny_library(tmp_path / "plain").fingerprint


def test_all_problems_of_all_files_are_raised_together(tmp_path: Path) -> None:
    changes = {
        "policy_blocks/rules/none.md": clause("rules.none", "Words.", lock="hard"),
        "policy_blocks/rules/free.md": clause("rules.free", "Words.", when="{a.b: c}"),
        "policy_blocks/terms.yaml": "- {id: x}\n",
        "policy_blocks/offices.yaml": "a: [b\n",
        "templates/documents/letter.yaml": "",
    }
    with pytest.raises(InvalidContent) as raised:
        tiny_library(tmp_path, changes)
    found = {(problem.span.path, problem.code) for problem in raised.value.problems}
    assert found >= {
        ("policy_blocks/rules/none.md", "unknown-word"),
        ("policy_blocks/rules/free.md", "unknown-question"),
        ("policy_blocks/terms.yaml", "missing-key"),
        ("policy_blocks/offices.yaml", "yaml-syntax"),
        ("templates/documents/letter.yaml", "empty-file"),
    }
    assert list(raised.value.problems) == sorted(raised.value.problems, key=lambda p: (p.span, p.code, p.message))


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe-\x00", "wrong-encoding"), (b"---\nid: \xe9\n", "wrong-encoding"), (b"a\x00b", "binary-file")],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, code: str) -> None:
    layer = write_library(tmp_path, TINY)
    (tmp_path / "policy_blocks" / "rules" / "none.md").write_bytes(data)
    _, problems = read([layer])
    assert code in [problem.code for problem in problems if problem.span.path == "policy_blocks/rules/none.md"]


def test_a_circle_is_named_and_ends(tmp_path: Path) -> None:
    text = """\
section: round
title: Round
order: 50
questions:
  - {id: round.a, ask: A?, why: So., who_knows: office, type: yes_no, when: {round.b: true}}
  - {id: round.b, ask: B?, why: So., who_knows: office, type: yes_no, when: {round.c: true}}
derived:
  - {id: round.c, from: [round.a], values: [true, false], cases: [{value: true, when: {round.a: true}}], else: false}
"""
    library, problems = read([write_library(tmp_path, {**TINY, "templates/interview/round.yaml": text})])
    assert [p.message for p in problems] == ["these wait for each other: round.a -> round.b -> round.c -> round.a"]
    assert isinstance(library, Library)


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    library = load([Layer("built-in", tmp_path / "policy_blocks", tmp_path / "templates")])
    assert not library.blocks
    assert not library.outlines
