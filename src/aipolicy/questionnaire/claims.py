"""What returned forms say, question by question, held against the library of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.answers import AnswerFile, Answers
from aipolicy.answers.answer_file import is_date
from aipolicy.answers.emit import Plain, flow
from aipolicy.answers.record import record
from aipolicy.library import Library
from aipolicy.library.questions import Question
from aipolicy.problems import InvalidContent, Problem, Span, UnreadableFile
from aipolicy.questionnaire.asked import row_labels
from aipolicy.questionnaire.marks import same
from aipolicy.questionnaire.printed import (
    NO_DISTRICT,
    OWN_WORDS,
    PREFIXES,
    district_code,
    folded,
    id_code,
    question_code,
)
from aipolicy.questionnaire.reading import Part, Returned, kind_of, returned
from aipolicy.questionnaire.replies import Report, reply


@dataclass(frozen=True, slots=True)
class Author:
    """Who filled a form in ("J. Roe, district counsel"), when, and the form."""

    name: str
    date: str
    form: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one form says to one question: validated values by key, entries of rows, reason and note."""

    question: Question
    number: int
    values: Mapping[str, Plain]
    entries: tuple[Mapping[str, Plain], ...]
    reason: str
    note: str
    author: Author

    @property
    def place(self) -> Span:
        """Where it stands: the form, and the number of the question in the place of a line."""
        return Span(self.author.form, max(self.number, 1))

    @property
    def title(self) -> str:
        """The question in messages."""
        return f"question {self.number} ({self.question.id})" if self.number else str(self.question.id)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The claims of all forms, and everything that is wrong or was not read."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


def claims_of(
    files: Sequence[tuple[str, bytes]],
    file: AnswerFile,
    library: Library,
    answers: Answers,
    *,
    by: str = "",
    on: str = "",
    renamed: bool = False,
) -> Sheaf:
    """What the forms (name and content of each) say. `by` and `on` stand where a form names nobody or no date.

    Raises UnreadableFile naming every file that is no Word file. A question with any error gives no claim.
    """
    ids = {id_code(id): id for id in library.interview.questions}
    ids |= {id_code(old): old for change in library.changes for old in change.renamed}
    claims: list[Claim] = []
    problems: list[Problem] = []
    unreadable: list[Problem] = []
    for shown, data in files:
        try:
            form = returned(data, shown, ids)
        except UnreadableFile as error:
            unreadable += error.problems
            continue
        found = list(_of_form(form, file, library, answers, problems, by, on, renamed))
        claims += found
    if unreadable:
        raise UnreadableFile([*unreadable, *problems])
    return Sheaf(tuple(claims), tuple(problems))


def _of_form(
    form: Returned,
    file: AnswerFile,
    library: Library,
    answers: Answers,
    problems: list[Problem],
    by: str,
    on: str,
    renamed: bool,
) -> Iterator[Claim]:
    if not form.parts:
        message = "no question of an aipolicy questionnaire is in this file"
        hint = "name the Word file that 'aipolicy questionnaire' wrote and somebody filled in"
        problems.append(Problem(Span(form.shown), "not-a-form", message, hint))
        return
    author = _author(form, by, on, problems)
    name = answers.value("district.name")
    district = district_code(name if isinstance(name, str) else "")
    strangers = {part.district for part in form.parts} - {"", NO_DISTRICT, district}
    if strangers and district != NO_DISTRICT and not renamed:
        message = f"the form was written for another district than '{name}'"
        hint = "use it in the folder of its own district; if the district was renamed, add --renamed"
        problems.append(Problem(Span(form.shown), "other-district", message, hint))
        return
    found: dict[str, Claim] = {}
    said = False
    for part in form.parts:
        before = len(problems)
        claim = _of_part(part, file, library, author, problems)
        good = not any(p.severity == "error" for p in problems[before:])
        said = said or claim is not None or not good
        if claim is None or not good:
            continue
        if claim.question.id in found:
            message = f"{claim.title} stands in this form twice, with answers in both places"
            problems.append(Problem(claim.place, "question-twice", message, "take one of them out"))
            continue
        found[str(claim.question.id)] = claim
    _beside(form, problems)
    if said and not author.name:
        message = "the form does not say who filled it in"
        hint = "write the name into the first table of the form, or add --by NAME"
        problems.append(Problem(Span(form.shown), "nobody-named", message, hint))
        return
    if found and not author.date:
        message = "the form does not say when it was filled in, so the decisions have no date"
        problems.append(
            Problem(Span(form.shown), "no-date", message, "add --on DATE, such as --on 2027-01-31", "warning")
        )
    yield from found.values()


