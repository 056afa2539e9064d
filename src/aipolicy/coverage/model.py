"""What coverage finds: lists, their items, and for each its status with what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Status = Literal["covered", "in_part", "undecided", "not_asked", "decided_against", "not_applicable", "missing"]
STATUSES: tuple[Status, ...] = (
    "covered",
    "in_part",
    "undecided",
    "not_asked",
    "decided_against",
    "not_applicable",
    "missing",
)
MEANING: Mapping[Status, str] = {
    "covered": "the drafts carry it out",
    "in_part": "the drafts carry out a part of it, or more of them wait for a decision",
    "undecided": "what carries it out waits for a decision",
    "not_asked": "it stands in a document that the district has not asked for",
    "decided_against": "decisions of the district leave it out",
    "not_applicable": "it has no object in this district, or no draft is the place for it",
    "missing": "it applies, and no clause carries it out",
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A clause that carries something out, where it stands; `duty` where it obliges somebody to.

    `document_label` is what the manual calls the document ("Board Policy 0441").
    """

    document: str
    document_label: str
    document_title: str
    clause: str
    title: str
    number: str
    duty: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that leaves something out: a fact of the district, or a decision.

    `answer` is in words, "" for an optional question that was left out; `confirmed` is false for an answer that is
    only a suggestion.
    """

    question: str
    ask: str
    answer: str
    fact: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """A question that is not decided."""

    question: str
    ask: str


@dataclass(frozen=True, slots=True)
class Home:
    """A document that the district has not asked for."""

    document: str
    title: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One part of an item: "covered" where a clause of it stands, else why none does."""

    status: Status
    carriers: tuple[Carrier, ...] = ()
    waits: tuple[Wait, ...] = ()
    homes: tuple[Home, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """One element or item: its status, the clauses that stand, and what the rest of it waits for or rests on.

    `says` is the item in our words; `kind` is an element's ("duty", "choice", ...) and "" for an item of a list.
    `parts` are how many of its parts stand and how many this district needs. `confidence` is "" where it is the
    list's. `why` is a sentence for a person, "" where the item is covered whole.
    """

    id: str
    group: str
    says: str
    kind: str
    ours: bool
    confidence: str
    status: Status
    carriers: tuple[Carrier, ...]
    parts: tuple[int, int]
    waits: tuple[Wait, ...]
    homes: tuple[Home, ...]
    reasons: tuple[Reason, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CoveredList:
    """One list: what it is, how it binds (`standing`), how it is known, and its items in their order.

    `law` is the citation in words that gives it force, or "". The framework has no sources and no date of its own.
    """

    id: str
    name: str
    by: str
    jurisdiction: str
    standing: str
    law: str
    sources: tuple[str, ...]
    checked: str
    confidence: str
    note: str
    items: tuple[Covered, ...]

    def counts(self) -> dict[Status, int]:
        """How many items have each status, none left out."""
        return {name: sum(item.status == name for item in self.items) for name in STATUSES}
