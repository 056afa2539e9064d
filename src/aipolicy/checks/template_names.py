"""template-names: every name in a clause is an answer, a form, a field, an office, or a function's known id.

A clause body may insert `{{ question.id }}`, one of its forms, a grid's cell, an office, and loop over rows,
grids and lists of choices. This check reports a name that the library does not declare, a form that a question
does not have, a filter where it cannot apply, a loop without `none:`, and a list as the subject of a verb
("The grades and placement must ..."): rewrite that sentence so that the list follows a colon or a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.assemble.template import Use, uses
from aipolicy.library import Library, Question
from aipolicy.library.questions import Choice
from aipolicy.problems import Problem, Span, did_you_mean

OFFICE_FORMS = ("name", "plural", "possessive")
LIST_FILTERS = ("and", "or")
VERB_AFTER_LIST = re.compile(r"\|\s*(?:and|or)\s*\}\}\s+(must|is|are|was|were|has|have|may|can|does|do)\b")


def check(library: Library) -> Iterator[Problem]:
    """Every problem of this kind in clauses and definitions."""
    names = _Names(library)
    for block in library.blocks.values():
        yield from names.body(block.body, Span(block.path, block.body_line), needs_none=not block.none)
        if block.none:
            yield from names.body(str(block.none), block.none.span, needs_none=False)
    for term in library.terms.values():
        yield from names.body(str(term.definition), term.definition.span, needs_none=False)


class _Names:
    def __init__(self, library: Library) -> None:
        self.library = library
        self.questions = library.interview.questions
        topic = self.questions.get("manual.cross_references")
        choices = next((f.choices for f in topic.fields if f.id == "topic"), ()) if topic else ()
        self.topics = [str(choice.id) for choice in choices]

    def body(self, body: str, place: Span, needs_none: bool) -> Iterator[Problem]:
        found, problems = uses(body, place)
        yield from problems
        for use in found.answers:
            yield from self.answer(use)
        for use in found.loops:
            yield from self.collection(use)
            if needs_none:
                hint = "add 'none:' with the text that stands when there is nothing to list"
                yield Problem(use.span, "no-none", "the clause has a loop and no 'none:'", hint)
        for collection, field, values, span in found.wheres:
            yield from self.where(collection, field, values, span)
        for use in found.cites:
            if use.path not in self.library.citations:
                hint = did_you_mean(use.path, list(self.library.citations), 0)
                yield Problem(use.span, "unknown-citation", f"there is no citation '{use.path}'", hint)
        for use in found.manual_refs:
            if use.path not in self.topics:
                yield Problem(
                    use.span, "unknown-topic", f"there is no topic '{use.path}'", did_you_mean(use.path, self.topics, 0)
                )
        for number, line in enumerate(body.split("\n")):
            for match in VERB_AFTER_LIST.finditer(line):
                where = Span(place.path, place.line + number, match.start() + 1)
                hint = "rewrite: the actor first, the list after it or after a colon"
                yield Problem(where, "list-as-subject", f"a list is the subject of '{match[1]}'", hint)

    def unknown(self, use: Use, what: str, known: list[str]) -> Problem:
        return Problem(use.span, "unknown-name", what, did_you_mean(use.path, known, 0) or did_you_mean("", known, 12))

    def question(self, path: str) -> tuple[Question | None, list[str]]:
        """The question that the longest beginning of `path` names, and what is left of the path."""
        parts = path.split(".")
        for length in range(len(parts), 0, -1):
            found = self.questions.get(".".join(parts[:length]))
            if found is not None:
                return found, parts[length:]
        return None, parts

    def answer(self, use: Use) -> Iterator[Problem]:
        if use.loop:
            yield from self.loop_name(use)
            return
        if use.path.startswith("the."):
            office, *rest = use.path.split(".")[1:]
            if office not in self.library.offices:
                yield self.unknown(use, f"there is no office '{office}'", [f"the.{o}" for o in self.library.offices])
            elif rest and (len(rest) > 1 or rest[0] not in OFFICE_FORMS):
                yield self.unknown(use, f"an office has no '{'.'.join(rest)}'", list(OFFICE_FORMS))
            return
        question, rest = self.question(use.path)
        if question is None:
            if use.path in self.library.vocabulary:
                message = f"'{use.path}' is a derived answer; it has no words to print"
                yield Problem(use.span, "unknown-name", message, "use it in 'when:', or insert what it is derived from")
            else:
                yield self.unknown(use, f"there is no question '{use.path}'", list(self.questions))
            return
        yield from self.rest(use, question, rest)

    def rest(self, use: Use, question: Question, rest: list[str]) -> Iterator[Problem]:
        """What follows a question's id: nothing, a form, a cell."""
        forms, depth = [str(form) for form in question.forms], rest
        if question.type == "rows" or (question.type == "grid" and not rest):
            yield Problem(use.span, "not-printable", f"'{question.id}' has rows; loop over it", "{% for x in ... %}")
            return
        if question.type == "grid":
            rows = self.row_ids(question)
            if rest[0] not in rows:
                yield self.unknown(use, f"'{question.id}' has no row '{rest[0]}'", rows)
                return
            columns = {str(c.id): c for c in question.columns}
            if "" not in columns:
                if len(rest) < 2 or rest[1] not in columns:
                    yield self.unknown(use, f"name a column of '{question.id}'", list(columns))
                    return
                forms, depth = [str(f) for f in columns[rest[1]].forms], rest[2:]
            else:
                depth = rest[1:]
        if len(depth) > 1 or (depth and depth[0] not in forms):
            yield self.unknown(use, f"'{question.id}' has no form '{'.'.join(depth)}'", forms)
        if any(f in LIST_FILTERS for f in use.filters) and question.type != "choices":
            yield Problem(use.span, "filter-type", f"'{question.id}' is not a list", "remove the filter")

    def row_ids(self, question: Question) -> list[str]:
        source = self.questions.get(question.rows_from)
        return [str(c.id) for c in source.choices] if source else [str(row.id) for row in question.rows]

    def fields(self, question: Question) -> dict[str, tuple[list[str], tuple[Choice, ...]]]:
        """What a loop's record has: name -> (forms, choices)."""
        if question.type == "rows":
            own = {str(f.id): ([str(x) for x in f.forms], f.choices) for f in question.fields}
            return {"id": ([], ()), **own}
        source = self.questions.get(question.rows_from)
        label = ([str(f) for f in source.forms] if source else [], ())
        columns = {str(c.id) or "choice": ([str(f) for f in c.forms], c.choices) for c in question.columns}
        said: dict[str, tuple[list[str], tuple[Choice, ...]]] = {str(form): ([], ()) for form in question.row_forms}
        return {"row": ([], ()), "label": label, **said, **columns}

    def loop_name(self, use: Use) -> Iterator[Problem]:
        question, rest = self.question(use.loop)
        if question is None or rest:
            return
        parts = use.path.split(".") if use.path else []
        if question.type == "choices":
            if len(parts) > 1 or (parts and parts[0] not in question.forms):
                yield self.unknown(use, f"'{question.id}' has no form '{use.path}'", [str(f) for f in question.forms])
            return
        fields = self.fields(question)
        if not parts or parts[0] not in fields:
            yield self.unknown(use, f"a row of '{question.id}' has no '{use.path}'", list(fields))
        elif len(parts) > 2 or (len(parts) == 2 and parts[1] not in fields[parts[0]][0]):
            yield self.unknown(use, f"'{parts[0]}' has no form '{'.'.join(parts[1:])}'", fields[parts[0]][0])

    def collection(self, use: Use) -> Iterator[Problem]:
        question, rest = self.question(use.path)
        if question is None:
            yield self.unknown(use, f"there is no question '{use.path}'", list(self.questions))
        elif rest or question.type not in ("rows", "grid", "choices"):
            message = f"'{use.path}' is nothing to loop over"
            yield Problem(use.span, "not-a-list", message, "loop over rows, a grid or choices")

    def where(self, collection: str, field: str, values: tuple[str, ...], span: Span) -> Iterator[Problem]:
        question, _ = self.question(collection)
        if question is None or question.type not in ("rows", "grid"):
            return
        fields = {name: [str(c.id) for c in choices] for name, (_, choices) in self.fields(question).items() if choices}
        if field not in fields:
            message = f"'{question.id}' has no field '{field}' to filter by"
            yield Problem(span, "unknown-name", message, did_you_mean(field, list(fields)))
            return
        for value in values:
            if value not in fields[field]:
                message = f"'{value}' is not a value of '{field}'"
                yield Problem(span, "unknown-choice", message, did_you_mean(value, fields[field], 16))
