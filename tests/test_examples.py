"""The example districts: their drafts are golden files, and read as if written for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.answers import load_answers, read_answer_file
from aipolicy.assemble import Assembled, assemble
from aipolicy.document import Clause, Document, Signature, walk
from aipolicy.library import Library
from aipolicy.tree import tree
from aipolicy.writers import docx, markdown
from aipolicy.writers.text import plain

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
GOLDENS = ROOT / "tests" / "goldens"
GOLDEN = ("cedar-hollow", "lakeshore")
TO_BE_PRICED = {"budget-and-roi": 2}
"""Lakeshore does not know two amounts of the third year yet, and its budget shows where they belong."""

_assembled: dict[str, Assembled] = {}


def assembled(name: str, library: Library) -> Assembled:
    """An example, read from its folder and assembled once."""
    if name not in _assembled:
        file = read_answer_file(EXAMPLES / name / "aipolicy.yaml")
        _assembled[name] = assemble(library, load_answers(file, library.interview))
    return _assembled[name]


def documents(name: str, library: Library) -> tuple[Document, ...]:
    return assembled(name, library).documents


@pytest.mark.parametrize("name", GOLDEN)
def test_drafts_are_the_golden_files(name: str, real_library: Library) -> None:
    """Changed on purpose? Run `aipolicy build examples/<name>` and read the difference before committing it."""
    built: dict[str, bytes] = {}
    for document in documents(name, real_library):
        built[f"{document.id}.md"] = markdown.write(document).encode()
        built[f"{document.id}.docx"] = docx.write(document)
    golden = {path.name: path.read_bytes() for path in (EXAMPLES / name / "policies").iterdir()}
    assert sorted(built) == sorted(golden)
    for file, data in built.items():
        assert data == golden[file], f"{file} is not what is built now"


@pytest.mark.parametrize("name", GOLDEN)
def test_every_inserted_word_knows_its_question(name: str, real_library: Library) -> None:
    """The trees say of every word where it came from. Changed on purpose? See tests/goldens/README.md."""
    made = documents(name, real_library)
    assert {path.stem for path in (GOLDENS / name).iterdir()} == {document.id for document in made}
    for document in made:
        golden = (GOLDENS / name / f"{document.id}.txt").read_text(encoding="utf-8")
        assert tree(document) == golden, f"the tree of {name}/{document.id} is not the golden one"


@pytest.mark.parametrize("name", GOLDEN)
def test_examples_are_complete_and_fictional(name: str, real_library: Library) -> None:
    text = (EXAMPLES / name / "aipolicy.yaml").read_text()
    assert "fictional" in text.split("\n\n")[0].lower()
    made = assembled(name, real_library)
    assert made.open == ()
    assert made.problems == ()
    assert {id: count for id, count in made.blanks.items() if count} == (TO_BE_PRICED if name == "lakeshore" else {})


def test_a_school_that_prohibits_student_use_reads_so(real_library: Library) -> None:
    found = documents("cedar-hollow", real_library)
    assert "committee-charter" not in {document.id for document in found}
    for document in found:
        if document.id == "decision-register":
            continue  # it prints the questions of the interview as they stand
        text = plain(document).lower()
        for words in ("high school", "grade 9", "grades 9", "grade 12", "who is 18", "eligible student", "homecoming"):
            assert words not in text, (document.id, words)
    notice = next(document for document in found if document.id == "caregiver-notice")
    assert not any(isinstance(node, Signature) for node in walk(notice))
    assert "consent form" not in plain(notice).lower()


@pytest.mark.parametrize(
    ("document", "exception"),
    [
        ("board-policy", "policy.assistive"),
        ("administrative-regulation", "regulation.assistive"),
        ("staff-rules", "staff.assistive"),
        ("caregiver-notice", "consent.assistive"),
        ("family-faq", "faq.disability"),
    ],
)
def test_every_prohibition_of_student_use_excepts_assistive_technology(
    document: str, exception: str, real_library: Library
) -> None:
    found = next(d for d in documents("cedar-hollow", real_library) if d.id == document)
    clauses = [node for node in walk(found) if isinstance(node, Clause)]
    assert any(clause.id == exception for clause in clauses)
    words = next(clause for clause in clauses if clause.id == exception)
    said = " ".join(getattr(node, "text", "") for node in walk(words))
    for name in ("Section 504 plan", "Americans with Disabilities Act"):
        assert name in said
    assert "IEP" in said


def test_the_large_district_has_what_it_decided(real_library: Library) -> None:
    found = {document.id: plain(document) for document in documents("lakeshore", real_library)}
    # The documents that the law of one state asks for begin with its letters.
    assert set(found) == {id for id in real_library.outlines if id[2] != "-"}
    assert len(found) == 24
    for language in ("Spanish", "Chinese", "Vietnamese"):
        assert language in found["caregiver-notice"]
    assert "bargaining" in found["board-policy"]
    assert "34 CFR 99.30" in found["caregiver-notice"]
