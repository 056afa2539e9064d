"""Claims of returned forms put into the answer file's text: what is open is filled, what differs is a conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from aipolicy.answers import UNDECIDED, AnswerFile, Answers, Decision, Row
from aipolicy.answers.edit import Path, set_value
from aipolicy.answers.emit import Plain, flow, plain
from aipolicy.answers.meaning import meaning
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.answers.record import record
from aipolicy.answers.validate import span_of
from aipolicy.answers.worded import worded
from aipolicy.library import Library
from aipolicy.library.questions import Question
from aipolicy.problems import InvalidContent, Problem
from aipolicy.questionnaire.claims import Author, Claim
from aipolicy.questionnaire.rows import with_entries
from aipolicy.source import Mapping as MappingNode
from aipolicy.source import Node

FORM, FILE = "form", "file"


@dataclass(frozen=True, slots=True)
class Take:
    """What wins where answers differ: by key or question, else `default`; "form", "file", or the name of a form."""

    default: str = ""
    by_key: Mapping[str, str] | None = None

    def of(self, key: str, question: str) -> str:
        """The word for one key, "" where none was given."""
        named = self.by_key or {}
        return named.get(key) or named.get(question) or self.default


@dataclass(frozen=True, slots=True)
class Outcome:
    """The text with everything that could be put in, the problems that kept the rest out, and how many answers."""

    text: str
    problems: tuple[Problem, ...]
    answered: int


@dataclass(frozen=True, slots=True)
class _One:
    """One value that a form gives for one key."""

    key: str
    value: Plain
    claim: Claim


class _Import:
    def __init__(self, file: AnswerFile, library: Library, answers: Answers, take: Take) -> None:
        self.file, self.library, self.answers, self.take = file, library, answers, take
        self.edits: list[tuple[Path, Plain | None]] = []
        self.problems: list[Problem] = []
        self.answered: dict[str, None] = {}

    def question(self, claims: Sequence[Claim]) -> None:
        """Everything that forms say to one question."""
        question = claims[0].question
        decision = self.answers.decisions.get(question.id, Decision())
        adopted: dict[str, _One] = {}
        agreed: list[_One] = []
        if question.type == "rows":
            self._rows(question, [claim for claim in claims if claim.entries], decision, adopted)
        for key in dict.fromkeys(key for claim in claims for key in claim.values):
            ones = [_One(key, claim.values[key], claim) for claim in claims if key in claim.values]
            present = _open_or(self._present(question, key), decision)
            chosen = self._settled(ones, present, decision)
            if chosen is None:
                continue
            if present is not None and _equal(chosen.value, present):
                agreed.append(chosen)
            else:
                adopted[key] = chosen
        for key, one in adopted.items():
            self.edits.append((tuple(key.split(".")), one.value))
        self._attribute(question, decision, adopted, agreed)
        took = [one.claim for one in (*adopted.values(), *agreed)]
        # A reason goes with its answer: where that was not taken, neither is the reason.
        heard = [c for c in claims if not (c.values or c.entries) or any(c is one for one in took)]
        if heard:
            self._reason(heard, decision, adopted)
        self._notes(claims, decision, took[0].author if took else None)
        if adopted or agreed:
            self.answered[str(question.id)] = None

    def _present(self, question: Question, key: str) -> Plain | None:
        """What the file says for a key; None where it says nothing or undecided."""
        value = self.answers.value(question.id)
        if value is None or value is UNDECIDED:
            return None
        if key == question.id:
            return plain(value)
        row, _, column = key[len(question.id) + 1 :].partition(".")
        cells = value.get(row, {}) if isinstance(value, Mapping) else {}
        return cells.get(column)

    def _settled(self, ones: Sequence[_One], present: Plain | None, decision: Decision) -> _One | None:
        """The one to take; None where the file's answer stays, with a problem unless that was asked for."""
        key, claim = ones[0].key, ones[0].claim
        wish = self.take.of(key, str(claim.question.id))
        named = [one for one in ones if wish and _is_named(one.claim.author.form, wish)]
        if wish == FILE:
            return None
        if named:
            return named[0]
        distinct: list[_One] = []
        for one in ones:
            if not any(_equal(one.value, other.value) for other in distinct):
                distinct.append(one)
        if len(distinct) == 1 and (present is None or wish == FORM or _equal(distinct[0].value, present)):
            return distinct[0]
        said = [f"{worded(claim.question, one.value)} ({_by(one.claim.author)})" for one in distinct]
        related = [(one.claim.place, "the other form") for one in distinct[1:]]
        if present is not None:
            said.append(f"{worded(claim.question, present)} ({_decided(decision, self.file.path)})")
            related.append((span_of(self.file, key), "the answer in the file"))
        names = [PurePath(one.claim.author.form).name for one in distinct]
        choices = [f"--take {key}={name}" for name in ([FORM] if len(distinct) == 1 else names)]
        hint = " or ".join([*choices, f"--take {key}={FILE}"])
        where = claim.title if key == claim.question.id else f"{claim.title}, {key}"
        message = f"{where}: different answers: {'; '.join(said)}"
        self.problems.append(Problem(claim.place, "conflict", message, hint, related=tuple(related)))
        return None

    def _rows(self, question: Question, claims: Sequence[Claim], decision: Decision, adopted: dict[str, _One]) -> None:
        """The entries of all forms put into the list that the file has."""
        if not claims:
            return
        key = str(question.id)
        wish = self.take.of(key, key)
        value = self.answers.value(question.id)
        if wish == FILE:
            return
        if isinstance(_node(self.file, key), MappingNode):
            message = (
                f"{claims[0].title}: the rows stand in {question.csv or 'another file'}, which is not changed here"
            )
            hint = f"add the entries there, then leave them out here with --take {key}={FILE}"
            self.problems.append(Problem(claims[0].place, "rows-in-file", message, hint))
            return
        before = [plain(row) for row in value if isinstance(row, Row)] if isinstance(value, tuple) else []
        rows = [row for row in before if isinstance(row, dict)]
        for claim in claims:
            rows, clashes = with_entries(rows, claim.entries, question, overwrite=wish == FORM)
            for clash in clashes:
                message = f"{claim.title}: different answers for {clash} ({_by(claim.author)})"
                hint = f"--take {key}={FORM} or --take {key}={FILE}"
                self.problems.append(Problem(claim.place, "conflict", message, hint))
        try:
            recorded = record(key, flow(list(rows)), self.library.interview, self.file).value
        except InvalidContent as error:
            place = claims[0].place
            self.problems += [replace(p, span=place, message=f"{claims[0].title}: {p.message}") for p in error.problems]
            return
        if not isinstance(value, tuple) or not _equal(recorded, plain(value)):
            adopted[key] = _One(key, recorded, claims[-1])

    def _attribute(
        self, question: Question, decision: Decision, adopted: Mapping[str, _One], agreed: Sequence[_One]
    ) -> None:
        """Who decided and when: of the question, or of a row where others decided the rest of a grid."""
        id = str(question.id)
        unsure = decision.basis in UNCONFIRMED
        for key, one in adopted.items():
            row = key[len(id) + 1 :].partition(".")[0]
            if row and decision.decided_by and not unsure:
                self._sign(f"{id}.{row}", one.claim.author)
            elif question.type != "rows" or not decision.decided_by or unsure:
                self._sign(id, one.claim.author)
        if agreed and not adopted and (unsure or not decision.decided_by):
            self._sign(id, agreed[0].claim.author)
        if decision.basis and (adopted or agreed):
            self._edit(id, "basis", "confirmed")

    def _sign(self, key: str, author: Author) -> None:
        there = self.answers.decisions.get(key, Decision())
        self._edit(key, "decided_by", author.name)
        if author.date or there.decided_on:
            self._edit(key, "decided_on", author.date or None)

    def _edit(self, key: str, name: str, value: Plain | None) -> None:
        self.edits.append((("decisions", key, name), value))

    def _reason(self, claims: Sequence[Claim], decision: Decision, adopted: Mapping[str, _One]) -> None:
        """The reason: that of the answer taken; an answer that gives way takes its own with it."""
        id = str(claims[0].question.id)
        key = f"decisions.{id}.public_reason"
        wish = self.take.of(key, id)
        named = [claim for claim in claims if wish and _is_named(claim.author.form, wish)]
        reasons = dict.fromkeys(claim.reason for claim in named or claims if claim.reason)
        old = decision.public_reason
        stands = self.answers.decided(id) and decision.basis not in UNCONFIRMED
        if wish == FILE or (not reasons and not (stands and id in adopted and old)):
            return
        if len(reasons) > 1 or (stands and old and reasons and old not in reasons and not wish):
            shown = "; ".join(f"'{reason[:80]}'" for reason in (*reasons, *([old] if stands and old else ())))
            names = [PurePath(claim.author.form).name for claim in claims if claim.reason]
            hint = " or ".join(f"--take {key}={name}" for name in (*(names if len(names) > 1 else [FORM]), FILE))
            message = f"{claims[0].title}: different reasons: {shown}"
            self.problems.append(Problem(claims[0].place, "conflict", message, hint))
            return
        self._edit(id, "public_reason", next(iter(reasons), None))

    def _notes(self, claims: Sequence[Claim], decision: Decision, signed: Author | None) -> None:
        """The notes, after what is noted already; whose they are, unless the decision says so."""
        whole = decision.private_note
        for claim in claims:
            if claim.note and claim.note not in whole:
                said = claim.note if claim.author == signed and not whole else f"{claim.author.name}: {claim.note}"
                whole = f"{whole} {said}".strip()
        if whole != decision.private_note:
            self._edit(str(claims[0].question.id), "private_note", whole)


