"""Merging what stands beside answers: who decides and decided, reasons, notes, and the reserved keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aipolicy.answers.edit import Path
from aipolicy.answers.emit import Plain
from aipolicy.answers.model import Decision
from aipolicy.library.questions import Question
from aipolicy.problems import Problem, Span

if TYPE_CHECKING:
    from aipolicy.answers.merge import Said, Settling, Side

_AUTHORSHIP = ("decided_by", "decided_on", "basis")
DIFFER = ("decides", "by", "public_reason")
"""Words about a decision that can be in conflict."""


class DecisionMerge:
    """The decisions on one question, and on the rows and cells of a grid."""

    def __init__(self, sides: Sequence[Side], question: Question, settling: Settling) -> None:
        self.sides, self.question, self.settling = sides, question, settling
        self.edits: list[tuple[Path, Plain | None]] = []
        self.problems: list[Problem] = []

    def sign(self, adopted: Mapping[str, Said], ours_stand: bool) -> None:
        """Who decided, and when, goes with each answer that was taken.

        Where answers of ours stand beside them in a grid, a row of the others' is signed by itself.
        """
        id = str(self.question.id)
        mine = self.sides[0].answers.decisions.get(id, Decision())
        for key, one in adopted.items():
            row = key[len(id) + 1 :].partition(".")[0]
            signed = f"{id}.{row}" if row and ours_stand and mine.decided_by else id
            for name in _AUTHORSHIP:
                value = getattr(one.decision, name)
                there = getattr(self._of(self.sides[0], signed), name)
                if value != there and (value or there):
                    self._edit(signed, name, value or None)

    def rest(self, adopted: Collection[str], standing: Collection[str]) -> None:
        """Whatever else the sides say about deciding. `adopted` are files whose answer was taken."""
        id = str(self.question.id)
        keys = dict.fromkeys(
            key for side in self.sides for key in side.answers.decisions if key == id or key.startswith(f"{id}.")
        )
        for key in keys:
            mine = self._of(self.sides[0], key)
            if not adopted and not mine.decided_by:
                self._credit(key, mine, bool(standing))
            for name in DIFFER:
                self._differing(key, name, mine, adopted)
            notes = [note for side in self.sides if (note := self._of(side, key).private_note)]
            whole = mine.private_note
            for note in notes:
                whole = whole if note in whole else f"{whole} {note}".strip()
            if whole != mine.private_note:
                self._edit(key, "private_note", whole)

    def _credit(self, key: str, mine: Decision, decided: bool) -> None:
        """The others gave the same answer as we, and say who decided it."""
        other = next((d for side in self.sides[1:] if (d := self._of(side, key)).decided_by), None)
        if other is not None and decided:
            self._edit(key, "decided_by", other.decided_by)
            if other.decided_on:
                self._edit(key, "decided_on", other.decided_on)

    def _differing(self, key: str, name: str, mine: Decision, adopted: Collection[str]) -> None:
        said = {side.name: value for side in self.sides if (value := getattr(self._of(side, key), name))}
        values = dict.fromkeys(said.values())
        if not values or list(values) == [getattr(mine, name)]:
            return
        full = f"decisions.{key}.{name}"
        wish = self.settling.by_key.get(full, "")
        ours = self.sides[0].name
        from_taken = dict.fromkeys(value for side, value in said.items() if side in adopted)
        if wish and wish in said:
            chosen = said[wish]
        elif len(values) == 1:
            chosen = next(iter(values))
        elif name == "public_reason" and len(from_taken) == 1:
            chosen = next(iter(from_taken))
        elif self.settling.default == "ours" and ours in said:
            chosen = said[ours]
        elif self.settling.default == "theirs" and len({v for side, v in said.items() if side != ours}) == 1:
            chosen = next(value for side, value in said.items() if side != ours)
        else:
            shown = "; ".join(f"'{value[:80]}' ({side})" for side, value in said.items())
            hint = self.settling.hint(full, said)
            span = next(self._of(side, key).span for side in reversed(self.sides) if side.name in said)
            self.problems.append(Problem(span, "conflict", f"{full}: different words: {shown}", hint))
            return
        if chosen != getattr(mine, name):
            self._edit(key, name, chosen)

    def _of(self, side: Side, key: str) -> Decision:
        return side.answers.decisions.get(key, Decision())

    def _edit(self, key: str, name: str, value: Plain | None) -> None:
        self.edits.append((("decisions", key, name), value))


def reserved(sides: Sequence[Side], settling: Settling) -> Iterator[tuple[Path, Plain | None, Problem | None]]:
    """Edits of the keys that are no questions, or the problem where they differ."""
    for key, of in RESERVED.items():
        said = {side.name: value for side in sides if (value := of(side))}
        ours = sides[0].name
        values: list[Plain] = []
        for value in said.values():
            if value not in values:
                values.append(value)
        wish = settling.by_key.get(key, "")
        if wish in said:
            chosen = said[wish]
        elif not values or (ours in said and (len(values) == 1 or settling.default == "ours")):
            continue
        elif len(values) == 1:
            chosen = values[0]
        elif settling.default == "theirs" and all(said[name] == values[-1] for name in said if name != ours):
            chosen = values[-1]
        else:
            shown = "; ".join(f"{_short(value)} ({name})" for name, value in said.items())
            hint = settling.hint(key, said)
            yield (key,), None, Problem(Span(list(said)[-1]), "conflict", f"{key}: different values: {shown}", hint)
            continue
        if said.get(ours) != chosen:
            yield (key,), chosen, None
    oldest = min((side.answers.asked_with for side in sides if side.answers.asked_with), key=_version, default="")
    # The oldest, so that a question reworded since then is looked at again.
    if oldest != sides[0].answers.asked_with:
        yield ("aipolicy", "asked_with"), oldest, None


def _reviewed(side: Side) -> Plain:
    review = side.answers.reviewed
    if review is None:
        return ""
    found: dict[str, Plain] = {"by": review.by, "on": review.on, "fingerprint": review.fingerprint}
    if review.scope:
        found["scope"] = list(review.scope)
    return found


def _draft_date(side: Side) -> Plain:
    return side.answers.draft_date


def _letterhead(side: Side) -> Plain:
    return side.answers.letterhead


def _overlays(side: Side) -> Plain:
    return list(side.answers.overlays)


RESERVED = {"draft_date": _draft_date, "letterhead": _letterhead, "overlays": _overlays, "reviewed": _reviewed}
"""The keys that are no questions and can be in conflict, with what one file says."""


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _short(value: Plain) -> str:
    return (
        ", ".join(map(str, value.values() if isinstance(value, dict) else value))
        if isinstance(value, dict | list)
        else str(value)
    )
