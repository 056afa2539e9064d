"""What becomes of clauses in a district's set: they stand, wait, were not asked for, or something leaves them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aipolicy.answers import Answers, facts_of
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.assemble import Assembled
from aipolicy.assemble.answer_words import answer_in_words
from aipolicy.assemble.publication import privileged
from aipolicy.assemble.select import condition_of, waiting_for
from aipolicy.conditions import All, AnyOf, Facts, Predicate, evaluate
from aipolicy.coverage.blame import blamed
from aipolicy.coverage.model import Carrier, Home, Reason, Verdict, Wait
from aipolicy.document import Clause, walk
from aipolicy.library import Library
from aipolicy.library.model import Outline

ASKED_FOR = "documents.more"
LONGEST_ANSWER = 160


@dataclass(frozen=True, slots=True)
class _Place:
    outline: Outline
    when: Predicate


class Judge:
    """Holds clauses and conditions against one district's answers and its set as assembled."""

    def __init__(self, library: Library, answers: Answers, assembled: Assembled) -> None:
        self.library = library
        self.answers = answers
        self.facts = facts_of(answers, library.interview)
        self._standing = tuple(_standing(library, assembled))
        self._places = _places(library)
        choices = library.interview.questions[ASKED_FOR].choices if ASKED_FOR in library.interview.questions else ()
        self._choices = frozenset(str(choice.id) for choice in choices)
        self._everything = self._asking(self._choices)

    def standing(self, clauses: Iterable[str]) -> tuple[Carrier, ...]:
        """Where these clauses stand, in the order of the drafts."""
        wanted = set(clauses)
        return tuple(carrier for carrier in self._standing if carrier.clause in wanted)

    def waiting(self, clauses: Iterable[str]) -> tuple[Wait, ...]:
        """The questions for which these clauses wait in documents that are built."""
        open_here = (
            place.when
            for id in clauses
            for place in self._places.get(id, ())
            if evaluate(place.outline.when, self.facts) and evaluate(place.when, self.facts) is None
        )
        return unique(wait for when in open_here for wait in self.waits(when))

    def part(self, clauses: Iterable[str]) -> Verdict:
        """What becomes of a part that any one of these clauses carries out."""
        clauses = tuple(clauses)
        carriers = self.standing(clauses)
        if carriers:
            return Verdict("covered", carriers)
        places = [place for id in clauses for place in self._places.get(id, ())]
        anywhere = AnyOf(tuple(place.when for place in places))
        truth = evaluate(anywhere, self.facts)
        if truth is None:
            return Verdict("undecided", waits=self.waits(anywhere))
        if truth or not places:
            return Verdict("missing")
        if evaluate(anywhere, self._everything) is not False:
            return Verdict("not_asked", homes=self._homes(places))
        return self.against(anywhere, self._everything)

    def against(self, when: Predicate, facts: Facts | None = None) -> Verdict:
        """Who left out what stands only where `when` holds: facts of the district, or its decisions."""
        reasons = tuple(self._reason(id) for id in blamed(when, facts or self.facts, self.library.interview))
        if not reasons:
            return Verdict("missing")
        decided = tuple(reason for reason in reasons if not reason.fact)
        return Verdict("decided_against" if decided else "not_applicable", reasons=decided or reasons)

    def waits(self, when: Predicate) -> tuple[Wait, ...]:
        """The questions that keep a condition open."""
        questions = self.library.interview.questions
        return tuple(Wait(id, str(questions[id].ask)) for id in waiting_for(when, self.facts) if id in questions)

    def _homes(self, places: list[_Place]) -> tuple[Home, ...]:
        """The documents to ask for: those of the places that could stand then, and those they wait for."""
        found: dict[str, Home] = {}
        for place in places:
            if evaluate(place.when, self._everything) is False:
                continue
            few = self._few(place.when)
            for id, outline in self.library.outlines.items():
                now, then = evaluate(outline.when, self.facts), evaluate(outline.when, few)
                if now is False and then is not False:
                    found.setdefault(id, Home(id, str(outline.title)))
        return tuple(found[id] for id in self.library.outlines if id in found)

    def _few(self, when: Predicate) -> Facts:
        """The answers with as few documents more as let something stand."""
        chosen = self.facts.known.get(ASKED_FOR)
        now = chosen if isinstance(chosen, frozenset) else frozenset[str]()
        kept = self._choices | now
        for choice in sorted(self._choices - now):
            if evaluate(when, self._asking(kept - {choice})) is not False:
                kept -= {choice}
        return self._asking(kept)

    def _asking(self, choices: frozenset[str]) -> Facts:
        """The answers with these documents asked for."""
        known = {**self.facts.known, ASKED_FOR: choices} if self._choices else self.facts.known
        return Facts(self.facts.vocabulary, known, self.facts.undecided - {ASKED_FOR})

    def _reason(self, id: str) -> Reason:
        question = self.library.interview.questions[id]
        said = "".join(
            getattr(node, "text", "")
            for inline in answer_in_words(question, self.library, self.answers, self.facts)
            for node in walk(inline)
        )
        words = " ".join(said.split())
        if len(words) > LONGEST_ANSWER:
            words = f"{words[:LONGEST_ANSWER].rsplit(' ', 1)[0]} ..."
        decision = self.answers.decisions.get(id)
        confirmed = decision is None or decision.basis not in UNCONFIRMED
        return Reason(id, str(question.ask), words, question.fact, confirmed)


def unique(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    """The same in order, once each."""
    return tuple(dict.fromkeys(waits))


def _standing(library: Library, assembled: Assembled) -> Iterator[Carrier]:
    for document in assembled.documents:
        # A paper for counsel carries nothing out, and what it holds is nothing to tell a board in public.
        if document.id in assembled.privileged:
            continue
        for section in document.sections:
            for child in section.children:
                block = library.blocks.get(child.id)
                if isinstance(child, Clause) and block is not None:
                    title, duty = str(block.title), bool(block.obliges)
                    # Before the kind of document the label can say who may see it: "Confidential. Exhibit 12".
                    label = document.label.rsplit(". ", 1)[-1]
                    yield Carrier(document.id, label, document.title, child.id, title, child.number, duty)


def _places(library: Library) -> Mapping[str, tuple[_Place, ...]]:
    found: dict[str, tuple[_Place, ...]] = {}
    for outline in library.outlines.values():
        if privileged(outline):
            continue
        for section, id, _ in outline.clauses():
            block = library.blocks.get(id)
            if block is not None:
                when = All((outline.when, section.when, condition_of(block, library)))
                found[str(id)] = (*found.get(str(id), ()), _Place(outline, when))
    return found
