"""A file of answers and pairs put over what is saved, in memory; every problem at the place where it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aipolicy import __version__
from aipolicy.answers import AnswerFile, Answers, parse_answer_file, validate
from aipolicy.answers.edit import Path as Key
from aipolicy.answers.edit import set_value
from aipolicy.answers.marks import MARKS, ended
from aipolicy.answers.model import UNCONFIRMED
from aipolicy.answers.nodes import node_at
from aipolicy.answers.record import Recorded, record
from aipolicy.answers.store import Hold
from aipolicy.interview.given_pairs import in_folder, named
from aipolicy.interview.given_text import answer_changes, covers, reserved_changes
from aipolicy.interview.news import News, renamed_text, since, take_note
from aipolicy.interview.session import NEW_FILE, Change, Session, State, key_of
from aipolicy.library.model import Change as Version
from aipolicy.library.questions import Interview
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.project import changes_for, interview_for
from aipolicy.source import Located
from aipolicy.source import Mapping as MappingNode

CURRENT = "current"


class Unsaved(Hold):
    """Takes every save and writes nothing: what comes of it is saved as one, later."""

    def save(self, new_text: str, old_text: str | None) -> None:
        """Nothing is written yet."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file of answers, read and checked; `reworded` are questions that it answers in earlier words."""

    file: AnswerFile
    answers: Answers
    reworded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Paired:
    """A pair, read: what to write, and where it was given."""

    recorded: Recorded
    place: Span


@dataclass
class Settling:
    """Puts together what is saved (or begun), a file of answers, and pairs.

    `begun` is the text of a new file that was started from another one. `strict` refuses also what had become
    impossible before. `problems` are collected until there is nothing more to find.
    """

    folder: Path
    on_disk: str | None
    shown: str
    answers: str | None
    answers_shown: str
    begun: str | None
    strict: bool
    problems: list[Problem] = field(default_factory=list)

    def settled(self, pairs: Sequence[tuple[str, str, Span]]) -> tuple[Session, News]:
        """A session that saves nothing, with everything in it, and what is new in the library since.

        `pairs` are keys, values and places. Raises InvalidContent (every problem) and UnreadableFile.
        """
        given = self._given()
        begun = self.on_disk if self.begun is None else self.begun
        own = begun is None and given is not None
        base = NEW_FILE if begun is None else begun
        if own and given is not None:
            base = with_head(given)
        file = parse_answer_file(base, self.folder, self.answers_shown if own else self.shown)
        layered = replace(file, overlays=_overlays(file, given, pairs))
        interview, versions = interview_for(layered), changes_for(layered)
        source = self._source(given, interview, versions) if given is not None else None
        paired = self._paired(pairs, interview, file)
        session, news = self._session(base, file, interview, since(file.asked_with, versions), own)
        if self.problems or session is None:
            raise InvalidContent(self.problems)
        before = session.state
        if source is not None and not own:
            session.change(_from_file(source, interview, session))
        session.change(_from_pairs(paired, session))
        self._offered(session, before, source, paired)
        return session, news

    def _given(self) -> AnswerFile | None:
        """The file of answers as read; its format may be left out."""
        if self.answers is None:
            return None
        try:
            file = parse_answer_file(self.answers, self.folder, self.answers_shown)
        except UnreadableFile as error:
            hint = "write answers in it as in aipolicy.yaml, such as 'district: {state: oh}'"
            found = [replace(p, hint=hint) if p.code == "empty-file" else p for p in error.problems]
            raise UnreadableFile(found) from None
        return formless(file)

    def _source(self, file: AnswerFile, interview: Interview, versions: Iterable[Version]) -> Source:
        newer = since(file.asked_with, versions)
        try:
            text = renamed_text(file.text, file, newer, interview)
        except InvalidContent as error:
            text = file.text
            self.problems += _of(file, error)
        if text != file.text:
            file = formless(parse_answer_file(text, file.folder, file.path))
        answers, problems = validate(file, interview)
        found = [_hinted(p, file) for p in problems if p.severity == "error" and p.code != "not-offered"]
        self.problems += [in_folder(p, file.folder) for p in found]
        return Source(file, answers, frozenset(str(id) for version in newer for id in version.reworded))

    def _paired(
        self, pairs: Iterable[tuple[str, str, Span]], interview: Interview, file: AnswerFile
    ) -> tuple[Paired, ...]:
        found = []
        for key, value, place in pairs:
            if key.strip() == "reviewed.fingerprint" and value.strip() == CURRENT:
                hint = "read the drafts first, then: aipolicy set reviewed.fingerprint current"
                message = "a review is bound to drafts that somebody has read"
                self.problems.append(Problem(place, "no-drafts", message, hint))
                continue
            try:
                recorded = record(key, value, interview, file)
            except InvalidContent as error:
                self.problems += [named(p, key, file.folder, place) for p in error.problems]
            else:
                found.append(Paired(recorded, place))
        return tuple(found)

    def _session(
        self, base: str, file: AnswerFile, interview: Interview, newer: Sequence[Version], own: bool
    ) -> tuple[Session | None, News]:
        hold = Unsaved(self.folder / self.shown, self.shown)
        try:
            text = renamed_text(base, file, newer, interview)
            session = Session(interview, self.folder, hold, self.on_disk, text)
            return session, take_note(session, newer)
        except InvalidContent as error:
            # Of the file of answers everything has been told already, at its own places.
            self.problems += () if own and self.problems else error.problems
            return None, News()

    def _offered(self, session: Session, before: State, source: Source | None, paired: Sequence[Paired]) -> None:
        """Refuse answers that another answer has made impossible; what only a start from a file brought goes.

        `before` is what stood without the answers given here.
        """
        given = frozenset(source.answers.values) if source is not None else frozenset()
        by_pair = {one.recorded.question: one.place for one in paired if one.recorded.question}
        if self.begun is not None:
            gone = [id for id in session.state.clashes if id not in given and id not in by_pair]
            session.change([change for id in gone for change in ((key_of(id), None), (("decisions", id), None))])
        values = session.state.answers.values
        owners = {answer.span: id for id, answer in values.items()}

        def place(span: Span) -> Span:
            id = owners.get(span, "")
            if id in by_pair:
                return by_pair[id]
            if source is not None and id in given:
                return source.answers.values[id].span
            return before.answers.values[id].span if id in before.answers.values else span

        known = set() if self.strict else {problem.message for problem in before.clashes.values()}
        found = [
            replace(problem, span=place(problem.span), related=tuple((place(s), why) for s, why in problem.related))
            for problem in session.state.clashes.values()
            if problem.message not in known
        ]
        if found:
            raise InvalidContent(found)


