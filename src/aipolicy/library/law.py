"""The law of the library as read: citations, states and crosswalks, each text knowing its place."""

from __future__ import annotations

from dataclasses import dataclass

from aipolicy.conditions import Predicate
from aipolicy.problems import Span
from aipolicy.source import Located

FEDERAL = "us"
NOT_LAW = ("introduced", "vacated", "repealed")
"""Statuses of what no clause may rest on."""


@dataclass(frozen=True, slots=True)
class Compliance:
    """A date that a law sets, for the districts that `when` describes.

    `date` is an ISO date, a month or a year; `adoption` marks the date by which a policy must be adopted.
    """

    date: Located
    says: Located
    when: Predicate
    adoption: bool


@dataclass(frozen=True, slots=True)
class LawEntry:
    """One law or guidance: an entry of `citations/<jurisdiction>.yaml`."""

    id: Located
    citation: Located
    title: Located
    says: Located
    jurisdiction: Located
    status: Located
    effective: Located
    compliance: tuple[Compliance, ...]
    checked: Located
    url: Located
    confidence: Located
    note: Located
    span: Span


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A state, and what the library holds of its law: `holds` and `lacks` are sentences, `holds` "" where nothing."""

    id: Located
    name: Located
    holds: Located
    lacks: Located
    checked: Located
    span: Span


@dataclass(frozen=True, slots=True)
class CrosswalkItem:
    """One item of a crosswalk, in our words.

    Each of `parts` is carried out by any one of its clauses; `outside` says instead why the drafts do not carry the
    item. `confidence` is "" where it is the list's.
    """

    id: Located
    group: Located
    item: Located
    confidence: Located
    when: Predicate
    parts: tuple[tuple[Located, ...], ...]
    outside: Located
    span: Span


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A list by which policies are judged: `crosswalks/<id>.yaml`.

    `standing` says how it binds: must (law asks it of the policy), follow (the policy must follow or fit it),
    yardstick (nobody must). `jurisdiction` is "us", or the one state whose districts it concerns; `law` the citation
    that gives it force, or "".
    """

    id: Located
    name: Located
    by: Located
    jurisdiction: Located
    standing: Located
    law: Located
    sources: tuple[Located, ...]
    checked: Located
    confidence: Located
    note: Located
    items: tuple[CrosswalkItem, ...]
    span: Span
