"""The false statements in circulation: no text of the library holds one (drafts: borders)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.districts import ROOT

TRAPS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "traps.yaml").read_text(encoding="utf-8"))
PATTERNS = {trap["id"]: re.compile(trap["pattern"], re.IGNORECASE) for trap in TRAPS}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def found_in(text: str) -> Iterator[tuple[str, str]]:
    """The traps that a text falls into, each with the words."""
    for id, pattern in PATTERNS.items():
        met = pattern.search(text)
        if met:
            yield id, met[0]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_a_trap_catches_what_is_false_and_nothing_else(trap: dict[str, Any]) -> None:
    pattern = PATTERNS[trap["id"]]
    assert trap["false"]
    assert trap["caught"]
    for sentence in trap["caught"]:
        assert pattern.search(plain(sentence)), sentence
    for sentence in trap.get("fine") or ():
        assert not pattern.search(plain(sentence)), sentence


def test_the_traps_are_many_and_each_stands_once() -> None:
    assert len(TRAPS) >= 50
    assert len(PATTERNS) == len(TRAPS)


def test_no_text_of_the_library_falls_into_one() -> None:
    """Whatever the answers: a draft is made of these texts."""
    files = [*(ROOT / "policy_blocks").rglob("*.md"), *(ROOT / "policy_blocks").rglob("*.yaml")]
    files += (ROOT / "templates").rglob("*.yaml")
    assert len(files) > 1000
    caught = [
        (file.relative_to(ROOT).as_posix(), *met)
        for file in files
        for met in found_in(plain(file.read_text(encoding="utf-8")))
    ]
    assert not caught
