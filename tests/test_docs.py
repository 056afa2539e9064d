"""The documentation is true: generated pages are up to date, links lead somewhere, sessions print what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aipolicy.conditions.predicate import Includes, atoms_of
from aipolicy.explain.reference import reference
from aipolicy.library.layers import built_in
from tests.console_sessions import ROOT, fits, refreshed, sessions
from tests.projects import read_once

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"])
PAGES = [page for page in PAGES if not {"policy_blocks", "policies"} & set(page.parts)]


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.library.loading.read", read_once)


def test_the_reference_is_up_to_date() -> None:
    """`aipolicy library reference --out docs/reference` brings it up to date."""
    folder = DOCS / "reference"
    pages = reference(read_once((built_in(),))[0])
    found = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    assert sorted(found) == sorted(pages)
    assert [name for name in pages if found[name] != pages[name]] == []


def test_the_guide_for_authors_shows_what_the_commands_print() -> None:
    """`python -m tests.console_sessions docs/authors.md` brings it up to date."""
    page = (DOCS / "authors.md").read_text(encoding="utf-8")
    assert sum(len(session) for session in sessions(page)) > 15
    assert refreshed(page).splitlines() == page.splitlines()


def test_what_counts_as_shown() -> None:
    assert fits("a\n...\nz\n", "a\nb\nc\nz\n")
    assert not fits("a\n...\nz\n", "a\nb\nc\n")
    assert not fits("a\n", "a\nb\n")


LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*\]\([^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in set(LINK.findall(text)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in anchors(path), f"{page.name} links to {target}"


_anchors: dict[Path, set[str]] = {}


def anchors(path: Path) -> set[str]:
    """The places in a page that a link can lead to: explicit ones, and those that headings have."""
    if path not in _anchors:
        text = path.read_text(encoding="utf-8")
        heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
        _anchors[path] = slugs | set(re.findall(r'<a id="([^"]+)"', text))
    return _anchors[path]


def test_documents_are_counted_right() -> None:
    """The table of documents that are asked for names every choice, with the number of questions that it brings."""
    library = read_once((built_in(),))[0]
    brings = {str(choice.id): 0 for choice in library.interview.questions["documents.more"].choices}
    for question in library.interview.questions.values():
        compared = list(atoms_of(question.when))
        chosen = {v for a in compared if isinstance(a, Includes) and a.question == "documents.more" for v in a.values}
        if any(atom.question == "committee.charter" for atom in compared):
            chosen.add("committee_charter")
        for choice in chosen:
            brings[choice] += 1
    rows = re.findall(
        r"^\| `(\w+)` \|.*\| (\d+) \|$", (DOCS / "documents.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {choice: int(number) for choice, number in rows} == brings