def put_in(claims: Sequence[Claim], file: AnswerFile, library: Library, answers: Answers, take: Take) -> Outcome:
    """The answer file's text with what the claims say; every conflict as a problem. Nothing is saved here."""
    work = _Import(file, library, answers, take)
    by_question: dict[str, list[Claim]] = {}
    for claim in claims:
        by_question.setdefault(str(claim.question.id), []).append(claim)
    for id in library.interview.questions:
        if id in by_question:
            work.question(by_question[id])
    text = file.text
    order = list(library.interview.questions)
    for path, value in work.edits:
        text = set_value(text, path, value, order)
    return Outcome(text, tuple(work.problems), len(work.answered))


def _open_or(present: Plain | None, decision: Decision) -> Plain | None:
    """The answer that stands: a suggestion nobody confirmed does not."""
    return None if decision.basis == "suggested" else present


def _equal(one: Plain, other: Plain) -> bool:
    if isinstance(one, list) and isinstance(other, list) and not any(isinstance(v, dict) and "id" in v for v in one):
        return sorted(map(repr, map(meaning, one))) == sorted(map(repr, map(meaning, other)))
    return meaning(one) == meaning(other)


def _is_named(form: str, wish: str) -> bool:
    path = PurePath(form)
    return wish in (form, path.as_posix(), path.name, path.stem)


def _by(author: Author) -> str:
    return ", ".join(filter(None, (author.name or author.form, author.date)))


def _decided(decision: Decision, path: str) -> str:
    who = decision.decided_by or "nobody named"
    return ", ".join(filter(None, (f"{who} in {path}", decision.decided_on)))


def _node(file: AnswerFile, key: str) -> Node | None:
    node: Node | None = file.node
    for part in key.split("."):
        node = node.get(part) if isinstance(node, MappingNode) else None
    return node
