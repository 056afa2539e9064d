"""A condition in words, each comparison with its truth and the answer behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aipolicy.answers import Answers
from aipolicy.conditions import (
    All,
    Always,
    Answered,
    AnyOf,
    Facts,
    Includes,
    Is,
    Not,
    Predicate,
    Some,
    Vocabulary,
    evaluate,
    questions_of,
)
from aipolicy.conditions.evaluate import Tri
from aipolicy.explain.shown import Given, given


@dataclass(frozen=True, slots=True)
class Because:
    """One condition: what it says, whether it holds (None: not decided), the answer behind it, its parts.

    Where `known` is false, `truth` says nothing: there are no answers to hold it against, or it compares nothing.
    """

    words: str
    truth: Tri
    known: bool
    question: str
    answer: Given | None
    parts: tuple[Because, ...]


def because(predicate: Predicate, vocabulary: Vocabulary, answers: Answers | None, facts: Facts | None) -> Because:
    """The condition in words; with answers, each part is held against them."""
    return _Teller(vocabulary, answers, facts).tell(predicate)


class _Teller:
    def __init__(self, vocabulary: Vocabulary, answers: Answers | None, facts: Facts | None) -> None:
        self.vocabulary = vocabulary
        self.answers = answers
        self.facts = facts

    def tell(self, predicate: Predicate) -> Because:
        truth = evaluate(predicate, self.facts) if self.facts else None
        match predicate:
            case Always():
                return self.made("always", True, "", ())
            case All(parts):
                kept = [part for part in _flat(parts) if not isinstance(part, Always)]
                if len(kept) == 1:
                    return self.tell(kept[0])
                if not kept:
                    return self.tell(Always())
                return self.made("all of these", truth, "", tuple(map(self.tell, kept)))
            case AnyOf(parts):
                return self.made("any of these", truth, "", tuple(map(self.tell, parts)))
            case Not(Some(question, test)):
                return self.made(f"no row of {question} has {_test(test)}", truth, question, ())
            case Not(part):
                return self.made("not this", truth, "", (self.tell(part),))
            case Is(question, values, row, column):
                name = ".".join(part for part in (question, row, column) if part)
                return self.made(f"{name} is {_or(values)}", truth, question, self.inputs(question))
            case Answered(question):
                return self.made(f"{question} is answered", truth, question, ())
            case Includes(question, values):
                return self.made(f"{question} includes {_or(values)}", truth, question, ())
            case Some(question, test):
                return self.made(f"some row of {question} has {_test(test)}", truth, question, ())

    def made(self, words: str, truth: Tri, question: str, parts: tuple[Because, ...]) -> Because:
        answer = given(question, self.answers, self.facts) if question and self.answers and self.facts else None
        hidden = answer is not None and answer.state in ("not asked", "not yet asked")
        if hidden and not parts and not isinstance(self.vocabulary[question].when, Always):
            asked = self.tell(self.vocabulary[question].when)
            parts = (Because(f"{question} is asked", asked.truth, True, "", None, (asked,)),)
        return Because(words, truth, self.facts is not None or words == "always", question, answer, parts)

    def inputs(self, question: str) -> tuple[Because, ...]:
        """What a derived answer follows from."""
        derivation = self.vocabulary[question].derivation
        if derivation is None:
            return ()
        names = dict.fromkeys([*derivation.inputs, *(q for case in derivation.cases for q in questions_of(case.when))])
        found = []
        for name in names:
            answer = given(name, self.answers, self.facts) if self.answers and self.facts else None
            found.append(Because(f"follows from {name}", None, False, name, answer, ()))
        return tuple(found)


def _flat(parts: tuple[Predicate, ...]) -> Iterator[Predicate]:
    for part in parts:
        if isinstance(part, All):
            yield from _flat(part.parts)
        else:
            yield part


def _or(values: tuple[str, ...]) -> str:
    words = ["yes" if value == "true" else "no" if value == "false" else value for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _test(test: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return " and ".join(f"{field} {_or(values)}" if field else _or(values) for field, values in test)