def _author(form: Returned, by: str, on: str, problems: list[Problem]) -> Author:
    name = ", ".join(filter(None, (form.name, form.office))) if form.name else by or form.office
    date = form.date or on
    if date and not is_date(date):
        message = f"the form's date, '{date[:40]}', is not a date"
        problems.append(Problem(Span(form.shown), "bad-date", message, "write it as 2027-01-31 or January 31, 2027"))
        date = ""
    return Author(name, date, form.shown)


def _of_part(part: Part, file: AnswerFile, library: Library, author: Author, problems: list[Problem]) -> Claim | None:
    """The claim of one part; None where it says nothing, or cannot be trusted (then with a problem)."""
    shown = f"question {part.number}" if part.number else "a question"
    place = Span(author.form, max(part.number, 1))
    id = next((str(c.renamed[part.id]) for c in library.changes if part.id in c.renamed), part.id)
    question = library.interview.questions.get(id)
    if question is None:
        message = f"{shown} of the form{f' ({part.id})' if part.id else ''} is not asked any more"
        hint = "write a new form with 'aipolicy questionnaire' and have it answered there"
        problems.append(Problem(place, "old-form", message, hint))
        return None
    rows = row_labels(question, library)
    found: list[Problem] = []
    title = f"{shown} ({id})"

    def report(code: str, message: str, hint: str) -> None:
        found.append(Problem(place, code, f"{title}: {message}", hint))

    said = reply(part, question, rows, report)
    if not (found or said.values or said.entries or said.reason or said.note):
        return None
    if part.code and part.code != question_code(question, dict(rows).values()):
        message = f"{title} was worded otherwise, or had other answers, when this form was written"
        hint = "write a new form with 'aipolicy questionnaire' and have the question answered there"
        problems.append(Problem(place, "old-form", message, hint))
        return None
    if not same(part.heading, str(question.ask)):
        message = f"{title}: the words of the question were changed in the form, so its answer may be to another one"
        problems.append(Problem(place, "changed-question", message, f"put these words back: {question.ask}"))
        return None
    if not part.code:
        message = f"{title}: its reference was taken out of the form, so nobody can tell which words it answers"
        problems.append(Problem(place, "no-reference", message, "copy the answer into a new form"))
        return None
    for words in _unread(part, question, library):
        message = f"{title}: these words stand outside the spaces for answers and were not read: '{words[:80]}'"
        found.append(Problem(place, "not-read", message, "move them into the note, if they matter", "warning"))
    values = {key: _recorded(key, value, library, file, report) for key, value in said.values.items()}
    problems += found
    kept = {key: value for key, value in values.items() if value is not None}
    return Claim(question, part.number, kept, said.entries, said.reason, said.note, author)


def _recorded(key: str, value: Plain, library: Library, file: AnswerFile, report: Report) -> Plain | None:
    """The value as the answer file holds it, checked as `aipolicy set` checks it."""
    text = value if isinstance(value, str) else flow(value)
    try:
        return record(key, text, library.interview, file).value
    except InvalidContent as error:
        for problem in error.problems:
            report(problem.code, problem.message, problem.hint)
        return None


def _unread(part: Part, question: Question, library: Library) -> Iterator[str]:
    """Words that somebody wrote where no answer is read."""
    titles = {folded(str(section.title)) for section in library.interview.sections}
    for text in part.paragraphs:
        said = " ".join(text.split())
        if said and not said.startswith(PREFIXES) and folded(said) not in {*titles, "end of document"}:
            yield said
    meant = {folded(str(choice.means)) for choice in question.choices}
    for table in part.tables:
        if kind_of(table) != "ticks":
            continue
        for row in table.rows[1:]:
            own = len(row) > 1 and folded(row[1]).startswith(folded(OWN_WORDS))
            if len(row) > 2 and row[2] and not own and folded(row[2]) not in meant:
                yield row[2]


def _beside(form: Returned, problems: list[Problem]) -> None:
    for count, what in ((form.comments, "comment"), (form.boxes, "text box")):
        if count:
            many = "" if count == 1 else "es" if what.endswith("x") else "s"
            message = f"the form holds {count} {what}{many}; what is in there was not read"
            problems.append(Problem(Span(form.shown), "not-read", message, "read it yourself", "warning"))
