"""Layers: an override beats the last overlay, which beats the first, which beats the built-in text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aipolicy.library import Layer, Library, read
from aipolicy.library.layers import overlay
from aipolicy.problems import Problem, UnreadableFile
from tests.districts import build, clauses, named, words
from tests.tiny import DISTRICT, TINY, clause, write_library

NAME = "rules/limits.md"


def stacked(
    folder: Path, *overlays: Mapping[str, str], overrides: Mapping[str, str] | None = None
) -> tuple[Library, list[Problem]]:
    """The tiny library under overlays and a district's overrides."""
    layers = [write_library(folder / "base", TINY)]
    for number, files in enumerate(overlays, start=1):
        write_library(folder / f"overlay{number}", files)
        layers.append(overlay(folder / f"overlay{number}", f"overlay{number}"))
    if overrides is not None:
        for name, text in overrides.items():
            (folder / "overrides" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "overrides" / name).write_text(text)
        layers.append(Layer("overrides", folder / "overrides", folder / "overrides" / "templates", "overrides"))
    return read(layers)


def mark(folder: Path, *overlays: Mapping[str, str]) -> str:
    """The fingerprint of the clause as these layers leave it."""
    return stacked(folder, *overlays)[0].blocks["rules.limits"].fingerprint


def over(words: str, replaces: str, **keys: str) -> str:
    return clause("rules.limits", words, replaces=f'"{replaces}"', **keys)


def test_precedence(tmp_path: Path) -> None:
    base = mark(tmp_path / "0")
    first = {f"policy_blocks/{NAME}": over("First.", base)}
    second = {f"policy_blocks/{NAME}": over("Second.", mark(tmp_path / "1", first))}
    last = {"rules.limits.md": over("Override.", mark(tmp_path / "2", first, second))}
    for number, (layers, overrides, text) in enumerate(
        [((first,), None, "First."), ((first, second), None, "Second."), ((first, second), last, "Override.")], start=3
    ):
        library, problems = stacked(tmp_path / str(number), *layers, overrides=overrides)
        assert problems == []
        built = build(DISTRICT, library)
        assert words(clauses(named(built.documents, "rules"))["rules.limits"]) == text
    assert library.blocks["rules.limits"].layer == "overrides"
    assert library.blocks["rules.limits"].path == "overrides/rules.limits.md"


@pytest.mark.parametrize("replaces", ["", "0123456789abcdef"])
def test_a_replacement_names_the_text_it_replaces(tmp_path: Path, replaces: str) -> None:
    base = mark(tmp_path / "0")
    _, (problem,) = stacked(tmp_path / "1", {f"policy_blocks/{NAME}": over("New.", replaces)})
    assert (problem.span.path, problem.code) == ("overlay1/policy_blocks/rules/limits.md", "replaces-other")
    assert base in problem.hint
    assert problem.related[0][0].path == "policy_blocks/rules/limits.md"


def test_a_changed_original_is_noticed(tmp_path: Path) -> None:
    files = {f"policy_blocks/{NAME}": over("New.", mark(tmp_path / "0"))}
    write_library(tmp_path / "1" / "base", {**TINY, f"policy_blocks/{NAME}": clause("rules.limits", "Changed.")})
    write_library(tmp_path / "1" / "over", files)
    base = Layer("built-in", tmp_path / "1" / "base" / "policy_blocks", tmp_path / "1" / "base" / "templates")
    _, problems = read([base, overlay(tmp_path / "1" / "over", "over")])
    assert [problem.code for problem in problems] == ["replaces-other"]


def test_a_new_clause_replaces_nothing(tmp_path: Path) -> None:
    library, problems = stacked(tmp_path / "0", {"policy_blocks/rules/new.md": clause("rules.new", "New.")})
    assert problems == []
    assert library.blocks["rules.new"].layer == "overlay1"
    files = {"policy_blocks/rules/new.md": clause("rules.new", "New.", replaces='"0123456789abcdef"')}
    _, (problem,) = stacked(tmp_path / "1", files)
    assert problem.code == "replaces-nothing"


def test_a_required_clause_that_is_replaced_is_reported(tmp_path: Path) -> None:
    required = {f"policy_blocks/{NAME}": over("Required.", mark(tmp_path / "0"), lock="required")}
    replaced = {f"policy_blocks/{NAME}": over("Other.", mark(tmp_path / "1", required))}
    _, problems = stacked(tmp_path / "2", required, replaced)
    assert [(p.code, p.severity, p.span.path) for p in problems] == [
        ("replaces-required", "warning", "overlay2/policy_blocks/rules/limits.md")
    ]


