"""What a candidate answer would do: the clauses it brings or rewords, the questions and documents that come and go."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from aipolicy.answers import UNDECIDED, Answers
from aipolicy.answers.model import NO_PLACE, Value
from aipolicy.assemble.syntax import parts
from aipolicy.conditions.predicate import Answered, atoms_of
from aipolicy.document import Blank, Filled, Reference
from aipolicy.interview.effects_index import Index, Place
from aipolicy.interview.effects_state import Cell, State, fits, given, with_cell, without
from aipolicy.interview.effects_words import sentences, units_of
from aipolicy.library import Library, Outline, Question
from aipolicy.readers.markdown import read_body

MOST_WORDINGS = 8
MOST_SENTENCES = 4
MOST_COUNTED = 12
"""With more choices than this it is not counted how many of them a clause stands with: that would take too long."""
_BY_CONDITION, _BY_WORDS, _INDIRECTLY, _WORDS_INDIRECTLY, _WITH_OTHERS = range(5)
"""How near a clause is to the decision, nearest first."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One clause as it would read: `document` and `title` name it, `sentences` are plain text, the telling ones first.

    A blank reads `[blank: label]`, a reference `section "Title"`, a citation its short form.
    """

    document: str
    clause: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer would do.

    What comes (`wordings`, `adds`, `documents_added`) is held against the answers as if this question had none, so
    that it reads the same whatever is answered now; what goes (`dropped`, `removes`, `documents_removed`) against
    the present answers. `wordings` has the most telling first, and MOST_WORDINGS at most. `dropped` are titles of
    clauses, without those whose whole document goes; `adds` and `removes` are ids of questions.
    """

    wordings: tuple[Wording, ...] = ()
    dropped: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    documents_added: tuple[str, ...] = ()
    documents_removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Near:
    """A clause that changes. The order of the fields after `place` is the order in which clauses are shown."""

    place: Place
    far: bool
    unsettled: bool
    distance: int
    shared: bool

    def key(self) -> tuple[bool, bool, int, bool, int]:
        return self.far, self.unsettled, self.distance, self.shared, self.place.position


class _Before:
    """A question (or cell) about to be answered: the present answers, and the same without this one."""

    def __init__(self, library: Library, answers: Answers, question: Question, cell: Cell | None) -> None:
        self.library = library
        self.answers = answers
        self.question = question
        self.cell = cell
        self.present = State(library, answers)
        self.without = State(library, without(answers, str(question.id), cell))

    def is_of(self, answers: Answers, question: str, cell: Cell | None) -> bool:
        return self.answers is answers and self.question.id == question and self.cell == cell

    def after(self, value: Value) -> State:
        """The answers with `value` in place."""
        id = str(self.question.id)
        if self.cell is not None:
            choice = None if value is UNDECIDED else str(value)
            value = with_cell(self.answers.value(id), self.cell, choice)
        return State(self.library, given(self.answers, id, value))

    @cached_property
    def others(self) -> tuple[State, ...]:
        """Each answer that might be chosen alone; empty where there is no list to choose from, or a long one."""
        question = self.question
        if self.cell is None and question.type == "yes_no":
            return self.after(True), self.after(False)
        column = self.cell[1] if self.cell is not None else None
        found = next((c.choices for c in question.columns if c.id == column), question.choices)
        if len(found) > MOST_COUNTED or (self.cell is None and question.type == "grid"):
            return ()
        several = question.type == "choices"
        return tuple(self.after((str(choice.id),) if several else str(choice.id)) for choice in found)


