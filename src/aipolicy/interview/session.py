"""The answers of one interview: every change is checked and saved in `aipolicy.yaml` before it is acknowledged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from aipolicy import __version__
from aipolicy.answers import UNDECIDED, AnswerFile, Answers, facts_of, parse_answer_file, validate
from aipolicy.answers.edit import Path as Key
from aipolicy.answers.edit import set_value
from aipolicy.answers.emit import Plain, plain
from aipolicy.answers.marks import MARKS
from aipolicy.answers.meaning import meaning
from aipolicy.answers.model import BEGUN, UNCONFIRMED
from aipolicy.answers.nodes import node_at, plain_of
from aipolicy.answers.store import Hold
from aipolicy.conditions import Facts
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent, Problem
from aipolicy.source import Scalar, write_atomically

NEW_FILE = f"""\
# The district's decisions about AI. 'aipolicy init' asks for them, 'aipolicy build' makes the drafts from them.

aipolicy: {{format: 1, asked_with: {__version__}}}
"""
COUNSEL = "The district's attorney"
KEPT = ("overlays", "letterhead")
"""What a new file takes over from the one before: they say what is asked, not what was answered."""
TOLERATED = ("not-offered",)
"""An answer that another one has made impossible: it stays until somebody chooses again."""

Change: TypeAlias = "tuple[Key, object]"
"""A key of the answer file and its new value (plain or typed); None takes the key out."""


@dataclass(frozen=True, slots=True)
class State:
    """The answers at one moment. `clashes` are the answers that no longer fit the others, by question."""

    file: AnswerFile
    answers: Answers
    facts: Facts
    clashes: Mapping[str, Problem] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


class Session:
    """An open answer file, held against every other aipolicy.

    `state` is always what is on disk; a change that cannot be saved leaves both as they were.
    """

    def __init__(
        self, interview: Interview, folder: Path, hold: Hold, on_disk: str | None, text: str | None = None
    ) -> None:
        """`on_disk` is the answer file as read, None where there is none yet; `text` what to begin with instead, such
        as the same with renamed keys: the first change saves it. Raises InvalidContent with every problem.
        """
        self.interview = interview
        self.folder = folder
        self.hold = hold
        self.saved = False
        self._order = list(interview.questions)
        self._on_disk = on_disk
        begun = on_disk if text is None else text
        self.state = self._read(NEW_FILE if begun is None else begun)

    @property
    def is_new(self) -> bool:
        """Whether nothing has been saved yet and there was no file."""
        return self._on_disk is None

    def give(self, question: str, value: object, *, deliberate: bool = True, finished: bool = True) -> None:
        """Answer a question. `value` is typed as in `answers.model`, or `{"file": name}` for rows from a CSV.

        A list whose last row is not `finished` is marked so, and whoever comes back is asked for the rest of it.
        Raises InvalidContent when it does not fit (nothing is saved then), UnreadableFile when it cannot be saved.
        """
        written = plain(value)
        stood = node_at(self.state.file.node, key_of(question))
        same = stood is not None and meaning(stood) == meaning(written)
        basis = BEGUN if not finished else "" if deliberate else "suggested"
        self.change([(key_of(question), written), *self._marks(question, basis, same)])

    def give_cell(self, grid: str, row: str, column: str, choice: object, *, deliberate: bool = True) -> None:
        """Answer one cell of a grid; `column` is "" where the grid has one; `choice` an id, or UNDECIDED.

        A deliberate cell leaves the mark of a suggestion on the rest of the grid; what somebody confirmed is not
        confirmed any more. Raises as `give`.
        """
        cell = ".".join((grid, row, *((column,) if column else ())))
        known = self.state.answers.decisions.get(grid)
        basis = known.basis if known is not None and known.basis in UNCONFIRMED else ""
        marks = [*self._marks(grid, basis if deliberate else "suggested"), *self._marks(cell)]
        self.change([*self._spread(cell), (key_of(cell), plain(choice)), *marks])

    def leave(
        self,
        question: str,
        *,
        decides: str = "",
        by: str = "",
        public_reason: str = "",
        private_note: str = "",
        keep: bool = False,
    ) -> None:
        """Record that a question (or a cell, `uses.ci_1.status`) is not decided yet, with who will and by when.

        `keep` leaves a list as it is: what is not decided is in its rows.
        """
        notes = {"decides": decides, "by": by, "public_reason": public_reason, "private_note": private_note}
        known = self.state.answers.decisions.get(question)
        changed = {n: words for n, words in notes.items() if words != (getattr(known, n) if known is not None else "")}
        said: list[Change] = [(("decisions", question, name), words or None) for name, words in changed.items()]
        left: list[Change] = [] if keep else [*self._spread(question), (key_of(question), "undecided")]
        self.change([*left, *said, *self._marks(question)])

    def take_out(self, question: str) -> None:
        """Put a question back to not answered; who decides, by when and why stays."""
        self.change([(key_of(question), None), *self._marks(question)])

    def keep(self, question: str) -> None:
        """Record that somebody looked again at an answer, reworded or begun, and keeps it. Raises as `give`."""
        known = self.state.answers.decisions.get(question)
        if known is not None and known.basis in ("reworded", BEGUN):
            self.change([(("decisions", question, "basis"), None)])

    def put_back(self, question: str, before: State) -> None:
        """Give the question (or the grid of a cell) the answer again that it had in `before`, with its marks.

        Who decides, by when and why stays as it is now.
        """
        owner = self._owner(question)
        node = node_at(before.file.node, key_of(owner))
        changes: list[Change] = [(key_of(owner), None if node is None else plain_of(node))]
        for id in dict.fromkeys((owner, question)):
            known = before.answers.decisions.get(id)
            changes += [(("decisions", id, name), getattr(known, name) or None if known else None) for name in MARKS]
        self.change(changes)

    def confirm(self, questions: Iterable[str], by: str, on: str) -> None:
        """Record that `by` confirmed these answers on the date `on` (ISO)."""
        changes: list[Change] = []
        for id in questions:
            words = {"basis": "confirmed", "decided_by": by, "decided_on": on}
            changes += [(("decisions", id, name), word) for name, word in words.items() if word]
        self.change(changes)

    def change(self, changes: Iterable[Change]) -> None:
        """Make all these changes with one save. Raises InvalidContent (what does not fit) and UnreadableFile."""
        text = self.state.file.text
        for key, value in changes:
            text = set_value(text, key, value, self._order)
        # Read where nothing changes too: a spreadsheet that an answer names may be another one by now.
        state = self._read(text)
        if text != self._on_disk:
            self.hold.save(text, self._on_disk)
        self.state, self._on_disk, self.saved = state, text, True

    def start_again(self, kept_as: str) -> Path:
        """Keep the file under a name like `kept_as` (with a number where that is taken) and begin a new one.

        Gives the path of what was kept. Raises UnreadableFile when the folder refuses; nothing is changed then.
        """
        stem, dot, ending = kept_as.rpartition(".")
        kept = self.folder / kept_as
        number = 2
        while kept.exists():
            kept = self.folder / f"{stem}-{number}{dot}{ending}"
            number += 1
        text = NEW_FILE
        for key in KEPT:
            node = self.state.file.node.get(key)
            text = set_value(text, key, plain_of(node)) if node is not None else text
        state = self._read(text)
        if self._on_disk is not None:
            write_atomically(kept, self._on_disk.encode("utf-8"), kept.name)
        self.hold.save(text, self._on_disk)
        self.state, self._on_disk, self.saved = state, text, True
        return kept

    def _marks(self, question: str, basis: str = "", same: bool = False) -> list[Change]:
        """The marks of an answer that is given anew: its basis, and nobody who decided or confirmed what it was.

        An answer that is the `same` as before stays confirmed, and stays decided by whoever decided it.
        """
        known = self.state.answers.decisions.get(question)
        if same and not basis and known is not None and known.basis not in (*UNCONFIRMED, BEGUN):
            return []
        wanted = {name: basis if name == "basis" else "" for name in MARKS}
        return [
            (("decisions", question, name), word or None)
            for name, word in wanted.items()
            if word != (getattr(known, name) if known is not None else "")
        ]

    def _owner(self, key: str) -> str:
        """The question that a cell stands in; a question's own id as it is."""
        while key not in self.interview.questions and "." in key:
            key = key.rpartition(".")[0]
        return key

    def _spread(self, cell: str) -> list[Change]:
        """Where a whole grid, or a row with several columns, is undecided in one word: that word for each other part.

        So that the cell can stand in its place, and what was left undecided stays so.
        """
        grid = self._owner(cell)
        question = self.interview.questions.get(grid)
        if question is None or question.type != "grid" or cell == grid:
            return []
        row = cell[len(grid) + 1 :].partition(".")[0]
        several = [str(column.id) for column in question.columns if column.id]
        changes: list[Change] = []
        whole = self.state.answers.value(grid) is UNDECIDED
        if whole:
            changes.append((key_of(grid), None))
            asked = self.state.facts.grid_rows(self.state.facts.vocabulary[grid])
            changes += [((*key_of(grid), id), "undecided") for id, shown in asked if shown and id != row]
        stood = node_at(self.state.file.node, (*key_of(grid), row))
        if several and (whole or (isinstance(stood, Scalar) and not stood.is_null)):
            changes.append(((*key_of(grid), row), None))
            changes += [((*key_of(grid), row, name), "undecided") for name in several[:1] if not cell.endswith(name)]
        return changes

    def _read(self, text: str) -> State:
        """The state that a text of the answer file gives. Raises InvalidContent with every problem."""
        file = parse_answer_file(text, self.folder)
        answers, problems = validate(file, self.interview)
        errors = [p for p in problems if p.severity == "error" and p.code not in TOLERATED]
        if errors:
            raise InvalidContent(errors)
        clashes = {}
        for problem in problems:
            if problem.code in TOLERATED:
                owner = next((id for id, a in answers.values.items() if a.span == problem.span), "")
                clashes[owner] = problem
        warnings = tuple(p for p in problems if p.severity != "error")
        return State(file, answers, facts_of(answers, self.interview), clashes, warnings)


def key_of(question: str) -> Key:
    """Where the answer to a question, or to a cell of a grid, stands in the answer file."""
    return tuple(question.split("."))


__all__ = ["COUNSEL", "NEW_FILE", "Change", "Plain", "Session", "State", "key_of"]
