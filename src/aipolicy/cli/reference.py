"""`aipolicy library reference`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aipolicy.cli.run import Exit, guarded, leave


@guarded
def library_reference(
    overlay: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[OVERLAY]...", help="Overlay folders, lowest first.", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the pages go.")] = Path("reference"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail (exit code 1) when a page is not up to date.")
    ] = False,
) -> None:
    """Write the reference of documents, clauses, questions and framework as linked Markdown pages.

    One line a page: written, unchanged or removed. A file that is no page of the reference is never written over.
    """
    from aipolicy.cli.console import problems, show
    from aipolicy.explain.reference import MARK, reference
    from aipolicy.problems import InvalidContent, Problem, Span
    from aipolicy.project import open_library

    library, found = open_library(overlay or ())
    if any(problem.severity == "error" for problem in found):
        raise InvalidContent(found)
    problems(found, Path())
    pages = reference(library)
    old = {path.relative_to(out).as_posix(): path for path in sorted((*out.glob("*.md"), *out.glob("clauses/*.md")))}
    texts = {name: path.read_text(encoding="utf-8", errors="replace") for name, path in old.items()}
    ours = {name for name, text in texts.items() if text.startswith(MARK)}
    if foreign := sorted(name for name in pages.keys() & texts.keys() if name not in ours):
        hint = "move it away, or give another folder with --out"
        raise InvalidContent(
            [
                Problem(Span(str(out / name)), "not-ours", "this file is no page of the reference", hint)
                for name in foreign
            ]
        )
    stale = sorted(name for name in pages if texts.get(name) != pages[name])
    gone = sorted(ours - pages.keys())
    for name in pages:
        if name in stale and not check:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(pages[name], encoding="utf-8", newline="\n")
        state = "unchanged" if name not in stale else "out of date" if check else "written"
        show(f"{state}\t{(out / name).as_posix()}")
    for name in gone:
        if not check:
            old[name].unlink()
        show(f"{'out of date' if check else 'removed'}\t{(out / name).as_posix()}")
    leave(Exit.PROBLEMS if check and (stale or gone) else Exit.FINE)
