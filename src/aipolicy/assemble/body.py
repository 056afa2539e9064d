"""One clause at a time: its body filled, read, and put into the document's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aipolicy.assemble.blank_words import present_policy
from aipolicy.assemble.context import Context
from aipolicy.assemble.fill import FilledBody, Functions, fill
from aipolicy.assemble.unfilled import problems_of
from aipolicy.assemble.values import Group, Records, Value
from aipolicy.assemble.wording import TermFinder, change_content, duty_verb, sentence_capitals, single_stops, terms_in
from aipolicy.conditions import Facts, evaluate
from aipolicy.document import Blank, Citation, Clause, Content, Filled, Inline, Reference
from aipolicy.library import Library, PolicyBlock
from aipolicy.library.model import TermEntry
from aipolicy.problems import Problem, Span
from aipolicy.readers.markdown import read_body

PLAIN_READERS = ("families", "students")


class Filler:
    """Turns policy blocks and term definitions into the content of one district's documents."""

    def __init__(self, library: Library, context: Context, facts: Facts, verb: str, problems: list[Problem]) -> None:
        self.library = library
        self.context = context
        self.problems = problems
        self.manual_verb = verb
        self.verb = duty_verb(verb)
        self.terms: Mapping[str, TermEntry] = {
            id: entry for id, entry in library.terms.items() if evaluate(entry.when, facts) is True
        }
        self.find_terms = TermFinder(self.terms)
        self.capitals = sentence_capitals(frozenset(str(o.answer) for o in library.offices.values() if o.answer))
        self.functions = Functions(self._cite, lambda id: Reference(id, id, ""), self._manual_ref)
        topic = library.interview.questions.get("manual.cross_references")
        choices = next((f.choices for f in topic.fields if f.id == "topic"), ()) if topic else ()
        self.topics = {str(choice.id): str(choice.label) for choice in choices}

    def speak_to(self, audience: str) -> None:
        """From here on words for this audience: families and students read "must" under every manual profile."""
        self.verb = duty_verb("must" if audience in PLAIN_READERS else self.manual_verb)

    def clause(self, block: PolicyBlock) -> tuple[Clause | None, tuple[str, ...]]:
        """The clause as this district's text, and the questions whose answers it lacks.

        No clause when a loop found nothing and there is nothing to say instead.
        """
        place, body = Span(block.path, block.body_line), block.body
        filled = self._fill(body, place)
        missing = filled.missing if filled else ()
        if filled is not None and filled.empty_loop:
            if not block.none:
                return None, missing
            place, body = block.none.span, ""
            filled = self._fill(str(block.none), place)
            missing = tuple(dict.fromkeys((*missing, *(filled.missing if filled else ()))))
        if filled is None:
            return None, missing
        return Clause(str(block.id), str(block.title), "", self._read(filled, place, body)), missing

    def definitions(self, used: set[str]) -> dict[str, tuple[Content, ...]]:
        """A paragraph for each term in `used`, and for the terms that their definitions use, by id in order."""
        contents: dict[str, tuple[Content, ...]] = {}
        todo = sorted(used)
        while todo:
            id = todo.pop()
            if id in contents or id not in self.terms:
                continue
            entry = self.terms[id]
            filled = self._fill(f"**{entry.term}** {entry.definition}", entry.definition.span)
            contents[id] = () if filled is None else self._read(filled, entry.definition.span)
            inside = terms_in([Clause(id, "", "", contents[id])])
            todo += sorted(inside - set(contents))
        ordered = sorted(contents, key=lambda id: (str(self.terms[id].term).lower(), id))
        return {id: contents[id] for id in ordered}

    def topic_blank(self, topic: str) -> str:
        """What stands where the district has not entered its policy on a topic."""
        return present_policy(self.topics.get(topic, topic))

    def _fill(self, body: str, place: Span) -> FilledBody | None:
        filled, problems = fill(body, self.context, self.functions, place)
        self.problems += problems
        return filled

    def _read(self, filled: FilledBody, place: Span, body: str = "") -> tuple[Content, ...]:
        """The content of a filled text; `body` is what the file says, "" for a value in YAML."""
        content, problems = read_body(filled.text, lambda index: filled.inserts[index], place)
        if problems:
            self.problems += problems_of(body, place) or [replace(problem, span=place) for problem in problems]
        return change_content(content, self._worded)

    def _worded(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return self.capitals(self.find_terms(self.verb(single_stops(inlines))))

    def _cite(self, id: str) -> Inline:
        entry = self.library.citations.get(id)
        return Citation(id, str(entry.citation)) if entry else Blank(f"citation {id}")

    def _manual_ref(self, topic: str) -> Inline:
        group = self.context.get("manual")
        rows = group.get("cross_references") if isinstance(group, Group) else None
        for row in rows.rows if isinstance(rows, Records) else ():
            found, code, title = row.get("topic"), row.get("code"), row.get("title")
            if isinstance(found, Value) and found.id == topic and isinstance(code, Value):
                named = f" ({title.text})" if isinstance(title, Value) and title.text else ""
                return Filled("manual.cross_references", code.row, "code", f"Policy {code.text}{named}")
        return Blank(self.topic_blank(topic))
