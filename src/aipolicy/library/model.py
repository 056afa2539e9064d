"""The library as read: frozen values, each text knowing its place (`Located.span`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from aipolicy.conditions import Predicate, Vocabulary
from aipolicy.library.law import Crosswalk, Jurisdiction, LawEntry
from aipolicy.library.questions import Interview, Stance
from aipolicy.problems import Span
from aipolicy.source import Located


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty: who does what, when, with which record.

    `months` are those (1 to 12) in which it falls due each year; `due` is a date question that sets its one date;
    `law` are the citations that require it, none where the district chose it.
    """

    who: Located
    does: Located
    when: Located
    record: Located
    months: tuple[int, ...]
    due: Located
    law: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a clause rules, for the contradiction check: `verb` is must, must_not or may; `what` an act's id."""

    who: Located
    verb: str
    what: Located


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision that a clause states: `subject` of the rule book, `value` one of that subject's."""

    subject: Located
    value: Located


@dataclass(frozen=True, slots=True)
class PolicyBlock:
    """A clause of the library. `body` begins at `body_line` of its file; `fingerprint` names its text.

    `instead_of_required` says that it stands instead of a text whose lock was "required".
    """

    id: Located
    title: Located
    when: Predicate
    framework: tuple[Located, ...]
    citations: tuple[Located, ...]
    obliges: tuple[Obligation, ...]
    rules: tuple[Rule, ...]
    settles: tuple[Settled, ...]
    lock: Located
    publication: Located
    rationale: Located
    none: Located
    body: str
    body_line: int
    path: str
    layer: str
    fingerprint: str
    replaces: Located
    status: Located
    approved_by: Located
    approved_on: Located
    review_by: Located
    license: Located
    span: Span
    instead_of_required: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """Exactly one of `of`; `id` is what `ref()` may name."""

    id: Located
    of: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """The place of a generated block; `options` are what else the outline says of it."""

    kind: Located
    options: Mapping[str, Located]


Entry: TypeAlias = Located | OneOf | BlockEntry


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section; `reading` is a ceiling below the document's, None where it has no own."""

    id: Located
    title: Located
    when: Predicate
    numbered: bool
    reading: int | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a document. `numbering` is its own scheme, "" for the manual profile's."""

    id: Located
    title: Located
    order: int
    kind: Located
    audience: Located
    publication: Located
    reading: int | None
    numbering: Located
    when: Predicate
    summary: Located
    sections: tuple[OutlineSection, ...]
    path: str
    span: Span

    def clauses(self) -> tuple[tuple[OutlineSection, Located, OneOf | None], ...]:
        """Every clause id in order, with its section and the group it stands in."""
        found: list[tuple[OutlineSection, Located, OneOf | None]] = []
        for section in self.sections:
            for entry in section.entries:
                if isinstance(entry, OneOf):
                    found += [(section, id, entry) for id in entry.of]
                elif isinstance(entry, Located):
                    found.append((section, entry, None))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A defined term; `definition` is a clause body that completes "<term> ..."."""

    id: Located
    term: Located
    also: tuple[Located, ...]
    definition: Located
    when: Predicate
    citations: tuple[Located, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class OfficeName:
    when: Predicate
    name: Located
    plural: Located
    article: Located


@dataclass(frozen=True, slots=True)
class Office:
    """An office or body: `by` in order, else the default; `answer` is a text question that names it."""

    id: Located
    default: OfficeName
    by: tuple[OfficeName, ...]
    answer: Located
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentType:
    type: Located
    short: Located


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual profile: how a district's policy manual names, numbers and words things.

    `label` is how a document with a code is called, from {type}, {short} and {code}.
    """

    id: Located
    name: Located
    about: Located
    documents: Mapping[str, DocumentType]
    label: Located
    numbering: Located
    headings: Located
    duty_verb: Located
    offices: Mapping[str, Located]
    sources: tuple[Located, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Element:
    """A framework element, in our words."""

    id: Located
    source: Located
    where: Located
    element: Located
    choice: Located
    kind: Located
    ours: bool
    when: Predicate
    applies: Located
    documents: tuple[Located, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom a rule binds, and the actors whom a rule on this one binds too."""

    id: Located
    covers: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a rule demands, permits or forbids; a rule on an act holds for the acts that are part of it."""

    id: Located
    says: Located
    part_of: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A decision that more than one document states."""

    id: Located
    values: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The closed vocabulary of `rules:`."""

    actors: Mapping[str, Actor]
    acts: Mapping[str, Act]
    subjects: Mapping[str, Subject]


@dataclass(frozen=True, slots=True)
class Change:
    """What one library version added, renamed and reworded: question and clause ids."""

    version: Located
    added: tuple[Located, ...]
    renamed: Mapping[str, Located]
    reworded: tuple[Located, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that drafts are made of."""

    interview: Interview
    stances: Mapping[str, Stance]
    blocks: Mapping[str, PolicyBlock]
    outlines: Mapping[str, Outline]
    citations: Mapping[str, LawEntry]
    jurisdictions: Mapping[str, Jurisdiction]
    crosswalks: Mapping[str, Crosswalk]
    terms: Mapping[str, TermEntry]
    offices: Mapping[str, Office]
    manuals: Mapping[str, Manual]
    elements: Mapping[str, Element]
    rule_book: RuleBook
    changes: tuple[Change, ...]
    fingerprint: str

    @property
    def vocabulary(self) -> Vocabulary:
        return self.interview.vocabulary