OUTLINE = "templates/documents/rules.yaml"


def ids(library: Library, section: int = 0) -> list[str]:
    found = []
    for _, id, group in library.outlines["rules"].clauses():
        if id in [i for e in [library.outlines["rules"].sections[section]] for i in _ids(e.entries)]:
            found.append(f"{group.id}:{id}" if group else str(id))
    return found


def _ids(entries: object) -> list[str]:
    assert isinstance(entries, tuple)
    return [str(i) for entry in entries for i in getattr(entry, "of", (entry,))]


def test_insert_and_remove(tmp_path: Path) -> None:
    new = {f"policy_blocks/rules/{name}.md": clause(f"rules.{name}", "New.") for name in ("new", "top")}
    change = "id: rules\ninsert:\n"
    change += "  - {after: rules.stance, clauses: [rules.new]}\n  - {after: use, clauses: [rules.top]}\n"
    library, problems = stacked(tmp_path / "0", {**new, OUTLINE: change + "remove: [rules.none, rules.state]\n"})
    assert problems == []
    assert ids(library) == [
        "rules.top",
        "rules.purpose",
        "rules.stance:rules.pilot",
        "rules.stance:rules.free",
        "rules.new",
        "rules.limits",
    ]
    built = clauses(named(build(DISTRICT, library).documents, "rules"))
    assert list(built)[:2] == ["rules.top", "rules.purpose"]


def test_insert_inside_a_group_stands_behind_it_and_a_group_can_go(tmp_path: Path) -> None:
    new = {"policy_blocks/rules/new.md": clause("rules.new", "New.")}
    change = "id: rules\ninsert: [{after: rules.pilot, clauses: [rules.new]}]\nremove: [rules.stance]\n"
    library, problems = stacked(tmp_path, {**new, OUTLINE: change})
    assert problems == []
    assert ids(library) == ["rules.purpose", "rules.new", "rules.limits", "rules.state"]


def test_a_later_overlay_changes_the_outline_as_the_first_left_it(tmp_path: Path) -> None:
    new = {"policy_blocks/rules/new.md": clause("rules.new", "New.")}
    first = {**new, OUTLINE: "id: rules\ninsert: [{after: rules.purpose, clauses: [rules.new]}]\n"}
    second = {OUTLINE: "id: rules\nremove: [rules.new]\n"}
    library, problems = stacked(tmp_path, first, second)
    assert problems == []
    assert "rules.new" not in ids(library)


@pytest.mark.parametrize(
    "change",
    ["insert: [{after: rules.nix, clauses: [rules.limits]}]", "remove: [rules.nix]", "insert: [{clauses: [a.b]}]"],
)
def test_a_change_that_does_not_fit_is_reported_in_the_overlay(tmp_path: Path, change: str) -> None:
    _, problems = stacked(tmp_path, {OUTLINE: f"id: rules\n{change}\n"})
    assert problems
    assert all(problem.span.path == "overlay1/templates/documents/rules.yaml" for problem in problems)


def test_data_of_an_overlay_stands_instead_of_the_same_id(tmp_path: Path) -> None:
    files = {
        "policy_blocks/offices.yaml": "- {id: board, name: School Committee}\n",
        "policy_blocks/terms.yaml": "- {id: robot, term: Robot, definition: means a machine., citations: []}\n",
    }
    library, problems = stacked(tmp_path, files)
    assert problems == []
    assert library.offices["board"].default.name == "School Committee"
    assert library.offices["chief"].default.name == "Superintendent"
    assert {"robot", "ai-tool"} <= set(library.terms)


def test_an_overlay_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFile) as raised:
        overlay(tmp_path / "empty", "empty")
    assert [p.code for p in raised.value.problems] == ["no-overlay"]


def test_base_texts_of_overrides_are_no_clauses(tmp_path: Path) -> None:
    base = mark(tmp_path / "0")
    overrides = {"rules.limits.md": over("New.", base), "base/rules.limits.md": TINY[f"policy_blocks/{NAME}"]}
    library, problems = stacked(tmp_path / "1", overrides=overrides)
    assert problems == []
    assert library.blocks["rules.limits"].body.strip() == "New."