class Effects:
    """The effects of answers on one library. Reading the library takes a moment; `of` is quick.

    Nothing is shared while this is made, so that it may be made in another thread.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.index = Index(library)
        policies = [o for o in library.outlines.values() if o.kind == "policy"]
        self._policy = policies[0].id if len(policies) == 1 else ""
        self._latest: _Before | None = None
        self._lock = threading.Lock()
        _warm()

    def of(
        self, answers: Answers, question: str, value: object, cell: Cell | None = None, *, full: bool = False
    ) -> Effect:
        """What answering `question` with `value` (typed as in `answers.model`) would do.

        `cell` is (row, column) of a grid, and `value` then a choice's id. A value that is no answer to the question
        does nothing. `full` gives every sentence of a clause in reading order, not the MOST_SENTENCES that tell most.
        """
        asked = self.library.interview.questions.get(question)
        if asked is None or not (value is UNDECIDED or isinstance(value, str) if cell else fits(asked, value)):
            return Effect()
        # What is kept of the answers before is filled in clause by clause: by one thread at a time.
        with self._lock:
            return self._of(asked, answers, value, cell, full)

    def _of(self, asked: Question, answers: Answers, value: object, cell: Cell | None, full: bool) -> Effect:
        question, before = str(asked.id), self._latest
        if before is None or not before.is_of(answers, question, cell):
            before = self._latest = _Before(self.library, answers, asked, cell)
        after = before.after(value)  # type: ignore[arg-type]  # it fits
        went = [o for o in self.index.outlines[question] if _goes(before.present.built(o), after.built(o))]
        came = [o for o in self.index.outlines[question] if _goes(after.built(o), before.without.built(o))]
        hears = self.index.questions[question]
        here, bare, there = (state.facts for state in (before.present, before.without, after))
        return Effect(
            wordings=self._wordings(before, after, full),
            dropped=self._dropped(before, after, {str(outline.id) for outline in went}),
            adds=tuple(id for id in hears if _goes(there.visible(id), bare.visible(id))),
            removes=tuple(id for id in hears if _goes(here.visible(id), there.visible(id))),
            documents_added=tuple(map(self._called, came)),
            documents_removed=tuple(map(self._called, went)),
        )

    def touched(self, question: str) -> frozenset[str]:
        """The ids of the clauses whose standing or words may change with the answer to a question."""
        return frozenset(str(place.block.id) for place in self.index.of(question))

    def _called(self, outline: Outline) -> str:
        """A document's name here: the policy's title alone would not tell a person which document it is."""
        return "Board Policy" if outline.id == self._policy else str(outline.title)

    def _dropped(self, before: _Before, after: State, went: set[str]) -> tuple[str, ...]:
        places = self.index.of(str(before.question.id))
        kept = {place.block.id for place in places if after.prints(place)}
        gone = [
            place
            for place in places
            if before.present.prints(place) and place.block.id not in kept and place.outline.id not in went
        ]
        return tuple(dict.fromkeys(str(place.block.title) for place in gone))

    def _wordings(self, before: _Before, after: State, full: bool) -> tuple[Wording, ...]:
        """The clauses that come or change, nearest first; only as many are put into words as are shown."""
        id = str(before.question.id)
        reach = self.index.reach[id]
        changed = frozenset(
            name
            for name in reach & frozenset().union(*(place.prints for place in self.index.of(id)))
            if before.without.value(name) != after.value(name)
        )
        near = [found for place in self.index.of(id) if (found := self._near(place, before, after, changed))]
        made: dict[str, Wording] = {}
        for found in sorted(near, key=_Near.key):
            if len(made) == MOST_WORDINGS:
                break
            clause = str(found.place.block.id)
            if clause not in made and (wording := self._wording(found.place, before, after, full)) is not None:
                made[clause] = wording
        return tuple(made.values())

    def _near(self, place: Place, before: _Before, after: State, changed: frozenset[str]) -> _Near | None:
        """How near the clause is to the decision; None where it does not stand, or stands as it would anyhow."""
        built = after.built(place.outline)
        if built is False or after.stands(place) is not True:
            return None
        id = str(before.question.id)
        printed = id in place.prints or not self.index.offices[id].isdisjoint(place.prints)
        shared = False
        if before.without.stands(place) is not True:
            among, all_ = self._sharing(place, before)
            shared = among > 1
            if id in place.when and among < all_:
                distance = _BY_CONDITION
            else:
                distance = _BY_WORDS if printed else _INDIRECTLY if place.when & self.index.reach[id] else _WITH_OTHERS
        elif not changed.isdisjoint(place.prints):
            distance = _BY_WORDS if printed else _WORDS_INDIRECTLY
        elif _goes(built, before.without.built(place.outline)):
            distance = _WITH_OTHERS
        else:
            return None
        return _Near(place, distance > _INDIRECTLY, built is not True, distance, shared)

    def _sharing(self, place: Place, before: _Before) -> tuple[int, int]:
        """With how many of how many possible answers the clause stands; (0, 1) where that cannot be counted."""
        id = before.question.id
        if id not in place.when:
            return 0, 1
        if before.others:
            return sum(other.stands(place) is True for other in before.others), len(before.others)
        compared = any(a.question == id and not isinstance(a, Answered) for a in atoms_of(place.condition))
        return int(not compared), 1

    def _wording(self, place: Place, before: _Before, after: State, full: bool) -> Wording | None:
        """The clause as it would read; None where it reads as it does without the answer."""
        clause = after.clause(place)
        if clause is None:
            return None
        stood = before.without.prints(place) or (
            before.without.stands(place) is True and before.without.built(place.outline) is after.built(place.outline)
        )
        old = before.without.clause(place) if stood else None
        if old is not None and old.content == clause.content:
            return None
        id, row = str(before.question.id), before.cell[0] if before.cell else ""

        def holds(filled: Filled) -> bool:
            return filled.question == id and (not row or filled.row == row)

        def name(reference: Reference) -> str:
            return self._reference(reference, after)

        units = units_of(clause.content, name, holds)
        was = {unit.text for unit in units_of(old.content, name, holds)} if old is not None else set()
        said = tuple(unit.text for unit in units) if full else sentences(units, was, MOST_SENTENCES)
        return Wording(self._called(place.outline), str(place.block.id), str(place.block.title), said)

    def _reference(self, reference: Reference, state: State) -> str:
        """What a reference reads as here: numbers come with the whole set only."""
        library, target = self.library, reference.target
        if target in library.outlines and reference.document:
            return f'"{self._called(library.outlines[target])}"'
        if target in self.index.groups:
            standing = (place for place in self.index.groups[target] if state.stands(place) is True)
            chosen = next(standing, None)
            return f'section "{chosen.block.title}"' if chosen else "[blank: section that waits for a decision]"
        if target in library.blocks:
            return f'section "{library.blocks[target].title}"'
        document, _, section = target.partition("/")
        outline = library.outlines.get(document)
        titles: Mapping[str, str] = {str(s.id): str(s.title) for s in outline.sections} if outline else {}
        return f'section "{titles[section]}"' if section in titles else f"[blank: reference to {target}]"


def _warm() -> None:
    """Load what reads clauses, so that the first question does not wait for it."""
    parts("{{ a.b }}")
    read_body("One sentence.", lambda _: Blank(""), NO_PLACE)


def _goes(now: bool | None, then: bool | None) -> bool:
    """Whether what holds `now` does not hold `then`."""
    return now is True and then is not True
