"""LibreOffice opens every document of the examples in every manual profile, and shows its text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aipolicy.document import Block, Clause, Section, walk
from aipolicy.library import Library
from aipolicy.writers import text
from aipolicy.writers.docx import write
from tests.districts import build, example
from tests.libreoffice import LibreOffice, libreoffice_fixture  # noqa: F401
from tests.oracles.check_redline import lo_run
from tests.writers.letterheads import letterhead

pytestmark = pytest.mark.libreoffice
EXAMPLES = ("lakeshore", "cedar-hollow", "undecided")
WORD = re.compile(r"\w+")
PROFILES = ("plain", "csba", "neola", "tasb")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_libreoffice_shows_the_text_and_the_numbers(
    name: str, profile: str, real_library: Library, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """On plain paper and on a letterhead by turns, so that each document is opened on both."""
    values = example(name, real_library) | {"manual.profile": profile}
    documents = build(values, real_library).documents
    paths = []
    for number, document in enumerate(documents, PROFILES.index(profile)):
        paths.append(tmp_path / f"{document.id}.docx")
        paths[-1].write_bytes(write(document, letterhead=letterhead() if number % 2 else None))
        assert_shown(document.id, libreoffice.text(paths[-1].read_bytes()), text.lines(document))
    opened = lo_run([{"path": str(path), "op": "none"} for path in paths])
    for document, shown in zip(documents, opened, strict=True):
        headings = [(label, said) for _, style, label, said in shown["paras"] if style.startswith("Heading ")]
        assert headings == [
            (node.number, node.title)
            for node in walk(document)
            if isinstance(node, Section | Clause | Block) and node.title
        ]


def assert_shown(document: str, shown: str, lines: tuple[str, ...]) -> None:
    """Every word of every line is shown in its order; numbers and results of references stand between."""
    rest = iter(WORD.findall(shown))
    for line in lines:
        for word in WORD.findall(line):
            assert word in rest, f"{document}: {word!r} of {line!r} is not shown in its place"
