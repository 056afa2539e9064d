"""Damaged files: whatever a reader is given, it answers with problems inside the file, or takes it. Nothing else.

Five hundred inputs a reader here; tests/long has twenty thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from aipolicy import lock
from aipolicy.answers import Answers, parse_answer_file, validate
from aipolicy.answers.rows_csv import read_rows_csv
from aipolicy.assemble import assemble
from aipolicy.checks import clause_markdown, template_names, unknown_ids, wording
from aipolicy.conditions import parse
from aipolicy.library import Layer, Library, stance_values
from aipolicy.library.clause_file import read_clause
from aipolicy.library.interview_file import read_section
from aipolicy.library.layers import LibraryFile
from aipolicy.library.outline_file import read_outline
from aipolicy.library.shapes import shapes_of
from aipolicy.library.stances_file import stances_in
from aipolicy.problems import InvalidContent, Problem, UnreadableFile
from aipolicy.source import Mapping, parse_yaml
from aipolicy.source.files import decode_text
from tests.districts import answers_of, example
from tests.mutations import damaged

ROOT = Path(__file__).resolve().parent.parent
INPUTS = 500
NAME = "damaged"
Reader = Callable[[bytes, Library, Path, bool], Iterable[Problem]]
"""Gives the problems; with the last argument true what was read is also used for a build."""


def _errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def read_answers(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    (folder / "tools.csv").write_bytes((ROOT / "examples/lakeshore/tools.csv").read_bytes())
    file = parse_answer_file(decode_text(data, NAME), folder, NAME)
    answers, problems = validate(file, library.interview)
    if use and not _errors(problems):
        problems += assemble(library, answers).problems
    # Another file that the answers now name is told at its own place, and at the place that names it.
    elsewhere = {problem.span.path for problem in problems} - {NAME}
    assert all(any(f"'{path}'" in p.message for p in problems if p.span.path == NAME) for path in elsewhere)
    return [problem for problem in problems if problem.span.path == NAME]


def read_tools(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    problems: list[Problem] = []
    text = decode_text(data, NAME)
    rows = read_rows_csv(text, NAME, library.interview.questions["tools.register"], problems)
    assert (rows is None) == bool(problems)
    return problems


def read_block(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    problems: list[Problem] = []
    (folder / "clause.md").write_bytes(data)
    layer = Layer("overrides", folder, folder)
    block = read_clause(
        LibraryFile(layer, folder / "clause.md", "policy/clause.md", NAME), library.vocabulary, problems
    )
    if block is None:
        assert _errors(problems)
        return problems
    whole = replace(library, blocks={**library.blocks, str(block.id): block})
    alone = replace(library, blocks={str(block.id): block}, outlines={}, terms={})
    for rule, seen in ((clause_markdown, alone), (template_names, alone), (wording, alone), (unknown_ids, whole)):
        problems += [found for found in rule.check(seen) if found.span.path == NAME]
    if use:
        changed = replace(
            library, blocks={**library.blocks, "policy.purpose": replace(block, id=library.blocks["policy.purpose"].id)}
        )
        try:
            assemble(changed, _lakeshore(library))
        except InvalidContent as error:
            problems += [problem for problem in error.problems if problem.span.path == NAME]
    return problems


_answers: list[Answers] = []


def _lakeshore(library: Library) -> Answers:
    if not _answers:
        _answers.append(answers_of(example("lakeshore", library), library))
    return _answers[0]


def read_shape(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    node, problems = parse_yaml(decode_text(data, NAME), NAME)
    if node is None:
        return problems
    outline = read_outline(node, NAME, library.vocabulary, library.blocks, problems)
    problems = [problem for problem in problems if "the file's name does not match" not in problem.message]
    if outline is not None:
        changed = replace(library, outlines={**library.outlines, str(outline.id): outline})
        problems += [found for found in unknown_ids.check(changed) if found.span.path == NAME]
        if use and not _errors(problems):
            try:
                assemble(changed, _lakeshore(library))
            except InvalidContent as error:
                problems += [problem for problem in error.problems if problem.span.path == NAME]
    return problems


def read_questions(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    node, problems = parse_yaml(decode_text(data, NAME), NAME)
    if isinstance(node, Mapping):
        shapes = dict(library.vocabulary) | {shape.id: shape for shape in shapes_of([node])}
        read_section(node, lambda when: parse(when, shapes, problems), problems)
    return problems


def read_stance_file(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    node, problems = parse_yaml(decode_text(data, NAME), NAME)
    if node is not None:
        for stance in stances_in(node, library.interview, problems).values():
            stance_values(stance, library.interview)
    return problems


def read_lock(data: bytes, library: Library, folder: Path, use: bool) -> list[Problem]:
    found, problems = lock.parse(decode_text(data, NAME), NAME)
    assert (found is None) == bool(problems)
    for name in found.outputs if found else ():
        assert "/" not in name
        assert ".." not in name
    return problems


READERS: dict[str, tuple[Reader, str]] = {
    "answers": (read_answers, "examples/*/aipolicy.yaml"),
    "tools": (read_tools, "examples/*/tools.csv"),
    "clauses": (read_block, "policy_blocks/*/*.md"),
    "outlines": (read_shape, "templates/documents/*.yaml"),
    "questions": (read_questions, "templates/interview/*.yaml"),
    "stances": (read_stance_file, "templates/stances.yaml"),
    "locks": (read_lock, "examples/*/aipolicy.lock"),
}
FOR_DISTRICTS = ("answers", "tools", "locks")
"""What a district writes itself: there each problem says what to do."""
LOCK = b"""format: 1
library: {version: "0.1.0", fingerprint: "0123456789abcdef"}
answers: "0123456789abcdef"
outputs:
  board-policy.md: {copy: working-draft, content: "0123456789abcdef"}
clauses:
  board-policy/policy.purpose: "0123456789abcdef"
"""


def seeds(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(ROOT.glob(pattern))] or [LOCK]


def assert_in_file(problem: Problem, data: bytes, reader: str) -> None:
    """The problem says what is wrong, at a place that is in the file."""
    assert problem.message.strip()
    assert problem.code
    assert problem.span.path == NAME, problem
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # A column may stand one behind the last character, and in a table it counts cells; a byte-order mark is none.
    assert 1 <= problem.span.line <= len(lines), problem
    assert 1 <= problem.span.column <= len(lines[problem.span.line - 1]) + (40 if reader == "tools" else 2), problem
    assert problem.hint or reader not in FOR_DISTRICTS, f"no way on: {problem}"


def fuzz(reader: str, first: int, count: int, library: Library, folder: Path) -> int:
    """`count` damaged files read; the number that were taken without a problem."""
    read, pattern = READERS[reader]
    donors = seeds(pattern)
    good = 0
    for seed in range(first, first + count):
        random = Random(f"{reader} {seed}")
        data = damaged(random, random.choice(donors), donors)
        try:
            problems = list(read(data, library, folder, seed % 20 == 0))
        except (UnreadableFile, InvalidContent) as error:
            problems = list(error.problems)
            assert problems, seed
        except Exception as error:
            raise AssertionError(f"{reader} {seed}: {type(error).__name__}: {error}\n{data!r}") from error
        for problem in problems:
            try:
                assert_in_file(problem, data, reader)
            except AssertionError as error:
                raise AssertionError(f"{reader} {seed}: {problem}: {error}") from error
        good += not problems
    return good


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_gives_problems_or_is_taken(reader: str, real_library: Library, tmp_path: Path) -> None:
    good = fuzz(reader, 0, INPUTS, real_library, tmp_path)
    assert 0 < good < INPUTS
