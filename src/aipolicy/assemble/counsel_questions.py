"""The questions that counsel answers and that are open, as a generated block of a paper for counsel."""

from __future__ import annotations

from collections.abc import Iterator

from aipolicy.answers import Answers
from aipolicy.assemble.decisions import OpenDecision, open_decision, options_of, said
from aipolicy.assemble.words import joined
from aipolicy.conditions import Facts
from aipolicy.document import Block, Content, FormField, List, Paragraph, Text
from aipolicy.library import Library

KIND = "counsel-questions"


def counsel_questions(library: Library, answers: Answers, facts: Facts) -> tuple[Block, ...]:
    """A block for each open question whose first answerer is counsel; one that says so where there is none."""
    made = []
    for id, question in library.interview.questions.items():
        found = open_decision(id, library, answers, facts) if question.for_counsel else None
        if found is not None and facts.visible(id) is True and not (question.optional and answers.value(id) is None):
            made.append(Block(f"{KIND}.{id}", KIND, str(question.ask), "", tuple(_asked(found, library, facts))))
    if not made:
        nothing = "Every question of the interview that is counsel's to answer has an answer."
        made.append(Block(f"{KIND}.none", KIND, "No open question", "", (Paragraph((said(Text(nothing)),)),)))
    return tuple(made)


def _asked(decision: OpenDecision, library: Library, facts: Facts) -> Iterator[Content]:
    question = decision.question
    first = [said(Text(str(question.why))), said(Text(f"In the answer file it is called {question.id}."))]
    if decision.cells:
        first.append(said(Text(f"Not decided for: {joined(list(decision.cells))}.")))
    yield Paragraph(tuple(first))
    options = options_of(question, facts)
    if options:
        yield List(False, tuple(options))
    law = [library.citations[id] for id in map(str, question.sources) if id in library.citations]
    kept = [f"{entry.citation} ({entry.title})" for entry in law]
    if kept:
        yield Paragraph((said(Text(f"Law behind the question: {'; '.join(kept)}.")),))
    yield Paragraph((said(FormField("Answer of counsel")),))
