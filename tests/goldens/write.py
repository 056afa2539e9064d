"""Writes the golden trees of the example districts again. Read the difference before committing it."""

from __future__ import annotations

from pathlib import Path

from aipolicy import library
from aipolicy.answers import load_answers, read_answer_file
from aipolicy.assemble import assemble
from aipolicy.tree import tree

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"


def main() -> None:
    loaded = library.load(library.layers_for())
    for name in ("cedar-hollow", "lakeshore"):
        answers = load_answers(read_answer_file(EXAMPLES / name / "aipolicy.yaml"), loaded.interview)
        (HERE / name).mkdir(exist_ok=True)
        for left in (HERE / name).glob("*.txt"):
            left.unlink()
        for document in assemble(loaded, answers).documents:
            (HERE / name / f"{document.id}.txt").write_text(tree(document), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