def formless(file: AnswerFile) -> AnswerFile:
    """The file without the problem that it does not say its format."""
    if node_at(file.node, ("aipolicy", "format")) is None:
        file.problems = [p for p in file.problems if not _about_format(p)]
    return file


def _about_format(problem: Problem) -> bool:
    return problem.code == "other-format" or (problem.code == "missing-key" and "its format" in problem.message)


def with_head(file: AnswerFile) -> str:
    """The text of a file of answers, its format said where nothing is wrong with the file. Raises InvalidContent."""
    if node_at(file.node, ("aipolicy", "format")) is not None:
        return file.text
    try:
        if node_at(file.node, ("aipolicy",)) is None:
            return set_value(file.text, ("aipolicy",), {"format": 1, "asked_with": __version__})
        return set_value(file.text, ("aipolicy", "format"), 1)
    except InvalidContent as error:
        found = _of(file, error)
        if found:
            raise InvalidContent(found) from None
        return file.text


def _of(file: AnswerFile, error: InvalidContent) -> list[Problem]:
    """What kept the text of `file` from being changed, without what is told of the file anyway."""
    if file.problems:
        return []
    return [replace(problem, span=replace(problem.span, path=file.path)) for problem in error.problems]


def _overlays(
    file: AnswerFile, given: AnswerFile | None, pairs: Iterable[tuple[str, str, Span]]
) -> tuple[Located, ...]:
    """The overlays in the end: they say what the questions are."""
    overlays = given.overlays if given is not None and given.overlays else file.overlays
    for key, value, place in pairs:
        if key.strip() == "overlays":
            parts = [part.strip() for part in value.strip().strip("[]").split(",")]
            overlays = tuple(Located(part, place) for part in parts if part)
    return overlays


def _from_file(source: Source, interview: Interview, session: Session) -> list[Change]:
    ids = list(source.answers.values)
    changes = answer_changes(source.file, ids, interview, session.state)
    given = {key for id in source.file.decisions for key in _said(source.file, id)}
    decisions = session.state.answers.decisions
    marks: list[Change] = []
    for id in ids:
        base, basis = key_of(id), ("decisions", id, "basis")
        changed = [key for key, _ in changes if key[: len(base)] == base]
        whole = covers(source.file, id, session.state)
        for key in changed[:1] and [base] if whole else changed:
            marks += [(mark, None) for mark in ended(decisions, id, key, given)]
        if basis not in given and id in source.reworded:
            marks.append((basis, "reworded"))
        elif basis not in given and whole and id in decisions and decisions[id].basis in UNCONFIRMED:
            marks.append((basis, None))
    return [*changes, *marks, *reserved_changes(source.file, session.state)]


def _said(file: AnswerFile, id: str) -> set[Key]:
    """The marks of a question that a file of answers gives."""
    keys = {("decisions", id, name) for name in MARKS}
    return {key for key in keys if node_at(file.node, key) is not None}


def _from_pairs(paired: Iterable[Paired], session: Session) -> list[Change]:
    changes: list[Change] = []
    paths = [one.recorded.path for one in paired]
    for one in paired:
        path, id = one.recorded.path, one.recorded.question
        base, basis = key_of(id), ("decisions", id, "basis")
        if id and len(path) > len(base):
            # A cell cannot stand beside the one word that leaves the whole grid open.
            begun = any(key[: len(base)] == base for key, _ in changes)
            if not begun and not isinstance(node_at(session.state.file.node, base), MappingNode):
                changes.append((base, None))
        if id:
            decisions = session.state.answers.decisions
            if one.recorded.differs(session.state.file.node):
                changes += [(key, None) for key in ended(decisions, id, path, paths)]
            elif id in decisions and decisions[id].basis in UNCONFIRMED and path == base and basis not in paths:
                changes.append((basis, None))
        changes.append((path, one.recorded.value))
    return changes


def _hinted(problem: Problem, file: AnswerFile) -> Problem:
    """A problem with a file that the answers in `file` name, which is looked for beside the answer file to be."""
    if problem.code != "file-unreadable" or problem.span.path != file.path:
        return problem
    return replace(problem, hint="it is looked for in the district's folder; put it there first")
