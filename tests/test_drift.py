from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from aipolicy.drift import Drift, compare, content_hash, problem
from aipolicy.lock import Lock, Output
from tests.projects import repacked


def docx(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def locked(**outputs: bytes) -> Lock:
    names = {name.replace("_", "."): data for name, data in outputs.items()}
    return Lock("1", "", "", "", {n: Output(content_hash(n, d), "working-draft") for n, d in names.items()})


def test_text_is_the_same_with_either_line_end() -> None:
    assert content_hash("a.md", b"x\r\ny\r\n") == content_hash("a.md", b"x\ny\n")
    assert content_hash("a.md", b"x\ny\n") != content_hash("a.md", b"x\nz\n")


def test_word_files_are_compared_by_their_parts() -> None:
    data = docx(document="<a/>", styles="<b/>")
    assert repacked(data) != data
    assert content_hash("a.docx", repacked(data)) == content_hash("a.docx", data)
    assert content_hash("a.docx", docx(document="<a/>", styles="<c/>")) != content_hash("a.docx", data)
    assert content_hash("a.docx", docx(document="<a/>")) != content_hash("a.docx", data)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no zip", docx(document="<a/>")[:-30], docx(document="x" * 99)[40:]],
    ids=["empty", "no zip", "cut off", "begun late"],
)
def test_a_damaged_word_file_has_a_hash_of_its_own(data: bytes) -> None:
    assert len(content_hash("a.docx", data)) == 64
    assert content_hash("a.docx", data) != content_hash("a.docx", docx(document="<a/>"))


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aipolicy.drift._LARGEST_PARTS", 1000)
    bomb = docx(document="0" * 5_000_000)
    assert content_hash("a.docx", bomb) == content_hash("b.md", bomb)


def test_every_state(tmp_path: Path) -> None:
    names = ("fresh.md", "missing.md", "stale.md", "edited.md", "lost.md")
    fresh = {name: content_hash(name, b"new") for name in names}
    for name, data in {
        "fresh.md": b"new",
        "stale.md": b"old",
        "edited.md": b"mine",
        "gone.md": b"old",
        "gone-edited.md": b"mine",
        "foreign.md": b"old",
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "lost.md").mkdir()
    known = dict.fromkeys(("stale.md", "edited.md", "gone.md", "gone-edited.md", "gone-missing.md"), b"old")
    dropped = ["gone.md", "gone-edited.md", "gone-missing.md", "foreign.md"]
    assert compare(tmp_path, fresh, locked(**{n.replace(".", "_"): d for n, d in known.items()}), dropped) == [
        Drift("edited.md", "edited"),
        Drift("fresh.md", "fresh"),
        Drift("lost.md", "edited"),
        Drift("missing.md", "missing"),
        Drift("stale.md", "stale"),
        Drift("gone-edited.md", "dropped-edited"),
        Drift("gone.md", "dropped"),
    ]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("missing", "output-missing"),
        ("stale", "output-stale"),
        ("edited", "output-edited"),
        ("dropped", "output-dropped"),
        ("dropped-edited", "output-edited"),
    ],
)
def test_each_state_but_fresh_is_a_problem_that_says_what_to_do(state: str, code: str) -> None:
    found = problem(Drift("a.md", state), "policies")  # type: ignore[arg-type]
    assert found is not None
    assert found.code == code
    assert found.span.path == "policies/a.md"
    assert "aipolicy build" in found.hint
    assert problem(Drift("a.md", "fresh"), "policies") is None
