"""Benchmarks: `python benchmarks/run.py`, after `pip install -e '.[bench]'`. See README.md beside this file."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import in_process
    import interview
    import processes
    import report
    import word_files
    from paired import Clock, Pair, Result, Skipped, compare, cpu

    from aipolicy.assemble import assemble
    from aipolicy.project import open_project
    from aipolicy.writers import markdown
except ModuleNotFoundError as error:
    sys.exit(f"{error.name} is not installed; in the checkout run: pip install -e '.[bench]'")

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "lakeshore"
GROUPS = ("jinja", "library", "docx", "start", "build", "memory", "interview")
DOCUMENT = "board-policy"
NOTE = (
    "Ratio: median of ours over median of the other side, both run in turn in one run; under 1 we are quicker or "
    "smaller. Lowest to highest: the single rounds. Ratios only, because times on a shared machine say little."
)


def pairs(only: set[str], work: Path) -> Iterator[Pair | Skipped]:
    """What is to be compared, group by group."""
    project = open_project(EXAMPLE)
    documents = assemble(project.library, project.answers).documents
    sources = [work / f"{document.id}.md" for document in documents]
    for source, document in zip(sources, documents, strict=True):
        source.write_text(markdown.write(document), encoding="utf-8")
    if only & {"jinja", "library"}:
        yield from (pair for pair in in_process.pairs(project, documents) if pair.group in only)
    if "docx" in only:
        yield from word_files.pairs(next(d for d in documents if d.id == DOCUMENT), work)
    if only & {"start", "build"}:
        yield from (pair for pair in processes.pairs(EXAMPLE, sources, work) if pair.group in only)
    if "memory" in only:
        yield from processes.memory(EXAMPLE, sources, work)
    if "interview" in only:
        yield from interview.pairs(work)


def measured(only: set[str], rounds: int, clock: Clock) -> list[Result | Skipped]:
    """The result of every pair; what is being measured is said on stderr."""
    results: list[Result | Skipped] = []
    with tempfile.TemporaryDirectory() as folder:
        for pair in pairs(only, Path(folder)):
            print(f"{pair.group}: {pair.ours} / {pair.other}", file=sys.stderr)
            results.append(pair if isinstance(pair, Skipped) else compare(pair, rounds, clock))
    return results


def main() -> None:
    """Measure, print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description="Paired benchmarks; prints ratios.")
    parser.add_argument("--rounds", type=int, default=11, help="rounds a pair (default 11)")
    parser.add_argument("--only", action="append", choices=GROUPS, help="only this group; may be repeated")
    parser.add_argument("--write", action="store_true", help="also write results.md beside run.py")
    parser.add_argument("--cpu", action="store_true", help="processor time, not elapsed time: for a busy machine")
    asked = parser.parse_args()
    if asked.rounds < 1:
        parser.error("--rounds must be 1 or more")
    if asked.cpu and sys.platform == "win32":
        parser.error("--cpu does not work on Windows")
    head = [*report.machine(), f"{asked.rounds} rounds, {'processor' if asked.cpu else 'elapsed'} time. {NOTE}"]
    try:
        results = measured(set(asked.only or GROUPS), asked.rounds, cpu if asked.cpu else time.perf_counter)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace") if isinstance(error.stderr, bytes) else error.stderr or ""
        sys.exit(f"{said}exit code {error.returncode}: {' '.join(error.cmd)}")
    lines = [*head, "", *report.table(results)]
    print("\n".join(lines))
    if asked.write:
        text = (
            "\n".join(
                ["# Results of `python benchmarks/run.py`", "", *(f"{line}\n" for line in head), *report.table(results)]
            )
            + "\n"
        )
        (HERE / "results.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
