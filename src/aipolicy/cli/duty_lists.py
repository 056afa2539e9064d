"""The register of duties for a terminal, for programs, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aipolicy.assemble import Assembled, words
from aipolicy.assemble.context import label_of
from aipolicy.assemble.duty_blocks import ONGOING, basis_of, calendar, duty_blocks, flag_lines, time_of
from aipolicy.document import Blank, Block, Document, Inline, Section, Text
from aipolicy.duties import Duty, DutyPlace, DutyRegister, Flags
from aipolicy.library import Library
from aipolicy.problems import InvalidContent, Problem, Span, did_you_mean
from aipolicy.writers import markdown


class Listed:
    """Prints the duties of one built set."""

    def __init__(self, assembled: Assembled, library: Library) -> None:
        self.register = assembled.duties
        self.library = library
        self.documents = {document.id: document for document in assembled.documents}

    def of(self, office: str) -> DutyRegister:
        """The duties of one title or office. Raises InvalidContent where nobody of that name has any."""
        wanted = office.casefold().strip().removeprefix("the ")
        kept = tuple(d for d in self.register.duties if wanted in (d.title.words.casefold(), d.office.casefold()))
        if not kept:
            names = [*self.register.titles(), *dict.fromkeys(duty.office for duty in self.register.duties)]
            message = f"nobody called '{office}' has a duty in these drafts"
            hint = did_you_mean(office, names, list_up_to=0) or f"there are: {', '.join(self.register.titles())}"
            raise InvalidContent([Problem(Span("command line"), "unknown-office", message, hint)])
        titles, offices = {d.title.words for d in kept}, {d.office for d in kept}
        flags = self.register.flags
        return replace(
            self.register,
            duties=kept,
            flags=Flags(
                tuple(vacancy for vacancy in flags.vacant if vacancy.office in offices),
                tuple(load for load in flags.heavy if load.title in titles),
                tuple(combined for combined in flags.combined if combined.title in titles),
            ),
        )

    def lines(self, register: DutyRegister, by_month: bool) -> Iterator[str]:
        """Plain lines: a heading a group, two lines a duty, the flags last."""
        groups = calendar(register) if by_month else [(title, list(register.of(title))) for title in register.titles()]
        if by_month and register.arising():
            groups.append(("As they arise, or not dated yet", list(register.arising())))
        for name, found in groups:
            yield f"{name} ({len(found)} {'duty' if len(found) == 1 else 'duties'})"
            for duty in found:
                who = f"{duty.title.words}: " if by_month else ""
                yield f"  - {who}{duty.does}; {duty.when}; record: {duty.record}"
                places = words.joined([self.place(place) for place in duty.places])
                yield f"      {self.time(duty)}; {basis_of(duty)}; {places}"
            yield ""
        yield "What to look at"
        for line in flag_lines(register):
            yield f"  - {line}"

    def time(self, duty: Duty) -> str:
        """Months, date, or that the date is open, in words."""
        made = time_of(duty, self.ask)
        return "".join(f"date open: {part.label}" if isinstance(part, Blank) else part.text for part in made)

    def ask(self, question: str) -> str:
        """What the blank of a date question is called."""
        return label_of(self.library.interview.questions[question])

    def place(self, place: DutyPlace) -> str:
        """A clause with its document and number: "policy.purpose in board-policy 1.1"."""
        return f"{place.clause} in {place.document} {place.number}".rstrip()

    def markdown(self, register: DutyRegister, by_month: bool) -> str:
        """The register as a Markdown file."""
        blocks = duty_blocks(register, self, self.ask)
        kept: tuple[Block, ...] = tuple(b for b in blocks if not by_month or not b.id.startswith("duties.office-"))
        district = next(iter(self.documents.values())).district if self.documents else ""
        section = Section("duties", "Duties", "", kept)
        return markdown.write(
            Document("register-of-duties", "Who must do what by when", district, "", "", "", "en-US", (section,))
        )

    def document(self, place: DutyPlace) -> Inline:
        return Text(self.documents[place.document].title)

    def section(self, place: DutyPlace) -> Inline:
        return Text(f"section {place.number}" if place.number else f'the section "{place.title}"')

    def data(self, register: DutyRegister) -> dict[str, object]:
        """Everything, for programs. A date is ISO; `months` are numbers."""
        flags = register.flags
        return {
            "duties": [self._duty(duty) for duty in register.duties],
            "flags": {
                "vacant": [
                    {
                        "office": v.office,
                        "title": v.title.words,
                        "state": v.title.state,
                        "question": v.title.question,
                        "duties": v.duties,
                    }
                    for v in flags.vacant
                ],
                "too_many": [
                    {"title": load.title, "duties": load.duties, "peak": load.peak, "in_peak": load.in_peak}
                    for load in flags.heavy
                ],
                "several_offices": [
                    {"title": c.title, "duties": c.duties, "offices": dict(c.offices)} for c in flags.combined
                ],
            },
        }

    def _duty(self, duty: Duty) -> dict[str, object]:
        return {
            "office": duty.office,
            "title": duty.title.words,
            "title_state": duty.title.state,
            "does": duty.does,
            "when": duty.when,
            "record": duty.record,
            "months": list(duty.months),
            "due": duty.due_on,
            "due_question": duty.due,
            "time": self.time(duty) if duty.due or duty.months else ONGOING,
            "required_by": list(duty.law),
            "places": [
                {
                    "clause": place.clause,
                    "document": place.document,
                    "document_title": self.documents[place.document].title,
                    "section": place.number,
                    "title": place.title,
                }
                for place in duty.places
            ],
        }
