"""Districts in each of the 51 jurisdictions: one permits, one prohibits, one is a charter, one keeps its policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aipolicy.document import Document
from aipolicy.library import Library
from aipolicy.writers.markdown import write
from tests import completed
from tests.districts import build, every_document, example

OWN = "district.state"
FACTS = ("text", "number", "money", "date")
KINDS = ("permits", "prohibits", "charter", "keeps")


@dataclass(frozen=True)
class Set:
    """The drafts of one district: `text` is their Markdown by document."""

    state: str
    kind: str
    values: dict[str, Any]
    documents: tuple[Document, ...]
    text: dict[str, str]


def states(library: Library) -> list[str]:
    return [str(choice.id) for choice in library.interview.questions[OWN].choices]


_MADE: dict[tuple[str, str], tuple[Set, ...]] = {}


def sets(library: Library, state: str) -> tuple[Set, ...]:
    """The districts of one state, every question that they are asked answered, every document asked for."""
    key = (library.fingerprint, state)
    if key not in _MADE:
        # Where the library holds no law of a state, one district shows what all would.
        kinds = KINDS if library.jurisdictions[state].holds else KINDS[:1]
        _MADE[key] = tuple(_built(library, state, kind) for kind in kinds)
    return _MADE[key]


def values_of(library: Library, state: str, kind: str, more: Mapping[str, Any] = {}) -> dict[str, Any]:
    """The answers of one such district, `more` of them otherwise."""
    asked = library.interview.questions
    own = {id: value for id, value in example("lakeshore", library).items() if id in asked}
    if kind == "prohibits":
        # The facts of the one, which answer every question, and the choices of the other, which prohibits.
        facts = {id: value for id, value in own.items() if asked[id].type in FACTS}
        own = facts | {id: value for id, value in example("cedar-hollow", library).items() if id in asked}
    documents = every_document(library)
    if kind != KINDS[0]:
        documents.remove("legal_crosswalk")
    own |= {OWN: state, "documents.more": documents} | FITTING.get(state, {}) | MORE[kind] | dict(more)
    return completed.answers(own, library, strict=False)


MORE: dict[str, dict[str, Any]] = {
    "permits": {},
    "prohibits": {
        "stance.students": "prohibited",
        "stance.staff": "prohibited",
        "stance.prohibition_reason": "The Board has not yet seen a tool whose benefit outweighs the risk.",
        "stance.revisit_by": "2027-12-14",
        "tools.register": [],
    },
    "charter": {"district.kind": "charter"},
    "keeps": {"policy.route": "keep", "policy.kept_title": "Policy 7540 on technology"},
}


FITTING: dict[str, dict[str, Any]] = {
    "ny": {"vendors.training": "never"},
    "ok": {
        "consent.model": dict.fromkeys(("prek", "k2", "g3_5", "g6_8", "g9_12"), "opt_out"),
        "stance.students": "managed",
    },
    "ut": {"stance.students": "managed", "state.ut_sandbox": True},
    "va": {"vendors.training": "never"},
}
"""What the law of a state leaves of the answers of these districts."""


def _built(library: Library, state: str, kind: str) -> Set:
    values = values_of(library, state, kind)
    documents = tuple(build(values, library).documents)
    return Set(state, kind, values, documents, {str(found.id): write(found) for found in documents})
