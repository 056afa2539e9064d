"""What a decision says of the answer itself: it holds for that answer, and ends where another one is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aipolicy.answers.edit import Path
from aipolicy.answers.model import UNCONFIRMED, Decision

MARKS = ("basis", "decided_by", "decided_on")
"""On what basis the answer stands, who gave it, and when. Who decides, by when and why are about the question."""


def ended(decisions: Mapping[str, Decision], question: str, path: Path, given: Collection[Path]) -> list[Path]:
    """The keys to take out where the value at `path`, the question's or that of a cell of it, becomes another one.

    Those among `given` are set anew and stay. A cell leaves the mark of a suggestion on the rest of its grid.
    """
    cell = ".".join(path)
    keys = [key for id in dict.fromkeys((question, cell)) if id in decisions for key in _marks(decisions[id], id)]
    rest = ("decisions", question, "basis")
    if cell != question and question in decisions and decisions[question].basis in UNCONFIRMED:
        keys = [key for key in keys if key != rest]
    return [key for key in keys if key not in given]


def _marks(decision: Decision, id: str) -> list[Path]:
    return [("decisions", id, name) for name in MARKS if getattr(decision, name)]
